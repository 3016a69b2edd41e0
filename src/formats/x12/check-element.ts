// Checks one segment against what the guide asks of its elements: presence, length, type, allowed codes.
import { rangeOf, type TextRange } from '../../model/text';
import { checkConditions, checkDateFormats } from './check-conditions';
import { listed } from './check-loops';
import type { ElementSpec, SegmentRules } from './guide/elements';
import { missingRange, named, type Placed, type Report, say, sayOf } from './report';
import {
  cleaned,
  componentBounds,
  elementCount,
  elementEnd,
  elementStart,
  elementText,
  isEmpty,
} from './segments';
import { typeTrouble, zipTrouble } from './value-types';

/** Reports everything wrong with the elements of a segment. */
export function checkElements(
  to: Report,
  placed: Placed,
  { elements: specs, lastRequired }: SegmentRules,
): void {
  const { list, segment } = placed;
  const count = elementCount(segment);
  const last = Math.max(count, lastRequired);
  checkTrailingSeparators(to, placed, count);
  for (let position = 1; position <= last; position++) {
    const spec = specs[position - 1];
    const start = elementStart(segment, position);
    const end = elementEnd(segment, position);
    const empty = isEmpty(list, segment, start, end);
    if (!spec) {
      if (empty) continue;
      say(
        to,
        placed,
        'error',
        `the segment has only ${plural(specs.length, 'element')}; this is number ${position}. An element separator stands where none belongs, or the segment is another one.`,
        rangeOf(start, end),
      );
      break;
    }
    if (position > count || empty) {
      if (spec.required)
        sayOf(
          to,
          placed,
          spec,
          'error',
          'it is required and missing.',
          missingRange(list, segment, position),
        );
    } else if (spec.components) checkComposite(to, placed, spec, spec.components, start, end);
    else checkSimple(to, placed, spec, start, end);
  }
  checkDateFormats(to, placed);
  checkConditions(to, placed, specs);
}

function checkComposite(
  to: Report,
  placed: Placed,
  spec: ElementSpec,
  parts: readonly ElementSpec[],
  start: number,
  end: number,
): void {
  if (spec.unused) {
    sayUnused(to, placed, spec, rangeOf(start, end));
    return;
  }
  const bounds = componentBounds(placed.list, start, end);
  const count = bounds.length - 1;
  if (count > 1 && (bounds[count - 1] ?? 0) === end) trailingFix(to, placed, spec, lastFilled(bounds), end);
  for (let part = 0; part < Math.max(count, parts.length); part++) {
    const component = parts[part];
    const from = bounds[part];
    const until = part < count ? (bounds[part + 1] ?? end + 1) - 1 : end;
    const empty = from === undefined || part >= count || isEmpty(placed.list, placed.segment, from, until);
    if (!component) {
      if (!empty)
        sayOf(
          to,
          placed,
          spec,
          'error',
          `it has only ${plural(parts.length, 'component')}; this is number ${part + 1}.`,
          rangeOf(from, until),
        );
      break;
    }
    if (!empty) checkSimple(to, placed, component, from, until);
    else if (component.required)
      sayOf(
        to,
        placed,
        component,
        'error',
        'it is required and missing.',
        missingComponent(start, end, bounds, part),
      );
  }
}

function missingComponent(start: number, end: number, bounds: readonly number[], part: number): TextRange {
  const from = bounds[part];
  if (from === undefined || part >= bounds.length - 1) return rangeOf(start, end);
  return from > start ? rangeOf(from - 1, from) : rangeOf(start, Math.min(end, start + 1));
}

function lastFilled(bounds: readonly number[]): number {
  let part = bounds.length - 1;
  while (part > 1 && (bounds[part] ?? 0) - 1 === (bounds[part - 1] ?? 0)) part--;
  return (bounds[part] ?? 1) - 1;
}

function checkSimple(to: Report, placed: Placed, spec: ElementSpec, start: number, end: number): void {
  const { list, segment } = placed;
  const range = rangeOf(start, end);
  if (spec.unused) {
    sayUnused(to, placed, spec, range);
    return;
  }
  const written = cleaned(list.text, start, end, segment.wrapped);
  let value = written;
  if (!placed.padded && written.charCodeAt(written.length - 1) === 32) {
    value = written.trimEnd();
    if (value === '') {
      sayBlank(to, placed, spec, start, end);
      return;
    }
    sayPadding(to, placed, spec, range, end - (written.length - value.length));
  }
  const trouble = valueTrouble(placed, spec, value);
  if (trouble) sayOf(to, placed, spec, 'error', trouble, range);
  else if (spec.pattern) checkZip(to, placed, spec, value, range);
}

/** Codes and numbers are compared character by character: with a blank behind it, a member or a provider is not found. */
function sayPadding(to: Report, placed: Placed, spec: ElementSpec, range: TextRange, from: number): void {
  const compared = spec.type === 'ID' || spec.label === 'NM109' || spec.label === 'REF02';
  const blanks = rangeOf(from, range.end);
  const fix = { title: 'Remove the blanks at the end', edits: [{ range: blanks, newText: '' }] };
  const what = `${named(spec)}: blanks stand after the value; a receiver may not recognise it.`;
  say(to, placed, compared ? 'error' : 'warning', what, range, placed.segment.wrapped ? {} : { fix });
}

function checkZip(to: Report, placed: Placed, spec: ElementSpec, value: string, range: TextRange): void {
  const country = elementText(placed.list, placed.segment, 4).trim();
  const trouble = zipTrouble(value, country, spec.pattern === 'zip9' && placed.era === 5);
  if (!trouble) return;
  const { what, wrong, plain } = trouble;
  const fix =
    plain === undefined ? {} : { fix: { title: 'Remove the hyphen', edits: [{ range, newText: plain }] } };
  say(to, placed, wrong ? 'error' : 'warning', `${named(spec)}: ${what}`, range, fix);
}

/** What is wrong with a value, in words that can follow a colon; undefined when nothing is. */
function valueTrouble(placed: Placed, spec: ElementSpec, value: string): string | undefined {
  const { codes, type, min, max } = spec;
  if (codes) {
    if (codes.has(value)) return undefined;
    return `${quoted(spec, value)} is not one of the values that the guide allows here (${listed(codes)}).`;
  }
  if (!placed.padded && value.includes(placed.list.delimiters.component))
    return 'the sign that separates components stands in it, but this element has none.';
  const trouble = typeTrouble(spec, value);
  if (trouble) return trouble;
  const fits = value.length >= min && value.length <= max;
  if (type !== 'R' && type !== 'N0') return fits ? undefined : sizeTrouble(spec, value.length);
  // Sign and decimal point do not count.
  if (fits && min === 1) return undefined;
  const { length } = value.replace(/[-.]/g, '');
  return length >= min && length <= max ? undefined : sizeTrouble(spec, length);
}

function sizeTrouble(spec: ElementSpec, length: number): string {
  const unit = spec.type === 'R' || spec.type === 'N0' ? 'digit' : 'character';
  const wanted =
    spec.min === spec.max ? `exactly ${plural(spec.min, unit)}` : `${spec.min} to ${plural(spec.max, unit)}`;
  return `it has ${plural(length, unit)}; ${wanted} may stand here.`;
}

function checkTrailingSeparators(to: Report, placed: Placed, count: number): void {
  const { segment } = placed;
  if (count < 1 || placed.padded || elementStart(segment, count) !== segment.end) return;
  let last = count;
  while (last > 1 && elementStart(segment, last - 1) === elementEnd(segment, last - 1)) last--;
  const from = (segment.bounds[last] ?? segment.end + 1) - 1;
  const fix = {
    title: 'Remove the empty elements at the end',
    edits: [{ range: rangeOf(from, segment.end), newText: '' }],
  };
  say(
    to,
    placed,
    'warning',
    `${segment.id}: empty elements stand at the end of the segment; X12 wants them left out.`,
    rangeOf(from, segment.end),
    { fix },
  );
}

function trailingFix(to: Report, placed: Placed, spec: ElementSpec, from: number, end: number): void {
  const fix = {
    title: 'Remove the empty components at the end',
    edits: [{ range: rangeOf(from, end), newText: '' }],
  };
  say(
    to,
    placed,
    'warning',
    `${named(spec)}: empty components stand at the end; X12 wants them left out.`,
    rangeOf(from, end),
    { fix },
  );
}

function sayBlank(to: Report, placed: Placed, spec: ElementSpec, start: number, end: number): void {
  if (spec.required)
    sayOf(to, placed, spec, 'error', 'it is required, and only blanks stand here.', rangeOf(start, end));
  else {
    const fix = placed.segment.wrapped
      ? {}
      : { fix: { title: 'Remove the blanks', edits: [{ range: rangeOf(start, end), newText: '' }] } };
    say(
      to,
      placed,
      'warning',
      `${named(spec)}: only blanks stand here; leave it empty.`,
      rangeOf(start, end),
      fix,
    );
  }
}

function sayUnused(to: Report, placed: Placed, spec: ElementSpec, range: TextRange): void {
  sayOf(
    to,
    placed,
    spec,
    placed.era === 4 ? 'warning' : 'error',
    'the guide does not use this element here; leave it empty.',
    range,
  );
}

/** Only short codes are quoted: names, numbers and dates of people are not repeated in a message. */
function quoted(spec: ElementSpec, value: string): string {
  return spec.type === 'ID' && value.length <= Math.max(spec.max, 3) && /^[\w]+$/.test(value)
    ? `“${value}”`
    : 'the value';
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

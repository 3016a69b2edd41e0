// Claim changes as the smallest edits of a .claim file: comments, quotes, order and spacing of everything else stay.
import type { Claim, ClaimChange, ServiceLine } from '../../model/claim';
import { type Field, rangeOf, type TextEdit } from '../../model/text';
import { readOnce } from '../read-once';
import { totalWithout } from '../total-charge';
import { type LocatedFile, locateFile } from './read';
import type { LocatedClaim, LocatedLine, Section } from './section';
import {
  breakBefore,
  emptyPlace,
  lineEnd,
  lineStart,
  ownSeparator,
  replaceItems,
  type Sequence,
  type SequenceStyle,
  styleOf,
} from './sequence';
import { pointerSequence } from './service-line';
import { changedSpan, type LinePlace, mostModifiers, replaceModifiers } from './write-modifiers';
import type { MapNode } from './yaml-tree';

const mostPointers = 4;

/** The edits that make `change` to `claim`, or undefined when there is no place for it. */
export function writeClaimFile(
  text: string,
  claim: Claim,
  change: ClaimChange,
): readonly TextEdit[] | undefined {
  const file = locatedOnce(text);
  const located = file.claims[claim.index];
  if (located === undefined) return undefined;
  const edits = editsFor({ text, file, claim, located }, change);
  // A value that other places repeat would change there too.
  const spreads = edits?.some(({ range }) =>
    file.tree.repeated.some((shared) => range.start >= shared.start && range.end <= shared.end),
  );
  return spreads ? undefined : edits;
}

const locatedOnce = readOnce(locateFile);

interface Place {
  readonly text: string;
  readonly file: LocatedFile;
  readonly claim: Claim;
  readonly located: LocatedClaim;
}

type Edits = readonly TextEdit[] | undefined;

function editsFor(place: Place, change: ClaimChange): Edits {
  const { text, file, claim, located } = place;
  if (change.kind === 'replace-diagnosis') return replaceDiagnosis(claim, change.position, change.code);
  if (change.kind === 'set-place-of-service' && change.line === undefined)
    return setClaimPlaceOfService(place, change.placeOfService);
  const [line, at] = [claim.serviceLines[(change.line ?? 0) - 1], located.lines[(change.line ?? 0) - 1]];
  if (line === undefined || at === undefined) return undefined;
  const modifierPlace: LinePlace = { text, file, at };
  const written = line.modifiers.map(({ value }) => value);
  switch (change.kind) {
    case 'replace-procedure-code':
      return replaceValue(text, at.section, 'code', line.procedureCode, change.code);
    case 'add-modifier': {
      const position = change.at ?? written.length;
      if (written.length >= mostModifiers || position < 0 || position > written.length) return undefined;
      return replaceModifiers(modifierPlace, position, position, [change.modifier]);
    }
    case 'remove-modifier':
      return written[change.at] === undefined
        ? undefined
        : replaceModifiers(modifierPlace, change.at, change.at + 1, []);
    case 'set-modifiers': {
      if (change.modifiers.length > mostModifiers) return undefined;
      const { from, to, values } = changedSpan(written, change.modifiers);
      return from === to && values.length === 0 ? [] : replaceModifiers(modifierPlace, from, to, values);
    }
    case 'set-units':
      return line.units === undefined
        ? putValue(text, at.node, at.section, 'units', String(change.units), ['code', 'modifiers'])
        : replaceValue(
            text,
            at.section,
            'units',
            line.units,
            numberLike(text.slice(line.units.range.start, line.units.range.end), change.units),
          );
    case 'set-diagnosis-pointers':
      return change.pointers.length > mostPointers
        ? undefined
        : setPointers(place, at, line, change.pointers);
    case 'set-place-of-service':
      return at.section.has('place of service') && line.placeOfService !== undefined
        ? replaceValue(text, at.section, 'place of service', line.placeOfService, change.placeOfService)
        : putValue(text, at.node, at.section, 'place of service', `"${change.placeOfService}"`, [
            'date',
            'end date',
            'code',
          ]);
    case 'remove-line':
      return removeLineAndCharge(place, at, line.number);
  }
}

/** A total that was the sum of the lines stays their sum. */
function removeLineAndCharge({ text, claim, located }: Place, at: LocatedLine, number: number): Edits {
  const edits = removeLine(text, located, at);
  const { totalCharge } = claim;
  if (edits === undefined || totalCharge === undefined) return edits;
  const left = totalWithout(claim, number, text.slice(totalCharge.range.start, totalCharge.range.end));
  if (left === undefined) return edits;
  const total = replaceValue(text, located.section, 'total charge', totalCharge, left);
  return total === undefined ? undefined : [...edits, ...total];
}

/** Puts `value` in the place of a value, or of the alias that stands for it. */
function replaceValue(
  text: string,
  section: Section,
  name: string,
  field: Field<unknown> | undefined,
  value: string,
): Edits {
  if (field === undefined) return undefined;
  const node = section.get(name)?.entry.value;
  if (node?.kind !== 'alias') return [{ range: field.range, newText: value }];
  // More than the value itself stands under the alias (20561-59): it cannot be replaced as a whole.
  const whole =
    node.target.kind === 'scalar' &&
    node.target.inner.start === field.range.start &&
    node.target.inner.end === field.range.end;
  return whole
    ? [{ range: node.range, newText: /^\d/.test(text.charAt(field.range.start)) ? value : `"${value}"` }]
    : undefined;
}

/** Fills in a name that has no value, or adds name and value behind the last of the entries named in `after`. */
function putValue(
  text: string,
  map: MapNode,
  section: Section,
  name: string,
  value: string,
  after: readonly string[],
): Edits {
  const own = section.get(name)?.entry.value;
  if (own !== undefined) {
    if (own.kind !== 'empty') return undefined;
    const place = emptyPlace(text, own.range.end);
    return [{ range: rangeOf(place, place), newText: ` ${value}` }];
  }
  const behind =
    map.entries.filter((entry) => after.some((each) => section.get(each)?.entry === entry)).at(-1) ??
    map.entries.at(-1);
  if (behind === undefined) return undefined;
  if (map.flow)
    return [{ range: rangeOf(behind.range.end, behind.range.end), newText: `, ${name}: ${value}` }];
  const start = lineStart(text, behind.key.range.start);
  const column = behind.key.range.start - start;
  if (/[^ \-?]/.test(text.slice(start, behind.key.range.start))) return undefined;
  const end = lineEnd(text, behind.range.end);
  const lineBreak = breakBefore(text, start === 0 ? nextLine(text, end) : start);
  return [{ range: rangeOf(end, end), newText: `${lineBreak}${' '.repeat(column)}${name}: ${value}` }];
}

/** Where the line after the one that ends at `end` begins. */
function nextLine(text: string, end: number): number {
  if (text.charAt(end) === '\r' && text.charAt(end + 1) === '\n') return end + 2;
  return Math.min(end + 1, text.length);
}

/** The claim's own place of service; where only lines have one, that of every line. */
function setClaimPlaceOfService({ text, claim, located }: Place, value: string): Edits {
  if (claim.placeOfService !== undefined)
    return replaceValue(text, located.section, 'place of service', claim.placeOfService, value);
  const edits: TextEdit[] = [];
  for (const [index, { section }] of located.lines.entries()) {
    const edit = section.has('place of service')
      ? replaceValue(text, section, 'place of service', claim.serviceLines[index]?.placeOfService, value)
      : [];
    edits.push(...(edit ?? []));
  }
  if (edits.length > 0) return edits;
  return putValue(text, located.node, located.section, 'place of service', `"${value}"`, [
    'claim',
    'payer',
    'patient',
    'note',
    'date of service',
  ]);
}

/** With a decimal point where the claim writes diagnoses with one. */
function replaceDiagnosis(claim: Claim, position: number, code: string): Edits {
  const diagnosis = claim.diagnoses.find((each) => each.position === position);
  if (diagnosis === undefined) return undefined;
  const bare = code.toUpperCase().replace(/\./g, '');
  const long = claim.diagnoses.filter(({ code: { value } }) => value.length > 3);
  const dotted =
    diagnosis.code.value.length > 3
      ? diagnosis.written.includes('.')
      : long.length === 0 || long.some(({ written }) => written.includes('.'));
  const newText = dotted && bare.length > 3 ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare;
  return [{ range: diagnosis.code.range, newText }];
}

function setPointers(place: Place, at: LocatedLine, line: ServiceLine, pointers: readonly number[]): Edits {
  const { text, file, claim } = place;
  const count = claim.diagnoses.filter(({ role }) => role === 'principal' || role === 'other').length;
  const sequenceOf = (each: LocatedLine) => pointerSequence(each.section, each.node.flow, count);
  const sequence = sequenceOf(at);
  if (at.section.has('pointers') && sequence === undefined) return undefined;
  const all = [sequence, ...file.claims.flatMap(({ lines }) => lines.map(sequenceOf))];
  const numbers =
    all.some((each) => each?.items[0] !== undefined && /^\d/.test(each.items[0].text)) &&
    !/^[A-Za-z]/.test(sequence?.items[0]?.text ?? '');
  const words = pointers.map((position) =>
    numbers || position < 1 || position > 26 ? String(position) : String.fromCharCode(64 + position),
  );
  if (sequence === undefined) {
    const value = numbers ? `[${words.join(', ')}]` : words.join('');
    return words.length === 0
      ? []
      : putValue(text, at.node, at.section, 'pointers', value, ['code', 'modifiers', 'units', 'charge']);
  }
  const { from, to, values } = changedSpan(
    sequence.items.map((item) => item.text.toUpperCase()),
    words,
  );
  if (from === to && values.length === 0)
    return line.diagnosisPointers.length === pointers.length ? [] : undefined;
  return replaceItems(text, sequence, from, to, values, pointerStyle(place, sequence, numbers, all));
}

/** Letters stand together (AB) unless this list or another one of the file separates them. */
function pointerStyle(
  { text }: Place,
  own: Sequence,
  numbers: boolean,
  all: readonly (Sequence | undefined)[],
): SequenceStyle {
  const alike = all.filter(
    (sequence) => sequence !== undefined && (sequence.shape === own.shape || own.shape === 'nothing'),
  );
  const style = styleOf(text, alike);
  const separated =
    own.shape === 'brackets' ||
    numbers ||
    (own.items.length > 1 && ownSeparator(text, own.items, 'range') !== '');
  return style.separator === undefined && !separated ? { ...style, separator: '' } : style;
}

function removeLine(text: string, located: LocatedClaim, at: LocatedLine): Edits {
  const { list } = located;
  const index = list?.items.indexOf(at.item) ?? -1;
  if (list === undefined || index < 0 || located.lines.length < 2) return undefined;
  const [before, after] = [list.items[index - 1], list.items[index + 1]];
  if (list.flow) {
    if (before !== undefined) return [{ range: rangeOf(before.range.end, at.item.range.end), newText: '' }];
    return after === undefined
      ? undefined
      : [{ range: rangeOf(at.item.range.start, after.range.start), newText: '' }];
  }
  const start = lineStart(text, at.item.range.start);
  if (/[^ ]/.test(text.slice(start, at.item.range.start))) return undefined;
  const end = lineEnd(text, at.item.range.end);
  if (end < text.length) return [{ range: rangeOf(start, nextLine(text, end)), newText: '' }];
  return [{ range: rangeOf(start - breakBefore(text, start).length, end), newText: '' }];
}

/** The number with as many zeros behind the point as the old one has (1.0 → 2.0). */
function numberLike(written: string, number: number): string {
  const zeros = /^\d+\.(0+)$/.exec(written)?.[1];
  return zeros !== undefined && Number.isInteger(number) ? `${number}.${zeros}` : String(number);
}

// Checks between the elements of one segment: relations (both or none, at least one, …) and dates whose format another element names.
import { rangeOf } from '../../model/text';
import { isCalendarDate } from './fields';
import { type ElementSpec, type Relation, segmentDefinitions } from './guide/elements';
import { idRange, missingRange, type Placed, type Report, say } from './report';
import { elementEnd, elementStart, elementText, isEmpty, type Segment } from './segments';

/** Dates whose format stands in the element before them. */
const datedElements: Readonly<Record<string, readonly [format: number, date: number]>> = {
  DTP: [2, 3],
  DMG: [1, 2],
  PAT: [5, 6],
};

/** Reports a date that is not written as the format beside it says. */
export function checkDateFormats(to: Report, placed: Placed): void {
  const { list, segment } = placed;
  const pair = datedElements[segment.id];
  if (!pair) return;
  const value = elementText(list, segment, pair[1]).trim();
  const trouble = value === '' ? undefined : dateTrouble(elementText(list, segment, pair[0]).trim(), value);
  if (!trouble) return;
  const label = `${segment.id}${String(pair[1]).padStart(2, '0')}`;
  say(
    to,
    placed,
    'error',
    `${label}, date: ${trouble}`,
    rangeOf(elementStart(segment, pair[1]), elementEnd(segment, pair[1])),
  );
}

function dateTrouble(format: string, value: string): string | undefined {
  const day =
    'it is no date of the calendar written as year, month, day (CCYYMMDD), which the format D8 asks for.';
  if (format === 'D8') return isCalendarDate(value) ? undefined : day;
  if (format === 'DT')
    return isCalendarDate(value.slice(0, 8)) && isTimeOfDay(value.slice(8))
      ? undefined
      : 'it is no date and time written as CCYYMMDDHHMM, which the format DT asks for.';
  if (format === 'TM')
    return isTimeOfDay(value)
      ? undefined
      : 'it is no time of day written as HHMM, which the format TM asks for.';
  if (format !== 'RD8') return undefined;
  const [from = '', to = '', more] = value.split('-');
  if (more !== undefined || !isCalendarDate(from) || !isCalendarDate(to))
    return 'it is no span of two dates written as CCYYMMDD-CCYYMMDD, which the format RD8 asks for.';
  return from > to ? 'the span ends before it begins.' : undefined;
}

function isTimeOfDay(value: string): boolean {
  return /^(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d\d{0,2})?$/.test(value);
}

/** Reports elements that stand without one that they belong to, or beside one that they exclude. */
export function checkConditions(to: Report, placed: Placed, specs: readonly ElementSpec[]): void {
  const { segment } = placed;
  for (const relation of segmentDefinitions.get(segment.id)?.relations ?? []) {
    const { positions } = relation;
    let given = 0;
    for (const position of positions) if (isGiven(placed, position)) given++;
    if (!isBroken(relation, placed, given)) continue;
    // What is required anyway has been reported as missing.
    if (positions.some((position) => !isGiven(placed, position) && specs[position - 1]?.required)) continue;
    sayBroken(to, placed, relation);
  }
}

function isGiven({ list, segment }: Placed, position: number): boolean {
  return !isEmpty(list, segment, elementStart(segment, position), elementEnd(segment, position));
}

function isBroken({ kind, positions }: Relation, placed: Placed, given: number): boolean {
  const first = positions[0] ?? 1;
  switch (kind) {
    case 'P':
      return given > 0 && given < positions.length;
    case 'R':
      return given === 0;
    case 'C':
      return given < positions.length && isGiven(placed, first);
    case 'L':
      return given === 1 && isGiven(placed, first);
    case 'E':
      return given > 1;
  }
}

function sayBroken(to: Report, placed: Placed, { kind, positions }: Relation): void {
  const { list, segment } = placed;
  const labels = positions.map((position) => label(segment, position));
  const missing = positions.find((position) => !isGiven(placed, position));
  const [first = ''] = labels;
  if (kind === 'E') {
    const second = positions.filter((position) => isGiven(placed, position))[1] ?? 1;
    const range = rangeOf(elementStart(segment, second), elementEnd(segment, second));
    say(to, placed, 'error', `only one of ${labels.join(', ')} may be given.`, range);
    return;
  }
  const lacking = missing === undefined ? '' : label(segment, missing);
  const what = {
    P: `${labels.join(' and ')} go together: ${lacking} is missing.`,
    R: `one of ${labels.join(', ')} is required, and none is given.`,
    C: `${lacking} is missing; it is required where ${first} is given.`,
    L: `one of ${labels.slice(1).join(', ')} is required where ${first} is given.`,
  };
  say(
    to,
    placed,
    'error',
    what[kind],
    missing === undefined ? idRange(segment) : missingRange(list, segment, missing),
  );
}

function label(segment: Segment, position: number): string {
  return segment.id + String(position).padStart(2, '0');
}

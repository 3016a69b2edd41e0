// Checks between the elements of one segment: relations (both or none, at least one, …) and dates whose format another element names.
import { rangeOf } from '../../model/text';
import { isCalendarDate } from './fields';
import { type ElementSpec, segmentDefinitions } from './guide/elements';
import { idRange, missingRange, type Placed, type Report, say } from './report';
import { elementEnd, elementStart, elementText, type Segment } from './segments';

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

/** Relations between elements: P both or none, R at least one, C if the first then the rest, E not both, L if the first then one of the rest. */
export function checkConditions(to: Report, placed: Placed, specs: readonly ElementSpec[]): void {
  const { list, segment } = placed;
  for (const condition of segmentDefinitions.get(segment.id)?.conditions ?? []) {
    const positions = (condition.slice(1).match(/\d\d/g) ?? []).map(Number);
    const given = positions.filter(
      (position) => elementStart(segment, position) < elementEnd(segment, position),
    );
    const missing = positions.filter((position) => !given.includes(position));
    const first = positions[0] ?? 1;
    const names = positions.map((position) => label(segment, position));
    if (missing.some((position) => specs[position - 1]?.required)) continue;
    const where = missing[0] === undefined ? idRange(segment) : missingRange(list, segment, missing[0]);
    const kind = condition.charAt(0);
    if (kind === 'P' && given.length > 0 && missing.length > 0)
      say(
        to,
        placed,
        'error',
        `${names.join(' and ')} go together: ${label(segment, missing[0] ?? first)} is missing.`,
        where,
      );
    else if (kind === 'R' && given.length === 0)
      say(to, placed, 'error', `one of ${names.join(', ')} is required, and none is given.`, where);
    else if (kind === 'C' && given.includes(first) && missing.length > 0)
      say(
        to,
        placed,
        'error',
        `${label(segment, missing[0] ?? first)} is missing; it is required where ${label(segment, first)} is given.`,
        where,
      );
    else if (kind === 'L' && given.includes(first) && given.length === 1)
      say(
        to,
        placed,
        'error',
        `one of ${names.slice(1).join(', ')} is required where ${label(segment, first)} is given.`,
        where,
      );
    else if (kind === 'E' && given.length > 1) {
      const second = given[1] ?? first;
      say(
        to,
        placed,
        'error',
        `only one of ${names.join(', ')} may be given.`,
        rangeOf(elementStart(segment, second), elementEnd(segment, second)),
      );
    }
  }
}

function label(segment: Segment, position: number): string {
  return segment.id + String(position).padStart(2, '0');
}

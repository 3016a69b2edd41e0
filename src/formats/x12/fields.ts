// Values out of segments: what is written, where, and as what (date, money, number).
import type { Cents, DateText } from '../../model/claim';
import { type Field, rangeOf } from '../../model/text';
import { cleaned, elementEnd, elementStart, type Segment, type SegmentList } from './segments';

/** A segment of a file: what every reading function takes. */
export interface Source {
  readonly list: SegmentList;
  readonly segment: Segment;
}

/** The element's text without blanks around it, with its place; undefined when there is none. */
export function elementField({ list, segment }: Source, position: number): Field | undefined {
  return trimmedField(list, elementStart(segment, position), elementEnd(segment, position), segment.wrapped);
}

/** The same for component `part` (1-based) of a composite element. */
export function componentField({ list, segment }: Source, position: number, part: number): Field | undefined {
  const { text, delimiters } = list;
  const until = elementEnd(segment, position);
  const separator = delimiters.component.charCodeAt(0);
  let number = 1;
  let start = elementStart(segment, position);
  for (let at = start; at <= until && number <= part; at++) {
    if (at < until && text.charCodeAt(at) !== separator) continue;
    if (number === part) return trimmedField(list, start, at, segment.wrapped);
    number++;
    start = at + 1;
  }
  return undefined;
}

/** The element's text without blanks around it, '' when there is none. */
export function elementValue({ list, segment }: Source, position: number): string {
  return cleaned(
    list.text,
    elementStart(segment, position),
    elementEnd(segment, position),
    segment.wrapped,
  ).trim();
}

/** The same for a component. */
export function componentValue(source: Source, position: number, part: number): string {
  return componentField(source, position, part)?.value ?? '';
}

/** Codes are read in capitals. */
export function inCapitals(field: Field | undefined): Field | undefined {
  return field && { value: field.value.toUpperCase(), range: field.range };
}

/** Whole cents from an X12 decimal number; undefined when it is none. */
export function moneyField(field: Field | undefined): Field<Cents> | undefined {
  const number = numberField(field);
  if (!number) return undefined;
  const cents = Math.round(Math.abs(number.value) * 100);
  return { value: number.value < 0 && cents > 0 ? -cents : cents, range: number.range };
}

/** A number from an X12 decimal number (no exponent, no thousands separators); undefined when it is none. */
export function numberField(field: Field | undefined): Field<number> | undefined {
  if (!field || field.value.length > 20 || !/^-?(?:\d+\.?\d*|\.\d+)$/.test(field.value)) return undefined;
  return { value: Number(field.value), range: field.range };
}

/** The first day, and the last where a span is written, of a date in the format that its qualifier names (D8, RD8, DT, D6). */
export function dateFields(field: Field | undefined): {
  readonly from?: Field<DateText>;
  readonly to?: Field<DateText>;
} {
  if (!field) return {};
  const { value, range } = field;
  const dash = value.indexOf('-');
  // A line break inside of the value leaves no place to cut the range at.
  const exact = range.end - range.start === value.length;
  if (dash < 0)
    return {
      from: {
        value: isoDate(value.slice(0, 8)),
        range: exact && value.length > 8 ? rangeOf(range.start, range.start + 8) : range,
      },
    };
  const from = {
    value: isoDate(value.slice(0, dash)),
    range: exact ? rangeOf(range.start, range.start + dash) : range,
  };
  const to = {
    value: isoDate(value.slice(dash + 1)),
    range: exact ? rangeOf(range.start + dash + 1, range.end) : range,
  };
  return { ...(dash > 0 ? { from } : {}), ...(dash < value.length - 1 ? { to } : {}) };
}

/** `20260701` as `2026-07-01` when the calendar has that day, else what was written. */
export function isoDate(written: string): DateText {
  return isCalendarDate(written)
    ? `${written.slice(0, 4)}-${written.slice(4, 6)}-${written.slice(6, 8)}`
    : written;
}

/** True for eight digits that name a day of the calendar, CCYYMMDD. */
export function isCalendarDate(written: string): boolean {
  if (written.length !== 8) return false;
  let number = 0;
  for (let at = 0; at < 8; at++) {
    const digit = written.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9) return false;
    number = number * 10 + digit;
  }
  const year = Math.floor(number / 10_000);
  const month = Math.floor(number / 100) % 100;
  const day = number % 100;
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  if (month === 2) return day <= (leap ? 29 : 28);
  return day <= (month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31);
}

function trimmedField(list: SegmentList, from: number, until: number, wrapped: boolean): Field | undefined {
  const { text } = list;
  let start = from;
  let end = until;
  while (start < end && isPadding(text.charCodeAt(start))) start++;
  while (end > start && isPadding(text.charCodeAt(end - 1))) end--;
  return start < end ? { value: cleaned(text, start, end, wrapped), range: rangeOf(start, end) } : undefined;
}

function isPadding(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

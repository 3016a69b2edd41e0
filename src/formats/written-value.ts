// Dates, money and numbers as people and spreadsheets write them. Shared by the formats that people edit by hand.
import type { Cents, DateText } from '../model/claim';
import { rangeOf, type TextRange } from '../model/text';

/** A piece of a longer text, by offsets in that text. */
export interface Piece {
  readonly text: string;
  readonly range: TextRange;
}

/** How a date was written; `day-first` cannot be month/day/year and is read as day/month/year. */
export type DateStyle = 'iso' | 'compact' | 'month-first' | 'two-digit-year' | 'day-first' | 'month-name';

export interface WrittenDate {
  readonly date: DateText;
  readonly style: DateStyle;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A calendar date as ISO text, or undefined when it is none. Month comes before day, as in the United States;
 * two-digit years 00–29 are 2000–2029 and 30–99 are 1930–1999, as spreadsheets read them. A time of day is left out.
 */
export function readDate(written: string): WrittenDate | undefined {
  const text = written
    .trim()
    .replace(/[T ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?: ?[AaPp][Mm])?(?:Z|[+-]\d{2}:?\d{2})?$/, '');
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text);
  if (iso) return dated(iso[1], iso[2], iso[3], 'iso');
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (compact) {
    const yearLast = /^(\d{2})(\d{2})(\d{4})$/.exec(text);
    return (
      dated(compact[1], compact[2], compact[3], 'compact') ??
      (yearLast ? dated(yearLast[3], yearLast[1], yearLast[2], 'month-first') : undefined)
    );
  }
  const numeric = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})$/.exec(text);
  if (numeric) {
    const year = fullYear(numeric[4] ?? '');
    const style = numeric[4]?.length === 2 ? 'two-digit-year' : 'month-first';
    return dated(year, numeric[1], numeric[3], style) ?? dated(year, numeric[3], numeric[1], 'day-first');
  }
  const dayMonth = /^(\d{1,2})[- ]([A-Za-z]{3,9})\.?,?[- ](\d{4}|\d{2})$/.exec(text);
  if (dayMonth) return named(dayMonth[3], dayMonth[2], dayMonth[1]);
  const monthDay = /^([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})$/.exec(text);
  if (monthDay) return named(monthDay[3], monthDay[1], monthDay[2]);
  return undefined;
}

/** A spreadsheet's day number (1 = 1900-01-01, with its leap day that never was) between 1927 and 2099, as ISO text. */
export function readSerialDate(written: string): DateText | undefined {
  const [, digits] = /^(\d{5})(?:\.\d{1,12})?$/.exec(written) ?? [];
  if (digits === undefined) return undefined;
  const serial = Number(digits);
  if (serial < 10_000 || serial > 73_050) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + serial * 86_400_000).toISOString().slice(0, 10);
}

/** Whole cents: `120`, `120.00`, `$1,200.00`, `(12.00)`, `-12.00`, `12,00`; undefined when it is no amount. */
export function readMoney(written: string): Cents | undefined {
  let text = written.trim();
  const bracketed = /^\((.*)\)$/.exec(text);
  if (bracketed) text = bracketed[1] ?? '';
  text = text.replace(/^([-+]?)\s*(?:\$|USD ?)\s*/i, '$1').replace(/ ?USD$/i, '');
  const negative = bracketed !== null || text.startsWith('-') || text.endsWith('-');
  text = text.replace(/^[-+]\s*/, '').replace(/-$/, '');
  if (/^\d{1,3}(?:\.\d{3}){1,4},\d{2}$/.test(text)) text = text.replace(/\./g, '').replace(',', '.');
  else if (/^\d{1,12},\d{2}$/.test(text)) text = text.replace(',', '.');
  else if (/^\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,10})?$/.test(text)) text = text.replace(/,/g, '');
  const amount = /^(\d{0,12})(?:\.(\d{0,2})0{0,10})?$/.exec(text);
  if (!amount || (amount[1] === '' && (amount[2] ?? '') === '')) return undefined;
  const cents = Number(amount[1]) * 100 + Number((amount[2] ?? '').padEnd(2, '0'));
  return negative && cents !== 0 ? -cents : cents;
}

/** A decimal number without exponent: `1`, `1.0`, `1,000`, `.5`; undefined when it is none. */
export function readNumber(written: string): number | undefined {
  const text = written.trim();
  if (/^[-+]?\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,10})?$/.test(text)) return Number(text.replace(/,/g, ''));
  return /^[-+]?(?:\d{1,15}(?:\.\d{0,10})?|\.\d{1,10})$/.test(text) ? Number(text) : undefined;
}

/** The parts of `text` between separators (any of the characters in `separators`, and white space), with their places. */
export function piecesOf(text: string, separators: string, offset = 0): readonly Piece[] {
  const pieces: Piece[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const c = text.charAt(i);
    const inside = i < text.length && !separators.includes(c) && !isSpace(c);
    if (inside && start < 0) start = i;
    if (!inside && start >= 0) {
      pieces.push({ text: text.slice(start, i), range: rangeOf(offset + start, offset + i) });
      start = -1;
    }
  }
  return pieces;
}

/** The text without white space at its ends, with its place. */
export function trimmedPiece(text: string, offset = 0): Piece {
  const start = text.length - text.trimStart().length;
  const inner = text.trim();
  return { text: inner, range: rangeOf(offset + start, offset + start + inner.length) };
}

function isSpace(c: string): boolean {
  return c === ' ' || c === '\t' || c === '\n' || c === '\r' || c === '\u00a0';
}

function fullYear(year: string): string {
  if (year.length !== 2) return year;
  return (Number(year) < 30 ? '20' : '19') + year;
}

function named(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
): WrittenDate | undefined {
  const index = monthNames.indexOf((month ?? '').slice(0, 3).toLowerCase());
  return index < 0 ? undefined : dated(fullYear(year ?? ''), String(index + 1), day, 'month-name');
}

/** Undefined when the calendar has no such day. */
function dated(
  year: string | undefined,
  month: string | undefined,
  day: string | undefined,
  style: DateStyle,
): WrittenDate | undefined {
  const [y, m, d] = [Number(year), Number(month), Number(day)];
  if (!(y >= 1800 && y <= 2199 && m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m))) return undefined;
  return { date: `${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`, style };
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

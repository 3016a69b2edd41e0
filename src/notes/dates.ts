// Dates as clinicians write them: 10/08/2026, 10-8-26, 2026-10-08, Oct 8 2026, 8 October 2026, and 10/08 without a year.
import type { DateText } from '../model/claim';

export interface WrittenDate {
  readonly month: number;
  readonly day: number;
  readonly year?: number;
  readonly start: number;
  readonly end: number;
}

const months: Readonly<Record<string, number>> = {
  jan: 1,
  january: 1,
  feb: 2,
  february: 2,
  mar: 3,
  march: 3,
  apr: 4,
  april: 4,
  may: 5,
  jun: 6,
  june: 6,
  jul: 7,
  july: 7,
  aug: 8,
  august: 8,
  sep: 9,
  sept: 9,
  september: 9,
  oct: 10,
  october: 10,
  nov: 11,
  november: 11,
  dec: 12,
  december: 12,
};

const isoDate = /(?<![\d.])((?:19|20)\d{2})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/y;
const numericDate = /(?<![\d./])(\d{1,2})([-/.])(\d{1,2})(?:\2((?:19|20)?\d{2}))?(?![\d/])/y;
const monthFirst = /([A-Za-z]{3,9})\.? {0,3}(\d{1,2})(?:st|nd|rd|th)?(?:,? {0,3}((?:19|20)\d{2}))?(?!\d)/y;
const dayFirst =
  /(?<!\d)(\d{1,2})(?:st|nd|rd|th)?[ -](?:of )?([A-Za-z]{3,9})\.?(?:,?[ -]{1,3}((?:19|20)?\d{2}))?(?!\d)/y;

const daysIn = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function dateOf(
  year: number | undefined,
  month: number,
  day: number,
  start: number,
  end: number,
): WrittenDate | undefined {
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= (daysIn[month - 1] ?? 0))) return undefined;
  const full = year === undefined ? undefined : year < 100 ? (year < 70 ? 2000 + year : 1900 + year) : year;
  return { month, day, start, end, ...(full === undefined ? {} : { year: full }) };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const numberOrNone = (digits: string | undefined): number | undefined =>
  digits === undefined ? undefined : Number(digits);

/** The date that begins exactly at `at`. Month and day without a year count as a date here; the caller judges by what stands around. */
export function dateAt(text: string, at: number): WrittenDate | undefined {
  const code = text.charCodeAt(at);
  if (code < 48 || code > 57) {
    // A month's name or nothing.
    if (months[text.slice(at, at + 3).toLowerCase()] === undefined) return undefined;
    return monthFirstAt(text, at);
  }
  const iso = matchAt(isoDate, text, at);
  if (iso) return dateOf(Number(iso[1]), Number(iso[2]), Number(iso[3]), at, at + iso[0].length);
  const numeric = matchAt(numericDate, text, at);
  if (numeric && (numeric[2] !== '.' || numeric[4] !== undefined)) {
    return dateOf(
      numberOrNone(numeric[4]),
      Number(numeric[1]),
      Number(numeric[3]),
      at,
      at + numeric[0].length,
    );
  }
  const turned = matchAt(dayFirst, text, at);
  if (turned) {
    const month = months[(turned[2] ?? '').toLowerCase()];
    return month === undefined
      ? undefined
      : dateOf(numberOrNone(turned[3]), month, Number(turned[1]), at, at + turned[0].length);
  }
  return undefined;
}

function monthFirstAt(text: string, at: number): WrittenDate | undefined {
  const named = matchAt(monthFirst, text, at);
  const month = named === null ? undefined : months[(named[1] ?? '').toLowerCase()];
  return named === null || month === undefined
    ? undefined
    : dateOf(numberOrNone(named[3]), month, Number(named[2]), at, at + named[0].length);
}

/** ISO text of a date that has its year. */
export function isoText(date: WrittenDate): DateText | undefined {
  if (date.year === undefined) return undefined;
  return `${date.year}-${String(date.month).padStart(2, '0')}-${String(date.day).padStart(2, '0')}`;
}

/** Whether a written date names this ISO day; without a year, month and day decide. */
export function isSameDay(date: WrittenDate, iso: string): boolean {
  const [year, month, day] = iso.split('-').map(Number);
  return month === date.month && day === date.day && (date.year === undefined || year === date.year);
}

/** The first date in text[start, end). */
export function dateWithin(text: string, start: number, end: number): WrittenDate | undefined {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isDigit = code >= 48 && code <= 57;
    const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
    if (!isDigit && !isLetter) continue;
    const before = at > start ? text.charCodeAt(at - 1) : 32;
    const continues = (before >= 48 && before <= 57) || ((before | 32) >= 97 && (before | 32) <= 122);
    if (continues) continue;
    const date = dateAt(text, at);
    if (date !== undefined && date.end <= end) return date;
  }
  return undefined;
}

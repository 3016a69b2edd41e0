// The data types of X12: numbers, dates, times; and postal codes.

import { isLetterOrDigit } from './delimiters';
import { isCalendarDate } from './fields';
import type { ElementSpec } from './guide/elements';

/** What keeps a value from being of its element's type, in words that can follow a colon. */
export function typeTrouble(spec: ElementSpec, value: string): string | undefined {
  switch (spec.type) {
    case 'N0':
      return isWholeNumber(value) ? undefined : 'it must be a whole number: digits only.';
    case 'R':
      return isDecimal(value)
        ? undefined
        : 'it must be a number: digits with at most one decimal point, no commas, currency signs or blanks.';
    case 'DT':
      return isDate(value, spec.max)
        ? undefined
        : `it is no date of the calendar written as ${spec.max === 6 ? 'YYMMDD' : 'CCYYMMDD'}.`;
    case 'TM':
      return isTime(value) ? undefined : 'it is no time of day written as HHMM.';
    case 'ID':
      return isCode(value) ? undefined : 'a code consists of letters and digits.';
    default:
      return undefined;
  }
}

/** A doubtful postal code; `wrong`: no ZIP code at all. */
export interface ZipTrouble {
  readonly what: string;
  readonly wrong: boolean;
  /** The same code without punctuation, where only that is the matter. */
  readonly plain?: string;
}

/**
 * ZIP codes have 5 or 9 digits in the United States, other forms elsewhere. `full`: the guide asks for all nine here;
 * many receivers insist on it and some do not.
 */
export function zipTrouble(value: string, country: string, full: boolean): ZipTrouble | undefined {
  if (country !== '' && country !== 'US' && country !== 'USA') return undefined;
  // Canadian postal codes come without a country too.
  if (/^[A-Z]\d[A-Z] ?\d[A-Z]\d$/.test(value)) return undefined;
  const digits = /^(\d{5})[- ](\d{4})$/.exec(value);
  if (digits)
    return {
      what: 'write a nine-digit ZIP code without a hyphen.',
      wrong: false,
      plain: `${digits[1]}${digits[2]}`,
    };
  if (!/^(?:\d{5}|\d{9})$/.test(value)) return { what: 'a ZIP code has 5 or 9 digits.', wrong: true };
  return full && value.length === 5
    ? {
        what: 'the guide asks for the full nine-digit ZIP code here; many payers refuse five digits.',
        wrong: false,
      }
    : undefined;
}

/** Letters and digits, and single blanks, hyphens, points or slashes between them (postal codes of other countries). */
function isCode(value: string): boolean {
  let joins = true;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (isLetterOrDigit(code)) joins = false;
    else if (joins || (code !== 32 && code !== 45 && code !== 46 && code !== 47)) return false;
    else joins = true;
  }
  return !joins;
}

function isWholeNumber(value: string): boolean {
  let at = value.charCodeAt(0) === 45 ? 1 : 0;
  if (at === value.length) return false;
  for (; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code < 48 || code > 57) return false;
  }
  return true;
}

function isDecimal(value: string): boolean {
  let digits = 0;
  let points = 0;
  for (let at = value.charCodeAt(0) === 45 ? 1 : 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code >= 48 && code <= 57) digits++;
    else if (code === 46) points++;
    else return false;
  }
  return digits > 0 && points <= 1;
}

function isDate(value: string, length: number): boolean {
  if (length === 6) return value.length === 6 && isCalendarDate(`20${value}`);
  return isCalendarDate(value);
}

function isTime(value: string): boolean {
  return /^(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d(?:\d\d?)?)?$/.test(value);
}

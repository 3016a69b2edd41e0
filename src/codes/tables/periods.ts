// The periods that tables are published for: quarters (NCCI, HCPCS, fee schedule) and fiscal years from 1 October (ICD-10-CM).

import type { LoadedTable, Vintage } from './lookup';
import { afterDays, isoDate } from './store/dates';

export interface Period {
  readonly vintage: Vintage;
  /** ISO dates, both inclusive. */
  readonly from: string;
  readonly to?: string;
}

/** The quarter 1 to 4 of a year. */
export function quarter(year: number, number: number): Period {
  const first = year * 10_000 + (number * 3 - 2) * 100 + 1;
  const next = number === 4 ? (year + 1) * 10_000 + 101 : first + 300;
  return { vintage: `${year} Q${number}`, from: isoDate(first), to: isoDate(afterDays(next, -1)) };
}

/** The same, but to the end of the year: for tables that are made anew each 1 January and only now and then revised between. */
export function untilYearEnd(period: Period): Period {
  return { ...period, to: `${period.from.slice(0, 4)}-12-31` };
}

/** The quarter of a date such as 20240814. */
export function quarterOf(date: number): Period {
  return quarter(Math.floor(date / 10_000), Math.ceil((Math.floor(date / 100) % 100) / 3));
}

/** The ICD-10-CM fiscal year, from 1 October of the year before; a mid-year update (1 April, 1 January) begins later. */
export function fiscalYear(year: number, month = 10): Period {
  const names: Readonly<Record<number, string>> = { 1: ' (January)', 4: ' (April)' };
  const first = month === 10 ? (year - 1) * 10_000 + 1001 : year * 10_000 + month * 100 + 1;
  return { vintage: `FY ${year}${names[month] ?? ''}`, from: isoDate(first), to: `${year}-09-30` };
}

/** The fiscal year that a date lies in. */
export function fiscalYearOf(date: number): Period {
  const year = Math.floor(date / 10_000);
  return fiscalYear(date % 10_000 >= 1001 ? year + 1 : year);
}

/** The period that a table of the kind would have to be of, to answer for the date; undefined for the user's own lists. */
export function periodFor(kind: LoadedTable['kind'], date: number): Period | undefined {
  if (kind === 'icd10' || kind === 'icd10-notes') return fiscalYearOf(date);
  return kind === 'place-of-service' || kind === 'descriptors' || kind === 'fees'
    ? undefined
    : quarterOf(date);
}

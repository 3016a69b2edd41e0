// Periods that names of files and titles tell: `ccipra-v321r0-f1`, `medicare-ncci-2026q2-…`, `Eff_07-01-2026`, `rvu26c`,
// `PPRRVU2026_Jul_nonQPP`, `HCPC2026_APR_ANWEB`, `AOC_V2026Q2`, `icd10cm_order_2027`, `effective July 1, 2026`.
import { fiscalYear, type Period, quarter, quarterOf } from '../periods';
import { dateNumber } from '../store/dates';

const monthNumbers: Readonly<Record<string, number>> = {
  jan: 1,
  feb: 2,
  mar: 3,
  apr: 4,
  may: 5,
  jun: 6,
  jul: 7,
  aug: 8,
  sep: 9,
  oct: 10,
  nov: 11,
  dec: 12,
};
const month = '(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*';

const monthOf = (name: string | undefined): number =>
  monthNumbers[(name ?? '').slice(0, 3).toLowerCase()] ?? 0;
const fullYear = (year: string | undefined): number => Number(year) + ((year?.length ?? 4) === 2 ? 2000 : 0);

type Reading = readonly [pattern: RegExp, read: (match: RegExpExecArray) => Period | undefined];

function quarterOfDay(year: number, monthNumber: number, day: number): Period | undefined {
  const date = dateNumber(year, monthNumber, day);
  return date === undefined || year < 1996 ? undefined : quarterOf(date);
}

const quarterReadings: readonly Reading[] = [
  [/(20\d\d)[-_ ]?q([1-4])(?!\d)/i, ([, year, number]) => quarter(Number(year), Number(number))],
  [/(?<![a-z])q([1-4])[-_ ]?(20\d\d)/i, ([, number, year]) => quarter(Number(year), Number(number))],
  [
    /eff(?:ective)?[-_ ]*(\d\d)[-_/](\d\d)[-_/](20\d\d)/i,
    ([, monthNumber, day, year]) => quarterOfDay(Number(year), Number(monthNumber), Number(day)),
  ],
  [
    new RegExp(`eff(?:ective)?\\b.{0,20}?\\b${month}\\.? +(\\d{1,2}),? +(20\\d\\d)`, 'i'),
    ([, name, day, year]) => quarterOfDay(Number(year), monthOf(name), Number(day)),
  ],
  [
    /cci(?:pra|oph)[-_ ]?v(\d\d)([0-3])(?!\d)/i,
    ([, version, number]) => quarter(1994 + Number(version), Number(number) + 1),
  ],
  [
    /rvu(\d\d)([a-d])/i,
    ([, year, letter]) => quarter(2000 + Number(year), 'abcd'.indexOf((letter ?? 'a').toLowerCase()) + 1),
  ],
  [
    new RegExp(`(?:pprrvu|hcpc)s?[-_ ]?(20\\d\\d|\\d\\d)[-_ ]?${month}`, 'i'),
    ([, year, name]) => quarterOfDay(fullYear(year), monthOf(name), 1),
  ],
  [
    new RegExp(`(20\\d\\d) national physician fee schedule.*?\\b${month}`, 'i'),
    ([, year, name]) => quarterOfDay(Number(year), monthOf(name), 1),
  ],
  [
    new RegExp(`${month}[-_ ](20\\d\\d)[-_ ]alpha`, 'i'),
    ([, name, year]) => quarterOfDay(Number(year), monthOf(name), 1),
  ],
  [
    new RegExp(`(20\\d\\d)[-_ ]?${month}`, 'i'),
    ([, year, name]) => quarterOfDay(Number(year), monthOf(name), 1),
  ],
  [
    new RegExp(`(?<![a-z])${month}[-_ ]?(20\\d\\d)`, 'i'),
    ([, name, year]) => quarterOfDay(Number(year), monthOf(name), 1),
  ],
];

/** The quarter that the texts name, the plainest way of saying it first; a version number such as v321 counts only where nothing is plainer. */
export function quarterHint(texts: readonly string[]): Period | undefined {
  return firstOf(texts, quarterReadings);
}

const yearReadings: readonly Reading[] = [
  [
    /(?:order|codes|tabular|descriptions?)[-_ ]*(20\d\d)[-_ ]*(jan|apr)/i,
    ([, year, name]) => fiscalYear(Number(year), monthOf(name)),
  ],
  [
    /(jan|apr)[a-z]*[-_ ]*(?:0?1[-_ ,]+)?(20\d\d)/i,
    ([, name, year]) => fiscalYear(Number(year), monthOf(name)),
  ],
  [/(?:fy|fiscal year)[-_ ]*(20\d\d)/i, ([, year]) => fiscalYear(Number(year))],
  [/(?<!\d)(20[1-9]\d)(?!\d)/, ([, year]) => fiscalYear(Number(year))],
];

/**
 * The ICD-10-CM fiscal year that the texts name. A mid-year update says so in the name of the file or of the archive around
 * it (`april-1-2026-code-descriptions-tabular-order.zip`), so all texts are asked for one before any for the plain year.
 */
export function fiscalYearHint(texts: readonly string[]): Period | undefined {
  return firstOf(texts, yearReadings.slice(0, 2)) ?? firstOf(texts, yearReadings.slice(2));
}

function firstOf(texts: readonly string[], readings: readonly Reading[]): Period | undefined {
  for (const [pattern, read] of readings) {
    for (const text of texts) {
      const match = pattern.exec(text);
      const period = match === null ? undefined : read(match);
      if (period !== undefined) return period;
    }
  }
  return undefined;
}

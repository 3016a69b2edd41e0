// NCCI procedure-to-procedure edits as stored: two and a half million rows in little more than four bytes each.
//
//   codes      every code that occurs, packed (pair-code.ts), in order; a code's number is its place here
//   entries    per row, the rest of its pair (pair-hash.ts), the number of its attributes, and 1 if the higher code is column 1
//   starts     for each bucket, where its entries begin; a bucket is in order
//   effective, deleted, flags (indicator, bit 4 in existence before 1996), rationale
//              of each of the few thousand combinations of attributes, latest first
//
// A pair stands once, whichever code is column 1: one bucket of about twenty entries, in two lines of the processor's
// cache, answers a question. Several rows of one pair (ended and begun anew) stand side by side, latest first.
import type { PtpEdit } from '../lookup';
import { textsOf } from '../store/columns';
import { isoDate, noEnd } from '../store/dates';
import type { TableFile } from '../store/table-file';
import { codeNumbers, codeOfPair, pairCode } from './pair-code';
import { gather, type PairLayout, spread } from './pair-hash';
import type { PtpAttributes, PtpBuilder } from './ptp-builder';

export interface PtpTable {
  /**
   * The edit between the codes in either order that is in force on the date (as a number); its last day counts
   * (deletion dates are quarter ends). Rows with indicator 9 were withdrawn as of their first day and are passed over.
   * Undefined: the part of the table that would hold the pair was not imported.
   */
  readonly find: (a: string, b: string, date: number) => PtpEdit | 'none' | undefined;
  /** All edits of the code in force on the date. Reads the whole table: for overviews, not for rules. */
  readonly editsOf: (code: string, date: number) => readonly PtpEdit[];
  /** Hands rows to a builder, to join parts that were imported at different times; not those with such a code in column 1. */
  readonly copyTo: (builder: PtpBuilder, isReplaced: (column1: string) => boolean) => void;
}

/** Codes from `first` to `last` that may stand in column 1 of the parts that were imported. */
export type CoveredRange = readonly [first: string, last: string];

const empty = new Uint32Array(0);

/** Opens the table: views, and a hash of its codes. */
export function openPtp(file: TableFile): PtpTable {
  const { vintage, facts } = file.description;
  const layout = facts?.layout as PairLayout;
  const codes = file.columns.get('codes') ?? empty;
  const starts = file.columns.get('starts') ?? empty;
  const entries = file.columns.get('entries') ?? empty;
  const { detail, days, dates, rationales } = attributesOf(file);
  const numbers = codeNumbers(codes);
  const covers = coverageOf(facts?.covered);
  const { codeBits, bucketBits, attributeBits } = layout;
  const restBits = codeBits * 2 - bucketBits;
  const restMask = 2 ** restBits - 1;
  const attributeMask = 2 ** attributeBits - 1;
  const restShift = attributeBits + 1;

  const isInForce = (number: number, date: number): boolean =>
    (days[detail[number * 4] ?? 0] ?? 0) <= date && (days[detail[number * 4 + 1] ?? 0] ?? 0) >= date;

  const editOf = (number: number, column1: string, column2: string): PtpEdit => {
    const indicator = detail[number * 4 + 3] === 0 ? 0 : 1;
    const effective = dates[detail[number * 4] ?? 0] ?? '';
    const deleted = dates[detail[number * 4 + 1] ?? 0] ?? '';
    const rationale = rationales[detail[number * 4 + 2] ?? 0] ?? '';
    return deleted === ''
      ? { column1, column2, indicator, effective, rationale, vintage }
      : { column1, column2, indicator, effective, deleted, rationale, vintage };
  };

  /** Calls with the numbers of the codes and of the attributes of every row. */
  const visit = (see: (column1: number, column2: number, attributes: number) => void): void => {
    for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
      for (let at = starts[bucket] ?? 0; at < (starts[bucket + 1] ?? 0); at++) {
        const entry = entries[at] ?? 0;
        const [lower, higher] = gather(layout, bucket * 2 ** restBits + (entry >>> restShift));
        const number = (entry >>> 1) & attributeMask;
        if ((entry & 1) === 0) see(lower, higher, number);
        else see(higher, lower, number);
      }
    }
  };
  const nothing = (a: string, b: string): 'none' | undefined =>
    covers === undefined || (covers(a) && covers(b)) ? 'none' : undefined;
  let filter: Uint32Array | undefined;
  let asked = 0;
  const codeAt = (number: number): string => codeOfPair(codes[number] ?? 0);

  return {
    find(a, b, date) {
      const first = numbers.find(pairCode(a));
      const second = first < 0 ? -1 : numbers.find(pairCode(b));
      if (second >= 0) {
        const pair = first < second ? spread(layout, first, second) : spread(layout, second, first);
        if (filter === undefined) {
          if (++asked === questionsForFilter) filter = filterOf(layout, starts, entries);
        } else if (!mayHold(filter, layout, pair)) return nothing(a, b);
        const bucket = pair >>> restBits;
        const rest = pair & restMask;
        const end = starts[bucket + 1] ?? 0;
        for (let at = starts[bucket] ?? 0; at < end; at++) {
          const entry = entries[at] ?? 0;
          if (entry >>> restShift !== rest) continue;
          const number = (entry >>> 1) & attributeMask;
          if (!isInForce(number, date)) continue;
          const isReversed = (entry & 1) === 1;
          return first < second === isReversed ? editOf(number, b, a) : editOf(number, a, b);
        }
      }
      return nothing(a, b);
    },
    editsOf(code, date) {
      const own = numbers.find(pairCode(code));
      const found: PtpEdit[] = [];
      if (own < 0) return found;
      visit((column1, column2, number) => {
        if ((column1 === own || column2 === own) && isInForce(number, date))
          found.push(editOf(number, codeAt(column1), codeAt(column2)));
      });
      return found.sort((x, y) => order(x.column1, y.column1) || order(x.column2, y.column2));
    },
    copyTo(builder, isReplaced) {
      const given: number[] = [];
      const replaced = Array.from(codes, (code) => isReplaced(codeOfPair(code)));
      visit((column1, column2, number) => {
        if (replaced[column1]) return;
        given[number] ??= builder.attributes(storedAttributes(file, number));
        builder.add(codes[column1] ?? 0, codes[column2] ?? 0, given[number] ?? 0);
      });
    },
  };
}

// Most pairs of a claim are in no edit. A megabyte with a bit for each few pairs tells that without a look into the table, which
// lies further from the processor; it is made when so many questions have been asked that it pays.
const questionsForFilter = 5000;
const mostFilterBits = 23;

const filterShift = ({ codeBits }: PairLayout): number => Math.max(0, codeBits * 2 - mostFilterBits);

function filterOf(layout: PairLayout, starts: ArrayLike<number>, entries: ArrayLike<number>): Uint32Array {
  const restBits = layout.codeBits * 2 - layout.bucketBits;
  const shift = filterShift(layout);
  const filter = new Uint32Array(Math.max(1, 2 ** (layout.codeBits * 2 - shift - 5)));
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
    for (let at = starts[bucket] ?? 0; at < (starts[bucket + 1] ?? 0); at++) {
      const pair = bucket * 2 ** restBits + ((entries[at] ?? 0) >>> (layout.attributeBits + 1));
      const place = pair >>> shift;
      filter[place >>> 5] = (filter[place >>> 5] ?? 0) | (1 << (place & 31));
    }
  }
  return filter;
}

function mayHold(filter: Uint32Array, layout: PairLayout, pair: number): boolean {
  const place = pair >>> filterShift(layout);
  return (((filter[place >>> 5] ?? 0) >>> (place & 31)) & 1) === 1;
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

interface AttributeTable {
  /** Four numbers for each combination, side by side: places in `days` of first and last day, of the rationale, the indicator. */
  readonly detail: Uint16Array;
  /** The days that occur, as numbers and as ISO dates (empty for no end). */
  readonly days: readonly number[];
  readonly dates: readonly string[];
  readonly rationales: readonly string[];
}

/** The combinations of attributes in so little memory that they stay in the processor's cache. */
function attributesOf(file: TableFile): AttributeTable {
  const effective = file.columns.get('effective') ?? empty;
  const deleted = file.columns.get('deleted') ?? empty;
  const flags = file.columns.get('flags') ?? empty;
  const rationale = file.columns.get('rationale') ?? empty;
  // Day 0 is before every date: a withdrawn edit (indicator 9) ends there and so is never in force.
  const days = [...new Set([0, ...effective, ...deleted])].sort((a, b) => a - b);
  const placeOf = new Map(days.map((day, place) => [day, place]));
  const detail = new Uint16Array(flags.length * 4);
  flags.forEach((each, number) => {
    const indicator = each & 15;
    detail[number * 4] = placeOf.get(effective[number] ?? 0) ?? 0;
    detail[number * 4 + 1] = indicator === 9 ? 0 : (placeOf.get(deleted[number] ?? 0) ?? 0);
    detail[number * 4 + 2] = rationale[number] ?? 0;
    detail[number * 4 + 3] = indicator;
  });
  const text = textsOf(file, 'rationales');
  let count = 1;
  for (const place of rationale) count = Math.max(count, place + 1);
  return {
    detail,
    days,
    dates: days.map((day) => (day === noEnd ? '' : isoDate(day))),
    rationales: Array.from({ length: count }, (_, place) => text(place)),
  };
}

/** A combination as the builder takes it. */
function storedAttributes(file: TableFile, number: number): PtpAttributes {
  const read = (name: string): number => file.columns.get(name)?.[number] ?? 0;
  const flags = read('flags');
  const indicator = flags & 15;
  return {
    effective: read('effective'),
    deleted: read('deleted'),
    indicator: indicator === 0 ? 0 : indicator === 1 ? 1 : 9,
    before1996: (flags & 16) !== 0,
    rationale: textsOf(file, 'rationales')(read('rationale')),
  };
}

/** Whether rows with the code in column 1 were imported; undefined when the whole table was. */
function coverageOf(covered: unknown): ((code: string) => boolean) | undefined {
  if (!Array.isArray(covered)) return undefined;
  const ranges = covered as readonly CoveredRange[];
  return (code) => ranges.some(([first, last]) => code >= first && code <= last);
}

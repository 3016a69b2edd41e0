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
import type { PtpEdit, Vintage } from '../lookup';
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

interface Attributes extends PtpAttributes {
  readonly from: string;
  readonly to: string;
}

const empty = new Uint32Array(0);

/** Opens the table: views, and a hash of its codes. */
export function openPtp(file: TableFile): PtpTable {
  const { vintage, facts } = file.description;
  const layout = facts?.layout as PairLayout;
  const codes = file.columns.get('codes') ?? empty;
  const starts = file.columns.get('starts') ?? empty;
  const entries = file.columns.get('entries') ?? empty;
  const spans = spansOf(file);
  const numbers = codeNumbers(codes);
  const covers = coverageOf(facts?.covered);
  const attributes = attributesOf(file);
  const { codeBits, bucketBits, attributeBits } = layout;
  const restBits = codeBits * 2 - bucketBits;
  const restMask = 2 ** restBits - 1;
  const attributeMask = 2 ** attributeBits - 1;
  const restShift = attributeBits + 1;

  const isInForce = (number: number, date: number): boolean =>
    (spans[number * 2] ?? 0) <= date && (spans[number * 2 + 1] ?? 0) >= date;

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
  const codeAt = (number: number): string => codeOfPair(codes[number] ?? 0);

  return {
    find(a, b, date) {
      const first = numbers.find(pairCode(a));
      const second = first < 0 ? -1 : numbers.find(pairCode(b));
      if (second >= 0) {
        const pair = first < second ? spread(layout, first, second) : spread(layout, second, first);
        const bucket = pair >>> restBits;
        const rest = pair & restMask;
        const end = starts[bucket + 1] ?? 0;
        for (let at = starts[bucket] ?? 0; at < end; at++) {
          const entry = entries[at] ?? 0;
          if (entry >>> restShift !== rest) continue;
          const number = (entry >>> 1) & attributeMask;
          if (!isInForce(number, date)) continue;
          const isReversed = (entry & 1) === 1;
          return first < second === isReversed
            ? toEdit(attributes(number), b, a, vintage)
            : toEdit(attributes(number), a, b, vintage);
        }
      }
      return covers === undefined || (covers(a) && covers(b)) ? 'none' : undefined;
    },
    editsOf(code, date) {
      const own = numbers.find(pairCode(code));
      const found: PtpEdit[] = [];
      if (own < 0) return found;
      visit((column1, column2, number) => {
        if ((column1 === own || column2 === own) && isInForce(number, date))
          found.push(toEdit(attributes(number), codeAt(column1), codeAt(column2), vintage));
      });
      return found.sort((x, y) => order(x.column1, y.column1) || order(x.column2, y.column2));
    },
    copyTo(builder, isReplaced) {
      const given: number[] = [];
      const replaced = Array.from(codes, (code) => isReplaced(codeOfPair(code)));
      visit((column1, column2, number) => {
        if (replaced[column1]) return;
        given[number] ??= builder.attributes(attributes(number));
        builder.add(codes[column1] ?? 0, codes[column2] ?? 0, given[number] ?? 0);
      });
    },
  };
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function toEdit(each: Attributes, column1: string, column2: string, vintage: Vintage): PtpEdit {
  const { indicator, from: effective, rationale } = each;
  return each.deleted === noEnd
    ? { column1, column2, indicator, effective, rationale, vintage }
    : { column1, column2, indicator, effective, deleted: each.to, rationale, vintage };
}

/** First and last day of each combination of attributes, side by side; a withdrawn edit (indicator 9) has no last day. */
function spansOf({ columns }: TableFile): Uint32Array {
  const flags = columns.get('flags') ?? empty;
  const spans = new Uint32Array(flags.length * 2);
  flags.forEach((each, number) => {
    spans[number * 2] = columns.get('effective')?.[number] ?? 0;
    spans[number * 2 + 1] = (each & 15) === 9 ? 0 : (columns.get('deleted')?.[number] ?? 0);
  });
  return spans;
}

/** The combinations of attributes, each decoded when first met. */
function attributesOf(file: TableFile): (number: number) => Attributes {
  const read = (name: string, index: number): number => file.columns.get(name)?.[index] ?? 0;
  const rationale = textsOf(file, 'rationales');
  const known: Attributes[] = [];
  return (number) => {
    const before = known[number];
    if (before !== undefined) return before;
    const flags = read('flags', number);
    const indicator = flags & 15;
    const effective = read('effective', number);
    const deleted = read('deleted', number);
    const each: Attributes = {
      effective,
      deleted,
      indicator: indicator === 0 ? 0 : indicator === 1 ? 1 : 9,
      before1996: (flags & 16) !== 0,
      rationale: rationale(read('rationale', number)),
      from: isoDate(effective),
      to: isoDate(deleted),
    };
    known[number] = each;
    return each;
  };
}

/** Whether rows with the code in column 1 were imported; undefined when the whole table was. */
function coverageOf(covered: unknown): ((code: string) => boolean) | undefined {
  if (!Array.isArray(covered)) return undefined;
  const ranges = covered as readonly CoveredRange[];
  return (code) => ranges.some(([first, last]) => code >= first && code <= last);
}

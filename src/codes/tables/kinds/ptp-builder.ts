// Collects procedure-to-procedure edits, eight bytes a row, and sorts them into the columns of the stored table.
// What the columns are stands in ptp.ts.
import { encodeTexts } from '../store/columns';
import { type Column, encodeTable, type TableDescription } from '../store/table-file';
import { type CodeNumbers, codeNumbers } from './pair-code';
import { type PairLayout, pairLayout, spread } from './pair-hash';

/** What a row says beside its two codes. */
export interface PtpAttributes {
  /** Dates as numbers; the last day of the edit, `noEnd` while it is in force. */
  readonly effective: number;
  readonly deleted: number;
  readonly indicator: 0 | 1 | 9;
  readonly before1996: boolean;
  readonly rationale: string;
}

export interface PtpBuilder {
  /** Number of a combination of attributes, for `add`. */
  readonly attributes: (attributes: PtpAttributes) => number;
  /** Adds a row of two packed codes (`pairCode`). */
  readonly add: (column1: number, column2: number, attributes: number) => void;
  /** Rows added so far, repeated ones too. */
  readonly size: () => number;
  /** The latest day on which an edit of the table begins: the first day of its quarter. */
  readonly latestEffective: () => number;
  readonly encode: (describe: (rows: number) => TableDescription) => Uint8Array;
}

const grown = (array: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> => {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
};

/** An empty builder. Its memory is 12 bytes a row while it collects and 24 more while it encodes. */
export function createPtpBuilder(): PtpBuilder {
  const known = new Map<string, number>();
  const attributes: PtpAttributes[] = [];
  let column1 = new Uint32Array(1 << 16);
  let column2 = new Uint32Array(1 << 16);
  let attribute = new Uint32Array(1 << 16);
  let count = 0;
  return {
    attributes(row) {
      const key = `${row.effective}|${row.deleted}|${row.indicator}|${row.before1996}|${row.rationale}`;
      const number = known.get(key) ?? attributes.length;
      if (number === attributes.length) {
        known.set(key, number);
        attributes.push(row);
      }
      return number;
    },
    add(first, second, number) {
      if (count === column1.length) {
        column1 = grown(column1);
        column2 = grown(column2);
        attribute = grown(attribute);
      }
      column1[count] = first;
      column2[count] = second;
      attribute[count] = number;
      count++;
    },
    size: () => count,
    latestEffective: () =>
      attributes.reduce(
        (latest, row) => (row.indicator !== 9 && row.effective > latest ? row.effective : latest),
        0,
      ),
    encode: (describe) => encodePairs({ column1, column2, attribute, count, attributes }, describe),
  };
}

interface Collected {
  readonly column1: Uint32Array;
  readonly column2: Uint32Array;
  readonly attribute: Uint32Array;
  readonly count: number;
  readonly attributes: readonly PtpAttributes[];
}

function encodePairs(rows: Collected, describe: (rows: number) => TableDescription): Uint8Array {
  const codes = distinct(rows);
  const { ranked, numberOf } = rankAttributes(rows.attributes);
  const layout = pairLayout(codes.length, rows.count, ranked.length);
  if (layout === undefined)
    throw new RangeError('more different codes or attributes than a pair table can hold');
  const rank = codeNumbers(codes);
  const { starts, entries } = bucketed(rows, layout, rank, numberOf);
  const rationales = [...new Set(ranked.map(({ rationale }) => rationale))];
  const columns = new Map<string, Column>([
    ['codes', codes],
    ['starts', starts],
    ['entries', entries],
    ['effective', Uint32Array.from(ranked, (each) => each.effective)],
    ['deleted', Uint32Array.from(ranked, (each) => each.deleted)],
    ['flags', Uint8Array.from(ranked, (each) => each.indicator | (each.before1996 ? 16 : 0))],
    ['rationale', Uint16Array.from(ranked, (each) => rationales.indexOf(each.rationale))],
  ]);
  encodeTexts(columns, 'rationales', rationales);
  const description = describe(entries.length);
  return encodeTable({ ...description, facts: { ...description.facts, layout } }, columns);
}

/** All rows as entries, bucket after bucket, each bucket in order, repeated rows once. */
function bucketed(
  rows: Collected,
  layout: PairLayout,
  rank: CodeNumbers,
  numberOf: (attributes: number) => number,
) {
  const { codeBits, bucketBits, attributeBits } = layout;
  const restBits = codeBits * 2 - bucketBits;
  const restMask = 2 ** restBits - 1;
  const starts = new Uint32Array(2 ** bucketBits + 1);
  const pairs = new Uint32Array(rows.count);
  const numbers = new Uint32Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const first = rank.find(rows.column1[row] ?? 0);
    const second = rank.find(rows.column2[row] ?? 0);
    const reversed = first > second;
    const pair = reversed ? spread(layout, second, first) : spread(layout, first, second);
    pairs[row] = pair;
    numbers[row] = numberOf(rows.attribute[row] ?? 0) * 2 + (reversed ? 1 : 0);
    const bucket = restBits === 32 ? 0 : pair >>> restBits;
    starts[bucket + 1] = (starts[bucket + 1] ?? 0) + 1;
  }
  for (let bucket = 1; bucket < starts.length; bucket++)
    starts[bucket] = (starts[bucket] ?? 0) + (starts[bucket - 1] ?? 0);
  const next = starts.slice();
  const entries = new Uint32Array(rows.count);
  for (let row = 0; row < rows.count; row++) {
    const pair = pairs[row] ?? 0;
    const bucket = restBits === 32 ? 0 : pair >>> restBits;
    const place = next[bucket] ?? 0;
    entries[place] = ((pair & restMask) << (attributeBits + 1)) | (numbers[row] ?? 0);
    next[bucket] = place + 1;
  }
  let kept = 0;
  for (let bucket = 0; bucket + 1 < starts.length; bucket++) {
    const bucketEntries = entries.subarray(starts[bucket], starts[bucket + 1]).sort();
    starts[bucket] = kept;
    let last = -1;
    for (const entry of bucketEntries) {
      // The same row in two files (text and spreadsheet of one part) counts once.
      if (entry !== last) entries[kept++] = entry;
      last = entry;
    }
  }
  starts[starts.length - 1] = kept;
  return { starts, entries: entries.subarray(0, kept) };
}

/** The combinations in the order in which rows of one pair are asked: latest first, real edits before withdrawn ones. */
function rankAttributes(attributes: readonly PtpAttributes[]) {
  const ranked = attributes.map((each, was) => ({ ...each, was }));
  ranked.sort(
    (a, b) =>
      b.effective - a.effective || a.indicator - b.indicator || b.deleted - a.deleted || a.was - b.was,
  );
  const numbers = new Uint32Array(ranked.length);
  ranked.forEach(({ was }, index) => {
    numbers[was] = index;
  });
  return { ranked: ranked as readonly PtpAttributes[], numberOf: (was: number): number => numbers[was] ?? 0 };
}

function distinct({ column1, column2, count }: Collected): Uint32Array {
  const codes = new Set<number>();
  let last = -1;
  for (let row = 0; row < count; row++) {
    const first = column1[row] ?? 0;
    if (first !== last) codes.add(first);
    last = first;
    codes.add(column2[row] ?? 0);
  }
  return Uint32Array.from(codes).sort();
}

// NCCI procedure-to-procedure edits: two and a half million rows in about four bytes each.
//
// Codes are numbered in order. The rows of a column-1 code stand together, sorted by column-2 code; a row is the
// number of its column-2 code and the number of its attributes (effective, deleted, indicator, rationale, pre-1996),
// of which only a few thousand combinations exist.
import { asUint16, asUint32, bytesOf, type TableFile } from './container';
import { openCodes, writeCodes } from './code-index';
import type { PtpEdit } from './lookup';

/** One row as CMS writes it; dates as ISO strings, `deleted` absent when the edit is in force. */
export interface PtpRow {
  readonly column1: string;
  readonly column2: string;
  readonly before1996: boolean;
  readonly effective: string;
  readonly deleted?: string;
  readonly indicator: 0 | 1 | 9;
  readonly rationale: string;
}

interface Attributes {
  readonly effective: string;
  readonly deleted?: string;
  readonly indicator: 0 | 1 | 9;
  readonly rationale: string;
  readonly before1996: boolean;
}

/** Collects rows one at a time, holding each in twelve bytes, and writes the sections of the table's file. */
export class PtpTableBuilder {
  private readonly codes = new Map<string, number>();
  private readonly attributes = new Map<string, number>();
  private rows = new Uint32Array(1 << 16);
  private count = 0;

  /** Adds a row. Throws a RangeError beyond 65,536 codes or attribute combinations, which no CMS file reaches. */
  add(row: PtpRow): void {
    const key = `${row.effective}|${row.deleted ?? ''}|${row.indicator}|${row.before1996 ? 1 : 0}|${row.rationale}`;
    if (this.count * 3 + 3 > this.rows.length) {
      const larger = new Uint32Array(this.rows.length * 2);
      larger.set(this.rows);
      this.rows = larger;
    }
    this.rows[this.count * 3] = numberOf(this.codes, row.column1);
    this.rows[this.count * 3 + 1] = numberOf(this.codes, row.column2);
    this.rows[this.count * 3 + 2] = numberOf(this.attributes, key);
    this.count++;
  }

  get size(): number {
    return this.count;
  }

  sections(): Record<string, Uint8Array> {
    const codes = [...this.codes.keys()].sort();
    const inOrder = new Uint16Array(codes.length);
    codes.forEach((code, order) => {
      inOrder[this.codes.get(code) ?? 0] = order;
    });
    // Rows in order of (column 1, column 2): a counting sort by column 2, then a stable one by column 1.
    const byColumn2 = countingSort(this.count, codes.length, (row) => inOrder[this.rows[row * 3 + 1] ?? 0] ?? 0);
    const starts = new Uint32Array(codes.length + 1);
    const sorted = countingSort(this.count, codes.length, (place) => inOrder[this.rows[(byColumn2[place] ?? 0) * 3] ?? 0] ?? 0, starts);
    const column2 = new Uint16Array(this.count);
    const attribute = new Uint16Array(this.count);
    for (let i = 0; i < this.count; i++) {
      const row = byColumn2[sorted[i] ?? 0] ?? 0;
      column2[i] = inOrder[this.rows[row * 3 + 1] ?? 0] ?? 0;
      attribute[i] = this.rows[row * 3 + 2] ?? 0;
    }
    return {
      codes: writeCodes(codes),
      starts: bytesOf(starts),
      column2: bytesOf(column2),
      attribute: bytesOf(attribute),
      attributes: new TextEncoder().encode([...this.attributes.keys()].join('\n')),
    };
  }
}

function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  const next = numbers.size;
  if (next > 0xffff) throw new RangeError('more than 65,536 different entries');
  numbers.set(key, next);
  return next;
}

/** Places 0…count-1 in stable order of their key; `starts`, when given, receives where each key begins. */
function countingSort(count: number, keys: number, keyOf: (place: number) => number, starts = new Uint32Array(keys + 1)): Uint32Array {
  for (let i = 0; i < count; i++) {
    const key = keyOf(i) + 1;
    starts[key] = (starts[key] ?? 0) + 1;
  }
  for (let key = 1; key <= keys; key++) starts[key] = (starts[key] ?? 0) + (starts[key - 1] ?? 0);
  const next = starts.slice();
  const sorted = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const key = keyOf(i);
    const place = next[key] ?? 0;
    sorted[place] = i;
    next[key] = place + 1;
  }
  return sorted;
}

export interface PtpTable {
  /** The edit with this column-1 and column-2 code that is active on the date (deletion date included). */
  find(column1: string, column2: string, date: string): Omit<PtpEdit, 'vintage'> | undefined;
  /** Whether any row, active or not, has these columns; used to measure look-ups. */
  has(column1: string, column2: string): boolean;
}

/** Opens the table: views of the file, a hash of its codes, nothing else. */
export function openPtpTable(file: TableFile): PtpTable {
  const codes = openCodes(file.section('codes'));
  const starts = asUint32(file.section('starts'));
  const column2Ids = asUint16(file.section('column2'));
  const attributeIds = asUint16(file.section('attribute'));
  let attributes: readonly Attributes[] | undefined;
  const attributesOf = (id: number): Attributes | undefined => {
    attributes ??= new TextDecoder().decode(file.section('attributes')).split('\n').map(readAttributes);
    return attributes[id];
  };
  /** First row of the pair, or -1. */
  const first = (column1: string, column2: string): number => {
    const one = codes.idOf(column1);
    const two = one < 0 ? -1 : codes.idOf(column2);
    if (two < 0) return -1;
    let low = starts[one] ?? 0;
    const end = starts[one + 1] ?? 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((column2Ids[middle] ?? 0) < two) low = middle + 1;
      else high = middle;
    }
    return low < end && column2Ids[low] === two ? low : -1;
  };
  return {
    find(column1, column2, date) {
      const from = first(column1, column2);
      if (from < 0) return undefined;
      const end = starts[codes.idOf(column1) + 1] ?? 0;
      for (let row = from; row < end && column2Ids[row] === column2Ids[from]; row++) {
        const found = attributesOf(attributeIds[row] ?? 0);
        if (found === undefined || found.effective > date || (found.deleted !== undefined && found.deleted < date)) continue;
        const { effective, deleted, indicator, rationale } = found;
        return { column1, column2, indicator, effective, rationale, ...(deleted === undefined ? {} : { deleted }) };
      }
      return undefined;
    },
    has: (column1, column2) => first(column1, column2) >= 0,
  };
}

function readAttributes(line: string): Attributes {
  const [effective = '', deleted = '', indicator = '9', before = '0', ...rationale] = line.split('|');
  return {
    effective,
    indicator: indicator === '0' ? 0 : indicator === '1' ? 1 : 9,
    before1996: before === '1',
    rationale: rationale.join('|'),
    ...(deleted === '' ? {} : { deleted }),
  };
}

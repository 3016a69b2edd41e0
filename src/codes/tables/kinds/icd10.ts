// ICD-10-CM codes as stored: code, whether it is billable, title, side, and the number that the sides of one condition share.
import type { Icd10Code } from '../lookup';
import { codeKey, codeOfKey, keyAfter, lowerBound } from '../store/code-key';
import { type ColumnKinds, encodeRows, keysOf, numbersOf, textsOf } from '../store/columns';
import { encodeTable, type TableDescription, type TableFile } from '../store/table-file';
import { lateralities, sidesOf } from './laterality';

export interface Icd10Row {
  /** Without the point. */
  readonly code: string;
  readonly billable: boolean;
  readonly title: string;
}

interface StoredRow {
  readonly key: number;
  readonly billable: number;
  readonly title: string;
  /** Place in `lateralities` plus one; 0 for none. */
  readonly side: number;
  readonly family: number;
}

const kinds: ColumnKinds<StoredRow> = { billable: 'number', title: 'text', side: 'number', family: 'number' };

export function encodeIcd10(description: TableDescription, rows: readonly Icd10Row[]): Uint8Array {
  const billable = rows.filter((row) => row.billable);
  const sides = sidesOf(billable);
  const sideOf = new Map(billable.map((row, index) => [row.code, sides.get(index)]));
  const stored = rows.map((row): StoredRow => {
    const side = sideOf.get(row.code);
    return {
      key: codeKey(row.code) ?? 0,
      billable: row.billable ? 1 : 0,
      title: row.title,
      side: side === undefined ? 0 : lateralities.indexOf(side.laterality) + 1,
      family: side?.family ?? 0,
    };
  });
  return encodeTable(description, encodeRows(stored, kinds));
}

/** Finds a code without its point. */
export function openIcd10(file: TableFile): (code: string) => Icd10Code | 'none' {
  const { keys, rowsOf } = keysOf(file);
  const [billable, side, family] = [
    numbersOf(file, 'billable'),
    numbersOf(file, 'side'),
    numbersOf(file, 'family'),
  ];
  const title = textsOf(file, 'title');
  const { vintage } = file.description;
  /** Rows of the code and all below it. */
  const below = (code: string): readonly [number, number] => [
    lowerBound(keys, codeKey(code) ?? Number.POSITIVE_INFINITY),
    lowerBound(keys, keyAfter(code) ?? Number.POSITIVE_INFINITY),
  ];
  const billableBelow = (code: string): readonly string[] => {
    const [first, end] = below(code);
    const found: string[] = [];
    for (let row = first; row < end; row++) if (billable(row) === 1) found.push(codeOfKey(keys[row] ?? 0));
    return found;
  };
  const otherSides = (own: number, code: string): Icd10Code['otherSides'] => {
    const number = family(own);
    if (number === 0) return [];
    const [first, end] = below(code.slice(0, 3));
    const found: { code: string; laterality: (typeof lateralities)[number] }[] = [];
    for (let row = first; row < end; row++) {
      const laterality = lateralities[side(row) - 1];
      if (row !== own && family(row) === number && laterality !== undefined)
        found.push({ code: codeOfKey(keys[row] ?? 0), laterality });
    }
    return found;
  };
  return (code) => {
    const [row, end] = rowsOf(codeKey(code));
    if (row === end) {
      // The file of billable codes has no headers: a code with longer ones below it is one.
      const longer = code.length < 3 ? [] : billableBelow(code);
      return longer.length === 0
        ? 'none'
        : { code, billable: false, title: '', longer, otherSides: [], vintage };
    }
    const isBillable = billable(row) === 1;
    const laterality = lateralities[side(row) - 1];
    return {
      code,
      billable: isBillable,
      title: title(row),
      longer: isBillable ? [] : billableBelow(code),
      ...(laterality === undefined ? {} : { laterality }),
      otherSides: otherSides(row, code),
      vintage,
    };
  };
}

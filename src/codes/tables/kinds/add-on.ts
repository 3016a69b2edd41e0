// NCCI add-on code edits as stored: a row for each pair of add-on and primary code, with the days on which it holds.
import type { AddOnEdit } from '../lookup';
import { codeKey } from '../store/code-key';
import { type ColumnKinds, encodeRows, keysOf, numbersOf, wordsOf } from '../store/columns';
import { encodeTable, type TableDescription, type TableFile } from '../store/table-file';

export interface AddOnRow {
  readonly key: number;
  readonly type: number;
  /** `CCCCC` where the contractor defines the primary codes. */
  readonly primary: string;
  /** First and last day as numbers, the ends of the two codes taken in. */
  readonly effective: number;
  readonly deleted: number;
}

/** What the file writes in place of a primary code that the contractor defines. */
export const contractorDefined = 'CCCCC';

const kinds: ColumnKinds<AddOnRow> = {
  type: 'number',
  primary: 'word',
  effective: 'number',
  deleted: 'number',
};

export function encodeAddOns(description: TableDescription, rows: readonly AddOnRow[]): Uint8Array {
  return encodeTable(description, encodeRows(rows, kinds));
}

/** Finds what a code is an add-on to on a date (as a number); the last day counts. */
export function openAddOns(file: TableFile): (code: string, date: number) => AddOnEdit | 'none' {
  const { rowsOf } = keysOf(file);
  const [type, effective, deleted] = [
    numbersOf(file, 'type'),
    numbersOf(file, 'effective'),
    numbersOf(file, 'deleted'),
  ];
  const primary = wordsOf(file, 'primary');
  const { vintage } = file.description;
  return (code, date) => {
    const [first, end] = rowsOf(codeKey(code));
    const primaries: string[] = [];
    let kind: AddOnEdit['type'] | undefined;
    for (let row = first; row < end; row++) {
      if (effective(row) > date || deleted(row) < date) continue;
      // A code listed under two types is held to the milder one.
      const own = type(row) === 2 ? 2 : type(row) === 3 ? 3 : 1;
      kind = kind === undefined || kind === 1 ? own : kind;
      const code1 = primary(row);
      if (code1 !== contractorDefined) primaries.push(code1);
    }
    return kind === undefined ? 'none' : { code, type: kind, primaries, vintage };
  };
}

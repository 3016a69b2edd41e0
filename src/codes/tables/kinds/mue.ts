// NCCI Medically Unlikely Edits as stored: code, units, adjudication indicator and rationale.
import type { MueEdit } from '../lookup';
import { codeKey } from '../store/code-key';
import { type ColumnKinds, encodeRows, keysOf, numbersOf, wordsOf } from '../store/columns';
import { encodeTable, type TableDescription, type TableFile } from '../store/table-file';

export interface MueRow {
  readonly key: number;
  readonly units: number;
  readonly indicator: number;
  readonly rationale: string;
}

const kinds: ColumnKinds<MueRow> = { units: 'number', indicator: 'number', rationale: 'word' };

export function encodeMue(description: TableDescription, rows: readonly MueRow[]): Uint8Array {
  return encodeTable(description, encodeRows(rows, kinds));
}

/** Finds the edit of a code. */
export function openMue(file: TableFile): (code: string) => MueEdit | 'none' {
  const { rowsOf } = keysOf(file);
  const [units, indicator] = [numbersOf(file, 'units'), numbersOf(file, 'indicator')];
  const rationale = wordsOf(file, 'rationale');
  const { vintage } = file.description;
  return (code) => {
    const [row, end] = rowsOf(codeKey(code));
    if (row === end) return 'none';
    const kind = indicator(row);
    return {
      code,
      units: units(row),
      adjudicationIndicator: kind === 1 ? 1 : kind === 2 ? 2 : 3,
      rationale: rationale(row),
      vintage,
    };
  };
}

// The policy indicators of Medicare's physician fee schedule (PPRRVU) as stored. Amounts and the AMA's descriptors are not kept.
import type { FeeScheduleRow } from '../lookup';
import { codeKey } from '../store/code-key';
import { type ColumnKinds, encodeRows, keysOf, wordsOf } from '../store/columns';
import { encodeTable, type TableDescription, type TableFile } from '../store/table-file';

export interface StoredFeeScheduleRow {
  readonly key: number;
  readonly modifier: string;
  readonly status: string;
  readonly pcTc: string;
  readonly globalDays: string;
  readonly multipleProcedure: string;
  readonly bilateral: string;
  readonly assistant: string;
  readonly coSurgeon: string;
  readonly team: string;
}

const kinds: ColumnKinds<StoredFeeScheduleRow> = {
  modifier: 'word',
  status: 'word',
  pcTc: 'word',
  globalDays: 'word',
  multipleProcedure: 'word',
  bilateral: 'word',
  assistant: 'word',
  coSurgeon: 'word',
  team: 'word',
};

export function encodeFeeSchedule(
  description: TableDescription,
  rows: readonly StoredFeeScheduleRow[],
): Uint8Array {
  return encodeTable(description, encodeRows(rows, kinds));
}

/** Finds the row of a code and modifier (26, TC, 53); a code that has no row of its own for the modifier has its plain row. */
export function openFeeSchedule(
  file: TableFile,
): (code: string, modifier: string | undefined) => FeeScheduleRow | 'none' {
  const { rowsOf } = keysOf(file);
  const word = Object.fromEntries(Object.keys(kinds).map((name) => [name, wordsOf(file, name)])) as {
    readonly [Name in keyof typeof kinds]: (row: number) => string;
  };
  const { vintage } = file.description;
  return (code, modifier) => {
    const [first, end] = rowsOf(codeKey(code));
    if (first === end) return 'none';
    const rowWith = (wanted: string): number | undefined => {
      for (let row = first; row < end; row++) if (word.modifier(row) === wanted) return row;
      return undefined;
    };
    const row = (modifier === undefined ? undefined : rowWith(modifier)) ?? rowWith('') ?? first;
    const own = word.modifier(row);
    return {
      code,
      ...(own === '' ? {} : { modifier: own }),
      status: word.status(row),
      pcTc: word.pcTc(row),
      globalDays: word.globalDays(row),
      multipleProcedure: word.multipleProcedure(row),
      bilateral: word.bilateral(row),
      assistant: word.assistant(row),
      coSurgeon: word.coSurgeon(row),
      team: word.team(row),
      vintage,
    };
  };
}

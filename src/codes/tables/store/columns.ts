// Tables of rows with a code as key, column by column: sorted keys, numbers in the narrowest width that holds them, words
// that repeat as numbers into a list, texts end to end. All tables but the procedure-to-procedure edits are stored so.
import { lowerBound } from './code-key';
import type { Column, TableFile } from './table-file';

export interface KeyedRow {
  readonly key: number;
}

/** How one column is stored: `word` for texts of which there are few different ones. */
export type ColumnKind = 'number' | 'word' | 'text';

export type ColumnKinds<Row> = { readonly [Name in Exclude<keyof Row, 'key'>]: ColumnKind };

/** The columns of the rows, sorted by key (rows of one key keep their order). */
export function encodeRows<Row extends KeyedRow>(
  rows: readonly Row[],
  kinds: ColumnKinds<Row>,
): Map<string, Column> {
  const sorted = [...rows].sort((a, b) => a.key - b.key);
  const columns = new Map<string, Column>([['key', Float64Array.from(sorted, (row) => row.key)]]);
  for (const [name, kind] of Object.entries(kinds) as [Exclude<keyof Row, 'key'> & string, ColumnKind][]) {
    if (kind === 'number') columns.set(name, narrowest(sorted.map((row) => Number(row[name]))));
    else if (kind === 'text')
      encodeTexts(
        columns,
        name,
        sorted.map((row) => String(row[name])),
      );
    else {
      const list = new Map<string, number>();
      const places = sorted.map((row) => {
        const word = String(row[name]);
        const place = list.get(word) ?? list.size;
        list.set(word, place);
        return place;
      });
      columns.set(name, narrowest(places));
      encodeTexts(columns, `${name}.words`, [...list.keys()]);
    }
  }
  return columns;
}

/** Whole numbers from 0 on, in one, two or four bytes each. */
export function narrowest(numbers: readonly number[]): Column {
  let largest = 0;
  for (const value of numbers) if (value > largest) largest = value;
  if (largest < 0x100) return Uint8Array.from(numbers);
  return largest < 0x10000 ? Uint16Array.from(numbers) : Uint32Array.from(numbers);
}

/** Adds two columns: the texts end to end, and where each begins. */
export function encodeTexts(columns: Map<string, Column>, name: string, texts: readonly string[]): void {
  const encoder = new TextEncoder();
  const parts = texts.map((text) => encoder.encode(text));
  const starts = new Uint32Array(parts.length + 1);
  let length = 0;
  parts.forEach((part, index) => {
    length += part.length;
    starts[index + 1] = length;
  });
  const bytes = new Uint8Array(length);
  parts.forEach((part, index) => {
    bytes.set(part, starts[index]);
  });
  columns.set(`${name}.starts`, starts);
  columns.set(`${name}.bytes`, bytes);
}

const none = new Uint8Array(0);

/** Reads the texts of a column by row. */
export function textsOf({ columns }: TableFile, name: string): (row: number) => string {
  const starts = columns.get(`${name}.starts`) ?? none;
  const bytes = columns.get(`${name}.bytes`) ?? none;
  const decoder = new TextDecoder();
  return (row) => decoder.decode(bytes.subarray(starts[row] ?? 0, starts[row + 1] ?? 0) as Uint8Array);
}

/** Reads the numbers of a column by row. */
export function numbersOf({ columns }: TableFile, name: string): (row: number) => number {
  const column = columns.get(name) ?? none;
  return (row) => column[row] ?? 0;
}

/** Reads the words of a column by row. */
export function wordsOf(file: TableFile, name: string): (row: number) => string {
  const place = numbersOf(file, name);
  const word = textsOf(file, `${name}.words`);
  const known: string[] = [];
  return (row) => {
    const at = place(row);
    known[at] ??= word(at);
    return known[at] ?? '';
  };
}

export interface Keys {
  readonly keys: Column;
  /** Rows `[first, end)` have the key; empty when first equals end. */
  readonly rowsOf: (key: number | undefined) => readonly [first: number, end: number];
}

/** The sorted keys of the table. */
export function keysOf({ columns }: TableFile): Keys {
  const keys = columns.get('key') ?? none;
  return {
    keys,
    rowsOf(key) {
      if (key === undefined) return [0, 0];
      const first = lowerBound(keys, key);
      let end = first;
      while (end < keys.length && keys[end] === key) end++;
      return [first, end];
    },
  };
}

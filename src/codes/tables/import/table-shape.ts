// Finds a table among notices: the row or rows that name the columns, whatever stands above them and however CMS stacks them.
import type { Row } from './rows';

export type Columns<Name extends string> = { readonly [Each in Name]?: number };

export interface Shape<Name extends string> {
  /** What the name of a column looks like, in small letters, stacked parts joined by blanks. The first fitting column counts. */
  readonly names: Readonly<Record<Name, RegExp>>;
  readonly required: readonly Name[];
}

export interface FoundTable<Name extends string> {
  readonly columns: Columns<Name>;
  /** Line of the last row that names columns. */
  readonly headerLine: number;
  /** Names of all columns, for choosing by hand. */
  readonly headers: readonly string[];
}

const plain = (cell: string): string =>
  cell
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')
    .trim();
const filled = (row: Row): number => row.cells.filter((cell) => cell !== '').length;
const deepestHeader = 60;
const highestStack = 7;

/** The table in the first rows of a sheet or text; undefined when its columns are not there. */
export function findTable<Name extends string>(
  rows: readonly Row[],
  shape: Shape<Name>,
): FoundTable<Name> | undefined {
  const limit = Math.min(rows.length, deepestHeader);
  for (let bottom = 0; bottom < limit; bottom++) {
    if (filled(rows[bottom] ?? { cells: [], line: 0 }) < 2) continue;
    for (let top = bottom; top >= 0 && bottom - top < highestStack; top--) {
      if (filled(rows[top] ?? { cells: [], line: 0 }) < 2) break;
      const columns = match(stacked(rows.slice(top, bottom + 1)), shape);
      if (!shape.required.every((name) => columns[name] !== undefined)) continue;
      // Further rows of the stack complete the names of columns that are not required.
      let first = top;
      while (
        first > 0 &&
        bottom - first < highestStack &&
        filled(rows[first - 1] ?? { cells: [], line: 0 }) >= 2
      )
        first--;
      const headers = stacked(rows.slice(first, bottom + 1));
      return {
        columns: { ...match(headers, shape), ...columns },
        headerLine: rows[bottom]?.line ?? 0,
        headers,
      };
    }
  }
  return undefined;
}

/** The texts that stand alone in a row above or instead of a header: titles and notices. */
export function noticesOf(rows: readonly Row[]): readonly string[] {
  return rows.slice(0, deepestHeader).flatMap((row) => {
    const texts = row.cells.filter((cell) => cell !== '');
    return texts.length === 1 ? texts : [];
  });
}

function stacked(rows: readonly Row[]): readonly string[] {
  const width = Math.max(...rows.map((row) => row.cells.length));
  return Array.from({ length: width }, (_, index) =>
    plain(rows.map((row) => row.cells[index] ?? '').join(' ')),
  );
}

function match<Name extends string>(headers: readonly string[], { names }: Shape<Name>): Columns<Name> {
  const columns: { [Each in Name]?: number } = {};
  for (const [name, pattern] of Object.entries(names) as [Name, RegExp][]) {
    const index = headers.findIndex((header) => pattern.test(header));
    if (index >= 0) columns[name] = index;
  }
  return columns;
}

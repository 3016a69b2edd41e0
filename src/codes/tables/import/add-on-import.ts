// Add-on code edits, in columns (`AOC_Edit_Type`, `Add-On_Code`, …) or in the fixed-width file `AOC_V…-F-MCR.txt`:
// 1 type, 2–6 add-on code, 7–13 its last day, 14–18 primary code, 19–25 its last day, 26–32 first and 33–39 last day of the edit.
// Days are written YYYYDDD.
import { type AddOnRow, encodeAddOns } from '../kinds/add-on';
import { type Period, quarterOf } from '../periods';
import { codeKey } from '../store/code-key';
import { noEnd, readDate, readDayOfYear } from '../store/dates';
import { cellOf, codeCell, wrongCell } from './cells';
import type { Collection } from './collection';
import type { Row } from './rows';
import type { Shape } from './table-shape';

export const addOnShape: Shape<
  'type' | 'addOn' | 'addOnDeleted' | 'primary' | 'primaryDeleted' | 'effective' | 'deleted'
> = {
  names: {
    type: /edit type/,
    addOn: /^add-? ?on code$/,
    addOnDeleted: /^(?:aoc|add-? ?on code) ?del/,
    primary: /^primary code$/,
    primaryDeleted: /^primary code ?del/,
    effective: /edit ?eff/,
    deleted: /edit ?del/,
  },
  required: ['type', 'addOn', 'primary'],
};

/** Whether a line is a row of the fixed-width file. */
export const addOnLine = /^[123][0-9A-Z]{5}(?:\d{7}| {7})[0-9A-Z]{5}(?:\d{7}| {7})\d{7}/;

const widths = [
  ['type', 0, 1],
  ['addOn', 1, 6],
  ['addOnDeleted', 6, 13],
  ['primary', 13, 18],
  ['primaryDeleted', 18, 25],
  ['effective', 25, 32],
  ['deleted', 32, 39],
] as const;
const fixedColumns = Object.fromEntries(widths.map(([name], index) => [name, index]));

export function collectAddOns(): Collection & { readonly earliest: () => number } {
  const rows: AddOnRow[] = [];
  return {
    row(row, columns) {
      const isFixed = row.cells.length === 1;
      rows.push(readRow(isFixed ? cut(row) : row, isFixed ? fixedColumns : columns));
    },
    period(): Period | undefined {
      const latest = rows.reduce((day, row) => Math.max(day, row.effective), 0);
      return latest === 0 ? undefined : quarterOf(latest);
    },
    earliest: () =>
      rows.reduce((day, row) => (row.effective > 0 ? Math.min(day, row.effective) : day), noEnd),
    size: () => rows.length,
    encode: (description) => encodeAddOns(description, rows),
  };
}

function cut(row: Row): Row {
  const line = row.cells[0] ?? '';
  return {
    cells: widths.map(([, from, to]) => line.slice(from, to).trim()),
    columns: widths.map(([, from]) => from + 1),
    line: row.line,
  };
}

function readRow(row: Row, columns: Readonly<Record<string, number | undefined>>): AddOnRow {
  const { type = 0, addOn = 1, primary = 3 } = columns;
  const key = codeKey(codeCell(row, addOn, 'Add-On_Code')) ?? 0;
  const kind = cellOf(row, type).replace(/\.0$/, '');
  if (!/^[123]$/.test(kind)) throw wrongCell(row, type, 'AOC_Edit_Type', '1, 2 or 3');
  const lastDays = [
    day(row, columns.addOnDeleted, 'AOC_DelDT', noEnd),
    day(row, columns.primaryDeleted, 'Primary_Code_DelDT', noEnd),
    day(row, columns.deleted, 'AOC_Edit_DelDT', noEnd),
  ];
  return {
    key,
    type: Number(kind),
    primary: codeCell(row, primary, 'Primary_Code'),
    effective: day(row, columns.effective, 'AOC_Edit_EffDT', 0),
    deleted: Math.min(...lastDays),
  };
}

function day(row: Row, column: number | undefined, name: string, empty: number): number {
  const text = cellOf(row, column).replace(/\.0$/, '');
  if (column === undefined || text === '' || text === '*') return empty;
  const date = readDayOfYear(text) ?? readDate(text);
  if (date === undefined)
    throw wrongCell(row, column, name, 'a day such as 2024183 (year and day of the year)');
  return date;
}

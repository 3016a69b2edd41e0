// Reads the cells of table rows, and says which cell is not what its column promises.
import { readDate } from '../store/dates';
import { ImportError } from './problem';
import { placeOf, type Row } from './rows';

/** The text of a column; empty when the table has no such column or the row is shorter. */
export function cellOf(row: Row, column: number | undefined): string {
  return column === undefined ? '' : (row.cells[column] ?? '');
}

/** Whether a row holds nothing, or one sentence as notices do. */
export function isNotice(row: Row): boolean {
  let filled = 0;
  for (const cell of row.cells) if (cell !== '') filled++;
  return filled < 2;
}

/** Shown in messages: not longer than a few words. */
export function quoted(text: string): string {
  return `"${text.length > 30 ? `${text.slice(0, 27)}…` : text}"`;
}

export function wrongCell(row: Row, column: number, name: string, expected: string): ImportError {
  const text = row.cells[column] ?? '';
  const found = text === '' ? 'is empty' : `holds ${quoted(text)}`;
  return new ImportError(`"${name}" ${found}; expected is ${expected}.`, placeOf(row, column));
}

/**
 * A procedure code of five characters. Spreadsheets take the zeros before a number away and may add ".0"; both are put right.
 */
export function procedureCode(text: string): string | undefined {
  const code = text.toUpperCase().replace(/\.0$/, '');
  if (/^[0-9A-Z]{5}$/.test(code)) return code;
  return /^\d{1,4}$/.test(code) ? code.padStart(5, '0') : undefined;
}

export function codeCell(row: Row, column: number, name: string): string {
  const code = procedureCode(row.cells[column] ?? '');
  if (code === undefined) throw wrongCell(row, column, name, 'a code of five characters');
  return code;
}

/** A date as a number; `empty` for an empty cell or an asterisk. */
export function dateCell(row: Row, column: number, name: string, empty: number): number {
  const text = (row.cells[column] ?? '').replace(/\.0$/, '');
  if (text === '' || text === '*') return empty;
  const date = readDate(text);
  if (date === undefined) throw wrongCell(row, column, name, 'a date such as 20240701');
  return date;
}

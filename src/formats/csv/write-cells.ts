// A service line's row, and how a new value gets into one of its cells.
import type { Claim, ServiceLine } from '../../model/claim';
import { rangeOf, type TextEdit } from '../../model/text';
import type { Piece } from '../written-value';
import { readCell, writeCell } from './cell';
import type { Column } from './layout';
import { cellOf, type Reading } from './row';
import { emptyRow, type Row, scanRow } from './scan';

/** A line with its row, and the number of its columns when the row holds several procedures. */
export interface LineRow {
  readonly reading: Reading;
  readonly row: Row;
  readonly procedure: number | undefined;
  /** Every cell of this row stands in quotes. */
  readonly quotesAll: boolean;
}

export function lineRow(reading: Reading, claim: Claim, line: ServiceLine): LineRow | undefined {
  const row = scanRow(reading.text, line.range.start, reading.layout.delimiter, emptyRow());
  if (row.end !== line.range.end) return undefined;
  const sameRow = claim.serviceLines.filter((each) => each.range.start === line.range.start);
  const { procedures } = reading.layout;
  const filled = procedures.filter((number) => cellOf(reading, row, 'procedure code', number) !== undefined);
  const procedure = procedures.length === 0 ? undefined : filled[sameRow.indexOf(line)];
  return { reading, row, procedure, quotesAll: quotesEveryCell(reading, row) };
}

function quotesEveryCell({ text }: Reading, row: Row): boolean {
  let filled = 0;
  for (let i = 0; i < row.cells.length; i += 2) {
    const cell = readCell(text, row.cells[i] ?? 0, row.cells[i + 1] ?? 0);
    if (cell.value === '') continue;
    if (!cell.isQuoted) return false;
    filled += 1;
  }
  return filled > 1;
}

/** Writes a cell; a row that is too short for it gets the cells up to it. */
export function setCell(
  { reading, row, quotesAll }: LineRow,
  column: Column,
  value: string,
): readonly TextEdit[] {
  const { text, layout } = reading;
  const start = row.cells[column.index * 2];
  if (start === undefined) {
    const missing = layout.delimiter.repeat(column.index + 1 - row.cells.length / 2);
    return value === '' ? [] : [{ range: rangeOf(row.end, row.end), newText: missing + value }];
  }
  const cell = readCell(text, start, row.cells[column.index * 2 + 1] ?? start);
  return cell.value === value ? [] : writeCell(text, cell, value, layout.delimiter, quotesAll);
}

/** A value that differs only in its case is not changed. */
export function keptCase(old: string | undefined, value: string): string {
  return old !== undefined && old.toUpperCase() === value.toUpperCase() ? old : value;
}

/** Values with the separators that stood between the old pieces, as far as there were any. */
export function joined(
  text: string,
  old: readonly Piece[],
  values: readonly string[],
  separator: string,
): string {
  const between = old.slice(1).map((piece, i) => text.slice(old[i]?.range.end, piece.range.start));
  const usual = between[0] ?? separator;
  return values
    .map((value, i) => (i === 0 ? '' : (between[i - 1] ?? usual)) + keptCase(old[i]?.text, value))
    .join('');
}

/** The first answer of the first rows of the file. */
export function inFirstRows<T>(
  { habits, ...own }: Reading,
  ask: (reading: Reading, row: Row) => T | undefined,
): T | undefined {
  const reading = habits ?? own;
  const row = emptyRow();
  let offset = reading.layout.dataStart;
  for (let i = 0; i < 500 && offset < reading.text.length; i++, offset = row.next) {
    const answer = ask(reading, scanRow(reading.text, offset, reading.layout.delimiter, row));
    if (answer !== undefined) return answer;
  }
  return undefined;
}

// One row of a charge export: its cells by field, and the text that they hold.
import { type Field, rangeOf } from '../../model/text';
import { type Piece, piecesOf } from '../written-value';
import { type Cell, readCell } from './cell';
import { type Complaints, collectComplaints } from './complaints';
import type { FieldName } from './fields';
import type { Column, Layout } from './layout';
import type { Row } from './scan';

/** What is read of a file, once for all its rows. */
export interface Reading {
  readonly text: string;
  readonly layout: Layout;
  readonly complaints: Complaints;
  /** Columns whose dates are day/month/year (13/02/2026 stands among them). */
  readonly dayFirst: ReadonlySet<number>;
  /** The file that the text is cut out of, for how values are written in it; absent where the text is the file. */
  readonly habits?: Reading;
  /** Cells of the row at hand that have been read, by column; null for one that says nothing. */
  readonly known: { row: number; cells: (PlacedCell | null | undefined)[] };
  /** Short values, which repeat from row to row, kept once. */
  readonly words: Map<string, string>;
}

/** Begins to read a file. */
export function startReading(
  text: string,
  layout: Layout,
  dayFirst: ReadonlySet<number> = new Set(),
  file = text,
): Reading {
  return {
    ...(file === text ? {} : { habits: startReading(file, layout, dayFirst) }),
    text,
    layout,
    complaints: collectComplaints(),
    dayFirst,
    known: { row: -1, cells: [] },
    words: new Map(),
  };
}

/** A cell with its column. */
export interface PlacedCell extends Cell {
  readonly column: Column;
}

/** Where in the claims a complaint belongs. */
export interface Where {
  readonly claim?: number;
  readonly line?: number;
}

/** The cell of a column; undefined when the row is too short for it or has nothing there. */
export function cellAt(reading: Reading, row: Row, column: Column): PlacedCell | undefined {
  const { text, known } = reading;
  if (known.row !== row.start) {
    known.row = row.start;
    known.cells = [];
  }
  const before = known.cells[column.index];
  if (before !== undefined) return before ?? undefined;
  const start = row.cells[column.index * 2];
  if (start === undefined) return undefined;
  const cell = readCell(text, start, row.cells[column.index * 2 + 1] ?? start);
  const placed = cell.value === '' ? null : placeIn(cell, keptOnce(reading.words, cell.value), column);
  known.cells[column.index] = placed;
  return placed ?? undefined;
}

/** A hundred thousand rows hold a few thousand different codes, dates and amounts. */
function keptOnce(words: Map<string, string>, value: string): string {
  if (value.length > 16) return value;
  const word = words.get(value);
  if (word !== undefined) return word;
  if (words.size < 20_000) words.set(value, value);
  return value;
}

/** Written out, because spreading is slow and this is done for every cell. */
function placeIn(cell: Cell, value: string, column: Column): PlacedCell {
  const { range, exact, outerStart, outerEnd, isQuoted, isFormula, isPadded } = cell;
  return { value, range, exact, outerStart, outerEnd, isQuoted, isFormula, isPadded, column };
}

const noColumns: readonly Column[] = [];

/** The columns of a field; with `number`, only those with this number. */
export function columnsOf(
  { layout }: { readonly layout: Layout },
  field: FieldName,
  number?: number,
): readonly Column[] {
  const columns = layout.fields.get(field) ?? noColumns;
  return number === undefined ? columns : columns.filter(({ mapped }) => mapped?.number === number);
}

/** The first cell of a field that says something. */
export function cellOf(
  reading: Reading,
  row: Row,
  field: FieldName,
  number?: number,
): PlacedCell | undefined {
  for (const column of columnsOf(reading, field, number)) {
    const cell = cellAt(reading, row, column);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

/** All cells of a field that say something, by number and from left to right. */
export function cellsOf(
  reading: Reading,
  row: Row,
  field: FieldName,
  number?: number,
): readonly PlacedCell[] {
  const cells: PlacedCell[] = [];
  for (const column of columnsOf(reading, field, number)) {
    const cell = cellAt(reading, row, column);
    if (cell !== undefined) cells.push(cell);
  }
  return cells;
}

/** Text as it is written. */
export function textOf(reading: Reading, row: Row, field: FieldName): Field | undefined {
  const cell = cellOf(reading, row, field);
  return cell === undefined ? undefined : { value: cell.value, range: cell.range };
}

/** Part of a cell's value, by offsets in the value; the whole cell when quotes are doubled within it. */
export function partOf(cell: Cell, start: number, end: number): Piece {
  if (start === 0 && end === cell.value.length) return { text: cell.value, range: cell.range };
  const { exact, range, value } = cell;
  return {
    text: value.slice(start, end),
    range: exact ? rangeOf(range.start + start, range.start + end) : range,
  };
}

const separators = ',;:/+&-|';

/** Codes and modifiers of a cell: "59,GP", "59 GP", "59:GP". */
export function piecesOfCell(cell: Cell): readonly Piece[] {
  if (/^[A-Za-z0-9.]*$/.test(cell.value)) return [{ text: cell.value, range: cell.range }];
  const pieces = piecesOf(cell.value, separators, cell.exact ? cell.range.start : 0);
  return cell.exact ? pieces : pieces.map(({ text }) => ({ text, range: cell.range }));
}

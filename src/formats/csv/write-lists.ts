// Modifiers and diagnosis pointers written back: behind the code, all in one cell, or one to a column.
import type { Claim, Diagnosis, ServiceLine } from '../../model/claim';
import type { TextEdit } from '../../model/text';
import type { Piece } from '../written-value';
import { diagnosesOf } from './diagnoses';
import type { Column } from './layout';
import { cellAt, cellsOf, columnsOf, piecesOfCell, type Reading } from './row';
import type { Row } from './scan';
import { codeCell, mostPointers, pointerPieces } from './service-line';
import { inFirstRows, joined, keptCase, type LineRow, setCell } from './write-cells';

const mostModifiers = 4;

type Edits = readonly TextEdit[] | undefined;

/** Modifiers go where the line has them: behind the code, all in one cell, or one to a column. */
export function setModifiers(at: LineRow, modifiers: readonly string[]): Edits {
  if (modifiers.length > mostModifiers) return undefined;
  const { reading, row, procedure } = at;
  const code = codeCell(reading, row, {}, procedure);
  const behind = code?.modifiers ?? [];
  const columns = columnsOf(reading, 'modifier', procedure);
  if (code !== undefined && (behind.length > 0 || columns.length === 0)) {
    if (columns.length > 0 && cellsOf(reading, row, 'modifier', procedure).length > 0) return undefined;
    if (behind.length === 0 && !writesModifiersBehindCodes(reading)) return undefined;
    const values = [code.code.text, ...modifiers];
    return setCell(at, code.cell.column, joined(reading.text, [code.code, ...behind], values, '-'));
  }
  const filled = columns.map((column) => cellAt(reading, row, column));
  const pieces = filled.map((cell) => (cell === undefined ? [] : piecesOfCell(cell)));
  if (columns.length === 1 || pieces.some((each) => each.length > 1))
    return setModifierList(at, columns, pieces, modifiers);
  if (modifiers.length > columns.length) return undefined;
  // Gaps stay where they are as long as nothing has to move.
  const places = filled.flatMap((cell, i) => (cell === undefined ? [] : [i]));
  const slots = places.length === modifiers.length ? places : columns.map((_, i) => i);
  const values = columns.map((_, i) => (slots.includes(i) ? (modifiers[slots.indexOf(i)] ?? '') : ''));
  return columns.flatMap((column, i) => setCell(at, column, keptCase(filled[i]?.value, values[i] ?? '')));
}

/** Several modifiers in one cell; only the first such cell is written, the others must be empty. */
function setModifierList(
  at: LineRow,
  columns: readonly Column[],
  pieces: readonly (readonly Piece[])[],
  modifiers: readonly string[],
): Edits {
  const index = Math.max(
    0,
    pieces.findIndex((each) => each.length > 0),
  );
  const [column, own] = [columns[index], pieces[index]];
  if (column === undefined || own === undefined || pieces.some((each, i) => i !== index && each.length > 0))
    return undefined;
  const separator = separatorOf(at.reading, column) ?? (at.reading.layout.delimiter === ',' ? ' ' : ',');
  return setCell(at, column, joined(at.reading.text, own, modifiers, separator));
}

/** How other rows of the file separate values in this column. */
function separatorOf(whole: Reading, column: Column): string | undefined {
  return inFirstRows(whole, (reading, row) => {
    const cell = cellAt(reading, row, column);
    const [first, second] = cell === undefined ? [] : piecesOfCell(cell);
    return first === undefined || second === undefined
      ? undefined
      : reading.text.slice(first.range.end, second.range.start);
  });
}

function writesModifiersBehindCodes(whole: Reading): boolean {
  return (
    inFirstRows(whole, (reading, row) =>
      (codeCell(reading, row, {})?.modifiers.length ?? 0) > 0 ? true : undefined,
    ) ?? false
  );
}

/** Pointers count through the row's own diagnoses; one that the row does not have cannot be pointed at. */
export function setPointers(
  at: LineRow,
  claim: Claim,
  line: ServiceLine,
  pointers: readonly number[],
): Edits {
  const { reading, row, procedure } = at;
  const columns = columnsOf(reading, 'pointers', procedure);
  const first = columns[0];
  if (first === undefined || pointers.length > mostPointers) return undefined;
  const positions = rowPositions(reading, row, claim.diagnoses);
  if (line.diagnosisPointers.some(({ range }) => range.start < row.start || range.end > row.end))
    return undefined;
  const numbers = pointers.map((position) =>
    positions.length === 0 ? position : positions.indexOf(position) + 1,
  );
  if (numbers.some((number) => number < 1 || number > 12)) return undefined;
  const asNumbers = writesNumbers(reading, columns, positions.length) ?? false;
  const values = numbers.map((number) => (asNumbers ? String(number) : String.fromCharCode(64 + number)));
  const filled = columns.map((column) => cellAt(reading, row, column));
  const pieces = filled.map((cell) => (cell === undefined ? [] : pointerPieces(cell, positions.length)));
  if (columns.length > 1 && pieces.every((each) => each.length < 2)) {
    return values.length > columns.length
      ? undefined
      : columns.flatMap((column, i) => setCell(at, column, keptCase(filled[i]?.value, values[i] ?? '')));
  }
  const index = Math.max(
    0,
    pieces.findIndex((each) => each.length > 0),
  );
  const [column, own] = [columns[index] ?? first, pieces[index] ?? []];
  if (pieces.some((each, i) => i !== index && each.length > 0)) return undefined;
  const together = inFirstRows(reading, (file, other) => {
    const cell = cellAt(file, other, column);
    const [one, two] = cell === undefined ? [] : pointerPieces(cell, positions.length);
    return one === undefined || two === undefined
      ? undefined
      : file.text.slice(one.range.end, two.range.start);
  });
  const separator = together ?? (asNumbers ? (reading.layout.delimiter === ',' ? ' ' : ',') : '');
  return setCell(at, column, joined(reading.text, own, values, separator));
}

function writesNumbers(whole: Reading, columns: readonly Column[], count: number): boolean | undefined {
  return inFirstRows(whole, (reading, row) => {
    const cell = columns.map((column) => cellAt(reading, row, column)).find((each) => each !== undefined);
    const piece = cell === undefined ? undefined : pointerPieces(cell, count)[0];
    return piece === undefined ? undefined : /^\d/.test(piece.text);
  });
}

/** Positions in the claim of the diagnoses that a row gives, in the row's order. */
function rowPositions(reading: Reading, row: Row, diagnoses: readonly Diagnosis[]): readonly number[] {
  const positions: number[] = [];
  for (const { code, role } of diagnosesOf(reading, row)) {
    if (role !== 'principal' && role !== 'other') continue;
    const position = diagnoses.find(
      (each) => each.code.value === code && (each.role === 'principal' || each.role === 'other'),
    )?.position;
    if (position !== undefined && !positions.includes(position)) positions.push(position);
  }
  return positions;
}

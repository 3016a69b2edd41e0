// Claim changes as edits of single cells of a charge export: quotes, order and everything else stay.
import type { Claim, ClaimChange, Diagnosis, ServiceLine } from '../../model/claim';
import { rangeOf, type TextEdit } from '../../model/text';
import type { ReadOptions } from '../format';
import type { Piece } from '../written-value';
import { readCell, writeCell } from './cell';
import { diagnosesOf } from './diagnoses';
import type { FieldName } from './fields';
import { type Column, findLayout } from './layout';
import { cellAt, cellOf, cellsOf, columnsOf, piecesOfCell, type Reading, startReading } from './row';
import { emptyRow, type Row, scanRow } from './scan';
import { codeCell, pointerPieces } from './service-line';

const mostModifiers = 4;
const mostPointers = 4;

type Edits = readonly TextEdit[] | undefined;

/** A line with its row, and the number of its columns when the row holds several procedures. */
interface LineRow {
  readonly reading: Reading;
  readonly row: Row;
  readonly procedure: number | undefined;
  /** Every cell of this row stands in quotes. */
  readonly quotesAll: boolean;
}

/** The edits that make `change` to `claim`, or undefined when there is no cell for it. */
export function writeCharges(text: string, claim: Claim, change: ClaimChange, options: ReadOptions): Edits {
  const layout = findLayout(text, options);
  if (layout === undefined) return undefined;
  const reading = startReading(text, layout);
  if (change.kind === 'replace-diagnosis')
    return replaceDiagnosis(reading, claim, change.position, change.code);
  if (change.kind === 'set-place-of-service' && change.line === undefined) {
    return everyRow(reading, claim, (line) => setPlaceOfService(line, change.placeOfService));
  }
  const line = claim.serviceLines[(change.line ?? 0) - 1];
  const at = line === undefined ? undefined : lineRow(reading, claim, line);
  if (line === undefined || at === undefined) return undefined;
  const modifiers = line.modifiers.map(({ value }) => value);
  switch (change.kind) {
    case 'replace-procedure-code':
      return line.procedureCode === undefined ? undefined : replaceCode(at, change.code);
    case 'add-modifier': {
      const position = change.at ?? modifiers.length;
      return position < 0 || position > modifiers.length
        ? undefined
        : setModifiers(at, [...modifiers.slice(0, position), change.modifier, ...modifiers.slice(position)]);
    }
    case 'remove-modifier':
      return modifiers[change.at] === undefined
        ? undefined
        : setModifiers(
            at,
            modifiers.filter((_, i) => i !== change.at),
          );
    case 'set-modifiers':
      return setModifiers(at, change.modifiers);
    case 'set-units':
      return setUnits(at, change.units);
    case 'set-diagnosis-pointers':
      return setPointers(at, claim, line, change.pointers);
    case 'set-place-of-service':
      return setPlaceOfService(at, change.placeOfService);
    case 'remove-line':
      return removeLine(at, claim, line);
  }
}

function lineRow(reading: Reading, claim: Claim, line: ServiceLine): LineRow | undefined {
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
function setCell({ reading, row, quotesAll }: LineRow, column: Column, value: string): readonly TextEdit[] {
  const { text, layout } = reading;
  const start = row.cells[column.index * 2];
  if (start === undefined) {
    const missing = layout.delimiter.repeat(column.index + 1 - row.cells.length / 2);
    return value === '' ? [] : [{ range: rangeOf(row.end, row.end), newText: missing + value }];
  }
  const cell = readCell(text, start, row.cells[column.index * 2 + 1] ?? start);
  return cell.value === value ? [] : writeCell(text, cell, value, layout.delimiter, quotesAll);
}

/** The column that a value of a field belongs in: where it stands, else the field's first. */
function columnFor({ reading, row, procedure }: LineRow, field: FieldName): Column | undefined {
  return cellOf(reading, row, field, procedure)?.column ?? columnsOf(reading, field, procedure)[0];
}

function replaceCode(at: LineRow, code: string): Edits {
  const found = codeCell(at.reading, at.row, {}, at.procedure);
  if (found === undefined) return undefined;
  const { cell, code: old } = found;
  const start = old.range.start - cell.range.start;
  const value = /^\d+\.0+$/.test(cell.value)
    ? code
    : cell.value.slice(0, start) + code + cell.value.slice(start + old.text.length);
  return setCell(at, cell.column, value);
}

function setUnits(at: LineRow, units: number): Edits {
  const column = columnFor(at, 'units');
  if (column === undefined) return undefined;
  const old = cellAt(at.reading, at.row, column)?.value ?? '';
  const zeros = /^\d+\.(0+)$/.exec(old)?.[1];
  const words = /^[\d.,]+( ?[A-Za-z]+\.?)$/.exec(old)?.[1] ?? '';
  return setCell(
    at,
    column,
    zeros !== undefined && Number.isInteger(units) ? `${units}.${zeros}` : `${units}${words}`,
  );
}

function setPlaceOfService(at: LineRow, value: string): Edits {
  const column =
    cellOf(at.reading, at.row, 'place of service')?.column ?? columnsOf(at.reading, 'place of service')[0];
  return column === undefined ? undefined : setCell(at, column, value);
}

/** The same edit in every row of a claim; undefined when one of them has no place for it. */
function everyRow(reading: Reading, claim: Claim, edit: (at: LineRow) => Edits): Edits {
  const edits: TextEdit[] = [];
  const done = new Set<number>();
  for (const line of claim.serviceLines) {
    if (done.has(line.range.start)) continue;
    done.add(line.range.start);
    const at = lineRow(reading, claim, line);
    const own = at === undefined ? undefined : edit(at);
    if (own === undefined) return undefined;
    edits.push(...own);
  }
  return edits;
}

/** Modifiers go where the line has them: behind the code, all in one cell, or one to a column. */
function setModifiers(at: LineRow, modifiers: readonly string[]): Edits {
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

/** A value that differs only in its case is not changed. */
function keptCase(old: string | undefined, value: string): string {
  return old !== undefined && old.toUpperCase() === value.toUpperCase() ? old : value;
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

/** Values with the separators that stood between the old pieces, as far as there were any. */
function joined(text: string, old: readonly Piece[], values: readonly string[], separator: string): string {
  const between = old.slice(1).map((piece, i) => text.slice(old[i]?.range.end, piece.range.start));
  const usual = between[0] ?? separator;
  return values
    .map((value, i) => (i === 0 ? '' : (between[i - 1] ?? usual)) + keptCase(old[i]?.text, value))
    .join('');
}

/** How other rows of the file separate values in this column. */
function separatorOf(reading: Reading, column: Column): string | undefined {
  return inFirstRows(reading, (row) => {
    const cell = cellAt(reading, row, column);
    const [first, second] = cell === undefined ? [] : piecesOfCell(cell);
    return first === undefined || second === undefined
      ? undefined
      : reading.text.slice(first.range.end, second.range.start);
  });
}

function writesModifiersBehindCodes(reading: Reading): boolean {
  return (
    inFirstRows(reading, (row) =>
      (codeCell(reading, row, {})?.modifiers.length ?? 0) > 0 ? true : undefined,
    ) ?? false
  );
}

/** The first answer of the first rows. */
function inFirstRows<T>(reading: Reading, ask: (row: Row) => T | undefined): T | undefined {
  const row = emptyRow();
  let offset = reading.layout.dataStart;
  for (let i = 0; i < 500 && offset < reading.text.length; i++, offset = row.next) {
    const answer = ask(scanRow(reading.text, offset, reading.layout.delimiter, row));
    if (answer !== undefined) return answer;
  }
  return undefined;
}

/** Pointers count through the row's own diagnoses; one that the row does not have cannot be pointed at. */
function setPointers(at: LineRow, claim: Claim, line: ServiceLine, pointers: readonly number[]): Edits {
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
  const together = inFirstRows(reading, (other) => {
    const cell = cellAt(reading, other, column);
    const [one, two] = cell === undefined ? [] : pointerPieces(cell, positions.length);
    return one === undefined || two === undefined
      ? undefined
      : reading.text.slice(one.range.end, two.range.start);
  });
  const separator = together ?? (asNumbers ? (reading.layout.delimiter === ',' ? ' ' : ',') : '');
  return setCell(at, column, joined(reading.text, own, values, separator));
}

function writesNumbers(reading: Reading, columns: readonly Column[], count: number): boolean | undefined {
  return inFirstRows(reading, (row) => {
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

/** In every row and cell that has it, with a decimal point where it is written with one. */
function replaceDiagnosis(reading: Reading, claim: Claim, position: number, code: string): Edits {
  const diagnosis = claim.diagnoses.find((each) => each.position === position);
  const bare = code.toUpperCase().replace(/\./g, '');
  const pointable = diagnosis?.role === 'principal' || diagnosis?.role === 'other';
  if (
    diagnosis === undefined ||
    claim.diagnoses.some(
      (each) =>
        each !== diagnosis &&
        each.code.value === bare &&
        pointable === (each.role === 'principal' || each.role === 'other'),
    )
  )
    return undefined;
  const others = claim.diagnoses.filter((each) => each.code.value.length > 3);
  const dotted =
    others.length === 0
      ? (inFirstRows(reading, (row) => dottedOf(reading, row)) ?? true)
      : others.some(({ written }) => written.includes('.'));
  const withPoint = diagnosis.code.value.length > 3 ? diagnosis.written.includes('.') : dotted;
  const newText = withPoint && bare.length > 3 ? `${bare.slice(0, 3)}.${bare.slice(3)}` : bare;
  return everyRow(reading, claim, ({ row, quotesAll }) => {
    const same = diagnosesOf(reading, row).filter((each) => {
      const isPointable = each.role === 'principal' || each.role === 'other' || each.role === 'line';
      return each.code === diagnosis.code.value && (pointable ? isPointable : each.role === diagnosis.role);
    });
    return same.flatMap(({ cell, range, written }) => {
      const start = range.start - cell.range.start;
      const value = cell.value.slice(0, start) + newText + cell.value.slice(start + written.length);
      return writeCell(reading.text, cell, value, reading.layout.delimiter, quotesAll);
    });
  });
}

function dottedOf(reading: Reading, row: Row): boolean | undefined {
  const long = diagnosesOf(reading, row).find(({ code }) => code.length > 3);
  return long?.written.includes('.');
}

/**
 * The whole row; of a row with several procedures the cells of this one. Undefined for a claim's only line, and for a
 * row that alone says something about its claim.
 */
function removeLine(at: LineRow, claim: Claim, line: ServiceLine): Edits {
  const { reading, row, procedure } = at;
  if (claim.serviceLines.length < 2) return undefined;
  if (
    procedure !== undefined &&
    claim.serviceLines.some((each) => each !== line && each.range.start === line.range.start)
  ) {
    const own = reading.layout.columns.filter(
      ({ mapped }) =>
        mapped?.number === procedure &&
        (
          ['procedure code', 'modifier', 'units', 'charge', 'pointers', 'minutes'] as readonly FieldName[]
        ).includes(mapped.field),
    );
    return own.flatMap((column) => setCell(at, column, ''));
  }
  if (saysMore(reading, claim, line)) return undefined;
  if (row.next > row.end) return [{ range: rangeOf(row.start, row.next), newText: '' }];
  const before = reading.text.slice(0, row.start).match(/(?:\r\n|\n|\r)$/)?.[0].length ?? 0;
  return [{ range: rangeOf(row.start - before, row.end), newText: '' }];
}

/** Diagnoses or other fields of the claim that stand in this row alone. */
function saysMore(reading: Reading, claim: Claim, line: ServiceLine): boolean {
  const others = claim.serviceLines.filter((each) => each.range.start !== line.range.start);
  const codes = new Set(
    others.flatMap((each) =>
      diagnosesOf(reading, scanRow(reading.text, each.range.start, reading.layout.delimiter, emptyRow())).map(
        ({ code }) => code,
      ),
    ),
  );
  const row = scanRow(reading.text, line.range.start, reading.layout.delimiter, emptyRow());
  if (diagnosesOf(reading, row).some(({ code }) => !codes.has(code))) return true;
  const next = others[0];
  if (claim.serviceLines[0] !== line || next === undefined) return false;
  const heir = scanRow(reading.text, next.range.start, reading.layout.delimiter, emptyRow());
  return reading.layout.columns.some((column) => {
    const field = column.mapped?.field;
    if (field === undefined || lineFields.has(field)) return false;
    return cellAt(reading, row, column) !== undefined && cellAt(reading, heir, column) === undefined;
  });
}

const lineFields: ReadonlySet<FieldName> = new Set<FieldName>([
  'line number',
  'procedure code',
  'modifier',
  'units',
  'charge',
  'pointers',
  'minutes',
  'description',
  'remarks',
  'drug code',
  'revenue code',
  'place of service',
  'date of service',
  'date of service end',
  'diagnosis',
  'principal diagnosis',
  'line diagnosis',
  'diagnosis version',
]);

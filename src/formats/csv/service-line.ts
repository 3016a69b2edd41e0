// The service line of a row, or of one of several procedures in a row.
import type { Provider, ServiceLine } from '../../model/claim';
import { type Field, rangeOf } from '../../model/text';
import { type Mutable, set, unlessEmpty } from '../optional';
import type { Piece } from '../written-value';
import type { Layout } from './layout';
import {
  cellOf,
  cellsOf,
  type PlacedCell,
  partOf,
  piecesOfCell,
  type Reading,
  textOf,
  type Where,
} from './row';
import {
  complainOfExponent,
  complainOfPadding,
  dateOf,
  fixCell,
  idOf,
  moneyOf,
  numberOf,
  withoutDecimals,
} from './row-values';
import type { Row } from './scan';

/** Diagnoses of this row as positions in its claim. */
export interface RowDiagnoses {
  readonly positions: readonly number[];
  /** Diagnoses that the row gives for this line alone. */
  readonly lineDiagnoses: readonly Field<number>[];
  /** Where the row's own diagnoses stand, for pointers that nobody wrote. */
  readonly fields: readonly Field<number>[];
}

/** The code of a cell, and modifiers behind it (20561-59). */
export interface CodeCell {
  readonly cell: PlacedCell;
  readonly code: Piece;
  readonly modifiers: readonly Piece[];
}

/** A line points at four diagnoses at most (CMS-1500, box 24E). */
export const mostPointers = 4;

const codeLike = /^(?:\d{4}[0-9A-Za-z]|[A-Za-z]\d{4})$/;
const drugLike = /^(?:\d{11}|\d{4,5}-\d{3,4}-\d{1,2})$/;

/** Reads the code cell of a row (or of procedure `number` of it). */
export function codeCell(reading: Reading, row: Row, where: Where, number?: number): CodeCell | undefined {
  const cell = cellOf(reading, row, 'procedure code', number);
  if (cell === undefined) return undefined;
  complainOfExponent(reading, cell, where);
  if (/\.0{1,4}$/.test(cell.value))
    return { cell, code: withoutDecimals(reading, cell, where), modifiers: [] };
  const pieces = piecesOfCell(cell);
  const [first, ...rest] = pieces;
  if (first === undefined || rest.length === 0 || drugLike.test(cell.value)) {
    return { cell, code: partOf(cell, 0, cell.value.length), modifiers: [] };
  }
  if (codeLike.test(first.text))
    return {
      cell,
      code: first,
      modifiers: rest.every(({ text }) => /^[A-Za-z0-9]{2}$/.test(text)) ? rest : [],
    };
  return { cell, code: partOf(cell, 0, cell.value.length), modifiers: [] };
}

/** Reads a line. `number` is its place in the claim, `procedure` the number of the columns that it stands in. */
export function readLine(
  reading: Reading,
  row: Row,
  number: number,
  diagnoses: RowDiagnoses,
  where: Where,
  procedure?: number,
): ServiceLine {
  const code = codeCell(reading, row, where, procedure);
  const drug = idOf(reading, row, 'drug code', where) ?? drugInCodeColumn(reading, row, code);
  const isDrug = code !== undefined && drug?.range.start === code.code.range.start;
  const revenueCode = codeField(reading, row, 'revenue code', where);
  if (code !== undefined && !isDrug) checkCode(reading, code, where);
  if (code === undefined && revenueCode === undefined && drug === undefined)
    complainOfNoCode(reading, row, where);
  const line: Mutable<ServiceLine> = {
    number,
    range: rangeOf(row.start, row.end),
    modifiers: modifiersOf(reading, row, code, where, procedure),
    unitBasis: 'units',
    diagnosisPointers: pointersOf(reading, row, diagnoses, where, procedure),
    remarks: [],
  };
  if (code !== undefined && !isDrug) line.procedureCode = upper(code.code);
  set(line, 'revenueCode', revenueCode);
  set(line, 'units', numberOf(reading, row, 'units', where, procedure));
  set(line, 'charge', moneyOf(reading, row, 'charge', where, procedure));
  const from = dateOf(reading, row, 'date of service', where) ?? dateOf(reading, row, 'claim date', where);
  set(line, 'dateOfService', from);
  set(line, 'dateOfServiceEnd', dateOf(reading, row, 'date of service end', where));
  set(line, 'placeOfService', placeOfService(reading, row, where));
  set(line, 'renderingProvider', renderingProvider(reading, row, where));
  set(line, 'minutes', numberOf(reading, row, 'minutes', where, procedure));
  set(line, 'drugCode', drug);
  set(line, 'description', textOf(reading, row, 'description'));
  const remark = textOf(reading, row, 'remarks');
  if (remark !== undefined) line.remarks = [remark];
  return line;
}

function upper({ text, range }: Piece): Field {
  return { value: text.toUpperCase(), range };
}

function codeField(reading: Reading, row: Row, field: 'revenue code', where: Where): Field | undefined {
  const cell = cellOf(reading, row, field);
  return cell === undefined ? undefined : upper(withoutDecimals(reading, cell, where));
}

/** Pharmacy rows of mixed exports hold the drug where the others hold the procedure. */
function drugInCodeColumn(reading: Reading, row: Row, code: CodeCell | undefined): Field | undefined {
  if (code === undefined) return undefined;
  const type = cellOf(reading, row, 'claim type')?.value ?? '';
  return drugLike.test(code.cell.value) || /^(?:pharmacy|rx|drug|pde|ncpdp)/i.test(type)
    ? { value: code.cell.value, range: code.cell.range }
    : undefined;
}

function checkCode(reading: Reading, { cell, code }: CodeCell, where: Where): void {
  complainOfPadding(reading, cell, where);
  if (!/^\d{3,4}$/.test(code.text)) return;
  const padded = code.text.padStart(5, '0');
  reading.complaints.add({
    kind: 'lost zeros',
    column: cell.column.index,
    range: code.range,
    severity: 'warning',
    message: `A procedure code has five characters. If a spreadsheet dropped the leading zeros, this is ${padded}.`,
    fix: {
      title: `Write ${padded}`,
      edits: [
        {
          range: rangeOf(code.range.start, code.range.start),
          newText: padded.slice(0, 5 - code.text.length),
        },
      ],
      lossless: false,
    },
    ...where,
  });
}

function complainOfNoCode(reading: Reading, row: Row, where: Where): void {
  if (reading.complaints.isFull('no code', -1, 'information')) return;
  reading.complaints.add({
    kind: 'no code',
    column: -1,
    range: rangeOf(row.start, row.end),
    severity: 'information',
    message: 'This row has no procedure code, so nothing about its code can be checked.',
    ...where,
  });
}

/** Modifiers behind the code, then those of the modifier columns, in order. */
function modifiersOf(
  reading: Reading,
  row: Row,
  code: CodeCell | undefined,
  where: Where,
  procedure?: number,
): readonly Field[] {
  const cells = modifierCells(reading, row, procedure);
  const pieces = cells.flatMap((cell) => {
    complainOfPadding(reading, cell, where);
    return /\.0{1,4}$/.test(cell.value) ? [withoutDecimals(reading, cell, where)] : piecesOfCell(cell);
  });
  const all = [...(code?.modifiers ?? []), ...pieces];
  const fifth = all[4];
  if (fifth !== undefined) {
    reading.complaints.add({
      kind: 'fifth modifier',
      column: cells.at(-1)?.column.index ?? -1,
      range: fifth.range,
      severity: 'warning',
      message:
        'A service line has room for four modifiers; this is a fifth. Keep the four that matter to the payer most.',
      ...where,
    });
  }
  return all.map(upper);
}

/** In a row of several procedures `mod1` belongs to the first of them; else `mod1` … `mod4` are of one line. */
export function modifierCells(reading: Reading, row: Row, procedure?: number): readonly PlacedCell[] {
  return procedure === undefined
    ? cellsOf(reading, row, 'modifier')
    : cellsOf(reading, row, 'modifier', procedure);
}

/** Whether the pointers of this layout can be told apart at all. */
export function hasPointers(layout: Layout): boolean {
  return layout.fields.has('pointers');
}

/**
 * Pointers as written, counted through the row's own diagnoses; without a pointer column the diagnoses of the row, which
 * are those of its line where a line may have so many.
 */
function pointersOf(
  reading: Reading,
  row: Row,
  diagnoses: RowDiagnoses,
  where: Where,
  procedure?: number,
): readonly Field<number>[] {
  if (diagnoses.lineDiagnoses.length > 0) return diagnoses.lineDiagnoses;
  // More than a line can point at: then they are the claim's list, and nobody said which are the line's.
  if (!hasPointers(reading.layout)) return diagnoses.fields.length > mostPointers ? [] : diagnoses.fields;
  const cells =
    procedure === undefined
      ? cellsOf(reading, row, 'pointers')
      : cellsOf(reading, row, 'pointers', procedure);
  const pointers: Field<number>[] = [];
  for (const piece of cells.flatMap((cell) => pointerPieces(cell, diagnoses.positions.length))) {
    const own = pointerNumber(piece.text);
    if (own === undefined) {
      reading.complaints.add({
        kind: 'pointer',
        column: cells[0]?.column.index ?? -1,
        range: piece.range,
        severity: 'error',
        message:
          'A diagnosis pointer is the letter (A to L) or the number (1 to 12) of a diagnosis. Check the cell.',
        ...where,
      });
    } else pointers.push({ value: diagnoses.positions[own - 1] ?? own, range: piece.range });
  }
  return pointers;
}

/** "A,B", "1:2", "AB", "12" (which is 1 and 2, unless there are twelve diagnoses). */
export function pointerPieces(cell: PlacedCell, diagnosisCount: number): readonly Piece[] {
  if (/^\d{1,2}\.0{1,2}$/.test(cell.value)) return [partOf(cell, 0, cell.value.indexOf('.'))];
  return piecesOfCell(cell).flatMap((piece) => {
    const together =
      /^[A-La-l]{2,12}$/.test(piece.text) ||
      (/^\d{2,12}$/.test(piece.text) &&
        (Number(piece.text) > 12 || Number(piece.text) > Math.max(diagnosisCount, 9)));
    if (!together || piece.range.end - piece.range.start !== piece.text.length) return [piece];
    return [...piece.text].map((letter, i) => ({
      text: letter,
      range: rangeOf(piece.range.start + i, piece.range.start + i + 1),
    }));
  });
}

export function pointerNumber(text: string): number | undefined {
  if (/^[A-Za-z]$/.test(text)) return text.toUpperCase().charCodeAt(0) - 64;
  return /^\d{1,2}$/.test(text) ? Number(text) : undefined;
}

/** One digit alone is reported: spreadsheets drop leading zeros, and 2 and 02 are not the same. */
export function placeOfService(reading: Reading, row: Row, where: Where): Field | undefined {
  const cell = cellOf(reading, row, 'place of service');
  if (cell === undefined) return undefined;
  const { text, range } = withoutDecimals(reading, cell, where);
  complainOfPadding(reading, cell, where);
  if (/^\d$/.test(text)) {
    reading.complaints.add({
      kind: 'lost zeros',
      column: cell.column.index,
      range,
      severity: 'warning',
      message: `A place of service has two digits. If a spreadsheet dropped the leading zero, this is 0${text}.`,
      fix: fixCell(reading, cell, `Write 0${text}`, `0${text}`, false),
      ...where,
    });
  }
  return { value: text.toUpperCase(), range };
}

export function renderingProvider(reading: Reading, row: Row, where: Where): Provider | undefined {
  const provider: Mutable<Provider> = {};
  set(provider, 'name', textOf(reading, row, 'rendering name'));
  set(provider, 'npi', idOf(reading, row, 'rendering npi', where));
  set(provider, 'taxonomy', textOf(reading, row, 'rendering taxonomy'));
  return unlessEmpty(provider);
}

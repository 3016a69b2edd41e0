// Claim changes as edits of single cells of a charge export: quotes, order and everything else stay.
import type { Claim, ClaimChange, ServiceLine } from '../../model/claim';
import { rangeOf, type TextEdit } from '../../model/text';
import type { ReadOptions } from '../format';
import { totalWithout } from '../total-charge';
import { writeCell } from './cell';
import { diagnosesOf } from './diagnoses';
import type { FieldName } from './fields';
import { type Column, findLayout } from './layout';
import { cellAt, cellOf, columnsOf, type Reading, startReading } from './row';
import { emptyRow, type Row, scanRow } from './scan';
import { codeCell } from './service-line';
import { inFirstRows, type LineRow, lineRow, setCell } from './write-cells';
import { setModifiers, setPointers } from './write-lists';

type Edits = readonly TextEdit[] | undefined;

/** The edits that make `change` to `claim`, or undefined when there is no cell for it. */
export function writeCharges(text: string, claim: Claim, change: ClaimChange, options: ReadOptions): Edits {
  const { file = text } = options;
  const layout = findLayout(file, options);
  if (layout === undefined) return undefined;
  const reading = startReading(text, layout, undefined, file);
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
      return removeLineAndCharge(at, claim, line);
  }
}

/** A total that was the sum of the lines stays their sum in every row that says it. */
function removeLineAndCharge(at: LineRow, claim: Claim, line: ServiceLine): Edits {
  const edits = removeLine(at, claim, line);
  const { reading } = at;
  const [column] = columnsOf(reading, 'total charge');
  if (edits === undefined || column === undefined) return edits;
  const isGone = edits.some(({ range }) => range.start <= line.range.start && range.end >= line.range.end);
  const kept = claim.serviceLines.filter(
    (each) => each !== line && !(isGone && each.range.start === line.range.start),
  );
  const totals = everyRow(reading, { ...claim, serviceLines: kept }, (row) => {
    const written = cellAt(reading, row.row, column)?.value.trim() ?? '';
    const left = totalWithout(claim, line.number, written);
    return left === undefined ? [] : setCell(row, column, left);
  });
  return totals === undefined ? undefined : [...edits, ...totals];
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
      ? (inFirstRows(reading, dottedOf) ?? true)
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

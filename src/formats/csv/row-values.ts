// Cells read as what they should be (numbers, dates, amounts, ids), with complaints about what they are.
import type { Cents, DateText } from '../../model/claim';
import { type Field, rangeOf, type TextRange } from '../../model/text';
import { type Piece, readDate, readMoney, readNumber, readSerialDate } from '../written-value';
import { type Cell, writeCell } from './cell';
import type { Complaint } from './complaints';
import type { FieldName } from './fields';
import { cellOf, type PlacedCell, partOf, type Reading, type Where } from './row';
import type { Row } from './scan';

/** An edit that writes another value into a cell. */
export function fixCell(
  reading: Reading,
  cell: Cell,
  title: string,
  value: string,
  lossless: boolean,
): NonNullable<Complaint['fix']> {
  return { title, edits: writeCell(reading.text, cell, value, reading.layout.delimiter, true), lossless };
}

/** A number (NPI, account, code) that a spreadsheet shortened to 1.23E+09: its last digits are gone. */
export function complainOfExponent(reading: Reading, cell: PlacedCell, where: Where): boolean {
  if (!/^\d(?:\.\d{1,14})?E\+?\d{1,2}$/i.test(cell.value)) return false;
  reading.complaints.add({
    kind: 'exponent',
    column: cell.column.index,
    range: cell.range,
    severity: 'error',
    message:
      'A spreadsheet shortened this number, and its last digits are lost. Export it again with this column as text.',
    ...where,
  });
  return true;
}

/** An NPI, id or account number: 1234567893.0 is read without the ".0" that a spreadsheet put there. */
export function idOf(reading: Reading, row: Row, field: FieldName, where: Where): Field | undefined {
  const cell = cellOf(reading, row, field);
  if (cell === undefined) return undefined;
  complainOfExponent(reading, cell, where);
  const whole = withoutDecimals(reading, cell, where);
  return { value: whole.text, range: whole.range };
}

/** `20561.0` → `20561`: a spreadsheet took the code for a number. */
export function withoutDecimals(reading: Reading, cell: PlacedCell, where: Where): Piece {
  const digits = /^(\d+)\.0{1,4}$/.exec(cell.value)?.[1];
  if (digits === undefined) return partOf(cell, 0, cell.value.length);
  reading.complaints.add({
    kind: 'decimals',
    column: cell.column.index,
    range: cell.range,
    severity: 'warning',
    message: 'A spreadsheet took this code for a number and added a decimal point. It is read without.',
    fix: fixCell(reading, cell, 'Remove the decimal point and zeros', digits, true),
    ...where,
  });
  return partOf(cell, 0, digits.length);
}

/** White space in a cell beside a code; other programs may not find the code then. */
export function complainOfPadding(reading: Reading, cell: PlacedCell, where: Where): void {
  if (!cell.isPadded) return;
  const inset = cell.isQuoted ? 1 : 0;
  const range = rangeOf(cell.outerStart + inset, cell.outerEnd - inset);
  const place = cell.isFormula ? cell.range : range;
  reading.complaints.add({
    kind: 'padding',
    column: cell.column.index,
    range: rangeOf(cell.outerStart, cell.outerEnd),
    severity: 'information',
    message:
      'There is white space beside this code. It is read without; other programs may not find the code.',
    ...(cell.isFormula
      ? {}
      : { fix: { title: 'Remove the white space', edits: spaceEdits(place, cell.range), lossless: true } }),
    ...where,
  });
}

function spaceEdits(place: TextRange, value: TextRange): { range: TextRange; newText: string }[] {
  const sides = [rangeOf(place.start, value.start), rangeOf(value.end, place.end)];
  return sides.filter(({ start, end }) => end > start).map((range) => ({ range, newText: '' }));
}

/** A calendar date as ISO text; what is none stays as written, for the date rules to judge. */
export function dateOf(
  reading: Reading,
  row: Row,
  field: FieldName,
  where: Where,
): Field<DateText> | undefined {
  const cell = cellOf(reading, row, field);
  if (cell === undefined) return undefined;
  const { value, range, column } = cell;
  const dayFirst = reading.dayFirst.has(column.index) ? dayMonthYear(value) : undefined;
  const date = dayFirst === undefined ? readDate(value) : readDate(dayFirst);
  if (date === undefined) {
    const serial = readSerialDate(value);
    if (serial === undefined) return { value, range };
    reading.complaints.add({
      kind: 'serial date',
      column: column.index,
      range,
      severity: 'warning',
      message: `A spreadsheet wrote this date as the number of a day. It is read as ${field === 'birth date' ? 'that day' : serial}. Export it again with this column as a date.`,
      fix: fixCell(reading, cell, 'Write the date', serial, true),
      ...where,
    });
    return { value: serial, range };
  }
  if (dayFirst !== undefined || date.style === 'day-first' || date.style === 'two-digit-year') {
    const twoDigits = date.style === 'two-digit-year';
    reading.complaints.add({
      kind: twoDigits ? 'short year' : 'day first',
      column: column.index,
      range,
      severity: twoDigits ? 'information' : 'warning',
      message: twoDigits
        ? 'The year of this date has two digits; 00 to 29 are read as 2000 to 2029.'
        : 'In this column the day stands before the month, and its dates are read like that. Export it again with dates such as 2026-03-02.',
      ...where,
    });
  }
  return { value: date.date, range };
}

/** `13/02/2026` → `2026-02-13`. */
export function dayMonthYear(value: string): string | undefined {
  const match = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?=$|[ T])/.exec(value);
  return match === null ? undefined : `${match[4]}-${match[3]}-${match[1]}`;
}

/** Whole cents; complains of what is no amount. */
export function moneyOf(
  reading: Reading,
  row: Row,
  field: FieldName,
  where: Where,
  number?: number,
): Field<Cents> | undefined {
  const cell = cellOf(reading, row, field, number);
  if (cell === undefined) return undefined;
  const cents = readMoney(cell.value);
  if (cents !== undefined) return { value: cents, range: cell.range };
  reading.complaints.add({
    kind: 'amount',
    column: cell.column.index,
    range: cell.range,
    severity: 'error',
    message:
      'This is not an amount such as 120.00, so it is not read. Check the cell, and that no comma without quotes has moved it here.',
    ...where,
  });
  return undefined;
}

/** A number; complains of what is none. */
export function numberOf(
  reading: Reading,
  row: Row,
  field: FieldName,
  where: Where,
  number?: number,
): Field<number> | undefined {
  const cell = cellOf(reading, row, field, number);
  if (cell === undefined) return undefined;
  const [, digits = cell.value] = /^([\d.,]+) ?(?:units?|un|mins?|minutes?|m)\.?$/i.exec(cell.value) ?? [];
  const value = readNumber(digits);
  if (value !== undefined) return { value, range: partOf(cell, 0, digits.length).range };
  reading.complaints.add({
    kind: 'number',
    column: cell.column.index,
    range: cell.range,
    severity: 'error',
    message:
      'This is not a number, so it is not read. Check the cell, and that no comma without quotes has moved it here.',
    ...where,
  });
  return undefined;
}

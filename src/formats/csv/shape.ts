// Which rows are charges, whether they have the cells that the header has, and in which order their dates stand.
import { rangeOf } from '../../model/text';
import { readCell } from './cell';
import type { FieldName } from './fields';
import type { Layout } from './layout';
import { cellOf, cellsOf, columnsOf, type Reading } from './row';
import { emptyRow, type Row, scanRow } from './scan';

/** Totals and remarks below the charges have neither a code nor a date nor a patient. */
export function isOfClaim(reading: Reading, row: Row): boolean {
  const has = (field: FieldName) => cellOf(reading, row, field) !== undefined;
  if (cellsOf(reading, row, 'procedure code').length > 0) return !isRepeatedHeader(reading, row);
  return (
    (has('date of service') || has('revenue code')) &&
    (has('claim id') || has('patient id') || has('member id') || has('patient name') || has('account'))
  );
}

/** Exports of several pages repeat their header. */
function isRepeatedHeader({ text, layout }: Reading, row: Row): boolean {
  const { start, end } = layout.header;
  return (
    end > start &&
    row.end - row.start === end - start &&
    text.slice(row.start, row.end) === text.slice(start, end)
  );
}

/** More cells than the header has: a comma that was meant as text has moved all cells behind it. */
export function checkShape(reading: Reading, row: Row): void {
  const { complaints, layout } = reading;
  for (const index of row.badQuotes) {
    if (complaints.isFull('quote', index, 'error')) continue;
    const range = rangeOf(row.cells[index * 2] ?? row.start, row.cells[index * 2 + 1] ?? row.end);
    complaints.add({
      kind: 'quote',
      column: index,
      range,
      severity: 'error',
      message:
        'A quote in this cell is not closed where the cell ends. Close it, or double the quotes that belong to the text.',
    });
  }
  const width = layout.columns.length;
  const cells = row.cells.length / 2;
  if (cells === width || (cells < width && restIsUnread(reading, cells))) return;
  if (cells < width) {
    if (complaints.isFull('short row', -1, 'warning')) return;
    complaints.add({
      kind: 'short row',
      column: -1,
      range: rangeOf(row.start, row.end),
      severity: 'warning',
      message: `This row has ${cells} cells and the header has ${width}. The last cells are missing, or a line break within a cell has cut the row in two.`,
    });
    return;
  }
  if (complaints.isFull('long row', -1, 'error')) return;
  const extra = row.cells.slice(width * 2);
  for (let i = 0; i < extra.length; i += 2) {
    if (reading.text.slice(extra[i], extra[i + 1]).trim() === '') continue;
    const range = rangeOf(extra[i] ?? row.start, extra[i + 1] ?? row.end);
    complaints.add({
      kind: 'long row',
      column: -1,
      range,
      severity: 'error',
      message: `This row has ${cells} cells and the header has ${width}. A cell with a “${layout.delimiter}” in it must stand in quotes, else all cells behind it move.`,
    });
    return;
  }
}

function restIsUnread({ layout }: Reading, cells: number): boolean {
  return layout.columns
    .slice(cells)
    .every(
      ({ mapped }) =>
        mapped === undefined ||
        mapped.number !== undefined ||
        mapped.field === 'remarks' ||
        mapped.field === 'note',
    );
}

const known = new WeakMap<Layout, ReadonlySet<number>>();

/** Date columns in which the first number cannot be a month and the second never has to be a day. */
export function dayFirstColumns(text: string, layout: Layout): ReadonlySet<number> {
  const found = known.get(layout) ?? lookForDayFirst(text, layout);
  known.set(layout, found);
  return found;
}

function lookForDayFirst(text: string, layout: Layout): ReadonlySet<number> {
  const columns = (
    ['date of service', 'date of service end', 'claim date', 'claim date end', 'birth date'] as const
  ).flatMap((field) => columnsOf({ layout }, field));
  const dayFirst = new Set<number>();
  const monthFirst = new Set<number>();
  const row = emptyRow();
  let offset = layout.dataStart;
  for (let i = 0; i < 1000 && offset < text.length; i++, offset = row.next) {
    scanRow(text, offset, layout.delimiter, row);
    for (const column of columns) {
      const [, first, , second] =
        /^(\d{1,2})([/.-])(\d{1,2})\2\d{4}/.exec(
          readCell(text, row.cells[column.index * 2] ?? 0, row.cells[column.index * 2 + 1] ?? 0).value,
        ) ?? [];
      if (Number(first) > 12) dayFirst.add(column.index);
      if (Number(second) > 12) monthFirst.add(column.index);
    }
  }
  for (const index of monthFirst) dayFirst.delete(index);
  return dayFirst;
}

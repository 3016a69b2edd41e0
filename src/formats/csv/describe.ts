// What a cell of a charge export is read as, for hovers.
import { rangeOf } from '../../model/text';
import type { PlaceDescription, ReadOptions } from '../format';
import { type Column, findLayout } from './layout';
import { emptyRow, scanRow } from './scan';

/** The column at an offset of the header or of a row; undefined outside of both. Time linear in what stands before. */
export function describeCellAt(
  text: string,
  offset: number,
  options: ReadOptions,
): PlaceDescription | undefined {
  const layout = findLayout(text, options);
  if (layout === undefined) return undefined;
  const row = emptyRow();
  let at = offset < layout.dataStart ? layout.header.start : layout.dataStart;
  do {
    scanRow(text, at, layout.delimiter, row);
    at = row.next;
  } while (row.end < offset && at < text.length);
  if (offset < row.start || offset > row.end) return undefined;
  for (let cell = 0; cell * 2 < row.cells.length; cell++) {
    const start = row.cells[cell * 2] ?? 0;
    const end = row.cells[cell * 2 + 1] ?? 0;
    if (offset < start || offset > end) continue;
    const column = layout.columns[cell];
    const name = column === undefined || column.header === '' ? '' : ` · ${column.header}`;
    return {
      title: `Column ${cell + 1}${name}`,
      belongsTo: readAs(column),
      range: rangeOf(start, end),
    };
  }
  return undefined;
}

function readAs(column: Column | undefined): string {
  const mapped = column?.mapped;
  if (column === undefined) return 'There is no header over this cell.';
  if (mapped === undefined)
    return column.by === 'ignored'
      ? 'Not read: .claimlint.yaml says so.'
      : 'Not read. If it belongs to the claim, name its field under `columns` in .claimlint.yaml.';
  const field = mapped.number === undefined ? mapped.field : `${mapped.field} ${mapped.number}`;
  return `Read as: ${field}${column.by === 'configuration' ? ' (as .claimlint.yaml says)' : ''}`;
}

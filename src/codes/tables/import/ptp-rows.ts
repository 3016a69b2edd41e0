// Procedure-to-procedure edits row by row: from spreadsheets and comma-separated files, and the tail of a row for all.
import { pairCode } from '../kinds/pair-code';
import type { PtpAttributes, PtpBuilder } from '../kinds/ptp-builder';
import { noEnd } from '../store/dates';
import { cellOf, codeCell, dateCell, wrongCell } from './cells';
import type { Row } from './rows';
import type { Columns, Shape } from './table-shape';

export type PtpTailColumn = 'before1996' | 'effective' | 'deleted' | 'indicator' | 'rationale';
export type PtpColumn = 'column1' | 'column2' | PtpTailColumn;

/** What CMS calls the columns; the words under them ("Date", "*=no data") stand in further rows. */
export const ptpShape: Shape<PtpColumn> = {
  names: {
    column1: /^column ?1\b/,
    column2: /^column ?2\b/,
    before1996: /in existence/,
    effective: /^effective/,
    deleted: /^deletion/,
    indicator: /^modifier/,
    rationale: /rationale/,
  },
  required: ['column1', 'column2', 'effective', 'deleted', 'indicator'],
};

/** Before NCCI: rows in existence "prior to 1996" may have no first day. */
const firstDay = 19_960_101;

/** Reads all of a row but its codes. Throws an ImportError that names the cell. */
export function readPtpTail(row: Row, columns: Columns<PtpTailColumn>): PtpAttributes {
  const { effective = -1, deleted = -1, indicator = -1 } = columns;
  const before1996 = cellOf(row, columns.before1996) === '*';
  const from = dateCell(row, effective, 'Effective Date', before1996 ? firstDay : 0);
  if (from === 0) throw wrongCell(row, effective, 'Effective Date', 'a date such as 20240701');
  const kind = cellOf(row, indicator).replace(/\.0$/, '');
  if (kind !== '0' && kind !== '1' && kind !== '9')
    throw wrongCell(row, indicator, 'Modifier indicator', '0, 1 or 9');
  return {
    effective: from,
    deleted: dateCell(row, deleted, 'Deletion Date', noEnd),
    indicator: kind === '0' ? 0 : kind === '1' ? 1 : 9,
    before1996,
    rationale: cellOf(row, columns.rationale),
  };
}

/** Adds a row to the builder; gives back its column-1 code. */
export function addPtpRow(builder: PtpBuilder, row: Row, columns: Columns<PtpColumn>): string {
  const column1 = codeCell(row, columns.column1 ?? 0, 'Column 1');
  const column2 = codeCell(row, columns.column2 ?? 1, 'Column 2');
  builder.add(pairCode(column1), pairCode(column2), builder.attributes(readPtpTail(row, columns)));
  return column1;
}

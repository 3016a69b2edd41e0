// The relative value file of the physician fee schedule (PPRRVU): columns under a header of several stacked rows, or fixed
// width (record layout RVU26A: 1–5 code, 6–7 modifier, 58 status, 103 PC/TC, 104–106 global, 116 multiple procedure,
// 117 bilateral, 118 assistant, 119 co-surgeons, 120 team). Descriptors are the AMA's and are not taken.
import { encodeFeeSchedule, type StoredFeeScheduleRow } from '../kinds/fee-schedule';
import { codeKey } from '../store/code-key';
import { cellOf, codeCell, wrongCell } from './cells';
import type { Collection } from './collection';
import type { Row } from './rows';
import type { Shape } from './table-shape';

export const feeScheduleShape: Shape<
  | 'code'
  | 'modifier'
  | 'status'
  | 'pcTc'
  | 'globalDays'
  | 'multipleProcedure'
  | 'bilateral'
  | 'assistant'
  | 'coSurgeon'
  | 'team'
> = {
  names: {
    code: /\bhcpcs\b/,
    modifier: /\bmod(?:ifier)?$/,
    status: /\bstatus\b/,
    pcTc: /\bpc ?\/?tc\b/,
    globalDays: /\bglob/,
    multipleProcedure: /\bmult/,
    bilateral: /\bbilat/,
    assistant: /\bass(?:t|ist)/,
    coSurgeon: /\bco-? ?surg/,
    team: /\bteam\b/,
  },
  required: ['code', 'modifier', 'status', 'pcTc', 'globalDays', 'multipleProcedure', 'bilateral'],
};

/** Whether a line is a row of the fixed-width file. */
export const feeScheduleLine =
  /^[0-9A-Z]{5}(?:[0-9A-Z]{2}| {2}).{50}[A-Z] .{43}[0-9 ](?:\d{3}|XXX|YYY|ZZZ|MMM)/;

const widths = [
  ['code', 0, 5],
  ['modifier', 5, 7],
  ['status', 57, 58],
  ['pcTc', 102, 103],
  ['globalDays', 103, 106],
  ['multipleProcedure', 115, 116],
  ['bilateral', 116, 117],
  ['assistant', 117, 118],
  ['coSurgeon', 118, 119],
  ['team', 119, 120],
] as const;
const fixedColumns = Object.fromEntries(widths.map(([name], index) => [name, index]));

export function collectFeeSchedule(): Collection {
  const rows: StoredFeeScheduleRow[] = [];
  return {
    row(row, columns) {
      const line = row.cells[0] ?? '';
      if (row.cells.length === 1 && line.startsWith('HDR')) return;
      const isFixed = row.cells.length === 1;
      rows.push(isFixed ? readRow(cut(row), fixedColumns) : readRow(row, columns));
    },
    period: () => undefined,
    size: () => rows.length,
    encode: (description) => encodeFeeSchedule(description, rows),
  };
}

function cut(row: Row): Row {
  const line = row.cells[0] ?? '';
  return {
    cells: widths.map(([, from, to]) => line.slice(from, to).trim()),
    columns: widths.map(([, from]) => from + 1),
    line: row.line,
  };
}

/** Indicators are single characters; spreadsheets may have made numbers of them. */
const indicator = (row: Row, column: number | undefined): string => cellOf(row, column).replace(/\.0$/, '');

function readRow(row: Row, columns: Readonly<Record<string, number | undefined>>): StoredFeeScheduleRow {
  const key = codeKey(codeCell(row, columns.code ?? 0, 'HCPCS')) ?? 0;
  const status = cellOf(row, columns.status).toUpperCase();
  if (!/^[A-Z]$/.test(status)) throw wrongCell(row, columns.status ?? 3, 'STATUS CODE', 'one letter');
  const globalDays = indicator(row, columns.globalDays).toUpperCase();
  return {
    key,
    modifier: cellOf(row, columns.modifier).toUpperCase(),
    status,
    pcTc: indicator(row, columns.pcTc),
    globalDays: /^\d{1,2}$/.test(globalDays) ? globalDays.padStart(3, '0') : globalDays,
    multipleProcedure: indicator(row, columns.multipleProcedure),
    bilateral: indicator(row, columns.bilateral),
    assistant: indicator(row, columns.assistant),
    coSurgeon: indicator(row, columns.coSurgeon),
    team: indicator(row, columns.team),
  };
}

// HCPCS Level II (ANWEB): a spreadsheet or text in columns, or fixed width (320 characters: 1–5 code, a modifier in 4–5,
// 6–10 sequence, 11 record, 12–91 long and 92–119 short description, 269–276 added, 277–284 action effective, 285–292 last day).
// Records 3 and 7 begin a code and a modifier; 4 and 8, or rows that repeat the code, continue its long description.
import { encodeHcpcs, type HcpcsRow } from '../kinds/titles';
import { type Period, quarterOf } from '../periods';
import { codeKey } from '../store/code-key';
import { noEnd } from '../store/dates';
import { cellOf, dateCell, wrongCell } from './cells';
import type { Collection } from './collection';
import type { Row } from './rows';
import type { Shape } from './table-shape';

export const hcpcsShape: Shape<'code' | 'record' | 'long' | 'short' | 'added' | 'action' | 'terminated'> = {
  names: {
    code: /^hcpcs?(?: code)?$/,
    record: /^rec(?:ord)? ?id/,
    long: /^long desc/,
    short: /^short desc/,
    added: /^(?:add ?dt|(?:code )?added? date|date added)/,
    action: /^(?:act(?:ion)? eff|date action)/,
    terminated: /^(?:term|date term)/,
  },
  required: ['code', 'record', 'long', 'added', 'terminated'],
};

/** Whether a line is a row of the fixed-width file. */
export const hcpcsLine = /^(?:[A-Z]\d{4}| {3}[0-9A-Z]{2})\d{5}[3478]\S/;

const widths = [
  ['code', 0, 5],
  ['record', 10, 11],
  ['long', 11, 91],
  ['short', 91, 119],
  ['added', 268, 276],
  ['action', 276, 284],
  ['terminated', 284, 292],
] as const;
const fixedColumns = Object.fromEntries(widths.map(([name], index) => [name, index]));

interface Entry {
  readonly code: string;
  readonly isModifier: boolean;
  long: string;
  readonly short: string;
  readonly effective: number;
  readonly terminated: number;
}

export function collectHcpcs(): Collection {
  const entries: Entry[] = [];
  let latest = 0;
  return {
    row(row, columns) {
      const isFixed = row.cells.length === 1;
      const cells = isFixed ? cut(row) : row;
      const names = isFixed ? fixedColumns : columns;
      const code = cellOf(cells, names.code).toUpperCase();
      if (!/^(?:[0-9A-Z]{5}|[0-9A-Z]{2})$/.test(code))
        throw wrongCell(cells, names.code ?? 0, 'HCPC', 'a code of five or a modifier of two characters');
      // CPT and dental codes in the contractors' edition are other people's property.
      if (/^[0-9D].{4}$/.test(code)) return;
      const record = cellOf(cells, names.record).replace(/\.0$/, '');
      const last = entries.at(-1);
      if (last?.code === code && record !== '3' && record !== '7') {
        last.long = `${last.long} ${cellOf(cells, names.long)}`.trim();
        return;
      }
      if (last?.code === code && cellOf(cells, names.added) === '') {
        last.long = `${last.long} ${cellOf(cells, names.long)}`.trim();
        return;
      }
      latest = Math.max(latest, dateCell(cells, names.action ?? -1, 'ACT EFF DT', 0));
      entries.push({
        code,
        isModifier: record === '7' || record === '8' || code.length === 2,
        long: cellOf(cells, names.long),
        short: cellOf(cells, names.short),
        effective: dateCell(cells, names.added ?? -1, 'ADD DT', 0),
        terminated: dateCell(cells, names.terminated ?? -1, 'TERM DT', noEnd),
      });
    },
    period: (): Period | undefined => (latest === 0 ? undefined : quarterOf(latest)),
    size: () => entries.length,
    encode: (description) => encodeHcpcs(description, entries.map(rowOf)),
  };
}

function rowOf({ code, isModifier, long, short, effective, terminated }: Entry): HcpcsRow {
  return {
    key: codeKey(code) ?? 0,
    isModifier: isModifier ? 1 : 0,
    title: long === '' ? short : long,
    effective,
    terminated,
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

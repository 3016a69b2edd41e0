// How a charge export is laid out: its delimiter, its header, and which column holds what.
import { rangeOf, type TextRange } from '../../model/text';
import type { ReadOptions } from '../format';
import { readOnce } from '../read-once';
import { readCell } from './cell';
import { type FieldName, fieldNamed, type MappedColumn, mapHeader } from './fields';
import { refineByValues } from './refine';
import { delimiters, emptyRow, firstRow, isBlank, type Row, scanRow } from './scan';

export interface Column {
  readonly index: number;
  /** As written; empty when the file has no header. */
  readonly header: string;
  readonly range: TextRange;
  readonly mapped?: MappedColumn;
  /**
   * `header`: by its words; `configuration`: by the user's `columns`; `ignored`: the user said so; `mistaken`: the user
   * named a field that there is not; `none`: unknown.
   */
  readonly by: 'header' | 'configuration' | 'ignored' | 'mistaken' | 'none';
}

export interface Layout {
  readonly delimiter: string;
  readonly columns: readonly Column[];
  /** The header's place; empty when there is none. */
  readonly header: TextRange;
  /** Where the first row of data begins. */
  readonly dataStart: number;
  /** Column indexes of each field, left to right. */
  readonly fields: ReadonlyMap<FieldName, readonly Column[]>;
  /**
   * Numbers of the procedures when one row holds several of them (CPT1, CPT2 …); empty when a row is one service line.
   */
  readonly procedures: readonly number[];
}

/** The header is looked for no further down and no further in than this. */
const mostRows = 20;
const mostCharacters = 64 * 1024;

const noColumns: NonNullable<ReadOptions['columns']> = {};
const known = new WeakMap<NonNullable<ReadOptions['columns']>, (text: string) => Layout | undefined>();

/**
 * Undefined when no row looks like a header and the options do not name columns by their numbers. Found once for the fixes of a
 * file, which are written one after the other.
 */
export function findLayout(text: string, options: ReadOptions): Layout | undefined {
  const { columns = noColumns } = options;
  const find = known.get(columns) ?? readOnce((of: string) => lookForLayout(of, options));
  known.set(columns, find);
  return find(text);
}

function lookForLayout(text: string, options: ReadOptions): Layout | undefined {
  const wanted = userColumns(options);
  const start = skipSeparatorLine(text);
  let best: { readonly delimiter: string; readonly start: number; readonly score: number } | undefined;
  const candidates = start.delimiter === undefined ? delimiters : [start.delimiter];
  const row = emptyRow();
  // A text of one endless line is not scanned to its end for each delimiter.
  const head = text.slice(0, 2 * mostCharacters);
  for (const delimiter of candidates) {
    let offset = start.offset;
    for (let i = 0; i < mostRows && offset < head.length && offset < mostCharacters; i++) {
      scanRow(head, offset, delimiter, row);
      offset = row.next;
      if (isBlank(head, row) || row.cells.length < 4) continue;
      const score = scoreOf(mapColumns(head, row, wanted, false));
      if (score > (best?.score ?? 1)) best = { delimiter, start: row.start, score };
    }
  }
  if (best === undefined) return withoutHeader(text, start.offset, candidates, wanted);
  scanRow(text, best.start, best.delimiter, row);
  const columns = refineByValues(text, row.next, best.delimiter, mapColumns(text, row, wanted, true));
  return layoutOf(best.delimiter, columns, rangeOf(row.start, row.end), row.next);
}

/** Excel's `sep=;` in the first line. */
function skipSeparatorLine(text: string): { readonly offset: number; readonly delimiter?: string } {
  const offset = firstRow(text);
  const match = /^"?sep=([^\r\n])"?[ ,;]*(?:\r\n|\n|\r)/i.exec(text.slice(offset, offset + 20));
  return match === null ? { offset } : { offset: offset + match[0].length, delimiter: match[1] ?? ',' };
}

/** Different fields that the columns hold; a procedure code counts double. */
function scoreOf(columns: readonly Column[]): number {
  const fields = new Set(columns.flatMap(({ mapped }) => mapped?.field ?? []));
  return fields.size + (fields.has('procedure code') ? 1 : 0);
}

/** `byIndex`: the user's columns that are named by their numbers count as well. */
function mapColumns(
  text: string,
  row: Row,
  wanted: ReadonlyMap<string, string>,
  byIndex: boolean,
): readonly Column[] {
  const columns: Column[] = [];
  for (let i = 0; i < row.cells.length; i += 2) {
    const { value, range } = readCell(text, row.cells[i] ?? 0, row.cells[i + 1] ?? 0);
    const index = i / 2;
    const byName = /^\d*$/.test(bare(value)) ? undefined : wanted.get(bare(value));
    const choice = byName ?? (byIndex ? wanted.get(String(index)) : undefined);
    columns.push({ index, header: value, range, ...mappingOf(value, choice) });
  }
  return numberLoneDigits(columns);
}

function mappingOf(header: string, choice: string | undefined): Pick<Column, 'mapped' | 'by'> {
  if (choice !== undefined) {
    if (/^(?:ignore|none|-)?$/i.test(choice.trim())) return { by: 'ignored' };
    const mapped = fieldNamed(choice);
    return mapped === undefined ? { by: 'mistaken' } : { mapped, by: 'configuration' };
  }
  const mapped = header.length > 60 || !/[A-Za-z]/.test(header) ? undefined : mapHeader(header);
  return mapped === undefined ? { by: 'none' } : { mapped, by: 'header' };
}

/** `cpt4` and `icd10` are names of their own, but not behind `cpt3` and `icd9`: there the digits count. */
function numberLoneDigits(columns: readonly Column[]): readonly Column[] {
  return columns.map((column) => {
    const [, base, digits] = /^([a-z]+)(\d{1,2})$/.exec(bare(column.header)) ?? [];
    if (
      base === undefined ||
      column.mapped === undefined ||
      column.mapped.number !== undefined ||
      column.by !== 'header'
    )
      return column;
    const before = columns.find(({ header }) => bare(header) === `${base}${Number(digits) - 1}`);
    return before?.mapped?.field === column.mapped.field
      ? { ...column, mapped: { field: column.mapped.field, number: Number(digits) } }
      : column;
  });
}

function layoutOf(
  delimiter: string,
  columns: readonly Column[],
  header: TextRange,
  dataStart: number,
): Layout {
  const fields = new Map<FieldName, Column[]>();
  for (const column of columns) {
    if (column.mapped === undefined) continue;
    const same = fields.get(column.mapped.field) ?? [];
    same.push(column);
    fields.set(column.mapped.field, same);
  }
  for (const list of fields.values())
    list.sort(
      (a, b) =>
        (a.mapped?.number ?? 0) - (b.mapped?.number ?? 0) ||
        Number(isVague(a.header)) - Number(isVague(b.header)) ||
        a.index - b.index,
    );
  const codes = fields.get('procedure code') ?? [];
  const numbers = [...new Set(codes.flatMap(({ mapped }) => mapped?.number ?? []))];
  const several = numbers.length > 1 && codes.every(({ mapped }) => mapped?.number !== undefined);
  // Beside a column of its own, numbered procedures are something else (ICD-10-PCS, say).
  if (numbers.length > 0 && !several) {
    const own = codes.filter(({ mapped }) => mapped?.number === undefined);
    if (own.length > 0) fields.set('procedure code', own);
  }
  return { delimiter, columns, header, dataStart, fields, procedures: several ? numbers : [] };
}

/** Only with columns named by number in the configuration. */
function withoutHeader(
  text: string,
  offset: number,
  candidates: readonly string[],
  wanted: ReadonlyMap<string, string>,
): Layout | undefined {
  if (![...wanted.keys()].some((key) => /^\d+$/.test(key))) return undefined;
  const widths = candidates.map((delimiter) => ({
    delimiter,
    row: scanRow(text, offset, delimiter, emptyRow()),
  }));
  widths.sort((a, b) => b.row.cells.length - a.row.cells.length);
  const [widest] = widths;
  if (widest === undefined || widest.row.cells.length < 4) return undefined;
  const columns = Array.from({ length: widest.row.cells.length / 2 }, (_, index): Column => {
    const range = rangeOf(offset, offset);
    return { index, header: '', range, ...mappingOf('', wanted.get(String(index))) };
  });
  // A first row without any digit is a header after all, in words that nobody knows.
  const { row, delimiter } = widest;
  const isHeader = !/\d/.test(text.slice(row.start, row.end));
  return layoutOf(
    delimiter,
    columns,
    rangeOf(row.start, isHeader ? row.end : row.start),
    isHeader ? row.next : row.start,
  );
}

/** Headers that give way to another column of the same field. */
function isVague(header: string): boolean {
  return /^(?:date|code|name|service|procedure|(?:charge|visit|encounter|start|end|begin) ?date|amount|fee|price|provider|plan)$/i.test(
    header.trim(),
  );
}

/** The user's columns by what is left of their names for comparison. */
function userColumns(options: ReadOptions): ReadonlyMap<string, string> {
  return new Map(Object.entries(options.columns ?? {}).map(([name, field]) => [bare(name), field]));
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

export interface ColumnDescription {
  readonly index: number;
  readonly header: string;
  readonly range: TextRange;
  /** What the column is read as, with its number: `diagnosis 2`. Absent when it is not read. */
  readonly field?: string;
  readonly by: Column['by'];
}

/**
 * Which column of a charge export is read as what, for showing and for correcting in the configuration.
 * Undefined when no header is found.
 */
export function describeColumns(
  text: string,
  options: ReadOptions = {},
): { readonly delimiter: string; readonly columns: readonly ColumnDescription[] } | undefined {
  const layout = findLayout(text, options);
  if (layout === undefined) return undefined;
  const read = new Set([...layout.fields.values()].flat());
  return {
    delimiter: layout.delimiter,
    columns: layout.columns.map((column) => {
      const { index, header, range, mapped, by } = column;
      if (mapped === undefined || !read.has(column))
        return { index, header, range, by: by === 'ignored' || by === 'mistaken' ? by : 'none' };
      return {
        index,
        header,
        range,
        field: mapped.number === undefined ? mapped.field : `${mapped.field} ${mapped.number}`,
        by,
      };
    }),
  };
}

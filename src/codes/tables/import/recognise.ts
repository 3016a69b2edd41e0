// Tells from its content which table a file is; its name only adds what the content does not say (quarter, setting, part).
import type { LoadedTable, Setting } from '../lookup';
import { addOnLine, addOnShape } from './add-on-import';
import type { Layout, Recognised } from './collection';
import { allBytes, type Content, headOf } from './content';
import { feeScheduleLine, feeScheduleShape } from './fee-schedule-import';
import { hcpcsLine, hcpcsShape } from './hcpcs-import';
import { icd10Layout } from './icd10-import';
import { mueSetting, mueShape } from './mue-import';
import { type ColumnMapping, descriptorLine, descriptorShape, feeShape, placeShape } from './own-lists';
import { fiscalYearHint, quarterHint } from './period-hints';
import { ptpShape } from './ptp-rows';
import { type Delimiter, delimitedRows, delimiterOf, type Row } from './rows';
import { findTable, noticesOf, type Shape } from './table-shape';
import { decodeHead, utf16Of } from './text';
import { sheetsOf } from './xlsx';
import { isZip } from './zip';

/** Why a file is no table, for a coder; with the names of its columns when it is some list. */
export interface NotRecognised {
  readonly why: string;
  readonly columns?: readonly string[];
}

type Recognition = Recognised | NotRecognised;

export function isRecognised(found: Recognition): found is Recognised {
  return 'kind' in found;
}

/** The table in a file, or why there is none. May throw an ImportError where the file is damaged. */
export function recognise(content: Content, mapping?: ColumnMapping): Recognition {
  const head = headOf(content);
  if (isZip(head)) return recogniseWorkbook(content, mapping);
  const foreign = foreignFormat(head);
  if (foreign !== undefined) return { why: foreign };
  const text = decodeHead(head).replace(/^\ufeff/, '');
  if (text.trim() === '') return { why: 'The file is empty.' };
  if (/^\s*</.test(text)) return recogniseMarkup(content, text);
  // The last line may be cut.
  const lines = text.split(/\r\n|\n|\r/);
  if (head.length < content.size) lines.pop();
  const isWide = utf16Of(head) !== undefined;
  return recogniseLines(content, lines, mapping, isWide);
}

/** Files that are not texts, and those that come with tables but are none. */
function foreignFormat(head: Uint8Array): string | undefined {
  const start = String.fromCharCode(...head.subarray(0, 8));
  if (start.startsWith('%PDF'))
    return 'This is a PDF; tables are in the zip, xlsx, txt, csv or xml files beside it.';
  if (start.startsWith('\xd0\xcf\x11\xe0'))
    return 'This is a file of an old version of Office (xls, doc). Save it as xlsx or csv, or import the txt or csv from the same download.';
  if (start.startsWith('\x1f\x8b'))
    return 'This file is packed with gzip. Unpack it and import what is in it.';
  if (start.startsWith('Rar!') || start.startsWith('7z'))
    return 'This archive is not a zip file. Unpack it and import what is in it.';
  const zeros = head.subarray(0, 4096).filter((byte) => byte === 0).length;
  return zeros > 0 && utf16Of(head) === undefined
    ? 'This is not a text file, spreadsheet or zip file. Import the file as you downloaded it.'
    : undefined;
}

function recogniseMarkup(content: Content, text: string): Recognition {
  if (/<ICD10CM\.tabular\b/.test(text) || /<chapter>[\s\S]*<section\b/.test(text)) {
    const version = /<version>\s*(\d{4})/.exec(text)?.[1];
    const period = fiscalYearHint([...content.trail, ...(version === undefined ? [] : [`fy ${version}`])]);
    return { content, kind: 'icd10-notes', layout: { how: 'xml' }, preference: 0, ...optional({ period }) };
  }
  if (/<!doctype html|<html/i.test(text))
    return {
      why: 'This is a web page, not the table: often the licence page that stands before the download. Accept the licence on the CMS site and download the file again.',
    };
  return { why: 'This XML file is not the ICD-10-CM tabular list.' };
}

function recogniseWorkbook(content: Content, mapping: ColumnMapping | undefined): Recognition {
  let columns: readonly string[] | undefined;
  for (const [index, sheet] of sheetsOf(allBytes(content)).entries()) {
    const rows: Row[] = [];
    for (const batch of sheet.batches()) {
      rows.push(...batch.rows);
      if (rows.length >= 80) break;
    }
    const found = recogniseRows(content, rows, { sheet: index }, mapping);
    if (isRecognised(found)) return { ...found, preference: 2 };
    columns ??= found.columns;
  }
  return { why: 'No sheet of this workbook is a code table that Claimlint knows.', ...optional({ columns }) };
}

function recogniseLines(
  content: Content,
  lines: readonly string[],
  mapping: ColumnMapping | undefined,
  isWide: boolean,
): Recognition {
  const filled = lines.filter((line) => line.trim() !== '');
  const share = (pattern: RegExp) =>
    filled.filter((line) => pattern.test(line)).length / Math.max(1, filled.length);
  if (filled.slice(0, 30).some((line) => /^(?:Add|Delete|Revise(?: from| to)?|No change):/i.test(line)))
    return { why: 'This is a list of changes (addenda), not the table itself.' };
  const fixed = (kind: LoadedTable['kind'], period = quarterHint(content.trail)): Recognised => ({
    content,
    kind,
    layout: { how: 'lines' },
    preference: 0,
    ...optional({ period }),
  });
  if (share(addOnLine) > 0.8) return fixed('add-on');
  if (share(feeScheduleLine) > 0.6)
    return fixed('fee-schedule', quarterHint([...content.trail, ...filled.slice(0, 12)]));
  if (share(hcpcsLine) > 0.8) return fixed('hcpcs');
  const icd10 = icd10Layout(filled);
  if (icd10 !== undefined)
    return { ...fixed('icd10', fiscalYearHint(content.trail)), preference: icd10 === 'order' ? 0 : 1 };
  const delimiter = delimiterOf(filled.slice(0, 60));
  if (delimiter !== undefined) {
    const rows: Row[] = [];
    for (const batch of delimitedRows(lines.join('\n'), delimiter)) {
      rows.push(...batch.rows);
      if (rows.length >= 80) break;
    }
    const found = recogniseRows(content, rows, { delimiter }, mapping);
    if (isRecognised(found))
      return isPairText(found, rows, isWide) ? { ...found, layout: { how: 'pair-text' } } : found;
    if (share(descriptorLine) < 0.9) return found;
  }
  if (share(descriptorLine) > 0.9 && filled.length > 3)
    return { content, kind: 'descriptors', layout: { how: 'lines' }, preference: 0 };
  return {
    why: 'This is none of the tables that Claimlint knows (NCCI pairs, MUE, add-on codes, PPRRVU, ICD-10-CM, HCPCS, places of service, your own lists).',
  };
}

/** Whether the columns are CMS's seven in their order, so that the quick reader of bytes can take them. */
function isPairText({ kind, layout }: Recognised, rows: readonly Row[], isWide: boolean): boolean {
  if (kind !== 'ptp' || layout.how !== 'rows' || layout.delimiter !== '\t' || isWide) return false;
  const order = ['column1', 'column2', 'before1996', 'effective', 'deleted', 'indicator', 'rationale'];
  const data = rows.find((row) => row.line > layout.headerLine && /^[0-9A-Z]{5}$/.test(row.cells[0] ?? ''));
  return (
    order.every((name, index) => layout.columns[name] === index) &&
    (data === undefined || data.columns?.[1] === 7)
  );
}

type Where = { readonly delimiter: Delimiter } | { readonly sheet: number };

function recogniseRows(
  content: Content,
  rows: readonly Row[],
  where: Where,
  mapping: ColumnMapping | undefined,
): Recognition {
  const notices = noticesOf(rows);
  const texts = [...content.trail, ...notices];
  const layoutOf = <Name extends string>(
    shape: Shape<Name>,
  ): (Layout & { readonly how: 'rows' }) | undefined => {
    const found = findTable(rows, shape);
    const [first] = shape.required;
    const key = first === undefined ? undefined : found?.columns[first];
    return found === undefined || key === undefined
      ? undefined
      : { how: 'rows', ...where, columns: found.columns, key, headerLine: found.headerLine };
  };
  const table = (kind: LoadedTable['kind'], layout: Layout, more: Partial<Recognised> = {}): Recognised => ({
    content,
    kind,
    layout,
    preference: 'delimiter' in where ? 1 : 2,
    ...more,
  });
  if (mapping !== undefined) return mapped(rows, mapping, where, table);
  const isMedicaid =
    texts.some((text) => /medicaid/i.test(text)) && !texts.some((text) => /medicare/i.test(text));
  const pairs = layoutOf(ptpShape) ?? nakedPairs(rows, where);
  const units = layoutOf(mueShape);
  if (isMedicaid && (pairs ?? units) !== undefined)
    return { why: 'This is the Medicaid edition; Claimlint checks against the Medicare NCCI tables.' };
  if (pairs !== undefined)
    return table(
      'ptp',
      pairs,
      optional({ setting: ptpSetting(texts), period: quarterHint(texts), part: partOf(content) }),
    );
  if (units !== undefined) {
    const header = rows.find((row) => row.line === units.headerLine)?.cells ?? [];
    const setting = mueSetting([header[units.columns.units ?? 1] ?? '']) ?? mueSetting(texts);
    return table('mue', units, optional({ setting, period: quarterHint([...texts, ...header]) }));
  }
  const addOns = layoutOf(addOnShape);
  if (addOns !== undefined) return table('add-on', addOns, optional({ period: quarterHint(texts) }));
  const hcpcs = layoutOf(hcpcsShape);
  if (hcpcs !== undefined) return table('hcpcs', hcpcs, optional({ period: quarterHint(texts) }));
  const fees = layoutOf(feeScheduleShape);
  if (fees !== undefined) return table('fee-schedule', fees, optional({ period: quarterHint(texts) }));
  const places = layoutOf(placeShape);
  if (places !== undefined) return table('place-of-service', places);
  return recogniseOwnList(rows, layoutOf, table);
}

/** A list of fees or descriptors is taken as one only where it can hardly be anything else, such as a charge export. */
function recogniseOwnList(
  rows: readonly Row[],
  layoutOf: <Name extends string>(shape: Shape<Name>) => (Layout & { readonly how: 'rows' }) | undefined,
  table: (kind: LoadedTable['kind'], layout: Layout) => Recognised,
): Recognition {
  const headers = (findTable(rows, { names: { any: /./ }, required: ['any'] })?.headers ?? []).filter(
    (name) => name !== '',
  );
  const isClaims = headers.some((name) =>
    /date|dos|patient|claim|npi|payer|units|account|status|rvu/.test(name),
  );
  const own = layoutOf(feeShape);
  if (own !== undefined && !isClaims && headers.length <= 8) return table('fees', own);
  const descriptors = layoutOf(descriptorShape);
  if (
    descriptors !== undefined &&
    !headers.some((name) => /dos|patient|claim|npi|payer|units|rvu/.test(name))
  )
    return table('descriptors', descriptors);
  return headers.length < 2
    ? { why: 'This is none of the tables that Claimlint knows.' }
    : {
        why: `This list has the columns ${headers
          .slice(0, 6)
          .map((name) => `"${name}"`)
          .join(
            ', ',
          )}${headers.length > 6 ? ' …' : ''}, which are those of none of the tables that Claimlint knows. If it is your own list of descriptors or fees, say which column is what.`,
        columns: headers,
      };
}

function mapped(
  rows: readonly Row[],
  mapping: ColumnMapping,
  where: Where,
  table: (kind: LoadedTable['kind'], layout: Layout) => Recognised,
): Recognition {
  const wanted = {
    code: mapping.code,
    title: mapping.title,
    amount: mapping.amount,
    modifier: mapping.modifier,
  };
  const same = (a: string, b: string) => a.trim().toLowerCase() === b.trim().toLowerCase();
  const header = rows.find((row) => row.cells.some((cell) => same(cell, mapping.code)));
  const columns = Object.fromEntries(
    Object.entries(wanted).map(([name, column]) => {
      const index = column === undefined ? -1 : (header?.cells.findIndex((cell) => same(cell, column)) ?? -1);
      return [name, index < 0 ? undefined : index];
    }),
  );
  const missing = Object.entries(wanted).find(
    ([name, column]) => column !== undefined && columns[name] === undefined,
  );
  if (header === undefined || missing !== undefined)
    return {
      why: `There is no column "${missing?.[1] ?? mapping.code}" in this file.`,
      columns: header?.cells ?? [],
    };
  return table(mapping.kind, {
    how: 'rows',
    ...where,
    columns,
    key: columns.code ?? 0,
    headerLine: header.line,
  });
}

/** Rows of pairs without a header, as an extract may have them: told by their cells. */
function nakedPairs(rows: readonly Row[], where: Where): (Layout & { readonly how: 'rows' }) | undefined {
  const isPair = ({ cells }: Row) =>
    /^[0-9A-Z]{5}$/.test(cells[0] ?? '') &&
    /^[0-9A-Z]{5}$/.test(cells[1] ?? '') &&
    /^\*?$/.test(cells[2] ?? '-') &&
    /^\d{8}$/.test(cells[3] ?? '') &&
    /^(?:\d{8}|\*?)$/.test(cells[4] ?? '-') &&
    /^[019]$/.test(cells[5] ?? '');
  const first = rows.find((row) => row.cells.filter((cell) => cell !== '').length > 1);
  if (first === undefined || !isPair(first)) return undefined;
  const columns = {
    column1: 0,
    column2: 1,
    before1996: 2,
    effective: 3,
    deleted: 4,
    indicator: 5,
    rationale: 6,
  };
  return { how: 'rows', ...where, columns, key: 0, headerLine: first.line - 1 };
}

function ptpSetting(texts: readonly string[]): Setting | undefined {
  const text = texts.join(' ').toLowerCase();
  if (/ccioph|hospital|outpatient|[-_ ]oph\b|ptp[-_ ]out/.test(text)) return 'outpatient';
  return /ccipra|practitioner|physician|[-_ ]pra\b|ptp[-_ ]prac/.test(text) ? 'practitioner' : undefined;
}

/** `ccipra-v321r0-f3.TXT` → 3. */
function partOf({ trail }: Content): number | undefined {
  const part = [...trail]
    .reverse()
    .flatMap((name) => /(?:^|[-_ ])f([1-9])(?![0-9a-z])/i.exec(name)?.[1] ?? [])[0];
  return part === undefined ? undefined : Number(part);
}

/** Leaves out what is undefined, which exact optional properties do not take. */
function optional<T extends object>(values: T): { readonly [Name in keyof T]?: Exclude<T[Name], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [Name in keyof T]?: Exclude<T[Name], undefined>;
  };
}

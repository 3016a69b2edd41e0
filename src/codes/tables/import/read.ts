// Reads the files of one table into its collection, and the collection into the bytes of the stored table.

import type { CoveredRange } from '../kinds/ptp';
import { createPtpBuilder, type PtpBuilder } from '../kinds/ptp-builder';
import { fiscalYearOf, type Period, quarterOf } from '../periods';
import { noEnd } from '../store/dates';
import type { TableDescription } from '../store/table-file';
import { collectAddOns } from './add-on-import';
import { isNotice } from './cells';
import type { Collection, Layout, NamedColumns, Recognised } from './collection';
import { allBytes, type Content, nameInWords } from './content';
import { collectFeeSchedule } from './fee-schedule-import';
import { collectHcpcs } from './hcpcs-import';
import { collectIcd10 } from './icd10-import';
import { collectMue } from './mue-import';
import { collectDescriptors, collectFees, collectPlaces } from './own-lists';
import { ImportError } from './problem';
import { addPtpRow } from './ptp-rows';
import { createPtpTextReader } from './ptp-text';
import { delimitedRows, type Row, type RowBatches } from './rows';
import { createTabularReader } from './tabular-import';
import { decodeText } from './text';
import type { Work } from './work';
import { sheetsOf } from './xlsx';

export interface ReadTable {
  /** The period that the rows tell. */
  readonly period: Period | undefined;
  /** First day that a table with history answers for. */
  readonly historyFrom: number | undefined;
  /** Pairs only: column-1 codes from first to last of each file, and the rows themselves. */
  readonly ranges: readonly CoveredRange[];
  readonly builder: PtpBuilder;
  readonly encode: (describe: (rows: number) => TableDescription) => Uint8Array;
}

/** Reads all files of a table. Throws an ImportError that names file and place, or `Cancelled`. */
export async function readTable(files: readonly Recognised[], work: Work): Promise<ReadTable> {
  const kind = files[0]?.kind;
  if (kind === 'ptp') return readPairs(files, work);
  if (kind === 'icd10-notes') return readTabular(files, work);
  const addOns = collectAddOns();
  const collection = kind === 'add-on' ? addOns : collectionFor(kind);
  for (const file of files)
    await inFile(file.content, () => readRows(file.content, file.layout, collection.row, work));
  if (collection.size() === 0) throw new ImportError('The file has a header and no rows.');
  const earliest = addOns.size() > 0 ? addOns.earliest() : noEnd;
  return {
    period: collection.period(),
    historyFrom: earliest === noEnd ? undefined : earliest,
    ranges: [],
    builder: createPtpBuilder(),
    encode: (describe) => collection.encode(describe(collection.size())),
  };
}

function collectionFor(kind: Recognised['kind'] | undefined): Collection {
  switch (kind) {
    case 'mue':
      return collectMue();
    case 'fee-schedule':
      return collectFeeSchedule();
    case 'icd10':
      return collectIcd10();
    case 'hcpcs':
      return collectHcpcs();
    case 'place-of-service':
      return collectPlaces();
    case 'descriptors':
      return collectDescriptors();
    case 'fees':
      return collectFees();
    default:
      throw new Error(`no importer for ${kind ?? 'nothing'}`);
  }
}

/** Names the file in what goes wrong in it. */
async function inFile(content: Content, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    throw error instanceof ImportError
      ? new ImportError(error.message, error.place, nameInWords(content))
      : error;
  }
}

/** The history of the pairs begins with NCCI itself. */
const historyOfPairs = 19_960_101;

async function readPairs(files: readonly Recognised[], work: Work): Promise<ReadTable> {
  const builder = createPtpBuilder();
  const ranges: CoveredRange[] = [];
  for (const { content, layout } of files) {
    await inFile(content, async () => {
      if (layout.how === 'pair-text') {
        const reader = createPtpTextReader(builder);
        for (const chunk of content.chunks()) {
          reader.read(chunk);
          await work.did(chunk.length, nameInWords(content));
        }
        reader.finish();
        ranges.push(reader.range());
        return;
      }
      const before = builder.size();
      let [lowest, highest] = ['ZZZZZ', '00000'];
      const add = (row: Row, columns: NamedColumns): void => {
        const code = addPtpRow(builder, row, columns);
        if (code < lowest) lowest = code;
        if (code > highest) highest = code;
      };
      await readRows(content, layout, add, work);
      if (builder.size() === before) throw new ImportError('No pairs of codes are in this file.');
      ranges.push([lowest, highest]);
    });
  }
  const latest = builder.latestEffective();
  return {
    period: latest === 0 ? undefined : quarterOf(latest),
    historyFrom: historyOfPairs,
    ranges,
    builder,
    encode: builder.encode,
  };
}

async function readTabular(files: readonly Recognised[], work: Work): Promise<ReadTable> {
  const reader = createTabularReader();
  for (const { content } of files.slice(0, 1)) {
    await inFile(content, async () => {
      const decoder = new TextDecoder();
      for (const chunk of content.chunks()) {
        reader.write(decoder.decode(chunk, { stream: true }));
        await work.did(chunk.length, nameInWords(content));
      }
      reader.write(decoder.decode());
      reader.finish();
    });
  }
  const year = Number(/\d{4}/.exec(reader.version())?.[0] ?? 0);
  return {
    period: year < 2000 ? undefined : fiscalYearOf(year * 10_000 + 101),
    historyFrom: undefined,
    ranges: [],
    builder: createPtpBuilder(),
    encode: (describe) => reader.encode(describe(reader.size())),
  };
}

/** Hands each row to the importer; notices, the header and what belongs to it are passed over. */
async function readRows(
  content: Content,
  layout: Layout,
  take: (row: Row, columns: NamedColumns) => void,
  work: Work,
): Promise<void> {
  const name = nameInWords(content);
  if (layout.how === 'lines') {
    await eachBatch(wholeLines(decodeText(allBytes(content))), name, work, (row) => {
      if (row.cells[0]?.trim() !== '') take(row, {});
    });
    return;
  }
  if (layout.how !== 'rows') return;
  const { columns, headerLine, key, delimiter, sheet } = layout;
  const batches =
    delimiter === undefined
      ? (sheetsOf(allBytes(content))[sheet ?? 0]?.batches() ?? [])
      : delimitedRows(decodeText(allBytes(content)), delimiter);
  let isBegun = false;
  await eachBatch(batches, name, work, (row) => {
    if (row.line <= headerLine || isNotice(row)) return;
    // Names of columns may go on below the row that was found ("prior to 1996", "Date").
    if (!isBegun && (row.cells[key] ?? '') === '') return;
    isBegun = true;
    take(row, columns);
  });
}

async function eachBatch(
  batches: RowBatches,
  name: string,
  work: Work,
  take: (row: Row) => void,
): Promise<void> {
  for (const { rows, bytes } of batches) {
    for (const row of rows) take(row);
    await work.did(bytes, name);
  }
}

function* wholeLines(text: string): Generator<{ readonly rows: readonly Row[]; readonly bytes: number }> {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  const step = 4096;
  for (let at = 0; at < lines.length; at += step) {
    const rows = lines
      .slice(at, at + step)
      .map((cell, index): Row => ({ cells: [cell], line: at + index + 1, columns: [1] }));
    yield { rows, bytes: rows.reduce((sum, row) => sum + (row.cells[0]?.length ?? 0) + 1, 0) };
  }
}

// Imports the tables of several files at once: takes archives apart, recognises each file, joins the parts of a table, and
// makes one stored table for each. What is wrong with a file is told; the tables of the other files are made all the same.
import { openPtp } from '../kinds/ptp';
import type { LoadedTable } from '../lookup';
import { loadedOf } from '../open';
import { type Period, untilYearEnd } from '../periods';
import { tableName } from '../status';
import { isoDate } from '../store/dates';
import { decodeTable, type TableDescription } from '../store/table-file';
import type { Recognised } from './collection';
import { type Content, contentsOf, type GivenFile, nameInWords } from './content';
import type { ColumnMapping } from './own-lists';
import { Cancelled, ImportError, type ImportProblem } from './problem';
import { type ReadTable, readTable } from './read';
import { isRecognised, recognise } from './recognise';
import { createWork, type WorkOptions } from './work';

export interface ImportOptions extends WorkOptions {
  /** Date and time of the import (ISO), shown in the list of tables. */
  readonly importedAt: string;
  /** What the columns of a list of the user's own are, by the name of the given file. */
  readonly mappings?: Readonly<Record<string, ColumnMapping>>;
  /** Tables that are stored already: parts that were imported earlier are joined with those of now. */
  readonly stored?: readonly { readonly slot: string; readonly bytes: Uint8Array }[];
}

export interface ImportedTable {
  /** Kind, setting and first day; a stored table of the same slot is replaced. */
  readonly slot: string;
  readonly table: LoadedTable;
  readonly bytes: Uint8Array;
  /** The files that it was made from. */
  readonly sources: readonly string[];
}

export interface ImportResult {
  readonly tables: readonly ImportedTable[];
  readonly problems: readonly ImportProblem[];
  /** Files inside of archives that are no tables, or repeat one in another form. */
  readonly leftOut: readonly { readonly file: string; readonly why: string }[];
  readonly isCancelled: boolean;
}

/** Imports the files. Never throws for what is in them. */
export async function importTables(
  files: readonly GivenFile[],
  options: ImportOptions,
): Promise<ImportResult> {
  const problems: ImportProblem[] = [];
  const leftOut: { file: string; why: string }[] = [];
  const tables: ImportedTable[] = [];
  const found = files.flatMap((file) => recognisedIn(file, options.mappings?.[file.name], problems, leftOut));
  const groups = groupsOf(found, leftOut);
  const total = groups.flat().reduce((sum, { content }) => sum + content.size, 0);
  const work = createWork(total, options);
  for (const group of groups) {
    try {
      const read = await readTable(group, work);
      tables.push(storedTable(group, read, options));
    } catch (error) {
      if (error instanceof Cancelled) return { tables: [], problems: [], leftOut: [], isCancelled: true };
      problems.push(problemOf(error, group[0]?.content));
    }
  }
  return { tables, problems, leftOut, isCancelled: false };
}

function problemOf(error: unknown, content: Content | undefined): ImportProblem {
  if (!(error instanceof ImportError)) throw error;
  const file = error.file ?? (content === undefined ? '' : nameInWords(content));
  return { file, message: error.message, ...(error.place === undefined ? {} : { place: error.place }) };
}

function recognisedIn(
  file: GivenFile,
  mapping: ColumnMapping | undefined,
  problems: ImportProblem[],
  leftOut: { file: string; why: string }[],
): readonly Recognised[] {
  try {
    const contents = contentsOf(file);
    const isArchive = contents.length !== 1 || contents[0]?.trail.length !== 1;
    const found = contents.flatMap((content): readonly Recognised[] => {
      const recognised = recognise(content, mapping);
      if (isRecognised(recognised)) return [recognised];
      const name = nameInWords(content);
      if (isArchive) leftOut.push({ file: name, why: recognised.why });
      else
        problems.push({
          file: name,
          message: recognised.why,
          ...(recognised.columns === undefined ? {} : { columns: recognised.columns }),
        });
      return [];
    });
    if (isArchive && found.length === 0)
      problems.push({ file: file.name, message: 'No code table is in this archive.' });
    return found;
  } catch (error) {
    problems.push(problemOf(error, { trail: [file.name], size: 0, chunks: function* () {} }));
    return [];
  }
}

const slotOf = (kind: string, setting: string | undefined, from: string): string =>
  [kind, ...(setting === undefined ? [] : [setting]), from].join('-');

/** Files of one table together, each part once. */
function groupsOf(
  found: readonly Recognised[],
  leftOut: { file: string; why: string }[],
): readonly (readonly Recognised[])[] {
  const groups = new Map<string, Recognised[]>();
  for (const each of found) {
    const key = slotOf(each.kind, each.setting, each.period?.from ?? '?');
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => withoutTwins(group, leftOut));
}

/**
 * CMS puts the same rows into a text and a spreadsheet, and the fee schedule twice for two conversion factors: of files of
 * one part the easiest to read is taken.
 */
function withoutTwins(
  group: readonly Recognised[],
  leftOut: { file: string; why: string }[],
): readonly Recognised[] {
  const kept = new Map<string, Recognised>();
  for (const each of [...group].sort((a, b) => a.preference - b.preference)) {
    const key = twinKey(each);
    const twin = kept.get(key);
    if (twin === undefined) kept.set(key, each);
    else
      leftOut.push({
        file: nameInWords(each.content),
        why: `The same table is taken from ${nameInWords(twin.content)}.`,
      });
  }
  return [...kept.values()].sort((a, b) => (a.part ?? 0) - (b.part ?? 0));
}

/** Tables that come in parts have a file for each; of the others any two files are the same table. */
function twinKey({ kind, part, content }: Recognised): string {
  if (kind !== 'ptp') return kind;
  if (part !== undefined) return `part ${part}`;
  return (content.trail.at(-1) ?? '').toLowerCase().replace(/\.[^.]*$/, '');
}

/** CMS publishes the pairs in four parts. */
const partsOfPairs = 4;

function storedTable(group: readonly Recognised[], read: ReadTable, options: ImportOptions): ImportedTable {
  const [first] = group;
  if (first === undefined) throw new Error('a table is made of at least one file');
  const { kind } = first;
  const told = first.period ?? read.period ?? undated(kind);
  if (told === undefined) throw new ImportError(periodUnknown(kind));
  // Add-on edits are published for a year; revisions within it are not made every quarter.
  const period = kind === 'add-on' ? untilYearEnd(told) : told;
  const setting = first.setting;
  if ((kind === 'ptp' || kind === 'mue') && setting === undefined)
    throw new ImportError(
      `The file does not say whether it is for practitioners or hospitals. Give it back the name that CMS gave it (${kind === 'ptp' ? 'ccipra-… or ccioph-…' : 'MCR_MUE_PractitionerServices_…'}).`,
    );
  const slot = slotOf(kind, setting, period.from);
  const sources = group.map(({ content }) => nameInWords(content));
  const parts =
    kind === 'ptp' ? partsOf(group, read, options.stored?.find((each) => each.slot === slot)?.bytes) : {};
  const bytes = read.encode(
    (rows): TableDescription => ({
      kind,
      ...(setting === undefined ? {} : { setting }),
      vintage: period.vintage,
      from: period.from,
      ...(period.to === undefined ? {} : { to: period.to }),
      ...(read.historyFrom === undefined ? {} : { historyFrom: isoDate(read.historyFrom) }),
      rows,
      importedAt: options.importedAt,
      sources,
      ...parts,
    }),
  );
  const file = decodeTable(bytes);
  if (typeof file === 'string') throw new Error(file);
  return { slot, table: loadedOf(file.description), bytes, sources };
}

/** Which parts are missing, and which codes the present ones can answer for; parts stored earlier are taken along. */
function partsOf(
  group: readonly Recognised[],
  read: ReadTable,
  storedBytes: Uint8Array | undefined,
): Partial<TableDescription> {
  const numbers = group.map(({ part }) => part);
  if (numbers.includes(undefined)) return {};
  const stored = storedBytes === undefined ? undefined : decodeTable(storedBytes);
  const earlier = stored === undefined || typeof stored === 'string' ? undefined : stored;
  const before = earlier?.description.missingParts ?? [];
  const present = new Set(numbers as number[]);
  const covered = [...read.ranges];
  if (earlier !== undefined) {
    const had = Array.from({ length: partsOfPairs }, (_, index) => index + 1).filter(
      (part) => !before.includes(part),
    );
    if (had.some((part) => !present.has(part))) {
      const isNew = (code: string) => read.ranges.some(([first, last]) => code >= first && code <= last);
      openPtp(earlier).copyTo(read.builder, isNew);
      for (const part of had) present.add(part);
      covered.push(...((earlier.description.facts?.covered ?? []) as typeof covered));
    }
  }
  const last = Math.max(partsOfPairs, ...present);
  const missingParts = Array.from({ length: last }, (_, index) => index + 1).filter(
    (part) => !present.has(part),
  );
  return missingParts.length === 0 ? {} : { missingParts, facts: { covered } };
}

/** Lists of the user's own hold until another is imported. */
function undated(kind: LoadedTable['kind']): Period | undefined {
  return kind === 'descriptors' || kind === 'fees' || kind === 'place-of-service'
    ? { vintage: kind === 'place-of-service' ? 'as imported' : 'your list', from: '1900-01-01' }
    : undefined;
}

function periodUnknown(kind: LoadedTable['kind']): string {
  const examples: Partial<Record<LoadedTable['kind'], string>> = {
    mue: 'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv',
    'fee-schedule': 'PPRRVU2026_Jul_nonQPP.csv',
    icd10: 'icd10cm_order_2027.txt',
    'icd10-notes': 'icd10cm_tabular_2027.xml',
    hcpcs: 'HCPC2026_APR_ANWEB.xlsx',
    'add-on': 'AOC_V2026Q2-MCR.txt',
  };
  const example = examples[kind];
  return `${tableName(kind)}: nothing tells the period of this file. Give it back the name that it was published under${example === undefined ? '' : `, such as ${example}`}.`;
}

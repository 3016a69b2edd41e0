// All stored tables as one thing to ask. The date of service chooses the period; a damaged file is named and left out.
import { openAddOns } from './kinds/add-on';
import { openFeeSchedule } from './kinds/fee-schedule';
import { openIcd10 } from './kinds/icd10';
import { openNotes } from './kinds/icd10-notes';
import { openMue } from './kinds/mue';
import { openPtp } from './kinds/ptp';
import { openDescriptors, openFees, openHcpcs, openPlaces } from './kinds/titles';
import type { CodeTables, LoadedTable, Setting } from './lookup';
import { searchCodes } from './search';
import { fromIso, noEnd } from './store/dates';
import { decodeTable, type TableDescription, type TableFile } from './store/table-file';

/** A file that could not be opened: its place in the list that was given, and why in plain words. */
export interface TableProblem {
  readonly file: number;
  readonly message: string;
}

export interface OpenedTables extends Required<CodeTables> {
  readonly problems: readonly TableProblem[];
}

/**
 * Opens the bytes of table files. Opening checks each file's checksum and lays views over it; nothing is copied.
 * Of two tables of one kind and period the one imported last counts.
 */
export function openTables(files: readonly Uint8Array[]): OpenedTables {
  const problems: TableProblem[] = [];
  const opened = files.flatMap((bytes, file): TableFile[] => {
    const table = decodeTable(bytes);
    if (typeof table !== 'string') return [table];
    problems.push({ file, message: table });
    return [];
  });
  const kept = latestImports(opened);
  const of = <T>(kind: LoadedTable['kind'], open: (file: TableFile) => T, setting?: Setting) =>
    periods(
      kept.filter(({ description }) => description.kind === kind && description.setting === setting),
      open,
    );
  const pairs = bySetting((setting) => of('ptp', openPtp, setting));
  // Pairs are asked by the thousand, and the lines of a claim share their date.
  let last = { setting: 'practitioner' as Setting, date: '', day: 0, table: pairs.practitioner(0) };
  const pairsOn = (setting: Setting, date: string) => {
    if (date !== last.date || setting !== last.setting) {
      const day = fromIso(date);
      last = { setting, date, day, table: pairs[setting](day) };
    }
    return last;
  };
  const units = bySetting((setting) => of('mue', openMue, setting));
  const addOns = of('add-on', openAddOns);
  const feeSchedules = of('fee-schedule', openFeeSchedule);
  const diagnoses = of('icd10', openIcd10);
  const notes = of('icd10-notes', openNotes);
  const hcpcs = of('hcpcs', openHcpcs);
  const places = of('place-of-service', openPlaces);
  const fees = of('fees', openFees);
  const descriptors = of('descriptors', openDescriptors);
  return {
    loaded: kept.map(({ description }) => loadedOf(description)),
    problems,
    ptp: (setting, a, b, date) => {
      const { day, table } = pairsOn(setting, date);
      return table?.find(a, b, day);
    },
    ptpEditsOf: (setting, code, date) => pairs[setting](fromIso(date))?.editsOf(code, fromIso(date)),
    mue: (setting, code, date) => units[setting](fromIso(date))?.(code),
    addOn: (code, date) => addOns(fromIso(date))?.(code, fromIso(date)),
    feeSchedule: (code, modifier, date) => feeSchedules(fromIso(date))?.(code, modifier),
    icd10: (code, date) => diagnoses(fromIso(date))?.(code),
    excludes1: (a, b, date) => notes(fromIso(date))?.excludes1(a, b),
    icd10Instructions: (code, date) => notes(fromIso(date))?.instructions(code),
    hcpcs: (code, date) => hcpcs(fromIso(date))?.(code),
    placeOfService: (code, date) => places(fromIso(date))?.(code),
    descriptor: (code) => descriptors(anyDay)?.(code),
    fee: (code, modifier) => fees(anyDay)?.(code, modifier),
    search: (words, date, limit) => searchCodes(kept, words, fromIso(date), limit),
  };
}

/** The user's own lists hold whatever the date. */
const anyDay = -1;

function bySetting<T>(open: (setting: Setting) => T): Readonly<Record<Setting, T>> {
  return { practitioner: open('practitioner'), outpatient: open('outpatient'), dme: open('dme') };
}

/** One file for each kind, setting and period: the one imported last. */
function latestImports(files: readonly TableFile[]): readonly TableFile[] {
  const latest = new Map<string, TableFile>();
  for (const file of files) {
    const { kind, setting, from, importedAt } = file.description;
    const key = `${kind} ${setting ?? ''} ${from}`;
    const other = latest.get(key);
    if (other === undefined || other.description.importedAt <= importedAt) latest.set(key, file);
  }
  return [...latest.values()];
}

/**
 * Chooses by date: the latest period that covers it; else, of tables that also hold what has ended, the earliest one after it.
 * Content is opened when first asked for.
 */
export function periods<T>(
  files: readonly TableFile[],
  open: (file: TableFile) => T,
): (date: number) => T | undefined {
  const tables = files
    .map((file) => ({ ...spanOf(file.description), content: once(() => open(file)) }))
    .sort((a, b) => b.from - a.from);
  return (date) => {
    let after: (typeof tables)[number] | undefined;
    for (const table of tables) {
      if (date === anyDay || (date >= table.from && date <= table.to)) return table.content();
      if (date < table.from && date >= table.historyFrom) after = table;
    }
    return after?.content();
  };
}

function spanOf({ from, to, historyFrom }: LoadedTable) {
  return {
    from: fromIso(from),
    to: to === undefined ? noEnd : fromIso(to),
    historyFrom: historyFrom === undefined ? fromIso(from) : fromIso(historyFrom),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** What is shown of a table: its description without what only its reader needs. */
export function loadedOf({
  sources: _sources,
  facts: _facts,
  ...description
}: TableDescription): LoadedTable {
  const { kind, setting, vintage, from, to, historyFrom, missingParts, rows, importedAt } = description;
  return {
    kind,
    ...(setting === undefined ? {} : { setting }),
    vintage,
    from,
    ...(to === undefined ? {} : { to }),
    ...(historyFrom === undefined ? {} : { historyFrom }),
    ...(missingParts === undefined ? {} : { missingParts }),
    rows,
    importedAt,
  };
}

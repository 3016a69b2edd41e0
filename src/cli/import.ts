// claimlint import and claimlint tables: takes code tables in, and shows which are there.
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import {
  type ColumnMapping,
  type GivenFile,
  importTables,
  loadTables,
  type OpenedTables,
  openTables,
  placeInWords,
  rowsInWords,
  saveTables,
  tableName,
  tableStatus,
} from '../codes/tables';
import type { LoadedTable } from '../codes/tables/lookup';
import { folderStorage, reasonInWords } from './table-storage';

export interface ImportSettings {
  /** Date and time of the import (ISO). */
  readonly importedAt?: string;
  /** What the columns of every given file are, for lists of the user's own. */
  readonly mapping?: ColumnMapping;
  readonly signal?: AbortSignal;
  /** Told a line about every tenth of the way. */
  readonly onProgress?: (line: string) => void;
}

/**
 * Imports files and folders into the tables of a folder. Exit code 0: every given file was imported; 2: some were not
 * (the tables of the others are); the old tables stay wherever no new one was made.
 */
export async function runImport(
  paths: readonly string[],
  tablesFolder: string,
  out: (line: string) => void,
  settings: ImportSettings = {},
): Promise<number> {
  const storage = folderStorage(tablesFolder);
  const { files, unreadable } = await readFiles(paths);
  for (const line of unreadable) out(line);
  let stored: Awaited<ReturnType<typeof loadTables>>;
  try {
    stored = await loadTables(storage);
  } catch (error) {
    out(`The tables in ${tablesFolder} ${reasonInWords(error)}. Nothing was imported.`);
    return 2;
  }
  const { mapping, signal, onProgress } = settings;
  let tenth = 0;
  const result = await importTables(files, {
    importedAt: settings.importedAt ?? new Date().toISOString(),
    stored,
    ...(signal === undefined ? {} : { signal }),
    ...(mapping === undefined
      ? {}
      : { mappings: Object.fromEntries(files.map(({ name }) => [name, mapping])) }),
    onProgress: ({ file, done, total }) => {
      const now = Math.floor((done / Math.max(1, total)) * 10);
      if (now > tenth) onProgress?.(`${now * 10} % ${file}`);
      tenth = Math.max(tenth, now);
    },
  });
  if (result.isCancelled) {
    out('Cancelled. The tables are as they were before.');
    return 2;
  }
  try {
    if (result.tables.length > 0) await saveTables(storage, result.tables);
  } catch (error) {
    const isOfSystem = (error as { readonly code?: string }).code !== undefined;
    const why = isOfSystem
      ? `The tables in ${tablesFolder} ${reasonInWords(error)}. They are as they were before.`
      : error instanceof Error
        ? error.message
        : '';
    out(`Nothing was imported. ${why}`);
    return 2;
  }
  for (const { table, sources } of result.tables)
    out(`Imported ${tableInWords(table)}, from ${sources.join(', ')}`);
  for (const { file, why } of result.leftOut) out(`Left out ${file}: ${why}`);
  for (const { file, place, message } of result.problems) {
    const where = placeInWords(place);
    out(`Not imported ${file}${where === '' ? '' : `, ${where}`}: ${message}`);
  }
  if (result.tables.length > 0) out(`Code tables are in ${tablesFolder}`);
  return result.problems.length > 0 || unreadable.length > 0 || result.tables.length === 0 ? 2 : 0;
}

/** Lists the tables of a folder, and what is missing for the dates of service (ISO) when some are named. */
export async function runTables(
  tablesFolder: string,
  out: (line: string) => void,
  datesOfService: readonly string[] = [],
): Promise<number> {
  let stored: Awaited<ReturnType<typeof loadTables>>;
  try {
    stored = await loadTables(folderStorage(tablesFolder));
  } catch (error) {
    out(`The tables in ${tablesFolder} ${reasonInWords(error)}.`);
    return 2;
  }
  const tables: OpenedTables = openTables(stored.map(({ bytes }) => bytes));
  const settings = tables.loaded.some(({ setting }) => setting === 'outpatient')
    ? (['practitioner', 'outpatient'] as const)
    : (['practitioner'] as const);
  for (const { words } of tableStatus(tables, datesOfService, settings).tables) out(words);
  for (const { file, message } of tables.problems) out(`Damaged: ${stored[file]?.name ?? ''}: ${message}`);
  out(`Folder: ${tablesFolder}`);
  return tables.problems.length > 0 ? 2 : 0;
}

function tableInWords({ kind, setting, vintage, from, to, rows, missingParts }: LoadedTable): string {
  const period = to === undefined ? '' : `, ${from} to ${to}`;
  const missing = (missingParts ?? []).map((part) => `f${part}`).join(', ');
  const parts =
    missing === ''
      ? ''
      : `; ${missing} missing: pairs of other codes are not known until all parts are imported`;
  return `${tableName(kind, setting)}: ${vintage}${period}, ${rowsInWords(rows)}${parts}`;
}

async function readFiles(
  paths: readonly string[],
): Promise<{ readonly files: readonly GivenFile[]; readonly unreadable: readonly string[] }> {
  const files: GivenFile[] = [];
  const unreadable: string[] = [];
  for (const path of paths) {
    try {
      for (const file of await filesIn(path))
        files.push({ name: basename(file), bytes: await readFile(file) });
    } catch {
      unreadable.push(
        `Not imported ${path}: the file cannot be read. Check its name and that it is not open elsewhere.`,
      );
    }
  }
  return { files, unreadable };
}

/** The file, or all files of a folder and the folders in it. */
async function filesIn(path: string): Promise<readonly string[]> {
  if (!(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { withFileTypes: true });
  const nested = await Promise.all(
    entries
      .filter((entry) => !entry.name.startsWith('.'))
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((entry) =>
        entry.isDirectory()
          ? filesIn(join(path, entry.name))
          : entry.isFile()
            ? [join(path, entry.name)]
            : [],
      ),
  );
  return nested.flat();
}

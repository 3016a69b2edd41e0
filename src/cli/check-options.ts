// What a check goes by: settings and packs of a folder, imported tables, today's date.
import type { CheckOptions } from '../check';
import type { CodeTables } from '../codes/tables/lookup';
import type { Options } from './options';
import { findSettings, type Settings } from './settings';
import { defaultTablesFolder, readTables } from './table-storage';
import { warn } from './terminal';

/** Settings, packs, tables and today's date for a check that begins at a file or folder. */
export async function checkOptions(
  start: string,
  values: Options,
  tell: (message: string) => void = warn,
): Promise<CheckOptions & Settings> {
  return {
    ...findSettings(start, values.pack ?? [], tell),
    tables: await readTables(tablesFolder(values), tell),
    today: new Date().toISOString().slice(0, 10),
    ...(values.payer === undefined ? {} : { payer: values.payer }),
  };
}

/** Where the search for settings begins. */
export function startOf(paths: readonly string[], values: Options): string {
  const [first = '.'] = paths;
  return first === '-' ? (values['stdin-filename'] ?? '.') : first;
}

/** Imported tables of the folder that the call names, else of this person. */
export function tablesOf(values: Options): Promise<CodeTables> {
  return readTables(tablesFolder(values), warn);
}

/** The folder of imported tables. */
export function tablesFolder(values: Options): string {
  return values.tables ?? defaultTablesFolder();
}

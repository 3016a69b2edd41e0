// The files of a call, read and checked together with the settings, packs and tables that hold for them.
import { type CheckOptions, type CheckResult, checkDocuments, claimFormatIds } from '../check';
import type { CodeTables } from '../codes/tables/lookup';
import type { FormatId } from '../model/claim';
import { findFiles, readDocument, UsageError } from './files';
import { choice, type Options } from './options';
import { findSettings, type Settings } from './settings';
import { defaultTablesFolder, readTables } from './table-storage';
import { warn } from './terminal';

/** `unreadable`: a file that the call names is neither claim nor note. */
export type CheckedFiles = CheckResult & {
  readonly unreadable: boolean;
  readonly options: CheckOptions & Settings;
};

/** Reads and checks all files of a call together. Throws a UsageError for a file that cannot be read. */
export async function checkFiles(paths: readonly string[], values: Options): Promise<CheckedFiles> {
  if (paths.length === 0) throw new UsageError('name a file or folder, or - for standard input');
  const as =
    values.as === undefined
      ? undefined
      : choice('as', values.as, [...claimFormatIds, 'note'], 'claim' as FormatId);
  const files = findFiles(paths);
  const inputs = files.map(({ path }) => readDocument(path, as, values['stdin-filename']));
  const { note } = values;
  if (note !== undefined && !inputs.some((input) => input.path === note))
    inputs.push(readDocument(note, 'note'));
  const options = {
    ...(await checkOptions(startOf(paths, values), values)),
    ...(note === undefined ? {} : { note }),
  };
  const result = checkDocuments(
    note === undefined
      ? inputs
      : inputs.map((input) => (input.path === note ? { ...input, as: 'note' as const } : input)),
    options,
  );
  for (const { rule, error } of result.failures)
    warn(`the rule ${rule} failed (${error}) and was left out; please report this`);
  const { 'stdin-filename': stdinName = '-' } = values;
  const named = new Set(
    files.filter((file) => file.named).map(({ path }) => (path === '-' ? stdinName : path)),
  );
  const unreadable = result.documents.filter(
    (document) => document.format === 'unknown' && named.has(document.path),
  );
  for (const document of unreadable)
    warn(`${document.path}: ${document.findings[0]?.message ?? 'not recognised'}`);
  return { ...result, unreadable: unreadable.length > 0, options };
}

/** Settings, packs, tables and today's date for a check that begins at a file or folder. */
export async function checkOptions(start: string, values: Options): Promise<CheckOptions & Settings> {
  return {
    ...findSettings(start, values.pack ?? [], warn),
    tables: await tablesOf(values),
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

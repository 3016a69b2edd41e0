// claimlint import and claimlint tables: takes code tables in, and tells which are there.
import { tablesFolder } from '../check-options';
import { UsageError } from '../files';
import { runImport, runTables } from '../import';
import type { Options } from '../options';
import { line } from '../terminal';

export function importFiles(files: readonly string[], values: Options): Promise<number> {
  if (files.length === 0)
    throw new UsageError('name the files as you downloaded them, as in: claimlint import NCCI.zip');
  return runImport(files, tablesFolder(values), line);
}

export function tables(_words: readonly string[], values: Options): Promise<number> {
  return runTables(tablesFolder(values), line);
}

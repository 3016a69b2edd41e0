// The files of a call, read and checked together with the settings, packs and tables that hold for them.
import {
  type CheckOptions,
  type CheckResult,
  checkDocuments,
  type InputDocument,
  type RuleFailure,
} from '../check';
import { checkOptions, startOf } from './check-options';
import { findFiles, readDocument, UsageError } from './files';
import { type LargeFile, openFile } from './open-file';
import { choice, type Options } from './options';
import type { Settings } from './settings';
import { warn } from './terminal';
import { formatWords } from './words';

/** `unreadable`: a file that the call names is neither claim nor note. */
export type CheckedFiles = CheckResult & {
  readonly unreadable: boolean;
  readonly options: CheckOptions & Settings;
};

/** A file that is checked in pieces, and how many documents of the call go before it. */
export interface LargeAmong {
  readonly file: LargeFile;
  readonly before: number;
}

/**
 * Reads and checks all files of a call together. Throws a UsageError for a file that cannot be read. With `leaveLarge` large
 * files are only opened.
 */
export async function checkFiles(
  paths: readonly string[],
  values: Options,
  leaveLarge = false,
): Promise<CheckedFiles & { readonly large: readonly LargeAmong[] }> {
  if (paths.length === 0) throw new UsageError('name a file or folder, or - for standard input');
  const as = values.as === undefined ? undefined : choice('as', values.as, formatWords, 'claim');
  const files = findFiles(paths);
  const inputs: InputDocument[] = [];
  const large: LargeAmong[] = [];
  for (const { path } of files) {
    const opened = leaveLarge
      ? openFile(path, as, values)
      : { document: readDocument(path, as, values['stdin-filename']) };
    if ('large' in opened) large.push({ file: opened.large, before: inputs.length });
    else inputs.push(opened.document);
  }
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
  warnOfFailures(result.failures);
  const { 'stdin-filename': stdinName = '-' } = values;
  const named = new Set(
    files.filter((file) => file.named).map(({ path }) => (path === '-' ? stdinName : path)),
  );
  const unreadable = result.documents.filter(
    (document) => document.format === 'unknown' && named.has(document.path),
  );
  for (const document of unreadable)
    warn(`${document.path}: ${document.findings[0]?.message ?? 'not recognised'}`);
  return { ...result, unreadable: unreadable.length > 0, options, large };
}

/** Tells which rules failed; a mistake of ours. */
export function warnOfFailures(failures: readonly RuleFailure[]): void {
  for (const { rule, error } of failures)
    warn(`the rule ${rule} failed (${error}) and was left out; please report this`);
}

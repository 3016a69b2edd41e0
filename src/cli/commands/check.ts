// claimlint check: findings in claims and their notes, in the format that the call names.
import { dirname, relative, resolve } from 'node:path';
import { version } from '../../../package.json';
import { type CheckedDocument, ruleIds } from '../../check';
import { staleIgnores } from '../../check/stale-ignores';
import type { Severity } from '../../model/finding';
import { applyBaseline } from '../baseline';
import { checkFiles, warnOfFailures } from '../check-files';
import { startOf } from '../check-options';
import { pathsIn, readDocument } from '../files';
import { rangeWriter, type Summary } from '../json';
import { checkLarge } from '../large-files';
import type { LargeFile } from '../open-file';
import { choice, type Options } from '../options';
import type { PieceSetup } from '../piece-check';
import { inFileOrder, type Report, type Told } from '../report';
import { countShown, isSelected, type ShownCount, selectionOf } from '../selection';
import { findSettings } from '../settings';
import { reportFor, type TellOptions, tell } from '../tell';
import { out, warn } from '../terminal';
import { failsFrom, reportFormats, severities } from '../words';
import { threadsOf } from '../workers';

/** Exit code: 0 nothing at or above `--fail-on`, 1 something is, 2 a named file is unreadable. */
export async function check(words: readonly string[], values: Options): Promise<number> {
  const paths = [...words, ...filesFrom(values)];
  const format = choice('format', values.format, reportFormats, 'text');
  const failOn = choice('fail-on', values['fail-on'], severities, 'error');
  const { 'files-from': list, only = [], skip = [] } = values;
  const packRules =
    only.length + skip.length > 0 || format === 'sarif'
      ? findSettings(startOf(paths, values), values.pack ?? [], () => undefined).packRules
      : [];
  const telling: TellOptions = {
    format,
    failOn,
    colour: process.stdout.isTTY === true && process.env.NO_COLOR === undefined,
    // These two are made to be shown elsewhere.
    redact: values.redact || ((format === 'sarif' || format === 'github') && !values['no-redact']),
  };
  const selection = selectionOf(only, skip, values['max-findings'], [
    ...ruleIds,
    ...packRules.map(({ id }) => id),
  ]);
  const checked =
    list !== undefined && paths.length === 0 ? undefined : await checkWithIgnores(paths, values);
  const { documents: all = [], unreadable = false, large = [] } = checked ?? {};
  const documents = applyBaseline(all, selection, values);
  if (documents === undefined) return unreadable ? 2 : 0;
  const report = reportFor(telling, out, version, packRules);
  const shown = countShown(selection);
  const range = rangeWriter(documents);
  const isWanted = isSelected(selection);
  const tellLarge = async (count: number): Promise<void> => {
    for (const { file, before } of large)
      if (before === count && checked !== undefined)
        await reportLarge(file, checked, { values, telling, start: startOf(paths, values) }, report, shown);
  };
  for (const [index, document] of documents.entries()) {
    await tellLarge(index);
    const { path, format, claims } = document;
    const findings = shown.take(document.findings.filter(({ rule }) => isWanted(rule)));
    report.file(
      { path, format, claims: claims.length },
      tell({ ...document, findings }, report, telling.redact, range),
    );
  }
  await tellLarge(documents.length);
  const { summary, hidden } = shown;
  report.end(summary, hidden());
  return exitCode(summary, failOn, unreadable);
}

/** Checks a large file and reports it: as found where the report takes that, else when all of it is known. */
async function reportLarge(
  file: LargeFile,
  { documents, options }: CheckedCall,
  call: Pick<PieceSetup, 'values' | 'telling' | 'start'>,
  report: Report,
  shown: ShownCount,
): Promise<void> {
  const notes = documents.filter(({ note }) => note !== undefined).map(({ path, text }) => ({ path, text }));
  const { path, format } = file;
  const all: Told[] = [];
  const { claims, failures } = await checkLarge(
    file,
    { ...call, path, format, notes },
    options,
    threadsOf(call.values.jobs),
    (told) => {
      if (report.found === undefined) all.push(...told);
      else report.found(shown.take(told));
    },
  );
  warnOfFailures(failures);
  report.file({ path, format, claims }, shown.take(inFileOrder(all)));
}

function exitCode(summary: Summary, failOn: Severity, unreadable: boolean): number {
  if (unreadable) return 2;
  const fails = failsFrom(failOn);
  return severities.some((severity) => fails(severity) && summary[severity] > 0) ? 1 : 0;
}

type CheckedCall = Awaited<ReturnType<typeof checkFiles>>;

/** Checks the files of a call, with what is to say about entries of `ignores:` that hold nothing back any more. */
async function checkWithIgnores(paths: readonly string[], values: Options): Promise<CheckedCall> {
  // A baseline is about all findings of a file.
  const leaveLarge = values.baseline === undefined && values['write-baseline'] === undefined;
  const checked = await checkFiles(paths, values, leaveLarge);
  const { documents, options, large } = checked;
  const { configuration, file, today } = options;
  // What a large file holds back is not remembered.
  if (file === undefined || large.length > 0) return checked;
  const isWhole = paths.some((path) => path !== '-' && !relative(resolve(path), dirname(resolve(file.path))));
  const findings = staleIgnores(configuration.ignores, documents, { path: file.path, today, isWhole });
  if (findings.length === 0) return checked;
  const settings: CheckedDocument = { ...file, format: 'unknown', claims: [], findings };
  return { ...checked, documents: [...documents, settings] };
}

/** `--files-from`: the paths of a list that another program made, git for one. */
function filesFrom(values: Options): readonly string[] {
  const list = values['files-from'];
  if (list === undefined) return [];
  const paths = pathsIn(readDocument(list, 'note').text);
  // An empty list is an answer ("nothing changed"), not a mistake in the call.
  if (paths.length === 0)
    warn(`${list === '-' ? 'standard input' : list} names no file; nothing was checked`);
  return paths;
}

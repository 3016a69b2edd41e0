// claimlint check: findings in claims and their notes, in the format that the call names.
import { dirname, relative, resolve } from 'node:path';
import { version } from '../../../package.json';
import { type CheckedDocument, ruleIds } from '../../check';
import { staleIgnores } from '../../check/stale-ignores';
import type { Severity } from '../../model/finding';
import { applyBaseline } from '../baseline';
import { checkFiles, startOf } from '../check-files';
import { pathsIn, readDocument } from '../files';
import { rangeWriter, type Summary } from '../json';
import { choice, type Options } from '../options';
import { select, selectionOf } from '../selection';
import { findSettings } from '../settings';
import { failsFrom, reportFor, reportFormats, type TellOptions, tell } from '../tell';
import { out, warn } from '../terminal';

const severities: readonly Severity[] = ['error', 'warning', 'information'];

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
  const { documents: all, unreadable } =
    list !== undefined && paths.length === 0
      ? { documents: [], unreadable: false }
      : await checkWithIgnores(paths, values);
  const fresh = applyBaseline(all, selection, values);
  if (fresh === undefined) return unreadable ? 2 : 0;
  const { documents: selected, summary, hidden } = select(fresh, selection);
  const report = reportFor(telling, out, version, packRules);
  const range = rangeWriter(selected);
  for (const document of selected)
    report.file(
      { path: document.path, format: document.format, claims: document.claims.length },
      tell(document, report, telling.redact, range),
    );
  report.end(summary, hidden);
  return exitCode(summary, failOn, unreadable);
}

function exitCode(summary: Summary, failOn: Severity, unreadable: boolean): number {
  if (unreadable) return 2;
  const fails = failsFrom(failOn);
  return severities.some((severity) => fails(severity) && summary[severity] > 0) ? 1 : 0;
}

/** Checks the files of a call, with what is to say about entries of `ignores:` that hold nothing back any more. */
async function checkWithIgnores(
  paths: readonly string[],
  values: Options,
): Promise<{ readonly documents: readonly CheckedDocument[]; readonly unreadable: boolean }> {
  const { documents, unreadable, options } = await checkFiles(paths, values);
  const { configuration, file, today } = options;
  if (file === undefined) return { documents, unreadable };
  const isWhole = paths.some((path) => path !== '-' && !relative(resolve(path), dirname(resolve(file.path))));
  const findings = staleIgnores(configuration.ignores, documents, { path: file.path, today, isWhole });
  if (findings.length === 0) return { documents, unreadable };
  const settings: CheckedDocument = { ...file, format: 'unknown', claims: [], findings };
  return { documents: [...documents, settings], unreadable };
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

// claimlint check: findings in claims and their notes, in the format that the call names.
import { version } from '../../../package.json';
import { ruleIds } from '../../check';
import type { Severity } from '../../model/finding';
import { reportAsAnnotations } from '../annotations';
import { checkFiles, startOf } from '../check-files';
import { pathsIn, readDocument } from '../files';
import { findingAsJson, rangeWriter, reportAsJson } from '../json';
import { reportAsJunit } from '../junit';
import { choice, type Options } from '../options';
import { redacted } from '../redact';
import { reportAsSarif } from '../sarif';
import { select, selectionOf } from '../selection';
import { findSettings } from '../settings';
import { out, warn } from '../terminal';
import { reportAsText } from '../text';

const severities: readonly Severity[] = ['error', 'warning', 'information'];

const formats = ['text', 'json', 'ndjson', 'sarif', 'junit', 'github'] as const;

/** Exit code: 0 nothing at or above `--fail-on`, 1 something is, 2 a named file is unreadable. */
export async function check(words: readonly string[], values: Options): Promise<number> {
  const paths = [...words, ...filesFrom(values)];
  const format = choice('format', values.format, formats, 'text');
  const failOn = choice('fail-on', values['fail-on'], severities, 'error');
  const { 'files-from': list, only = [], skip = [] } = values;
  const packRules =
    only.length + skip.length > 0 || format === 'sarif'
      ? findSettings(startOf(paths, values), values.pack ?? [], () => undefined).packRules
      : [];
  const selection = selectionOf(only, skip, values['max-findings'], [
    ...ruleIds,
    ...packRules.map(({ id }) => id),
  ]);
  const checked =
    list !== undefined && paths.length === 0
      ? { documents: [], unreadable: false }
      : await checkFiles(paths, values);
  const { documents: selected, summary, hidden } = select(checked.documents, selection);
  // These two are made to be shown elsewhere.
  const redact = values.redact || ((format === 'sarif' || format === 'github') && !values['no-redact']);
  const documents = redact ? redacted(selected) : selected;
  const fails = (severity: Severity) => severities.indexOf(severity) <= severities.indexOf(failOn);
  if (format === 'json') out(`${JSON.stringify(reportAsJson(documents, summary), undefined, 2)}\n`);
  else if (format === 'sarif')
    out(`${JSON.stringify(reportAsSarif(documents, version, packRules), undefined, 2)}\n`);
  else if (format === 'junit') out(reportAsJunit(documents, fails));
  else if (format === 'github') out(reportAsAnnotations(documents));
  else if (format === 'ndjson') {
    const range = rangeWriter(documents);
    for (const { path, findings } of documents)
      for (const finding of findings) out(`${JSON.stringify({ path, ...findingAsJson(finding, range) })}\n`);
  } else {
    const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
    out(reportAsText(documents, colour, summary, hidden));
  }
  if (checked.unreadable) return 2;
  return severities.some((severity) => fails(severity) && summary[severity] > 0) ? 1 : 0;
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

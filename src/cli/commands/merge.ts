// claimlint merge: reports of parts of the work → the report and the exit code of the whole.
import type { Severity } from '../../model/finding';
import { UsageError } from '../files';
import { jsonReport } from '../json';
import { choice, type Options } from '../options';
import { partOfReport, type ReportPart, reportLines, severityOfLine } from '../report-parts';
import { out, outTaken } from '../terminal';
import { failsFrom, severities } from '../words';

/** Exit code: 0 nothing at or above `--fail-on` in any part, 1 something is. Throws a UsageError for what is no whole report. */
export async function merge(paths: readonly string[], values: Options): Promise<number> {
  const failOn = choice('fail-on', values['fail-on'], severities, 'error');
  if (paths.length === 0)
    throw new UsageError('name the reports of the parts, as in: claimlint merge part-*.ndjson');
  const counts: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
  const wholes: ReportPart[] = [];
  let byLine = 0;
  for (const path of paths) {
    const part = partOfReport(path);
    if (part !== undefined) wholes.push(part);
    else byLine++;
    // An empty report is one of NDJSON without findings; among those of JSON it is one that was never written.
    if (wholes.length > 0 && byLine > 0)
      throw new UsageError(
        `${path}: this report is ${part === undefined ? 'no JSON and those before it are' : 'JSON and those before it are not'}; merge those of one kind`,
      );
    if (part !== undefined) continue;
    for (const line of reportLines(path)) {
      counts[severityOfLine(line.text, path, line.number)]++;
      out(`${line.text}\n`);
      await outTaken();
    }
  }
  if (wholes.length > 0) mergeWholes(wholes, counts);
  const fails = failsFrom(failOn);
  return severities.some((severity) => fails(severity) && counts[severity] > 0) ? 1 : 0;
}

/** Files in the order of the parts; what several parts tell of one file is put together where it is told of first. */
function mergeWholes(parts: readonly ReportPart[], counts: Record<Severity, number>): void {
  const byPath = new Map<string, ReportPart['files'][number]>();
  for (const { files, summary } of parts) {
    for (const severity of severities) counts[severity] += summary[severity];
    for (const file of files) {
      const before = byPath.get(file.path);
      byPath.set(
        file.path,
        before === undefined
          ? file
          : {
              ...before,
              claims: before.claims + file.claims,
              findings: [...before.findings, ...file.findings],
            },
      );
    }
  }
  const report = jsonReport(out);
  for (const { path, format, claims, findings } of byPath.values())
    report.file(
      { path, format, claims },
      findings.map((finding) => ({
        offset: 0,
        isOfFile: false,
        rule: '',
        severity: 'information',
        text: JSON.stringify(finding, undefined, 2),
      })),
    );
  report.end(counts, 0);
}

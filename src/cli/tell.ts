// Findings → what a report holds of them: chosen, redacted where that is asked for, and written in the report's format.
import type { CheckedDocument } from '../check';
import type { Severity } from '../model/finding';
import type { Rule } from '../rules/rule';
import { annotationsReport } from './annotations';
import { jsonReport, ndjsonReport } from './json';
import { junitReport } from './junit';
import { redactorOf } from './redact';
import type { RangeWriter, Report, Told } from './report';
import { sarifReport } from './sarif';
import { textReport } from './text';
import { failsFrom, type ReportFormat } from './words';

/** How findings are told. Plain data, so that another thread can be asked to tell some. */
export interface TellOptions {
  readonly format: ReportFormat;
  readonly failOn: Severity;
  readonly colour: boolean;
  readonly redact: boolean;
}

/** The report that a call asks for. */
export function reportFor(
  { format, failOn, colour }: TellOptions,
  out: (text: string) => void,
  version: string,
  packRules: readonly Rule[],
): Report {
  switch (format) {
    case 'json':
      return jsonReport(out);
    case 'ndjson':
      return ndjsonReport(out);
    case 'sarif':
      return sarifReport(out, version, packRules);
    case 'junit':
      return junitReport(out, failsFrom(failOn));
    case 'github':
      return annotationsReport(out);
    default:
      return textReport(out, colour);
  }
}

/** The findings of a checked document as a report has them. `offset` leads places of a piece back to its file. */
export function tell(
  { path, claims, findings }: CheckedDocument,
  { write }: Pick<Report, 'write'>,
  redact: boolean,
  range: RangeWriter,
  offset: (at: number) => number = (at) => at,
  isOfFile = false,
): readonly Told[] {
  const clean = redact ? redactorOf(claims.map(({ claim }) => claim)) : undefined;
  return findings.map((finding) => ({
    offset: offset(finding.at.range.start),
    isOfFile,
    rule: finding.rule,
    severity: finding.severity,
    text: write(clean?.(finding) ?? finding, range, path),
  }));
}

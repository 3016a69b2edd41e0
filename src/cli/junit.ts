// Findings as JUnit XML, for build servers: a file is a suite, a finding a test case.
import type { CheckedDocument } from '../check';
import type { Finding, Severity } from '../model/finding';
import { rangeWriter } from './json';

/** The report of `--format junit`. Findings at or above `failing` are failures; the others are told and pass. */
export function reportAsJunit(
  documents: readonly CheckedDocument[],
  failing: (severity: Severity) => boolean,
): string {
  const range = rangeWriter(documents);
  let tests = 0;
  let failures = 0;
  const suites = documents.map(({ path, findings }) => {
    const failed = findings.filter(({ severity }) => failing(severity)).length;
    const count = Math.max(1, findings.length);
    tests += count;
    failures += failed;
    const cases = findings.map((finding) => {
      const { line, character } = range(finding.at.path, finding.at.range).start;
      const where = `${path}:${line + 1}:${character + 1}`;
      return testCase(path, finding, where, failing(finding.severity));
    });
    if (cases.length === 0) cases.push(`    <testcase name="no findings" classname="${escaped(path)}"/>`);
    return `  <testsuite name="${escaped(path)}" tests="${count}" failures="${failed}" errors="0" skipped="0">\n${cases.join('\n')}\n  </testsuite>\n`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Claimlint" tests="${tests}" failures="${failures}" errors="0">\n${suites.join('')}</testsuites>\n`;
}

function testCase(path: string, finding: Finding, where: string, isFailure: boolean): string {
  const { rule, severity, message } = finding;
  const claim = finding.claim === undefined ? '' : `, claim ${finding.claim}`;
  const line = finding.line === undefined ? '' : `, line ${finding.line}`;
  const open = `    <testcase name="${escaped(`${rule} at ${where}${claim}${line}`)}" classname="${escaped(path)}">`;
  const said = escaped(`${where} ${severity} ${rule}\n${message}`);
  return isFailure
    ? `${open}\n      <failure type="${severity}" message="${escaped(message)}">${said}</failure>\n    </testcase>`
    : `${open}\n      <system-out>${said}</system-out>\n    </testcase>`;
}

const signs: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\n': '&#10;',
};

/** What XML 1.0 cannot hold, not even escaped, is shown as a mark. */
function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Cs}\ufffe\uffff]/gu, (sign) => (sign === '\n' || sign === '\t' ? sign : '\ufffd'))
    .replace(/[&<>"\n]/g, (sign) => signs[sign] ?? sign);
}

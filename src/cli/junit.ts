// Findings as JUnit XML, for build servers: a file is a suite, a finding a test case.
import type { Finding, Severity } from '../model/finding';
import type { Report } from './report';

/** The report of `--format junit`. Findings at or above `failing` are failures; the others are told and pass. */
export function junitReport(out: (text: string) => void, failing: (severity: Severity) => boolean): Report {
  let tests = 0;
  let failures = 0;
  const suites: string[] = [];
  return {
    write(finding, range, path) {
      const { line, character } = range(finding.at.path, finding.at.range).start;
      return testCase(path, finding, `${path}:${line + 1}:${character + 1}`, failing(finding.severity));
    },
    file({ path }, told) {
      const failed = told.filter(({ severity }) => failing(severity)).length;
      const count = Math.max(1, told.length);
      tests += count;
      failures += failed;
      const cases = told.map(({ text }) => text);
      if (cases.length === 0) cases.push(`    <testcase name="no findings" classname="${escaped(path)}"/>`);
      suites.push(
        `  <testsuite name="${escaped(path)}" tests="${count}" failures="${failed}" errors="0" skipped="0">\n${cases.join('\n')}\n  </testsuite>\n`,
      );
    },
    end() {
      out(
        `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Claimlint" tests="${tests}" failures="${failures}" errors="0">\n`,
      );
      for (const suite of suites) out(suite);
      out('</testsuites>\n');
    },
  };
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

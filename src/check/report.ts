// A report of findings to hand on: a table as CSV, or a page as HTML. Without patient data unless it is asked for: then
// files and claims have numbers instead of names, and no words of a claim or note are in it.
import type { Finding } from '../model/finding';
import { lineStarts, positionAt } from '../model/text';
import type { CheckedDocument } from './check';

export interface ReportOptions {
  /** With file names, claim ids and the words that findings rest on. */
  readonly withPatientData: boolean;
  /** ISO date of the report. */
  readonly today: string;
}

interface Row {
  readonly file: string;
  readonly claim: string;
  readonly serviceLine: string;
  readonly place: string;
  readonly severity: Finding['severity'];
  readonly rule: string;
  readonly code: string;
  readonly message: string;
  readonly evidence: string;
  readonly sources: string;
}

const columns: readonly (readonly [keyof Row, string])[] = [
  ['file', 'File'],
  ['claim', 'Claim'],
  ['serviceLine', 'Service line'],
  ['place', 'Line:column'],
  ['severity', 'Severity'],
  ['rule', 'Rule'],
  ['code', 'Code'],
  ['message', 'Message'],
  ['evidence', 'Rests on'],
  ['sources', 'Sources'],
];

/** CSV with a byte order mark, so that a spreadsheet reads it as UTF-8; a cell never begins a formula. */
export function reportAsCsv(documents: readonly CheckedDocument[], options: ReportOptions): string {
  const shown = columnsFor(options);
  const lines = [
    shown.map(([, title]) => title),
    ...rowsOf(documents, options).map((row) => shown.map(([name]) => row[name])),
  ];
  return `\ufeff${lines.map((cells) => cells.map(asCell).join(',')).join('\r\n')}\r\n`;
}

/** What begins like a formula is put behind an apostrophe, as spreadsheets want text to be. */
function asCell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
}

/** A page of its own: no script, nothing from outside, light and dark, fit for printing. */
export function reportAsHtml(documents: readonly CheckedDocument[], options: ReportOptions): string {
  const rows = rowsOf(documents, options);
  const shown = columnsFor(options);
  const count = (severity: Finding['severity']) => rows.filter((row) => row.severity === severity).length;
  const claims = documents.reduce((sum, document) => sum + document.claims.length, 0);
  const note = options.withPatientData
    ? 'This report holds patient data. Keep it as you keep the record.'
    : 'Without patient data: files and claims are numbered in the order in which they were checked.';
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Claimlint report, ${escaped(options.today)}</title>
<style>
:root { color-scheme: light dark; }
body { font: 14px/1.45 system-ui, sans-serif; margin: 2rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid color-mix(in srgb, currentColor 25%, transparent); padding: 0.35rem 0.5rem; text-align: left; vertical-align: top; }
td.error { font-weight: 600; }
@media print { body { margin: 0; } tr { break-inside: avoid; } }
</style>
</head>
<body>
<h1>Claimlint report</h1>
<p>${escaped(options.today)} · ${claims} ${claims === 1 ? 'claim' : 'claims'} · ${count('error')} errors, ${count('warning')} warnings, ${count('information')} for information</p>
<p>${note}</p>
<table>
<thead><tr>${shown.map(([, title]) => `<th scope="col">${title}</th>`).join('')}</tr></thead>
<tbody>
${rows.map((row) => `<tr>${shown.map(([name]) => `<td${name === 'severity' ? ` class="${row.severity}"` : ''}>${escaped(row[name])}</td>`).join('')}</tr>`).join('\n')}
</tbody>
</table>
</body>
</html>
`;
}

function columnsFor({ withPatientData }: ReportOptions): typeof columns {
  return withPatientData ? columns : columns.filter(([name]) => name !== 'evidence');
}

function rowsOf(documents: readonly CheckedDocument[], { withPatientData }: ReportOptions): readonly Row[] {
  return documents.flatMap((document, index) => {
    const starts = lineStarts(document.text);
    return document.findings.map((finding): Row => {
      const { line, character } = positionAt(starts, finding.at.range.start);
      const isHere = finding.at.path === document.path;
      const number = finding.claimIndex === undefined ? '' : String(finding.claimIndex + 1);
      return {
        file: withPatientData ? nameOf(document.path) : String(index + 1),
        claim: withPatientData ? (finding.claim ?? number) : number,
        serviceLine: finding.line === undefined ? '' : String(finding.line),
        place: isHere ? `${line + 1}:${character + 1}` : '',
        severity: finding.severity,
        rule: finding.rule,
        code: finding.code ?? '',
        message: finding.message,
        evidence: finding.evidence.map(({ text }) => `“${text.replace(/\s+/g, ' ').trim()}”`).join('; '),
        sources: finding.sources
          .map(({ title, vintage }) => (vintage === undefined ? title : `${title}, ${vintage}`))
          .join('; '),
      };
    });
  });
}

const nameOf = (path: string): string => path.split(/[/\\]/).at(-1) ?? path;

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

// Findings for people at a terminal.
import type { CheckedDocument } from '../check';
import { rangeWriter, summarize } from './json';

const colours = { error: '31', warning: '33', information: '36' } as const;

/** The report of `--format text`: a finding a paragraph, then the totals. */
export function reportAsText(documents: readonly CheckedDocument[], colour: boolean): string {
  const range = rangeWriter(documents);
  const paint = (text: string, code: string) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const parts: string[] = [];
  for (const { path, findings } of documents) {
    for (const finding of findings) {
      const { line, character } = range(finding.at.path, finding.at.range).start;
      const where = finding.line === undefined ? '' : ` (claim ${finding.claim ?? ''}, line ${finding.line})`;
      parts.push(
        `${path}:${line + 1}:${character + 1} ${paint(finding.severity, colours[finding.severity])} ${finding.rule}${where}`,
        `  ${finding.message}`,
      );
      for (const { path: evidencePath, range: at, text, label } of finding.evidence.slice(0, 8)) {
        const start = range(evidencePath, at).start;
        parts.push(
          paint(
            `  - ${evidencePath}:${start.line + 1}:${start.character + 1} "${text.replace(/\s+/g, ' ').slice(0, 80)}"${label === undefined ? '' : ` ${label}`}`,
            '2',
          ),
        );
      }
      for (const fix of finding.fixes) parts.push(`  fix: ${fix.title}`);
      for (const draft of finding.drafts) parts.push(`  help: ${draft.title}`);
      parts.push('');
    }
  }
  const claims = documents.reduce((sum, document) => sum + document.claims.length, 0);
  const { error, warning, information } = summarize(documents);
  parts.push(
    `${amount(documents.length, 'file')}, ${amount(claims, 'claim')}: ${amount(error, 'error')}, ${amount(warning, 'warning')}, ${information} for information.`,
  );
  return `${parts.join('\n')}\n`;
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

// Findings for people at a terminal.
import type { CheckedDocument } from '../check';
import { rangeWriter, summarize } from './json';
import { withoutControls } from './terminal';

const colours = { error: '31', warning: '33', information: '36' } as const;

/** The report of `--format text`: a finding a paragraph, then how many of each rule, and the totals. */
export function reportAsText(
  documents: readonly CheckedDocument[],
  colour: boolean,
  summary = summarize(documents),
  hidden = 0,
): string {
  const range = rangeWriter(documents);
  const paint = (text: string, code: string) => {
    const plain = withoutControls(text);
    return colour ? `\u001b[${code}m${plain}\u001b[0m` : plain;
  };
  const parts: string[] = [];
  for (const { path, findings } of documents) {
    for (const finding of findings) {
      const { line, character } = range(finding.at.path, finding.at.range).start;
      const where = finding.line === undefined ? '' : ` (claim ${finding.claim ?? ''}, line ${finding.line})`;
      parts.push(
        `${withoutControls(path)}:${line + 1}:${character + 1} ${paint(finding.severity, colours[finding.severity])} ${finding.rule}${withoutControls(where)}`,
        withoutControls(`  ${finding.message}`),
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
      for (const fix of finding.fixes) parts.push(withoutControls(`  fix: ${fix.title}`));
      for (const draft of finding.drafts) parts.push(withoutControls(`  help: ${draft.title}`));
      parts.push('');
    }
  }
  const claims = documents.reduce((sum, document) => sum + document.claims.length, 0);
  const { error, warning, information } = summary;
  parts.push(...byRule(documents));
  if (hidden > 0) parts.push(`${amount(hidden, 'more finding')} not shown (--max-findings).`);
  parts.push(
    `${amount(documents.length, 'file')}, ${amount(claims, 'claim')}: ${amount(error, 'error')}, ${amount(warning, 'warning')}, ${information} for information.`,
  );
  return `${parts.join('\n')}\n`;
}

/** A rule a line, most frequent first; nothing where a look at the findings tells as much. */
function byRule(documents: readonly CheckedDocument[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const { findings } of documents)
    for (const { rule } of findings) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  if (counts.size < 2) return [];
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const width = String(rows[0]?.[1] ?? 0).length;
  return ['By rule:', ...rows.map(([rule, count]) => `  ${String(count).padStart(width)}  ${rule}`), ''];
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

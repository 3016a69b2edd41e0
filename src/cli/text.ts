// Findings for people at a terminal.
import type { Finding } from '../model/finding';
import type { RangeWriter, Report, Told } from './report';
import { withoutControls } from './terminal';

const colours = { error: '31', warning: '33', information: '36' } as const;

/** The report of `--format text`: a finding a paragraph, then how many of each rule, and the totals. */
export function textReport(out: (text: string) => void, colour: boolean): Report {
  const paint = (text: string, code: string) => {
    const plain = withoutControls(text);
    return colour ? `\u001b[${code}m${plain}\u001b[0m` : plain;
  };
  const counts = new Map<string, number>();
  let files = 0;
  let claims = 0;
  const found = (told: readonly Told[]) => {
    for (const { rule, text } of told) {
      counts.set(rule, (counts.get(rule) ?? 0) + 1);
      out(text);
    }
  };
  return {
    write: (finding, range, path) => paragraph(finding, range, path, paint),
    found,
    file(file, told) {
      files++;
      claims += file.claims;
      found(told);
    },
    end({ error, warning, information }, hidden) {
      const lines = [...byRule(counts)];
      if (hidden > 0) lines.push(`${amount(hidden, 'more finding')} not shown (--max-findings).`);
      lines.push(
        `${amount(files, 'file')}, ${amount(claims, 'claim')}: ${amount(error, 'error')}, ${amount(warning, 'warning')}, ${information} for information.`,
      );
      out(`${lines.join('\n')}\n`);
    },
  };
}

function paragraph(
  finding: Finding,
  range: RangeWriter,
  path: string,
  paint: (text: string, code: string) => string,
): string {
  const { line, character } = range(finding.at.path, finding.at.range).start;
  const where = finding.line === undefined ? '' : ` (claim ${finding.claim ?? ''}, line ${finding.line})`;
  const lines = [
    `${withoutControls(path)}:${line + 1}:${character + 1} ${paint(finding.severity, colours[finding.severity])} ${finding.rule}${withoutControls(where)}`,
    withoutControls(`  ${finding.message}`),
  ];
  for (const { path: evidencePath, range: at, text, label } of finding.evidence.slice(0, 8)) {
    const start = range(evidencePath, at).start;
    lines.push(
      paint(
        `  - ${evidencePath}:${start.line + 1}:${start.character + 1} "${text.replace(/\s+/g, ' ').slice(0, 80)}"${label === undefined ? '' : ` ${label}`}`,
        '2',
      ),
    );
  }
  for (const fix of finding.fixes) lines.push(withoutControls(`  fix: ${fix.title}`));
  for (const draft of finding.drafts) lines.push(withoutControls(`  help: ${draft.title}`));
  return `${lines.join('\n')}\n\n`;
}

/** A rule a line, most frequent first; nothing where a look at the findings tells as much. */
function byRule(counts: ReadonlyMap<string, number>): readonly string[] {
  if (counts.size < 2) return [];
  const rows = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const width = String(rows[0]?.[1] ?? 0).length;
  return ['By rule:', ...rows.map(([rule, count]) => `  ${String(count).padStart(width)}  ${rule}`), ''];
}

function amount(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

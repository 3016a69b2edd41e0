// Findings as the workflow commands that GitHub shows beside the lines of a pull request.
import type { Report, Told } from './report';

const commands = { error: 'error', warning: 'warning', information: 'notice' } as const;

/** The report of `--format github`. */
export function annotationsReport(out: (text: string) => void): Report {
  const found = (told: readonly Told[]) => {
    for (const { text } of told) out(text);
  };
  return {
    write({ severity, rule, message, at }, range) {
      const { start, end } = range(at.path, at.range);
      // Columns are taken only where a finding stays on one line.
      const columns =
        start.line === end.line ? `,col=${start.character + 1},endColumn=${end.character + 1}` : '';
      return `::${commands[severity]} file=${property(at.path)},line=${start.line + 1},endLine=${end.line + 1}${columns},title=${property(rule)}::${data(message)}\n`;
    },
    file: (_file, told) => found(told),
    end: () => undefined,
  };
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

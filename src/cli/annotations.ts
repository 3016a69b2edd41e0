// Findings as the workflow commands that GitHub shows beside the lines of a pull request.
import type { CheckedDocument } from '../check';
import { rangeWriter } from './json';

const commands = { error: 'error', warning: 'warning', information: 'notice' } as const;

/** The report of `--format github`. */
export function reportAsAnnotations(documents: readonly CheckedDocument[]): string {
  const range = rangeWriter(documents);
  return documents
    .flatMap(({ findings }) =>
      findings.map(({ severity, rule, message, at }) => {
        const { start, end } = range(at.path, at.range);
        // Columns are taken only where a finding stays on one line.
        const columns =
          start.line === end.line ? `,col=${start.character + 1},endColumn=${end.character + 1}` : '';
        return `::${commands[severity]} file=${property(at.path)},line=${start.line + 1},endLine=${end.line + 1}${columns},title=${property(rule)}::${data(message)}\n`;
      }),
    )
    .join('');
}

function data(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

function property(text: string): string {
  return data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}

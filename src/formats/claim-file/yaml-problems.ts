// What is wrong with a YAML text, in words for people who write claims and not YAML.
import type { CST } from 'yaml';
import { rangeOf, type TextRange } from '../../model/text';
import type { YamlProblem } from './yaml-tree';

/** More would help nobody. */
export const mostProblems = 50;

/** Reports a problem; `newText` replaces the text at `range`, when that is all there is to do. */
export type Report = (range: TextRange, message: string, newText?: string) => void;

export interface Reports {
  readonly text: string;
  /** By the start of the line. */
  readonly byLine: Map<number, YamlProblem>;
  /** Reports so far; after some hundreds nobody listens. */
  count: number;
}

/** One problem per line: a mistake makes more of what follows it look wrong. The one that says most is kept. */
export function addReport(reports: Reports, range: TextRange, message: string, newText?: string): void {
  reports.count += 1;
  if (reports.count > 4 * mostProblems) return;
  const { text, byLine } = reports;
  const start = Math.min(range.start, text.length);
  const line = lineStart(text, start);
  const other = byLine.get(line);
  if (byLine.size >= mostProblems && other === undefined) return;
  const says = (words: string) => (words === strayText ? 0 : words.startsWith(unclosedText) ? 1 : 2);
  if (
    other !== undefined &&
    (says(other.message) > says(message) ||
      (says(other.message) === says(message) && other.range.start <= start))
  )
    return;
  const place = rangeOf(start, Math.min(Math.max(range.end, start), text.length));
  byLine.set(line, newText === undefined ? { range: place, message } : { range: place, message, newText });
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text.charAt(start - 1) !== '\n' && text.charAt(start - 1) !== '\r') start -= 1;
  return start;
}

export const strayText =
  'This does not belong here. Check the indentation of this line, and that brackets and quotes are closed.';
export const missingCommaText = 'A comma is missing before this.';
export const unclosedText = 'This bracket is never closed.';
export const tooLongText =
  'This file is longer than a .claim file can be: nothing after this place is read or checked. Split it into several files.';

/** Tokens between the parts of a list or group: white space, comments and names for aliases, nothing else. */
export function checkMark(mark: CST.SourceToken, text: string, report: Report): void {
  if (mark.type === 'space') checkIndent(mark, text, report);
  else if (
    mark.type !== 'comment' &&
    mark.type !== 'newline' &&
    mark.type !== 'anchor' &&
    mark.type !== 'tag' &&
    mark.type !== 'explicit-key-ind' &&
    mark.type !== 'comma'
  ) {
    report(at(mark), strayText);
  }
}

export function checkIndent(space: CST.SourceToken, text: string, report: Report): void {
  if (!space.source.includes('\t')) return;
  const before = text.charAt(space.offset - 1);
  const after = text.charAt(space.offset + space.source.length);
  if (before !== '' && before !== '\n' && before !== '\r') return;
  if (after === '#' || after === '\n' || after === '\r' || after === '') return;
  report(
    at(space),
    'Lines are indented with spaces in a .claim file, not with tabs.',
    space.source.replace(/\t/g, '  '),
  );
}

export function checkEnd(end: readonly CST.SourceToken[] | undefined, report: Report): void {
  const stray = end?.find(
    (token) => token.type !== 'space' && token.type !== 'comment' && token.type !== 'newline',
  );
  if (stray !== undefined) report(at(stray), strayText);
}

export function at(token: CST.Token): TextRange {
  const length = 'source' in token && typeof token.source === 'string' ? token.source.length : 1;
  return rangeOf(token.offset, token.offset + Math.max(1, length));
}

// Lines of a note: where their content begins after a bullet or number, and which are only drawn rules.
import { shape, type Tokens } from './tokens';

export interface Line {
  /** Tokens of the line without its line end. */
  readonly from: number;
  readonly to: number;
  /** First token after a bullet, number or heading mark. */
  readonly content: number;
  readonly bullet: boolean;
  /** Characters before the first token. */
  readonly indent: number;
}

export const markOf = (tokens: Tokens, at: number): string => {
  const bits = tokens.shape[at] ?? 0;
  return (bits & shape.mark) !== 0 ? tokens.text.slice(tokens.start[at], tokens.end[at]) : '';
};
export const isNewline = (tokens: Tokens, at: number): boolean =>
  ((tokens.shape[at] ?? 0) & shape.newline) !== 0;
export const isGlued = (tokens: Tokens, at: number): boolean => ((tokens.shape[at] ?? 0) & shape.glued) !== 0;

const bulletMarks = new Set(['-', '*', '•', '+', '–', '—', '●', '▪', '·', '○', '◦', '‣', '>', '»']);

/** Where the content of a line begins, after a bullet or a number. */
function contentOf(tokens: Tokens, from: number, to: number): { content: number; bullet: boolean } {
  const mark = markOf(tokens, from);
  if (bulletMarks.has(mark) && from + 1 < to && (!isGlued(tokens, from + 1) || mark === '•'))
    return { content: from + 1, bullet: true };
  const bits = tokens.shape[from] ?? 0;
  const length = (tokens.end[from] ?? 0) - (tokens.start[from] ?? 0);
  const isNumber = (bits & shape.number) !== 0 && length <= 2;
  const next = markOf(tokens, from + 1);
  if (
    isNumber &&
    from + 2 < to &&
    (next === '.' || next === ')') &&
    isGlued(tokens, from + 1) &&
    !isGlued(tokens, from + 2)
  )
    return { content: from + 2, bullet: true };
  return { content: from, bullet: false };
}

/** Cuts the tokens into lines; blank lines have no tokens and are left out. */
export function linesOf(tokens: Tokens): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  let lineStart = 0;
  for (let at = 0; at <= tokens.count; at++) {
    if (at < tokens.count && !isNewline(tokens, at)) continue;
    if (at > from) {
      const { content, bullet } = contentOf(tokens, from, at);
      lines.push({ from, to: at, content, bullet, indent: (tokens.start[from] ?? 0) - lineStart });
    }
    from = at + 1;
    lineStart = tokens.end[at] ?? 0;
  }
  return lines;
}

/** Number of the first line that ends after a token. */
export function lineAt(lines: readonly Line[], token: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.to ?? 0) <= token) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A line of dashes, equals signs or underscores only. */
export function isRule(tokens: Tokens, line: Line): boolean {
  const mark = markOf(tokens, line.from);
  if (!'-=_*~'.includes(mark) || mark === '' || line.to - line.from < 3) return false;
  for (let at = line.from; at < line.to; at++) if (markOf(tokens, at) !== mark) return false;
  return true;
}

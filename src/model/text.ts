// Ranges, fields and edits in a text. All offsets are 0-based UTF-16 code units; a range is half-open.

/** Half-open: `text.slice(start, end)` is what the range names. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A value and the place where it is written. The text at `range` is where the value was read from. */
export interface Field<T = string> {
  readonly value: T;
  readonly range: TextRange;
}

/** Replace the text at `range` by `newText`; an empty range inserts. */
export interface TextEdit {
  readonly range: TextRange;
  readonly newText: string;
}

/** A place in a named document. `path` is whatever the caller named the document by (file path or URI). */
export interface Location {
  readonly path: string;
  readonly range: TextRange;
}

/** 0-based line and UTF-16 column, as editors and the JSON output count. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Builds a range. */
export function rangeOf(start: number, end: number): TextRange {
  return { start, end };
}

/**
 * Applies edits that do not overlap; they may come in any order.
 * Throws a RangeError when two overlap or one lies outside the text: that is a mistake of ours, not of the input.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const inOrder = edits
    .map((edit, index) => ({ edit, index }))
    .sort((a, b) => a.edit.range.start - b.edit.range.start || a.index - b.index);
  let result = '';
  let done = 0;
  for (const { edit } of inOrder) {
    const { start, end } = edit.range;
    if (start < done || end < start || end > text.length) {
      throw new RangeError(`edit ${start}-${end} overlaps another or lies outside the text`);
    }
    result += text.slice(done, start) + edit.newText;
    done = end;
  }
  return result + text.slice(done);
}

/**
 * Offsets at which the lines of a text begin. CR LF, LF and a lone CR end a line, as in VS Code.
 */
export function lineStarts(text: string): readonly number[] {
  const starts = [0];
  if (!text.includes('\r')) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
    return starts;
  }
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i);
    if (c === 10 || (c === 13 && text.charCodeAt(i + 1) !== 10)) starts.push(i + 1);
  }
  return starts;
}

/** The line and column of an offset, by binary search in the result of `lineStarts`. */
export function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low, character: offset - (starts[low] ?? 0) };
}

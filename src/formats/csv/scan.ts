// Rows and cells of delimited text with their places, one row at a time. RFC 4180, and forgiving where it is broken:
// quotes that are never closed end with their line, quotes within a cell are text.

/** One row. Offsets are of the whole text; the object is reused from row to row. */
export interface Row {
  start: number;
  /** Before the line break. */
  end: number;
  /** Start of the next row; the length of the text after the last. */
  next: number;
  /** Start and end of each cell in turn, quotes included. */
  readonly cells: number[];
  /** Cells (by index) with a quote that is not closed, or with text behind the closing quote. */
  readonly badQuotes: number[];
}

const quote = 34;
const space = 32;
const lf = 10;
const cr = 13;

export function emptyRow(): Row {
  return { start: 0, end: 0, next: 0, cells: [], badQuotes: [] };
}

/** Reads the row that starts at `offset` into `row`. */
export function scanRow(text: string, offset: number, delimiter: string, row: Row): Row {
  const separator = delimiter.charCodeAt(0);
  const { cells } = row;
  cells.length = 0;
  row.badQuotes.length = 0;
  row.start = offset;
  const length = text.length;
  let start = offset;
  let i = offset;
  for (;;) {
    const opening = text.charCodeAt(start) === space ? behindSpaces(text, start) : start;
    if (text.charCodeAt(opening) === quote) {
      const closing = closingQuote(text, opening);
      const behind = closing < 0 ? length : behindSpaces(text, closing + 1);
      const c = text.charCodeAt(behind);
      if (closing < 0 || (c !== separator && c !== lf && c !== cr && behind < length)) {
        row.badQuotes.push(cells.length >> 1);
        // A quote that closes in the middle of a later line was never closed in its own.
        if (closing >= 0 && !hasLineBreak(text, opening, closing)) i = closing + 1;
      } else i = closing + 1;
    }
    let c = -1;
    while (i < length) {
      c = text.charCodeAt(i);
      if (c === separator || c === lf || c === cr) break;
      i += 1;
    }
    cells.push(start, i);
    if (i >= length) {
      row.end = length;
      row.next = length;
      return row;
    }
    if (c !== separator) {
      row.end = i;
      row.next = c === cr && text.charCodeAt(i + 1) === lf ? i + 2 : i + 1;
      return row;
    }
    i += 1;
    start = i;
  }
}

/** The quote that closes the one at `start` (two quotes are one of the text), or -1. */
function closingQuote(text: string, start: number): number {
  let i = start;
  for (;;) {
    i = text.indexOf('"', i + 1);
    if (i < 0 || text.charCodeAt(i + 1) !== quote) return i;
    i += 1;
  }
}

function behindSpaces(text: string, offset: number): number {
  let i = offset;
  while (text.charCodeAt(i) === space) i += 1;
  return i;
}

function hasLineBreak(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const c = text.charCodeAt(i);
    if (c === lf || c === cr) return true;
  }
  return false;
}

/** A row without anything in it. */
export function isBlank(text: string, row: Row): boolean {
  for (let i = row.start; i < row.end; i++) {
    const c = text.charCodeAt(i);
    if (c !== 32 && c !== 9 && c !== 0xfeff && c !== 44 && c !== 59 && c !== 124 && c !== quote) return false;
  }
  return true;
}

/** Where the first row begins: behind a byte order mark. */
export function firstRow(text: string): number {
  return text.charCodeAt(0) === 0xfeff ? 1 : 0;
}

/** The delimiters that we look for, most usual first. */
export const delimiters: readonly string[] = [',', '\t', ';', '|'];

// Rows of cells, whether they come from a delimited text or a spreadsheet, and where each cell stands.
import type { Place } from './problem';

export interface Row {
  /** Cells, blanks around them taken off. */
  readonly cells: readonly string[];
  /** Line or spreadsheet row, from 1. */
  readonly line: number;
  /** Character of its line at which each cell begins, from 1; absent in spreadsheets. */
  readonly columns?: readonly number[];
}

/** Rows in batches of some thousand, with the bytes that were read for each. */
export type RowBatches = Iterable<{ readonly rows: readonly Row[]; readonly bytes: number }>;

export type Delimiter = '\t' | ',' | ';' | '|';

/** Where a cell of a row stands. */
export function placeOf(row: Row, cell: number): Place {
  const column = row.columns === undefined ? columnLetters(cell) : row.columns[cell];
  return column === undefined ? { line: row.line } : { line: row.line, column };
}

/** 0 → A, 25 → Z, 26 → AA. */
export function columnLetters(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26));
  return index < 26 ? rest : columnLetters(Math.floor(index / 26) - 1) + rest;
}

/** The delimiter that the first lines have most in common; undefined when none stands in them. */
export function delimiterOf(lines: readonly string[]): Delimiter | undefined {
  const scores = (['\t', ',', ';', '|'] as const).map((delimiter) => {
    const counts = lines.map((line) => line.split(delimiter).length - 1).filter((count) => count > 0);
    const common = counts.sort((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0;
    return { delimiter, score: counts.length * Math.min(common, 8) };
  });
  const best = scores.reduce((a, b) => (b.score > a.score ? b : a));
  return best.score > 0 ? best.delimiter : undefined;
}

const batchLength = 4096;

/**
 * Rows of a delimited text. In quotes a cell may hold delimiters, line breaks and doubled quotes; tab-delimited files are not
 * quoted, but may have been by a spreadsheet, so quotes around a whole cell are taken off.
 */
export function* delimitedRows(text: string, delimiter: Delimiter): RowBatches & Generator {
  const end = text.length;
  const separator = delimiter.charCodeAt(0);
  let rows: Row[] = [];
  let batchStart = 0;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < end) {
    const rowLine = line;
    const rowStart = at;
    const cells: string[] = [];
    const columns: number[] = [];
    for (let isRowOpen = true; isRowOpen; ) {
      columns.push(at - rowStart + 1);
      let cell: string;
      if (text.charCodeAt(at) === 34 && delimiter !== '\t') {
        const close = closingQuote(text, at);
        cell = text.slice(at + 1, close).replaceAll('""', '"');
        for (
          let newline = text.indexOf('\n', at);
          newline >= 0 && newline < close;
          newline = text.indexOf('\n', newline + 1)
        )
          line++;
        at = close + 1;
        const next = endOfCell(text, at, separator);
        cell += text.slice(at, next);
        at = next;
      } else {
        const next = endOfCell(text, at, separator);
        cell = text.slice(at, next);
        at = next;
        if (delimiter === '\t' && cell.length > 1 && cell.startsWith('"') && cell.endsWith('"'))
          cell = cell.slice(1, -1);
      }
      cells.push(cell.trim());
      isRowOpen = at < end && text.charCodeAt(at) === separator;
      if (isRowOpen) at++;
    }
    if (text.charCodeAt(at) === 13) at++;
    if (text.charCodeAt(at) === 10) at++;
    line++;
    rows.push({ cells, line: rowLine, columns });
    if (rows.length === batchLength) {
      yield { rows, bytes: at - batchStart };
      rows = [];
      batchStart = at;
    }
  }
  yield { rows, bytes: at - batchStart };
}

function endOfCell(text: string, from: number, separator: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const character = text.charCodeAt(at);
    if (character === separator || character === 10 || character === 13) break;
  }
  return at;
}

/** A quote that is never closed holds the rest of the text. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from + 1);
  while (at >= 0 && text.charCodeAt(at + 1) === 34) at = text.indexOf('"', at + 2);
  return at < 0 ? text.length : at;
}

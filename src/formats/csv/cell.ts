// What a cell says, where in the cell it says it, and how a new value is put in its place with the smallest edit.
import { rangeOf, type TextEdit, type TextRange } from '../../model/text';

export interface Cell {
  /** Without quotes, without a spreadsheet's ="…" around it, and without white space at its ends. */
  readonly value: string;
  /** The value within the cell. */
  readonly range: TextRange;
  /** The text at `range` is the value, character for character: no quotes are doubled in it. */
  readonly exact: boolean;
  /** The whole cell, quotes included. */
  readonly outerStart: number;
  readonly outerEnd: number;
  readonly isQuoted: boolean;
  /** Written ="…", as spreadsheets do to keep leading zeros. */
  readonly isFormula: boolean;
  /** White space stood before or behind the value. */
  readonly isPadded: boolean;
}

/** Reads the cell between two offsets. Made for speed: it is called for every cell of a file. */
export function readCell(text: string, start: number, end: number): Cell {
  let from = start;
  let to = end;
  // Spaces around the quotes are not of the value.
  while (from < to && text.charCodeAt(from) === 32) from += 1;
  while (to > from && text.charCodeAt(to - 1) === 32) to -= 1;
  const isQuoted = to - from >= 2 && text.charCodeAt(from) === 34 && text.charCodeAt(to - 1) === 34;
  const outerStart = isQuoted ? from : start;
  const outerEnd = isQuoted ? to : end;
  from = isQuoted ? from + 1 : start;
  to = isQuoted ? to - 1 : end;
  const isFormula = text.charCodeAt(from) === 61 && isFormulaBetween(text, from, to, isQuoted);
  if (isFormula) {
    from += isQuoted ? 3 : 2;
    to -= isQuoted ? 2 : 1;
  }
  const [insideStart, insideEnd] = [from, to];
  while (from < to && isSpace(text.charCodeAt(from))) from += 1;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to -= 1;
  const written = text.slice(from, to);
  const exact = !isQuoted || !written.includes('""');
  return {
    value: exact ? written : written.replace(/""/g, '"'),
    range: rangeOf(from, to),
    exact,
    outerStart,
    outerEnd,
    isQuoted,
    isFormula,
    isPadded: from < to && (from > insideStart || to < insideEnd),
  };
}

/** Within quotes the quotes of ="…" are doubled. */
function isFormulaBetween(text: string, from: number, to: number, isQuoted: boolean): boolean {
  const mark = isQuoted ? '""' : '"';
  return (
    to - from > 2 * mark.length && text.startsWith(mark, from + 1) && text.startsWith(mark, to - mark.length)
  );
}

function isSpace(c: number): boolean {
  return c === 32 || c === 9 || c === 160;
}

/**
 * The smallest edit that makes a cell say `value`. Quotes are kept as they are, but for cells that only had them (or
 * only lacked them) because of what they said. `quotesAll`: this file quotes every cell.
 */
export function writeCell(
  text: string,
  cell: Cell,
  value: string,
  delimiter: string,
  quotesAll: boolean,
): readonly TextEdit[] {
  const needs = needsQuotes(value, delimiter);
  if (!cell.isQuoted && needs)
    return [{ range: rangeOf(cell.outerStart, cell.outerEnd), newText: `"${value.replace(/"/g, '""')}"` }];
  const drops =
    cell.isQuoted && !cell.isFormula && !quotesAll && !needs && needsQuotes(cell.value, delimiter);
  if (drops) return [{ range: rangeOf(cell.outerStart, cell.outerEnd), newText: value }];
  const newText = cell.isQuoted ? value.replace(/"/g, '""') : value;
  return smallest(text, cell.range, newText);
}

function needsQuotes(value: string, delimiter: string): boolean {
  return value.includes(delimiter) || /["\r\n]/.test(value);
}

/** Leaves out what is the same at both ends. */
function smallest(text: string, range: TextRange, newText: string): readonly TextEdit[] {
  let { start, end } = range;
  let [from, to] = [0, newText.length];
  while (start < end && from < to && text.charCodeAt(start) === newText.charCodeAt(from)) {
    start += 1;
    from += 1;
  }
  while (end > start && to > from && text.charCodeAt(end - 1) === newText.charCodeAt(to - 1)) {
    end -= 1;
    to -= 1;
  }
  return start === end && from === to
    ? []
    : [{ range: rangeOf(start, end), newText: newText.slice(from, to) }];
}

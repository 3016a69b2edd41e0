// Modifiers and diagnosis pointers: several short values in a list or in one value (`[GP, 59]`, `GP, 59`, `AB`).
// Knows where each stands and how to replace, add and remove some of them with the smallest edit.
import { rangeOf, type TextEdit, type TextRange } from '../../model/text';
import { type Piece, piecesOf } from '../written-value';
import { resolved, written } from './values';
import type { EmptyNode, ListNode, ScalarNode, YamlNode } from './yaml-tree';

export interface SequenceItem extends Piece {
  /** Quotes included. */
  readonly outer: TextRange;
}

export interface Sequence {
  readonly shape: 'brackets' | 'dashes' | 'value' | 'nothing';
  readonly node: ListNode | ScalarNode | EmptyNode;
  readonly items: readonly SequenceItem[];
  /** Written within `{ … }` or `[ … ]`, where a comma ends a value that has no quotes. */
  readonly inBrackets: boolean;
}

/** How one value is taken apart: `characters` gives a piece for each letter, else pieces stand between separators. */
export type Splitting = 'words' | 'characters';

const separators = ',;:/+&-|.';

/** The sequence at a node; undefined when it is a group of names or holds one. */
export function readSequence(
  node: YamlNode,
  splitting: (text: string) => Splitting,
  inBrackets: boolean,
): Sequence | undefined {
  const value = resolved(node);
  if (value.kind === 'map') return undefined;
  if (value.kind === 'empty') return { shape: 'nothing', node: value, items: [], inBrackets };
  if (value.kind === 'scalar')
    return { shape: 'value', node: value, items: piecesOfScalar(value, splitting), inBrackets };
  const items: SequenceItem[] = [];
  for (const item of value.items) {
    const scalar = resolved(item.value);
    if (scalar.kind === 'empty') continue;
    if (scalar.kind !== 'scalar') return undefined;
    items.push(...piecesOfScalar(scalar, splitting));
  }
  return {
    shape: value.flow ? 'brackets' : 'dashes',
    node: value,
    items,
    inBrackets: inBrackets || value.flow,
  };
}

function piecesOfScalar(scalar: ScalarNode, splitting: (text: string) => Splitting): readonly SequenceItem[] {
  const whole = written(scalar);
  if (whole === undefined) return [];
  if (!whole.split)
    return piecesOf(whole.piece.text, separators).map(({ text }) => ({
      text,
      range: scalar.inner,
      outer: scalar.range,
    }));
  const { text, range } = whole.piece;
  const pieces = piecesOf(text, separators, range.start);
  const parts = splitting(text) === 'characters' ? pieces.flatMap(characters) : pieces;
  return parts.map((piece) => ({ ...piece, outer: parts.length === 1 ? scalar.range : piece.range }));
}

function characters({ text, range }: Piece): readonly Piece[] {
  return [...text].map((letter, i) => ({
    text: letter,
    range: rangeOf(range.start + i, range.start + i + 1),
  }));
}

/** Separator and quote that new items take from their neighbours, or from other places of the file. */
export interface SequenceStyle {
  readonly separator?: string;
  readonly quote?: string;
}

/**
 * Edits that put `values` in the place of the items from `from` up to `to`. Undefined when an item cannot be changed on
 * its own (parts of a value with escapes, items of several values in one list entry).
 */
export function replaceItems(
  text: string,
  sequence: Sequence,
  from: number,
  to: number,
  values: readonly string[],
  style: SequenceStyle = {},
): readonly TextEdit[] | undefined {
  const { items } = sequence;
  if (items.some((item) => text.slice(item.range.start, item.range.end) !== item.text)) return undefined;
  if (sequence.shape === 'dashes' || sequence.shape === 'brackets') {
    if (
      sequence.node.kind !== 'list' ||
      sequence.node.items.filter(({ value }) => resolved(value).kind !== 'empty').length !== items.length
    )
      return undefined;
  }
  const kept = Math.min(to - from, values.length);
  const edits: TextEdit[] = [];
  for (let i = 0; i < kept; i++) {
    const item = items[from + i];
    const value = values[i] ?? '';
    if (item !== undefined && item.text !== value) edits.push({ range: item.range, newText: value });
  }
  if (to - from > kept) {
    const removed = removal(text, sequence, from + kept, to);
    return removed === undefined ? undefined : [...edits, removed];
  }
  if (values.length === kept) return edits;
  const added = insertion(text, sequence, from + kept, values.slice(kept), style);
  return added === undefined ? undefined : [...edits, added];
}

function removal(text: string, sequence: Sequence, from: number, to: number): TextEdit | undefined {
  const { items, node } = sequence;
  const [before, first, last, after] = [items[from - 1], items[from], items[to - 1], items[to]];
  if (first === undefined || last === undefined) return undefined;
  if (sequence.shape === 'dashes' && node.kind === 'list') return removedLines(text, node, from, to);
  const ends = sequence.shape === 'brackets' ? 'outer' : 'range';
  if (before !== undefined) return { range: rangeOf(before[ends].end, last[ends].end), newText: '' };
  if (after !== undefined) return { range: rangeOf(first[ends].start, after[ends].start), newText: '' };
  if (sequence.shape === 'value' && node.kind === 'scalar' && node.style === 'plain') {
    // The space behind the colon goes with the value, and comes back with the next one.
    const start = text.charAt(first.range.start - 1) === ' ' ? first.range.start - 1 : first.range.start;
    return { range: rangeOf(start, last.range.end), newText: '' };
  }
  return { range: rangeOf(first[ends].start, last[ends].end), newText: '' };
}

/** Whole lines of a list with dashes. The last entry leaves its dash behind, so that the list stays a list. */
function removedLines(text: string, list: ListNode, from: number, to: number): TextEdit | undefined {
  const filled = list.items.filter(({ value }) => resolved(value).kind !== 'empty');
  const [before, first, last] = [filled[from - 1], filled[from], filled[to - 1]];
  if (first === undefined || last === undefined) return undefined;
  if (before !== undefined)
    return { range: rangeOf(lineEnd(text, before.range.end), lineEnd(text, last.range.end)), newText: '' };
  const after = filled[to];
  if (after !== undefined) return { range: rangeOf(first.range.start, after.range.start), newText: '' };
  if (list.items.length > 1) return undefined;
  return { range: rangeOf(first.range.start + 1, first.value.range.end), newText: '' };
}

function insertion(
  text: string,
  sequence: Sequence,
  at: number,
  values: readonly string[],
  style: SequenceStyle,
): TextEdit | undefined {
  const { items, node, shape } = sequence;
  const neighbour = items[at - 1] ?? items[at];
  const quote =
    shape === 'brackets' || shape === 'dashes'
      ? neighbour === undefined
        ? (style.quote ?? '')
        : quoteOf(text, neighbour)
      : '';
  const newItems = values.map((value) => quote + value + quote);
  if (shape === 'nothing') {
    const place = emptyPlace(text, node.range.end);
    return { range: rangeOf(place, place), newText: ` ${newItems.join(plainSeparator(sequence, style))}` };
  }
  if (shape === 'dashes' && node.kind === 'list') return insertedLines(text, node, at, newItems);
  if (shape === 'brackets') {
    const separator = ownSeparator(text, items, 'outer') ?? style.separator ?? ', ';
    if (neighbour !== undefined)
      return beside(neighbour.outer, items[at - 1] !== undefined, newItems, separator);
    const middle = Math.floor((node.range.start + 1 + node.range.end - 1) / 2);
    return { range: rangeOf(middle, middle), newText: newItems.join(separator) };
  }
  if (node.kind !== 'scalar' || node.style === 'block') return undefined;
  const separator = ownSeparator(text, items, 'range') ?? plainSeparator(sequence, style);
  if (neighbour !== undefined)
    return beside(neighbour.range, items[at - 1] !== undefined, newItems, separator);
  return { range: node.inner, newText: newItems.join(separator) };
}

/** Without quotes and within brackets a comma would end the value; a space does as well. */
function plainSeparator(sequence: Sequence, style: SequenceStyle): string {
  const quoted = sequence.node.kind === 'scalar' && sequence.node.style === 'quoted';
  const separator = style.separator ?? ', ';
  return sequence.inBrackets && !quoted && separator.includes(',') ? ' ' : separator;
}

/** Where a value goes behind a colon that has none: at the end of the line, but before a comment, comma or bracket. */
export function emptyPlace(text: string, colonEnd: number): number {
  let end = colonEnd;
  while (text.charAt(end) === ' ') end += 1;
  return end === text.length || text.charAt(end) === '\n' || text.charAt(end) === '\r' ? end : colonEnd;
}

function beside(place: TextRange, behind: boolean, items: readonly string[], separator: string): TextEdit {
  return behind
    ? { range: rangeOf(place.end, place.end), newText: items.map((item) => separator + item).join('') }
    : { range: rangeOf(place.start, place.start), newText: items.map((item) => item + separator).join('') };
}

function insertedLines(
  text: string,
  list: ListNode,
  at: number,
  items: readonly string[],
): TextEdit | undefined {
  const filled = list.items.filter(({ value }) => resolved(value).kind !== 'empty');
  const [before, after, empty] = [filled[at - 1], filled[at], list.items[0]];
  const dash = (before ?? after ?? empty)?.range.start;
  if (dash === undefined) return undefined;
  const start = lineStart(text, dash);
  const indent = text.slice(start, dash);
  if (/[^ ]/.test(indent)) return undefined;
  const lineBreak = breakBefore(text, start);
  if (before !== undefined) {
    const end = lineEnd(text, before.range.end);
    return {
      range: rangeOf(end, end),
      newText: items.map((item) => `${lineBreak}${indent}- ${item}`).join(''),
    };
  }
  if (after !== undefined) {
    return {
      range: rangeOf(dash, dash),
      newText: items.map((item) => `- ${item}${lineBreak}${indent}`).join(''),
    };
  }
  return { range: rangeOf(dash + 1, dash + 1), newText: ` ${items.join(`${lineBreak}${indent}- `)}` };
}

/** What stands between the first two items. */
export function ownSeparator(
  text: string,
  items: readonly SequenceItem[],
  ends: 'outer' | 'range',
): string | undefined {
  const [first, second] = items;
  return first === undefined || second === undefined
    ? undefined
    : text.slice(first[ends].end, second[ends].start);
}

/** How these sequences separate and quote their items. */
export function styleOf(text: string, sequences: readonly (Sequence | undefined)[]): SequenceStyle {
  let separator: string | undefined;
  let quote: string | undefined;
  for (const sequence of sequences) {
    if (sequence === undefined) continue;
    const list = sequence.shape === 'brackets' || sequence.shape === 'dashes';
    separator ??= ownSeparator(text, sequence.items, list ? 'outer' : 'range');
    if (list && sequence.items[0] !== undefined) quote ??= quoteOf(text, sequence.items[0]);
  }
  return { ...(separator === undefined ? {} : { separator }), ...(quote === undefined ? {} : { quote }) };
}

function quoteOf(text: string, item: SequenceItem): string {
  const before = text.charAt(item.outer.start);
  return before === '"' || before === "'" ? before : '';
}

/** The end of the line that `offset` stands in, before its line break. */
export function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text.charAt(end) !== '\n' && text.charAt(end) !== '\r') end += 1;
  return end;
}

/** The start of the line that `offset` stands in. */
export function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text.charAt(start - 1) !== '\n' && text.charAt(start - 1) !== '\r') start -= 1;
  return text.charCodeAt(start) === 0xfeff ? start + 1 : start;
}

/** The line break in front of a line; LF when it is the first. */
export function breakBefore(text: string, start: number): string {
  if (text.charAt(start - 1) === '\r') return '\r';
  return text.charAt(start - 2) === '\r' ? '\r\n' : '\n';
}

// Single values of a .claim file: text with its place, and the complaints when a value is not what its name asks for.
import type { Cents, DateText, ReadProblem } from '../../model/claim';
import { type Field, rangeOf, type TextRange } from '../../model/text';
import { type Piece, readDate, readMoney, readNumber, trimmedPiece } from '../written-value';
import type { KeyDefinition } from './keys';
import type { AliasNode, ScalarNode, YamlNode } from './yaml-tree';

/** Where problems go while one claim is read. */
export interface ReadContext {
  readonly text: string;
  readonly problems: ReadProblem[];
  readonly claim?: number;
  readonly line?: number;
  /** Places where the YAML itself is broken: what seems to be missing near them may only be unreadable. */
  readonly damage?: readonly TextRange[];
}

/** A value as it is written, with the place of the written text. `split` is false when parts have no place of their own. */
export interface Written {
  readonly piece: Piece;
  readonly split: boolean;
}

/** More would help nobody: something is wrong with the file as a whole. */
const mostProblems = 500;

/** No further problem would be taken. */
export function isFull(context: ReadContext): boolean {
  return context.problems.length >= mostProblems;
}

/** Adds a `structure/claim-file` problem. */
export function complain(
  context: ReadContext,
  range: TextRange,
  message: string,
  severity: ReadProblem['severity'] = 'error',
  fix?: ReadProblem['fix'],
): void {
  const said = context.problems.some(
    (other) => other.range.start === range.start && other.severity === 'error',
  );
  if (said || isFull(context)) return;
  context.problems.push({
    rule: 'structure/claim-file',
    severity,
    message,
    range,
    ...(context.claim === undefined ? {} : { claim: context.claim }),
    ...(context.line === undefined ? {} : { line: context.line }),
    ...(fix === undefined ? {} : { fix }),
  });
}

/** What an alias stands for; any other node is itself. */
export function resolved(node: YamlNode): Exclude<YamlNode, AliasNode> {
  return node.kind === 'alias' ? node.target : node;
}

/** The one value of a key, or undefined (with a complaint unless there is simply nothing). */
export function single(context: ReadContext, node: YamlNode, key: KeyDefinition): Written | undefined {
  const value = resolved(node);
  if (value.kind === 'empty') return undefined;
  if (value.kind === 'scalar') {
    if (codeKinds.has(key.kind)) complainOfPadding(context, value);
    return written(value);
  }
  const kind = value.kind === 'list' ? 'a list' : 'a group of names';
  complain(context, node.range, `“${key.name}” takes one value, not ${kind}.`);
  return undefined;
}

const codeKinds: ReadonlySet<KeyDefinition['kind']> = new Set([
  'code',
  'identifier',
  'modifiers',
  'pointers',
  'diagnoses',
]);

/** White space within the quotes of a code; leaving it out changes nothing. */
function complainOfPadding(context: ReadContext, { style, exact, value, inner }: ScalarNode): void {
  if (style !== 'quoted' || !exact || value.trim() === value || value.trim() === '') return;
  complain(
    context,
    inner,
    'There is white space beside this code, within the quotes. It is read without.',
    'information',
    {
      title: 'Remove the white space',
      edits: [{ range: inner, newText: value.trim() }],
      lossless: true,
    },
  );
}

/** A scalar's text without white space at its ends; undefined when nothing is left. */
export function written(scalar: ScalarNode): Written | undefined {
  const piece = scalar.exact
    ? trimmedPiece(scalar.value, scalar.inner.start)
    : { text: scalar.value.trim(), range: scalar.inner };
  return piece.text === '' ? undefined : { piece, split: scalar.exact };
}

/** A part of a written value, found by its offsets in the value's text. */
export function part(value: Written, start: number, end: number): Piece {
  const { text, range } = value.piece;
  return {
    text: text.slice(start, end),
    range: value.split ? rangeOf(range.start + start, range.start + end) : range,
  };
}

/** Value and place of a written text, as it is. */
export function textField(value: Written): Field {
  return { value: value.piece.text, range: value.piece.range };
}

/** A code: upper case. */
export function codeField(value: Written): Field {
  return { value: value.piece.text.toUpperCase(), range: value.piece.range };
}

/** ISO date, else the text as written: the date rules say what is wrong with it. */
export function dateField(value: Written): Field<DateText> {
  return { value: readDate(value.piece.text)?.date ?? value.piece.text, range: value.piece.range };
}

/** From and to date: two dates with "to", a dash or a space between them; else one date. */
export function dateFields(value: Written): {
  readonly from: Field<DateText>;
  readonly to?: Field<DateText>;
} {
  const text = value.piece.text;
  if (readDate(text) === undefined && text.length <= 60) {
    for (const between of text.matchAll(
      / +(?:to|through|thru|until|[-–/]) +|(?<! ) (?! )|[–/]|(?<=\d{4})-(?=\d{1,2}\/)/gi,
    )) {
      const start = between.index + between[0].length;
      const [first, second] = [part(value, 0, between.index), part(value, start, text.length)];
      const [from, to] = [readDate(first.text), readDate(second.text)];
      if (from && to)
        return {
          from: { value: from.date, range: first.range },
          to: { value: to.date, range: second.range },
        };
    }
  }
  return { from: dateField(value) };
}

/** Cents, or undefined with a complaint. */
export function moneyField(
  context: ReadContext,
  value: Written,
  key: KeyDefinition,
): Field<Cents> | undefined {
  const cents = readMoney(value.piece.text);
  if (cents === undefined) {
    complain(
      context,
      value.piece.range,
      `“${key.name}” is an amount in dollars, such as 120.00. What is written here cannot be read as one.`,
    );
    return undefined;
  }
  return { value: cents, range: value.piece.range };
}

/** A number; words such as "units" or "min" may follow it. Undefined with a complaint when it is none. */
export function numberField(
  context: ReadContext,
  value: Written,
  key: KeyDefinition,
): Field<number> | undefined {
  const match = /^([-+.,\d]+)(?: ?(?:units?|days?|minutes?|mins?|m))?\.?$/i.exec(value.piece.text);
  const number = readNumber(match?.[1] ?? '');
  if (match === null || number === undefined) {
    complain(
      context,
      value.piece.range,
      `“${key.name}” is a number, such as 1. What is written here cannot be read as one.`,
    );
    return undefined;
  }
  return { value: number, range: part(value, 0, match[1]?.length ?? 0).range };
}

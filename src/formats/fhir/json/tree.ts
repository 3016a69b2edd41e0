// A JSON text as a tree that knows where every value stands. Built without recursion, so depth costs no stack, and
// mended where it is broken: what can be read is read, and every break is reported once, where it is.
import { createScanner } from 'jsonc-parser';
import type { TextEdit } from '../../../model/text';
import { rangeOf } from '../../../model/text';
import { type JsonProblem, unknownWord, wordsFor } from './problems';

interface Placed {
  readonly start: number;
  readonly end: number;
}

export interface JsonMember {
  readonly key: JsonString;
  /** Absent where the text has no value after the name. */
  readonly value?: JsonNode;
}

export interface JsonObject extends Placed {
  readonly kind: 'object';
  readonly members: readonly JsonMember[];
}

export interface JsonArray extends Placed {
  readonly kind: 'array';
  readonly items: readonly JsonNode[];
}

/** `start` and `end` include the quotes. */
export interface JsonString extends Placed {
  readonly kind: 'string';
  readonly value: string;
}

export interface JsonNumber extends Placed {
  readonly kind: 'number';
  readonly value: number;
}

export interface JsonLiteral extends Placed {
  readonly kind: 'boolean' | 'null';
  readonly value: boolean | null;
}

export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral;

export interface JsonText {
  /** One for a proper JSON text; several when values follow each other. */
  readonly roots: readonly JsonNode[];
  readonly problems: readonly JsonProblem[];
}

/** Token numbers of jsonc-parser's scanner (its own are an ambient enum, which single-file builds cannot use). */
const token = {
  openObject: 1,
  closeObject: 2,
  openArray: 3,
  closeArray: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  string: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  lineBreak: 14,
  space: 15,
  end: 17,
} as const;
const unclosedString = 2;
const unfinishedNumber = 3;

/** More than this says nothing new about a text that is no JSON. */
const mostProblems = 20;

/** What is expected next inside an object or array. */
type Expectation = 'first' | 'next' | 'colon' | 'value' | 'comma';

interface OpenValue {
  readonly node: {
    kind: 'object' | 'array';
    start: number;
    end: number;
    members: JsonMember[];
    items: JsonNode[];
  };
  expects: Expectation;
  key?: JsonString;
  /** Where the last comma, value or opening bracket ended. */
  last: number;
}

/** Reads `text` from `start` to `end`; offsets in the result count from the beginning of `text`. Time linear in the length. */
export function readJson(text: string, start = 0, end = text.length): JsonText {
  const scanner = createScanner(start === 0 && end === text.length ? text : text.slice(start, end), false);
  const roots: JsonNode[] = [];
  const problems: JsonProblem[] = [];
  const open: OpenValue[] = [];
  let top: OpenValue | undefined;
  let lastNumberEnd = -1;

  const report = (message: string, from: number, to: number, fix?: JsonProblem['fix']): void => {
    if (problems.length < mostProblems)
      problems.push({
        message,
        range: rangeOf(from, Math.max(from, to)),
        ...(fix === undefined ? {} : { fix }),
      });
  };
  const place = (node: JsonNode): void => {
    if (top === undefined) {
      if (roots.length === 1) report(wordsFor.secondValue, node.start, node.start + 1);
      roots.push(node);
    } else if (top.node.kind === 'array') top.node.items.push(node);
    else if (top.key !== undefined) top.node.members.push({ key: top.key, value: node });
    if (top !== undefined) {
      delete top.key;
      top.expects = 'comma';
      top.last = node.end;
    }
  };
  const begin = (kind: 'object' | 'array', from: number): void => {
    top = {
      node: { kind, start: from, end: from + 1, members: [], items: [] },
      expects: 'first',
      last: from + 1,
    };
    open.push(top);
  };
  const finish = (to: number): void => {
    const done = open.pop();
    top = open[open.length - 1];
    if (done === undefined) return;
    if (done.key !== undefined) done.node.members.push({ key: done.key });
    done.node.end = to;
    place(done.node as JsonNode);
  };
  const missingValue = (at: number): void => {
    if (top?.key === undefined) return;
    report(wordsFor.missingValue, top.key.start, top.key.end);
    top.node.members.push({ key: top.key });
    delete top.key;
    top.expects = 'comma';
    top.last = at;
  };

  for (;;) {
    const kind: number = scanner.scan();
    const from = start + scanner.getTokenOffset();
    const to = from + scanner.getTokenLength();
    if (kind === token.lineBreak || kind === token.space) continue;
    if (kind === token.lineComment || kind === token.blockComment) {
      report(wordsFor.comment, from, to);
      continue;
    }
    if (kind === token.end) break;

    if (kind === token.closeObject || kind === token.closeArray) {
      const closes = kind === token.closeObject ? 'object' : 'array';
      if (top !== undefined && top.node.kind !== closes && open.some(({ node }) => node.kind === closes)) {
        report(wordsFor.unclosed(top.node.kind), top.node.start, top.node.start + 1);
        if (top.expects === 'value' || top.expects === 'colon') missingValue(from);
        while (top !== undefined && top.node.kind !== closes) finish(from);
      }
      if (top === undefined || top.node.kind !== closes) {
        report(wordsFor.strayCloser(closes), from, to);
        continue;
      }
      if (top.expects === 'colon' || top.expects === 'value') missingValue(from);
      else if (top.expects === 'next')
        report(wordsFor.trailingComma, top.last - 1, top.last, removal(top.last - 1, top.last));
      finish(to);
      continue;
    }

    if (kind === token.comma) {
      if (top?.expects === 'colon' || top?.expects === 'value') missingValue(from);
      if (top?.expects === 'comma') {
        top.expects = 'next';
        top.last = to;
      } else report(wordsFor.strayComma, from, to);
      continue;
    }
    if (kind === token.colon) {
      if (top?.expects === 'colon') top.expects = 'value';
      else report(wordsFor.strayColon, from, to);
      continue;
    }

    // Everything else begins a name or a value.
    if (top?.expects === 'comma') {
      if (kind === token.number && from === lastNumberEnd) {
        report(wordsFor.leadingZero, from, to);
        lastNumberEnd = to;
        continue;
      }
      report(wordsFor.missingComma, top.last, top.last + 1, {
        title: 'Insert the missing comma',
        edits: [{ range: rangeOf(top.last, top.last), newText: ',' }],
      });
      top.expects = 'next';
    }
    if (top?.expects === 'colon') {
      report(wordsFor.missingColon, from, to);
      top.expects = 'value';
    }
    if (kind === token.string) {
      const error: number = scanner.getTokenError();
      const node: JsonString = { kind: 'string', value: scanner.getTokenValue(), start: from, end: to };
      if (error !== 0)
        report(error === unclosedString ? wordsFor.unclosedString : wordsFor.badCharacter, from, to);
      if (top?.node.kind === 'object' && top.expects !== 'value') {
        top.key = node;
        top.expects = 'colon';
      } else place(node);
      continue;
    }
    if (top?.node.kind === 'object' && top.expects !== 'value') {
      const isWord = kind >= token.null && kind !== token.number;
      report(isWord ? wordsFor.unquotedName : wordsFor.missingName, from, isWord ? to : from + 1);
      top.key = {
        kind: 'string',
        value: isWord ? text.slice(from, to) : '',
        start: from,
        end: isWord ? to : from,
      };
      top.expects = isWord ? 'colon' : 'value';
      if (isWord) continue;
    }
    if (kind === token.openObject) begin('object', from);
    else if (kind === token.openArray) begin('array', from);
    else if (kind === token.number) {
      if ((scanner.getTokenError() as number) === unfinishedNumber)
        report(wordsFor.unfinishedNumber, from, to);
      lastNumberEnd = to;
      place({ kind: 'number', value: Number(text.slice(from, to)), start: from, end: to });
    } else if (kind === token.true || kind === token.false)
      place({ kind: 'boolean', value: kind === token.true, start: from, end: to });
    else if (kind === token.null) place({ kind: 'null', value: null, start: from, end: to });
    else {
      report(unknownWord(text.slice(from, to)), from, to);
      if (top?.key !== undefined) {
        top.node.members.push({ key: top.key });
        delete top.key;
      }
      if (top !== undefined) {
        top.expects = 'comma';
        top.last = to;
      }
    }
  }
  if (top !== undefined) report(wordsFor.unclosed(top.node.kind), top.node.start, top.node.start + 1);
  while (top !== undefined) finish(end);
  return { roots, problems };
}

function removal(from: number, to: number): JsonProblem['fix'] {
  const edits: readonly TextEdit[] = [{ range: rangeOf(from, to), newText: '' }];
  return { title: 'Remove the comma', edits };
}

// A rule pack's text → its rules, and what is wrong with it at its place. A bad rule is left out; the others hold.

import * as v from 'valibot';
import { isMap, isNode, isScalar, isSeq, parseDocument, visit } from 'yaml';
import { rangeOf, type TextRange } from '../model/text';
import type { Rule } from '../rules/rule';
import { asRule } from './pack-rule';
import { type PackRule, packSchema } from './pack-schema';
import type { SeverityChange } from './severity-change';

export interface PackProblem {
  readonly message: string;
  readonly range: TextRange;
}

/** What a pack's text holds. */
export interface ReadPack {
  readonly name: string;
  readonly rules: readonly Rule[];
  /** Rules that there are already and that the pack makes more or less severe. */
  readonly severities: readonly SeverityChange[];
  readonly problems: readonly PackProblem[];
  /** The sound rules as the pack writes them. */
  readonly written: readonly PackRule[];
}

const longest = 256 * 1024;
const deepest = 40;

/** Reads a pack. `taken`: ids of rules that exist already. Never throws. */
export function readPack(text: string, taken: readonly string[]): ReadPack {
  const problems: PackProblem[] = [];
  const nothing = (message: string, range = rangeOf(0, 0)): ReadPack => ({
    name: '',
    rules: [],
    severities: [],
    written: [],
    problems: [{ message, range }],
  });
  if (text.length > longest) return nothing('A rule pack can have at most 256 KB; split it.');
  if (nesting(text) > deepest) return nothing('This is nested too deeply for a rule pack.');
  let document: ReturnType<typeof parseDocument>;
  let data: unknown;
  try {
    // `uniqueKeys` compares each key with all others; `repeatedKeys` looks at each once.
    document = parseDocument(text, { prettyErrors: false, uniqueKeys: false, logLevel: 'error' });
    const [error] = document.errors;
    if (error !== undefined)
      return nothing(`This is not readable YAML: ${error.message}`, inText(text, error.pos[0], error.pos[1]));
    data = document.toJS({ maxAliasCount: 0 });
  } catch {
    return nothing('A rule pack cannot use YAML aliases (& and *) or deeper nesting than it needs.');
  }
  const bad = new Set<number>();
  for (const { name, range, rule } of repeatedKeys(document)) {
    bad.add(rule ?? -1);
    problems.push({
      message: `"${name}" stands here twice; keep one of them.`,
      range: inText(text, range[0], range[1]),
    });
  }
  const result = v.safeParse(packSchema, data);
  for (const issue of result.issues ?? []) {
    const path = (issue.path ?? []).map((item) => item.key as string | number);
    if (path[0] !== 'rules' || typeof path[1] !== 'number') bad.add(-1);
    else bad.add(path[1]);
    problems.push({ message: wordsOf(issue, path), range: placeOf(document.contents, path, text) });
  }
  if (bad.has(-1)) return { name: '', rules: [], severities: [], written: [], problems };
  const whole = data as { pack: string; rules?: unknown[]; severities?: unknown };
  const list = whole.rules ?? [];
  const left = v.safeParse(packSchema, { ...whole, rules: list.filter((_, index) => !bad.has(index)) });
  if (!left.success) return { name: '', rules: [], severities: [], written: [], problems };
  const { pack: name, severities = {} } = left.output;
  const known = new Set(taken);
  const changes = Object.entries(severities).flatMap(([rule, { to, why }]): SeverityChange[] => {
    if (known.has(rule)) return [{ rule, to, why, pack: name }];
    problems.push({
      message: `There is no rule "${rule}" whose severity could be changed.`,
      range: placeOf(document.contents, ['severities', rule], text),
    });
    return [];
  });
  const rules: Rule[] = [];
  const written: PackRule[] = [];
  for (const rule of left.output.rules ?? []) {
    if (known.has(rule.id)) {
      const at = list.findIndex((entry) => (entry as { id?: unknown }).id === rule.id);
      problems.push({
        message: `There is a rule "${rule.id}" already; give this one a name of its own.`,
        range: placeOf(document.contents, ['rules', at, 'id'], text),
      });
    } else {
      rules.push(asRule(rule, name));
      written.push(rule);
    }
    known.add(rule.id);
  }
  return { name, rules, severities: changes, written, problems };
}

interface RepeatedKey {
  readonly name: string;
  readonly range: readonly [number, number, number];
  /** Index of the rule that it stands in. */
  readonly rule?: number;
}

/** Keys that stand in a mapping a second time, each with its place. Takes time linear in the document. */
function repeatedKeys(document: ReturnType<typeof parseDocument>): readonly RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const rules: unknown = isMap(document.contents) ? document.contents.get('rules', true) : undefined;
  const indexes = new Map(isSeq(rules) ? rules.items.map((item, index) => [item, index]) : []);
  visit(document, {
    Map(_, map, ancestors) {
      const seen = new Set<string>();
      for (const { key } of map.items) {
        if (!isScalar(key) || !key.range) continue;
        const name = String(key.value);
        if (seen.has(name)) {
          const within = [...ancestors, map].find((node) => indexes.has(node));
          const rule = within === undefined ? undefined : indexes.get(within);
          found.push({ name, range: key.range, ...(rule === undefined ? {} : { rule }) });
        }
        seen.add(name);
      }
    },
  });
  return found;
}

function wordsOf(issue: v.BaseIssue<unknown>, path: readonly (string | number)[]): string {
  const key = String(path.at(-1) ?? '');
  if (issue.expected === 'never') return `A rule pack does not know "${key}" here.`;
  if (issue.received === 'undefined') return `"${key}" is missing here.`;
  return issue.message;
}

/** The deepest node that the path reaches. */
function placeOf(root: unknown, path: readonly (string | number)[], text: string): TextRange {
  let node: unknown = root;
  for (const key of path) {
    const next: unknown = isMap(node) || isSeq(node) ? node.get(key, true) : undefined;
    if (!isNode(next)) break;
    node = next;
  }
  const range = isNode(node) ? node.range : undefined;
  return range === undefined || range === null ? rangeOf(0, 0) : inText(text, range[0], range[1]);
}

function inText(text: string, start: number, end: number): TextRange {
  return rangeOf(Math.min(start, text.length), Math.min(Math.max(start, end), text.length));
}

/** How deep brackets or indentation go at most; counted before the YAML reader, which goes down step by step. */
function nesting(text: string): number {
  let open = 0;
  let most = 0;
  for (const c of text) {
    if (c === '[' || c === '{') most = Math.max(most, ++open);
    else if ((c === ']' || c === '}') && open > 0) open--;
  }
  return most;
}

// A rule pack's text → its rules, and what is wrong with it at its place. A bad rule is left out; the others hold.

import * as v from 'valibot';
import { isMap, isNode, isSeq, parseDocument } from 'yaml';
import type { ServiceLine } from '../model/claim';
import type { Fix } from '../model/finding';
import { rangeOf, type TextRange } from '../model/text';
import { claimFix, codeRange, inClaim, lineRule, noNote, pass, type Rule, serviceDate } from '../rules/rule';
import { answerOf, inPeriod } from './condition';
import { type PackFix, type PackRule, packSchema } from './pack-schema';

export interface PackProblem {
  readonly message: string;
  readonly range: TextRange;
}

/** What a pack's text holds. */
export interface ReadPack {
  readonly name: string;
  readonly rules: readonly Rule[];
  readonly problems: readonly PackProblem[];
}

const longest = 256 * 1024;
const deepest = 40;

/** Reads a pack. `taken`: ids of rules that exist already. Never throws. */
export function readPack(text: string, taken: readonly string[]): ReadPack {
  const problems: PackProblem[] = [];
  const nothing = (message: string, range = rangeOf(0, 0)): ReadPack => ({
    name: '',
    rules: [],
    problems: [{ message, range }],
  });
  if (text.length > longest) return nothing('A rule pack can have at most 256 KB; split it.');
  if (nesting(text) > deepest) return nothing('This is nested too deeply for a rule pack.');
  let document: ReturnType<typeof parseDocument>;
  let data: unknown;
  try {
    document = parseDocument(text, { prettyErrors: false, uniqueKeys: true, logLevel: 'error' });
    const [error] = document.errors;
    if (error !== undefined)
      return nothing(`This is not readable YAML: ${error.message}`, inText(text, error.pos[0], error.pos[1]));
    data = document.toJS({ maxAliasCount: 0 });
  } catch {
    return nothing('A rule pack cannot use YAML aliases (& and *) or deeper nesting than it needs.');
  }
  const bad = new Set<number>();
  const result = v.safeParse(packSchema, data);
  for (const issue of result.issues ?? []) {
    const path = (issue.path ?? []).map((item) => item.key as string | number);
    if (path[0] !== 'rules' || typeof path[1] !== 'number') bad.add(-1);
    else bad.add(path[1]);
    problems.push({ message: wordsOf(issue, path), range: placeOf(document.contents, path, text) });
  }
  if (bad.has(-1)) return { name: '', rules: [], problems };
  const { pack: name, rules: list } = data as { pack: string; rules: unknown[] };
  const left = v.safeParse(packSchema, { pack: name, rules: list.filter((_, index) => !bad.has(index)) });
  const ids = new Set(taken);
  const rules: Rule[] = [];
  for (const rule of left.success ? left.output.rules : []) {
    if (ids.has(rule.id)) {
      const at = list.findIndex((entry) => (entry as { id?: unknown }).id === rule.id);
      problems.push({
        message: `There is a rule "${rule.id}" already; give this one a name of its own.`,
        range: placeOf(document.contents, ['rules', at, 'id'], text),
      });
    } else rules.push(ruleOf(rule, name));
    ids.add(rule.id);
  }
  return { name, rules, problems };
}

/** A rule of a pack as the engine runs it. */
function ruleOf(rule: PackRule, pack: string): Rule {
  const { id, title, severity, why, source, message, fixes = [], effective = {}, examples = {} } = rule;
  const shown = (list: typeof examples.finds) =>
    (list ?? []).map(({ says, claim, note }) => ({ says, claim, ...(note === undefined ? {} : { note }) }));
  return lineRule({
    id,
    title,
    severity,
    explanation: why,
    sources: [
      {
        title: `${source.title} (rule pack ${pack})`,
        ...(source.url === undefined ? {} : { url: source.url }),
        ...(source.vintage === undefined ? {} : { vintage: source.vintage }),
      },
    ],
    denialCodes: [],
    examples: { valid: shown(examples.quiet), invalid: shown(examples.finds) },
    judge(encounter, line) {
      if (Object.keys(effective).length > 0 && inPeriod(effective, serviceDate(line)) !== 'yes') return [];
      const answer = answerOf(rule.when, encounter, line);
      if (answer === 'no') return [pass(`The condition of ${id} does not hold.`)];
      const common = { at: inClaim(encounter, codeRange(line)), ...codeOf(line) };
      if (answer === 'yes')
        return [
          {
            ...common,
            verdict: 'fail',
            message: filled(message, line),
            fixes: fixes.flatMap((fix) => fixOf(fix, line)),
          },
        ];
      if (encounter.noteFor(line) === undefined) return [noNote(encounter, line)];
      return [
        {
          ...common,
          verdict: 'cannot-tell',
          severity: 'information',
          message: `It cannot be told whether this applies: ${filled(message, line)}`,
        },
      ];
    },
  });
}

function codeOf(line: ServiceLine): { readonly code?: string } {
  return line.procedureCode === undefined ? {} : { code: line.procedureCode.value };
}

/** `{code}`, `{units}`, `{modifiers}`, `{date}` and `{place}`; what a line lacks is said so. */
function filled(message: string, line: ServiceLine): string {
  const values: Readonly<Record<string, string | undefined>> = {
    code: line.procedureCode?.value,
    units: line.units === undefined ? undefined : String(line.units.value),
    modifiers: line.modifiers.map(({ value }) => value).join(', ') || undefined,
    date: serviceDate(line),
    place: line.placeOfService?.value,
  };
  return Object.entries(values).reduce(
    (text, [name, value]) => text.replaceAll(`{${name}}`, () => value ?? `no ${name}`),
    message,
  );
}

function fixOf(fix: PackFix, { number: line, modifiers }: ServiceLine): readonly Fix[] {
  const made: Fix[] = [];
  const added = fix['add modifier'];
  if (added !== undefined && !modifiers.some(({ value }) => value === added))
    made.push(claimFix(`Add modifier ${added}`, { kind: 'add-modifier', line, modifier: added }));
  const removed = fix['remove modifier'];
  const at = modifiers.findIndex(({ value }) => value === removed);
  if (removed !== undefined && at >= 0)
    made.push(claimFix(`Remove modifier ${removed}`, { kind: 'remove-modifier', line, at }));
  const code = fix['replace code'];
  if (code !== undefined)
    made.push(claimFix(`Change the code to ${code}`, { kind: 'replace-procedure-code', line, code }));
  const units = fix['set units'];
  if (units !== undefined)
    made.push(claimFix(`Set ${units} ${units === 1 ? 'unit' : 'units'}`, { kind: 'set-units', line, units }));
  const placeOfService = fix['set place of service'];
  if (placeOfService !== undefined)
    made.push(
      claimFix(`Set place of service ${placeOfService}`, {
        kind: 'set-place-of-service',
        line,
        placeOfService,
      }),
    );
  return made;
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

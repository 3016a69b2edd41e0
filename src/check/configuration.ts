// `.claimlint.yaml`: what a team sets for the editor and the command line alike. Data only; nothing in it is executed.
import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Pair,
  parseDocument,
  type Scalar,
  type YAMLMap,
} from 'yaml';
import type { Severity } from '../model/finding';
import { rangeOf, type TextRange } from '../model/text';
import { commercialDefault, type PayerProfile } from '../rules/payer-profile';

/** An accepted finding: which rule, where, and why. */
export interface IgnoreEntry {
  readonly rule: string;
  /** Claim id as written in the claim; absent = every claim. */
  readonly claim?: string;
  /** Service line number, 1-based; absent = the whole claim. */
  readonly line?: number;
  readonly reason: string;
  /** ISO date after which the entry no longer holds. */
  readonly expires?: string;
  readonly owner?: string;
  /** Where it is written in the configuration file. */
  readonly range: TextRange;
}

export interface Configuration {
  readonly rules: Readonly<Record<string, Severity | 'off'>>;
  readonly payers: readonly PayerProfile[];
  /** Name of the profile for claims that match none. */
  readonly defaultPayer?: string;
  readonly files: { readonly claims: readonly string[]; readonly notes: readonly string[] };
  /** CSV header → field. */
  readonly columns: Readonly<Record<string, string>>;
  /** A clinic's own name for a muscle → muscle id or name in the dictionary. */
  readonly muscleAliases: Readonly<Record<string, string>>;
  readonly ignores: readonly IgnoreEntry[];
  /** Files of rule packs, relative to the configuration file. */
  readonly packs: readonly string[];
}

export interface ConfigurationProblem {
  readonly message: string;
  readonly range: TextRange;
}

export const defaultConfiguration: Configuration = {
  rules: {},
  payers: [],
  files: { claims: [], notes: [] },
  columns: {},
  muscleAliases: {},
  ignores: [],
  packs: [],
};

const severities = ['error', 'warning', 'information', 'off'] as const;
const keys = [
  'rules',
  'payers',
  'default payer',
  'files',
  'columns',
  'muscle aliases',
  'packs',
  'ignores',
] as const;
const profileChoices: Readonly<Record<string, readonly string[]>> = {
  laterality: ['by-side', 'by-name'],
  'timed units': ['pooled', 'midpoint'],
  'therapy modifiers': ['required', 'not-required', 'unknown'],
  'distinct service modifier': ['59', 'x', 'either'],
  'dry needling coverage': ['covered', 'not-covered', 'low-back-pain-only', 'unknown'],
};

type Entry = { key: string; value: unknown; range: TextRange; keyRange: TextRange };

/**
 * Reads a configuration. What is wrong is reported at its place and left out; the rest holds.
 * `knownRules`: ids that `rules:` and `ignores:` may name.
 */
export function readConfiguration(
  text: string,
  knownRules: readonly string[],
): { readonly configuration: Configuration; readonly problems: readonly ConfigurationProblem[] } {
  const problems: ConfigurationProblem[] = [];
  // The YAML reader names the place behind the end where something is missing there.
  const inText = (offset: number) => Math.min(Math.max(0, offset), text.length);
  const report = (message: string, { start, end }: TextRange) =>
    problems.push({ message, range: rangeOf(inText(start), inText(end)) });
  const document = parseDocument(text, {
    lineCounter: new LineCounter(),
    // Compares each key with all others; `entries` tells of repeated ones in one go.
    uniqueKeys: false,
    prettyErrors: false,
  });
  for (const error of document.errors) {
    report(`This is not readable YAML: ${error.message}`, rangeOf(error.pos[0], error.pos[1]));
  }
  const root = document.contents;
  if (root === null || (isScalar(root) && root.value === null))
    return { configuration: defaultConfiguration, problems };
  if (!isMap(root)) {
    report('Expected settings such as `rules:` or `payers:` at the start of a line.', wholeText(text));
    return { configuration: defaultConfiguration, problems };
  }

  const rules: Record<string, Severity | 'off'> = {};
  const payers: PayerProfile[] = [];
  const columns: Record<string, string> = {};
  const muscleAliases: Record<string, string> = {};
  const ignores: IgnoreEntry[] = [];
  const packs: string[] = [];
  const files: { claims: string[]; notes: string[] } = { claims: [], notes: [] };
  let defaultPayer: string | undefined;

  for (const { key, value, range, keyRange } of entries(root, report)) {
    switch (key) {
      case 'rules':
        for (const rule of mapEntries(value, range, report, 'rule ids with a severity')) {
          if (!knownRules.includes(rule.key)) report(`There is no rule "${rule.key}".`, rule.keyRange);
          else if (!isOneOf(severities, textOf(rule.value)))
            report(`"${rule.key}" can be error, warning, information or off.`, rule.range);
          else rules[rule.key] = textOf(rule.value) as Severity | 'off';
        }
        break;
      case 'payers':
        for (const payer of mapEntries(value, range, report, 'payer profiles by name'))
          payers.push(readProfile(payer, report));
        break;
      case 'default payer':
        defaultPayer = textOf(value);
        break;
      case 'files':
        for (const list of mapEntries(value, range, report, '`claims:` and `notes:`')) {
          if (list.key === 'claims' || list.key === 'notes') files[list.key].push(...listOf(list.value));
          else report('`files:` knows `claims:` and `notes:`.', list.keyRange);
        }
        break;
      case 'columns':
        for (const column of mapEntries(value, range, report, 'column names'))
          columns[column.key] = textOf(column.value);
        break;
      case 'muscle aliases':
        for (const alias of mapEntries(value, range, report, "the clinic's words for muscles"))
          muscleAliases[alias.key] = textOf(alias.value);
        break;
      case 'packs':
        packs.push(...listOf(value));
        break;
      case 'ignores':
        readIgnores(value, range, knownRules, ignores, report);
        break;
      default:
        report(`Claimlint does not know the setting "${key}". It knows: ${keys.join(', ')}.`, keyRange);
    }
  }
  return {
    configuration: {
      rules,
      payers,
      files,
      columns,
      muscleAliases,
      ignores,
      packs,
      ...(defaultPayer === undefined ? {} : { defaultPayer }),
    },
    problems,
  };
}

function readProfile(payer: Entry, report: (message: string, range: TextRange) => void): PayerProfile {
  const settings: Record<string, unknown> = {};
  const match: Record<string, readonly string[]> = {};
  for (const { key, value, range, keyRange } of mapEntries(
    payer.value,
    payer.range,
    report,
    'settings of a payer',
  )) {
    // A setting may be called `constructor`.
    const choices = Object.hasOwn(profileChoices, key) ? profileChoices[key] : undefined;
    if (choices !== undefined) {
      if (choices.includes(textOf(value))) settings[camelCase(key)] = textOf(value);
      else report(`"${key}" can be ${choices.join(', ')}.`, range);
    } else if (key === 'payer ids') match.ids = listOf(value);
    else if (key === 'payer names') match.names = listOf(value);
    else if (key === 'filing indicators') match.filingIndicators = listOf(value);
    else if (key === 'report unneeded 59') settings.reportUnneeded59 = textOf(value) === 'true';
    else if (key === 'timely filing days') {
      const days = Number(textOf(value));
      if (Number.isInteger(days) && days > 0) settings.timelyFilingDays = days;
      else report('"timely filing days" is a whole number of days.', range);
    } else {
      const known = [
        ...Object.keys(profileChoices),
        'payer ids',
        'payer names',
        'filing indicators',
        'report unneeded 59',
        'timely filing days',
      ];
      report(`A payer has no setting "${key}". It has: ${known.join(', ')}.`, keyRange);
    }
  }
  return { ...commercialDefault, ...settings, name: payer.key, match };
}

function readIgnores(
  value: unknown,
  range: TextRange,
  knownRules: readonly string[],
  ignores: IgnoreEntry[],
  report: (message: string, range: TextRange) => void,
): void {
  if (!isSeq(value)) {
    report('`ignores:` is a list of entries, each with `rule:` and `reason:`.', range);
    return;
  }
  for (const item of value.items) {
    if (!isMap(item)) continue;
    const itemRange = nodeRange(item) ?? range;
    const read = new Map(entries(item, report).map((entry) => [entry.key, textOf(entry.value)]));
    const rule = read.get('rule') ?? '';
    const reason = read.get('reason') ?? '';
    if (!knownRules.includes(rule)) report(`There is no rule "${rule}".`, itemRange);
    else if (reason.trim() === '') report('An ignored finding needs a `reason:`.', itemRange);
    else {
      const line = Number(read.get('line'));
      ignores.push({
        rule,
        reason,
        range: itemRange,
        ...optional('claim', read.get('claim')),
        ...(read.has('line') && Number.isInteger(line) ? { line } : {}),
        ...optional('expires', read.get('expires')),
        ...optional('owner', read.get('owner')),
      });
    }
  }
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };
}

/** `muscle-aliases`, `muscleAliases` and `muscle aliases` are one key; rule ids keep their hyphens. */
function entries(map: YAMLMap, report: (message: string, range: TextRange) => void): Entry[] {
  const seen = new Set<string>();
  return map.items.map((pair: Pair) => {
    const key = pair.key as Scalar;
    const keyRange = nodeRange(key) ?? rangeOf(0, 0);
    const name = String(key?.value ?? '');
    if (seen.has(name)) report(`"${name}" stands here twice; the last one counts.`, keyRange);
    seen.add(name);
    return {
      key: plainKey(name),
      value: pair.value,
      keyRange,
      range: nodeRange(pair.value) ?? keyRange,
    };
  });
}

function plainKey(key: string): string {
  const spaced = key
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[-_]/g, ' ')
    .toLowerCase();
  return [
    ...keys,
    ...Object.keys(profileChoices),
    'payer ids',
    'payer names',
    'filing indicators',
    'report unneeded 59',
    'timely filing days',
  ].includes(spaced)
    ? spaced
    : key;
}

function mapEntries(
  value: unknown,
  range: TextRange,
  report: (message: string, range: TextRange) => void,
  what: string,
): Entry[] {
  if (isMap(value)) return entries(value, report);
  if (isScalar(value) && value.value === null) return [];
  report(`Expected ${what} here.`, range);
  return [];
}

function listOf(value: unknown): string[] {
  if (isSeq(value)) return value.items.map(textOf);
  return isScalar(value) && value.value !== null ? [textOf(value)] : [];
}

function textOf(value: unknown): string {
  return isScalar(value) ? (value.source ?? String(value.value ?? '')) : '';
}

function nodeRange(node: unknown): TextRange | undefined {
  const range = (node as { range?: readonly number[] } | null | undefined)?.range;
  const [start, end] = range ?? [];
  return start === undefined || end === undefined ? undefined : rangeOf(start, end);
}

function camelCase(key: string): string {
  return key.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
}

function isOneOf<T extends string>(list: readonly T[], value: string): value is T {
  return (list as readonly string[]).includes(value);
}

function wholeText(text: string): TextRange {
  return rangeOf(0, text.length);
}

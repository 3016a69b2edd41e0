// `.claimlint.yaml`: what a team sets for the editor and the command line alike. Data only; nothing in it is executed.
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Severity } from '../model/finding';
import { rangeOf, type TextRange } from '../model/text';
import { commercialDefault, type PayerProfile } from '../rules/payer-profile';
import { type IgnoreEntry, readIgnores } from './ignore-entries';
import { payerMatches, payerSettings } from './payer-settings';
import { topSettings } from './settings-list';
import { type Entry, entriesOf, type Report, textOf, textsOf } from './yaml-entries';

export type { IgnoreEntry };

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
const keys: readonly string[] = topSettings.map(({ name }) => name);
const knownKeys: ReadonlySet<string> = new Set([
  ...keys,
  ...[...payerSettings, ...payerMatches].map(({ name }) => name),
]);

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
  const report: Report = (message, { start, end }) =>
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

  for (const { key, value, range, keyRange } of entriesOf(root, knownKeys, report)) {
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
          if (list.key === 'claims' || list.key === 'notes') files[list.key].push(...textsOf(list.value));
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
        packs.push(...textsOf(value));
        break;
      case 'ignores':
        ignores.push(...readIgnores(value, range, knownRules, report));
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

function readProfile(payer: Entry, report: Report): PayerProfile {
  const settings: Record<string, unknown> = {};
  const match: Record<string, readonly string[]> = {};
  for (const { key, value, range, keyRange } of mapEntries(
    payer.value,
    payer.range,
    report,
    'settings of a payer',
  )) {
    const written = textOf(value);
    const setting = payerSettings.find(({ name }) => name === key);
    const matched = payerMatches.find(({ name }) => name === key);
    if (matched !== undefined) match[matched.fills] = textsOf(value);
    else if (setting === undefined)
      report(
        `A payer has no setting "${key}". It has: ${[...payerSettings, ...payerMatches].map(({ name }) => name).join(', ')}.`,
        keyRange,
      );
    else if (setting.values === 'yes-no') {
      if (written === 'true' || written === 'false') settings[setting.fills] = written === 'true';
      else report(`"${key}" can be true or false.`, range);
    } else if (setting.values === 'days') {
      const days = Number(written);
      if (Number.isInteger(days) && days > 0) settings[setting.fills] = days;
      else report(`"${key}" is a whole number of days.`, range);
    } else if (setting.values.includes(written)) settings[setting.fills] = written;
    else report(`"${key}" can be ${setting.values.join(', ')}.`, range);
  }
  return { ...commercialDefault, ...settings, name: payer.key, match };
}

function mapEntries(value: unknown, range: TextRange, report: Report, what: string): readonly Entry[] {
  if (isMap(value)) return entriesOf(value, knownKeys, report);
  if (isScalar(value) && value.value === null) return [];
  report(`Expected ${what} here.`, range);
  return [];
}

function isOneOf<T extends string>(list: readonly T[], value: string): value is T {
  return (list as readonly string[]).includes(value);
}

function wholeText(text: string): TextRange {
  return rangeOf(0, text.length);
}

// `ignores:` of `.claimlint.yaml`: accepted findings, each with a reason, read with their places.
import { isMap, isSeq } from 'yaml';
import type { TextRange } from '../model/text';
import { entriesOf, type Report, rangeOfNode, textOf } from './yaml-entries';

/** An accepted finding: which rule, where, and why. */
export interface IgnoreEntry {
  readonly rule: string;
  /** Claim id as written in the claim; absent = every claim. */
  readonly claim?: string;
  /** Service line number, 1-based; absent = the whole claim. */
  readonly line?: number;
  readonly reason: string;
  /** ISO date of the last day on which the entry holds. */
  readonly expires?: string;
  /** Who answers for it. */
  readonly owner?: string;
  /** The evidence mark of the finding when it was accepted; without one, whatever it rests on is accepted. */
  readonly evidence?: string;
  /** Where it is written in the configuration file. */
  readonly range: TextRange;
}

/** What an entry can say, for the reader, the JSON schema and docs/configuration.md. */
export const ignoreSettings = [
  { name: 'rule', says: 'The rule, as in `edit/mue`. Required.' },
  { name: 'reason', says: 'Why the finding is accepted. Required.' },
  { name: 'claim', says: 'Claim id as the claim has it; without one, every claim is meant.' },
  { name: 'line', says: 'Number of the service line, 1 for the first; without one, the whole claim.' },
  { name: 'expires', says: 'Last day on which the entry holds, as 2027-01-31.' },
  {
    name: 'evidence',
    says: 'Mark of the words and values that the finding rested on, written by the editor: when they change, the finding is shown again.',
  },
  { name: 'owner', says: 'Who answers for it; named when the entry has expired.' },
] as const;

const keys: ReadonlySet<string> = new Set(ignoreSettings.map(({ name }) => name));

/** Reads the entries. What is wrong with one is said at its place; an entry that cannot be understood holds nothing back. */
export function readIgnores(
  value: unknown,
  range: TextRange,
  knownRules: readonly string[],
  report: Report,
): readonly IgnoreEntry[] {
  if (!isSeq(value)) {
    report('`ignores:` is a list of entries, each with `rule:` and `reason:`.', range);
    return [];
  }
  const known = new Set(knownRules);
  return value.items.flatMap((item): IgnoreEntry[] => {
    const itemRange = rangeOfNode(item) ?? range;
    if (!isMap(item)) {
      report('An ignored finding is an entry with `rule:` and `reason:`.', itemRange);
      return [];
    }
    const entries = entriesOf(item, keys, report);
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    const read = (key: string) => {
      const entry = byKey.get(key);
      return entry === undefined ? undefined : textOf(entry.value).trim();
    };
    const placeOf = (key: string) => byKey.get(key)?.range ?? itemRange;
    for (const { key, keyRange } of entries)
      if (!keys.has(key))
        report(`An ignored finding has no "${key}". It has: ${[...keys].join(', ')}.`, keyRange);
    const rule = read('rule') ?? '';
    const reason = read('reason') ?? '';
    const line = read('line');
    const expires = read('expires');
    const problems: (readonly [string, TextRange])[] = [];
    if (!known.has(rule)) problems.push([`There is no rule "${rule}".`, placeOf('rule')]);
    else if (reason === '') problems.push(['An ignored finding needs a `reason:`.', itemRange]);
    if (line !== undefined && !/^[1-9]\d{0,3}$/.test(line))
      problems.push(['`line:` is the number of a service line, 1 for the first.', placeOf('line')]);
    if (expires !== undefined && !isDay(expires))
      problems.push(['`expires:` is a day, written as 2027-01-31.', placeOf('expires')]);
    const evidence = read('evidence');
    if (evidence !== undefined && !/^[0-9a-f]{8}$/.test(evidence))
      problems.push([
        '`evidence:` is a mark of eight digits that the editor writes, in quotes.',
        placeOf('evidence'),
      ]);
    for (const [message, at] of problems) report(message, at);
    if (problems.length > 0) return [];
    const claim = read('claim');
    const owner = read('owner');
    return [
      {
        rule,
        reason,
        range: itemRange,
        ...(claim === undefined ? {} : { claim }),
        ...(line === undefined ? {} : { line: Number(line) }),
        ...(expires === undefined ? {} : { expires }),
        ...(owner === undefined ? {} : { owner }),
        ...(evidence === undefined ? {} : { evidence }),
      },
    ];
  });
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

// What a new version of a rule pack changes: its rules, and on checked claims its findings.
import type { Finding, Source } from '../model/finding';
import type { PackRule } from './pack-schema';
import type { ReadPack } from './read-pack';

/** One property of a rule in its old and new wording. */
export interface Change {
  readonly what: string;
  readonly from: string;
  readonly to: string;
}

export interface RuleDifference {
  readonly rule: string;
  readonly title: string;
  readonly kind: 'new' | 'gone' | 'changed';
  /** Empty for rules that are new or gone. */
  readonly changes: readonly Change[];
}

/** Rules that are new, gone or changed, in the order of the new pack, those that are gone at the end. */
export function differenceOfPacks(from: ReadPack, to: ReadPack): readonly RuleDifference[] {
  const old = new Map(from.written.map((rule) => [rule.id, rule]));
  const now = new Map(to.written.map((rule) => [rule.id, rule]));
  return [
    ...to.written.flatMap((rule): RuleDifference[] => {
      const before = old.get(rule.id);
      if (before === undefined) return [{ rule: rule.id, title: rule.title, kind: 'new', changes: [] }];
      const changes = changesOf(properties(before), properties(rule));
      return changes.length === 0 ? [] : [{ rule: rule.id, title: rule.title, kind: 'changed', changes }];
    }),
    ...from.written.flatMap((rule): RuleDifference[] =>
      now.has(rule.id) ? [] : [{ rule: rule.id, title: rule.title, kind: 'gone', changes: [] }],
    ),
    ...differenceOfSeverities(from, to),
  ];
}

/** Rules of others that the packs make more or less severe. */
function differenceOfSeverities(from: ReadPack, to: ReadPack): readonly RuleDifference[] {
  const said = ({ severities }: ReadPack) =>
    new Map(severities.map(({ rule, to: severity, why }) => [rule, `${severity} (${why})`]));
  const old = said(from);
  const now = said(to);
  return [...new Set([...now.keys(), ...old.keys()])].flatMap((rule): RuleDifference[] => {
    const changes = changesOf(
      new Map([['severity of a bundled rule', old.get(rule) ?? 'its own']]),
      new Map([['severity of a bundled rule', now.get(rule) ?? 'its own']]),
    );
    return changes.length === 0 ? [] : [{ rule, title: '', kind: 'changed', changes }];
  });
}

function properties(rule: PackRule): ReadonlyMap<string, string> {
  const { title, severity, why, source, effective, when, message, fixes } = rule;
  return new Map([
    ['title', title],
    ['severity', severity],
    ['effective', inWords(effective)],
    ['when', inWords(when)],
    ['message', message],
    ['fixes', inWords(fixes)],
    ['source', sourceOf(source)],
    ['why', why],
  ]);
}

function sourceOf({ title, vintage, url }: { readonly [K in keyof Source]: Source[K] | undefined }): string {
  return [title, vintage, url].filter((part) => part !== undefined).join(', ');
}

function changesOf(from: ReadonlyMap<string, string>, to: ReadonlyMap<string, string>): readonly Change[] {
  return [...to].flatMap(([what, now]) => {
    const before = from.get(what) ?? '';
    return before === now ? [] : [{ what, from: before, to: now }];
  });
}

/** As it could stand in the pack on one line; keys in the order of the alphabet, so that moving them is no change. */
function inWords(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `[${value.map(inWords).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  const entries = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{ ${entries.map(([key, inner]) => `${key}: ${inWords(inner)}`).join(', ')} }`;
}

export interface FindingDifference {
  readonly appears: readonly Finding[];
  readonly vanishes: readonly Finding[];
}

/** Findings of one check that the other does not have: same rule, severity, place and words are the same finding. */
export function differenceOfFindings(from: readonly Finding[], to: readonly Finding[]): FindingDifference {
  return { appears: without(to, from), vanishes: without(from, to) };
}

function without(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const left = new Map<string, number>();
  for (const other of others) left.set(keyOf(other), (left.get(keyOf(other)) ?? 0) + 1);
  return findings.filter((finding) => {
    const count = left.get(keyOf(finding)) ?? 0;
    if (count > 0) left.set(keyOf(finding), count - 1);
    return count === 0;
  });
}

const keyOf = ({ rule, severity, verdict, message, at, claim, line }: Finding): string =>
  JSON.stringify([rule, severity, verdict, message, at.path, at.range.start, claim, line]);

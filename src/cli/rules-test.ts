// Rule packs on the command line: reading them from files, and running the examples that they carry.
import { type CheckOptions, checkDocuments, ruleIds } from '../check';
import { lineStarts, positionAt } from '../model/text';
import { type ReadPack, readPack } from '../packs/read-pack';
import { changesByRule, type SeverityChange } from '../packs/severity-change';
import type { Rule, RuleExample } from '../rules/rule';
import { readDocument } from './files';

/** What the packs of a call hold together. */
export interface ReadPacks {
  readonly rules: readonly Rule[];
  readonly severityChanges: ReadonlyMap<string, SeverityChange>;
  /** How many mistakes were told. */
  readonly problems: number;
}

/** Reads packs in order; what is wrong is told with file, line and column. */
export function readPacks(paths: readonly string[], warn: (message: string) => void): ReadPacks {
  const rules: Rule[] = [];
  const packs: ReadPack[] = [];
  let count = 0;
  for (const path of paths) {
    const { text } = readDocument(path, undefined);
    const pack = readPack(text, [...ruleIds, ...rules.map(({ id }) => id)]);
    const starts = lineStarts(text);
    for (const { message, range } of pack.problems) {
      const { line, character } = positionAt(starts, range.start);
      warn(`${path}:${line + 1}:${character + 1}: ${message}`);
    }
    count += pack.problems.length;
    rules.push(...pack.rules);
    packs.push(pack);
  }
  return { rules, severityChanges: changesByRule(packs), problems: count };
}

/** Runs every example of the packs. Exit code: 0 all as said, 1 one is not or a pack has a problem. */
export function testPacks(
  paths: readonly string[],
  options: CheckOptions,
  print: (text: string) => void,
  warn: (message: string) => void,
): number {
  const { rules, problems } = readPacks(paths, warn);
  let failed = 0;
  let run = 0;
  for (const rule of rules) {
    const { valid, invalid } = rule.examples;
    const kinds = [
      [invalid, true],
      [valid, false],
    ] as const;
    if (valid.length + invalid.length === 0) print(`${rule.id}: has no examples`);
    for (const [examples, wanted] of kinds)
      for (const example of examples) {
        run++;
        if (finds(rule, example, options) === wanted) continue;
        failed++;
        print(
          `${rule.id}: "${example.says}" should ${wanted ? 'be found, and is not' : 'be quiet, and is not'}`,
        );
      }
  }
  print(`${run} ${run === 1 ? 'example' : 'examples'}, ${failed} not as said`);
  return failed > 0 || problems > 0 ? 1 : 0;
}

function finds(rule: Rule, { claim, note }: RuleExample, options: CheckOptions): boolean {
  const { documents } = checkDocuments(
    [
      { path: 'visit.claim', text: claim, as: 'claim' },
      ...(note === undefined ? [] : [{ path: 'visit.note', text: note, as: 'note' as const }]),
    ],
    { ...options, packRules: [rule] },
  );
  return documents.some(({ findings }) => findings.some((finding) => finding.rule === rule.id));
}

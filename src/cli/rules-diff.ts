// claimlint rules diff OLD NEW [PATH…]: what a new version of a rule pack changes, and on claims what it finds.
import { type CheckedDocument, checkDocuments, ruleIds } from '../check';
import type { Finding } from '../model/finding';
import { lineStarts, positionAt } from '../model/text';
import { differenceOfFindings, differenceOfPacks, type RuleDifference } from '../packs/diff';
import { type ReadPack, readPack } from '../packs/read-pack';
import { changesByRule } from '../packs/severity-change';
import { findFiles, readDocument, UsageError } from './files';
import { choice, type Options } from './options';
import { findSettings } from './settings';
import { defaultTablesFolder, readTables } from './table-storage';
import { print, warn, withoutControls } from './terminal';

/** Exit code 0; throws a UsageError when a pack is not sound or a file cannot be read. */
export async function diffPacks([old, now, ...paths]: readonly string[], values: Options): Promise<number> {
  if (old === undefined || now === undefined)
    throw new UsageError('name two rule packs, as in: claimlint rules diff old.yaml new.yaml claims');
  const format = choice('format', values.format, ['text', 'json'], 'text');
  const from = soundPack(old);
  const to = soundPack(now);
  const rules = differenceOfPacks(from, to);
  const findings = paths.length === 0 ? undefined : await findingsOf(from, to, paths, values);
  if (format === 'json')
    return print(`${JSON.stringify({ version: 1, rules, ...(findings ?? {}) }, undefined, 2)}\n`);
  const lines = rules.length === 0 ? ['The rules of the two packs are the same.'] : rules.flatMap(inLines);
  if (findings !== undefined) {
    const { appears, vanishes } = findings;
    lines.push('', ...inList('appears', appears), ...inList('vanishes', vanishes));
    lines.push(`${amount(appears.length)} more, ${amount(vanishes.length)} less.`);
  }
  return print(withoutControls(`${lines.join('\n')}\n`));
}

function soundPack(path: string): ReadPack {
  const { text } = readDocument(path, undefined);
  const pack = readPack(text, ruleIds);
  const starts = lineStarts(text);
  for (const { message, range } of pack.problems) {
    const { line, character } = positionAt(starts, range.start);
    warn(`${path}:${line + 1}:${character + 1}: ${message}`);
  }
  if (pack.problems.length > 0)
    throw new UsageError(`${path}: this rule pack cannot be used as it is; nothing was compared`);
  return pack;
}

/** A finding of one version only, with where it stands. */
interface Told {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly verdict: Finding['verdict'];
  readonly place: string;
  readonly message: string;
}

async function findingsOf(
  from: ReadPack,
  to: ReadPack,
  paths: readonly string[],
  values: Options,
): Promise<{ readonly appears: readonly Told[]; readonly vanishes: readonly Told[] }> {
  const inputs = findFiles(paths).map(({ path }) => readDocument(path, undefined));
  const [start = '.'] = paths;
  const { configuration } = findSettings(start, [], () => undefined);
  const common = {
    configuration,
    tables: await readTables(values.tables ?? defaultTablesFolder(), warn),
    today: new Date().toISOString().slice(0, 10),
    ...(values.payer === undefined ? {} : { payer: values.payer }),
  };
  const check = (pack: ReadPack) =>
    checkDocuments(inputs, {
      ...common,
      packRules: pack.rules,
      severityChanges: changesByRule([pack]),
    }).documents;
  const before = check(from);
  const after = check(to);
  const all = (documents: readonly CheckedDocument[]) => documents.flatMap(({ findings }) => findings);
  const { appears, vanishes } = differenceOfFindings(all(before), all(after));
  return { appears: toldFrom(appears, after), vanishes: toldFrom(vanishes, before) };
}

function toldFrom(findings: readonly Finding[], documents: readonly CheckedDocument[]): readonly Told[] {
  const starts = new Map<string, readonly number[]>();
  const texts = new Map(documents.map(({ path, text }) => [path, text]));
  return findings.map(({ rule, severity, verdict, message, at }) => {
    const known = starts.get(at.path) ?? lineStarts(texts.get(at.path) ?? '');
    starts.set(at.path, known);
    const { line, character } = positionAt(known, at.range.start);
    return { rule, severity, verdict, place: `${at.path}:${line + 1}:${character + 1}`, message };
  });
}

function inLines({ rule, title, kind, changes }: RuleDifference): readonly string[] {
  return [
    `${kind.padEnd(8)} ${rule}${title === '' ? '' : ` (${title})`}`,
    ...changes.map(({ what, from, to }) => `  ${what}: ${from} -> ${to}`),
  ];
}

function inList(word: string, findings: readonly Told[]): readonly string[] {
  return findings.map(
    ({ rule, severity, place, message }) => `${word.padEnd(8)} ${place} ${severity} ${rule}\n  ${message}`,
  );
}

const amount = (count: number): string => `${count} ${count === 1 ? 'finding' : 'findings'}`;

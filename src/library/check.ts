// check: files in, findings out.
import { checkDocuments, defaultConfiguration, readConfiguration, ruleIds } from '../check';
import { openTables } from '../codes/tables';
import type { Severity } from '../model/finding';
import { lineStarts, positionAt } from '../model/text';
import { readPack } from '../packs/read-pack';
import type { SeverityChange } from '../packs/severity-change';
import type { Rule } from '../rules/rule';
import type { CheckOptions, CheckResult, InputFile } from './types';

/**
 * Checks files together, as `claimlint check` does. Reads nothing but what it is given, and never throws for what a file
 * holds: a file that is neither claim nor note has the one finding that says so.
 */
export function check(files: readonly InputFile[], options: CheckOptions = {}): CheckResult {
  const problems: string[] = [];
  const { packRules, severityChanges } = readPacks(options.packs ?? [], problems);
  const tables = openTables(options.tables ?? []);
  for (const { file, message } of tables.problems) problems.push(`tables[${file}]: ${message}`);
  const { documents, failures } = checkDocuments(
    files.map(({ path, text, format }) => ({ path, text, ...(format === undefined ? {} : { as: format }) })),
    {
      configuration: configurationOf(options.configuration, packRules, problems),
      packRules,
      severityChanges,
      tables,
      today: options.today ?? new Date().toISOString().slice(0, 10),
      ...(options.payer === undefined ? {} : { payer: options.payer }),
      ...(options.note === undefined ? {} : { note: options.note }),
    },
  );
  for (const { rule, error } of failures)
    problems.push(`the rule ${rule} failed (${error}) and was left out`);
  const checked = documents.map(({ path, format, claims, findings }) => ({
    path,
    format,
    claims: claims.length,
    findings,
  }));
  const summary: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
  for (const { findings } of checked) for (const { severity } of findings) summary[severity]++;
  return { files: checked, summary, problems };
}

function readPacks(
  packs: readonly string[],
  problems: string[],
): { readonly packRules: readonly Rule[]; readonly severityChanges: ReadonlyMap<string, SeverityChange> } {
  const packRules: Rule[] = [];
  const severityChanges = new Map<string, SeverityChange>();
  for (const [index, text] of packs.entries()) {
    const pack = readPack(text, [...ruleIds, ...packRules.map(({ id }) => id)]);
    packRules.push(...pack.rules);
    for (const change of pack.severities) severityChanges.set(change.rule, change);
    problems.push(...told(`packs[${index}]`, text, pack.problems));
  }
  return { packRules, severityChanges };
}

function configurationOf(text: string | undefined, packRules: readonly Rule[], problems: string[]) {
  if (text === undefined) return defaultConfiguration;
  const read = readConfiguration(text, [...ruleIds, ...packRules.map(({ id }) => id)]);
  problems.push(...told('configuration', text, read.problems));
  return read.configuration;
}

function told(
  name: string,
  text: string,
  problems: readonly { readonly message: string; readonly range: { readonly start: number } }[],
): readonly string[] {
  const starts = lineStarts(text);
  return problems.map(({ message, range }) => {
    const { line, character } = positionAt(starts, range.start);
    return `${name}:${line + 1}:${character + 1}: ${message}`;
  });
}

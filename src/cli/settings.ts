// `.claimlint.yaml` of a folder or of one above it, with the rule packs that it names and those of the call.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Configuration, defaultConfiguration, readConfiguration, ruleIds } from '../check';
import { lineStarts, positionAt } from '../model/text';
import type { SeverityChange } from '../packs/severity-change';
import type { Rule } from '../rules/rule';
import { UsageError } from './files';
import { type ReadPacks, readPacks } from './rules-test';

export interface Settings {
  readonly configuration: Configuration;
  readonly packRules: readonly Rule[];
  /** Rules that the packs make more or less severe. */
  readonly severityChanges: ReadonlyMap<string, SeverityChange>;
  /** The `.claimlint.yaml` that was found, with what it says. */
  readonly file?: { readonly path: string; readonly text: string };
}

/**
 * The settings that hold for a file or folder; what is wrong in them is told with file, line and column. Throws a UsageError
 * when a pack that the call names (`morePacks`) is not sound: whoever asks for a pack wants all of it.
 */
export function findSettings(
  start: string,
  morePacks: readonly string[],
  warn: (message: string) => void,
): Settings {
  const path = configurationPath(start);
  if (path === undefined) {
    const { rules: packRules, severityChanges } = readAllPacks([], morePacks, warn);
    return { configuration: defaultConfiguration, packRules, severityChanges };
  }
  const text = readFileSync(path, 'utf8');
  const named = readConfiguration(text, ruleIds).configuration.packs.map((pack) => join(dirname(path), pack));
  const there = named.filter((pack) => {
    const isThere = existsSync(pack);
    if (!isThere) warn(`${relative('.', path)}: there is no rule pack ${relative('.', pack)}`);
    return isThere;
  });
  const { rules: packRules, severityChanges } = readAllPacks(there, morePacks, warn);
  const { configuration, problems } = readConfiguration(text, [...ruleIds, ...packRules.map(({ id }) => id)]);
  const starts = lineStarts(text);
  for (const { message, range } of problems) {
    const { line, character } = positionAt(starts, range.start);
    warn(`${relative('.', path)}:${line + 1}:${character + 1}: ${message}`);
  }
  return { configuration, packRules, severityChanges, file: { path: relative('.', path), text } };
}

function readAllPacks(
  ofFolder: readonly string[],
  ofCall: readonly string[],
  warn: (message: string) => void,
): ReadPacks {
  const problemsOfFolder = readPacks(ofFolder, () => undefined).problems;
  const read = readPacks([...ofFolder, ...ofCall], warn);
  if (read.problems > problemsOfFolder)
    throw new UsageError(`${ofCall.join(', ')}: this rule pack cannot be used as it is; nothing was checked`);
  return read;
}

function configurationPath(start: string): string | undefined {
  let folder = resolve(existsSync(start) && statSync(start).isDirectory() ? start : dirname(start));
  for (;;) {
    const path = join(folder, '.claimlint.yaml');
    if (existsSync(path)) return path;
    const parent = dirname(folder);
    if (parent === folder) return undefined;
    folder = parent;
  }
}

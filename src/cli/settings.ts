// `.claimlint.yaml` of a folder or of one above it, with the rule packs that it names and those of the call.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { type Configuration, defaultConfiguration, readConfiguration, ruleIds } from '../check';
import { lineStarts, positionAt } from '../model/text';
import type { Rule } from '../rules/rule';
import { readPacks } from './rules-test';

export interface Settings {
  readonly configuration: Configuration;
  readonly packRules: readonly Rule[];
  /** The `.claimlint.yaml` that was found, with what it says. */
  readonly file?: { readonly path: string; readonly text: string };
}

/** The settings that hold for a file or folder; what is wrong in them is told with file, line and column. */
export function findSettings(
  start: string,
  morePacks: readonly string[],
  warn: (message: string) => void,
): Settings {
  const path = configurationPath(start);
  if (path === undefined)
    return { configuration: defaultConfiguration, packRules: readPacks(morePacks, warn).rules };
  const text = readFileSync(path, 'utf8');
  const named = readConfiguration(text, ruleIds).configuration.packs.map((pack) => join(dirname(path), pack));
  const there = named.filter((pack) => {
    const isThere = existsSync(pack);
    if (!isThere) warn(`${relative('.', path)}: there is no rule pack ${relative('.', pack)}`);
    return isThere;
  });
  const packRules = readPacks([...there, ...morePacks], warn).rules;
  const { configuration, problems } = readConfiguration(text, [...ruleIds, ...packRules.map(({ id }) => id)]);
  const starts = lineStarts(text);
  for (const { message, range } of problems) {
    const { line, character } = positionAt(starts, range.start);
    warn(`${relative('.', path)}:${line + 1}:${character + 1}: ${message}`);
  }
  return { configuration, packRules, file: { path: relative('.', path), text } };
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

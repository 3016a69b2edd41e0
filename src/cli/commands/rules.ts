// claimlint rules: lists every rule; `rules test` runs the examples of rule packs, `rules diff` compares two versions of one.
import { defaultConfiguration } from '../../check';
import type { Severity } from '../../model/finding';
import type { SeverityChange } from '../../packs/severity-change';
import { bundledRules } from '../../rules/registry';
import { structureRules } from '../../rules/structure';
import { checkOptions } from '../check-options';
import { UsageError } from '../files';
import { choice, type Options } from '../options';
import { diffPacks } from '../rules-diff';
import { testPacks } from '../rules-test';
import { findSettings } from '../settings';
import { line, print, warn } from '../terminal';

export function rules([word, ...rest]: readonly string[], values: Options): number | Promise<number> {
  if (word === 'test') return testRules(rest, values);
  return word === 'diff' ? diffPacks(rest, values) : listRules(values);
}

function listRules(values: Options): number {
  const { packRules: packs, severityChanges } = findSettings('.', values.pack ?? [], warn);
  const packIds = new Set(packs.map(({ id }) => id));
  const all = [...structureRules, ...bundledRules, ...packs];
  if (choice('format', values.format, ['text', 'json'], 'text') === 'json')
    return print(
      `${JSON.stringify(
        all.map(({ id, title, severity, sources, denialCodes }) => ({
          id,
          title,
          severity: severityChanges.get(id)?.to ?? severity,
          ...changedAsJson(severityChanges.get(id), severity),
          ...(packIds.has(id) ? {} : { page: `docs/rules/${id}.md` }),
          sources,
          denialCodes,
        })),
        undefined,
        2,
      )}\n`,
    );
  return print(
    all
      .map(
        ({ id, title, severity, sources }) =>
          `${id.padEnd(34)} ${(severityChanges.get(id)?.to ?? severity).padEnd(12)} ${title} (${packIds.has(id) ? (sources[0]?.title ?? '') : `docs/rules/${id}.md`})${changedInWords(severityChanges.get(id), severity)}\n`,
      )
      .join(''),
  );
}

function changedAsJson(change: SeverityChange | undefined, bundled: Severity): object {
  if (change === undefined || change.to === bundled) return {};
  return { changedBy: { pack: change.pack, why: change.why, from: bundled } };
}

function changedInWords(change: SeverityChange | undefined, bundled: Severity): string {
  return change === undefined || change.to === bundled
    ? ''
    : ` [${bundled} without the rule pack ${change.pack}: ${change.why}]`;
}

/** Runs the examples of rule packs with the settings of no folder, so that they mean the same everywhere. */
async function testRules(packs: readonly string[], values: Options): Promise<number> {
  if (packs.length === 0) throw new UsageError('name a rule pack, as in: claimlint rules test clinic.yaml');
  const settings = { ...(await checkOptions('.', values)), configuration: defaultConfiguration };
  return testPacks(packs, settings, line, warn);
}

// claimlint rules: lists every rule; `claimlint rules test` runs the examples of rule packs.
import { defaultConfiguration } from '../../check';
import { bundledRules } from '../../rules/registry';
import { structureRules } from '../../rules/structure';
import { checkOptions } from '../check-files';
import { UsageError } from '../files';
import { choice, type Options } from '../options';
import { testPacks } from '../rules-test';
import { findSettings } from '../settings';
import { line, print, warn } from '../terminal';

export function rules([word, ...rest]: readonly string[], values: Options): number | Promise<number> {
  return word === 'test' ? testRules(rest, values) : listRules(values);
}

function listRules(values: Options): number {
  const packs = findSettings('.', values.pack ?? [], warn).packRules;
  const packIds = new Set(packs.map(({ id }) => id));
  const all = [...structureRules, ...bundledRules, ...packs];
  if (choice('format', values.format, ['text', 'json'], 'text') === 'json')
    return print(
      `${JSON.stringify(
        all.map(({ id, title, severity, sources, denialCodes }) => ({
          id,
          title,
          severity,
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
          `${id.padEnd(34)} ${severity.padEnd(12)} ${title} (${packIds.has(id) ? (sources[0]?.title ?? '') : `docs/rules/${id}.md`})\n`,
      )
      .join(''),
  );
}

/** Runs the examples of rule packs with the settings of no folder, so that they mean the same everywhere. */
async function testRules(packs: readonly string[], values: Options): Promise<number> {
  if (packs.length === 0) throw new UsageError('name a rule pack, as in: claimlint rules test clinic.yaml');
  const settings = { ...(await checkOptions('.', values)), configuration: defaultConfiguration };
  return testPacks(packs, settings, line, warn);
}

// Which findings a call shows: --only, --skip and --max-findings. Totals and the exit code are of all that were selected.

import type { Severity } from '../model/finding';
import { UsageError } from './files';
import type { Summary } from './json';

export interface Selection {
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** How many findings are shown at most; undefined for all. */
  readonly atMost: number | undefined;
}

/** Findings that are no rule's: what is said of the file and of comments in it. */
const besidesRules = ['file/not-recognised', 'ignore/reason', 'ignore/stale'];

/** Reads `--only`, `--skip` (a rule or a family: `edit/ptp`, `edit`) and `--max-findings`. Throws a UsageError. */
export function selectionOf(
  only: readonly string[],
  skip: readonly string[],
  maxFindings: string | undefined,
  ruleIds: readonly string[],
): Selection {
  const known = [...ruleIds, ...besidesRules];
  for (const name of [...only, ...skip])
    if (!known.some((rule) => matches(rule, name)))
      throw new UsageError(`there is no rule "${name}"; claimlint rules lists them all`);
  if (maxFindings !== undefined && !/^\d{1,9}$/.test(maxFindings))
    throw new UsageError(`--max-findings takes a whole number; found "${maxFindings}"`);
  return { only, skip, atMost: maxFindings === undefined ? undefined : Number(maxFindings) };
}

/** Whether a call wants to hear of a rule. */
export function isSelected({ only, skip }: Pick<Selection, 'only' | 'skip'>): (rule: string) => boolean {
  return (rule) =>
    (only.length === 0 || only.some((name) => matches(rule, name))) &&
    !skip.some((name) => matches(rule, name));
}

/** Counts the selected findings of a call, and gives those of them that are shown. */
export interface ShownCount {
  readonly take: <T extends { readonly severity: Severity }>(findings: readonly T[]) => readonly T[];
  /** Of all selected findings, the ones that are not shown included. */
  readonly summary: Summary;
  /** How many selected findings were not shown. */
  readonly hidden: () => number;
}

/** For one call. */
export function countShown({ atMost = Number.POSITIVE_INFINITY }: Selection): ShownCount {
  const summary = { error: 0, warning: 0, information: 0 };
  let left = atMost;
  let hidden = 0;
  return {
    take(findings) {
      for (const { severity } of findings) summary[severity]++;
      const shown = findings.length > left ? findings.slice(0, left) : findings;
      left -= shown.length;
      hidden += findings.length - shown.length;
      return shown;
    },
    summary,
    hidden: () => hidden,
  };
}

function matches(rule: string, name: string): boolean {
  return rule === name || rule.startsWith(`${name.replace(/\/\*?$/, '')}/`);
}

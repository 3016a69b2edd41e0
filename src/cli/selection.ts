// Which findings a call shows: --only, --skip and --max-findings. Totals and the exit code are of all that were selected.
import type { CheckedDocument } from '../check';
import { UsageError } from './files';
import { type Summary, summarize } from './json';

export interface Selection {
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** How many findings are shown at most; undefined for all. */
  readonly atMost: number | undefined;
}

export interface Shown {
  readonly documents: readonly CheckedDocument[];
  /** Of all selected findings, the ones that are not shown included. */
  readonly summary: Summary;
  /** How many selected findings are not shown. */
  readonly hidden: number;
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

/** What of checked documents a call shows. */
export function select(documents: readonly CheckedDocument[], { only, skip, atMost }: Selection): Shown {
  const isWanted = isSelected({ only, skip });
  const selected = documents.map((document) => ({
    ...document,
    findings: document.findings.filter(({ rule }) => isWanted(rule)),
  }));
  const summary = summarize(selected);
  const total = summary.error + summary.warning + summary.information;
  if (atMost === undefined || total <= atMost) return { documents: selected, summary, hidden: 0 };
  let left = atMost;
  const shown = selected.map((document) => {
    const findings = document.findings.slice(0, left);
    left -= findings.length;
    return { ...document, findings };
  });
  return { documents: shown, summary, hidden: total - atMost };
}

function matches(rule: string, name: string): boolean {
  return rule === name || rule.startsWith(`${name.replace(/\/\*?$/, '')}/`);
}

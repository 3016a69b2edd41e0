// Which findings the Claims view shows: by severity, by rule, only what can be fixed, only what was changed.
import * as vscode from 'vscode';
import type { Severity } from '../../model/finding';
import type { ListedFile, ListedFinding, Results } from './results';

export interface Filter {
  /** Undefined: all. */
  readonly severities?: ReadonlySet<string>;
  /** Undefined: all. */
  readonly rules?: ReadonlySet<string>;
  readonly fixable: boolean;
  readonly changed: boolean;
}

export const noFilter: Filter = { fixable: false, changed: false };

export function isFiltered({ severities, rules, fixable, changed }: Filter): boolean {
  return severities !== undefined || rules !== undefined || fixable || changed;
}

/** The file with those of its findings that pass. */
export function filtered(file: ListedFile, filter: Filter, results: Results): ListedFile {
  if (!isFiltered(filter)) return file;
  const isHidden = filter.changed && !results.isChanged(file.path);
  const shown = (findings: readonly ListedFinding[]) =>
    isHidden ? [] : findings.filter((finding) => passes(finding, filter));
  return {
    ...file,
    claims: file.claims.flatMap((claim) => {
      const left = shown(claim.findings);
      const { index, name, lines } = claim;
      return left.length > 0 ? [{ index, name, lines, findings: left }] : [];
    }),
    findings: shown(file.findings),
  };
}

/** Whether a finding is fixable is asked last: its fixes may have to be worked out. */
function passes(finding: ListedFinding, { severities, rules, fixable }: Filter): boolean {
  return (
    severities?.has(finding.severity) !== false &&
    rules?.has(finding.rule) !== false &&
    (!fixable || finding.fixable)
  );
}

interface FilterItem extends vscode.QuickPickItem {
  readonly about?: 'severity' | 'rule' | 'fixable' | 'changed';
  readonly value?: string;
}

/** Asks what is to be shown; undefined when the user gives up. Nothing chosen of a kind means all of it. */
export async function askForFilter(
  filter: Filter,
  files: readonly ListedFile[],
): Promise<Filter | undefined> {
  const items = itemsOf(filter, files);
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Which findings are to be shown?'),
    placeHolder: vscode.l10n.t('Choose some, or none for all'),
    canPickMany: true,
  });
  if (chosen === undefined) return undefined;
  const valuesOf = (about: FilterItem['about']) =>
    new Set(chosen.flatMap((item) => (item.about === about && item.value !== undefined ? [item.value] : [])));
  const severities = valuesOf('severity');
  const rules = valuesOf('rule');
  return {
    ...(severities.size > 0 ? { severities } : {}),
    ...(rules.size > 0 ? { rules } : {}),
    fixable: chosen.some(({ about }) => about === 'fixable'),
    changed: chosen.some(({ about }) => about === 'changed'),
  };
}

function itemsOf(filter: Filter, files: readonly ListedFile[]): FilterItem[] {
  const { l10n, QuickPickItemKind } = vscode;
  const counts = new Map<string, number>();
  const count = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  const rules = new Set<string>(filter.rules);
  for (const { claims, findings } of files)
    for (const { rule, severity } of [...findings, ...claims.flatMap((claim) => claim.findings)]) {
      rules.add(rule);
      count(rule);
      count(severity);
    }
  const item = (
    about: 'severity' | 'rule',
    value: string,
    label: string,
    picked: boolean | undefined,
  ): FilterItem => ({
    ...{ about, value, label, picked: picked === true },
    description: String(counts.get(value) ?? 0),
  });
  const severity = (value: Severity, label: string) =>
    item('severity', value, label, filter.severities?.has(value));
  const heading = (label: string): FilterItem => ({ label, kind: QuickPickItemKind.Separator });
  return [
    heading(l10n.t('Severity')),
    severity('error', l10n.t('Errors')),
    severity('warning', l10n.t('Warnings')),
    severity('information', l10n.t('For information')),
    heading(l10n.t('Only')),
    { about: 'fixable', label: l10n.t('With a quick fix'), picked: filter.fixable },
    {
      about: 'changed',
      label: l10n.t('In files changed since this window was opened'),
      picked: filter.changed,
    },
    heading(l10n.t('Rules')),
    ...[...rules].sort().map((rule) => item('rule', rule, rule, filter.rules?.has(rule))),
  ];
}

/** What is shown, for the line above the tree. */
export function filterInWords({ severities, rules, fixable, changed }: Filter): string {
  const { l10n } = vscode;
  const names: Readonly<Record<string, string>> = {
    error: l10n.t('Errors'),
    warning: l10n.t('Warnings'),
    information: l10n.t('For information'),
  };
  return [
    ...[...(severities ?? [])].map((severity) => names[severity] ?? severity),
    ...(rules ?? []),
    ...(fixable ? [l10n.t('With a quick fix')] : []),
    ...(changed ? [l10n.t('In files changed since this window was opened')] : []),
  ].join(' · ');
}

// From a finding, or from the command palette, to the page of its rule.
import * as vscode from 'vscode';
import { rulesWithPages } from '../check';
import type { Configurations } from './configuration';
import { pageUri, showPage } from './pages';

export const explainRuleCommand = 'claimlint.explainRule';

/** What a diagnostic's code leads to. VS Code follows no command links there, so it is the page's address. */
export function rulePageLink(rule: string): vscode.Uri {
  return pageUri(`rules/${rule}`);
}

export function registerRulePages(configurations: Configurations): vscode.Disposable {
  const all = () => [...rulesWithPages, ...configurations.packRules()];
  return vscode.commands.registerCommand(explainRuleCommand, async (given?: unknown) => {
    const id = typeof given === 'string' ? given : await chooseRule(all());
    if (all().some((rule) => rule.id === id)) await showPage(`rules/${id}`);
  });
}

async function chooseRule(
  rules: readonly { readonly id: string; readonly title: string }[],
): Promise<string | undefined> {
  const items = rules.map(({ id, title }) => ({ label: id, description: title }));
  const placeHolder = vscode.l10n.t('A rule, to read what it says and why');
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.label;
}

// A rule's page inside VS Code, without the network: a read-only document of our own scheme, shown by the Markdown preview.
import * as vscode from 'vscode';
import { rulePage, rulesWithPages } from '../check';

const scheme = 'claimlint';
export const explainRuleCommand = 'claimlint.explainRule';

/** What a diagnostic's code leads to. */
export function rulePageLink(rule: string): vscode.Uri {
  return vscode.Uri.parse(`command:${explainRuleCommand}?${encodeURIComponent(JSON.stringify([rule]))}`);
}

export function registerRulePages(): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      provideTextDocumentContent: ({ path }) =>
        rulePage(path.replace(/^\/|\.md$/g, '')) ?? 'There is no such rule.',
    }),
    vscode.commands.registerCommand(explainRuleCommand, async (rule?: unknown) => {
      const id = typeof rule === 'string' ? rule : await chooseRule();
      if (id === undefined || rulePage(id) === undefined) return;
      const page = vscode.Uri.from({ scheme, path: `/${id}.md` });
      await vscode.commands.executeCommand('markdown.showPreviewToSide', page);
    }),
  );
}

async function chooseRule(): Promise<string | undefined> {
  const items = rulesWithPages.map(({ id, title }) => ({ label: id, description: title }));
  const placeHolder = 'A rule, to read what it says and why';
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true }))?.label;
}

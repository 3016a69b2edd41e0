// Pages of rules and codes inside VS Code, without the network: read-only documents of our own scheme. The manifest
// (workbench.editorAssociations) has VS Code open them in its Markdown preview.
import * as vscode from 'vscode';
import { rulePage } from '../check';
import { describeBundled, describeDiagnosis } from '../check/describe';
import type { CodeTables } from '../codes/tables';
import { today } from './checker';
import type { Configurations } from './configuration';

const scheme = 'claimlint';

export function registerPages(configurations: Configurations, tables: () => CodeTables): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(scheme, {
    provideTextDocumentContent({ path }) {
      const [, room, ...rest] = path.replace(/\.md$/, '').split('/');
      const name = rest.join('/');
      const page =
        room === 'rules'
          ? rulePage(name, configurations.packRules())
          : room === 'diagnoses'
            ? describeDiagnosis(name, { tables: tables(), date: today() })
            : describeBundled(name, tables());
      return page ?? vscode.l10n.t('There is no such page.');
    },
  });
}

/** Address of the page `rules/needling/muscle-count`, `codes/20561` or `diagnoses/M7918`. */
export function pageUri(name: string): vscode.Uri {
  return vscode.Uri.from({ scheme, path: `/${name}.md` });
}

/** Shows a page beside the editor. */
export async function showPage(name: string): Promise<void> {
  await vscode.commands.executeCommand('vscode.open', pageUri(name), vscode.ViewColumn.Beside);
}

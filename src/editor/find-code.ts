// "Find a code": by number or by words, among the cards, modifiers and places of service; the choice opens as a page.
import * as vscode from 'vscode';
import { describeBundled } from '../check/describe';
import { allCards, allModifiers, allPlacesOfService } from '../codes';
import type { CodeTables } from '../codes/tables/lookup';
import { showPage } from './pages';

interface CodeItem extends vscode.QuickPickItem {
  readonly code?: string;
}

export function registerFindCode(tables: () => CodeTables): vscode.Disposable {
  return vscode.commands.registerCommand('claimlint.findCode', async () => {
    const chosen = await vscode.window.showQuickPick(items(), {
      placeHolder: 'A number or words, such as 20561, trigger point, distinct, office',
      matchOnDescription: true,
      matchOnDetail: true,
    });
    if (chosen?.code === undefined) return;
    const page = describeBundled(chosen.code, tables());
    if (page !== undefined) await showPage(`codes/${chosen.code}`);
  });
}

function items(): CodeItem[] {
  return [
    { label: 'Procedure codes', kind: vscode.QuickPickItemKind.Separator },
    ...allCards().map(({ code, short, title }) => ({ label: code, description: short, detail: title, code })),
    { label: 'Modifiers', kind: vscode.QuickPickItemKind.Separator },
    ...allModifiers().map(({ code, title, meaning }) => ({
      label: code,
      description: title,
      detail: meaning,
      code,
    })),
    { label: 'Places of service', kind: vscode.QuickPickItemKind.Separator },
    ...allPlacesOfService().map(({ code, name }) => ({ label: code, description: name, code })),
  ];
}

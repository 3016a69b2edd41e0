// "Find a code": by number or by words, among the cards, the modifiers, the places of service and the imported tables;
// the choice opens as a page.
import * as vscode from 'vscode';
import { allCards, allModifiers, allPlacesOfService } from '../codes';
import type { CodeTables, FoundCode } from '../codes/tables';
import { today } from './checker';
import { showPage } from './pages';

interface CodeItem extends vscode.QuickPickItem {
  readonly page?: string;
}

const mostFound = 100;

export function registerFindCode(tables: () => CodeTables): vscode.Disposable {
  return vscode.commands.registerCommand('claimlint.findCode', () => {
    const picker = vscode.window.createQuickPick<CodeItem>();
    picker.placeholder = vscode.l10n.t('A number or words, such as 20561, trigger point, distinct, office');
    picker.matchOnDescription = true;
    picker.matchOnDetail = true;
    const bundled = bundledItems();
    picker.items = bundled;
    picker.onDidChangeValue((words) => {
      const found = words.trim().length < 2 ? [] : (tables().search?.(words, today(), mostFound) ?? []);
      picker.items = [...bundled, ...tableItems(found)];
    });
    picker.onDidAccept(() => {
      const page = picker.selectedItems[0]?.page;
      picker.hide();
      if (page !== undefined) void showPage(page);
    });
    picker.onDidHide(() => picker.dispose());
    picker.show();
  });
}

function bundledItems(): CodeItem[] {
  return [
    separator(vscode.l10n.t('Procedure codes with a card')),
    ...allCards().map(({ code, short, title }) => ({
      label: code,
      description: short,
      detail: title,
      page: `codes/${code}`,
    })),
    separator('Modifiers'),
    ...allModifiers().map(({ code, title, meaning }) => ({
      label: code,
      description: title,
      detail: meaning,
      page: `codes/${code}`,
    })),
    separator(vscode.l10n.t('Places of service')),
    ...allPlacesOfService().map(({ code, name }) => ({
      label: code,
      description: name,
      page: `codes/${code}`,
    })),
  ];
}

function tableItems(found: readonly FoundCode[]): CodeItem[] {
  if (found.length === 0) return [];
  return [
    separator(vscode.l10n.t('Imported tables')),
    ...found.map(({ code, title, kind, vintage }) => ({
      label: code,
      description: title,
      detail: vintage,
      page: `${kind === 'diagnosis' ? 'diagnoses' : 'codes'}/${code}`,
      alwaysShow: true,
    })),
  ];
}

function separator(label: string): CodeItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

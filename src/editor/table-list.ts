// "Code tables": which are imported, of which quarter, and which the open claims still need.
import * as vscode from 'vscode';
import {
  type CodeTables,
  type Setting,
  type TableStatus,
  type TablesStatus,
  tableStatus,
} from '../codes/tables';
import { serviceDate } from '../rules/rule';
import type { Documents } from './documents';

const icons: Readonly<Record<TableStatus['state'], string>> = {
  loaded: 'check',
  missing: 'circle-slash',
  'out-of-date': 'history',
  incomplete: 'warning',
};

/** The state of the tables for the dates and settings of the claims that are open. */
export function statusForOpenClaims(documents: Documents, tables: CodeTables): TablesStatus {
  const dates = new Set<string>();
  let isHospital = false;
  for (const { own } of documents.all())
    for (const { claim } of own.claims) {
      isHospital ||= claim.kind === 'institutional';
      for (const line of claim.serviceLines) {
        const date = serviceDate(line);
        if (date !== undefined) dates.add(date);
      }
    }
  const asked: readonly Setting[] = isHospital ? ['practitioner', 'outpatient'] : ['practitioner'];
  return tableStatus(tables, [...dates], asked);
}

export function registerTableList(documents: Documents, tables: () => CodeTables): vscode.Disposable {
  return vscode.commands.registerCommand('claimlint.showTables', async () => {
    const { tables: list, summary } = statusForOpenClaims(documents, tables());
    const items = list.map(({ name, state, words, loaded }) => ({
      label: `$(${icons[state]}) ${name}`,
      description: loaded.map(({ vintage }) => vintage).join(', '),
      detail: words,
    }));
    const importing = {
      label: `$(folder-opened) ${vscode.l10n.t('Import Code Tables…')}`,
      detail: vscode.l10n.t('Files as downloaded from CMS or NCHS'),
    };
    const chosen = await vscode.window.showQuickPick([...items, importing], { title: summary });
    if (chosen === importing) await vscode.commands.executeCommand('claimlint.importTables');
  });
}

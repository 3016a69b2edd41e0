// The status bar item: shown for claims and notes, and tells on what the check rests.
import * as vscode from 'vscode';
import type { CodeTables } from '../codes/tables';
import type { FormatId } from '../model/claim';
import type { Checked, Documents } from './documents';
import { statusForOpenClaims } from './table-list';

const contextKey = 'claimlint.isChecked';
const menuCommand = 'claimlint.showMenu';

export function registerStatusBar(documents: Documents, tables: () => CodeTables): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('claimlint.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Claimlint';
  item.command = menuCommand;
  const update = (renewed?: Checked) => {
    // What is told here does not change with a claim of a large file.
    if (renewed?.isWhole === false) return;
    const document = vscode.window.activeTextEditor?.document;
    const checked = document && documents.all().find((result) => result.document === document);
    void vscode.commands.executeCommand('setContext', contextKey, checked !== undefined);
    if (!checked) {
      item.hide();
      return;
    }
    const { summary } = statusForOpenClaims(documents, tables());
    item.text = `$(checklist) Claimlint · ${summary.replace('Code tables', 'code tables')}`;
    item.tooltip = describe(checked, summary);
    item.accessibilityInformation = {
      label: `Claimlint: ${formatNames[checked.format]}, ${foundInWords(checked.findings.length)}. ${summary}`,
    };
    item.show();
  };
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(() => update()),
    documents.onDidCheck(update),
    documents.onDidForget(() => update()),
    vscode.commands.registerCommand(menuCommand, showMenu),
  );
}

const menu = [
  [
    `$(question) ${vscode.l10n.t('Why is this (not) flagged?')}`,
    vscode.l10n.t('Every rule that was considered, with the reason'),
    'claimlint.showVerdicts',
  ],
  [
    `$(database) ${vscode.l10n.t('Code tables')}`,
    vscode.l10n.t('What is imported, of which quarter, what is missing'),
    'claimlint.showTables',
  ],
  [
    `$(search) ${vscode.l10n.t('Find a code…')}`,
    vscode.l10n.t('By number or by words'),
    'claimlint.findCode',
  ],
  [
    `$(run-all) ${vscode.l10n.t('Check the workspace')}`,
    vscode.l10n.t('Every claim file of the folder with its notes'),
    'claimlint.checkWorkspace',
  ],
  [`$(output) ${vscode.l10n.t('Show the log')}`, vscode.l10n.t('Without patient data'), 'claimlint.showLog'],
] as const;

async function showMenu(): Promise<void> {
  const items = menu.map(([label, detail, command]) => ({ label, detail, command }));
  const chosen = await vscode.window.showQuickPick(items, { title: 'Claimlint' });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}

const formatNames: Readonly<Record<FormatId, string>> = {
  'x12-837p': '837P',
  'x12-837i': '837I',
  'x12-837d': '837D',
  fhir: vscode.l10n.t('FHIR claim'),
  'fhir-ndjson': vscode.l10n.t('FHIR claims'),
  csv: vscode.l10n.t('Charges (CSV)'),
  claim: 'Claim',
  'hl7-dft': 'HL7 DFT',
  note: vscode.l10n.t('Clinical note'),
  unknown: vscode.l10n.t('Not readable'),
};

function describe({ own, findings }: Checked, tables: string): string {
  const profiles = [...new Set(own.claims.map(({ profile }) => profile.name))];
  return [
    `${formatNames[own.format]}: ${foundInWords(findings.length)}`,
    ...(own.claims.length > 1 ? [vscode.l10n.t('Claims: {0}', own.claims.length)] : []),
    ...(profiles.length > 0 ? [vscode.l10n.t('Payer profile: {0}', profiles.join(', '))] : []),
    tables,
  ].join('\n');
}

function foundInWords(count: number): string {
  return count === 0
    ? vscode.l10n.t('nothing found')
    : count === 1
      ? vscode.l10n.t('1 finding')
      : vscode.l10n.t('{0} findings', count);
}

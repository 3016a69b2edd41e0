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
    '$(question) Why is this (not) flagged?',
    'Every rule that was considered, with the reason',
    'claimlint.showVerdicts',
  ],
  ['$(database) Code tables', 'What is imported, of which quarter, what is missing', 'claimlint.showTables'],
  ['$(search) Find a code…', 'By number or by words', 'claimlint.findCode'],
  [
    '$(run-all) Check the workspace',
    'Every claim file of the folder with its notes',
    'claimlint.checkWorkspace',
  ],
  ['$(output) Show the log', 'Without patient data', 'claimlint.showLog'],
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
  fhir: 'FHIR claim',
  'fhir-ndjson': 'FHIR claims',
  csv: 'Charges (CSV)',
  claim: 'Claim',
  'hl7-dft': 'HL7 DFT',
  note: 'Clinical note',
  unknown: 'Not readable',
};

function describe({ own, findings }: Checked, tables: string): string {
  const profiles = [...new Set(own.claims.map(({ profile }) => profile.name))];
  return [
    `${formatNames[own.format]}: ${foundInWords(findings.length)}`,
    ...(own.claims.length > 1 ? [`Claims: ${own.claims.length}`] : []),
    ...(profiles.length > 0 ? [`Payer profile: ${profiles.join(', ')}`] : []),
    tables,
  ].join('\n');
}

function foundInWords(count: number): string {
  return count === 0 ? 'nothing found' : count === 1 ? '1 finding' : `${count} findings`;
}

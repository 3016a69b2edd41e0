// The status bar item: shown for claims and notes, and tells on what the check rests.
import * as vscode from 'vscode';
import type { CodeTables } from '../codes/tables/lookup';
import type { Checked, Documents } from './documents';
import { statusForOpenClaims } from './table-list';

const contextKey = 'claimlint.isChecked';

export function registerStatusBar(documents: Documents, tables: () => CodeTables): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('claimlint.status', vscode.StatusBarAlignment.Right, 100);
  item.name = 'Claimlint';
  item.command = 'claimlint.showVerdicts';
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    const checked = document && documents.all().find((result) => result.document === document);
    void vscode.commands.executeCommand('setContext', contextKey, checked !== undefined);
    if (!checked) {
      item.hide();
      return;
    }
    item.text = `$(checklist) ${formatNames[checked.format] ?? checked.format}`;
    item.tooltip = describe(checked, statusForOpenClaims(documents, tables()).summary);
    item.accessibilityInformation = {
      label: `Claimlint: ${checked.format}, ${checked.findings.length} findings`,
    };
    item.show();
  };
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    documents.onDidCheck(update),
    documents.onDidForget(update),
  );
}

const formatNames: Readonly<Record<string, string>> = {
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
    `Claimlint: ${findings.length === 0 ? 'nothing found' : `${findings.length} to look at`}`,
    ...(own.claims.length > 0 ? [`Claims: ${own.claims.length}`] : []),
    ...(profiles.length > 0 ? [`Payer profile: ${profiles.join(', ')}`] : []),
    tables,
  ].join('\n');
}

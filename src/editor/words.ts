// Counts of findings in words, the same in lenses, views and messages.
import * as vscode from 'vscode';
import type { Severity } from '../model/finding';

/** "2 errors, 1 warning", or "nothing found". */
export function findingsInWords(findings: readonly { readonly severity: Severity }[]): string {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  const errors = count('error');
  const warnings = count('warning');
  const information = count('information');
  const said = [
    errors === 1 ? vscode.l10n.t('1 error') : errors > 1 ? vscode.l10n.t('{0} errors', errors) : '',
    warnings === 1 ? vscode.l10n.t('1 warning') : warnings > 1 ? vscode.l10n.t('{0} warnings', warnings) : '',
    information > 0 ? vscode.l10n.t('{0} for information', information) : '',
  ].filter((part) => part !== '');
  return said.length > 0 ? said.join(', ') : vscode.l10n.t('nothing found');
}

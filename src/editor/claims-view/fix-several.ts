// "Fix Several": the same kind of fix at many places of a file, shown before it is made.
import * as vscode from 'vscode';
import type { ResolvedFix } from '../../model/finding';
import type { Checked, Documents } from '../documents';
import { editOf } from '../workspace-edit';

/** A file that was not open is checked first; longer than this nobody waits, in milliseconds. */
const patience = 30_000;

interface FixItem extends vscode.QuickPickItem {
  readonly fixes: readonly ResolvedFix[];
}

/** Asks which fixes are to be made in a file, or in one of its claims, and shows what they change. */
export async function fixSeveral(documents: Documents, uri: vscode.Uri, claimIndex?: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const checked = await whenChecked(documents, document);
  const items = checked ? fixesOf(checked, claimIndex) : [];
  if (!checked || items.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No finding here has a quick fix.'));
    return;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Fix several findings'),
    placeHolder: vscode.l10n.t('The changes are shown before they are made'),
    canPickMany: true,
  });
  const fixes = chosen?.flatMap((item) => item.fixes) ?? [];
  const edit = editOf(fixes, checked, vscode.l10n.t('Claimlint: fix several findings'));
  if (!edit) return;
  await vscode.window.showTextDocument(document, { preview: true });
  await vscode.workspace.applyEdit(edit);
}

/** Fixes of a kind: the same rule, and the same title but for numbers. */
function fixesOf(checked: Checked, claimIndex: number | undefined): FixItem[] {
  const kinds = new Map<string, { title: string; rule: string; fixes: ResolvedFix[] }>();
  for (const { rule, fixes, claimIndex: claim } of checked.own.findings) {
    if (claimIndex !== undefined && claim !== claimIndex) continue;
    for (const fix of fixes) {
      const key = `${rule} ${fix.title}`;
      const kind = kinds.get(key);
      if (kind) kind.fixes.push(fix);
      else kinds.set(key, { title: fix.title, rule, fixes: [fix] });
    }
  }
  return [...kinds.values()].map(({ title, rule, fixes }) => ({
    label: title,
    description: fixes.length === 1 ? '' : vscode.l10n.t('{0} places', fixes.length),
    detail: rule,
    fixes,
  }));
}

async function whenChecked(
  documents: Documents,
  document: vscode.TextDocument,
): Promise<Checked | undefined> {
  const known = documents.of(document);
  if (known) return known;
  return new Promise((resolve) => {
    const settle = (checked?: Checked) => {
      subscription.dispose();
      clearTimeout(timer);
      resolve(checked);
    };
    const subscription = documents.onDidCheck((checked) => {
      if (checked.document === document) settle(checked);
    });
    const timer = setTimeout(() => settle(), patience);
  });
}

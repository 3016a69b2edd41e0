// "Why is this (not) flagged?": every rule that was considered for a claim, with its verdict and the reason.
import * as vscode from 'vscode';
import type { Judgement, Verdict } from '../model/finding';
import type { Documents } from './documents';
import { touches } from './positions';
import { explainRuleCommand } from './rule-pages';

export const verdictsCommand = 'claimlint.showVerdicts';

/** In the order in which one wants to know. */
const verdictsInOrder: readonly (readonly [Verdict, string, string])[] = [
  ['fail', 'error', vscode.l10n.t('Found')],
  ['cannot-tell', 'question', vscode.l10n.t('Cannot be told from what is there')],
  ['no-data', 'circle-slash', vscode.l10n.t('Not checked: a table or the note is missing')],
  ['ignored', 'eye-closed', vscode.l10n.t('Ignored, with a reason')],
  ['pass', 'check', vscode.l10n.t('Passed')],
];

interface VerdictItem extends vscode.QuickPickItem {
  readonly rule?: string;
}

export function registerVerdicts(documents: Documents): vscode.Disposable {
  return vscode.commands.registerCommand(verdictsCommand, async (uri?: vscode.Uri, claimIndex?: number) => {
    const editor = vscode.window.activeTextEditor;
    const document = uri ? await vscode.workspace.openTextDocument(uri) : editor?.document;
    const checked = document && documents.of(document);
    const offset = document && editor && !uri ? document.offsetAt(editor.selection.active) : undefined;
    const claim = checked?.own.claims.find(
      (candidate) =>
        (offset !== undefined && touches(candidate.range, offset)) ||
        (claimIndex !== undefined && candidate.claim.index === claimIndex),
    );
    if (!claim) {
      void vscode.window.showInformationMessage(vscode.l10n.t('Put the cursor into a claim first.'));
      return;
    }
    const line =
      offset === undefined
        ? undefined
        : claim.claim.serviceLines.find(({ range }) => offset >= range.start && offset <= range.end);
    const about = line ? vscode.l10n.t('service line {0}', line.number) : vscode.l10n.t('this claim');
    const judgements = claim.judgements.filter(
      (judgement) => !line || judgement.line === undefined || judgement.line === line.number,
    );
    const chosen = await vscode.window.showQuickPick(itemsOf(judgements), {
      title: vscode.l10n.t('Why is {0} (not) flagged?', about),
      placeHolder: vscode.l10n.t('Every rule that was considered; choose one to read its page'),
      matchOnDetail: true,
    });
    if (chosen?.rule !== undefined) await vscode.commands.executeCommand(explainRuleCommand, chosen.rule);
  });
}

function itemsOf(judgements: readonly Judgement[]): VerdictItem[] {
  return verdictsInOrder.flatMap(([verdict, icon, label]) => {
    const own = judgements.filter((judgement) => judgement.verdict === verdict);
    if (own.length === 0) return [];
    return [
      { label, kind: vscode.QuickPickItemKind.Separator },
      ...own.map(({ rule, line, reason }) => ({
        label: `$(${icon}) ${rule}`,
        description: line === undefined ? '' : vscode.l10n.t('line {0}', line),
        detail: reason,
        rule,
      })),
    ];
  });
}

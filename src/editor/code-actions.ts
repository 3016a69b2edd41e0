// The light bulb: fixes of findings, drafts (a provider query, headings to fill in), and to ignore with a reason.
// Nothing is preferred and nothing is fixed on save but what changes no meaning: the choice is the coder's.
import * as vscode from 'vscode';
import type { Draft, Finding, ResolvedFix } from '../model/finding';
import type { Checked, Documents } from './documents';
import { insertDraftCommand, openDraftCommand } from './drafts';
import { ignoreCommand } from './ignore';
import { rangesIn } from './positions';
import { explainRuleCommand } from './rule-pages';
import { isSegmentView } from './segment-view-address';
import { editOf } from './workspace-edit';

const fixAll = vscode.CodeActionKind.SourceFixAll.append('claimlint');

export function registerCodeActions(documents: Documents): vscode.Disposable {
  return vscode.languages.registerCodeActionsProvider(
    '*',
    {
      provideCodeActions(document, range, { diagnostics, only }) {
        // A view cannot be edited.
        if (isSegmentView(document.uri)) return [];
        const checked = documents.of(document);
        if (!checked) return [];
        if (only?.contains(fixAll)) return fixAllAction(checked);
        const own = diagnostics.filter(({ source }) => source === 'Claimlint');
        // By offsets first: a batch has thousands of findings, and a handful here.
        const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
        const here = checked.findings.filter(({ at }) => at.range.start <= end && at.range.end >= start);
        if (here.length === 0) return [];
        const place = rangesIn(checked.own.text);
        return here.flatMap((finding) =>
          actionsOf(finding, checked, diagnosticOf(finding, place(finding.at.range), own)),
        );
      },
    },
    { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix, fixAll] },
  );
}

/** In the order in which a careful coder considers them: fix, ask, accept, read more. */
function actionsOf(
  finding: Finding,
  checked: Checked,
  diagnostic: vscode.Diagnostic | undefined,
): vscode.CodeAction[] {
  const actions = [
    ...finding.fixes.flatMap((fix) => fixAction(fix, checked)),
    ...finding.drafts.map((draft) => draftAction(draft)),
    commandAction(vscode.l10n.t('Ignore {0} here, with a reason…', finding.rule), ignoreCommand, [
      checked.document.uri,
      finding,
    ]),
    commandAction(vscode.l10n.t('Explain {0}', finding.rule), explainRuleCommand, [finding.rule]),
  ];
  if (diagnostic) for (const action of actions) action.diagnostics = [diagnostic];
  return actions;
}

function fixAction(fix: ResolvedFix, checked: Checked): vscode.CodeAction[] {
  // A fix that touches more than one file is shown before it is made.
  const edit = editOf([fix], checked, fix.edits.length > 1 ? fix.title : undefined);
  if (!edit) return [];
  const action = new vscode.CodeAction(fix.title, vscode.CodeActionKind.QuickFix);
  action.edit = edit;
  return [action];
}

function draftAction(draft: Draft): vscode.CodeAction {
  return draft.kind === 'new-document'
    ? commandAction(draft.title, openDraftCommand, [draft])
    : commandAction(draft.title, insertDraftCommand, [draft]);
}

function commandAction(title: string, command: string, words: unknown[]): vscode.CodeAction {
  const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
  action.command = { command, title, arguments: words };
  return action;
}

/** One edit with every lossless fix of the file; of two that overlap the first stands. */
function fixAllAction(checked: Checked): vscode.CodeAction[] {
  const lossless = checked.findings.flatMap(({ fixes }) => fixes.filter((fix) => fix.lossless).slice(0, 1));
  const here = lossless.filter(({ edits }) => edits.every(({ path }) => path === checked.path));
  const edit = editOf(here, checked);
  if (!edit) return [];
  const action = new vscode.CodeAction(
    vscode.l10n.t('Apply all Claimlint clean-ups that change no meaning'),
    fixAll,
  );
  action.edit = edit;
  return [action];
}

function diagnosticOf(
  finding: Finding,
  range: vscode.Range,
  diagnostics: readonly vscode.Diagnostic[],
): vscode.Diagnostic | undefined {
  return diagnostics.find(
    ({ code, message, range: where }) =>
      typeof code === 'object' &&
      code.value === finding.rule &&
      message === finding.message &&
      where.isEqual(range),
  );
}

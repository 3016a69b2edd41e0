// "Ignore here, with a reason": asks for the reason and writes it where the team sees it.
import * as vscode from 'vscode';
import { evidenceMark } from '../check';
import type { Finding } from '../model/finding';
import { type Configurations, configurationFileIn } from './configuration';
import type { Checked, Documents } from './documents';
import {
  commentInClaim,
  commentInNote,
  entryInConfiguration,
  outdatedComment,
  outdatedEntry,
  type Reason,
  renewedComment,
} from './ignore-text';
import { rangeIn } from './positions';

export const ignoreCommand = 'claimlint.ignoreFinding';

export function registerIgnore(documents: Documents, configurations: Configurations): vscode.Disposable {
  return vscode.commands.registerCommand(
    ignoreCommand,
    async (uri: vscode.Uri, finding: Finding, given?: string) => {
      const document = await vscode.workspace.openTextDocument(uri);
      const checked = documents.of(document);
      if (!checked) return;
      const writing =
        checked.format === 'claim' || checked.format === 'note'
          ? asComment(uri, finding, checked)
          : intoConfiguration(uri, finding, configurations);
      if (!writing) return;
      const reason = given ?? (await askForReason(finding, writing.reasonBefore));
      if (reason === undefined) return;
      const edit = writing.edit({ reason, mark: markOf(finding, checked) });
      if (edit) await vscode.workspace.applyEdit(edit);
    },
  );
}

/** Where and how the reason is written down. */
interface Writing {
  /** What was given as the reason when the finding was accepted before it changed. */
  readonly reasonBefore?: string | undefined;
  readonly edit: (reason: Reason) => vscode.WorkspaceEdit | undefined;
}

function askForReason(finding: Finding, before: string | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: vscode.l10n.t('Ignore {0}', finding.rule),
    prompt: vscode.l10n.t(
      'Why is this right as it stands? The reason is kept with the ignored finding, for whoever reads it next. When the text that the finding rests on changes, the finding is shown again.',
    ),
    placeHolder: vscode.l10n.t('For example: provider confirmed by addendum of 3 March'),
    ...(before === undefined ? {} : { value: before }),
    validateInput: (text) =>
      text.trim() === '' ? vscode.l10n.t('A finding is ignored only with a reason.') : undefined,
  });
}

/** The mark of what the finding rests on, in its claim and in the note behind it. */
function markOf(finding: Finding, { own, all }: Checked): string | undefined {
  const isIts = ({ rule, claimIndex, line }: Finding) =>
    rule === finding.rule && claimIndex === finding.claimIndex && line === finding.line;
  const document = [own, ...all].find(({ claims, findings }) => claims.length > 0 && findings.some(isIts));
  const claim = document?.claims.find((candidate) => candidate.claim.index === finding.claimIndex);
  if (!document || !claim) return undefined;
  const line = claim.claim.serviceLines.find(({ number }) => number === finding.line);
  return evidenceMark(finding, document.text, claim.noteFor(line));
}

function asComment(uri: vscode.Uri, finding: Finding, { format, own: { text, claims } }: Checked): Writing {
  const claim = claims.find((candidate) => candidate.claim.index === finding.claimIndex)?.claim;
  const outdated = outdatedComment(text, claim, finding);
  return {
    reasonBefore: outdated?.reason,
    edit(reason) {
      const { range, newText } = outdated
        ? renewedComment(outdated, reason)
        : format === 'note'
          ? commentInNote(text, finding, reason)
          : commentInClaim(text, claim, finding, reason);
      const edit = new vscode.WorkspaceEdit();
      edit.replace(uri, rangeIn(text, range), newText);
      return edit;
    },
  };
}

/** A format without comments: the entry goes into the team's file, which is made when there is none. */
function intoConfiguration(
  uri: vscode.Uri,
  finding: Finding,
  configurations: Configurations,
): Writing | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t(
        'This format has no comments, so ignored findings are kept in .claimlint.yaml of a folder. Open the folder of this file first.',
      ),
    );
    return undefined;
  }
  const team = configurations.teamOf(uri);
  const text = team?.text ?? '';
  const outdated = outdatedEntry(configurations.of(uri).ignores, finding);
  return {
    reasonBefore: outdated?.reason,
    edit(reason) {
      const edits = entryInConfiguration(text, finding, reason, outdated);
      if (!edits) {
        void vscode.window.showWarningMessage(
          vscode.l10n.t(
            '.claimlint.yaml could not be extended: please correct it first, or add the entry under "ignores:" by hand.',
          ),
        );
        return undefined;
      }
      const edit = new vscode.WorkspaceEdit();
      const file = configurationFileIn(folder);
      if (!team) edit.createFile(file, { ignoreIfExists: true });
      for (const { range, newText } of edits) edit.replace(file, rangeIn(text, range), newText);
      return edit;
    },
  };
}

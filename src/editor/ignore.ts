// "Ignore here, with a reason": asks for the reason and writes it where the team sees it.
import * as vscode from 'vscode';
import type { Finding } from '../model/finding';
import { type Configurations, configurationFileIn } from './configuration';
import type { Documents } from './documents';
import { commentInClaim, commentInNote, entryInConfiguration } from './ignore-text';
import { rangeIn } from './positions';

export const ignoreCommand = 'claimlint.ignoreFinding';

export function registerIgnore(documents: Documents, configurations: Configurations): vscode.Disposable {
  return vscode.commands.registerCommand(
    ignoreCommand,
    async (uri: vscode.Uri, finding: Finding, given?: string) => {
      const reason = given ?? (await askForReason(finding));
      if (reason === undefined) return;
      const edit = await ignoringEdit(uri, finding, reason, documents, configurations);
      if (edit) await vscode.workspace.applyEdit(edit);
    },
  );
}

function askForReason(finding: Finding): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: `Ignore ${finding.rule}`,
    prompt:
      'Why is this right as it stands? The reason is kept with the ignored finding, for whoever reads it next.',
    placeHolder: 'For example: provider confirmed by addendum of 3 March',
    validateInput: (text) => (text.trim() === '' ? 'A finding is ignored only with a reason.' : undefined),
  });
}

async function ignoringEdit(
  uri: vscode.Uri,
  finding: Finding,
  reason: string,
  documents: Documents,
  configurations: Configurations,
): Promise<vscode.WorkspaceEdit | undefined> {
  const document = await vscode.workspace.openTextDocument(uri);
  const checked = documents.of(document);
  if (!checked) return undefined;
  const edit = new vscode.WorkspaceEdit();
  if (checked.format === 'claim' || checked.format === 'note') {
    const { text, claims } = checked.own;
    const claim = claims.find((candidate) => candidate.claim.index === finding.claimIndex)?.claim;
    const { range, newText } =
      checked.format === 'note'
        ? commentInNote(text, finding, reason)
        : commentInClaim(text, claim, finding, reason);
    edit.replace(uri, rangeIn(text, range), newText);
    return edit;
  }
  return intoConfiguration(uri, finding, reason, configurations);
}

/** A format without comments: the entry goes into the team's file, which is made when there is none. */
function intoConfiguration(
  uri: vscode.Uri,
  finding: Finding,
  reason: string,
  configurations: Configurations,
): vscode.WorkspaceEdit | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (!folder) {
    void vscode.window.showWarningMessage(
      'This format has no comments, so ignored findings are kept in .claimlint.yaml of a folder. Open the folder of this file first.',
    );
    return undefined;
  }
  const team = configurations.teamOf(uri);
  const text = team?.text ?? '';
  const entry = entryInConfiguration(text, finding, reason);
  if (!entry) {
    void vscode.window.showWarningMessage(
      '.claimlint.yaml could not be extended: please correct it first, or add the entry under "ignores:" by hand.',
    );
    return undefined;
  }
  const edit = new vscode.WorkspaceEdit();
  const file = configurationFileIn(folder);
  if (!team) edit.createFile(file, { ignoreIfExists: true });
  edit.replace(file, rangeIn(text, entry.range), entry.newText);
  return edit;
}

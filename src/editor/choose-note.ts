// "Which note?": where several notes fit a claim, or none does, the user says; the answer is remembered in the workspace.
import * as vscode from 'vscode';
import type { ChosenNotes } from './chosen-notes';
import type { Documents } from './documents';
import type { Files } from './files';
import { pathOf } from './positions';

export const chooseNoteCommand = 'claimlint.chooseNote';

export function registerChooseNote(
  documents: Documents,
  files: Files,
  chosenNotes: ChosenNotes,
): vscode.Disposable {
  return vscode.commands.registerCommand(
    chooseNoteCommand,
    async (given?: vscode.Uri, _path?: string, fitting: readonly string[] = []) => {
      const document = given
        ? await vscode.workspace.openTextDocument(given)
        : vscode.window.activeTextEditor?.document;
      const checked = document && documents.of(document);
      if (!checked || checked.own.note) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('Open a claim first: the note is chosen for the claim in the editor.'),
        );
        return;
      }
      const candidates = await notesAround(checked.document.uri, files);
      const items = candidates.map((uri) => ({
        label: uri.path.split('/').at(-1) ?? uri.path,
        description: fitting.includes(pathOf(uri))
          ? vscode.l10n.t('fits this claim')
          : vscode.workspace.asRelativePath(uri),
        picked: fitting.includes(pathOf(uri)),
        path: pathOf(uri),
      }));
      items.sort((a, b) => Number(b.picked) - Number(a.picked));
      const chosen = await vscode.window.showQuickPick(items, {
        placeHolder: vscode.l10n.t('The clinical note that belongs to this claim'),
      });
      if (chosen) await chosenNotes.choose(checked.path, chosen.path);
    },
  );
}

async function notesAround(uri: vscode.Uri, files: Files): Promise<readonly vscode.Uri[]> {
  const around = await files.around(uri);
  return around.filter(({ path }) => /\.(note|soap|txt|md)$/i.test(path));
}

// "Mask Identifiers": a copy of a claim and its notes without the people in it, in a folder of the user's choice.
import * as vscode from 'vscode';
import { maskDocuments } from '../mask';
import type { Documents } from './documents';
import { pathOf } from './positions';

export function registerMaskIdentifiers(documents: Documents): vscode.Disposable {
  return vscode.commands.registerCommand(
    'claimlint.maskIdentifiers',
    async (givenFile?: vscode.Uri, givenFolder?: vscode.Uri) => {
      const { l10n } = vscode;
      const uri = givenFile ?? vscode.window.activeTextEditor?.document.uri;
      const checked = uri && documents.all().find(({ document }) => pathOf(document.uri) === pathOf(uri));
      if (!checked) {
        void vscode.window.showInformationMessage(l10n.t('Open a claim or a note first.'));
        return;
      }
      const folder = givenFolder ?? (await askForFolder());
      if (!folder) return;
      const originals = checked.all.flatMap(({ path, text, format }) => {
        const original = checked.uriOf(path);
        return original && format !== 'unknown' ? [{ name: nameOf(original), text, format }] : [];
      });
      // A seed that nobody keeps: from a copy nobody finds the way back.
      const copies = maskDocuments(originals, crypto.randomUUID());
      const files = copies.map(({ name, text }) => ({ uri: vscode.Uri.joinPath(folder, name), text }));
      const taken = await existing(files.map((file) => file.uri));
      if (taken.length > 0) {
        const names = taken.map(nameOf).join(', ');
        void vscode.window.showWarningMessage(
          l10n.t('Nothing was written: {0} is in that folder already. Choose an empty folder.', names),
        );
        return;
      }
      for (const { uri: file, text } of files)
        await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
      const [first] = files;
      if (first) await vscode.window.showTextDocument(first.uri, { preview: false });
      void vscode.window.showInformationMessage(
        l10n.t(
          'The copy is written. Names that stand only in the free text of a note cannot be known: read the copy before you pass it on.',
        ),
      );
    },
  );
}

async function askForFolder(): Promise<vscode.Uri | undefined> {
  const { l10n } = vscode;
  const chosen = await vscode.window.showOpenDialog({
    title: l10n.t('Where is the copy to be put?'),
    openLabel: l10n.t('Write Copy Here'),
    canSelectFiles: false,
    canSelectFolders: true,
  });
  return chosen?.[0];
}

async function existing(uris: readonly vscode.Uri[]): Promise<readonly vscode.Uri[]> {
  const found = await Promise.all(
    uris.map((uri) =>
      vscode.workspace.fs.stat(uri).then(
        () => [uri],
        () => [],
      ),
    ),
  );
  return found.flat();
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.split('/').at(-1) ?? '';
}

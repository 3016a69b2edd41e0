// Links to a place in a file, for hovers and lenses: a note opens beside the claim and not instead of it.
import * as vscode from 'vscode';
import type { TextRange } from '../model/text';

export const showPlaceCommand = 'claimlint.showPlace';

/** A link for Markdown; needs `showPlaceCommand` among the trusted commands of the Markdown string. */
export function placeLink(uri: vscode.Uri, { start, end }: TextRange): string {
  return `command:${showPlaceCommand}?${encodeURIComponent(JSON.stringify([uri.toString(), start, end]))}`;
}

export function registerPlaces(): vscode.Disposable {
  return vscode.commands.registerCommand(
    showPlaceCommand,
    async (address: string, start: number, end: number) => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(address, true));
      const selection = new vscode.Range(document.positionAt(start), document.positionAt(end));
      await vscode.window.showTextDocument(document, {
        selection,
        viewColumn: columnFor(document),
        preserveFocus: false,
      });
    },
  );
}

/** Where the file is shown already, else beside the active editor. */
function columnFor({ uri }: vscode.TextDocument): vscode.ViewColumn {
  const shown = vscode.window.visibleTextEditors.find(
    (editor) => editor.document.uri.toString() === uri.toString(),
  );
  return shown?.viewColumn ?? vscode.ViewColumn.Beside;
}

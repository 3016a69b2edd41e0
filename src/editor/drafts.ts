// Help with writing: a provider query as a new, unsaved document; missing headings put into the note.
import * as vscode from 'vscode';
import type { Draft } from '../model/finding';
import type { Documents } from './documents';
import { rangesIn } from './positions';

export const openDraftCommand = 'claimlint.openDraft';
export const insertDraftCommand = 'claimlint.insertDraft';

type NewDocument = Extract<Draft, { kind: 'new-document' }>;
type Insertion = Extract<Draft, { kind: 'insert' }>;

export function registerDrafts(documents: Documents): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand(openDraftCommand, ({ language, text }: NewDocument) =>
      openDraft(language, text),
    ),
    vscode.commands.registerCommand(insertDraftCommand, (draft: Insertion) => insertDraft(draft, documents)),
  );
}

async function openDraft(language: string, content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language, content });
  await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
}

/** Shows the note, writes into it and puts the cursor where there is something to fill in. Saving is left to the user. */
async function insertDraft({ path, edits }: Insertion, documents: Documents): Promise<void> {
  const checked = documents.all().find(({ all }) => all.some((file) => file.path === path));
  const uri = checked?.uriOf(path);
  const read = checked?.all.find((file) => file.path === path);
  if (!uri || !read) return;
  const document = await vscode.workspace.openTextDocument(uri);
  // The edits fit the text that was checked, and no other.
  if (document.getText() !== read.text) {
    void vscode.window.showWarningMessage(
      vscode.l10n.t('The note has changed meanwhile. Please choose the draft again.'),
    );
    return;
  }
  const place = rangesIn(read.text);
  const editor = await vscode.window.showTextDocument(document, { viewColumn: vscode.ViewColumn.Beside });
  await editor.edit((builder) => {
    for (const { range, newText } of edits) builder.replace(place(range), newText);
  });
  const first = edits[0];
  if (!first) return;
  const start = document.positionAt(first.range.start);
  editor.selection = new vscode.Selection(start, start);
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

// An 837 with one segment a line, as a read-only view beside the file; the cursor of the one is followed by the other.
// Nothing but line breaks is added, and only for the eye: the file stays as it is.
import * as vscode from 'vscode';
import { detectFormat } from '../formats';
import { type SegmentLines, segmentLines } from '../formats/x12';
import type { Documents } from './documents';
import { pathOf } from './positions';
import { isSegmentView, segmentViewOf, segmentViewScheme, sourceOf } from './segment-view-address';

const command = 'claimlint.showSegments';

export function registerSegmentView(documents: Documents): vscode.Disposable {
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const views = new Map<string, SegmentLines>();
  const linesOf = async (uri: vscode.Uri) => {
    const document = await vscode.workspace.openTextDocument(sourceOf(uri));
    const lines = segmentLines(document.getText());
    views.set(uri.toString(), lines);
    return lines;
  };
  return vscode.Disposable.from(
    changed,
    vscode.workspace.registerTextDocumentContentProvider(segmentViewScheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: async (uri) => (await linesOf(uri)).text,
    }),
    documents.onDidCheck(({ document }) => {
      const view = segmentViewOf(document.uri);
      if (views.has(view.toString())) changed.fire(view);
    }),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (isSegmentView(uri)) views.delete(uri.toString());
    }),
    vscode.commands.registerCommand(command, async () => {
      const editor = vscode.window.activeTextEditor;
      if (editor === undefined || !isX12(editor.document)) {
        void vscode.window.showInformationMessage(vscode.l10n.t('Open an 837 first.'));
        return;
      }
      const view = await vscode.workspace.openTextDocument(segmentViewOf(editor.document.uri));
      await vscode.languages.setTextDocumentLanguage(view, 'x12');
      await vscode.window.showTextDocument(view, {
        viewColumn: vscode.ViewColumn.Beside,
        preserveFocus: true,
      });
      follow(editor, views);
    }),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, kind }) => {
      if (kind !== undefined) follow(textEditor, views);
    }),
  );
}

function isX12(document: vscode.TextDocument): boolean {
  return detectFormat(document.getText(), pathOf(document.uri)).startsWith('x12');
}

/** Selects in the other editor what is selected in this one. */
function follow(editor: vscode.TextEditor, views: ReadonlyMap<string, SegmentLines>): void {
  const { document, selection } = editor;
  const isView = isSegmentView(document.uri);
  const wanted = isView ? document.uri.query : document.uri.toString();
  for (const other of vscode.window.visibleTextEditors) {
    const { uri } = other.document;
    const view = isView ? document.uri : uri;
    const lines = views.get(view.toString());
    const belongs = isView ? uri.toString() === wanted : isSegmentView(uri) && uri.query === wanted;
    if (other === editor || !belongs || lines === undefined) continue;
    const at = (position: vscode.Position) => {
      const offset = document.offsetAt(position);
      return other.document.positionAt(isView ? lines.toFile(offset) : lines.toView(offset));
    };
    const next = new vscode.Selection(at(selection.anchor), at(selection.active));
    if (next.isEqual(other.selection)) continue;
    other.selection = next;
    other.revealRange(next, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
  }
}

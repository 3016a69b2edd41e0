// Where the note is shown beside its claim, it follows the cursor: the words that the service line at the cursor rests on
// come into view and are lit. The note keeps its own cursor, and is left where it is when a line rests on nothing in it.
import * as vscode from 'vscode';
import type { TextRange } from '../model/text';
import type { EncounterNote } from '../rules/rule';
import { type Checked, claimsAt, type Documents } from './documents';
import { evidenceRanges } from './navigation';
import { rangesIn } from './positions';

export function registerFollowLine(documents: Documents): vscode.Disposable {
  const lit = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightBackground'),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
  return vscode.Disposable.from(
    lit,
    vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections }) => {
      const checked = documents.of(textEditor.document);
      const cursor = selections[0]?.active;
      if (checked === undefined || checked.own.note !== undefined || cursor === undefined) return;
      const found = wordsFor(checked, textEditor.document.offsetAt(cursor));
      for (const editor of vscode.window.visibleTextEditors) {
        if (editor === textEditor || documents.of(editor.document)?.own.note === undefined) continue;
        const isIt =
          found !== undefined &&
          checked.uriOf(found.note.path)?.toString() === editor.document.uri.toString();
        const place = rangesIn(editor.document.getText());
        const ranges = isIt ? found.ranges.map(place) : [];
        editor.setDecorations(lit, ranges);
        const [first] = ranges;
        if (first) editor.revealRange(first, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
      }
    }),
  );
}

/** The note of the service line at the offset, and its words that the line rests on. */
function wordsFor(
  checked: Checked,
  offset: number,
): { readonly note: EncounterNote; readonly ranges: readonly TextRange[] } | undefined {
  for (const { claim, noteFor } of claimsAt(checked, offset)) {
    const line = claim.serviceLines.find(({ range }) => offset >= range.start && offset <= range.end);
    const code = line?.procedureCode?.value;
    const note = line && noteFor(line);
    if (note && code !== undefined) return { note, ranges: evidenceRanges(note, code) };
  }
  return undefined;
}

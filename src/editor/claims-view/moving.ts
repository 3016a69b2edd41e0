// From finding to finding, across files, in the order of the Claims view and through its filter.
import * as vscode from 'vscode';
import type { ListedFile, ListedFinding } from './results';

/** Opens the file of a finding with the cursor on it. */
export async function showFinding({ uri, range }: ListedFinding): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const selection = new vscode.Range(document.positionAt(range.start), document.positionAt(range.end));
  await vscode.window.showTextDocument(document, { selection, preview: true });
}

/** The finding behind or before the cursor, else the first of the next or the last of the previous file. */
export function neighbourOf(
  files: readonly ListedFile[],
  editor: vscode.TextEditor | undefined,
  step: 1 | -1,
): ListedFinding | undefined {
  const all = files.flatMap(findingsInOrder);
  if (all.length === 0) return undefined;
  const ordered = step === 1 ? all : [...all].reverse();
  if (!editor) return ordered[0];
  const here = editor.document.uri.toString();
  const cursor = editor.document.offsetAt(editor.selection.start);
  const isHere = ({ uri }: ListedFinding) => uri.toString() === here;
  const isAhead = ({ range }: ListedFinding) => (range.start - cursor) * step > 0;
  const ahead = ordered.find((finding) => isHere(finding) && isAhead(finding));
  if (ahead) return ahead;
  const last = ordered.map(isHere).lastIndexOf(true);
  return ordered[(last + 1) % ordered.length];
}

/** Findings in the claim file by place, then those in its notes. */
function findingsInOrder({ uri, findings, claims }: ListedFile): readonly ListedFinding[] {
  const own = uri.toString();
  const rank = (finding: ListedFinding) => (finding.uri.toString() === own ? '' : finding.uri.toString());
  return [...findings, ...claims.flatMap((claim) => claim.findings)].sort((a, b) => {
    const [first, second] = [rank(a), rank(b)];
    return first === second ? a.range.start - b.range.start : first < second ? -1 : 1;
  });
}

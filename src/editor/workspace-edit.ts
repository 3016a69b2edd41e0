// Fixes as edits of VS Code.
import * as vscode from 'vscode';
import type { ResolvedFix } from '../model/finding';
import type { CheckedFile } from './checker';
import { rangesIn } from './positions';

/**
 * One edit that makes all the fixes; of two that touch the same text the first stands. Undefined when no fix can be
 * made: a file is not at hand. `label` makes VS Code show the changes before they are made.
 */
export function editOf(
  fixes: readonly ResolvedFix[],
  { all, uriOf }: CheckedFile,
  label?: string,
): vscode.WorkspaceEdit | undefined {
  const edit = new vscode.WorkspaceEdit();
  const preview = label === undefined ? undefined : { needsConfirmation: true, label };
  const taken = new Map<string, vscode.Range[]>();
  const places = new Map(all.map(({ path, text }) => [path, rangesIn(text)]));
  for (const { edits: files } of fixes) {
    const changes = files.flatMap(({ path, edits }) =>
      edits.map(({ range, newText }) => ({
        path,
        uri: uriOf(path),
        range: places.get(path)?.(range),
        newText,
      })),
    );
    const isPossible = changes.every(
      ({ path, uri, range }) =>
        uri !== undefined &&
        range !== undefined &&
        !taken.get(path)?.some((other) => other.intersection(range) !== undefined),
    );
    if (!isPossible) continue;
    for (const { path, uri, range, newText } of changes) {
      if (!uri || !range) continue;
      taken.set(path, [...(taken.get(path) ?? []), range]);
      edit.replace(uri, range, newText, preview);
    }
  }
  return taken.size > 0 ? edit : undefined;
}

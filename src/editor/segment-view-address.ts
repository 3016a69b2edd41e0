// Addresses of views that show an 837 with one segment a line: which file one is of.
import * as vscode from 'vscode';

export const segmentViewScheme = 'claimlint-segments';

export function isSegmentView(uri: vscode.Uri): boolean {
  return uri.scheme === segmentViewScheme;
}

/** Its name is on the tab. */
export function segmentViewOf(file: vscode.Uri): vscode.Uri {
  const path = `${file.path} (${vscode.l10n.t('one segment a line')})`;
  return file.with({ scheme: segmentViewScheme, path, query: file.toString() });
}

/** The file behind a view, whose notes and settings hold for the view too; any other document is its own. */
export function sourceOf(uri: vscode.Uri): vscode.Uri {
  return isSegmentView(uri) ? vscode.Uri.parse(uri.query, true) : uri;
}

// The Claims view and what one does from it.
import * as vscode from 'vscode';
import type { Documents } from '../documents';
import { findingsInWords } from '../words';
import { askForFilter, filterInWords, isFiltered, noFilter } from './filter';
import { fixSeveral } from './fix-several';
import { neighbourOf, showFinding } from './moving';
import type { Results } from './results';
import { type ClaimNode, ClaimsTree, type FileNode } from './tree';

const filterKey = 'claimlint.claimsAreFiltered';

export function registerClaimsView(results: Results, documents: Documents): vscode.Disposable {
  const tree = new ClaimsTree(results, noFilter);
  const view = vscode.window.createTreeView('claimlint.claims', {
    treeDataProvider: tree,
    showCollapseAll: true,
  });
  const update = () => {
    tree.refresh();
    const findings = tree
      .files()
      .flatMap((file) => [...file.findings, ...file.claims.flatMap((claim) => claim.findings)]);
    const open = findings.filter(({ severity }) => severity !== 'information').length;
    view.badge = open > 0 ? { value: open, tooltip: findingsInWords(findings) } : undefined;
    const words = filterInWords(tree.filter);
    view.message = isFiltered(tree.filter) ? vscode.l10n.t('Shown: {0}', words) : '';
    void vscode.commands.executeCommand('setContext', filterKey, isFiltered(tree.filter));
  };
  const setFilter = (filter: typeof tree.filter) => {
    tree.filter = filter;
    update();
  };
  const move = async (step: 1 | -1) => {
    const next = neighbourOf(tree.files(), vscode.window.activeTextEditor, step);
    if (next) {
      await showFinding(next);
      await vscode.commands.executeCommand('editor.action.showHover');
    } else void vscode.window.showInformationMessage(vscode.l10n.t('There is no finding to go to.'));
  };
  const { registerCommand } = vscode.commands;
  return vscode.Disposable.from(
    view,
    results.onDidChange(update),
    registerCommand('claimlint.filterClaims', async () => {
      const filter = await askForFilter(tree.filter, results.files());
      if (filter) setFilter(filter);
    }),
    registerCommand('claimlint.showAllFindings', () => setFilter(noFilter)),
    registerCommand('claimlint.showFinding', showFinding),
    registerCommand('claimlint.nextFinding', () => move(1)),
    registerCommand('claimlint.previousFinding', () => move(-1)),
    registerCommand('claimlint.fixSeveral', (node?: FileNode | ClaimNode) => {
      const uri = node === undefined ? vscode.window.activeTextEditor?.document.uri : fileOf(node).uri;
      return uri && fixSeveral(documents, uri, node?.kind === 'claim' ? node.claim.index : undefined);
    }),
  );
}

function fileOf(node: FileNode | ClaimNode) {
  return node.kind === 'file' ? node.file : node.parent.file;
}

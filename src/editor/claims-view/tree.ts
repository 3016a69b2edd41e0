// The Claims view: file → claim → service line → finding. Shows what needs work; a claim without findings is a number only.
import * as vscode from 'vscode';
import { findingsInWords } from '../words';
import { type Filter, filtered } from './filter';
import type { ListedClaim, ListedFile, ListedFinding, ListedLine, Results } from './results';

export type Node = FileNode | ClaimNode | LineNode | FindingNode;

export interface FileNode {
  readonly kind: 'file';
  readonly file: ListedFile;
}

export interface ClaimNode {
  readonly kind: 'claim';
  readonly parent: FileNode;
  readonly claim: ListedClaim;
}

interface LineNode {
  readonly kind: 'line';
  readonly parent: ClaimNode;
  readonly line: ListedLine;
  readonly findings: readonly ListedFinding[];
}

export interface FindingNode {
  readonly kind: 'finding';
  readonly parent: FileNode | ClaimNode | LineNode;
  readonly finding: ListedFinding;
}

/** A batch has thousands of claims with findings; a tree with more is not read. */
const mostClaims = 500;

const severityIcons = {
  error: new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground')),
  warning: new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground')),
  information: new vscode.ThemeIcon('info'),
} as const;

export class ClaimsTree implements vscode.TreeDataProvider<Node> {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #results: Results;
  filter: Filter;

  constructor(results: Results, filter: Filter) {
    this.#results = results;
    this.filter = filter;
  }

  refresh(): void {
    this.#changed.fire();
  }

  /** Files in the order of the view, each with the findings that pass the filter. */
  files(): readonly ListedFile[] {
    return this.#results.files().map((file) => filtered(file, this.filter, this.#results));
  }

  getChildren(node?: Node): Node[] {
    if (node === undefined) return this.files().map((file) => ({ kind: 'file', file }));
    switch (node.kind) {
      case 'file':
        return [...findingNodes(node.file.findings, node), ...claimNodes(node)];
      case 'claim':
        return claimChildren(node);
      case 'line':
        return findingNodes(node.findings, node);
      case 'finding':
        return [];
    }
  }

  getParent(node: Node): Node | undefined {
    return node.kind === 'file' ? undefined : node.parent;
  }

  getTreeItem(node: Node): vscode.TreeItem {
    const item = this.#itemOf(node);
    item.id = idOf(node);
    item.contextValue = node.kind;
    return item;
  }

  #itemOf(node: Node): vscode.TreeItem {
    switch (node.kind) {
      case 'file':
        return fileItem(node);
      case 'claim':
        return claimItem(node);
      case 'line':
        return lineItem(node);
      case 'finding':
        return findingItem(node);
    }
  }
}

/** Claims of a file with a finding, no more than one would read. */
function claimNodes(parent: FileNode): ClaimNode[] {
  return parent.file.claims
    .filter(({ findings }) => findings.length > 0)
    .slice(0, mostClaims)
    .map((claim) => ({ kind: 'claim', parent, claim }));
}

function claimChildren(parent: ClaimNode): Node[] {
  const { lines, findings } = parent.claim;
  const known = new Set(lines.map(({ number }) => number));
  const lineNodes = lines.flatMap((line): LineNode[] => {
    const own = findings.filter((finding) => finding.line === line.number);
    return own.length > 0 ? [{ kind: 'line', parent, line, findings: own }] : [];
  });
  const ofClaim = findings.filter(({ line }) => line === undefined || !known.has(line));
  return [...findingNodes(ofClaim, parent), ...lineNodes];
}

function findingNodes(findings: readonly ListedFinding[], parent: FindingNode['parent']): FindingNode[] {
  return findings.map((finding) => ({ kind: 'finding', parent, finding }));
}

function fileItem({ file }: FileNode): vscode.TreeItem {
  const findings = [...file.findings, ...file.claims.flatMap((claim) => claim.findings)];
  const item = new vscode.TreeItem(file.uri, expandable(findings.length > 0));
  const withFindings = file.claims.filter((claim) => claim.findings.length > 0).length;
  const folder = vscode.workspace.asRelativePath(file.uri).split('/').slice(0, -1).join('/');
  const parts = [
    ...(folder === '' ? [] : [folder]),
    ...(file.claimCount > 1 ? [vscode.l10n.t('{0} of {1} claims', withFindings, file.claimCount)] : []),
    findingsInWords(findings),
  ];
  item.description = parts.join(' · ');
  item.tooltip =
    withFindings > mostClaims
      ? vscode.l10n.t('The first {0} claims with findings are listed.', mostClaims)
      : item.description;
  item.iconPath = findings.length > 0 ? worstIcon(findings) : new vscode.ThemeIcon('pass');
  return item;
}

function claimItem({ claim, parent }: ClaimNode): vscode.TreeItem {
  const single = parent.file.claimCount === 1;
  const item = new vscode.TreeItem(
    vscode.l10n.t('Claim {0}', claim.name),
    single ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed,
  );
  item.description = findingsInWords(claim.findings);
  item.iconPath = worstIcon(claim.findings);
  return item;
}

function lineItem({ line, findings }: LineNode): vscode.TreeItem {
  const item = new vscode.TreeItem(
    vscode.l10n.t('Line {0}: {1}', line.number, line.label),
    vscode.TreeItemCollapsibleState.Expanded,
  );
  item.description = findingsInWords(findings);
  item.iconPath = worstIcon(findings);
  return item;
}

function findingItem({ finding }: FindingNode): vscode.TreeItem {
  const item = new vscode.TreeItem(finding.message);
  item.tooltip = `${finding.message}\n${finding.rule}`;
  item.description = finding.rule;
  item.iconPath = severityIcons[finding.severity];
  item.command = { command: 'claimlint.showFinding', title: '', arguments: [finding] };
  return item;
}

function worstIcon(findings: readonly ListedFinding[]): vscode.ThemeIcon {
  const has = (severity: ListedFinding['severity']) =>
    findings.some((finding) => finding.severity === severity);
  return severityIcons[has('error') ? 'error' : has('warning') ? 'warning' : 'information'];
}

function expandable(hasChildren: boolean): vscode.TreeItemCollapsibleState {
  return hasChildren ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.None;
}

/** The same thing keeps its id from check to check, so that the tree stays as far open as it was. */
function idOf(node: Node): string {
  switch (node.kind) {
    case 'file':
      return node.file.path;
    case 'claim':
      return `${idOf(node.parent)} ${node.claim.index}`;
    case 'line':
      return `${idOf(node.parent)} ${node.line.number}`;
    case 'finding': {
      const { rule, range, message, uri } = node.finding;
      return `${idOf(node.parent)} ${rule} ${uri.path} ${range.start} ${message}`;
    }
  }
}

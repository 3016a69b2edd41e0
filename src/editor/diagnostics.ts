// Findings as squiggles and in the Problems view.
import * as vscode from 'vscode';
import type { CheckedDocument } from '../check';
import type { Finding } from '../model/finding';
import type { TextRange } from '../model/text';
import type { Documents } from './documents';
import { rangesIn } from './positions';
import { rulePageLink } from './rule-pages';

/** VS Code keeps a thousand per file; the worst stay, and the last one says that there are more. */
const mostPerFile = 1000;
/** VS Code repeats related information above the card; the evidence that weighs most comes first. */
const mostRelated = 6;

type Place = (range: TextRange) => vscode.Range;

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
} as const;

export function registerDiagnostics(documents: Documents): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('claimlint');
  return vscode.Disposable.from(
    collection,
    documents.onDidCheck(({ document, path, findings, all, uriOf }) =>
      collection.set(document.uri, asDiagnostics(findings, path, placesOf(document), all, uriOf)),
    ),
    documents.onDidForget((uri) => collection.delete(uri)),
  );
}

/** Ranges of an open document: VS Code knows its lines. */
function placesOf(document: vscode.TextDocument): Place {
  return ({ start, end }) => new vscode.Range(document.positionAt(start), document.positionAt(end));
}

/**
 * Diagnostics of the file at `path`, in which `place` finds ranges. `findings` come worst first; `all` are the documents
 * in which their evidence lies.
 */
export function asDiagnostics(
  findings: readonly Finding[],
  ownPath: string,
  place: Place,
  all: readonly CheckedDocument[],
  uriOf: (path: string) => vscode.Uri | undefined,
): vscode.Diagnostic[] {
  const places = new Map(
    all.map(({ path, text }) => [path, lazily(() => (path === ownPath ? place : rangesIn(text)))]),
  );
  const diagnostics = findings.slice(0, mostPerFile).map((finding) => {
    const diagnostic = new vscode.Diagnostic(
      place(finding.at.range),
      finding.message,
      severities[finding.severity],
    );
    diagnostic.source = 'Claimlint';
    diagnostic.code = { value: finding.rule, target: rulePageLink(finding.rule) };
    diagnostic.relatedInformation = finding.evidence
      .slice(0, mostRelated)
      .flatMap(({ path, range, text: words, label }) => {
        const uri = uriOf(path);
        const inFile = places.get(path)?.();
        if (!uri || !inFile) return [];
        return new vscode.DiagnosticRelatedInformation(
          new vscode.Location(uri, inFile(range)),
          label ?? inQuotes(words),
        );
      });
    return diagnostic;
  });
  if (findings.length > mostPerFile)
    diagnostics[mostPerFile - 1] = moreThanShown(findings.length, diagnostics);
  return diagnostics;
}

function moreThanShown(count: number, shown: readonly vscode.Diagnostic[]): vscode.Diagnostic {
  const message = `${count - mostPerFile + 1} further findings in this file are not shown. \`claimlint check\` on the command line lists all ${count}.`;
  const range = shown[0]?.range ?? new vscode.Range(0, 0, 0, 0);
  const diagnostic = new vscode.Diagnostic(range, message, vscode.DiagnosticSeverity.Information);
  diagnostic.source = 'Claimlint';
  return diagnostic;
}

function inQuotes(words: string): string {
  const oneLine = words.replace(/\s+/g, ' ').trim();
  return `“${oneLine.length > 120 ? `${oneLine.slice(0, 119)}…` : oneLine}”`;
}

function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

// "Check workspace": every claim file of the workspace with its notes, with progress and a way to stop. The results
// stay in the Claims and Problems views, and are renewed when a file changes; an open file speaks for itself.
import * as vscode from 'vscode';
import { detectFormat } from '../formats';
import type { CheckedFile, Checker, SourceFile } from './checker';
import type { ChosenNotes } from './chosen-notes';
import type { Results } from './claims-view/results';
import { asDiagnostics } from './diagnostics';
import type { Documents } from './documents';
import { allFiles, type Files } from './files';
import type { Links } from './links';
import { describeError, type Log } from './log';
import { pathOf, rangesIn } from './positions';
import { inSlices } from './slices';

const mostFiles = 5000;

interface Rooms {
  readonly documents: Documents;
  readonly results: Results;
  readonly files: Files;
  readonly links: Links;
  readonly chosenNotes: ChosenNotes;
  readonly checker: Checker;
  readonly log: Log;
}

export function registerCheckWorkspace(rooms: Rooms): vscode.Disposable {
  const { documents, results, files } = rooms;
  const collection = vscode.languages.createDiagnosticCollection('claimlint-workspace');
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Claimlint: checking the workspace'),
    cancellable: true,
  };
  const renew = async (changed: vscode.Uri) => {
    for (const uri of results.keptThatRestOn(changed)) {
      collection.delete(uri);
      const file = await claimFile(uri, files);
      if (file) await checkOne(file, rooms, collection, () => false);
      else results.forget(uri);
    }
  };
  return vscode.Disposable.from(
    collection,
    documents.onDidCheck(({ document }) => collection.delete(document.uri)),
    documents.onDidForget((uri) => void renew(uri)),
    files.onDidChange((uri) => void renew(uri)),
    vscode.commands.registerCommand('claimlint.checkWorkspace', async () => {
      const summary = await vscode.window.withProgress(options, async (progress, token) => {
        const claims = await claimFiles(files, token);
        return checkAll(claims, rooms, collection, progress, token);
      });
      // Not awaited: the message may stay for as long as the user likes.
      if (summary !== undefined) void tell(summary);
    }),
  );
}

export async function claimFiles(
  files: Files,
  token: vscode.CancellationToken,
): Promise<readonly SourceFile[]> {
  const found: SourceFile[] = [];
  for (const uri of await allFiles(mostFiles)) {
    if (token.isCancellationRequested) return [];
    const file = await claimFile(uri, files);
    if (file) found.push(file);
  }
  return found;
}

/** Undefined for what is no claim file, or is gone. */
async function claimFile(uri: vscode.Uri, files: Files): Promise<SourceFile | undefined> {
  const text = await files.text(uri);
  const format = text === undefined ? 'unknown' : detectFormat(text, pathOf(uri));
  return text === undefined || format === 'unknown' || format === 'note' ? undefined : { uri, text, format };
}

interface Summary {
  readonly files: number;
  readonly findings: number;
}

async function checkAll(
  claims: readonly SourceFile[],
  rooms: Rooms,
  collection: vscode.DiagnosticCollection,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Summary | undefined> {
  collection.clear();
  rooms.results.clear();
  const isStale = () => token.isCancellationRequested;
  let findings = 0;
  for (const [index, file] of claims.entries()) {
    if (isStale()) return undefined;
    progress.report({
      increment: 100 / claims.length,
      message: vscode.l10n.t('{0} of {1}', index + 1, claims.length),
    });
    // Lets the editor draw and hear "Cancel" between two files.
    await new Promise((resolve) => setTimeout(resolve, 0));
    findings += (await checkOne(file, rooms, collection, isStale))?.own.findings.length ?? 0;
  }
  return { files: claims.length, findings };
}

/** Checks a file that need not be open, and keeps the result. */
async function checkOne(
  file: SourceFile,
  { documents, results, links, chosenNotes, checker, log }: Rooms,
  collection: vscode.DiagnosticCollection,
  isStale: () => boolean,
): Promise<CheckedFile | undefined> {
  try {
    const neighbours = await links.of(file, chosenNotes.all(), isStale);
    const checked = await inSlices(checker.check(file, neighbours), isStale);
    if (!checked) return undefined;
    results.keep(file.uri, checked);
    const { findings, path } = checked.own;
    if (!documents.all().some((open) => open.path === path)) {
      const here = findings.filter(({ at }) => at.path === path);
      collection.set(file.uri, asDiagnostics(here, path, rangesIn(file.text), checked.all, checked.uriOf));
    }
    return checked;
  } catch (error) {
    log.error(`Checking a file of the workspace (${file.format}) failed: ${describeError(error)}`);
    return undefined;
  }
}

async function tell({ files, findings }: Summary): Promise<void> {
  const { l10n } = vscode;
  const claims = files === 1 ? l10n.t('1 claim file') : l10n.t('{0} claim files', files);
  const found =
    findings === 0
      ? l10n.t('nothing found')
      : findings === 1
        ? l10n.t('1 finding')
        : l10n.t('{0} findings', findings);
  const showClaims = l10n.t('Show Claims');
  const chosen = await vscode.window.showInformationMessage(
    l10n.t('Claimlint checked {0}: {1}.', claims, found),
    ...(findings > 0 ? [showClaims] : []),
  );
  if (chosen === showClaims) await vscode.commands.executeCommand('claimlint.claims.focus');
}

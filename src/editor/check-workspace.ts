// "Check workspace": every claim file of the workspace with its notes, with progress and a way to stop. The results
// stay in the Problems view until a file changes or is opened.
import * as vscode from 'vscode';
import { detectFormat } from '../formats';
import type { Check, SourceFile } from './checker';
import type { ChosenNotes } from './chosen-notes';
import { asDiagnostics } from './diagnostics';
import type { Documents } from './documents';
import { allFiles, type Files } from './files';
import type { Links } from './links';
import { describeError, type Log } from './log';
import { pathOf } from './positions';
import { inSlices } from './slices';

const mostFiles = 5000;

interface Rooms {
  readonly documents: Documents;
  readonly files: Files;
  readonly links: Links;
  readonly chosenNotes: ChosenNotes;
  readonly check: Check;
  readonly log: Log;
}

export function registerCheckWorkspace(rooms: Rooms): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection('claimlint-workspace');
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: 'Claimlint: checking the workspace',
    cancellable: true,
  };
  return vscode.Disposable.from(
    collection,
    // An open document speaks for itself, and a changed file is no longer what was checked.
    rooms.documents.onDidCheck(({ document }) => collection.delete(document.uri)),
    rooms.files.onDidChange((uri) => collection.delete(uri)),
    vscode.commands.registerCommand('claimlint.checkWorkspace', async () => {
      const summary = await vscode.window.withProgress(options, async (progress, token) => {
        const claims = await claimFiles(rooms.files, token);
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
    const text = await files.text(uri);
    const format = text === undefined ? 'unknown' : detectFormat(text, pathOf(uri));
    if (text !== undefined && format !== 'unknown' && format !== 'note') found.push({ uri, text, format });
  }
  return found;
}

interface Summary {
  readonly files: number;
  readonly findings: number;
}

async function checkAll(
  claims: readonly SourceFile[],
  { documents, links, chosenNotes, check, log }: Rooms,
  collection: vscode.DiagnosticCollection,
  progress: vscode.Progress<{ message?: string; increment?: number }>,
  token: vscode.CancellationToken,
): Promise<Summary | undefined> {
  collection.clear();
  const open = new Set(documents.all().map(({ path }) => path));
  let findings = 0;
  for (const [index, file] of claims.entries()) {
    if (token.isCancellationRequested) return undefined;
    progress.report({ increment: 100 / claims.length, message: `${index + 1} of ${claims.length}` });
    // Lets the editor draw and hear "Cancel" between two files.
    await new Promise((resolve) => setTimeout(resolve, 0));
    try {
      const neighbours = await links.of(file, chosenNotes.all(), () => token.isCancellationRequested);
      const checked = await inSlices(check(file, neighbours), () => token.isCancellationRequested);
      if (!checked) continue;
      findings += checked.own.findings.length;
      const here = checked.own.findings.filter(({ at }) => at.path === checked.own.path);
      if (!open.has(checked.own.path)) {
        collection.set(file.uri, asDiagnostics(here, file.text, checked.all, checked.uriOf));
      }
    } catch (error) {
      log.error(`Checking a file of the workspace (${file.format}) failed: ${describeError(error)}`);
    }
  }
  return { files: claims.length, findings };
}

async function tell({ files, findings }: Summary): Promise<void> {
  const claims = files === 1 ? '1 claim file' : `${files} claim files`;
  const found = findings === 0 ? 'nothing found' : findings === 1 ? '1 finding' : `${findings} findings`;
  const buttons = findings > 0 ? ['Show Problems'] : [];
  const chosen = await vscode.window.showInformationMessage(
    `Claimlint checked ${claims}: ${found}.`,
    ...buttons,
  );
  if (chosen) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

// "Import code tables": files as they were downloaded are read on this computer and kept as compact tables, all or none.
import * as vscode from 'vscode';
import {
  type ImportResult,
  importTables,
  loadTables,
  placeInWords,
  saveTables,
  tableName,
} from '../codes/tables';
import { describeError, type Log } from './log';
import type { Tables } from './tables';

export function registerImportTables(tables: Tables, log: Log): vscode.Disposable {
  return vscode.commands.registerCommand('claimlint.importTables', async (given?: readonly vscode.Uri[]) => {
    const chosen = given ?? (await chooseFiles());
    if (!chosen || chosen.length === 0) return;
    try {
      const result = await importing(chosen, tables);
      await saveTables(tables.storage, result.tables);
      if (result.tables.length > 0) await tables.load();
      // Not awaited: the message may stay for as long as the user likes.
      if (!result.isCancelled) void tell(result);
    } catch (error) {
      log.error(`Importing code tables failed: ${describeError(error)}`);
      void vscode.window.showErrorMessage(
        vscode.l10n.t(
          'The code tables could not be imported; those that were there are as they were. {0}',
          reasonOf(error),
        ),
      );
    }
  });
}

function chooseFiles(): Thenable<vscode.Uri[] | undefined> {
  return vscode.window.showOpenDialog({
    title: vscode.l10n.t('Code tables as downloaded from CMS or NCHS: the zip, or the files in it'),
    openLabel: 'Import',
    canSelectMany: true,
    filters: {
      [vscode.l10n.t('Code tables')]: ['zip', 'txt', 'csv', 'tsv', 'xlsx', 'xml'],
      [vscode.l10n.t('All files')]: ['*'],
    },
  });
}

function importing(uris: readonly vscode.Uri[], tables: Tables): Thenable<ImportResult> {
  const options = {
    location: vscode.ProgressLocation.Notification,
    title: vscode.l10n.t('Claimlint: importing code tables'),
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const stop = new AbortController();
    token.onCancellationRequested(() => stop.abort());
    const files = await Promise.all(
      uris.map(async (uri) => ({
        name: uri.path.split('/').at(-1) ?? uri.path,
        bytes: await vscode.workspace.fs.readFile(uri),
      })),
    );
    let told = 0;
    return importTables(files, {
      importedAt: new Date().toISOString(),
      stored: await loadTables(tables.storage),
      signal: stop.signal,
      onProgress({ file, done, total }) {
        const percent = total === 0 ? 100 : (100 * done) / total;
        progress.report({ message: file, increment: percent - told });
        told = percent;
      },
    });
  });
}

async function tell({ tables, problems }: ImportResult): Promise<void> {
  const named = tables.map(({ table }) => `${tableName(table.kind, table.setting)} ${table.vintage}`);
  if (named.length > 0) {
    void vscode.window.showInformationMessage(`Imported: ${named.join(', ')}.`);
  }
  if (problems.length === 0) return;
  const told = problems.map(({ file, place, message }) =>
    [file, placeInWords(place), message].filter(Boolean).join(': '),
  );
  const more = told.length > 1 ? vscode.l10n.t(' (and {0} more)', told.length - 1) : '';
  const chosen = await vscode.window.showWarningMessage(
    vscode.l10n.t('Not imported: {0}{1}', told[0] ?? '', more),
    vscode.l10n.t('Show All'),
  );
  if (!chosen) return;
  const content = [
    `# ${vscode.l10n.t('What was not imported')}`,
    '',
    ...told.map((line) => `- ${line}`),
    '',
  ].join('\n');
  await vscode.window.showTextDocument(
    await vscode.workspace.openTextDocument({ language: 'markdown', content }),
  );
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : '';
}

// "Save Report": the findings of every claim of the workspace as a table or a page, without patient data unless one asks.
import * as vscode from 'vscode';
import type { CheckedDocument } from '../check';
import { reportAsCsv, reportAsHtml } from '../check/report';
import { claimFiles } from './check-workspace';
import { type Checker, today } from './checker';
import type { ChosenNotes } from './chosen-notes';
import type { Files } from './files';
import type { Links } from './links';
import { inSlices } from './slices';

interface Rooms {
  readonly files: Files;
  readonly links: Links;
  readonly chosenNotes: ChosenNotes;
  readonly checker: Checker;
}

export function registerSaveReport(rooms: Rooms): vscode.Disposable {
  return vscode.commands.registerCommand(
    'claimlint.saveReport',
    async (givenFile?: vscode.Uri, givenData?: boolean) => {
      const withPatientData = givenData ?? (await askForPatientData());
      if (withPatientData === undefined) return;
      const target = givenFile ?? (await askForFile());
      if (target === undefined) return;
      const options = {
        location: vscode.ProgressLocation.Notification,
        title: vscode.l10n.t('Claimlint: checking for the report'),
        cancellable: true,
      };
      const documents = await vscode.window.withProgress(options, (_, token) => checkAll(rooms, token));
      if (documents === undefined) return;
      const write = /\.csv$/i.test(target.path) ? reportAsCsv : reportAsHtml;
      const text = write(documents, { withPatientData, today: today() });
      await vscode.workspace.fs.writeFile(target, new TextEncoder().encode(text));
      void vscode.window.showInformationMessage(vscode.l10n.t('The report is saved.'));
    },
  );
}

async function askForPatientData(): Promise<boolean | undefined> {
  const without = {
    label: vscode.l10n.t('Without patient data'),
    detail: vscode.l10n.t('Files and claims have numbers; no words of a claim or note are in it'),
    withPatientData: false,
  };
  const withEvidence = {
    label: vscode.l10n.t('With patient data'),
    detail: vscode.l10n.t('File names, claim ids and the words that findings rest on'),
    withPatientData: true,
  };
  const chosen = await vscode.window.showQuickPick([without, withEvidence], {
    title: vscode.l10n.t('What may stand in the report?'),
  });
  return chosen?.withPatientData;
}

function askForFile(): Thenable<vscode.Uri | undefined> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  return vscode.window.showSaveDialog({
    ...(folder === undefined
      ? {}
      : { defaultUri: vscode.Uri.joinPath(folder, `claimlint-report-${today()}.html`) }),
    filters: { [vscode.l10n.t('Page (HTML)')]: ['html'], [vscode.l10n.t('Table (CSV)')]: ['csv'] },
  });
}

async function checkAll(
  { files, links, chosenNotes, checker }: Rooms,
  token: vscode.CancellationToken,
): Promise<readonly CheckedDocument[] | undefined> {
  const isStale = () => token.isCancellationRequested;
  const documents: CheckedDocument[] = [];
  for (const file of await claimFiles(files, token)) {
    const neighbours = await links.of(file, chosenNotes.all(), isStale);
    const checked = await inSlices(checker.check(file, neighbours), isStale);
    if (isStale()) return undefined;
    if (checked) documents.push(checked.own);
  }
  return documents;
}

// "Read “…” as a muscle": a word that a clinic uses for a muscle is selected in a note and entered for the whole team.
import * as vscode from 'vscode';
import { isGroup, muscles } from '../codes/muscles/dictionary';
import { aliasAt, aliasInConfiguration, isAliasWord, renamedAlias } from './alias-text';
import { type Configurations, configurationFileIn, configurationFileName } from './configuration';
import type { Documents } from './documents';
import { rangeIn } from './positions';

const command = 'claimlint.addMuscleAlias';

export function registerAliases(documents: Documents, configurations: Configurations): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerCodeActionsProvider(
      '*',
      {
        provideCodeActions(document, range) {
          const words = document.getText(range).trim();
          if (!isAliasWord(words) || documents.of(document)?.own.note === undefined) return [];
          const title = vscode.l10n.t('Read “{0}” as a muscle…', words);
          const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
          action.command = { command, title, arguments: [document.uri, words] };
          return [action];
        },
      },
      { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] },
    ),
    vscode.commands.registerCommand(command, async (uri: vscode.Uri, alias: string, given?: string) => {
      const muscle = given ?? (await chooseMuscle(alias));
      const edit = muscle === undefined ? undefined : aliasEdit(uri, alias, muscle, configurations);
      if (edit) await vscode.workspace.applyEdit(edit);
    }),
    vscode.languages.registerRenameProvider({ pattern: `**/${configurationFileName}` }, renaming),
  );
}

/** Another word for a muscle, in the team's settings alone: notes are records and stay as they were signed. */
const renaming: vscode.RenameProvider = {
  prepareRename(document, position) {
    const own = aliasAt(document.getText(), document.offsetAt(position));
    if (!own) throw new Error(vscode.l10n.t('Only a word under "muscle aliases:" can be renamed.'));
    return { range: rangeIn(document.getText(), own.range), placeholder: own.alias };
  },
  provideRenameEdits(document, position, name) {
    const text = document.getText();
    const renamed = renamedAlias(text, document.offsetAt(position), name);
    if (typeof renamed === 'string') throw new Error(renamed);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, rangeIn(text, renamed.range), renamed.newText);
    return edit;
  },
};

async function chooseMuscle(alias: string): Promise<string | undefined> {
  const items = muscles
    .filter((muscle) => !isGroup(muscle))
    .map(({ id, name, region }) => ({ label: name, description: region, id }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Which muscle does “{0}” stand for in your notes?', alias),
    placeHolder: vscode.l10n.t('The answer is kept in .claimlint.yaml for the whole team'),
    matchOnDescription: true,
  });
  return chosen?.label;
}

function aliasEdit(
  uri: vscode.Uri,
  alias: string,
  muscle: string,
  configurations: Configurations,
): vscode.WorkspaceEdit | undefined {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const team = folder && configurations.teamOf(uri);
  const text = team?.text ?? '';
  const entry = aliasInConfiguration(text, alias, muscle);
  if (!folder || !entry) {
    void vscode.window.showWarningMessage(
      folder
        ? vscode.l10n.t(
            '.claimlint.yaml could not be extended: please correct it first, or add the word under "muscle aliases:" by hand.',
          )
        : vscode.l10n.t(
            'A clinic’s words for muscles are kept in .claimlint.yaml of a folder. Open the folder of this note first.',
          ),
    );
    return undefined;
  }
  const edit = new vscode.WorkspaceEdit();
  const file = configurationFileIn(folder);
  if (!team) edit.createFile(file, { ignoreIfExists: true });
  edit.replace(file, rangeIn(text, entry.range), entry.newText);
  return edit;
}

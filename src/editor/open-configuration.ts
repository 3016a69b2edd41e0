// "Open the Team's Settings": `.claimlint.yaml` of the folder, made with a word of explanation when there is none.
import * as vscode from 'vscode';
import { configurationFileIn } from './configuration';

export function registerOpenConfiguration(): vscode.Disposable {
  return vscode.commands.registerCommand('claimlint.openConfiguration', async () => {
    const folder = await chooseFolder();
    if (!folder) return;
    const file = configurationFileIn(folder);
    if (!(await exists(file))) await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(beginning));
    await vscode.window.showTextDocument(file);
  });
}

async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const active = vscode.window.activeTextEditor?.document.uri;
  const own = active && vscode.workspace.getWorkspaceFolder(active);
  if (own) return own;
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 1) return vscode.window.showWorkspaceFolderPick();
  if (folders.length === 0)
    void vscode.window.showInformationMessage(
      vscode.l10n.t('The settings of a team are kept in a folder. Open the folder of your claims first.'),
    );
  return folders[0];
}

async function exists(file: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(file).then(
    () => true,
    () => false,
  );
}

const beginning = `# Settings of Claimlint for everybody who works in this folder. The page "Settings" of Claimlint's documentation lists them all.

# Rules that are off, or more or less severe here.
# rules:
#   documentation/missing-element: warning

# Words of this clinic for muscles.
# muscle aliases:
#   "UT": upper trapezius
`;

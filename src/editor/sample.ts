// A synthetic claim with its note to try things on, as a copy that may be changed; and the walkthrough that leads through it.
import * as vscode from 'vscode';

const sampleFiles = ['visit.claim', 'visit.note'] as const;

export function registerSample({
  extensionUri,
  globalStorageUri,
}: vscode.ExtensionContext): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.commands.registerCommand('claimlint.openWalkthrough', () =>
      vscode.commands.executeCommand(
        'workbench.action.openWalkthrough',
        'claimlint.claimlint#claimlint.start',
      ),
    ),
    vscode.commands.registerCommand('claimlint.openSample', async () => {
      const from = vscode.Uri.joinPath(extensionUri, 'samples', 'too-few-muscles');
      const to = vscode.Uri.joinPath(globalStorageUri, 'sample');
      for (const name of sampleFiles) {
        const target = vscode.Uri.joinPath(to, name);
        // What was tried out last time stays, unless it is not there any more.
        if (await exists(target)) continue;
        await vscode.workspace.fs.copy(vscode.Uri.joinPath(from, name), target);
      }
      const claim = vscode.Uri.joinPath(to, 'visit.claim');
      await vscode.window.showTextDocument(claim, { preview: false });
    }),
  );
}

async function exists(uri: vscode.Uri): Promise<boolean> {
  return vscode.workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}

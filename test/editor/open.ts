// Opening files of the test workspace and asking VS Code what a user would see.
import * as vscode from 'vscode';
import { inWorkspace, until } from './story';

export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(inWorkspace(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Claimlint's diagnostics of a document, once `isThere` is content with them. */
export function findingsOf(
  document: vscode.TextDocument,
  isThere: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<vscode.Diagnostic[]> {
  return until(
    () => {
      const own = ownDiagnostics(document);
      return isThere(own) && own;
    },
    `findings in ${document.uri.path.split('/').at(-1)}; there are: ${describe(ownDiagnostics(document))}`,
  );
}

/** Waits for a finding of a rule and returns it. */
export async function findingOf(document: vscode.TextDocument, rule: string): Promise<vscode.Diagnostic> {
  const isOfRule = (diagnostic: vscode.Diagnostic) => ruleOf(diagnostic) === rule;
  const found = (await findingsOf(document, (all) => all.some(isOfRule))).find(isOfRule);
  if (!found) throw new Error(`${rule} has gone again`);
  return found;
}

export function ownDiagnostics(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Claimlint');
}

export function ruleOf({ code }: vscode.Diagnostic): string {
  return typeof code === 'object' ? String(code.value) : String(code ?? '');
}

function describe(found: readonly vscode.Diagnostic[]): string {
  return (
    found
      .map((diagnostic) => `${ruleOf(diagnostic)} at line ${diagnostic.range.start.line + 1}`)
      .join(', ') || 'none'
  );
}

/** Where a word first stands, from `after` on. */
export function rangeOfWord(document: vscode.TextDocument, word: string, after = 0): vscode.Range {
  const start = document.getText().indexOf(word, after);
  if (start < 0) throw new Error(`"${word}" is not in the document`);
  return new vscode.Range(document.positionAt(start), document.positionAt(start + word.length));
}

/** The Markdown of all hovers at a place. */
export async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string> {
  return until(async () => {
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    const text = hovers
      .flatMap(({ contents }) => contents.map((part) => (typeof part === 'string' ? part : part.value)))
      .join('\n');
    return text !== '' && text;
  }, 'a hover');
}

/** Quick fixes offered at a place, by title. */
export async function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
): Promise<vscode.CodeAction[]> {
  return vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
  );
}

/** Does what choosing the entry in the light bulb's menu does: the edit, then the command. */
export async function choose(action: vscode.CodeAction): Promise<void> {
  if (action.edit) await vscode.workspace.applyEdit(action.edit);
  if (action.command)
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
}

/** Puts a document back to what is on the disk. */
export async function revert(document: vscode.TextDocument): Promise<void> {
  await until(async () => {
    if (document.isDirty) {
      await vscode.window.showTextDocument(document);
      await vscode.commands.executeCommand('workbench.action.files.revert');
    }
    return !document.isDirty;
  }, 'the document is as it is on the disk');
}

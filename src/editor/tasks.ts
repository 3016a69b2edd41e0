// "claimlint: check the workspace" as a task. It runs within the extension, so that it works without Node and without a
// terminal of the system; its output has the form of `claimlint check`, with places that one can click.
import * as vscode from 'vscode';
import { claimFiles } from './check-workspace';
import type { CheckedFile, Checker, SourceFile } from './checker';
import type { ChosenNotes } from './chosen-notes';
import type { Files } from './files';
import type { Links } from './links';
import { rangesIn } from './positions';
import { inSlices } from './slices';

const type = 'claimlint';

interface Rooms {
  readonly files: Files;
  readonly links: Links;
  readonly chosenNotes: ChosenNotes;
  readonly checker: Checker;
}

export function registerTasks(rooms: Rooms): vscode.Disposable {
  const taskOf = (definition: vscode.TaskDefinition) => {
    const execution = new vscode.CustomExecution(async () => terminal(rooms));
    const task = new vscode.Task(
      definition,
      vscode.TaskScope.Workspace,
      vscode.l10n.t('check the workspace'),
      'claimlint',
      execution,
      // No problem matcher: the findings of files that are open are in the Problems view already.
      [],
    );
    task.group = vscode.TaskGroup.Test;
    task.detail = vscode.l10n.t('Checks every claim file of the workspace with its notes.');
    return task;
  };
  return vscode.tasks.registerTaskProvider(type, {
    provideTasks: () => [taskOf({ type })],
    resolveTask: ({ definition }) => (definition.type === type ? taskOf(definition) : undefined),
  });
}

function terminal(rooms: Rooms): vscode.Pseudoterminal {
  const written = new vscode.EventEmitter<string>();
  const closed = new vscode.EventEmitter<number>();
  const stop = new vscode.CancellationTokenSource();
  const write = (line: string) => written.fire(`${line}\r\n`);
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open: async () => closed.fire(await checkAll(rooms, write, stop.token)),
    close: () => stop.cancel(),
  };
}

/** Writes every finding; returns the exit code of the command line: 1 where there is an error. */
async function checkAll(
  { files, links, chosenNotes, checker }: Rooms,
  write: (line: string) => void,
  token: vscode.CancellationToken,
): Promise<number> {
  let errors = 0;
  let findings = 0;
  const claims = await claimFiles(files, token);
  for (const file of claims) {
    if (token.isCancellationRequested) return 130;
    // Lets the editor draw between two files.
    await new Promise((resolve) => setTimeout(resolve, 0));
    const neighbours = await links.of(file, chosenNotes.all(), () => token.isCancellationRequested);
    const checked = await inSlices(checker.check(file, neighbours), () => token.isCancellationRequested);
    if (checked === undefined) continue;
    for (const line of linesOf(file, checked)) write(line);
    findings += checked.own.findings.length;
    errors += checked.own.findings.filter(({ severity }) => severity === 'error').length;
  }
  write(`${claims.length} claim files checked: ${findings} findings, ${errors} of them errors.`);
  return errors > 0 ? 1 : 0;
}

function linesOf({ uri, text }: SourceFile, { own }: CheckedFile): readonly string[] {
  const place = rangesIn(text);
  const name = vscode.workspace.asRelativePath(uri);
  return own.findings.flatMap(({ at, severity, rule, message }) => {
    if (at.path !== own.path) return [];
    const { start } = place(at.range);
    return [`${name}:${start.line + 1}:${start.character + 1} ${severity} ${rule}`, `  ${message}`];
  });
}

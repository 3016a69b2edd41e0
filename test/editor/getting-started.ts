// First steps and ways to use Claimlint from outside an editor: the sample, the task, the tools for language models.
import * as vscode from 'vscode';
import { findingOf, open } from './open';
import { equal, holds, inWorkspace, test, until } from './story';

test('the sample opens as a copy of one’s own, with its note', async () => {
  await vscode.commands.executeCommand('claimlint.openSample');
  const claim = await until(
    () =>
      vscode.window.activeTextEditor?.document.uri.path.endsWith('/sample/visit.claim') &&
      vscode.window.activeTextEditor.document,
    'the sample',
  );
  holds((await findingOf(claim, 'needling/muscle-count')).message.includes('2 muscles'), 'the count');
});

test('the lines under counted muscles are switched by the lens that explains them', async () => {
  const settings = () => vscode.workspace.getConfiguration('claimlint').get('evidence');
  await open('visit.note');
  equal(settings(), true, 'at first');
  await vscode.commands.executeCommand('claimlint.toggleEvidence');
  await until(() => settings() === false, 'they are off');
  await vscode.commands.executeCommand('claimlint.toggleEvidence');
  await until(() => settings() === true, 'they are on again');
});

test('a task checks the workspace and ends', async () => {
  const [task] = await vscode.tasks.fetchTasks({ type: 'claimlint' });
  if (!task) throw new Error('there is no task');
  const ended = new Promise<void>((resolve) => {
    const subscription = vscode.tasks.onDidEndTask(({ execution }) => {
      if (execution.task.name !== task.name) return;
      subscription.dispose();
      resolve();
    });
  });
  await vscode.tasks.executeTask(task);
  await ended;
});

test('a report without patient data is saved as a table', async () => {
  const file = inWorkspace('report.csv');
  await vscode.commands.executeCommand('claimlint.saveReport', file, false);
  const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
  holds(text.includes('needling/muscle-count'), text);
  holds(!text.includes('visit.claim'), text);
  await vscode.workspace.fs.delete(file);
});

test('nothing is handed to a language model unless the setting is on', async () => {
  equal(vscode.workspace.getConfiguration('claimlint').get('languageModelTools'), false, 'the default');
  const asked = vscode.lm.invokeTool('claimlint_explain_code', {
    input: { code: '20561' },
    toolInvocationToken: undefined,
  });
  const answer = await asked.then(
    () => 'an answer',
    () => 'refused',
  );
  equal(answer, 'refused', 'what asking comes to');
});

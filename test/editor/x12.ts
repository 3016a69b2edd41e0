// What an 837 is made readable by: names on hover, help while one writes, completion, one segment a line.
import * as vscode from 'vscode';
import { findingOf, hoverAt, open, rangeOfWord } from './open';
import { equal, holds, test, until } from './story';

test('a hover in an 837 names the loop, the segment and the element', async () => {
  const batch = await open('batch.dat');
  await findingOf(batch, 'needling/muscle-count');
  const hover = await hoverAt(batch, rangeOfWord(batch, '*UN*').start.translate(0, 2));
  holds(hover.includes('SV103') && hover.includes('loop 2400'), hover);
});

test('the elements of a segment are told in order while one writes', async () => {
  const batch = await open('batch.dat');
  await findingOf(batch, 'needling/muscle-count');
  const help = await vscode.commands.executeCommand<vscode.SignatureHelp>(
    'vscode.executeSignatureHelpProvider',
    batch.uri,
    rangeOfWord(batch, '*75*UN').start.translate(0, 1),
  );
  const [signature] = help.signatures;
  equal(signature?.parameters[help.activeParameter]?.label, 'SV102', 'the element at the cursor');
});

test('modifiers that fit are offered at a modifier of an 837', async () => {
  const batch = await open('batch.dat');
  await findingOf(batch, 'needling/muscle-count');
  const { items } = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    batch.uri,
    rangeOfWord(batch, ':GP*').start.translate(0, 2),
  );
  const offered = items.map(({ label }) => (typeof label === 'string' ? label : label.label));
  for (const modifier of ['GP', 'GO']) holds(offered.includes(modifier), offered.slice(0, 30).join(' '));
});

test('an 837 is shown with one segment a line beside itself, and the cursor goes along', async () => {
  const batch = await open('batch.dat');
  await findingOf(batch, 'needling/muscle-count');
  const before = batch.getText();
  await vscode.commands.executeCommand('claimlint.showSegments');
  const view = await until(
    () =>
      vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === 'claimlint-segments'),
    'the view',
  );
  holds(
    view.document
      .getText()
      .split('\n')
      .every((line) => line.split('~').length <= 2),
    'a line holds one segment',
  );
  const found = await findingOf(view.document, 'needling/muscle-count');
  equal(view.document.getText(found.range), '20561', 'the view shows what is found in the file');
  const editor = await vscode.window.showTextDocument(batch, vscode.ViewColumn.One);
  const code = rangeOfWord(batch, '20561');
  editor.selection = new vscode.Selection(code.start, code.end);
  await until(() => view.document.getText(view.selection) === '20561', 'the code is selected in the view');
  equal(batch.getText(), before, 'the file');
});

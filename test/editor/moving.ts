// From the claim to the note and back.
import * as vscode from 'vscode';
import { findingOf, open, rangeOfWord, revert } from './open';
import { equal, holds, inWorkspace, test, until } from './story';

type Destination = vscode.Location | vscode.LocationLink;

const uriOf = (to: Destination) => ('targetUri' in to ? to.targetUri : to.uri);
const rangeOf = (to: Destination) => ('targetUri' in to ? to.targetRange : to.range);

test('going to the definition of a code leads to the muscles in the note', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const destinations = await vscode.commands.executeCommand<Destination[]>(
    'vscode.executeDefinitionProvider',
    claim.uri,
    rangeOfWord(claim, '20561').start,
  );
  const note = await vscode.workspace.openTextDocument(inWorkspace('visit.note'));
  equal([...new Set(destinations.map((to) => uriOf(to).path.split('/').at(-1)))], ['visit.note'], 'files');
  const words = destinations.map((to) => note.getText(rangeOf(to)));
  equal(
    words.map((text) => /trapezius|levator/.exec(text)?.[0]),
    ['trapezius', 'levator'],
    'muscles',
  );
});

test('finding the references of a needled muscle leads to the claim line', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const note = await open('visit.note');
  const treatment = note.getText().indexOf('TREATMENT');
  const muscle = rangeOfWord(note, 'levator scapulae', treatment);
  const references = await vscode.commands.executeCommand<vscode.Location[]>(
    'vscode.executeReferenceProvider',
    note.uri,
    muscle.start,
  );
  equal(
    references.map(({ uri }) => uri.path.split('/').at(-1)),
    ['visit.claim'],
    'files',
  );
  equal(
    references.map(({ range }) => range),
    [rangeOfWord(claim, '20561')],
    'at the code',
  );
});

test('a note that is opened by itself knows its claim', async () => {
  const note = await open('visit.note');
  const treatment = note.getText().indexOf('TREATMENT');
  const muscle = rangeOfWord(note, 'levator scapulae', treatment);
  let references: readonly vscode.Location[] = [];
  for (let tries = 0; references.length === 0 && tries < 200; tries++) {
    references = await vscode.commands.executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      note.uri,
      muscle.start,
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  holds(
    references.some(({ uri }) => uri.path.endsWith('/visit.claim')),
    'the claim is found',
  );
});

test('next finding goes through the claim file and on to the next file, previous finding back', async () => {
  await vscode.commands.executeCommand('claimlint.checkWorkspace');
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const seen: string[] = [];
  const place = () => {
    const editor = vscode.window.activeTextEditor;
    return `${editor?.document.uri.path.split('/').at(-1)} ${editor?.selection.start.line}:${editor?.selection.start.character}`;
  };
  for (let step = 0; step < 12; step++) {
    await vscode.commands.executeCommand('claimlint.nextFinding');
    seen.push(place());
  }
  holds(new Set(seen.map((where) => where.split(' ')[0])).size > 1, `more than one file: ${seen.join(', ')}`);
  const second = seen.at(-2);
  holds(seen.at(-1) !== second, `each step moves: ${seen.join(', ')}`);
  await vscode.commands.executeCommand('claimlint.previousFinding');
  equal(place(), second, 'one step back');
});

test('the team’s settings are opened, and a clinic’s word in them is renamed', async () => {
  await open('visit.claim');
  await vscode.commands.executeCommand('claimlint.openConfiguration');
  const file = inWorkspace('.claimlint.yaml');
  const settings = await until(
    () => vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === file.toString()),
    'the settings are opened',
  );
  const edit = new vscode.WorkspaceEdit();
  edit.insert(
    file,
    settings.positionAt(settings.getText().length),
    'muscle aliases:\n  "UT": upper trapezius\n',
  );
  await vscode.workspace.applyEdit(edit);
  const word = rangeOfWord(settings, '"UT": upper', settings.getText().indexOf('\nmuscle aliases:'));
  const renamed = await vscode.commands.executeCommand<vscode.WorkspaceEdit>(
    'vscode.executeDocumentRenameProvider',
    file,
    word.start.translate(0, 2),
    'upper trap',
  );
  equal(
    renamed.get(file).map(({ newText }) => newText),
    ['"upper trap"'],
    'one word changes',
  );
  await revert(settings);
  await vscode.workspace.fs.delete(file);
});

// Quick fixes: each gives exactly the text it promises, and its finding goes.
import * as vscode from 'vscode';
import { actionsAt, choose, findingOf, findingsOf, open, ownDiagnostics, revert, ruleOf } from './open';
import { equal, holds, inWorkspace, test, until } from './story';

/** Chooses the fix whose title matches and returns the text before and after it. */
async function fixed(
  document: vscode.TextDocument,
  rule: string,
  title: RegExp,
): Promise<{ before: string; after: string }> {
  const finding = await findingOf(document, rule);
  const before = document.getText();
  const actions = await actionsAt(document, finding.range);
  const action = actions.find((candidate) => title.test(candidate.title));
  if (!action)
    throw new Error(
      `no action like ${title} among: ${actions.map((candidate) => candidate.title).join(' | ')}`,
    );
  equal(action.isPreferred ?? false, false, 'a fix is never preferred');
  await choose(action);
  await findingsOf(document, (all) => !all.some((other) => ruleOf(other) === rule));
  return { before, after: document.getText() };
}

test('recoding changes the five digits and nothing else, and the finding goes', async () => {
  const claim = await open('visit.claim');
  const { before, after } = await fixed(claim, 'needling/muscle-count', /20560/);
  equal(after, before.replace('code: 20561', 'code: 20560'), 'text');
  await revert(claim);
});

test('recoding in an 837 keeps separators and line breaks', async () => {
  const batch = await open('batch.dat');
  const { before, after } = await fixed(batch, 'needling/muscle-count', /20560/);
  equal(after, before.replace('HC:20561', 'HC:20560'), 'text');
  holds(after.includes('~\r\n'), 'line breaks are still there');
  await revert(batch);
});

test('units are set to what one day allows', async () => {
  const claim = await open('visit.claim');
  const { before, after } = await fixed(claim, 'edit/mue', /units|1 unit/i);
  equal(after, before.replace('units: 2', 'units: 1'), 'text');
  await revert(claim);
});

test('an unneeded modifier 59 is taken out', async () => {
  const claim = await open('visit.claim');
  const { after } = await fixed(claim, 'modifier/unneeded-59', /59/);
  holds(!/\b59\b/.test(after), `59 is gone:\n${after}`);
  await revert(claim);
});

test('a provider query opens as a new document that quotes the note and does not lead', async () => {
  const claim = await open('vague.claim');
  const finding = await findingOf(claim, 'needling/muscle-count');
  const query = (await actionsAt(claim, finding.range)).find(({ title }) => /query/i.test(title));
  if (!query) throw new Error('no query is offered');
  await choose(query);
  const draft = await until(
    () =>
      vscode.window.visibleTextEditors.map(({ document }) => document).find(({ isUntitled }) => isUntitled),
    'a new document',
  );
  const text = draft.getText();
  holds(text.includes('rotator cuff'), 'it quotes the note');
  holds(/unable to determine|^Answer:/im.test(text), `it asks openly or leaves a way out:\n${text}`);
  holds(!/pay|reimburs|20561/i.test(text), 'it says nothing of payment or codes');
  await vscode.window.showTextDocument(draft);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});

test('headings for what the note does not show are put into the note', async () => {
  const claim = await open('visit.claim');
  const finding = await findingOf(claim, 'documentation/missing-element');
  const insertion = (await actionsAt(claim, finding.range)).find(({ title }) => /heading/i.test(title));
  if (!insertion) throw new Error('no headings are offered');
  const note = await vscode.workspace.openTextDocument(inWorkspace('visit.note'));
  const before = note.getText();
  await choose(insertion);
  await until(() => note.getText().length > before.length, 'the note grows');
  for (const line of before.split('\n'))
    holds(note.getText().includes(line), `the note still says "${line}"`);
  await revert(note);
});

test('a finding of a .claim file is ignored by a comment that gives the reason', async () => {
  const claim = await open('visit.claim');
  const finding = await findingOf(claim, 'needling/muscle-count');
  const ignore = (await actionsAt(claim, finding.range)).find(({ title }) =>
    title.startsWith('Ignore needling/muscle-count'),
  );
  const [uri, what] = ignore?.command?.arguments ?? [];
  await vscode.commands.executeCommand(
    'claimlint.ignoreFinding',
    uri,
    what,
    'third muscle confirmed by addendum',
  );
  await findingsOf(
    claim,
    (all) => all.length > 0 && !all.some((other) => ruleOf(other) === 'needling/muscle-count'),
  );
  holds(claim.getText().includes('claimlint-ignore needling/muscle-count'), 'the comment is there');
  holds(claim.getText().includes('third muscle confirmed by addendum'), 'with its reason');

  // It is shown again when the sentence that it rests on is changed.
  const [muscle] = finding.relatedInformation ?? [];
  if (!muscle) throw new Error('the finding names no place in the note');
  const note = await vscode.workspace.openTextDocument(muscle.location.uri);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(note.uri, muscle.location.range.end, ' (superficial)');
  await vscode.workspace.applyEdit(edit);
  const again = await findingOf(claim, 'needling/muscle-count');
  holds(/accepted before/.test(again.message), `it says why it is back: ${again.message}`);
  await revert(note);
  await revert(claim);
  await findingOf(claim, 'needling/muscle-count');
});

test('a finding of an 837 is ignored by an entry in .claimlint.yaml', async () => {
  const batch = await open('batch.dat');
  const finding = await findingOf(batch, 'needling/muscle-count');
  const ignore = (await actionsAt(batch, finding.range)).find(({ title }) =>
    title.startsWith('Ignore needling/muscle-count'),
  );
  const [uri, what] = ignore?.command?.arguments ?? [];
  await vscode.commands.executeCommand('claimlint.ignoreFinding', uri, what, 'addendum of 10 March');
  await findingsOf(batch, (all) => !all.some((other) => ruleOf(other) === 'needling/muscle-count'));
  const team = await vscode.workspace.openTextDocument(inWorkspace('.claimlint.yaml'));
  holds(/rule: needling\/muscle-count/.test(team.getText()), `the entry is there:\n${team.getText()}`);
  await team.save();
  await vscode.workspace.fs.delete(team.uri);
  await findingOf(batch, 'needling/muscle-count');
});

test('masking writes a copy of the claim and its note with nobody in it, and the same findings', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const folder = inWorkspace('masked');
  await vscode.workspace.fs.createDirectory(folder);
  await vscode.commands.executeCommand('claimlint.maskIdentifiers', claim.uri, folder);
  const copy = await until(() => {
    const active = vscode.window.activeTextEditor?.document;
    return active?.uri.path.includes('/masked/') && active;
  }, 'the copy is shown');
  await findingOf(copy, 'needling/muscle-count');
  for (const own of ['C-2041', 'A-7731', 'Robin', '1984-05-17', '2026-03-02'])
    holds(claim.getText().includes(own) && !copy.getText().includes(own), `${own} is not in the copy`);
  equal(
    ownDiagnostics(copy).map(ruleOf).sort(),
    ownDiagnostics(claim).map(ruleOf).sort(),
    'the rules that found something',
  );
  await vscode.workspace.fs.delete(folder, { recursive: true });
});

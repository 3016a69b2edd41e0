// What is reported, and where it stands.
import * as vscode from 'vscode';
import { findingOf, findingsOf, open, ownDiagnostics, rangeOfWord, revert, ruleOf } from './open';
import { equal, holds, inWorkspace, test, until } from './story';

test('a claim that bills three muscles is flagged at its code when the note documents two', async () => {
  const claim = await open('visit.claim');
  const finding = await findingOf(claim, 'needling/muscle-count');
  equal(finding.range, rangeOfWord(claim, '20561'), 'where the squiggle stands');
  equal(finding.severity, vscode.DiagnosticSeverity.Warning, 'severity');
  holds(
    finding.message.includes('20561') && finding.message.includes('2'),
    `the message names code and count: ${finding.message}`,
  );
});

test('related information leads to each counted muscle in the note', async () => {
  const claim = await open('visit.claim');
  const finding = await findingOf(claim, 'needling/muscle-count');
  const note = await vscode.workspace.openTextDocument(inWorkspace('visit.note'));
  const places = (finding.relatedInformation ?? []).map(({ location }) =>
    note.getText(location.range).toLowerCase(),
  );
  for (const muscle of ['upper trapezius', 'levator scapulae']) {
    holds(
      places.some((words) => words.includes(muscle)),
      `"${muscle}" is among ${JSON.stringify(places)}`,
    );
  }
});

test('the code of a problem opens the page of its rule without the network', async () => {
  const claim = await open('visit.claim');
  const { code } = await findingOf(claim, 'needling/muscle-count');
  const target = typeof code === 'object' ? code.target : undefined;
  if (!target) throw new Error('the code leads nowhere');
  const page = await vscode.workspace.openTextDocument(target);
  holds(page.getText().includes('needling/muscle-count'), 'the page is about the rule');
});

test('units beyond the limit and a modifier that no pair needs are found on the same line', async () => {
  const claim = await open('visit.claim');
  equal(
    (await findingOf(claim, 'edit/mue')).range.start.line,
    rangeOfWord(claim, 'units').start.line,
    'units',
  );
  equal((await findingOf(claim, 'modifier/unneeded-59')).range, rangeOfWord(claim, '59'), 'modifier');
});

test('a muscle group leaves the count open and says so', async () => {
  const claim = await open('vague.claim');
  const finding = await findingOf(claim, 'needling/muscle-count');
  holds(/query|ask|cannot/i.test(finding.message), `the message asks: ${finding.message}`);
});

test('an 837 is recognised by its content under any ending, with the note of its first claim', async () => {
  const batch = await open('batch.dat');
  const text = batch.getText();
  const finding = await findingOf(batch, 'needling/muscle-count');
  equal(finding.range, rangeOfWord(batch, '20561'), 'at the code in SV1');
  holds(batch.languageId !== 'claim', 'the file keeps the language that it had');
  holds(text.startsWith('ISA'), 'the file is an interchange');
});

test('a text file that belongs to no claim is left alone', async () => {
  const text = await open('reminders.txt');
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  equal(ownDiagnostics(text).map(ruleOf), [], 'findings in the text file');
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    text.uri,
  );
  equal(lenses.length, 0, 'lenses in the text file');
});

test('writing the third muscle into the note clears the finding of the open claim', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const note = await open('visit.note');
  const edit = new vscode.WorkspaceEdit();
  edit.insert(note.uri, rangeOfWord(note, ' and right levator').start, ', right splenius capitis');
  await vscode.workspace.applyEdit(edit);
  await until(
    () => !ownDiagnostics(claim).some((finding) => ruleOf(finding) === 'needling/muscle-count'),
    'the finding goes',
  );
  await revert(note);
  await findingOf(claim, 'needling/muscle-count');
});

test('a rule that the team switched off stays silent until it is switched on again', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'edit/mue');
  const file = inWorkspace('.claimlint.yaml');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode('rules:\n  edit/mue: off\n'));
  await findingsOf(claim, (all) => all.length > 0 && !all.some((finding) => ruleOf(finding) === 'edit/mue'));
  await vscode.workspace.fs.delete(file);
  await findingOf(claim, 'edit/mue');
});

test('a rule of the team’s own pack is found, follows the pack, and has a page', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const pack = (severity: string) =>
    new TextEncoder().encode(`pack: clinic
rules:
  - id: clinic/one-unit
    title: One unit of needling
    severity: ${severity}
    why: The clinic bills one unit a visit.
    source: { title: Clinic policy }
    when: { codes: ["2056*"], units: { at least: 2 } }
    message: "{code} is billed with {units} units."
`);
  const file = inWorkspace('clinic.yaml');
  const settings = inWorkspace('.claimlint.yaml');
  await vscode.workspace.fs.writeFile(file, pack('information'));
  await vscode.workspace.fs.writeFile(settings, new TextEncoder().encode('packs: [clinic.yaml]\n'));
  const finding = await findingOf(claim, 'clinic/one-unit');
  holds(finding.message.includes('2 units'), finding.message);
  const page = await vscode.workspace.openTextDocument(
    vscode.Uri.from({ scheme: 'claimlint', path: '/rules/clinic/one-unit.md' }),
  );
  holds(page.getText().includes('Clinic policy'), page.getText());
  await vscode.workspace.fs.writeFile(file, pack('error'));
  await findingsOf(claim, (all) =>
    all.some(
      (each) => ruleOf(each) === 'clinic/one-unit' && each.severity === vscode.DiagnosticSeverity.Error,
    ),
  );
  await vscode.workspace.fs.delete(settings);
  await vscode.workspace.fs.delete(file);
  await findingsOf(claim, (all) => all.length > 0 && !all.some((each) => ruleOf(each) === 'clinic/one-unit'));
});

test('one person’s setting changes a severity', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const settings = vscode.workspace.getConfiguration('claimlint');
  await settings.update('rules', { 'needling/muscle-count': 'error' }, vscode.ConfigurationTarget.Workspace);
  await findingsOf(claim, (all) =>
    all.some(
      (finding) =>
        ruleOf(finding) === 'needling/muscle-count' && finding.severity === vscode.DiagnosticSeverity.Error,
    ),
  );
  await settings.update('rules', undefined, vscode.ConfigurationTarget.Workspace);
});

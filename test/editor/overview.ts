// What one sees around the text: lenses, hints, outline, completion, codes.
import * as vscode from 'vscode';
import { findingOf, open, rangeOfWord } from './open';
import { equal, holds, inWorkspace, test, until } from './story';

test('a lens above the claim tells its lines, total, findings and note', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const titles = await lensTitles(claim.uri);
  holds(
    titles.some((title) => title.includes('1 service line') && title.includes('$75.00')),
    titles.join(' | '),
  );
  holds(
    titles.some((title) => title.includes('visit.note')),
    titles.join(' | '),
  );
});

test('a lens above the needling of a note counts the muscles by name and by side', async () => {
  const note = await open('visit.note');
  const titles = await until(async () => {
    const found = await lensTitles(note.uri);
    return found.length > 0 && found;
  }, 'a lens in the note');
  holds(
    titles.some((title) => /2 muscles by name, 2 muscles by side/.test(title)),
    titles.join(' | '),
  );
});

test('a short name stands behind each code', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const whole = new vscode.Range(0, 0, claim.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    claim.uri,
    whole,
  );
  equal(
    hints.map(({ position }) => position),
    [rangeOfWord(claim, '20561').end],
    'where the hint stands',
  );
});

test('the outline of an 837 names both claims, and each folds', async () => {
  const batch = await open('batch.dat');
  await findingOf(batch, 'needling/muscle-count');
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
    'vscode.executeDocumentSymbolProvider',
    batch.uri,
  );
  const names = flatten(symbols).map(({ name }) => name);
  for (const account of ['A-8801', 'A-8802'])
    holds(
      names.some((name) => name.includes(account)),
      names.join(' | '),
    );
  const folds = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
    'vscode.executeFoldingRangeProvider',
    batch.uri,
  );
  const claim = rangeOfWord(batch, 'CLM*A-8801').start.line;
  holds(
    folds.some(({ start }) => start === claim),
    `a fold begins at line ${claim + 1}: ${JSON.stringify(folds)}`,
  );
});

test('completion offers keys, modifiers that fit the code, places of service and codes by words', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const modifiers = await labels(claim, rangeOfWord(claim, '[59').end);
  holds(modifiers.includes('GP'), `modifiers: ${modifiers.slice(0, 20).join(' ')}`);
  const places = await labels(claim, rangeOfWord(claim, 'place of service: "').end);
  holds(places.includes('11'), `places: ${places.slice(0, 20).join(' ')}`);
  const codes = await labels(claim, rangeOfWord(claim, 'code: ').end);
  holds(codes.includes('20560'), `codes: ${codes.slice(0, 20).join(' ')}`);
});

test('checking the workspace reports claims that are not open', async () => {
  await vscode.commands.executeCommand('claimlint.checkWorkspace');
  const found = await until(() => {
    const diagnostics = vscode.languages.getDiagnostics(inWorkspace('vague.claim'));
    return diagnostics.length > 0 && diagnostics;
  }, 'findings in a file that is not open');
  holds(
    found.every(({ source }) => source === 'Claimlint'),
    'they are ours',
  );
});

async function lensTitles(uri: vscode.Uri): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
  );
  return lenses.map(({ command }) => command?.title ?? '');
}

async function labels(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
  );
  return list.items.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

function flatten(symbols: readonly vscode.DocumentSymbol[]): vscode.DocumentSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...flatten(symbol.children)]);
}

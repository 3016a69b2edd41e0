// Files that are empty, cut off, binary or in another encoding: a clear word at the place, and no exception.
// (That the extension host's log holds none is checked by the script that runs the suite.)
import * as vscode from 'vscode';
import { actionsAt, findingOf, findingsOf, hoverAt, open, rangeOfWord } from './open';
import { holds, test } from './story';

for (const [name, said] of [
  ['bad/empty.claim', /empty|nothing|no claim/i],
  ['bad/empty.837', /empty|nothing|not/i],
  ['bad/truncated.837', /cut|ISA|end|incomplete|short/i],
  ['bad/broken.claim', /column|quote|bracket/i],
] as const) {
  test(`${name} gives a clear finding at its place`, async () => {
    const document = await open(name);
    const found = await findingsOf(document, (all) => all.length > 0);
    holds(
      found.some(({ message }) => said.test(message)),
      `messages: ${found.map(({ message }) => message).join(' | ')}`,
    );
    await askEverything(document);
  });
}

test('a binary file that is opened as text all the same gives a clear finding', async () => {
  const { uri } = await vscode.workspace.openTextDocument({
    language: 'claim',
    content: '\u0000\u0001\u0002\ufffd\u0000\u0007',
  });
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  await findingsOf(document, (all) => all.length > 0);
  await askEverything(document);
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
});

test('a claim with a byte order mark and Windows line ends finds its note in UTF-16', async () => {
  const claim = await open('bad/utf16.claim');
  const finding = await findingOf(claim, 'needling/muscle-count');
  holds(finding.range.isEqual(rangeOfWord(claim, '20561')), 'the squiggle stands at the code');
  holds(
    (await hoverAt(claim, finding.range.start)).includes('infraspinatus'),
    'the card names the muscle of the note',
  );
});

/** Whatever an editor asks of a document, at its beginning and its end. */
async function askEverything({ uri, lineCount }: vscode.TextDocument): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const whole = new vscode.Range(0, 0, lineCount, 0);
  for (const position of [new vscode.Position(0, 0), new vscode.Position(lineCount, 0)]) {
    for (const provider of ['Hover', 'Definition', 'Reference', 'CompletionItem']) {
      await vscode.commands.executeCommand(`vscode.execute${provider}Provider`, uri, position);
    }
  }
  for (const provider of ['DocumentSymbol', 'FoldingRange', 'CodeLens']) {
    await vscode.commands.executeCommand(`vscode.execute${provider}Provider`, uri);
  }
  await vscode.commands.executeCommand('vscode.executeInlayHintProvider', uri, whole);
  await actionsAt(document, whole);
}

// How long one waits: for the extension to be there, and from an edit to its findings.
import * as vscode from 'vscode';
import { findingOf, hoverAt, open, ownDiagnostics, rangeOfWord, revert, ruleOf } from './open';
import { holds, inWorkspace, remark, test, until, wordsOf } from './story';

/** Promised in milliseconds on an idle machine; a busy one is given three times as long. */
const promisedActivation = 50;
const promisedUpdate = 100;
const patience = 3;
/** In megabytes, where nobody asks for another size: ten is as quick to edit, but takes its time to be checked. */
const usualBatch = '1';

test('the extension is loaded and active in no time', async () => {
  await findingOf(await open('visit.claim'), 'needling/muscle-count');
  const load =
    between('willLoadExtensionCode', 'didLoadExtensionCode') ??
    between('willLoadExtensionCode', 'willActivateExtension');
  const activate = between('willActivateExtension', 'didActivateExtension');
  remark(`loading the bundle ${inMilliseconds(load)}, activating ${inMilliseconds(activate)}`);
  if (load === undefined || activate === undefined) return;
  holds(activate < promisedActivation * patience, `activation took ${inMilliseconds(activate)}`);
});

test('findings follow an edit before one looks up', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'edit/mue');
  const units = rangeOfWord(claim, 'units: 2');
  const digit = new vscode.Range(units.end.translate(0, -1), units.end);
  const roundTrip = await idleRoundTrip(claim, digit);
  const times: number[] = [];
  for (let round = 0; round < 10; round++) {
    const isGone = (found: readonly vscode.Diagnostic[]) =>
      !found.some((finding) => ruleOf(finding) === 'edit/mue');
    const wantsGone = round % 2 === 0;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(claim.uri, digit, wantsGone ? '1' : '2');
    const seen = nextDiagnostics(claim, (found) => isGone(found) === wantsGone);
    const started = performance.now();
    await vscode.workspace.applyEdit(edit);
    await seen;
    times.push(performance.now() - started);
  }
  const middle = median(times);
  remark(
    `from an edit to its findings ${inMilliseconds(middle)} (median of ${times.length}; an edit and a finding without a check ${inMilliseconds(roundTrip)})`,
  );
  holds(middle < promisedUpdate * patience, `an update took ${inMilliseconds(middle)}`);
  await revert(claim);
});

function nextDiagnostics(
  document: vscode.TextDocument,
  isSo: (found: readonly vscode.Diagnostic[]) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const subscription = vscode.languages.onDidChangeDiagnostics(() => {
      if (!isSo(ownDiagnostics(document))) return;
      subscription.dispose();
      resolve();
    });
  });
}

/** From an edit to a finding of somebody who finds at once: what the host itself takes, the median of ten. */
async function idleRoundTrip(document: vscode.TextDocument, digit: vscode.Range): Promise<number> {
  const text = document.getText(digit);
  const elsewhere = await vscode.workspace.openTextDocument({
    language: 'plaintext',
    content: `not a claim\n${document.getText()}`,
  });
  const collection = vscode.languages.createDiagnosticCollection('at once');
  const subscription = vscode.workspace.onDidChangeTextDocument(({ document: { uri } }) => {
    if (uri.toString() === elsewhere.uri.toString())
      collection.set(uri, [new vscode.Diagnostic(digit, String(performance.now()))]);
  });
  const times: number[] = [];
  for (let round = 0; round < 10; round++) {
    const edit = new vscode.WorkspaceEdit();
    edit.replace(elsewhere.uri, digit, text);
    edit.insert(elsewhere.uri, digit.start, ' ');
    const seen = new Promise<void>((resolve) => {
      const once = vscode.languages.onDidChangeDiagnostics(() => {
        once.dispose();
        resolve();
      });
    });
    const started = performance.now();
    await vscode.workspace.applyEdit(edit);
    await seen;
    times.push(performance.now() - started);
  }
  subscription.dispose();
  collection.dispose();
  return median(times);
}

function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

/** In characters. */
async function batchSize(): Promise<number> {
  return Number((await wordsOf('.suite-megabytes')) || usualBatch) * 1_000_000;
}

interface Mark {
  readonly name: string;
  readonly startTime: number;
}

/** Time between two of VS Code's own performance marks for this extension, where the host keeps them. */
function between(from: string, to: string): number | undefined {
  const host = globalThis as { MonacoPerformanceMarks?: { getMarks?: () => readonly Mark[] } };
  const marks = host.MonacoPerformanceMarks?.getMarks?.() ?? [];
  const timeOf = (what: string) =>
    marks.find(({ name }) => name === `code/extHost/${what}/claimlint.claimlint`)?.startTime;
  const start = timeOf(from);
  const end = timeOf(to);
  return start === undefined || end === undefined ? undefined : end - start;
}

function inMilliseconds(time: number | undefined): string {
  return time === undefined ? '(not measured by this host)' : `${time.toFixed(1)} ms`;
}

test('while a large 837 is checked, a hover in another file is answered', async () => {
  const file = inWorkspace('large.837');
  const size = await batchSize();
  const batch = await largeBatch(size);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(batch));
  const withoutUs = await holdUpOfPlainText(batch);
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const blocked = watchBlocking();
  const started = performance.now();
  const large = await open('large.837');
  let isChecked = false;
  const checked = findingOf(large, 'identifier/npi').then(() => {
    isChecked = true;
  });
  await hoverAt(claim, rangeOfWord(claim, '20561').start);
  holds(!isChecked, 'the hover came before the end of the check');
  await checked;
  remark(
    `${size / 1e6} MB 837: findings after ${inMilliseconds(performance.now() - started)}, longest hold-up of the extension host ${inMilliseconds(blocked.stop())} (when the same is opened as plain text ${inMilliseconds(withoutUs)})`,
  );
  await vscode.workspace.fs.delete(file);
});

test('in the middle of a large 837 the findings of a claim follow an edit', async () => {
  const file = inWorkspace('batch-of-the-day.837');
  const size = await batchSize();
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(await largeBatch(size)));
  const large = await open('batch-of-the-day.837');
  const opened = performance.now();
  await findingOf(large, 'identifier/npi');
  remark(`${size / 1e6} MB 837: findings after ${inMilliseconds(performance.now() - opened)}`);
  const middle = large.getText().indexOf('CLM*', size / 2);
  const line = rangeOfWord(large, 'SV1*HC:20561', middle);
  const code = new vscode.Range(line.end.translate(0, -5), line.end);
  const roundTrip = await idleRoundTrip(large, code);
  const blocked = watchBlocking();
  const times: number[] = [];
  const around = () => ownDiagnostics(large).filter(({ range }) => range.intersection(code));
  for (let round = 0; round < 8; round++) {
    const wrong = round % 2 === 0;
    const edit = new vscode.WorkspaceEdit();
    edit.replace(large.uri, code, wrong ? '2056X' : '20561');
    const seen = nextDiagnostics(
      large,
      () => around().some((each) => ruleOf(each) === 'code/unknown') === wrong,
    );
    const started = performance.now();
    await vscode.workspace.applyEdit(edit);
    await seen;
    times.push(performance.now() - started);
  }
  remark(
    `in the middle of it, from an edit to its findings ${inMilliseconds(median(times))} (median of ${times.length}; an edit and a finding without a check ${inMilliseconds(roundTrip)}), longest hold-up ${inMilliseconds(blocked.stop())}`,
  );
  await revert(large);
  await vscode.workspace.fs.delete(file);
});

test('a hundred opened and closed files leave no memory behind', async () => {
  if ((await heapInUse()) === undefined) return remark('memory: not measured by this host');
  const folder = inWorkspace('a-hundred');
  const claim = await vscode.workspace.fs.readFile(inWorkspace('visit.claim'));
  const note = await vscode.workspace.fs.readFile(inWorkspace('visit.note'));
  const batch = await vscode.workspace.fs.readFile(inWorkspace('batch.dat'));
  const fileOf = (number: number) =>
    vscode.Uri.joinPath(folder, number % 2 === 0 ? `${number}.claim` : `${number}.837`);
  for (let number = 0; number < 110; number++) {
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, `${number}.note`), note);
    await vscode.workspace.fs.writeFile(fileOf(number), number % 2 === 0 ? claim : batch);
  }
  const openAndClose = async (from: number, to: number) => {
    for (let number = from; number < to; number++) {
      // Opened as a user does; a document that an extension opens is kept for minutes.
      await vscode.commands.executeCommand('vscode.open', fileOf(number));
      await until(
        () => vscode.languages.getDiagnostics(fileOf(number)).some(({ source }) => source === 'Claimlint'),
        'findings in a file that was opened',
      );
      await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    }
    await until(
      () => !vscode.workspace.textDocuments.some(({ uri }) => uri.path.includes('/a-hundred/')),
      'closed documents are gone',
    );
  };
  await openAndClose(0, 10);
  const before = (await heapInUse()) ?? 0;
  await openAndClose(10, 110);
  const after = (await heapInUse()) ?? 0;
  await vscode.workspace.fs.delete(folder, { recursive: true });
  const share = after / before;
  remark(
    `memory in use before ${megabytes(before)}, after 100 files ${megabytes(after)}: ${(share * 100).toFixed(1)} %`,
  );
  holds(share < 1.1, 'memory is back within a tenth');
});

/** Bytes in use after a garbage collection, where the host can be asked for one (Node). */
async function heapInUse(): Promise<number | undefined> {
  const { process } = globalThis as {
    process?: {
      getBuiltinModule?: (name: string) => {
        setFlagsFromString: (flag: string) => void;
        runInNewContext: (code: string) => () => void;
      };
      memoryUsage?: () => { heapUsed: number };
    };
  };
  if (!process?.getBuiltinModule || !process.memoryUsage) return undefined;
  process.getBuiltinModule('v8').setFlagsFromString('--expose-gc');
  const collect = process.getBuiltinModule('vm').runInNewContext('gc');
  for (let round = 0; round < 3; round++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return process.memoryUsage().heapUsed;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** The small batch with its subscriber and claims repeated up to a size in characters, and one wrong NPI at the end. */
async function largeBatch(size: number): Promise<string> {
  const batch = new TextDecoder().decode(await vscode.workspace.fs.readFile(inWorkspace('batch.dat')));
  const lines = batch.split(/\r?\n/).filter((line) => line !== '');
  const from = lines.findIndex((line) => line.startsWith('HL*2*'));
  const until = lines.findIndex((line) => line.startsWith('SE*'));
  const start = lines.findIndex((line) => line.startsWith('ST*'));
  const head = lines.slice(0, from);
  const subscriber = lines.slice(from, until);
  const body: string[] = [];
  for (let number = 2, length = 0; length < size; number++) {
    for (const line of subscriber) {
      const own = line.replace('HL*2*', `HL*${number}*`).replace('A-88', `L-${number}-`);
      body.push(own);
      length += own.length + 1;
    }
  }
  const wrong = 'NM1*82*1*WRONG*NUMBER****XX*1234567890~';
  const count = head.length - start + body.length + 2;
  const trailer = lines.slice(until).map((line) => line.replace(/^SE\*\d+/, `SE*${count}`));
  return [...head, ...body, wrong, ...trailer, ''].join('\n');
}

/** The longest hold-up while VS Code itself opens a text of that length. */
async function holdUpOfPlainText(text: string): Promise<number> {
  const file = inWorkspace('large.txt');
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`not a claim\n${text}`));
  const blocked = watchBlocking();
  await open('large.txt');
  await new Promise((resolve) => setTimeout(resolve, 500));
  const longest = blocked.stop();
  await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  await vscode.workspace.fs.delete(file);
  return longest;
}

/** The longest time that the extension host could not do anything else, by a timer that wants to run all the time. */
function watchBlocking(): { readonly stop: () => number } {
  let last = performance.now();
  let longest = 0;
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  }, 1);
  return {
    stop() {
      clearInterval(timer);
      return longest;
    },
  };
}

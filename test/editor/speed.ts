// How long one waits: for the extension to be there, and from an edit to its findings.
import * as vscode from 'vscode';
import { findingOf, open, ownDiagnostics, rangeOfWord, revert, ruleOf } from './open';
import { holds, remark, test } from './story';

/** Promised in milliseconds on an idle machine; a busy one is given three times as long. */
const promisedActivation = 50;
const promisedUpdate = 100;
const patience = 3;

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
  const [middle = 0] = [...times].sort((a, b) => a - b).slice(times.length / 2);
  remark(`from an edit to its findings ${inMilliseconds(middle)} (median of ${times.length})`);
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

// Tools for language models inside VS Code: check the open claim, explain a code, count the muscles of the open note. Off
// unless the user switches `claimlint.languageModelTools` on; each use is confirmed, and what is handed out holds rule
// ids, lines, codes and counts, never the words of a claim or a note.
import * as vscode from 'vscode';
import { describeBundled } from '../check/describe';
import type { CodeTables } from '../codes/tables';
import { documentedMuscles, musclesInWords } from '../rules/muscle-evidence';
import type { Checked, Documents } from './documents';
import { rangesIn } from './positions';

const setting = 'languageModelTools';

interface CodeInput {
  readonly code: string;
}

export function registerLanguageModelTools(
  documents: Documents,
  tables: () => CodeTables,
): vscode.Disposable {
  let registered: vscode.Disposable | undefined;
  const update = () => {
    const isOn = vscode.workspace.getConfiguration('claimlint').get(setting, false);
    if (!isOn) {
      registered?.dispose();
      registered = undefined;
    } else registered ??= registerAll(documents, tables);
  };
  update();
  return vscode.Disposable.from(
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`claimlint.${setting}`)) update();
    }),
    new vscode.Disposable(() => registered?.dispose()),
  );
}

function registerAll(documents: Documents, tables: () => CodeTables): vscode.Disposable {
  return vscode.Disposable.from(
    tool('claimlint_check_claim', vscode.l10n.t('the findings of the claim in the active editor'), () =>
      findingsInWords(activeCheck(documents)),
    ),
    tool<CodeInput>(
      'claimlint_explain_code',
      vscode.l10n.t('what Claimlint’s card says of a code (nothing of a patient)'),
      ({ code }) => describeBundled(String(code), tables()) ?? 'Claimlint does not know this code.',
    ),
    tool(
      'claimlint_count_muscles',
      vscode.l10n.t('how many muscles the note in the active editor documents'),
      () => musclesInNote(activeCheck(documents)),
    ),
  );
}

function tool<Input>(name: string, handsOut: string, answer: (input: Input) => string): vscode.Disposable {
  return vscode.lm.registerTool<Input>(name, {
    prepareInvocation: () => ({
      invocationMessage: `Claimlint: ${handsOut}`,
      confirmationMessages: {
        title: vscode.l10n.t('Hand this to the language model?'),
        message: vscode.l10n.t(
          'Claimlint would hand out {0}: rules, lines, codes and counts, without names and without words of the note.',
          handsOut,
        ),
      },
    }),
    invoke: ({ input }) =>
      new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(answer(input))]),
  });
}

function activeCheck(documents: Documents): Checked | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && documents.of(document);
}

function findingsInWords(checked: Checked | undefined): string {
  if (checked === undefined) return 'The active editor shows no claim and no note.';
  if (checked.findings.length === 0) return 'Nothing found.';
  const place = rangesIn(checked.own.text);
  return checked.findings
    .map(({ at, severity, rule, verdict, code }) => {
      const about = code === undefined ? '' : `, code ${code}`;
      return `line ${place(at.range).start.line + 1}: ${severity} ${rule} (${verdict}${about})`;
    })
    .join('\n');
}

function musclesInNote(checked: Checked | undefined): string {
  const note = checked?.own.note;
  if (note === undefined) return 'The active editor shows no note.';
  const { count } = documentedMuscles(note, 'needling');
  return `Needled: ${musclesInWords(count.byName)} by name, ${musclesInWords(count.bySide)} by side.`;
}

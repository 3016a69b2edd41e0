// Quiet lines under the muscles of a note: solid where a muscle is counted, dashed where it may count, dotted where it was
// named but does not count. Switched by `claimlint.evidence`; the lens above the procedure is legend and switch.
import * as vscode from 'vscode';
import type { MuscleMention } from '../model/note';
import { personalSettings } from './configuration';
import type { Documents } from './documents';
import { rangesIn } from './positions';

export const toggleEvidenceCommand = 'claimlint.toggleEvidence';

/** What the lens says: the legend while the lines are shown, an offer while they are not. */
export function evidenceLegend(isShown: boolean): string {
  return isShown
    ? `$(eye) ${vscode.l10n.t('solid: counted · dashed: maybe · dotted: not')}`
    : `$(eye-closed) ${vscode.l10n.t('show which muscles were counted')}`;
}

type Mark = 'counted' | 'may-count' | 'not-counted';

const lines: Readonly<Record<Mark, { readonly style: string; readonly color: string }>> = {
  counted: { style: 'solid', color: 'charts.green' },
  'may-count': { style: 'dashed', color: 'charts.yellow' },
  'not-counted': { style: 'dotted', color: 'descriptionForeground' },
};
const marks = Object.keys(lines) as readonly Mark[];

export function registerEvidence(documents: Documents): vscode.Disposable {
  const types = new Map(marks.map((mark) => [mark, decorationType(mark)]));
  const draw = (editor: vscode.TextEditor) => {
    const { document } = editor;
    const note = documents.all().find((checked) => checked.document === document)?.own.note;
    const isShown = note !== undefined && personalSettings(document.uri).evidence;
    for (const [mark, type] of types) {
      const own = isShown ? note.muscles.filter((mention) => markOf(mention) === mark) : [];
      editor.setDecorations(type, own.length === 0 ? [] : own.map(rangesOf(document)));
    }
  };
  const drawAll = () => vscode.window.visibleTextEditors.forEach(draw);
  return vscode.Disposable.from(
    ...types.values(),
    documents.onDidCheck(({ document, own }) => {
      if (own.note === undefined) return;
      for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) draw(editor);
    }),
    documents.onDidForget(drawAll),
    vscode.window.onDidChangeVisibleTextEditors(drawAll),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration('claimlint.evidence')) drawAll();
    }),
    vscode.commands.registerCommand(toggleEvidenceCommand, () => {
      const settings = vscode.workspace.getConfiguration('claimlint');
      const isShown = settings.get('evidence', true);
      return settings.update('evidence', !isShown, vscode.ConfigurationTarget.Global);
    }),
  );
}

/** Muscles that were only looked at or felt have no line: an examination names dozens. */
function markOf({ status, isGroup }: MuscleMention): Mark | undefined {
  switch (status) {
    case 'performed':
      return isGroup ? 'may-count' : 'counted';
    case 'uncertain':
      return 'may-count';
    case 'examined':
      return undefined;
    default:
      return 'not-counted';
  }
}

function rangesOf(document: vscode.TextDocument): (mention: MuscleMention) => vscode.Range {
  const place = rangesIn(document.getText());
  return ({ range }) => place(range);
}

function decorationType(mark: Mark): vscode.TextEditorDecorationType {
  const { style, color } = lines[mark];
  return vscode.window.createTextEditorDecorationType({
    borderStyle: style,
    borderWidth: '0 0 2px 0',
    borderColor: new vscode.ThemeColor(color),
    ...(mark === 'not-counted'
      ? {}
      : {
          overviewRulerColor: new vscode.ThemeColor(color),
          overviewRulerLane: vscode.OverviewRulerLane.Right,
        }),
    rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
  });
}

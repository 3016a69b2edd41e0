// While an 837 segment is written: its elements in order, with the one at the cursor marked.
import * as vscode from 'vscode';
import { segmentHelpAt } from '../formats/x12';
import type { Documents } from './documents';

/** Separators that are in use; which of them the file has is read from its ISA. */
const separators = ['*', '|', '^', ':', '>'];

export function registerElementHelp(documents: Documents): vscode.Disposable {
  return vscode.languages.registerSignatureHelpProvider(
    '*',
    {
      provideSignatureHelp(document, position) {
        if (!documents.of(document)?.format.startsWith('x12')) return undefined;
        const help = segmentHelpAt(document.getText(), document.offsetAt(position));
        if (help === undefined || help.active < 0) return undefined;
        const { segment, separator, elements, active } = help;
        const id = segment.slice(0, segment.indexOf(' '));
        const signature = new vscode.SignatureInformation(
          [id, ...elements.map(({ label }) => label)].join(separator),
          segment,
        );
        signature.parameters = elements.map(
          ({ label, name, required }) =>
            new vscode.ParameterInformation(label, `${label} · ${name}${required ? ' (required)' : ''}`),
        );
        const result = new vscode.SignatureHelp();
        result.signatures = [signature];
        result.activeParameter = active;
        return result;
      },
    },
    ...separators,
  );
}

// Completion, by what one writes in: `.claim` files (also before they can be read), every other claim format, notes.
import * as vscode from 'vscode';
import type { CodeTables } from '../../codes/tables';
import type { Documents } from '../documents';
import { claimFileItems } from './claim-files';
import { fieldItems } from './fields';
import { noteItems } from './notes';

export function registerCompletion(documents: Documents, tables: () => CodeTables): vscode.Disposable {
  const { registerCompletionItemProvider } = vscode.languages;
  return vscode.Disposable.from(
    registerCompletionItemProvider(
      { language: 'claim' },
      {
        provideCompletionItems(document, position) {
          return claimFileItems(document, position, documents.of(document), tables());
        },
      },
      ...[' ', '[', '"'],
    ),
    registerCompletionItemProvider('*', {
      provideCompletionItems(document, position) {
        if (document.languageId === 'claim') return undefined;
        const checked = documents.of(document);
        if (checked === undefined) return undefined;
        return checked.own.note
          ? noteItems(document, position)
          : fieldItems(document, position, checked, tables());
      },
    }),
  );
}

// Our own short name behind every procedure code that a card knows. Switched by `claimlint.inlayHints`.
import * as vscode from 'vscode';
import { cardFor } from '../codes';
import { personalSettings } from './configuration';
import type { Documents } from './documents';

export function registerInlayHints(documents: Documents): vscode.Disposable {
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    documents.onDidCheck(() => changed.fire()),
    vscode.languages.registerInlayHintsProvider('*', {
      onDidChangeInlayHints: changed.event,
      provideInlayHints(document, range) {
        if (!personalSettings(document.uri).inlayHints) return [];
        const checked = documents.of(document);
        const lines = checked?.own.claims.flatMap(({ claim }) => claim.serviceLines) ?? [];
        return lines.flatMap(({ procedureCode }) => {
          const card = procedureCode && cardFor(procedureCode.value);
          const position = procedureCode && document.positionAt(procedureCode.range.end);
          if (!card || !position || !range.contains(position)) return [];
          const hint = new vscode.InlayHint(position, card.short);
          hint.paddingLeft = true;
          return hint;
        });
      },
    }),
  );
}

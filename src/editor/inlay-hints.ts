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
        const start = document.offsetAt(range.start);
        const end = document.offsetAt(range.end);
        const hints: vscode.InlayHint[] = [];
        for (const checked of documents.of(document)?.own.claims ?? []) {
          if (checked.range.end < start || checked.range.start > end) continue;
          for (const { procedureCode } of checked.claim.serviceLines) {
            const card = procedureCode && cardFor(procedureCode.value);
            if (!card || procedureCode.range.end < start || procedureCode.range.end > end) continue;
            const hint = new vscode.InlayHint(document.positionAt(procedureCode.range.end), card.short);
            hint.paddingLeft = true;
            hints.push(hint);
          }
        }
        return hints;
      },
    }),
  );
}

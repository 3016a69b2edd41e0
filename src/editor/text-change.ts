// What was changed in a document since it was checked, as one stretch of text.
import type * as vscode from 'vscode';
import type { TextChange } from '../check';

type ContentChange = Pick<vscode.TextDocumentContentChangeEvent, 'rangeOffset' | 'rangeLength' | 'text'>;

/**
 * `known` (in offsets of the checked text) and one more change behind it. Several changes become the stretch that holds
 * them all.
 */
export function withChange(
  known: TextChange | undefined,
  { rangeOffset, rangeLength, text }: ContentChange,
): TextChange {
  const end = rangeOffset + rangeLength;
  if (known === undefined) return { start: rangeOffset, end, newLength: text.length };
  const delta = known.newLength - (known.end - known.start);
  const knownEnd = known.start + known.newLength;
  // An offset of the text as it is now, in the text that was checked; within the known stretch it is swallowed by it.
  const start = Math.min(known.start, rangeOffset);
  const last = end > knownEnd ? end - delta : known.end;
  const newEnd = Math.max(knownEnd, end) + text.length - rangeLength;
  return { start, end: last, newLength: newEnd - start };
}

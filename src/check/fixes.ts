// From a fix in the claim's terms to text edits, by the claim's own format.

import { pieceOf, readClaimAt, writeChange } from '../formats';
import type { ReadOptions } from '../formats/format';
import type { Claim, ClaimChange } from '../model/claim';
import type { Finding, Fix, ResolvedFix } from '../model/finding';
import { applyEdits, rangeOf, type TextEdit, type TextRange } from '../model/text';

/**
 * Text edits of a fix, or undefined when the format has no place for one of its changes
 * (a fifth modifier, a line that is gone): then the fix is not offered.
 */
export function resolveFix(
  fix: Fix,
  path: string,
  text: string,
  claim: Claim,
  options: ReadOptions,
): ResolvedFix | undefined {
  const { title, lossless, action } = fix;
  if (action.kind === 'text') return { title, lossless, edits: [{ path: action.path, edits: action.edits }] };
  const edits = changesAsEdits(text, claim, action.changes, options);
  return edits === undefined || edits.length === 0
    ? undefined
    : { title, lossless, edits: [{ path, edits }] };
}

/**
 * The edits of one document that make all its lossless fixes at once: one fix of each finding, whole or not at all. Of two
 * that touch the same place the first stands; the other is offered again afterwards.
 */
export function losslessEdits(findings: readonly Finding[], path: string): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const { fixes } of findings) {
    const fix = fixes.find(({ lossless }) => lossless);
    if (fix === undefined || fix.edits.some((part) => part.path !== path)) continue;
    const edits = fix.edits.flatMap((part) => part.edits);
    const touches = edits.some(({ range }) =>
      taken.some((other) => range.start <= other.range.end && other.range.start <= range.end),
    );
    if (!touches) taken.push(...edits);
  }
  return taken;
}

function changesAsEdits(
  text: string,
  claim: Claim,
  changes: readonly ClaimChange[],
  options: ReadOptions,
): readonly TextEdit[] | undefined {
  const first = changes[0];
  if (first === undefined) return undefined;
  if (changes.length === 1) return writeChange(text, claim, first, options);
  const answer = withinPiece(text, claim, changes, options);
  return answer === undefined ? oneAfterTheOther(text, claim, changes, options) : answer.edits;
}

/** Texts shorter than this are read again as fast as a piece is cut out of them. */
const cutFrom = 10_000;

/**
 * The same in a text with this claim alone, so that a claim of a large file takes no longer than one of a small file. Undefined
 * where the claim cannot be cut out, or an edit reaches outside of it (a count in a trailer).
 */
function withinPiece(
  text: string,
  claim: Claim,
  changes: readonly ClaimChange[],
  options: ReadOptions,
): { readonly edits: readonly TextEdit[] | undefined } | undefined {
  const piece = text.length < cutFrom ? undefined : pieceOf(text, claim);
  if (piece === undefined) return undefined;
  const joined = piece.parts.map(({ start, end }) => text.slice(start, end)).join('');
  const small = joined + piece.trailer(joined);
  const ofFile = { ...options, file: text };
  const alone = readClaimAt(small, claim.format, 0, ofFile);
  const { start, end } = claim.range;
  if (alone === undefined || text.slice(start, end) !== small.slice(alone.range.start, alone.range.end))
    return undefined;
  const by = start - alone.range.start;
  // What the claim says by way of other parts of the file may be missing here; then it is read with them.
  if (!isSame(partsOf(claim), partsOf(alone), claim.range, by)) return undefined;
  const edits = oneAfterTheOther(small, alone, changes, ofFile);
  // What has no place in the claim alone has none in the file.
  if (edits === undefined) return { edits };
  const isInside = ({ range }: TextEdit) => range.start >= alone.range.start && range.end <= alone.range.end;
  return edits.every(isInside)
    ? {
        edits: edits.map(({ range, newText }) => ({
          range: rangeOf(range.start + by, range.end + by),
          newText,
        })),
      }
    : undefined;
}

/** What a change may be about. */
function partsOf({ diagnoses, serviceLines, placeOfService }: Claim): unknown {
  return [diagnoses, serviceLines, placeOfService];
}

/** Whether two readings say the same; places within the claim have to be the same, too, moved by some characters. */
function isSame(value: unknown, other: unknown, within: TextRange, by: number): boolean {
  if (value === other) return true;
  if (typeof value !== 'object' || typeof other !== 'object' || value === null || other === null)
    return false;
  if (isRange(value))
    return (
      isRange(other) &&
      (value.start < within.start ||
        value.end > within.end ||
        (value.start === other.start + by && value.end === other.end + by))
    );
  const entries = Object.entries(value);
  return (
    entries.length === Object.keys(other).length &&
    entries.every(([key, inner]) =>
      isSame(inner, (other as Readonly<Record<string, unknown>>)[key], within, by),
    )
  );
}

function isRange(value: object): value is TextRange {
  const { start, end } = value as Partial<TextRange>;
  return typeof start === 'number' && typeof end === 'number';
}

/** Several changes may touch neighbouring text: each is written into the result of the one before, and the difference is the edit. */
function oneAfterTheOther(
  text: string,
  claim: Claim,
  changes: readonly ClaimChange[],
  options: ReadOptions,
): readonly TextEdit[] | undefined {
  let current = text;
  let reread: Claim | undefined = claim;
  for (const change of changes) {
    if (reread === undefined) return undefined;
    const edits = writeChange(current, reread, change, options);
    if (edits === undefined) return undefined;
    current = applyEdits(current, edits);
    reread = readClaimAt(current, claim.format, claim.index, options);
  }
  return difference(text, current, claim.range);
}

/**
 * The one edit that leads from one text to the other, without their common beginning and end. It is looked for in `near` where
 * the texts agree outside of it, as they do but for a total that stands elsewhere.
 */
function difference(before: string, after: string, near: TextRange): readonly TextEdit[] {
  const behind = before.length - near.end;
  const isNear =
    before.slice(0, near.start) === after.slice(0, near.start) &&
    before.slice(near.end) === after.slice(after.length - behind);
  let start = isNear ? near.start : 0;
  let end = isNear ? Math.min(behind, after.length - start) : 0;
  const shorter = Math.min(before.length, after.length);
  while (start < shorter - end && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  while (
    end < shorter - start &&
    before.charCodeAt(before.length - 1 - end) === after.charCodeAt(after.length - 1 - end)
  )
    end++;
  if (start === before.length && start === after.length) return [];
  return [{ range: rangeOf(start, before.length - end), newText: after.slice(start, after.length - end) }];
}

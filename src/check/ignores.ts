// Accepted findings: comments in `.claim` files and notes, entries in `.claimlint.yaml`. Each carries a reason.
import type { Claim } from '../model/claim';
import { rangeOf, type TextRange } from '../model/text';
import type { IgnoreEntry } from './ignore-entries';

/** `claimlint-ignore needling/muscle-count: reason` in a comment of a `.claim` file or a note. */
export interface IgnoreComment {
  readonly rule: string;
  /** `line 2`, when the comment says so. */
  readonly line?: number;
  readonly reason: string;
  /** The evidence mark of the finding when it was accepted; without one, whatever it rests on is accepted. */
  readonly evidence?: string;
  readonly range: TextRange;
  /** Reason and evidence mark. */
  readonly reasonRange: TextRange;
}

const comment =
  /claimlint-ignore[ \t]+([a-z0-9-]+\/[a-z0-9-]+)(?:[ \t]+line[ \t]+(\d{1,3}))?[ \t]*(?::[ \t]*([^\r\n]*))?/g;

/** Finds the ignore comments of a document. The sign that closes a comment is not part of the reason. */
export function readIgnoreComments(text: string): readonly IgnoreComment[] {
  if (!text.includes('claimlint-ignore')) return [];
  return [...text.matchAll(comment)].map((match) => {
    const written = (match[3] ?? '').replace(/\s*(?:-->|\*\/)\s*$/, '').trimEnd();
    const mark = / *\[evidence ([0-9a-f]{8})\]$/.exec(written);
    const end = match.index + match[0].length - (match[3] ?? '').length;
    return {
      rule: match[1] ?? '',
      reason: written.slice(0, mark?.index ?? written.length).trim(),
      range: rangeOf(match.index, match.index + match[0].trimEnd().length),
      reasonRange: rangeOf(end, end + written.length),
      ...(match[2] === undefined ? {} : { line: Number(match[2]) }),
      ...(mark?.[1] === undefined ? {} : { evidence: mark[1] }),
    };
  });
}

/**
 * Whether a comment in the claim's own file is about this line: it says so, or stands inside the line or on the
 * text line directly above it. A comment elsewhere in the claim is about the whole claim.
 */
export function commentCovers(
  entry: IgnoreComment,
  claim: Claim,
  text: string,
  line: number | undefined,
): boolean {
  if (entry.line !== undefined) return entry.line === line;
  const inClaim = entry.range.start >= claim.range.start && entry.range.start <= claim.range.end;
  const above = followedBy(text, entry.range.end);
  const own = claim.serviceLines.find(
    ({ range }) => contains(range, entry.range.start) || contains(range, above),
  );
  return own === undefined ? inClaim || claim.index === 0 : own.number === line;
}

/** Whether an entry of `.claimlint.yaml` covers a finding on `today`. */
export function entryCovers(
  entry: IgnoreEntry,
  rule: string,
  claim: string,
  line: number | undefined,
  today: string,
): boolean {
  return (
    entry.rule === rule &&
    (entry.claim === undefined || entry.claim === claim) &&
    (entry.line === undefined || entry.line === line) &&
    (entry.expires === undefined || entry.expires >= today)
  );
}

function contains(range: TextRange, offset: number): boolean {
  return offset >= range.start && offset < range.end;
}

/** Offset of the first character after the rest of this line that is not white space. */
function followedBy(text: string, offset: number): number {
  let at = text.indexOf('\n', offset);
  if (at < 0) return text.length;
  while (at < text.length && /\s/.test(text.charAt(at))) at++;
  // YAML list entries begin with their dash, which the line's range may leave out.
  while (text.charAt(at) === '-' || text.charAt(at) === ' ') at++;
  return at;
}

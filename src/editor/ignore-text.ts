// Where an accepted finding is written down, as a text edit: a comment in a `.claim` file or a note, else an entry in
// `.claimlint.yaml`. Text in, edits out; nothing here knows VS Code.
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { commentCovers, type IgnoreComment, type IgnoreEntry, readIgnoreComments } from '../check';
import type { Claim } from '../model/claim';
import type { Finding } from '../model/finding';
import { rangeOf, type TextEdit } from '../model/text';

/** Why a finding is accepted, and the mark of what it rests on, if there is one. */
export interface Reason {
  readonly reason: string;
  readonly mark: string | undefined;
}

/** A comment line above the finding's service line; without a line, at the head of its claim. */
export function commentInClaim(
  text: string,
  claim: Claim | undefined,
  finding: Finding,
  reason: Reason,
): TextEdit {
  const line = claim?.serviceLines.find(({ number }) => number === finding.line);
  const start = line ? line.range.start : (claim?.range.start ?? 0);
  const at = startOfLine(text, start);
  const indentation = /^[ \t]*/.exec(text.slice(at, start))?.[0] ?? '';
  const about = line ? ` line ${line.number}` : '';
  const comment = `# claimlint-ignore ${finding.rule}${about}: ${reasonInComment(reason)}`;
  return insertion(at, `${indentation}${comment}${lineEnd(text)}`);
}

/** A comment line above the text that the finding is about, in the manner of Markdown. */
export function commentInNote(text: string, finding: Finding, reason: Reason): TextEdit {
  const at = startOfLine(text, finding.at.range.start);
  return insertion(
    at,
    `<!-- claimlint-ignore ${finding.rule}: ${reasonInComment(reason)} -->${lineEnd(text)}`,
  );
}

/** A comment that accepted the finding when it rested on something else. */
export function outdatedComment(
  text: string,
  claim: Claim | undefined,
  { rule, line }: Finding,
): IgnoreComment | undefined {
  return readIgnoreComments(text).find(
    (entry) =>
      entry.rule === rule &&
      entry.evidence !== undefined &&
      (claim ? commentCovers(entry, claim, text, line) : entry.line === undefined || entry.line === line),
  );
}

/** Gives such a comment another reason and mark. */
export function renewedComment({ reasonRange }: IgnoreComment, reason: Reason): TextEdit {
  return { range: reasonRange, newText: reasonInComment(reason) };
}

/** The entry of `.claimlint.yaml` that accepted the finding when it rested on something else. */
export function outdatedEntry(
  entries: readonly IgnoreEntry[],
  { rule, claim, line }: Finding,
): IgnoreEntry | undefined {
  return entries.find(
    (entry) =>
      entry.rule === rule && entry.evidence !== undefined && entry.claim === claim && entry.line === line,
  );
}

/**
 * One more entry under `ignores:` of `.claimlint.yaml`, or another reason and mark for an outdated one. Undefined when the
 * file does not read as a list of settings: then nothing may be written into it.
 */
export function entryInConfiguration(
  text: string,
  finding: Finding,
  { reason, mark }: Reason,
  outdated?: IgnoreEntry,
): readonly TextEdit[] | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const end = lineEnd(text);
  const entry = (indentation: string) =>
    [
      `${indentation}- rule: ${finding.rule}`,
      ...(finding.claim === undefined ? [] : [`${indentation}  claim: ${JSON.stringify(finding.claim)}`]),
      ...(finding.line === undefined ? [] : [`${indentation}  line: ${finding.line}`]),
      `${indentation}  reason: ${JSON.stringify(oneLine(reason))}`,
      ...(mark === undefined ? [] : [`${indentation}  evidence: ${JSON.stringify(mark)}`]),
      '',
    ].join(end);
  const root = document.contents;
  if (root !== null && !isMap(root))
    return document.toJS() === null ? [appended(text, `ignores:${end}${entry('  ')}`)] : undefined;
  const ignores = root?.get('ignores', true);
  if (ignores === undefined) return [appended(text, `ignores:${end}${entry('  ')}`)];
  // A list in brackets, or nothing behind the colon yet: left to the user's own hand.
  if (!isSeq(ignores) || ignores.flow === true || !ignores.range) return undefined;
  const old = ignores.items.find((item) => isMap(item) && item.range?.[0] === outdated?.range.start);
  if (isMap(old) && mark !== undefined)
    return [
      ['reason', oneLine(reason)],
      ['evidence', mark],
    ].flatMap(([key, value]) => {
      const written = old.get(key, true);
      return isScalar(written) && written.range
        ? [{ range: rangeOf(written.range[0], written.range[1]), newText: JSON.stringify(value) }]
        : [];
    });
  const [first, behindLast] = ignores.range;
  const indentation = text.slice(startOfLine(text, first), first);
  const at = endOfContent(text, first, behindLast);
  return [insertion(at, `${end}${entry(indentation).trimEnd()}`)];
}

export function appended(text: string, block: string): TextEdit {
  const end = lineEnd(text);
  const needsBreak = text !== '' && !text.endsWith('\n');
  return insertion(text.length, `${needsBreak ? end : ''}${block}`);
}

export function insertion(at: number, newText: string): TextEdit {
  return { range: rangeOf(at, at), newText };
}

export function startOfLine(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

/** Behind the last character of a list that is no white space. */
export function endOfContent(text: string, start: number, end: number): number {
  let at = end;
  while (at > start && /\s/.test(text.charAt(at - 1))) at--;
  return at;
}

export function lineEnd(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** Reason and mark as a comment has them. */
export function reasonInComment({ reason, mark }: Reason): string {
  return `${oneLine(reason)}${mark === undefined ? '' : ` [evidence ${mark}]`}`;
}

function oneLine(reason: string): string {
  return reason.replace(/\s+/g, ' ').trim();
}

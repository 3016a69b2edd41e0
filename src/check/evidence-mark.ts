// The mark that an accepted finding keeps of what it rested on: when a sentence of the note or a value of the claim is
// changed later, the finding is shown again. The mark holds no word of a claim or note.
import type { Finding } from '../model/finding';
import type { TextRange } from '../model/text';
import { sha256 } from './sha256';

type Rested = Pick<Finding, 'rule' | 'code' | 'at' | 'evidence'>;

/** As much of a text as tells sentences apart; a text without line breaks may be a megabyte. */
const longest = 500;

/**
 * Eight hexadecimal digits over the sentences and values that a finding rests on. Few enough that many other texts have
 * the same mark, so that nobody learns a patient's words from it by trying; enough to notice a change.
 *
 * Undefined when there is nothing that could change: a finding without evidence about more than a line of text.
 */
export function evidenceMark(
  { rule, code, at, evidence }: Rested,
  claimText: string,
  note: { readonly path: string; readonly text: string } | undefined,
): string | undefined {
  const rested =
    evidence.length === 0
      ? [valueAt(at.path === note?.path ? note.text : claimText, at.range)]
      : evidence.map(({ path, range, text }) =>
          // In a claim a value stands for itself; words of a note get their sense from their sentence.
          path === note?.path ? sentenceAround(note.text, range) : text,
        );
  const words = rested.flatMap((text) => (text === undefined ? [] : [text.replace(/\s+/g, ' ').trim()]));
  if (words.length === 0) return undefined;
  return sha256(JSON.stringify([rule, code, [...new Set(words)]])).slice(0, 8);
}

function valueAt(text: string, { start, end }: TextRange): string | undefined {
  const value = text.slice(start, Math.min(end, start + longest));
  return /[\r\n]/.test(value) ? undefined : value;
}

/** From the end of the sentence or line before to the end of this one. */
function sentenceAround(text: string, { start, end }: TextRange): string {
  const before = text.slice(Math.max(0, start - longest), start);
  const behind = text.slice(end, end + longest);
  let begin = 0;
  for (const match of before.matchAll(/[\r\n]|[.!?][ \t]/g)) begin = match.index + match[0].length;
  const close = /[\r\n]|[.!?](?=\s|$)/.exec(behind);
  return before.slice(begin) + text.slice(start, end) + behind.slice(0, close?.index ?? behind.length);
}

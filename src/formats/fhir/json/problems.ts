// What is wrong with a JSON text, in words for someone who never wrote one.
import type { TextEdit, TextRange } from '../../../model/text';

export interface JsonProblem {
  readonly message: string;
  readonly range: TextRange;
  /** Changes no meaning. */
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[] };
}

const brackets = { object: ['{', '}'], array: ['[', ']'] } as const;

export const wordsFor = {
  comment: 'JSON has no comments, and a system that reads this file will refuse it. Remove the comment.',
  secondValue:
    'A second JSON value begins here, and a JSON file holds one. Put the resources into a Bundle, or one on each line (NDJSON).',
  trailingComma: 'Nothing follows this comma. JSON allows a comma only between two entries; remove it.',
  strayComma: 'This comma separates nothing: an entry is missing before it, or the comma is one too many.',
  strayColon: 'This colon follows no name. In JSON a colon stands between a name in quotes and its value.',
  missingComma: 'A comma is missing here, between two entries.',
  missingColon: 'A colon is missing before this value, after the name.',
  missingName:
    'A value stands here without a name. Inside { } each value has a name in double quotes and a colon before it.',
  unquotedName: 'A name stands in double quotes in JSON.',
  unclosedString: 'This text is not closed: its closing double quote is missing on the same line.',
  badCharacter:
    'This text holds a character that JSON does not allow as it stands (a tab, a line break or a lone backslash). Write it as \\t, \\n or \\\\.',
  unfinishedNumber: 'This number is not complete.',
  /** Digits right after a number: the scanner ends `007` after its first zero. */
  leadingZero: 'A number in JSON has no leading zeros. If this is a code, put all of it in double quotes.',
  missingValue: 'The value behind this name is missing.',
  unclosed: (kind: 'object' | 'array'): string =>
    `This ${brackets[kind][0]} is never closed: its ${brackets[kind][1]} is missing, so the rest of the file cannot be read for certain.`,
  strayCloser: (kind: 'object' | 'array'): string =>
    `This ${brackets[kind][1]} closes nothing: there is no ${brackets[kind][0]} before it that is still open.`,
};

/** A word that is no JSON value. It may be patient data, so it is not repeated unless it is one of the usual slips. */
export function unknownWord(word: string): string {
  if (/^['‘’‚‛]/.test(word)) return 'Text stands in double quotes in JSON, not in single ones.';
  if (/^[“”„‟]/.test(word)) return 'These are typographic quotes; JSON takes straight ones (") only.';
  if (/^(?:True|False|None|NaN|Infinity|undefined|NULL|TRUE|FALSE)$/.test(word))
    return `"${word}" is no JSON value; JSON has true, false and null in small letters, numbers, and text in double quotes.`;
  if (/^[+.\d]/.test(word))
    return 'This is not a number as JSON writes it: no plus sign, and a digit before the decimal point.';
  return 'This is no JSON value. Text stands in double quotes.';
}

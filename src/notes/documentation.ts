// Which elements of the documentation a visit shows, each with the words that show it, and the cues for modifiers.

import { muscleOf } from '../codes/muscles/dictionary';
import {
  type Cue,
  type DocumentationElement,
  documentationElements,
  type MuscleMention,
} from '../model/note';
import { rangeOf, type TextRange } from '../model/text';
import type { Lexicon } from './lexicon';
import { longestMatch } from './phrases';
import type { Piece } from './piece';
import type { Part } from './structure';
import type { Tokens } from './tokens';
import type { SpokenSentence } from './visit-state';

export interface DocumentationReading {
  readonly documentation: Readonly<Record<DocumentationElement, readonly TextRange[]>>;
  readonly cues: readonly Cue[];
}

/** At most this many places are kept for an element. */
const enough = 12;
const offParts = new Set<Part['kind']>(['education', 'consent', 'billing', 'home-program', 'plan']);
/** Elements that a plan, a consent or the advice to the patient may itself show. */
const anywhere = new Set<DocumentationElement>([
  'plan',
  'consent',
  'aftercare',
  'expected-improvement',
  'indication',
  'contraindications',
  'signature',
  'chronic-low-back-pain',
  'functional-limitation',
  'outcome-measure',
  'complications',
  'prior-treatment',
  'myofascial-pain',
  'response',
]);

class Gathering {
  readonly found = new Map<DocumentationElement, TextRange[]>();
  readonly cues: Cue[] = [];

  add(element: DocumentationElement, range: TextRange): void {
    const list = this.found.get(element);
    if (list === undefined) this.found.set(element, [range]);
    else if (list.length < enough && list.at(-1)?.end !== range.end) list.push(range);
  }
}

const rangeOfTokens = (tokens: Tokens, from: number, to: number): TextRange =>
  rangeOf(tokens.start[from] ?? 0, tokens.end[Math.max(from, to - 1)] ?? 0);

/** Whether anything was written in [from, to): words or numbers that are no placeholder. */
function isFilled(pieces: readonly Piece[]): boolean {
  let filled = 0;
  for (const piece of pieces) {
    if (piece.is === 'blank') return false;
    if (piece.is === 'box') {
      if (piece.checked) return true;
      return false;
    }
    if (
      piece.is !== 'comma' &&
      piece.is !== 'colon' &&
      piece.is !== 'dash' &&
      piece.is !== 'open' &&
      piece.is !== 'close' &&
      piece.is !== 'bar' &&
      piece.is !== 'semicolon' &&
      piece.is !== 'slash'
    )
      filled++;
  }
  return filled > 0;
}

/** Whether the words at tokens [from, to) stand for something: not before a blank, not beside an empty box. */
function isAnswered(pieces: readonly Piece[], from: number, to: number): boolean {
  const first = pieces.findIndex((piece) => piece.to > from);
  if (first < 0) return true;
  const box = pieces[first - 1];
  if (box?.is === 'box' && !box.checked && pieces.some((piece) => piece.is === 'box')) return false;
  let at = first;
  while (at < pieces.length && (pieces[at]?.from ?? 0) < to) at++;
  const after = pieces[at];
  const next = pieces[at + 1];
  if (after?.is === 'blank' || (after?.is === 'box' && !after.checked && box?.is !== 'box')) return false;
  const isLabel = after?.is === 'colon' || after?.is === 'dash';
  if (isLabel && next?.is === 'box') {
    for (let place = at + 1; place < pieces.length && pieces[place]?.is !== 'semicolon'; place++) {
      const piece = pieces[place];
      if (piece?.is === 'box' && piece.checked) return true;
    }
    return false;
  }
  if (isLabel && (next === undefined || next.is === 'blank')) return false;
  return true;
}

/** Words after "trigger point" that make it a treatment. */
function isExcluded(tokens: Tokens, to: number, exclude: readonly string[]): boolean {
  if (exclude.length === 0) return false;
  const rest = tokens.text
    .slice(tokens.end[to - 1], (tokens.end[to - 1] ?? 0) + 24)
    .trimStart()
    .toLowerCase();
  return exclude.some((word) => rest.startsWith(word));
}

/** Reads the sentences of a visit for what they document. */
export function readDocumentation(
  tokens: Tokens,
  words: Lexicon,
  sentences: readonly SpokenSentence[],
  parts: readonly Part[],
  muscles: readonly MuscleMention[],
): DocumentationReading {
  const gathering = new Gathering();
  for (const spoken of sentences) readSentence(tokens, words, spoken, gathering);
  for (const part of parts) readTitle(tokens, words, part, sentences, gathering);
  readMuscles(muscles, gathering);
  readNeedles(tokens, sentences, gathering);
  readSignature(tokens, parts, sentences, gathering);
  const documentation = Object.fromEntries(
    documentationElements.map((element) => [
      element,
      [...(gathering.found.get(element) ?? [])].sort((a, b) => a.start - b.start),
    ]),
  ) as unknown as Record<DocumentationElement, readonly TextRange[]>;
  return { documentation, cues: gathering.cues };
}

function readSentence(
  tokens: Tokens,
  words: Lexicon,
  { part, sentence, pieces }: SpokenSentence,
  gathering: Gathering,
): void {
  for (let at = sentence.from; at < sentence.to; at++) {
    if (tokens.word[at] === 0) continue;
    const match = longestMatch(words.evidence, tokens, at, sentence.to);
    if (match === undefined) continue;
    if (!isAnswered(pieces, match.from, match.to)) continue;
    for (const { value } of match.meanings) {
      if (value.shows === 'cue') {
        gathering.cues.push({ kind: value.cue, range: rangeOfTokens(tokens, match.from, match.to) });
        continue;
      }
      if (offParts.has(part.kind) && !anywhere.has(value.element)) continue;
      if (part.kind === 'plan' && value.element === 'response') continue;
      if (isExcluded(tokens, match.to, value.exclude)) continue;
      gathering.add(value.element, rangeOfTokens(tokens, match.from, match.to));
    }
  }
  for (const piece of pieces)
    if (piece.is === 'blank')
      gathering.cues.push({ kind: 'unfilled-template', range: rangeOfTokens(tokens, piece.from, piece.to) });
}

function readTitle(
  tokens: Tokens,
  words: Lexicon,
  part: Part,
  sentences: readonly SpokenSentence[],
  gathering: Gathering,
): void {
  const elements = words.evidentTitles.get(part.title.toLowerCase().replace(/\s+/g, ' ').trim());
  if (elements === undefined) return;
  const filled = sentences.find((spoken) => spoken.part === part && isFilled(spoken.pieces));
  if (filled === undefined) return;
  for (const element of elements)
    gathering.add(element, rangeOfTokens(tokens, filled.sentence.from, filled.sentence.to));
}

function readMuscles(muscles: readonly MuscleMention[], gathering: Gathering): void {
  const done = muscles.filter((mention) => mention.status === 'performed' && mention.procedure !== undefined);
  const named = done.filter((mention) => !mention.isGroup);
  for (const mention of named) gathering.add('muscle-names', mention.range);
  const sided = done.filter((mention) => mention.side !== 'none' || muscleOf(mention.id)?.paired === false);
  const sidedNames = new Set(sided.map((mention) => mention.countsAs));
  if (done.length > 0 && done.every((mention) => sidedNames.has(mention.countsAs)))
    for (const mention of sided) gathering.add('laterality', mention.range);
}

const needleSize =
  /(?:\.\d{2}|0\.\d{1,2})\s{0,2}(?:mm)?\s{0,2}[x×*]\s{0,2}\d{2,3}|\b\d{2}\s{0,2}(?:ga|gauge|g)\b|\b\d{2,3}\s?mm\b|\(?\b\d{1,2}\)?\s{0,2}(?:x\s)?(?:needles?|ndls?)\b|\bneedles?\s{0,2}[x×:=]?\s{0,2}\d{1,2}\b|\bx\s?\d{1,2}\s(?:needles?|ndls?)\b/gi;

/** Sizes and counts of needles: 0.30x50mm, 30 ga, "8 needles in/8 out". */
function readNeedles(tokens: Tokens, sentences: readonly SpokenSentence[], gathering: Gathering): void {
  for (const { sentence, part, pieces } of sentences) {
    if (offParts.has(part.kind)) continue;
    if (!pieces.some((piece) => piece.is === 'number')) continue;
    const start = tokens.start[sentence.from] ?? 0;
    const written = tokens.text.slice(start, tokens.end[sentence.to - 1]);
    needleSize.lastIndex = 0;
    for (let match = needleSize.exec(written); match !== null; match = needleSize.exec(written))
      gathering.add('needle-details', rangeOf(start + match.index, start + match.index + match[0].length));
  }
}

const credentials =
  /\b(?:PT|DPT|OCS|SCS|MPT|MSPT|PTA|OTR\/?L?|OT|OTD|COTA|MD|DO|DC|NP|FNP(?:-[A-Z]+)?|ARNP|APRN|CRNP|DNP|PA-C|PA|L\.?Ac\.?|LAc|ATC|LAT|RN|DAOM|FAAOMPT|CMTPT|MS|CHT|DNB|D\.O\.|M\.D\.|P\.T\.|D\.C\.)(?=[\s,.;)/]|$)/;
const nameThenCredentials =
  /[A-Z][A-Za-z.'’-]+(?:\s+[A-Z][A-Za-z.'’-]*){0,3},?\s+(?:[A-Za-z]+,\s*)?(?:PT|DPT|OCS|MPT|MSPT|PTA|OTR\/?L?|OTD|MD|DO|DC|NP|FNP(?:-[A-Z]+)?|ARNP|APRN|CRNP|DNP|PA-C|PA|L\.?Ac\.?|ATC|M\.D\.|D\.O\.|P\.T\.|D\.C\.)\b/;
const signedBy =
  /\b(?:electronically signed|e-?signed|digitally signed|signed(?: electronically)?(?: by)?|signature|authenticated by|\/s\/|dictated by|attested by)\b/i;
const unsigned = /^[\s_:.*[\]()-]*$/;

/** A signature: a name with credentials where notes are signed, or "electronically signed by …". */
function readSignature(
  tokens: Tokens,
  parts: readonly Part[],
  sentences: readonly SpokenSentence[],
  gathering: Gathering,
): void {
  const { text } = tokens;
  const first = sentences[0]?.sentence.from ?? 0;
  const last = sentences.at(-1)?.sentence.to ?? 0;
  const end = last > 0 ? (tokens.end[last - 1] ?? 0) : 0;
  const begin = Math.max(tokens.start[first] ?? 0, end - 700);
  const add = (at: number, to: number) => gathering.add('signature', rangeOf(at, to));
  for (const part of parts) {
    if (part.kind !== 'signature' || part.to <= part.from) continue;
    const start = tokens.start[part.from] ?? 0;
    const stop = Math.min(tokens.end[part.to - 1] ?? start, start + 200);
    const written = text.slice(start, stop);
    if (
      !unsigned.test(written.replace(/\b(?:date|time|name|credentials?|signature)\b/gi, '')) &&
      credentials.test(written)
    )
      add(start, stop);
  }
  if (gathering.found.has('signature')) return;
  let lineStart = begin;
  for (const line of text.slice(begin, end).split(/\r?\n|\r/)) {
    const signed = signedBy.exec(line);
    const afterSigned = signed === null ? '' : line.slice(signed.index + signed[0].length);
    const named = nameThenCredentials.exec(line);
    const short = line.trim().length <= 90;
    if (signed !== null && !unsigned.test(afterSigned) && credentials.test(afterSigned))
      add(lineStart + signed.index, lineStart + line.trimEnd().length);
    else if (named !== null && short && isSigningLine(line, named))
      add(lineStart + named.index, lineStart + named.index + named[0].length);
    lineStart += line.length + 1;
    if (text[lineStart - 1] === '\r' && text[lineStart] === '\n') lineStart++;
  }
}

/** A name with credentials alone on its line, with a date or a word of signing at most. */
function isSigningLine(line: string, named: RegExpExecArray): boolean {
  const before = line
    .slice(0, named.index)
    .replace(/[\s_*#>/:.-]+/g, ' ')
    .trim();
  if (before === '') return true;
  return (
    /^(?:signed|electronically signed|by|provider|therapist|clinician|physician|treating therapist|sincerely|respectfully)\b/i.test(
      before,
    ) && before.length < 40
  );
}

// Names that share a word: "gluteus medius and minimus", "upper and middle trapezius", "glutes (max, med)", "ECRL/B".
// The shortened half becomes a muscle of its own when the completed words are in the dictionary.
import type { Muscle } from '../codes/muscles/dictionary';
import type { Lexicon } from './lexicon';
import { meaningsOf } from './phrases';
import { type Piece, pieceText, type Reading } from './piece';

import type { Tokens } from './tokens';

const joints = new Set<Piece['is']>(['comma', 'slash', 'plus', 'and', 'or', 'and-or', 'dash']);
const inBrackets = new Set<Piece['is']>([
  'comma',
  'slash',
  'plus',
  'and',
  'or',
  'and-or',
  'word',
  'filler',
  'side',
  'number',
  'muscle',
  'level',
]);

function sureMuscle(words: Lexicon, numbers: readonly number[]): Muscle | undefined {
  if (numbers.length === 0 || numbers.includes(0)) return undefined;
  for (const { value } of meaningsOf(words.speech, numbers) ?? [])
    if (value.is === 'muscle' && value.sure) return value.muscle;
  return undefined;
}

const numbersOf = (tokens: Tokens, from: number, to: number): readonly number[] =>
  Array.from(tokens.word.subarray(from, to));

/** What a shortened half of a name may be short for. */
const fullForms: Readonly<Record<string, readonly string[]>> = {
  ant: ['anterior'],
  post: ['posterior'],
  med: ['medius', 'medial', 'medialis', 'middle'],
  lat: ['lateral', 'lateralis'],
  mid: ['middle', 'medius'],
  maj: ['major'],
  min: ['minor', 'minimus'],
  max: ['maximus'],
  sup: ['superior'],
  inf: ['inferior'],
  int: ['intermedius', 'internus'],
  brev: ['brevis'],
  long: ['longus'],
  add: ['adductor'],
};

/** The word numbers of a rest, as written and with its short forms written out. */
function readingsOf({ tokens, words }: Reading, rest: Piece): readonly (readonly number[])[] {
  const written = numbersOf(tokens, rest.from, rest.to);
  const full = rest.to - rest.from === 1 ? (fullForms[pieceText(tokens, rest).toLowerCase()] ?? []) : [];
  return [written, ...full.map((word) => [words.vocabulary.numbers.get(word) ?? 0])];
}

/** A piece that may be the rest of a name: one or two plain words. */
function isRest(piece: Piece | undefined): piece is Piece {
  return (
    piece !== undefined &&
    (piece.is === 'word' ||
      piece.is === 'region' ||
      piece.is === 'near' ||
      (piece.is === 'muscle' && !piece.sure)) &&
    piece.to - piece.from <= 2
  );
}

function asMuscle(piece: Piece, muscle: Muscle): Piece {
  return { is: 'muscle', from: piece.from, to: piece.to, muscle, others: [], sure: true, shared: true };
}

/** "medius" after "gluteus minimus and": the first words of the name before, then these. */
function completedAfter(reading: Reading, full: Piece, rest: Piece): Muscle | undefined {
  const { tokens, words } = reading;
  const own = numbersOf(tokens, full.from, full.to);
  for (const tail of readingsOf(reading, rest))
    for (let kept = own.length - 1; kept > 0; kept--) {
      const muscle = sureMuscle(words, [...own.slice(0, kept), ...tail]);
      if (muscle !== undefined) return muscle;
    }
  const written = pieceText(tokens, full);
  const letter = pieceText(tokens, rest);
  if (own.length === 1 && /^[A-Z]{3,4}$/.test(written) && /^[A-Za-z]$/.test(letter)) {
    const number = words.vocabulary.numbers.get((written.slice(0, -1) + letter).toLowerCase());
    return number === undefined ? undefined : sureMuscle(words, [number]);
  }
  return undefined;
}

/** "upper" before "and middle trapezius": these words, then the last words of the name after. */
function completedBefore(reading: Reading, rest: Piece, full: Piece): Muscle | undefined {
  const own = numbersOf(reading.tokens, full.from, full.to);
  for (const head of readingsOf(reading, rest))
    for (let dropped = own.length === 1 ? 0 : 1; dropped < own.length; dropped++) {
      const muscle = sureMuscle(reading.words, [...head, ...own.slice(dropped)]);
      if (muscle !== undefined) return muscle;
    }
  return undefined;
}

/** "max" in "glutes (max, med)". */
function completedWithin(reading: Reading, group: Piece & { is: 'muscle' }, rest: Piece): Muscle | undefined {
  const { tokens, words } = reading;
  const own = numbersOf(tokens, group.from, group.to);
  const heads = group.muscle.memberHead.map((head) => [words.vocabulary.numbers.get(head) ?? 0]);
  for (const tail of readingsOf(reading, rest))
    for (const head of [...heads, own]) {
      const muscle = sureMuscle(words, [...head, ...tail]) ?? sureMuscle(words, [...tail, ...head]);
      if (muscle !== undefined) return muscle;
    }
  return undefined;
}

function isMuscle(piece: Piece | undefined): piece is Piece & { is: 'muscle' } {
  return piece?.is === 'muscle';
}

function completeForward(reading: Reading, pieces: Piece[]): void {
  // The full name that a shortened one was completed from: "gluteus medius, minimus, and maximus".
  const sources = new Map<number, Piece>();
  for (let at = 0; at < pieces.length; at++) {
    const full = pieces[at];
    if (!isMuscle(full)) continue;
    let joint = at + 1;
    while (pieces[joint]?.is === 'filler' || pieces[joint]?.is === 'number') joint++;
    if (!joints.has(pieces[joint]?.is ?? 'word')) continue;
    let restAt = joint + 1;
    if (joints.has(pieces[restAt]?.is ?? 'word')) restAt++;
    const rest = pieces[restAt];
    if (rest === undefined) continue;
    const isLetter = rest.is === 'side' && pieces[joint]?.is === 'slash';
    if (!isRest(rest) && !isLetter) continue;
    const source = sources.get(at) ?? full;
    const muscle = completedAfter(reading, source, rest);
    if (muscle === undefined) continue;
    pieces[restAt] = asMuscle(rest, muscle);
    sources.set(restAt, source);
  }
}

function completeBackward(reading: Reading, pieces: Piece[]): void {
  for (let at = pieces.length - 1; at > 1; at--) {
    const full = pieces[at];
    if (!isMuscle(full) || !full.sure) continue;
    let suffix: Piece = full;
    for (let joint = at - 1; joint > 0 && joints.has(pieces[joint]?.is ?? 'word'); joint -= 2) {
      if (joints.has(pieces[joint - 1]?.is ?? 'word')) joint--;
      const rest = pieces[joint - 1];
      if (!isRest(rest)) break;
      const muscle = completedBefore(reading, rest, suffix);
      if (muscle === undefined || muscle.id === full.muscle.id) break;
      pieces[joint - 1] = asMuscle(rest, muscle);
      suffix = full;
    }
  }
}

function completeWithin(reading: Reading, pieces: Piece[]): void {
  for (let at = 0; at < pieces.length; at++) {
    const group = pieces[at];
    if (!isMuscle(group)) continue;
    let open = at + 1;
    while (['filler', 'side', 'done', 'act'].includes(pieces[open]?.is ?? 'word')) open++;
    const opener = pieces[open]?.is;
    if (opener !== 'open' && opener !== 'colon' && opener !== 'dash') continue;
    for (let inner = open + 1; inner < pieces.length && inner < open + 14; inner++) {
      const piece = pieces[inner];
      if (piece === undefined || !inBrackets.has(piece.is)) break;
      if (!isRest(piece)) continue;
      const muscle = completedWithin(reading, group, piece);
      if (muscle === undefined) {
        if (opener !== 'open') break;
        continue;
      }
      pieces[inner] = asMuscle(piece, muscle);
    }
  }
}

/** The pieces with shortened names completed. */
export function completeNames(reading: Reading, pieces: readonly Piece[]): readonly Piece[] {
  if (!pieces.some(isMuscle)) return pieces;
  const completed = [...pieces];
  completeWithin(reading, completed);
  completeForward(reading, completed);
  completeBackward(reading, completed);
  return completed;
}

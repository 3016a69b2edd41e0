// Misspelt muscles: "suprasinatus", "levator scapule". A word that no table knows is read as the one muscle word that
// lies within one letter of it (two for long words), if the phrase that results is in the dictionary.
import { type Muscle, muscles } from '../codes/muscles/dictionary';
import type { Lexicon } from './lexicon';
import { meaningsOf } from './phrases';
import { type Piece, pieceText, type Reading } from './piece';
import { shape, type Tokens } from './tokens';

const shortest = 6;
const longWord = 9;

interface Candidate {
  readonly word: string;
  readonly number: number;
}

let byLetter: ReadonlyMap<string, readonly Candidate[]> | undefined;

/** Words of muscle names long enough to be told from others, by their first letter. */
function candidates(words: Lexicon): ReadonlyMap<string, readonly Candidate[]> {
  if (byLetter !== undefined) return byLetter;
  const found = new Map<string, Candidate[]>();
  const seen = new Set<string>();
  for (const muscle of muscles)
    for (const name of muscle.words)
      for (const word of name.toLowerCase().split(/[^a-z]+/)) {
        const number = words.vocabulary.numbers.get(word);
        if (word.length < shortest || seen.has(word) || number === undefined) continue;
        seen.add(word);
        const letter = word[0] ?? '';
        const list = found.get(letter);
        if (list === undefined) found.set(letter, [{ word, number }]);
        else list.push({ word, number });
      }
  byLetter = found;
  return found;
}

/** Whether two words differ by at most `most` letters added, left out, changed or swapped with a neighbour. */
function distanceWithin(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let value = Math.min((previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, (before[j - 2] ?? 0) + 1);
      current.push(value);
      least = Math.min(least, value);
    }
    if (least > most) return undefined;
    before = previous;
    previous = current;
  }
  const distance = previous[b.length] ?? most + 1;
  return distance <= most ? distance : undefined;
}

/** The one muscle word nearest to a misspelt one; undefined when there is none or more than one. */
function nearest(words: Lexicon, written: string): readonly Candidate[] {
  let best: Candidate[] = [];
  let least = 3;
  for (const candidate of candidates(words).get(written[0] ?? '') ?? []) {
    const most = Math.min(candidate.word.length >= longWord && written.length >= longWord - 1 ? 2 : 1, least);
    const distance = distanceWithin(written, candidate.word, most);
    if (distance === undefined) continue;
    if (distance < least) best = [];
    least = distance;
    best.push(candidate);
  }
  return best;
}

function sureMuscle(words: Lexicon, numbers: readonly number[]): Muscle | undefined {
  if (numbers.includes(0)) return undefined;
  for (const { value } of meaningsOf(words.speech, numbers) ?? [])
    if (value.is === 'muscle' && value.sure) return value.muscle;
  return undefined;
}

const wordAt = (tokens: Tokens, at: number): number =>
  ((tokens.shape[at] ?? 0) & shape.word) === 0 ? 0 : (tokens.word[at] ?? 0);

/** The muscle and the tokens it takes, when token `at` is read as `candidate`. */
function completed(
  { tokens, words }: Reading,
  at: number,
  candidate: Candidate,
): { muscle: Muscle; from: number; to: number } | undefined {
  const before = at > 0 ? wordAt(tokens, at - 1) : 0;
  const after = wordAt(tokens, at + 1);
  const next = wordAt(tokens, at + 2);
  const tries: readonly { numbers: readonly number[]; from: number; to: number }[] = [
    { numbers: [before, candidate.number, after], from: at - 1, to: at + 2 },
    { numbers: [candidate.number, after, next], from: at, to: at + 3 },
    { numbers: [before, candidate.number], from: at - 1, to: at + 1 },
    { numbers: [candidate.number, after], from: at, to: at + 2 },
    { numbers: [candidate.number], from: at, to: at + 1 },
  ];
  for (const { numbers, from, to } of tries) {
    const muscle = sureMuscle(words, numbers);
    if (muscle !== undefined) return { muscle, from, to };
  }
  return undefined;
}

/** The pieces with misspelt muscles read as what they must mean. */
export function readMisspellings(reading: Reading, pieces: readonly Piece[]): readonly Piece[] {
  if (!pieces.some((piece) => piece.is === 'act' || piece.is === 'muscle')) return pieces;
  const { tokens, words } = reading;
  let repaired: Piece[] | undefined;
  pieces.forEach((piece, index) => {
    if (piece.is !== 'word' || tokens.word[piece.from] !== 0) return;
    const written = pieceText(tokens, piece).toLowerCase();
    if (written.length < shortest || !/^[a-z]+$/.test(written)) return;
    for (const candidate of nearest(words, written)) {
      const found = completed(reading, piece.from, candidate);
      if (found === undefined) continue;
      repaired ??= [...pieces];
      repaired[index] = {
        is: 'muscle',
        from: found.from,
        to: found.to,
        muscle: found.muscle,
        others: [],
        sure: true,
        misspelt: true,
      };
      return;
    }
  });
  if (repaired === undefined) return pieces;
  // A neighbour that the repaired name took in is no longer a piece of its own.
  const taken = repaired;
  return taken.filter(
    (piece, index) =>
      !taken.some(
        (other, place) =>
          place !== index &&
          other.is === 'muscle' &&
          other.misspelt === true &&
          piece.from >= other.from &&
          piece.to <= other.to,
      ),
  );
}

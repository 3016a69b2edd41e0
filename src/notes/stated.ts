// Totals that a note states: "4 muscles", "three muscles", "multiple muscles", "2-3 muscles", "total muscles: 4".
import type { Interval } from '../model/note';
import { type Piece, pieceText } from './piece';

import type { Tokens } from './tokens';

const numberWords: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  single: 1,
  both: 2,
  couple: 2,
};
const vagueWords: Readonly<Record<string, number>> = {
  multiple: 2,
  several: 2,
  various: 2,
  numerous: 3,
  many: 3,
  few: 2,
  some: 1,
  different: 2,
  additional: 1,
  surrounding: 1,
  involved: 1,
  affected: 1,
  local: 1,
  regional: 1,
};
const adjectives = new Set(
  'separate different distinct individual affected involved named total skeletal painful tender of the these those above following listed symptomatic muscle right left bilateral neck shoulder back cervical thoracic lumbar upper lower'.split(
    ' ',
  ),
);

export interface StatedCount {
  readonly interval: Interval;
  readonly first: number;
  readonly last: number;
  /** "multiple muscles": no number. */
  readonly vague: boolean;
}

function numberAt(tokens: Tokens, piece: Piece | undefined): number | undefined {
  if (piece === undefined) return undefined;
  if (piece.is === 'number')
    return Number.isInteger(piece.value) && piece.value <= 60 ? piece.value : undefined;
  const word = pieceText(tokens, piece).toLowerCase();
  return piece.is === 'word' || piece.is === 'these' ? numberWords[word] : undefined;
}

/** The totals of a sentence. `isBilling`: a line with a procedure code, whose "3 or more muscles" only repeats the code. */
export function statedCounts(tokens: Tokens, pieces: readonly Piece[]): readonly StatedCount[] {
  const found: StatedCount[] = [];
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece?.is !== 'filler' || !/^(muscles?|musculature)\b/i.test(pieceText(tokens, piece))) continue;
    const before = countBefore(tokens, pieces, at);
    const after = before ?? countAfter(tokens, pieces, at);
    if (after !== undefined) found.push(after);
  }
  return found;
}

function countBefore(tokens: Tokens, pieces: readonly Piece[], at: number): StatedCount | undefined {
  let index = at - 1;
  let vague: number | undefined;
  const word = (piece: Piece | undefined) =>
    piece === undefined ? '' : pieceText(tokens, piece).toLowerCase();
  for (; index >= 0 && index >= at - 5; index--) {
    const piece = pieces[index];
    const said = word(piece);
    const number = numberAt(tokens, piece);
    if (number !== undefined) return withRange(tokens, pieces, index, at, number);
    if (/^\d+\+$/.test(said)) break;
    if (piece?.is === 'plus') continue;
    if (said === 'more' || said === 'or') continue;
    if (vagueWords[said] !== undefined && vague === undefined) {
      vague = vagueWords[said];
      if (['multiple', 'several', 'various', 'numerous', 'many', 'few'].includes(said)) {
        return {
          interval: { atLeast: vague ?? 2, atMost: Number.POSITIVE_INFINITY },
          first: index,
          last: at,
          vague: true,
        };
      }
      continue;
    }
    if (piece?.is === 'finding' && /^(multiple|several)/.test(said))
      return {
        interval: { atLeast: 2, atMost: Number.POSITIVE_INFINITY },
        first: index,
        last: at,
        vague: true,
      };
    if (
      !adjectives.has(said) &&
      piece?.is !== 'region' &&
      piece?.is !== 'side' &&
      piece?.is !== 'these' &&
      piece?.is !== 'finding'
    )
      break;
  }
  return undefined;
}

/** "2 to 3", "2-3", "3 or more", "3+", "at least 3", "1 or 2". */
function withRange(
  tokens: Tokens,
  pieces: readonly Piece[],
  index: number,
  at: number,
  number: number,
): StatedCount {
  const word = (place: number) => {
    const piece = pieces[place];
    return piece === undefined ? '' : pieceText(tokens, piece).toLowerCase();
  };
  const open = { atLeast: number, atMost: Number.POSITIVE_INFINITY };
  const stretch = pieces.slice(index + 1, at).map((_, offset) => word(index + 1 + offset));
  if (stretch.includes('more') || stretch.includes('+') || stretch.includes('plus'))
    return { interval: open, first: index, last: at, vague: true };
  if (/least|minimum|over|than/.test(word(index - 1)) || word(index - 1) === '>' || word(index - 1) === '≥')
    return { interval: open, first: index - 1, last: at, vague: true };
  const joint = word(index - 1);
  const lower = numberAt(tokens, pieces[index - 2]);
  if (
    lower !== undefined &&
    lower < number &&
    (joint === '-' || joint === '–' || joint === 'to' || joint === 'or')
  )
    return { interval: { atLeast: lower, atMost: number }, first: index - 2, last: at, vague: false };
  if (/^(most|to)$/.test(joint) && /^(at|up)$/.test(word(index - 2)))
    return { interval: { atLeast: 1, atMost: number }, first: index - 2, last: at, vague: false };
  return { interval: { atLeast: number, atMost: number }, first: index, last: at, vague: false };
}

/** "muscles: 4", "muscles x 3", "muscles treated = 3", "number of muscles needled: 3". */
function countAfter(tokens: Tokens, pieces: readonly Piece[], at: number): StatedCount | undefined {
  let marked = false;
  for (let index = at + 1; index <= at + 4; index++) {
    const piece = pieces[index];
    if (piece === undefined) return undefined;
    const said = pieceText(tokens, piece).toLowerCase();
    if (piece.is === 'colon' || said === '=' || said === 'x' || said === '×' || said === '#') {
      marked = true;
      continue;
    }
    const number = numberAt(tokens, piece);
    if (number !== undefined && marked) {
      const next = pieces[index + 1];
      if (
        next !== undefined &&
        next.is !== 'comma' &&
        next.is !== 'close' &&
        next.is !== 'open' &&
        next.is !== 'dash'
      )
        return undefined;
      return { interval: { atLeast: number, atMost: number }, first: at, last: index, vague: false };
    }
    if (
      piece.is !== 'act' &&
      said !== 'treated' &&
      said !== 'needled' &&
      said !== 'total' &&
      piece.is !== 'done'
    )
      return undefined;
  }
  return undefined;
}

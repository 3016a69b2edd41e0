// Muscles that stand in one list: "R UT x3, LS and infra (6 needles)". What is said of the list is said of each.
import { type Piece, pieceText } from './piece';

import type { Tokens } from './tokens';

export interface Run {
  /** Piece numbers of the muscles. */
  readonly muscles: readonly number[];
  readonly first: number;
  readonly last: number;
}

const soft = new Set<Piece['is']>([
  'comma',
  'slash',
  'plus',
  'and',
  'or',
  'and-or',
  'semicolon',
  'line',
  'side',
  'level',
  'number',
  'filler',
  'response',
  'box',
  'dash',
  'bar',
  'open',
  'close',
  'region',
  'these',
  'colon',
]);
const softWords = new Set(
  `the both x with of ea each mm cm ga gauge g in into to side also needles needle insertions insertion units unit u cc ml mg deep superficial upper lower middle mid portion part parts per side a an muscle from at % " ' # @ iu total approximately approx about using via times pass passes site sites point points areas area two three four five six one level levels proximal distal medial lateral anterior posterior aspect then including namely specifically i.e e.g ie eg = ~ ’ “ ” × depth inch inches in. dose doses followed received right-hand plus first second third next`.split(
    ' ',
  ),
);

export function isSoft(tokens: Tokens, piece: Piece): boolean {
  if (soft.has(piece.is)) return true;
  if (piece.is === 'act') return piece.act.form === 'tool';
  if (piece.is !== 'word') return false;
  return softWords.has(pieceText(tokens, piece).toLowerCase());
}

/** Whether the bracket that opens at `open` holds only details of the muscle before it; returns the piece after it. */
export function afterDetails(pieces: readonly Piece[], open: number): number | undefined {
  for (let at = open + 1; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece?.is === 'close') return at + 1;
    if (
      piece === undefined ||
      piece.is === 'muscle' ||
      piece.is === 'not-after' ||
      piece.is === 'not-both' ||
      piece.is === 'later-both' ||
      piece.is === 'not-act' ||
      piece.is === 'not-before' ||
      piece.is === 'later-after' ||
      piece.is === 'later-before' ||
      piece.is === 'past'
    )
      return undefined;
    if (piece.is === 'act' && piece.act.form !== 'tool') return undefined;
  }
  return undefined;
}

/** The lists of a sentence, left to right. */
export function runsOf(tokens: Tokens, pieces: readonly Piece[]): readonly Run[] {
  const runs: Run[] = [];
  let current: number[] = [];
  const close = () => {
    const first = current[0];
    const last = current.at(-1);
    if (first !== undefined && last !== undefined)
      for (const muscles of partedAfterFront(tokens, pieces, current))
        runs.push({ muscles, first: muscles[0] ?? first, last: muscles.at(-1) ?? last });
    current = [];
  };
  let at = 0;
  while (at < pieces.length) {
    const piece = pieces[at];
    if (piece === undefined) break;
    // "LEFT: temporalis, masseter / RIGHT: masseter": another side opens another list.
    if (piece.is === 'side' && pieces[at + 1]?.is === 'colon' && current.length > 0) close();
    if (piece.is === 'muscle') current.push(at);
    else if (piece.is === 'open' && current.length > 0) {
      const after = afterDetails(pieces, at);
      if (after !== undefined) {
        at = after;
        continue;
      }
    } else if (current.length > 0 && (piece.is === 'semicolon' || !isSoft(tokens, piece))) close();
    at++;
  }
  close();
  return runs;
}

/** "Instead of the infraspinatus, the teres minor was needled": the comma ends what the first words bear on. */
function partedAfterFront(
  tokens: Tokens,
  pieces: readonly Piece[],
  muscles: readonly number[],
): readonly (readonly number[])[] {
  const first = muscles[0] ?? 0;
  const last = muscles.at(-1) ?? first;
  let cue = first - 1;
  while (cue > 0 && isSoft(tokens, pieces[cue] as Piece) && pieces[cue]?.is !== 'comma') cue--;
  const piece = pieces[cue];
  const fronted =
    piece?.is === 'except' ||
    (piece?.is === 'not-before' &&
      /^(instead|rather|in lieu|in place|without)/i.test(pieceText(tokens, piece)));
  const opens = cue === 0 || ['stop', 'semicolon'].includes(pieces[cue - 1]?.is ?? '');
  if (!fronted || !opens) return [muscles];
  for (let at = last; at > first; at--) {
    if (pieces[at]?.is !== 'comma' || pieces[at + 1]?.is === 'and') continue;
    const before = muscles.filter((place) => place < at);
    const after = muscles.filter((place) => place > at);
    if (before.length > 0 && after.length > 0) return [before, after];
  }
  return [muscles];
}

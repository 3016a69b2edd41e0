// A side that stands before or after a whole list: "right: UT, LS", "glutes and piriformis, L", "… on the left side".
import type { SpokenSide } from './lexicon';
import { type Piece, pieceText } from './piece';
import type { Run } from './runs';
import type { Tokens } from './tokens';

/** "Intramuscular stimulation, right: UT, LS", "R shoulder DN: infra": a side in the words before the list's colon. */
export function leadingSide(
  tokens: Tokens,
  pieces: readonly Piece[],
  run: Run,
  previousEnd: number,
): SpokenSide | undefined {
  let colon = -1;
  for (let at = run.first - 1; at > previousEnd; at--) {
    const piece = pieces[at];
    if (piece === undefined || piece.is === 'semicolon' || piece.is === 'stop') return undefined;
    const opens =
      piece.is === 'word' && /^(incl|including|namely|specifically|into)$/i.test(pieceText(tokens, piece));
    const opensList = piece.is === 'open' && at === run.first - 1;
    if (
      piece.is === 'colon' ||
      opens ||
      opensList ||
      (piece.is === 'dash' && colon < 0 && at >= run.first - 2)
    )
      colon = at;
    if (piece.is !== 'side' || colon < 0 || piece.side === 'none') continue;
    let words = 0;
    for (let between = at + 1; between < colon; between++) {
      const kind = pieces[between]?.is;
      if (kind === 'finding' || kind === 'muscle') return undefined;
      if (kind === 'word') words++;
    }
    return words <= 4 && !isStray(tokens, pieces, at) ? piece.side : undefined;
  }
  return undefined;
}

const beforeTrailing = new Set<Piece['is']>([
  'comma',
  'and',
  'colon',
  'dash',
  'filler',
  'act',
  'done',
  'number',
  'now',
  'response',
  'level',
  'open',
  'close',
  'box',
  'these',
  'place',
]);

const afterTrailing = new Set<Piece['is'] | undefined>([
  undefined,
  'comma',
  'close',
  'number',
  'semicolon',
  'stop',
  'now',
  'done',
  'act',
  'dash',
  'open',
  'and',
  'response',
  'line',
]);

/** "glutes and piriformis, L.", "tib ant, EHL: dry needled, right, 2 needles each": a side after the list, over all of it. */
export function trailingSide(
  tokens: Tokens,
  pieces: readonly Piece[],
  run: Run,
  nextStart: number,
): SpokenSide | undefined {
  const last = pieces.at(-1);
  if (
    last?.is === 'side' &&
    last.side === 'both' &&
    nextStart >= pieces.length &&
    wordy.test(pieceText(tokens, last))
  )
    return 'both';
  let foreign = false;
  let words = 0;
  for (let at = run.last + 1; at < nextStart; at++) {
    const piece = pieces[at];
    if (piece === undefined) return undefined;
    if (piece.is === 'open') {
      while (at < nextStart && pieces[at]?.is !== 'close') at++;
      continue;
    }
    if (piece.is === 'side') {
      const next = pieces[at + 1];
      const isLast =
        (!foreign && words > 0 && / side$/i.test(pieceText(tokens, piece))) ||
        afterTrailing.has(next?.is) ||
        (next?.is === 'region' &&
          (pieces[at + 2]?.is === 'colon' || afterTrailing.has(pieces[at + 2]?.is))) ||
        (next?.is === 'word' && /^(side|only|x|were|was|with|w|using)$/i.test(pieceText(tokens, next)));
      return isLast && piece.side !== 'none' && !isStray(tokens, pieces, at) ? piece.side : undefined;
    }
    if (piece.is === 'word') {
      words++;
      if (
        !/^(on|the|symptomatic|affected|involved|painful|same|of|her|his|their)$/i.test(
          pieceText(tokens, piece),
        )
      )
        foreign = true;
    } else if (!beforeTrailing.has(piece.is)) return undefined;
    if (words > 4) return undefined;
  }
  return undefined;
}

/** A letter that is a side only beside a muscle, and stands beside none. */
export function isStray(tokens: Tokens, pieces: readonly Piece[], at: number): boolean {
  const piece = pieces[at];
  if (piece?.is !== 'side' || !piece.near) return false;
  const capital = /^[A-Z]/.test(pieceText(tokens, piece));
  const beside = (other: Piece | undefined) =>
    other?.is === 'muscle' || other?.is === 'open' || other?.is === 'close' || other?.is === 'level';
  return !capital && !beside(pieces[at + 1]) && !beside(pieces[at - 1]);
}

export const wordy = /bilat|both sides|each side|either side|^on |^in both|sided|side$/i;

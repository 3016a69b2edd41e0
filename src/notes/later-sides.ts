// Sides that a later sentence gives to muscles already named: "same on L", "right – same", "all performed bilaterally".
import type { Side } from '../model/note';
import { type Piece, pieceText } from './piece';
import type { Part } from './structure';
import type { Tokens } from './tokens';
import type { FoundMuscle } from './verdict';
import type { SpokenSentence, VisitState } from './visit-state';

const sameWord = /^(same|ditto|repeated|repeat|likewise|identical|mirrored|idem|id)$/i;
const allWord = /^(all|done|both|everything|each)$/i;

function sideOf(said: string): Side {
  if (/\b(l|lt|left)\b/.test(said)) return 'left';
  return /\b(r|rt|right)\b/.test(said) ? 'right' : 'both';
}

/** The side of "the same muscles were also needled on the left", when no muscle stands in between or after. */
function repeatedSide(tokens: Tokens, pieces: readonly Piece[]): { side: Side; at: number } | undefined {
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece === undefined) continue;
    const said = pieceText(tokens, piece);
    if (piece.is === 'again') {
      const next = pieces
        .slice(at + 1)
        .find((other) => other.is === 'muscle' || other.is === 'comma' || other.is === 'semicolon');
      if (next?.is !== 'muscle') return { side: sideOf(said.toLowerCase()), at };
      continue;
    }
    const isSame =
      (piece.is === 'word' && sameWord.test(said)) ||
      (piece.is === 'these' && /^(the )?same/i.test(said)) ||
      ((piece.is === 'later-before' || piece.is === 'later-both') && /^repeat/i.test(said));
    if (!isSame) continue;
    const beside = besideSide(pieces, at);
    if (beside !== undefined) return beside;
  }
  return undefined;
}

function besideSide(pieces: readonly Piece[], at: number): { side: Side; at: number } | undefined {
  for (let index = at + 1; index < pieces.length && index <= at + 9; index++) {
    const piece = pieces[index];
    if (piece === undefined || piece.is === 'muscle' || piece.is === 'semicolon') break;
    if (piece.is === 'side' && piece.side !== 'none')
      return { side: piece.side === 'one' ? 'both' : piece.side, at };
  }
  for (let index = at - 1; index >= 0 && index >= at - 4; index--) {
    const piece = pieces[index];
    if (piece === undefined || piece.is === 'muscle') break;
    if (piece.is === 'side' && piece.side !== 'none')
      return { side: piece.side === 'one' ? 'both' : piece.side, at };
  }
  return undefined;
}

/** Gives sides to the muscles of this sentence and those before it in the part. */
export function spreadSides(
  state: VisitState,
  { pieces, part }: SpokenSentence,
  found: readonly FoundMuscle[],
): void {
  const { tokens } = state.reading;
  const again = repeatedSide(tokens, pieces);
  if (again !== undefined) {
    const { side, at } = again;
    const change = (old: Side): Side => (side === 'both' || (old !== 'none' && old !== side) ? 'both' : side);
    const own = found.filter((muscle) => muscle.status === 'performed');
    if (own.length > 0) resideFound(own, change, at);
    else resideAll(state, part, change, at);
    return;
  }
  if (found.length > 0 || pieces.length > 8) return;
  const side = pieces.find((piece) => piece.is === 'side' && !piece.near);
  if (side?.is !== 'side' || side.side === 'one' || pieces.at(-1)?.is === 'colon') return;
  const general = pieces.some(
    (piece) =>
      piece.is === 'done' ||
      piece.is === 'these' ||
      (piece.is === 'word' && allWord.test(pieceText(tokens, piece))),
  );
  const isAlone = pieces.length <= 2 && part.kind === 'treatment';
  if (!general && !isAlone) return;
  const spoken = side.side;
  resideAll(state, part, (old) => (old === 'none' ? spoken : old), 0);
}

function resideFound(found: readonly FoundMuscle[], change: (old: Side) => Side, from: number): void {
  for (const muscle of found) {
    const side = change(muscle.side.side);
    // The reader of this sentence still owns its muscles.
    if (side !== muscle.side.side)
      (muscle as { side: FoundMuscle['side'] }).side = { side, certain: true, oneOfTwo: false, from };
  }
}

function resideAll(state: VisitState, part: Part, change: (old: Side) => Side, from: number): void {
  state.mentions.forEach((mention, index) => {
    if (mention.part !== part || mention.status !== 'performed') return;
    const side = change(mention.side.side);
    if (side !== mention.side.side)
      state.mentions[index] = { ...mention, side: { side, certain: true, oneOfTwo: false, from } };
  });
}

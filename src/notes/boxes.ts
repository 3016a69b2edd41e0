// Check-boxes and yes/no marks: "[x] UT [ ] LS", "UT (Y) LS (N)", "UT: [x] R [ ] L", "SCM - no".
// A muscle or act beside an empty box was not done; a side beside an empty box is no side.
import { type Piece, pieceText } from './piece';
import type { Tokens } from './tokens';

const ends = new Set<Piece['is'] | undefined>([
  undefined,
  'comma',
  'semicolon',
  'bar',
  'line',
  'muscle',
  'side',
  'act',
  'close',
]);

/** "UT: yes", "LS - no": the answer as a box. */
function answersAsBoxes(tokens: Tokens, pieces: readonly Piece[]): readonly Piece[] {
  let changed = false;
  const answered = pieces.map((piece, at): Piece => {
    const mark = pieces[at - 1]?.is;
    if (mark !== 'colon' && mark !== 'dash' && mark !== 'bar') return piece;
    if (!ends.has(pieces[at + 1]?.is)) return piece;
    const said = pieceText(tokens, piece).toLowerCase();
    if (!/^(yes|no|y|n)$/.test(said)) return piece;
    changed = true;
    return { is: 'box', from: piece.from, to: piece.to, checked: said.startsWith('y') };
  });
  return changed ? answered : pieces;
}

const holders = new Set<Piece['is']>(['muscle', 'side', 'act']);

/** Number of the box that each muscle, side and act belongs to. */
function boxesOf(pieces: readonly Piece[]): ReadonlyMap<number, Piece & { is: 'box' }> {
  const boxes: number[] = [];
  pieces.forEach((piece, at) => {
    if (piece.is === 'box') boxes.push(at);
  });
  const belongs = new Map<number, Piece & { is: 'box' }>();
  const last = boxes.at(-1);
  if (last === undefined) return belongs;
  // A box stands before what it ticks if something follows the last box, else after it.
  const prefix = pieces
    .slice(last + 1)
    .some(
      (piece) =>
        holders.has(piece.is) || piece.is === 'word' || piece.is === 'finding' || piece.is === 'region',
    );
  boxes.forEach((at, index) => {
    const box = pieces[at];
    if (box?.is !== 'box') return;
    const from = prefix ? at + 1 : (boxes[index - 1] ?? -1) + 1;
    const to = prefix ? (boxes[index + 1] ?? pieces.length) : at;
    for (let place = from; place < to; place++)
      if (holders.has(pieces[place]?.is ?? 'word')) belongs.set(place, box);
  });
  return belongs;
}

/** The pieces with what stands beside an empty box marked as not ticked. */
export function readBoxes(tokens: Tokens, written: readonly Piece[]): readonly Piece[] {
  const pieces = answersAsBoxes(tokens, written);
  if (!pieces.some((piece) => piece.is === 'box')) return pieces;
  const belongs = boxesOf(pieces);
  const ticked = pieces.map((piece, at): Piece => {
    const box = belongs.get(at);
    if (box === undefined) return piece;
    if (piece.is === 'muscle' || piece.is === 'act') return { ...piece, ticked: box.checked };
    return piece.is === 'side' && !box.checked
      ? { is: 'box', from: piece.from, to: piece.to, checked: false }
      : piece;
  });
  return untickWithoutSide(pieces, ticked);
}

/** "UT: [ ] R [ ] L": a muscle whose sides all stand beside empty boxes was not ticked either. */
function untickWithoutSide(before: readonly Piece[], after: readonly Piece[]): readonly Piece[] {
  return after.map((piece, at): Piece => {
    if (piece.is !== 'muscle' || piece.ticked !== undefined) return piece;
    let sides = 0;
    let kept = 0;
    for (let index = at + 1; index < after.length && after[index]?.is !== 'muscle'; index++) {
      if (before[index]?.is !== 'side') continue;
      sides++;
      if (after[index]?.is === 'side') kept++;
    }
    const boxed = before.slice(at + 1).some((other) => other.is === 'box');
    return boxed && sides > 0 ? { ...piece, ticked: kept > 0 } : piece;
  });
}

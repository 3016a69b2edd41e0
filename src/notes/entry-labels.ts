// Labels and answers of an entry: "Right: UT, LS", "Side: Right", "Dry needling: none", "[ ] Yes [x] No".
import type { Judgement } from './judgement';
import type { SpokenSide } from './lexicon';
import { isLaterBefore, isNotAfter, isNotBeforeAct, type Piece, pieceText } from './piece';
import type { Part } from './structure';
import type { Tokens } from './tokens';

/** "Good response to needling of …", "benefits from DN": words on how it went, that do not say when. */
export function respondsTo(tokens: Tokens, pieces: readonly Piece[], at: number): boolean {
  const words = pieces.slice(Math.max(0, at - 4), at).map((piece) => pieceText(tokens, piece).toLowerCase());
  return words.some((word) =>
    /^(response|responded|responds|responding|responsive|benefit|benefited|benefits|benefitting|relief|improvement)$/.test(
      word,
    ),
  );
}

/** "[ ] Yes [x] No": the answer that is ticked; undefined when none is. */
function answerOf(tokens: Tokens, pieces: readonly Piece[]): boolean | undefined {
  let answer: boolean | undefined;
  pieces.forEach((piece, at) => {
    if (piece.is !== 'box' || !piece.checked) return;
    const beside = [pieces[at + 1], pieces[at - 1]].map((other) =>
      other === undefined ? '' : pieceText(tokens, other).toLowerCase(),
    );
    const said = beside.find((word) => /^(yes|y|no|n)$/.test(word));
    if (said !== undefined) answer ??= said.startsWith('y');
  });
  return answer;
}

const sideLabel =
  /^(sides?|laterality|body side|side treated|treated side|involved side|affected side|side\(s\))$/i;

/** "Side: Right", "Laterality: bilateral", "Location: R hip": the side of the muscles that other fields name. */
export function fieldSide(tokens: Tokens, pieces: readonly Piece[], part: Part): SpokenSide | undefined {
  if (part.kind !== 'treatment' && part.kind !== 'other') return undefined;
  const sides = pieces.filter((piece) => piece.is === 'side');
  const [side] = sides;
  if (side?.is !== 'side' || sides.length > 1 || side.side === 'none' || side.side === 'one')
    return undefined;
  const colon = pieces.findIndex((piece) => piece.is === 'colon');
  const labelled =
    colon > 0 &&
    colon <= 3 &&
    pieces
      .slice(0, colon)
      .every(
        (piece) =>
          sideLabel.test(pieceText(tokens, piece)) ||
          piece.is === 'filler' ||
          piece.is === 'place' ||
          piece.is === 'word',
      );
  const first = pieces[0];
  const last = colon > 0 ? pieces[colon - 1] : undefined;
  const isLabel =
    labelled &&
    first !== undefined &&
    last !== undefined &&
    sideLabel.test(tokens.text.slice(tokens.start[first.from], tokens.end[last.to - 1]));
  if (isLabel && pieces.length <= colon + 3) return side.side;
  const placeOnly = pieces.every(
    (piece) => piece.is === 'side' || piece.is === 'region' || piece.is === 'filler' || piece.is === 'comma',
  );
  return part.carries && placeOnly ? side.side : undefined;
}

/** "Dry needling: none", "TDN: deferred today", "DN: next visit": the first words under the heading answer it. */
export function answeredHeading(tokens: Tokens, pieces: readonly Piece[], part: Part): Judgement | undefined {
  const first = pieces[0];
  if (first === undefined || pieces.some((piece) => piece.is === 'muscle')) return undefined;
  const said = pieceText(tokens, first).toLowerCase();
  const because = `"${part.title}: ${said}"`;
  const made = (status: Judgement['status']): Judgement => ({
    status,
    because,
    cue: first,
    attested: false,
    purpose: false,
  });
  const answer = answerOf(tokens, pieces);
  if (answer === false) return made('negated');
  if (answer === true) return undefined;
  if (isNotAfter(first) || isNotBeforeAct(first)) return made('negated');
  if (first.is === 'not-before' && pieces.length <= 6) return made('negated');
  if (first.is === 'later-after' || (isLaterBefore(first) && /next|nv|plan|future|consider/.test(said)))
    return made('planned');
  return undefined;
}

/** A line or sentence that begins with a side and a colon: "Right: UT, LS", "RLE: …", "R side - …". */
export function labelSide(tokens: Tokens, pieces: readonly Piece[]): SpokenSide | undefined {
  let at = 0;
  while (pieces[at]?.is === 'box' || pieces[at]?.is === 'dash') at++;
  const first = pieces[at];
  if (first?.is !== 'side' || first.side === 'one' || first.side === 'none') return undefined;
  let next = at + 1;
  for (; next < pieces.length && next <= at + 3; next++) {
    const piece = pieces[next];
    const isPlace =
      piece?.is === 'region' ||
      piece?.is === 'filler' ||
      (piece?.is === 'word' && /^(side|sided)$/i.test(pieceText(tokens, piece)));
    if (!isPlace) break;
  }
  const mark = pieces[next]?.is;
  return mark === 'colon' || mark === undefined || (mark === 'dash' && next === at + 1)
    ? first.side
    : undefined;
}

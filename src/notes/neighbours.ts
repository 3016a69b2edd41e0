// Pieces that their neighbours give another meaning: "was left for next time" names no side, "therefore R UT only" tells
// what was done, "Yes / No" was never answered, "only R deltoid" has a side.
import type { Act, SpokenSide } from './lexicon';
import { type Piece, pieceText } from './piece';
import { namesInjectate } from './procedures';
import { isSoft } from './runs';
import type { Tokens } from './tokens';

type Reader = (tokens: Tokens, pieces: readonly Piece[], at: number) => readonly Piece[] | undefined;

const lower = (tokens: Tokens, piece: Piece | undefined): string =>
  piece === undefined ? '' : pieceText(tokens, piece).toLowerCase();

const mayLeave = /^(was|were|is|are|be|been|being|patient|pt|he|she|they|needles?|who|and|then)$/;
const afterLeaving =
  /^(for|in|out|alone|until|over|undone|untreated|untouched|because|before|after|the clinic|without|early|as|feeling|ama)$/;

/** "The piriformis was left for next time", "Patient left in stable condition": a verb, no side. */
const verbLeft: Reader = (tokens, pieces, at) => {
  const piece = pieces[at];
  if (piece?.is !== 'side' || lower(tokens, piece) !== 'left') return undefined;
  const next = pieces[at + 1];
  const leaves =
    mayLeave.test(lower(tokens, pieces[at - 1])) &&
    (afterLeaving.test(lower(tokens, next)) || next?.is === 'later-after' || next?.is === 'later-both');
  return leaves ? [{ is: 'word', from: piece.from, to: piece.to }] : undefined;
};

/** "only R deltoid": the side of what follows, not of what stood before. */
const onlyBefore: Reader = (tokens, pieces, at) => {
  const piece = pieces[at];
  const next = pieces[at + 1];
  if (piece?.is !== 'only' || (next?.is !== 'muscle' && next?.is !== 'level')) return undefined;
  const said = lower(tokens, piece);
  if (!said.startsWith('only')) return undefined;
  const side: SpokenSide = /\b(l|lt|left)\b/.test(said) ? 'left' : 'right';
  const sided: Piece = { is: 'side', from: piece.to - 1, to: piece.to, side, near: false };
  const turns = opensClause(pieces, at) && pieces.slice(0, at).some((other) => other.is === 'act');
  return turns ? [{ is: 'act', act: toldDone, from: piece.from, to: piece.to - 1 }, sided] : [sided];
};

/** "Yes / No", "Y / N": the choice of a form that nobody made. */
const openChoice: Reader = (tokens, pieces, at) => {
  const piece = pieces[at];
  if (piece === undefined || !/^(yes|y)$/.test(lower(tokens, piece))) return undefined;
  const joint = pieces[at + 1];
  const last = pieces[at + 2];
  const isJoint = joint?.is === 'slash' || joint?.is === 'or' || joint?.is === 'bar';
  if (!isJoint || last === undefined || !/^(no|n)$/.test(lower(tokens, last))) return undefined;
  return [{ is: 'blank', from: piece.from, to: last.to }];
};

const toldDone: Act = {
  is: 'act',
  kind: 'infer',
  form: 'past',
  muscular: false,
  generic: false,
  tool: false,
  ambiguous: false,
};

const injectedInto: Act = { ...toldDone, kind: 'injection', muscular: true, generic: true };

const opensClause = (pieces: readonly Piece[], at: number): boolean =>
  [undefined, 'comma', 'semicolon', 'stop', 'dash', 'colon'].includes(pieces[at - 1]?.is);

const outcomeWord = /^(therefore|thus|hence|so|instead|just|only|simply|merely)$/;

/** "…, therefore R UT only", "instead did both plus L VL", "; only R deltoid": what came of a plan or of a refusal. */
const outcome: Reader = (tokens, pieces, at) => {
  const piece = pieces[at];
  if (piece === undefined) return undefined;
  const said = lower(tokens, piece);
  const isVerb = piece.is === 'word' && /^(did|hit|got)$/.test(said);
  // "This session (10/9): L glute min": the list of a visit, after that of another.
  const isDay = piece.is === 'now' && at === 0 && !pieces.some((other) => other.is === 'act');
  const isTurn = outcomeWord.test(said) && (piece.is === 'stop' || piece.is === 'word');
  if (!isVerb && !isTurn && !isDay) return undefined;
  if (isTurn && !opensClause(pieces, at)) return undefined;
  if (isTurn && !pieces.slice(0, at).some((other) => other.is === 'act')) return undefined;
  let muscles = 0;
  for (let index = at + 1; index < pieces.length; index++) {
    const other = pieces[index];
    if (other === undefined || other.is === 'stop' || other.is === 'semicolon') break;
    if (other.is === 'muscle') muscles++;
    else if (!isSoft(tokens, other) && !['now', 'only', 'these', 'done', 'date'].includes(other.is)) {
      const word = lower(tokens, other);
      const could = other.is === 'later-after' && lower(tokens, other).startsWith('could be');
      if (!could && !(other.is === 'word' && /^(only|too|well|as|alone|just|pt|today|x\d*)$/.test(word)))
        return undefined;
    }
    if (muscles === 0 && index > at + 6) return undefined;
  }
  return muscles > 0 ? [{ is: 'act', act: toldDone, from: piece.from, to: piece.to }] : undefined;
};

/** "on the involved (left) side": the bracket says which. */
const sideSaid: Reader = (tokens, pieces, at) => {
  const piece = pieces[at];
  const inner = pieces[at + 2];
  if (piece?.is !== 'side' || piece.side !== 'one' || inner?.is !== 'side' || inner.side === 'one')
    return undefined;
  if (pieces[at + 1]?.is !== 'open' || pieces[at + 3]?.is !== 'close') return undefined;
  const to =
    lower(tokens, pieces[at + 4]) === 'side'
      ? (pieces[at + 4]?.to ?? inner.to)
      : (pieces[at + 3]?.to ?? inner.to);
  return [{ is: 'side', from: piece.from, to, side: inner.side, near: false }];
};

/** "was then needled": goes on with the same clause. */
const thenWithin: Reader = (tokens, pieces, at) => {
  const piece = pieces[at];
  if (piece?.is !== 'stop' || !/^(then|subsequently|afterwards?|still)$/.test(lower(tokens, piece)))
    return undefined;
  return /^(was|were|been|being|is|are)$/.test(lower(tokens, pieces[at - 1]))
    ? [{ is: 'word', from: piece.from, to: piece.to }]
    : undefined;
};

/** "only the soleus could be done": it was. */
const couldBeDone: Reader = (tokens, pieces, at) => {
  const piece = pieces[at];
  if (
    piece?.is !== 'later-after' ||
    !/^could be (done|performed|needled|treated|injected|completed|added)$/.test(lower(tokens, piece))
  )
    return undefined;
  const only = pieces.slice(Math.max(0, at - 6), at).some((other) => lower(tokens, other) === 'only');
  return only ? [{ is: 'done', from: piece.from, to: piece.to }] : undefined;
};

/** ", so the psoas was not attempted": another clause. */
const soClause: Reader = (tokens, pieces, at) => {
  const piece = pieces[at];
  if (piece?.is !== 'word' || lower(tokens, piece) !== 'so' || pieces[at - 1]?.is !== 'comma')
    return undefined;
  return [{ is: 'stop', from: piece.from, to: piece.to }];
};

const dose = /^(cc|ccs|ml|mls|mg|mcg|units?|u)$/;

/** "2 mL of lidocaine … into the right QL": no verb is needed to tell of an injection. */
const doseInto: Reader = (tokens, pieces, at) => {
  const piece = pieces[at];
  if (piece?.is !== 'word' || lower(tokens, piece) !== 'into') return undefined;
  const before = pieces.slice(0, at);
  if (before.some((other) => other.is === 'act' && other.act.kind !== 'none')) return undefined;
  if (!before.some((other) => dose.test(lower(tokens, other))) || !namesInjectate(tokens, before))
    return undefined;
  return [{ is: 'act', act: injectedInto, from: piece.from, to: piece.to }];
};

/** "34-year-old": an age, no other time. */
const ageOld: Reader = (tokens, pieces, at) => {
  const piece = pieces[at];
  if (piece?.is !== 'past-before' || lower(tokens, piece) !== 'old') return undefined;
  const before = pieces[at - 1]?.is === 'dash' ? pieces[at - 2] : pieces[at - 1];
  return /^(years?|yrs?|y|months?|weeks?)$/.test(lower(tokens, before))
    ? [{ is: 'word', from: piece.from, to: piece.to }]
    : undefined;
};

const readers: readonly Reader[] = [
  ageOld,
  soClause,
  doseInto,
  couldBeDone,
  sideSaid,
  thenWithin,
  verbLeft,
  onlyBefore,
  openChoice,
  outcome,
];

/** The pieces with those changed that their neighbours make something else. */
export function byNeighbours(tokens: Tokens, pieces: readonly Piece[]): readonly Piece[] {
  let changed: Piece[] | undefined;
  let taken = -1;
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece === undefined) continue;
    if (piece.from < taken) continue;
    let turned: readonly Piece[] | undefined;
    for (const read of readers) turned ??= read(tokens, pieces, at);
    if (turned !== undefined) changed ??= pieces.slice(0, at);
    if (turned === undefined) changed?.push(piece);
    else {
      changed?.push(...turned);
      taken = turned.at(-1)?.to ?? taken;
    }
  }
  return changed ?? pieces;
}

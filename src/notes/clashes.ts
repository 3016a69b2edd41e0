// Short forms that mean other things too: LT (left, lower trapezius), LS (lumbosacral, levator scapulae), ES, MT, TP, TA …
// One is taken as a muscle only inside a list of muscles, beside a side, or after an act (FACTS 5.2, clashes).
import type { Muscle } from '../codes/muscles/dictionary';
import { type Open, type Piece, type PieceKind, pieceText, type Span, type Unsettled } from './piece';

import type { Tokens } from './tokens';

type Kind = PieceKind | 'open-muscle' | undefined;

const isOpen = (piece: Unsettled | undefined): piece is Open => piece !== undefined && 'muscles' in piece;
const kindOf = (piece: Unsettled | undefined): Kind =>
  piece === undefined ? undefined : isOpen(piece) ? 'open-muscle' : piece.is;

/** A side, or "Lt", which may be one. */
const isSideLike = (piece: Unsettled | undefined): boolean =>
  piece !== undefined && (isOpen(piece) ? piece.otherwise.is === 'side' : piece.is === 'side');

const listMarks = new Set<Kind>(['comma', 'slash', 'plus', 'and', 'or', 'and-or', 'semicolon', 'line']);
/** What a short form may stand beside without a word between. */
const skippable = new Set<Kind>(['side', 'filler', 'level', 'number', 'box']);
/** What may not follow a short form that is a muscle: words are judged one by one, places never. */
const continues = new Set<Kind>(['word', 'tissue', 'place', 'region', 'person', 'near']);
const beginsItem = new Set<Kind>([
  ...[
    undefined,
    'number',
    'open',
    'side',
    'colon',
    'box',
    'bar',
    'act',
    'except',
    'not-before',
    'not-act',
    'later-before',
    'dash',
  ],
  ...['level', 'word', 'done', 'finding', 'filler', 'these', 'response', 'muscle', 'only', 'now'],
  ...listMarks,
] as Kind[]);

const leadingWord =
  /^(nor|to|of|the|in|into|on|for|at|then|also|both|a|an|w|with|m|incl|including|add|x|from|plus|hit|did|got|was|were|ea|each|neither|via)$/i;
const trailingWord =
  /^(only|x|×|with|w|was|were|for|on|in|at|by|using|then|to|also|each|until|per|as|is|are|via|ea|’|'|due|d|followed|after|while|both|but|because|of|n|@|=|respectively|again|too|this|got|received|gets)$/i;
/** Words after a short form that show that it is no muscle: "LS spine". */
const otherThing =
  /^(spine|region|area|junction|spinal|strain|lordosis|plexus|root|roots|curve|segment|segments|vertebra|vertebrae|nerve|referral|lesion|ablation|sessions?|treatments?|visits?|minutes?|mins?|min|hz|joint|pain|belt|brace)$/i;

/** Decides each open piece by its neighbours. */
export function settle(tokens: Tokens, pieces: readonly Unsettled[]): readonly Piece[] {
  if (!pieces.some(isOpen)) return pieces as readonly Piece[];
  return pieces.map((piece, index) => (isOpen(piece) ? settleOne(tokens, pieces, index, piece) : piece));
}

/** "x" in "R LS x2". */
const isTimes = (tokens: Tokens, piece: Unsettled | undefined): boolean =>
  piece !== undefined &&
  !isOpen(piece) &&
  (piece.is === 'word' || (piece.is === 'act' && piece.act.form === 'tool')) &&
  /^(x|×|needles?|ea|each)$/i.test(pieceText(tokens, piece));

function neighbour(tokens: Tokens, pieces: readonly Unsettled[], from: number, step: number): number {
  let at = from + step;
  const isDashToSide = () =>
    kindOf(pieces[at]) === 'dash' &&
    (kindOf(pieces[at - step]) === 'side' || kindOf(pieces[at + step]) === 'side');
  while (
    at >= 0 &&
    at < pieces.length &&
    (skippable.has(kindOf(pieces[at])) || isTimes(tokens, pieces[at]) || isDashToSide())
  )
    at += step;
  return at;
}

const isMuscular = (piece: Unsettled | undefined): boolean => {
  const kind = kindOf(piece);
  return kind === 'muscle' || kind === 'open-muscle';
};

/** Over a bracket of details: "R UT (2 needles), LS". */
function beforeDetails(tokens: Tokens, pieces: readonly Unsettled[], at: number): number {
  if (kindOf(pieces[at]) !== 'close') return at;
  let index = at;
  while (index >= 0 && kindOf(pieces[index]) !== 'open') index--;
  return neighbour(tokens, pieces, index, -1);
}

interface Surroundings {
  readonly listBefore: boolean;
  readonly listAfter: boolean;
  readonly side: boolean;
  readonly act: boolean;
}

function settleOne(tokens: Tokens, pieces: readonly Unsettled[], index: number, open: Open): Piece {
  const { otherwise } = open;
  const next = pieces[index + 1];
  const previous = pieces[index - 1];
  const nextKind = kindOf(next);
  // "Lt VL": a short form that is a side before a muscle.
  const isSideBefore = isOpen(previous) && isSideLike(previous);
  const previousKind = isSideBefore ? 'side' : kindOf(previous);
  const isSide = otherwise.is === 'side';
  // "LT UT": the side of the muscle that follows without a mark.
  if (isSide && (nextKind === 'muscle' || nextKind === 'open-muscle')) return otherwise;
  // "Lt" is left; the lower trapezius is written "LT" or "lt".
  if (isSide && /^[LR]t$/.test(pieceText(tokens, open))) return otherwise;
  if (!beginsItem.has(previousKind)) return otherwise;
  if (previousKind === 'word' && !leadingWord.test(pieceText(tokens, previous as Span))) return otherwise;
  const before = neighbour(tokens, pieces, index, -1);
  const after = neighbour(tokens, pieces, index, 1);
  // "Pt" is the patient; pronator teres only within a list.
  const isPatient = /^pts?$/i.test(pieceText(tokens, open)) && pieceText(tokens, open) !== 'PT';
  const boxed = kindOf(previous) === 'box' && isMuscular(pieces[index - 2]);
  const inMuscles = (at: number, step: number) =>
    listMarks.has(kindOf(pieces[at])) &&
    isMuscular(pieces[beforeDetails(tokens, pieces, neighbour(tokens, pieces, at, step))]);
  const around: Surroundings = {
    listBefore:
      boxed ||
      inMuscles(before, -1) ||
      (kindOf(pieces[before]) === 'and' && inMuscles(before - 1, -1)) ||
      (kindOf(pieces[before]) === 'comma' && inMuscles(neighbour(tokens, pieces, before, -1), -1)),
    listAfter: inMuscles(after, 1),
    side:
      previousKind === 'side' ||
      (nextKind === 'side' && !isSide) ||
      ((nextKind === 'dash' || nextKind === 'open') && isSideLike(pieces[index + 2])) ||
      underSideLabel(pieces, index),
    act: precededByAct(pieces, index) || followedByAct(tokens, pieces, index),
  };
  if (isPatient && !around.listBefore && !around.listAfter && !around.side) return otherwise;
  if (standsAlone(tokens, pieces, index) && otherwise.is !== 'side')
    return {
      is: 'muscle',
      from: open.from,
      to: open.to,
      muscle: open.muscles[0] as Muscle,
      others: open.muscles.slice(1),
      sure: open.muscles.length === 1,
      alone: true,
    };
  if (continues.has(nextKind)) {
    const following = nextKind === 'word' ? pieceText(tokens, next as Span) : '';
    const evidence = [around.listBefore, around.listAfter, previousKind === 'side', around.act].filter(
      Boolean,
    ).length;
    const follows =
      trailingWord.test(following) || (evidence >= 2 && following !== '' && !otherThing.test(following));
    if (!follows) return otherwise;
  }
  const isFinding =
    otherwise.is === 'finding' &&
    (nextKind === 'finding' || (previousKind === 'side' && !around.listBefore && !around.listAfter));
  return isFinding ? otherwise : chooseMuscle(pieces, index, open, around);
}

function chooseMuscle(pieces: readonly Unsettled[], index: number, open: Open, around: Surroundings): Piece {
  const { otherwise } = open;
  const inList = around.listBefore || around.listAfter;
  if (!(inList || around.side || around.act)) return otherwise;
  if ((otherwise.is === 'side' || otherwise.is === 'act') && !inList) return otherwise;
  const regions = regionsAround(pieces, index);
  const fits = (muscle: Muscle) =>
    regions.has(muscle.region) || [...regions].some((region) => areNear(region, muscle.region));
  const close = open.muscles.filter((muscle) => regions.has(muscle.region));
  const fitting = close.length > 0 ? close : open.muscles.filter(fits);
  const chosen = fitting[0] ?? open.muscles[0];
  if (chosen === undefined) return otherwise;
  if (regions.size > 0 && fitting.length === 0 && !around.side && !around.act) return otherwise;
  const decided = fitting.length === 1 || open.muscles.length === 1;
  return {
    is: 'muscle',
    from: open.from,
    to: open.to,
    muscle: chosen,
    others: decided ? [] : open.muscles.filter((muscle) => muscle !== chosen),
    sure: decided,
  };
}

const regionReach = 14;

/** Regions of the muscles near a piece, the sure ones only. */
function regionsAround(pieces: readonly Unsettled[], index: number): ReadonlySet<string> {
  const regions = new Set<string>();
  for (
    let at = Math.max(0, index - regionReach);
    at < Math.min(pieces.length, index + regionReach + 1);
    at++
  ) {
    const other = pieces[at];
    if (other !== undefined && !isOpen(other) && other.is === 'muscle') regions.add(other.muscle.region);
  }
  if (regions.size > 0) return regions;
  // No sure neighbour: a short form that can only be one muscle.
  for (let at = Math.max(0, index - 6); at < Math.min(pieces.length, index + 7); at++) {
    const other = pieces[at];
    const [only] = at !== index && isOpen(other) && other.muscles.length === 1 ? other.muscles : [];
    if (only !== undefined) regions.add(only.region);
  }
  return regions;
}

const carriesAct = new Set<Kind>([
  'side',
  'colon',
  'number',
  'filler',
  'dash',
  'now',
  'level',
  'box',
  'open-muscle',
]);

function precededByAct(pieces: readonly Unsettled[], index: number): boolean {
  let words = 0;
  for (let at = index - 1; at >= 0 && words < 4; at--) {
    const piece = pieces[at];
    const kind = kindOf(piece);
    if (kind === 'act')
      return piece !== undefined && !isOpen(piece) && piece.is === 'act' && piece.act.kind !== 'none';
    if (kind === 'word' || kind === 'done') words++;
    else if (!carriesAct.has(kind)) return false;
  }
  return false;
}

const details = new Set<Kind>([
  'side',
  'level',
  'number',
  'filler',
  'box',
  'dash',
  'response',
  'open',
  'close',
  'comma',
  'now',
]);

/** A line such as "LS x2" or "R TA": the short form and details only. */
function standsAlone(tokens: Tokens, pieces: readonly Unsettled[], index: number): boolean {
  return pieces.every((piece, at) => {
    if (at === index || details.has(kindOf(piece))) return true;
    if (isOpen(piece)) return false;
    return (
      (piece.is === 'act' && piece.act.form === 'tool') ||
      (piece.is === 'word' && at > index && /^(x|×|ea|each|needles?)$/i.test(pieceText(tokens, piece)))
    );
  });
}

/** "LS was needled". */
function followedByAct(tokens: Tokens, pieces: readonly Unsettled[], index: number): boolean {
  for (let at = index + 1; at < pieces.length && at <= index + 5; at++) {
    const piece = pieces[at];
    if (piece === undefined || isOpen(piece)) return false;
    if (piece.is === 'act') return piece.act.form === 'past' && piece.act.kind !== 'none';
    const passes =
      piece.is === 'number' ||
      piece.is === 'side' ||
      piece.is === 'filler' ||
      piece.is === 'not-before' ||
      (piece.is === 'word' && /^(was|were|is|also|then|both|x|got)$/i.test(pieceText(tokens, piece)));
    if (piece.is === 'not-after' || piece.is === 'not-both') return true;
    if (!passes) return false;
  }
  return false;
}

/** "R side: BF". */
function underSideLabel(pieces: readonly Unsettled[], index: number): boolean {
  return (
    kindOf(pieces[index - 1]) === 'colon' &&
    [kindOf(pieces[index - 2]), kindOf(pieces[index - 3])].includes('side')
  );
}

const near: readonly (readonly string[])[] = [
  ['head', 'neck'],
  ['neck', 'back', 'shoulder', 'thorax'],
  ['back', 'abdomen', 'hip'],
  ['shoulder', 'upper-arm', 'forearm', 'hand', 'thorax'],
  ['hip', 'pelvis', 'thigh'],
  ['thigh', 'leg', 'foot'],
];

function areNear(a: string, b: string): boolean {
  return near.some((regions) => regions.includes(a) && regions.includes(b));
}

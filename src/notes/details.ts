// What stands beside a muscle in its list: spinal levels, "one or the other", the group that it is named out of, a side
// that takes back another, how many of a group are meant.
import { type Piece, pieceText } from './piece';
import type { Run } from './runs';
import type { MuscleSide } from './sides';
import type { Tokens } from './tokens';

/** "gastrocnemius soleus", "gastroc-soleus complex": named as one; two muscles or one complex. */
export function isComplex(tokens: Tokens, pieces: readonly Piece[], run: Run, place: number): boolean {
  const at = run.muscles[place] ?? 0;
  const previous = run.muscles[place - 1];
  const own = pieces[at];
  const before = previous === undefined ? undefined : pieces[previous];
  if (previous === undefined || own?.is !== 'muscle' || before?.is !== 'muscle') return false;
  const isPair = (before.muscle.partOf ?? before.muscle.id) === 'gastrocnemius' && own.muscle.id === 'soleus';
  if (!isPair) return false;
  const between = pieces.slice(previous + 1, at);
  const after = pieces[at + 1];
  const isNamedSo = after?.is === 'filler' && /complex|group/i.test(pieceText(tokens, after));
  return (
    between.every((piece) => piece.is === 'dash') ||
    (isNamedSo && between.every((piece) => piece.is === 'dash' || piece.is === 'slash'))
  );
}

/** "L only" after the list, or in a bracket after its last muscle. */
export function onlySide(
  tokens: Tokens,
  pieces: readonly Piece[],
  run: Run,
): { side: MuscleSide; wholeList: boolean } | undefined {
  let bracket = false;
  for (let at = run.last + 1; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece === undefined || piece.is === 'muscle' || piece.is === 'semicolon') return undefined;
    if (piece.is === 'open') bracket = true;
    if (piece.is === 'close') bracket = false;
    if (piece.is !== 'only') continue;
    const side = /\b(l|lt|left)\b/i.test(pieceText(tokens, piece)) ? 'left' : 'right';
    return { side: { side, certain: true, oneOfTwo: false, from: at }, wholeList: !bracket };
  }
  return undefined;
}

const spine = /lumb|sacral|cervic|thorac|^(c|t|l)\s?\/?\s?s/i;

/** Levels or part of the spine, as written: "L3-5", "lumbar". */
export function levelsOf(tokens: Tokens, pieces: readonly Piece[], at: number): string | undefined {
  let first: number | undefined;
  let last: number | undefined;
  for (let index = at - 1; index >= 0 && index >= at - 9; index--) {
    const piece = pieces[index];
    if (piece === undefined) break;
    const isLevel =
      piece.is === 'level' ||
      ((piece.is === 'region' || piece.is === 'word') && spine.test(pieceText(tokens, piece)));
    if (isLevel) {
      first = index;
      last ??= index;
    } else if (
      first === undefined &&
      !(
        piece.is === 'side' ||
        piece.is === 'filler' ||
        piece.is === 'dash' ||
        (piece.is === 'word' && /^(upper|lower|mid|middle|right|left)$/i.test(pieceText(tokens, piece)))
      )
    )
      break;
    else if (
      first !== undefined &&
      piece.is !== 'comma' &&
      piece.is !== 'and' &&
      piece.is !== 'dash' &&
      piece.is !== 'slash'
    )
      break;
  }
  if (first === undefined || last === undefined) {
    for (let index = at + 1; index <= at + 4; index++) {
      const piece = pieces[index];
      if (piece?.is === 'level') {
        first = index;
        last = index;
        break;
      }
      if (
        piece === undefined ||
        !(
          piece.is === 'side' ||
          piece.is === 'filler' ||
          piece.is === 'open' ||
          (piece.is === 'word' && /^(at|from|levels?|of)$/i.test(pieceText(tokens, piece)))
        )
      )
        break;
    }
  }
  const from = first === undefined ? undefined : pieces[first];
  const to = last === undefined ? undefined : pieces[last];
  return from === undefined || to === undefined
    ? undefined
    : tokens.text.slice(tokens.start[from.from], tokens.end[to.to - 1]);
}

/** The number of an "or" beside this muscle, if one stands there. */
export function alternativeOf(pieces: readonly Piece[], run: Run, place: number): number | undefined {
  const at = run.muscles[place] ?? 0;
  const joins = (from: number, to: number) => {
    for (let index = from + 1; index < to; index++)
      if (pieces[index]?.is === 'or' || pieces[index]?.is === 'and-or') return true;
    return false;
  };
  const next = run.muscles[place + 1];
  const previous = run.muscles[place - 1];
  const found = (next !== undefined && joins(at, next)) || (previous !== undefined && joins(previous, at));
  return found ? run.first : undefined;
}

/** A group whose members the note names at once: "rotator cuff (infra, supra)", "infra and supra of the rotator cuff". */
export function isReplaced(tokens: Tokens, pieces: readonly Piece[], run: Run, place: number): boolean {
  const at = run.muscles[place] ?? 0;
  const group = pieces[at];
  if (group?.is !== 'muscle') return false;
  const members = new Set([...group.muscle.members, ...group.muscle.oneOf]);
  if (members.size === 0) return false;
  const isMember = (index: number | undefined) => {
    const piece = index === undefined ? undefined : pieces[index];
    if (piece?.is !== 'muscle') return false;
    const { id, partOf, members: inner } = piece.muscle;
    return (
      members.has(id) ||
      (partOf !== undefined && members.has(partOf)) ||
      (inner.length > 0 && inner.every((member) => members.has(member)))
    );
  };
  const following = run.muscles[place + 1];
  if (following !== undefined && isMember(following)) {
    for (let index = at + 1; index < following; index++) {
      const piece = pieces[index];
      if (piece === undefined) break;
      if (piece.is === 'open' || piece.is === 'colon' || piece.is === 'dash') return true;
      if (piece.is === 'word' && /^(including|namely|specifically)$/i.test(pieceText(tokens, piece)))
        return true;
      if (!['side', 'filler', 'number', 'level', 'act', 'done'].includes(piece.is)) break;
    }
  }
  const previous = run.muscles[place - 1];
  if (previous !== undefined && isMember(previous)) {
    const between = pieces.slice(previous + 1, at);
    return (
      between.some((piece) => piece.is === 'word' && /^of$/i.test(pieceText(tokens, piece))) &&
      !between.some((piece) => piece.is === 'comma' || piece.is === 'and')
    );
  }
  return false;
}

const numbers: Readonly<Record<string, number>> = {
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  '2': 2,
  '3': 3,
  '4': 4,
  '5': 5,
  '6': 6,
};

/** Groups whose members are no matter of opinion. */
const closedGroups = new Set([
  'rotator-cuff',
  'hamstrings',
  'quadriceps',
  'vasti',
  'gluteals',
  'scalenes',
  'rhomboids',
  'suboccipitals',
  'triceps-surae',
  'fibulars',
  'iliopsoas',
  'obturators',
  'gemelli',
  'splenii',
  'pterygoids',
  'thenar',
  'hypothenar',
]);

/** "all three vasti", "every muscle of the cuff", "two of the hamstrings": how many of the group at `at` are meant. */
export function wholeOf(tokens: Tokens, pieces: readonly Piece[], at: number): number | undefined {
  const group = pieces[at];
  if (group?.is !== 'muscle') return undefined;
  const members = group.muscle.members.length;
  if (members < 2) return undefined;
  let all = false;
  let number: number | undefined;
  for (let index = at - 1; index >= 0 && index >= at - 8; index--) {
    const piece = pieces[index];
    if (piece === undefined) break;
    const words = pieceText(tokens, piece).toLowerCase().split(/\s+/);
    const isPassed = piece.is === 'side' || piece.is === 'filler' || piece.is === 'region';
    const isCount = piece.is === 'word' || piece.is === 'these' || piece.is === 'number';
    if (!isPassed && !isCount) break;
    for (const word of words) {
      if (/^(all|every|each|entire|whole|complete)$/.test(word)) all = true;
      number ??= numbers[word];
    }
    if (
      isCount &&
      !words.every(
        (word) =>
          /^(all|every|each|entire|whole|complete|of|the|muscles?|one|in|his|her|their|\w)$/.test(word) ||
          numbers[word] !== undefined,
      )
    )
      break;
  }
  if (number !== undefined) return number <= members ? number : undefined;
  const excepts = pieces.some((piece) => piece.is === 'except');
  return (all || excepts) && closedGroups.has(group.muscle.id) ? members : undefined;
}

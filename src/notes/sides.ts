// Which side each muscle of a list is on: written before it, after it, over the whole list, or not at all.
import type { Side } from '../model/note';
import type { SpokenSide } from './lexicon';
import { type Piece, pieceText } from './piece';

import type { Run } from './runs';
import { isStray, leadingSide, trailingSide, wordy } from './sides-over-lists';
import type { Tokens } from './tokens';

export interface MuscleSide {
  readonly side: Side;
  readonly certain: boolean;
  /** "the affected piriformis": one side, not said which. */
  readonly oneOfTwo: boolean;
  /** Piece that says it. */
  readonly from?: number;
}

const unsaid: MuscleSide = { side: 'none', certain: false, oneOfTwo: false };

const separators = new Set<Piece['is']>([
  'comma',
  'slash',
  'plus',
  'and',
  'or',
  'and-or',
  'semicolon',
  'line',
  'bar',
]);

function said(side: SpokenSide, certain: boolean, from?: number): MuscleSide {
  const oneOfTwo = side === 'one';
  return {
    side: oneOfTwo ? 'none' : side,
    certain: certain && !oneOfTwo,
    oneOfTwo,
    ...(from === undefined ? {} : { from }),
  };
}

interface Written {
  readonly at: number;
  readonly side: SpokenSide;
}

/** The side directly before piece `at`: only words of no weight between. */
function sideBefore(
  tokens: Tokens,
  pieces: readonly Piece[],
  at: number,
  limit: number,
): Written | undefined {
  for (let index = at - 1; index >= limit && index >= at - 7; index--) {
    const piece = pieces[index];
    if (piece === undefined) return undefined;
    if (piece.is === 'side')
      return isStray(tokens, pieces, index)
        ? undefined
        : { at: index, side: hasOtherSide(tokens, pieces, index, limit) ? 'both' : piece.side };
    if (piece.is === 'these' && /^(both|each)$/i.test(pieceText(tokens, piece)))
      return piece.to - piece.from === 1 ? { at: index, side: 'both' } : undefined;
    // "bilateral L4 and L5 multifidus"
    const joinsLevels =
      (piece.is === 'and' || piece.is === 'comma' || piece.is === 'slash') &&
      pieces[index + 1]?.is === 'level' &&
      pieces[index - 1]?.is === 'level';
    const passes =
      joinsLevels ||
      piece.is === 'level' ||
      piece.is === 'filler' ||
      piece.is === 'number' ||
      piece.is === 'region' ||
      piece.is === 'finding' ||
      piece.is === 'box' ||
      piece.is === 'open';
    if (
      !passes &&
      !(
        piece.is === 'word' &&
        /^(the|upper|lower|mid|middle|deep|superficial|active|muscle|-|x|of|sided|proximal|distal|lateral|medial|posterior|anterior|in|'s|s|lumbosacral|sacral|mid|lower|upper|capitis|long|short|deep)$/i.test(
          pieceText(tokens, piece),
        )
      )
    )
      return undefined;
  }
  return undefined;
}

/** "two in the left and two in the right trapezius": both sides share the name. */
function hasOtherSide(tokens: Tokens, pieces: readonly Piece[], at: number, limit: number): boolean {
  const own = pieces[at];
  if (own?.is !== 'side' || (own.side !== 'left' && own.side !== 'right')) return false;
  let joined = false;
  for (let index = at - 1; index >= limit && index >= at - 5; index--) {
    const piece = pieces[index];
    if (piece === undefined) return false;
    if (piece.is === 'and') joined = true;
    else if (piece.is === 'side')
      return joined && piece.side !== own.side && (piece.side === 'left' || piece.side === 'right');
    else if (
      piece.is !== 'number' &&
      !(piece.is === 'word' && /^(in|the|on|one|two|three|four|into|to|of)$/i.test(pieceText(tokens, piece)))
    )
      return false;
  }
  return false;
}

const passedAfter = new Set<Piece['is']>([
  'filler',
  'number',
  'open',
  'close',
  'level',
  'dash',
  'colon',
  'response',
  'bar',
  'finding',
  'done',
  'box',
]);
const passedWord = /^(x|on|the|at|mm|cm|of|units|u|needles|needle|was|were|ea|each|\*|performed|iu|-)$/i;

/** The side directly after piece `at`, before the next separator; "…, both on the left" too. */
function sideAfter(tokens: Tokens, pieces: readonly Piece[], at: number, limit: number): Written | undefined {
  for (let index = at + 1; index < limit && index <= at + 8; index++) {
    const piece = pieces[index];
    if (piece === undefined) return undefined;
    if (piece.is === 'side') return { at: index, side: piece.side };
    if (passedAfter.has(piece.is)) continue;
    const next = pieces[index + 1];
    if (piece.is === 'act' && (piece.act.form === 'tool' || next?.is === 'side')) continue;
    const leadsToAll =
      next?.is === 'these' || (next?.is === 'word' && /^(all|both)$/i.test(pieceText(tokens, next)));
    if (piece.is === 'comma' && leadsToAll && pieces[index + 2]?.is === 'side') continue;
    if (piece.is === 'these' && next?.is === 'side') continue;
    if (
      piece.is === 'word' &&
      (passedWord.test(pieceText(tokens, piece)) ||
        (/^(all|both)$/i.test(pieceText(tokens, piece)) && next?.is === 'side'))
    )
      continue;
    return undefined;
  }
  return undefined;
}

/** "Gluteus medius - L, 3 needles, R, 1 needle": both sides written after the only muscle of a sentence. */
function bothAfter(
  tokens: Tokens,
  pieces: readonly Piece[],
  run: Run,
  previousEnd: number,
  nextStart: number,
): boolean {
  if (run.muscles.length !== 1 || previousEnd >= 0 || nextStart < pieces.length) return false;
  const after = new Set<SpokenSide>();
  let opened = false;
  for (let at = run.last + 1; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece?.is === 'region' || piece?.is === 'finding' || piece?.is === 'only')
      opened = opened || after.size === 0;
    if (
      piece?.is === 'side' &&
      !isStray(tokens, pieces, at) &&
      pieces[at + 1]?.is !== 'region' &&
      pieces[at + 1]?.is !== 'finding'
    )
      after.add(piece.side);
  }
  return !opened && after.has('left') && after.has('right');
}

/**
 * Sides of the muscles of a run, in their order. `label`: a side that stands over the line or block ("Right:").
 * A side that the first of the list carries goes on for those after it; certain when "and" or a slash joins them,
 * by convention only over commas (then `certain` is false).
 */
export function sidesOf(
  tokens: Tokens,
  pieces: readonly Piece[],
  run: Run,
  previousEnd: number,
  nextStart: number,
  label: SpokenSide | undefined,
): readonly MuscleSide[] {
  const found: { before?: Written; after?: Written }[] = run.muscles.map((at, index) => {
    const previous = run.muscles[index - 1] ?? previousEnd;
    const next = run.muscles[index + 1] ?? nextStart;
    const before = sideBefore(tokens, pieces, at, previous + 1);
    const after = sideAfter(tokens, pieces, at, next);
    return { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  });
  if (bothAfter(tokens, pieces, run, previousEnd, nextStart)) return [said('both', true)];
  const first = found[0];
  const prefix = first?.before !== undefined;
  const unsided = found.every(({ before, after }) => before === undefined && after === undefined);
  const overList = unsided
    ? (leadingSide(tokens, pieces, run, previousEnd) ?? trailingSide(tokens, pieces, run, nextStart))
    : undefined;
  const labelled = overList ?? label ?? labelOf(pieces, first?.before);
  const claimed = new Set<number>();
  const own = found.map(({ before, after }, index): Written | undefined => {
    // Between two muscles without a mark, the manner of the first decides whose side it is.
    const free = (written: Written | undefined) =>
      written === undefined || claimed.has(written.at) ? undefined : written;
    const follower = found[index + 1]?.before;
    const contested = after !== undefined && follower !== undefined && follower.at === after.at;
    const contestedMarked =
      contested &&
      (hasSeparator(pieces, run.muscles[index] ?? 0, after.at) ||
        opensBracket(pieces, run.muscles[index] ?? 0, after.at));
    const afterIsOwn = free(after) !== undefined && !contestedMarked && (!contested || !prefix);
    const chosen = prefix
      ? (free(before) ?? (afterIsOwn ? after : undefined))
      : afterIsOwn
        ? after
        : free(before);
    if (chosen !== undefined) claimed.add(chosen.at);
    return chosen;
  });
  return spread(tokens, pieces, run, own, prefix, labelled);
}

/** "Right: UT, LS": a side before a colon stands over the whole list. */
function labelOf(pieces: readonly Piece[], before: Written | undefined): SpokenSide | undefined {
  if (before === undefined) return undefined;
  return pieces[before.at + 1]?.is === 'colon' ? before.side : undefined;
}

/** "pelvic floor (L levator ani)": the side stands in the bracket of what follows. */
function opensBracket(pieces: readonly Piece[], from: number, to: number): boolean {
  return pieces.slice(from + 1, to).some((piece) => piece.is === 'open');
}

function hasSeparator(pieces: readonly Piece[], from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) if (separators.has(pieces[at]?.is ?? 'word')) return true;
  return false;
}

function spread(
  tokens: Tokens,
  pieces: readonly Piece[],
  run: Run,
  own: readonly (Written | undefined)[],
  prefix: boolean,
  label: SpokenSide | undefined,
): readonly MuscleSide[] {
  const sides: MuscleSide[] = own.map((written) =>
    written === undefined ? unsaid : said(written.side, true, written.at),
  );
  const writtenSides = own.filter((written) => written !== undefined).length;
  if (label !== undefined) return sides.map((side) => (side === unsaid ? said(label, true) : side));
  if (prefix) {
    const piecemeal = isPiecemeal(pieces, run, own);
    for (let index = 1; index < sides.length; index++) {
      if (sides[index] !== unsaid) continue;
      const before = sides[index - 1] ?? unsaid;
      // "B UT, LS, R rhomboids": only "both" goes on until a single side ends it.
      const piece = pieces[run.muscles[index] ?? 0];
      if (before !== unsaid && piece?.is === 'muscle' && piece.shared === true) {
        sides[index] = before;
        continue;
      }
      if (before === unsaid || (piecemeal && before.side !== 'both')) continue;
      const joint = jointBetween(pieces, run.muscles[index - 1] ?? 0, run.muscles[index] ?? 0);
      const group = groupBefore(pieces, run, index);
      if (group !== undefined && sides[group] !== unsaid) {
        sides[index] = sides[group] ?? unsaid;
        continue;
      }
      const tight = (joint === 'and' || joint === 'slash' || joint === 'none') && writtenSides === 1;
      sides[index] = { ...before, certain: before.certain && tight };
    }
    return sides;
  }
  // A side at the end of the list reaches back over the muscles without one.
  for (let index = sides.length - 2; index >= 0; index--) {
    if (sides[index] !== unsaid) continue;
    const after = sides[index + 1] ?? unsaid;
    if (after === unsaid) continue;
    // "multifidus and the left QL": a side before a name is of that name only.
    const isBefore = after.from !== undefined && after.from < (run.muscles[index + 1] ?? 0);
    const joint = jointBetween(pieces, run.muscles[index] ?? 0, run.muscles[index + 1] ?? 0);
    if (isBefore && after.from !== undefined && after.from > (run.muscles[index] ?? 0)) continue;
    const from = after.from === undefined ? undefined : pieces[after.from];
    const strong = from !== undefined && wordy.test(pieceText(tokens, from));
    if (joint === 'other' && !strong) continue;
    sides[index] = { ...after, certain: after.certain && (joint === 'and' || joint === 'slash' || strong) };
  }
  return sides;
}

/** "R UT, LS and L SCM": where most muscles have sides of their own, one without is simply without. */
function isPiecemeal(pieces: readonly Piece[], run: Run, own: readonly (Written | undefined)[]): boolean {
  const written = own.flatMap((side) => (side === undefined ? [] : [side.side]));
  const without = own.filter(
    (side, index) => side === undefined && groupBefore(pieces, run, index) === undefined,
  ).length;
  return new Set(written).size > 1 && written.length >= without;
}

/** The group in whose bracket a muscle stands: "bilateral suboccipitals (RCPM, OCI)". */
function groupBefore(pieces: readonly Piece[], run: Run, index: number): number | undefined {
  for (let at = (run.muscles[index] ?? 0) - 1; at > run.first; at--) {
    const kind = pieces[at]?.is;
    if (kind === 'close') return undefined;
    if (kind !== 'open') continue;
    const place = run.muscles.lastIndexOf(at - 1);
    const owner = place >= 0 ? place : run.muscles.filter((muscle) => muscle < at).length - 1;
    return owner >= 0 ? owner : undefined;
  }
  return undefined;
}

function jointBetween(
  pieces: readonly Piece[],
  from: number,
  to: number,
): 'and' | 'slash' | 'comma' | 'none' | 'other' {
  let joint: 'and' | 'slash' | 'comma' | 'none' | 'other' = 'none';
  for (let at = from + 1; at < to; at++) {
    const kind = pieces[at]?.is;
    if (kind === 'and' || kind === 'plus' || kind === 'or' || kind === 'and-or')
      joint = joint === 'comma' ? 'comma' : 'and';
    else if (kind === 'slash') joint = 'slash';
    else if (kind === 'comma') joint = 'comma';
    else if (kind === 'semicolon' || kind === 'line' || kind === 'bar') return 'other';
  }
  return joint;
}

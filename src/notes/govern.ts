// Which words rule over a list of muscles: the act done to them, a finding, a cue of their own, or nothing in the sentence.
import { type Piece, pieceText } from './piece';

import { isSoft, type Run } from './runs';
import type { Tokens } from './tokens';

/** A ruler of a list, by the number of its piece. */
export interface Ruler {
  readonly at: number;
  /** A semicolon or the like stands between. */
  readonly across?: boolean;
  /** The act of a relative clause, which speaks of what stands directly before it. */
  readonly relative?: boolean;
  readonly how:
    | 'act'
    | 'finding'
    | 'response'
    | 'not'
    | 'later'
    | 'past'
    | 'near'
    | 'through'
    | 'tissue'
    | 'place'
    | 'only-last'
    | 'hedge'
    | 'done';
}

const connective = new Set(
  'to of for the into in on at treat address reduce release relieve deactivate decrease target targeting inactivate multiple several these following was were today all 3 2 4 two three four five both each a its their improve elicit within over throughout about using technique applied via out break up used use breaking'.split(
    ' ',
  ),
);

export const lower = (tokens: Tokens, piece: Piece): string => pieceText(tokens, piece).toLowerCase();

/** Past the bracket that closes at `at`, leftwards. */
function beforeBracket(pieces: readonly Piece[], at: number): number {
  let index = at;
  while (index > 0 && pieces[index]?.is !== 'open') index--;
  return index;
}

interface Between {
  words: number;
  marks: number;
  boundary: boolean;
  hard: boolean;
  findings: number;
  /** Words that break the thread from an act over a finding to the muscle. */
  foreign: boolean;
  muscles: boolean;
}

/** The nearest ruler to the left of a list. */
export function rulerBefore(
  tokens: Tokens,
  pieces: readonly Piece[],
  run: Run,
  isEmg: boolean,
): Ruler | undefined {
  const between: Between = {
    words: 0,
    marks: 0,
    boundary: false,
    hard: false,
    findings: 0,
    foreign: false,
    muscles: false,
  };
  let finding: Ruler | undefined;
  let response: Ruler | undefined;
  for (let at = run.first - 1; at >= 0; at--) {
    const piece = pieces[at];
    if (piece === undefined) break;
    if (piece.is === 'close' && !opensAfter(pieces, at, run.first)) {
      at = beforeBracket(pieces, at);
      continue;
    }
    if (between.boundary && !isListing(tokens, piece) && piece.is !== 'act') between.hard = true;
    switch (piece.is) {
      case 'act': {
        if (piece.act.kind === 'none') break;
        // "Dry needling, nothing injected: UT, LS" lists what was needled.
        if (pieces[at - 1]?.is === 'not-before' && pieces[at + 1]?.is === 'colon' && hasActBefore(pieces, at))
          break;
        if (between.hard) return finding ?? response;
        if (piece.act.form === 'finding') {
          if (isEmg) return { at, how: 'act' };
          finding ??= { at, how: 'finding' };
          break;
        }
        if (finding !== undefined && (between.muscles || between.foreign)) return finding;
        if (isCompanion(tokens, pieces, at, run) || isAlternative(tokens, pieces, at)) break;
        return { at, how: 'act', across: between.boundary };
      }
      case 'muscle':
        between.muscles = true;
        break;
      case 'finding':
        if (finding === undefined && between.marks === 0 && between.words <= 6)
          finding = { at, how: 'finding' };
        else if (finding === undefined && between.marks > 0) between.foreign = true;
        between.findings++;
        break;
      case 'response':
        if (between.marks === 0 && between.words <= 4 && response === undefined && finding === undefined)
          response = { at, how: 'response' };
        break;
      case 'near':
        // "through the overlying trapezius" tells the way.
        if (pieces.slice(Math.max(0, at - 2), at).some((other) => other.is === 'through')) break;
        if (between.marks === 0 && onlyDeterminers(tokens, pieces, at, run.first)) return { at, how: 'near' };
        break;
      case 'through':
        if (onlyDeterminers(tokens, pieces, at, run.first)) return { at, how: 'through' };
        break;
      case 'not-before':
      case 'except':
        if (onlyDeterminers(tokens, pieces, at, run.first)) return { at, how: 'not' };
        break;
      case 'not-act':
      case 'not-both':
        if (
          !between.boundary &&
          between.marks <= 1 &&
          between.words <= 3 &&
          !between.muscles &&
          finding === undefined
        )
          return { at, how: 'not' };
        break;
      case 'not-after':
        if (pieces[at + 1]?.is === 'colon' && !between.muscles) return { at, how: 'not' };
        break;
      case 'later-before':
      case 'later-both':
        if (
          !between.boundary &&
          between.words <= 3 &&
          !between.muscles &&
          between.marks <= 1 &&
          finding === undefined
        )
          return { at, how: 'later' };
        break;
      case 'later-after':
        if (between.words <= 2 && !between.muscles && pieces[at + 1]?.is === 'colon')
          return { at, how: 'later' };
        break;
      case 'past':
        if (!between.boundary && between.words <= 2 && !between.muscles && finding === undefined)
          return { at, how: 'past' };
        break;
      case 'stop':
      case 'semicolon':
        between.boundary = true;
        break;
      case 'comma':
        // "four trigger points, two in the left …" goes on with the same points.
        if (!isNumberWord(tokens, pieces[at + 1])) between.marks++;
        break;
      case 'colon':
      case 'dash':
      case 'line':
        between.marks++;
        break;
      case 'word':
        between.words++;
        if (isReason(tokens, pieces, at, run)) return { at, how: 'finding' };
        if (finding !== undefined && !connective.has(lower(tokens, piece))) between.foreign = true;
        if (between.words > 40) return finding ?? response;
        break;
      case 'and':
        if (finding !== undefined) between.foreign = true;
        break;
      default:
        break;
    }
  }
  return finding ?? response;
}

const isNumberWord = (tokens: Tokens, piece: Piece | undefined): boolean =>
  piece !== undefined &&
  (piece.is === 'number' ||
    (piece.is === 'word' && /^(one|two|three|four|five|six)$/i.test(pieceText(tokens, piece))));

/** "DN to VMO, RF for quad inhibition": what it was done for, after what it was done to. */
function isReason(tokens: Tokens, pieces: readonly Piece[], at: number, run: Run): boolean {
  const piece = pieces[at];
  return (
    piece !== undefined &&
    lower(tokens, piece) === 'for' &&
    pieces[run.last + 1]?.is === 'finding' &&
    onlyDeterminers(tokens, pieces, at, run.first) &&
    pieces.slice(0, at).some((other) => other.is === 'muscle')
  );
}

/** "Dry needling instead of injection to QL": the act that was not chosen does not take the muscles. */
function hasActBefore(pieces: readonly Piece[], at: number): boolean {
  return pieces.slice(0, at).some((piece) => piece.is === 'act' && piece.act.kind !== 'none');
}

function isAlternative(tokens: Tokens, pieces: readonly Piece[], at: number): boolean {
  for (let index = at - 1; index >= 0 && index >= at - 3; index--) {
    const piece = pieces[index];
    if (piece?.is === 'not-before')
      return (
        /instead|rather|lieu|place/i.test(pieceText(tokens, piece)) &&
        pieces.slice(0, index).some((other) => other.is === 'act')
      );
    if (piece?.is !== 'word') return false;
  }
  return false;
}

export const needleKinds = new Set<string>(['needling', 'injection', 'chemodenervation', 'emg']);

/** "DN with e-stim x 10 min: R QL": what goes along with the needling does not take its muscles. */
function isCompanion(tokens: Tokens, pieces: readonly Piece[], at: number, run: Run): boolean {
  const piece = pieces[at];
  if (piece?.is !== 'act' || needleKinds.has(piece.act.kind) || piece.act.kind === 'infer') return false;
  let along = false;
  for (let index = at - 1; index >= 0; index--) {
    const other = pieces[index];
    if (other === undefined || other.is === 'muscle' || other.is === 'stop' || other.is === 'semicolon')
      return false;
    if (
      other.is === 'word' &&
      /^(with|w|using|via|plus|combined|while|during|under)$/i.test(pieceText(tokens, other))
    )
      along = true;
    if (other.is === 'plus') along = true;
    if (other.is !== 'act' || !needleKinds.has(other.act.kind)) continue;
    const joint = pieces.slice(index + 1, at);
    if (
      joint.length > 0 &&
      joint.every(
        (between) =>
          between.is === 'plus' ||
          between.is === 'and' ||
          between.is === 'slash' ||
          between.is === 'open' ||
          (between.is === 'word' && /^(with|w|combined)$/i.test(pieceText(tokens, between))),
      )
    )
      return true;
    const ownObject = pieces
      .slice(at + 1, run.first)
      .some((between) => between.is === 'word' && /^(to|of|on|over)$/i.test(pieceText(tokens, between)));
    const colon = pieces.slice(at + 1, run.first).some((between) => between.is === 'colon');
    return colon || (along && !ownObject);
  }
  return false;
}

function opensAfter(pieces: readonly Piece[], at: number, limit: number): boolean {
  for (let index = at - 1; index >= 0; index--) {
    if (pieces[index]?.is === 'open') return false;
    if (pieces[index]?.is === 'close') return false;
  }
  return at < limit;
}

/** What may stand between two members of a list that a semicolon or "then" parts. */
function isListing(tokens: Tokens, piece: Piece): boolean {
  return piece.is === 'muscle' || piece.is === 'now' || piece.is === 'done' || isSoft(tokens, piece);
}

function onlyDeterminers(tokens: Tokens, pieces: readonly Piece[], from: number, to: number): boolean {
  for (let at = from + 1; at < to; at++) {
    const piece = pieces[at];
    if (piece === undefined) continue;
    if (
      piece.is === 'side' ||
      piece.is === 'filler' ||
      piece.is === 'level' ||
      piece.is === 'region' ||
      piece.is === 'slash'
    )
      continue;
    if (piece.is === 'these' || piece.is === 'near') continue;
    if (piece.is === 'word' && /^(the|any|a|of|to|into|in|-|for|on|at)$/i.test(pieceText(tokens, piece)))
      continue;
    return false;
  }
  return true;
}

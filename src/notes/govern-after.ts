// Which words to the right of a list of muscles rule over it: its predicate, a finding, what denies it or puts it off.
import { lower, needleKinds, type Ruler } from './govern';
import { type Piece, pieceText } from './piece';
import type { Run } from './runs';
import type { Tokens } from './tokens';

const instrumental = new Set(['with', 'w', 'using', 'via', 'by']);

const auxiliaries = new Set(
  'underwent received undergoing receiving was were is are been being be then also both all each had has have to got again successfully easily carefully subsequently individually separately gently sterilely next'.split(
    ' ',
  ),
);

/** A verb in the past that has its own object directly after it ("needled R UT") does not reach back. */
function hasObject(tokens: Tokens, pieces: readonly Piece[], at: number): boolean {
  const form = pieces[at]?.is === 'act' ? (pieces[at] as Piece & { is: 'act' }).act.form : 'past';
  let prepositions = 0;
  for (let index = at + 1; index < pieces.length; index++) {
    const piece = pieces[index];
    if (piece === undefined) return false;
    if (piece.is === 'muscle') return true;
    if (
      piece.is === 'side' ||
      piece.is === 'level' ||
      piece.is === 'filler' ||
      piece.is === 'number' ||
      piece.is === 'colon' ||
      piece.is === 'finding' ||
      piece.is === 'done' ||
      piece.is === 'now' ||
      piece.is === 'these'
    )
      continue;
    if (piece.is === 'word') {
      const word = lower(tokens, piece);
      if (/^(to|into|in|of|on|for|at|the|x|trigger|multiple|with|was|were|using)$/.test(word)) {
        if (word !== 'the' && word !== 'x') prepositions++;
        if (form === 'past' && word === 'with') return false;
        continue;
      }
    }
    if (piece.is === 'open' || piece.is === 'dash') return false;
    if (prepositions > 0 && piece.is === 'word') continue;
    return false;
  }
  return false;
}

/** The nearest ruler to the right of a list, before the next list or clause. */
export function rulerAfter(tokens: Tokens, pieces: readonly Piece[], run: Run): Ruler | undefined {
  let words = 0;
  let aux = false;
  let gap = false;
  let shared = false;
  let means = false;
  let predicate: Ruler | undefined;
  for (let at = run.last + 1; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece === undefined) return predicate;
    switch (piece.is) {
      case 'filler':
      case 'side':
      case 'level':
      case 'number':
      case 'box':
      case 'response':
      case 'now':
      case 'these':
        break;
      case 'region':
        // "UT R. Thoracic: none": a place with a colon begins another entry.
        if (pieces[at + 1]?.is === 'colon') return predicate;
        break;
      case 'open': {
        const inner = withinBracket(pieces, at);
        if (inner !== undefined && !gap && words === 0) return inner;
        while (at < pieces.length && pieces[at]?.is !== 'close') at++;
        break;
      }
      case 'close':
        break;
      case 'colon':
      case 'dash':
        gap = true;
        break;
      case 'comma':
      case 'and':
        if (words > 0 && !aux && predicate === undefined) return predicate;
        shared = true;
        gap = true;
        break;
      case 'word': {
        const word = lower(tokens, piece);
        if (auxiliaries.has(word)) aux = true;
        else if (instrumental.has(word)) means = true;
        else words++;
        if (words > (shared ? 1 : aux ? 7 : 3)) return predicate;
        break;
      }
      case 'not-before':
        aux = true;
        break;
      case 'done':
        aux = true;
        if (!shared && words === 0 && !isBecauseOf(tokens, piece, pieces[at + 1]))
          predicate ??= { at, how: 'done' };
        break;
      case 'act': {
        if (piece.act.kind === 'none') break;
        if (piece.act.form === 'tool') {
          words++;
          break;
        }
        if (piece.act.form === 'finding') {
          predicate ??= { at, how: 'finding' };
          break;
        }
        if (predicate?.how === 'done') predicate = undefined;
        const own = hasObject(tokens, pieces, at);
        // "released with DN" was needled; "DN to UT with e-stim" was not only stimulated.
        if (means && !own) return needleKinds.has(piece.act.kind) ? { at, how: 'act' } : predicate;
        const isPast = piece.act.form === 'past';
        if (isPast) return own && !(aux && !shared) ? predicate : { at, how: 'act' };
        if (own || shared || isPurpose(tokens, pieces[at - 1])) return predicate;
        return words <= 1 && (!gap || piece.act.form === 'noun') ? { at, how: 'act' } : predicate;
      }
      case 'finding':
        if (shared && predicate === undefined && !aux) return undefined;
        predicate ??= { at, how: 'finding' };
        words = 0;
        break;
      case 'tissue':
        if (!gap && words === 0) return { at, how: 'tissue' };
        return predicate;
      case 'place':
        if (!gap && words === 0) predicate ??= { at, how: 'place' };
        break;
      case 'correction':
        return { at, how: 'only-last' };
      case 'hedge':
        return words > 1 ? predicate : { at, how: 'hedge' };
      case 'except':
        // "all of the cuff except teres minor were needled": what is excepted is passed over.
        while (at + 1 < pieces.length && passesException(pieces[at + 1])) at++;
        break;
      case 'not-after':
      case 'not-both':
        return shared && !aux && words > 0 ? predicate : { at, how: 'not' };
      case 'later-after':
      case 'spoken':
      case 'later-both':
        return shared && words > 0 ? predicate : { at, how: 'later' };
      case 'past':
        return gap && words > 0 ? predicate : { at, how: 'past' };
      case 'stop':
        return relativeAct(tokens, pieces, at) ?? predicate;
      default:
        return predicate;
    }
  }
  return predicate;
}

/** "agreed to glute med, which was needled": the relative clause tells what was done to what stands before it. */
function relativeAct(tokens: Tokens, pieces: readonly Piece[], at: number): Ruler | undefined {
  const pronoun = pieces[at];
  if (pronoun === undefined || !/^(which|that)$/i.test(pieceText(tokens, pronoun))) return undefined;
  for (let index = at + 1; index < pieces.length && index <= at + 4; index++) {
    const piece = pieces[index];
    if (piece?.is === 'act')
      return piece.act.form === 'past' ? { at: index, how: 'act', relative: true } : undefined;
    const passes = piece?.is === 'now' || (piece?.is === 'word' && auxiliaries.has(lower(tokens, piece)));
    if (!passes) return undefined;
  }
  return undefined;
}

/** "given depth": because of it. */
function isBecauseOf(tokens: Tokens, piece: Piece, next: Piece | undefined): boolean {
  return /^given$/i.test(pieceText(tokens, piece)) && (next?.is === 'word' || next?.is === 'finding');
}

/** "to release": what the act is for, not a further act. */
function isPurpose(tokens: Tokens, piece: Piece | undefined): boolean {
  return piece?.is === 'word' && /^to$/i.test(pieceText(tokens, piece));
}

function passesException(piece: Piece | undefined): boolean {
  return (
    piece !== undefined &&
    ['muscle', 'side', 'filler', 'comma', 'and', 'slash', 'word', 'number'].includes(piece.is) &&
    !(piece.is === 'word')
  );
}

/** "SCM (not needled)", "infra (deferred)": the bracket speaks of the muscle before it. */
function withinBracket(pieces: readonly Piece[], open: number): Ruler | undefined {
  for (let at = open + 1; at < pieces.length && pieces[at]?.is !== 'close'; at++) {
    const kind = pieces[at]?.is;
    // "supinator [radial nerve avoided]": something else was.
    if (kind === 'tissue') return undefined;
    if (
      kind === 'not-after' ||
      kind === 'not-both' ||
      kind === 'later-both' ||
      kind === 'not-act' ||
      kind === 'later-after' ||
      kind === 'later-before' ||
      kind === 'not-before'
    )
      return { at, how: 'only-last' };
    if (kind === 'muscle') return undefined;
  }
  return undefined;
}

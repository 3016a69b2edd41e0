// What the words after an act make of it: "… was deferred", "… next visit", "… if needed".
import { acting, type Judgement, made, type Seen } from './judgement';
import { type Piece, pieceText } from './piece';
import type { Tokens } from './tokens';

export function judgeAfter(
  tokens: Tokens,
  pieces: readonly Piece[],
  index: number,
  form: string,
  seen: Seen,
): Judgement | undefined {
  let muscles = 0;
  let commasInList = 0;
  let words = 0;
  let wordsSinceMuscle = 0;
  let depth = 0;
  let inBracket = false;
  for (let at = index + 1; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece === undefined || piece.is === 'stop' || piece.is === 'semicolon' || acting(piece)) break;
    if (piece.is === 'open') depth++;
    else if (piece.is === 'close') {
      if (depth === 0) break;
      depth--;
      inBracket ||= muscles > 0;
    }
    // "four were injected (…), 20553 is appropriate": what follows the bracket is another matter.
    if (inBracket && piece.is === 'comma') return undefined;
    if (depth > 0 && piece.is !== 'muscle') continue;
    const said = pieceText(tokens, piece).toLowerCase().replace(/\s+/g, ' ');
    switch (piece.is) {
      case 'muscle':
        muscles++;
        wordsSinceMuscle = 0;
        break;
      case 'comma':
        if (muscles > 0) commasInList++;
        break;
      case 'word':
        words++;
        wordsSinceMuscle++;
        break;
      case 'now':
        seen.now = true;
        break;
      case 'done':
        seen.done = true;
        break;
      case 'later-both':
      case 'not-both': {
        if (leadsToMuscle(pieces, at)) {
          if (muscles > 0 || words > 3) return undefined;
          break;
        }
        const judged =
          piece.is === 'not-both'
            ? negatedAfter(piece, said, muscles, commasInList, words, wordsSinceMuscle, form, seen)
            : laterAfter(piece, said, muscles, commasInList, wordsSinceMuscle, form, seen);
        if (judged !== undefined) return judged;
        break;
      }
      case 'later-before':
      case 'not-act':
      case 'except':
      case 'not-before':
        // "DN to R UT, will add infra nv": what follows belongs to the new cue.
        if (muscles > 0 || words > 3) return undefined;
        break;
      case 'not-after': {
        const judged = negatedAfter(piece, said, muscles, commasInList, words, wordsSinceMuscle, form, seen);
        if (judged !== undefined) return judged;
        break;
      }
      case 'spoken':
      case 'later-after': {
        const judged = laterAfter(piece, said, muscles, commasInList, wordsSinceMuscle, form, seen);
        if (judged !== undefined) return judged;
        break;
      }
      case 'past':
        if (!seen.now && wordsSinceMuscle <= 6) return made('historical', `"${said}": another time`, piece);
        break;
      case 'date':
        if (!seen.now && piece.day === 'earlier' && wordsSinceMuscle <= 4)
          return made('historical', `dated ${said}: another visit`, piece);
        if (!seen.now && piece.day === 'later' && wordsSinceMuscle <= 4)
          return made('planned', `dated ${said}: a later visit`, piece);
        break;
      case 'hedge':
        if (muscles === 0 && words === 0) return made('uncertain', `"${said}" after it`, piece);
        break;
      case 'general':
        if (wordsSinceMuscle <= 2 && form !== 'past' && !seen.done)
          return made('planned', `"${said}": a general statement`, piece, { purpose: true });
        break;
      case 'if':
        if (form !== 'past' && !seen.done && !seen.now)
          return made('planned', `only under a condition ("${said}")`, piece);
        break;
      case 'blank':
        if (muscles === 0 && words <= 4) return made('uncertain', 'the template was never filled in', piece);
        break;
      default:
        break;
    }
  }
  return undefined;
}

/** Whether a cue that may look either way is followed by a muscle: "deferred infra", "next visit: scalenes". */
function leadsToMuscle(pieces: readonly Piece[], at: number): boolean {
  for (let index = at + 1; index < pieces.length && index <= at + 4; index++) {
    const kind = pieces[index]?.is;
    if (kind === 'muscle') return true;
    if (
      kind !== 'side' &&
      kind !== 'colon' &&
      kind !== 'word' &&
      kind !== 'filler' &&
      kind !== 'level' &&
      kind !== 'not-act' &&
      kind !== 'act'
    )
      return false;
  }
  return false;
}

function laterAfter(
  piece: Piece,
  said: string,
  muscles: number,
  commas: number,
  wordsSinceMuscle: number,
  form: string,
  seen: Seen,
): Judgement | undefined {
  if (seen.now || wordsSinceMuscle > 5) return undefined;
  if (form !== 'past' && !seen.done) return made('planned', `"${said}" after it`, piece);
  if (muscles === 0 || commas === 0) return undefined;
  return made('performed', 'done; the last of the list is for later', piece, {
    attested: true,
    lastOnly: { last: 'planned', others: 'performed' },
  });
}

function negatedAfter(
  piece: Piece,
  said: string,
  muscles: number,
  commas: number,
  words: number,
  wordsSinceMuscle: number,
  form: string,
  seen: Seen,
): Judgement | undefined {
  const because = `"${said}" after it`;
  const auxiliary = /^(was|were|is|are|being|been)\b/.test(said);
  if (muscles === 0) {
    const bare = /^(none|nil|n\/a|hold|unable|no )/.test(said);
    if (form === 'past' || seen.done ? !auxiliary && !/^not|^none|^n\/a/.test(said) : false) return undefined;
    return words <= (bare ? 2 : 8) ? made('negated', because, piece) : undefined;
  }
  if (wordsSinceMuscle > 3) return undefined;
  if (form === 'past' || seen.done)
    return commas > 0
      ? made('performed', 'done, save the last of the list', piece, {
          attested: true,
          lastOnly: { last: 'negated', others: 'performed' },
        })
      : undefined;
  if (commas === 0 || /^(was|is)\b/.test(said)) return made('negated', because, piece);
  return made('uncertain', `it is not clear how far "${said}" reaches`, piece, {
    lastOnly: { last: 'negated', others: 'uncertain' },
  });
}

// What became of each act that a sentence names: done, not done, planned, done another time, or cannot be told.
// A cue reaches an act only where a careful reader would let it: over few words, within its clause, not over another object.
import type { SectionKind } from '../model/note';
import { judgeAfter } from './acts-after';
import { type Judgement, made, type Seen } from './judgement';
import { isNotAfter, type Piece, pieceText } from './piece';

import type { Tokens } from './tokens';

/** What the part of the note makes of an act that no cue decides. */
export interface Setting {
  readonly kind: SectionKind;
  readonly mixed: boolean;
  readonly underPlan: boolean;
  /** The sentence tells of something else that was done today: "prescribed", "issued". */
  readonly tellsOfDone: boolean;
  /** "Good response to …" stands before it. */
  readonly respondsTo: boolean;
}

const transparent = new Set(
  'any further additional formal more the a an be been being have get perform performed performing do done doing complete completed receive received receiving undergo want wanting wish wishes to proceed proceeding with consent agree like tolerate tolerated attempt attempted use using include require need needed start started initiate initiated continue give given administer administered provide provided render today yet at this time actual repeat other trigger point new of allow allowed permit opt elect choose for formally pt patient his her therapist was were is are that active treatment treatments session on'.split(
    ' ',
  ),
);
const prepositions = new Set('to with of for from after during following by in on at'.split(' '));
const verbal = new Set('to with for'.split(' '));

/** Whether "no … dry needling" is about the needling: "no adverse response to dry needling" is not. */
function negationReaches(cue: string, words: readonly string[]): boolean {
  const isVerbal = /(n't|not|unable|never)\b/.test(cue);
  for (const word of words) {
    if (!transparent.has(word)) return false;
    if (prepositions.has(word) && !(verbal.has(word) && (isVerbal || words.includes('need')))) return false;
  }
  return words.length <= 7;
}

interface Cue {
  readonly piece: Piece;
  readonly index: number;
  readonly words: readonly string[];
  readonly commas: number;
  readonly blocked: boolean;
  readonly passedActs: number;
}

const stops = new Set<Piece['is']>(['stop', 'semicolon', 'muscle']);
const cueKinds = new Set<Piece['is']>([
  'not-before',
  'not-act',
  'not-after',
  'later-before',
  'later-after',
  'later-both',
  'not-both',
  'spoken',
  'if',
  'purpose',
  'general',
  'past',
  'past-before',
  'now',
  'hedge',
  'person',
  'done',
  'date',
  'blank',
  'response',
]);

function cuesBefore(
  tokens: Tokens,
  pieces: readonly Piece[],
  act: number,
  overSubject: boolean,
): readonly Cue[] {
  let skipsSubject = overSubject;
  const cues: Cue[] = [];
  const words: string[] = [];
  let commas = 0;
  let blocked = false;
  let passedActs = 0;
  for (let at = act - 1; at >= 0; at--) {
    const piece = pieces[at];
    if (piece?.is === 'muscle' && skipsSubject && words.length <= 3) {
      // "Last week the teres minor was needled": past the list that the verb is about.
      while (at > 0 && isListPiece(pieces[at - 1])) at--;
      skipsSubject = false;
      continue;
    }
    if (piece === undefined || stops.has(piece.is)) break;
    if (piece.is === 'close') {
      while (at > 0 && pieces[at]?.is !== 'open') at--;
      continue;
    }
    if (piece.is === 'open') break;
    if (piece.is === 'comma') commas++;
    else if (piece.is === 'finding' || piece.is === 'response') blocked = true;
    else if (piece.is === 'act' && piece.act.kind !== 'none') passedActs++;
    if (piece.is === 'word') words.unshift(pieceText(tokens, piece).toLowerCase());
    else if (piece.is === 'filler' || piece.is === 'now' || piece.is === 'these') words.unshift('the');
    else if (cueKinds.has(piece.is))
      cues.push({ piece, index: at, words: [...words], commas, blocked, passedActs });
    if (words.length > 12) break;
  }
  return cues;
}

const listPieces = new Set<Piece['is']>([
  'muscle',
  'side',
  'comma',
  'and',
  'slash',
  'or',
  'plus',
  'level',
  'filler',
  'number',
]);
const isListPiece = (piece: Piece | undefined): boolean => piece !== undefined && listPieces.has(piece.is);

/** Judges the act at `index`. `before`: the judgement of the act before it in the same clause. */
export function judgeAct(
  tokens: Tokens,
  pieces: readonly Piece[],
  index: number,
  setting: Setting,
  before: Judgement | undefined,
): Judgement {
  const piece = pieces[index];
  if (piece?.is === 'act' && piece.ticked === false) return made('negated', 'its box is not ticked', piece);
  const form = piece?.is === 'act' ? piece.act.form : 'noun';
  const seen: Seen = { now: false, done: false };
  const relative = performedByRelative(tokens, pieces, index);
  if (relative !== undefined) return made('performed', 'told as done', relative, { attested: true });
  const left = judgeBefore(tokens, pieces, index, form, seen);
  if (left !== undefined) return left;
  const right = judgeAfter(tokens, pieces, index, form, seen);
  if (right !== undefined) return right;
  const inherited = inherit(pieces, index, form, seen, before);
  // "Today DN R soleus" within the history: told of this visit.
  if (opensToday(pieces, index))
    return made('performed', 'named as done today', pieces[index - 1], { attested: true });
  return inherited ?? bySetting(tokens, form, seen, setting, piece);
}

/** "Today: DN …", "Today DN …": nothing but a mark between the day and the act. */
function opensToday(pieces: readonly Piece[], index: number): boolean {
  let at = index - 1;
  while (at >= 0 && ['colon', 'comma', 'dash'].includes(pieces[at]?.is ?? '')) at--;
  return at === 0 && pieces[at]?.is === 'now';
}

function judgeBefore(
  tokens: Tokens,
  pieces: readonly Piece[],
  index: number,
  form: string,
  seen: Seen,
): Judgement | undefined {
  const cues = cuesBefore(tokens, pieces, index, form === 'past');
  const word = (cue: Cue) => pieceText(tokens, cue.piece).toLowerCase().replace(/\s+/g, ' ');
  let hedged: Cue | undefined;
  let sawHad = false;
  for (const cue of cues) {
    const said = word(cue);
    switch (cue.piece.is) {
      case 'now':
        if (cue.commas <= 1) seen.now = true;
        break;
      case 'done':
        seen.done = true;
        break;
      case 'not-before':
        if (!cue.blocked && cue.commas === 0 && negationReaches(said, cue.words))
          return made('negated', `"${said}" before it`, cue.piece);
        break;
      case 'not-act':
      case 'not-both':
        if (!cue.blocked && cue.commas === 0 && cue.words.length <= 5 && cue.passedActs === 0)
          return made('negated', `"${said}" before it`, cue.piece);
        break;
      case 'not-after':
        if (pieces[cue.index + 1]?.is === 'colon' && cue.words.length === 0)
          return made('negated', `"${said}" before it`, cue.piece);
        break;
      case 'later-before':
      case 'later-both':
        if (laterReaches(form, cue, seen, said)) return made('planned', `"${said}" before it`, cue.piece);
        break;
      case 'later-after':
        if (
          cue.words.length <= 4 &&
          (form !== 'past' || cue.words.includes('be')) &&
          !seen.now &&
          /next|nv|future|following|upcoming|plan/.test(said)
        )
          return made('planned', `"${said}" before it`, cue.piece);
        break;
      case 'if':
        if (form !== 'past' && !seen.done && cue.words.length <= 10)
          return made('planned', `only under a condition ("${said}")`, cue.piece);
        break;
      case 'general':
        if (!seen.done && form !== 'past' && cue.commas === 0 && !seen.now)
          return made('planned', `"${said}": a general statement`, cue.piece, { purpose: true });
        break;
      case 'spoken':
      case 'purpose':
        if (!seen.done && form !== 'past' && cue.words.length <= 6 && cue.commas === 0)
          return made('planned', `"${said}": spoken of, not done`, cue.piece, { purpose: true });
        break;
      case 'past':
      case 'past-before': {
        sawHad = true;
        const directComma = pieces[cue.index + 1]?.is === 'comma' || pieces[cue.index + 1]?.is === 'open';
        // Over a comma only from the front: "Last week, the UT was needled".
        const isFront = cue.index <= 2;
        const near = cue.piece.is === 'past' ? cue.words.length <= 9 : cue.words.length <= 5;
        if (!seen.now && near && (cue.commas === 0 || (cue.commas === 1 && directComma && isFront))) {
          const person = cues.find((other) => other.piece.is === 'person');
          return made(
            'historical',
            person === undefined ? `"${said}": another time` : 'about another person',
            cue.piece,
          );
        }
        break;
      }
      case 'date':
        if (cue.piece.day === 'earlier' && !seen.now && cue.words.length <= 4)
          return made('historical', `dated ${said}: another visit`, cue.piece);
        if (cue.piece.day === 'later' && !seen.now && cue.words.length <= 4)
          return made('planned', `dated ${said}: a later visit`, cue.piece);
        break;
      case 'hedge':
        if (cue.words.length <= 2) hedged ??= cue;
        break;
      case 'person':
        if (
          sawHad ||
          cue.words.some((between) => /^(had|has|have|got|gets|gave|received|swears|likes)$/.test(between))
        )
          return made('historical', 'about another person', cue.piece);
        break;
      default:
        break;
    }
  }
  return hedged === undefined ? undefined : made('uncertain', `"${word(hedged)}" before it`, hedged.piece);
}

/** "…, which were performed today": the relative clause settles it. */
function performedByRelative(tokens: Tokens, pieces: readonly Piece[], index: number): Piece | undefined {
  for (let at = index + 1; at < pieces.length && at <= index + 6; at++) {
    const piece = pieces[at];
    if (piece === undefined || piece.is === 'muscle' || piece.is === 'act') return undefined;
    if (piece.is !== 'stop' || !/^(which|that|this)$/i.test(pieceText(tokens, piece))) continue;
    const rest = pieces.slice(at + 1, at + 5);
    if (
      rest.some(
        (other) =>
          other.is === 'later-before' ||
          other.is === 'not-before' ||
          isNotAfter(other) ||
          (other.is === 'word' && /^be$/i.test(pieceText(tokens, other))),
      )
    )
      return undefined;
    return rest.find((other) => other.is === 'done');
  }
  return undefined;
}

function laterReaches(form: string, cue: Cue, seen: Seen, said: string): boolean {
  // "We can conclude that dry needling …" plans nothing.
  if (/^(can|may|might|could|should|would)$/.test(said) && !cue.words.every((word) => transparent.has(word)))
    return false;
  if (cue.words.length > 7 || (seen.done && !cue.words.includes('be') && cue.commas > 0)) return false;
  if (seen.done && !/^(will|shall|would|should|to be|may|might|could|plan|next)/.test(said)) return false;
  if (form === 'past') return cue.words.includes('be') || /\bbe$/.test(said);
  const enumerates = /^(option|recommend|suggest|advis|propos|alternative)|includ/.test(said);
  if (cue.commas > 0 && cue.commas <= 3 && enumerates && cue.index <= 6) return true;
  if (cue.commas > 0) return /^(next|at next|future|plan)/.test(said) && cue.commas === 1;
  return true;
}

/** "Last visit needled R UT and injected R LS": what was said of the first act goes on for the second, unless it says otherwise. */
function inherit(
  pieces: readonly Piece[],
  index: number,
  form: string,
  seen: Seen,
  before: Judgement | undefined,
): Judgement | undefined {
  if (before === undefined || before.cue === undefined || seen.now) return undefined;
  const joint = pieces.slice(Math.max(0, index - 3), index).map((piece) => piece.is);
  const joined = joint.includes('and') || joint.includes('or') || joint.includes('slash');
  if (before.status === 'historical' && (joined || joint.includes('comma'))) return before;
  if (before.status === 'planned' && !before.purpose && form !== 'past' && !seen.done) {
    if (joined) return before;
    // "Recommend PT to include manual therapy, dry needling of …": the plan opens the sentence.
    const cueAt = before.cue === undefined ? -1 : pieces.indexOf(before.cue);
    if (joint.includes('comma') && cueAt >= 0 && cueAt <= 2 && !seen.now) return before;
    if (joint.includes('comma'))
      return {
        ...before,
        status: 'uncertain',
        because: `it is not clear whether ${before.because} reaches it`,
      };
  }
  // "risks of needling …, pneumothorax when treating the upper trapezius": still spoken of.
  if (before.purpose && (form === 'base' || form === 'doing') && !seen.done) return before;
  if (before.status === 'negated' && joint.includes('or') && form !== 'past') return before;
  return undefined;
}

/** "The physician injects …": told, not a thing to do. */
const isTold = (tokens: Tokens, piece: Piece): boolean =>
  /^(injects|needles|infiltrates)$/i.test(pieceText(tokens, piece));

function bySetting(
  tokens: Tokens,
  form: string,
  seen: Seen,
  setting: Setting,
  piece: Piece | undefined,
): Judgement {
  const done = seen.done || form === 'past';
  const attested = done || seen.now;
  const yes = (because: string): Judgement => made('performed', because, undefined, { attested });
  switch (setting.kind) {
    case 'subjective':
    case 'history':
      if (seen.now && done) return yes('done today');
      return made(
        'historical',
        `told in the ${setting.kind === 'history' ? 'history' : 'patient’s account'}`,
        undefined,
      );
    case 'plan':
      if (seen.now && done) return yes('done today');
      if (done || setting.tellsOfDone || seen.now)
        return made('uncertain', 'stands under the plan, but is told as done', undefined);
      return made('planned', 'stands under the plan', undefined);
    case 'home-program':
      return made('planned', 'stands under the home programme', undefined);
    case 'education':
      return made('planned', 'stands under patient education', undefined, { purpose: true });
    case 'consent':
      return made('planned', 'stands in the consent', undefined, { purpose: true });
    case 'assessment':
      if (!attested && setting.respondsTo)
        return made('uncertain', 'a response to it is told, not when it was done', undefined);
      if (setting.mixed && !attested)
        return made('uncertain', 'assessment and plan are one here: done or planned', undefined);
      return yes(done ? 'told as done' : 'named in the assessment');
    default:
      if (setting.underPlan && !attested)
        return made('uncertain', 'follows the plan: done or planned', undefined);
      if (form === 'base' && piece?.is === 'act' && !attested && !isTold(tokens, piece))
        return made('uncertain', 'named as something to do', undefined);
      return yes(done ? 'told as done' : 'named as the treatment');
  }
}

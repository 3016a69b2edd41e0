// Sentences that answer an earlier one: "Carried out as planned.", "Repeated today.", "The first two were needled.",
// "Pt declined.", "did both plus L VL".

import { isNotAfter, isNotBeforeAct, type Piece, pieceText } from './piece';
import type { Tokens } from './tokens';
import { type DoneAct, plainKind } from './verdict';
import {
  muscleKinds,
  type OpenMention,
  openProcedure,
  reach,
  type SpokenSentence,
  type VisitState,
} from './visit-state';

const reachBack = 3;

interface Told {
  readonly state: VisitState;
  readonly spoken: SpokenSentence;
  readonly acts: ReadonlyMap<number, DoneAct>;
  /** Number of the sentence. */
  readonly index: number;
  /** Mentions before this sentence. */
  readonly before: number;
}

/** What the sentence makes of muscles that earlier ones named. */
export function answerEarlier(told: Told): void {
  if (declinesEarlier(told)) return;
  if (neverEntered(told)) return;
  if (choosesOfList(told)) return;
  takesUpEarlier(told);
}

const lower = (tokens: Tokens, piece: Piece | undefined): string =>
  piece === undefined ? '' : pieceText(tokens, piece).toLowerCase();

/** The mentions of the nearest sentence before that names muscles of this kind; the list that a later word refers to. */
function lastList(
  { state, index, before }: Told,
  fits: (mention: OpenMention) => boolean,
): readonly number[] {
  const places: number[] = [];
  let sentence: number | undefined;
  for (let at = Math.min(before, state.mentions.length) - 1; at >= 0; at--) {
    const mention = state.mentions[at];
    if (mention === undefined || index - mention.sentence > reachBack) break;
    if (sentence !== undefined && mention.sentence !== sentence) break;
    if (!fits(mention)) {
      if (sentence !== undefined) break;
      continue;
    }
    sentence = mention.sentence;
    places.unshift(at);
  }
  return places;
}

const mayComeTrue = (mention: OpenMention): boolean =>
  mention.status === 'planned' ||
  mention.status === 'historical' ||
  ((mention.status === 'examined' || mention.status === 'uncertain') && mention.awaits);

/** Makes the mentions performed by a procedure of this sentence. */
function perform({ state, spoken, acts }: Told, places: readonly number[], cue: Piece): void {
  const own = [...acts.values()].find(
    (act) => muscleKinds.has(act.kind) && act.judgement.status === 'performed',
  );
  const named = places
    .map((at) => state.mentions[at]?.procedure)
    .map((procedure) => (procedure === undefined ? undefined : state.procedures[procedure]?.kind))
    .find((kind) => kind !== undefined && muscleKinds.has(kind));
  const kind = own?.kind ?? named ?? state.act?.kind ?? kindOfCue(state, places);
  if (kind === undefined || !muscleKinds.has(kind)) return;
  const said = pieceText(state.reading.tokens, cue);
  const act =
    own ??
    openProcedure(state, {
      kind,
      from: cue.from,
      to: cue.to,
      judgement: { status: 'performed', because: 'told as done', cue, attested: true, purpose: false },
      muscular: true,
      isTool: false,
      part: spoken.part,
      fromHeading: false,
    });
  for (const at of places) {
    const mention = state.mentions[at];
    if (mention === undefined) continue;
    const performed: OpenMention = {
      ...mention,
      status: 'performed',
      because: `${plainKind[kind]}: "${said}" takes it up`,
      cue,
      procedure: act.procedure,
      awaits: false,
      listed: false,
    };
    state.mentions[at] = performed;
    reach(state, performed);
  }
}

/** "to be needled": the word that planned it names the kind. */
function kindOfCue(
  { mentions, reading }: VisitState,
  places: readonly number[],
): DoneAct['kind'] | undefined {
  for (const place of places) {
    const cue = lower(reading.tokens, mentions[place]?.cue);
    if (cue.includes('needl')) return 'needling';
    if (cue.includes('inject')) return 'injection';
  }
  return undefined;
}

const spoils = (piece: Piece): boolean =>
  isNotAfter(piece) ||
  isNotBeforeAct(piece) ||
  ['except', 'later-before', 'later-after', 'later-both', 'if', 'finding'].includes(piece.is);

/** "Carried out as planned.", "Repeated today, with SCM added.", "did both plus L VL". */
function takesUpEarlier(told: Told): void {
  const { state, spoken, acts } = told;
  const { tokens } = state.reading;
  const { pieces } = spoken;
  const isShort =
    pieces.length <= 16 &&
    !pieces.some((piece, at) => spoils(piece) || (piece.is === 'not-before' && at <= 1));
  const done = pieces.findIndex((piece, at) => {
    if (!isShort) return false;
    if (at > 2) return false;
    const said = lower(tokens, piece);
    const after = pieces.slice(at + 1, at + 5);
    if (piece.is === 'done' || piece.is === 'these' || piece.is === 'word') {
      if (/^(repeated|same|this was repeated|performed again|again)/.test(said))
        return (
          after.some((other) => other.is === 'now') && !after.slice(0, 3).some((other) => other.is === 'act')
        );
    }
    return (
      piece.is === 'done' &&
      after.some(
        (other) =>
          other.is === 'comparison' &&
          /planned|intended|discussed|outlined|plan|proposed/.test(lower(tokens, other)),
      )
    );
  });
  const cue = pieces[done];
  if (cue !== undefined) {
    const places = lastList(told, mayComeTrue);
    if (places.length > 0) perform(told, places, cue);
    return;
  }
  for (const [at, act] of acts) {
    const next = pieces[at + 1];
    const own = pieces[at];
    if (own?.is !== 'act' || own.act.form !== 'past' || own.act.tool) continue;
    const isAll =
      (next?.is === 'these' || next?.is === 'side') &&
      /^(both|all|them|these|those)\b/.test(lower(tokens, next));
    const following = pieces[at + 2]?.is;
    if (!isAll || act.judgement.status !== 'performed' || !muscleKinds.has(act.kind)) continue;
    if (following === 'muscle' || following === 'region' || following === 'side') continue;
    // The muscles of this very sentence stand before the act.
    const places = lastList(
      { ...told, before: state.mentions.filter(({ from }) => from < own.from).length },
      (mention) => mention.status === 'planned' && mention.procedure !== undefined,
    );
    if (places.length > 0) perform(told, places, own);
    return;
  }
}

const notEntered =
  /\b(?:never|not|n't|no needles? (?:was|were))\b[ a-z]{0,20}\b(?:entered?|penetrated?|pierced?|inserted?|broken?)\b/i;

/** "Attempted needling of R LS; the needle never entered the skin.": nothing was done of what was attempted. */
function neverEntered({ state, spoken, index }: Told): boolean {
  const said = sentenceOf(state.reading.tokens, spoken.pieces);
  if (said.length > 400 || !notEntered.test(said)) return false;
  const touched = new Set<number>();
  state.mentions.forEach((mention, place) => {
    if (index - mention.sentence > 1 || mention.status !== 'uncertain' || mention.procedure === undefined)
      return;
    const procedure = state.procedures[mention.procedure];
    if (procedure === undefined || procedure.status !== 'uncertain') return;
    touched.add(mention.procedure);
    const because = 'attempted; the needle did not enter';
    state.mentions[place] = { ...mention, status: 'negated', because, awaits: false };
  });
  if (!touched) return false;
  for (const procedure of state.procedures)
    if (procedure.status === 'uncertain') procedure.status = 'negated';
  return true;
}

const counts: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  '2': 2,
  '3': 3,
  '4': 4,
};
const ordinals: Readonly<Record<string, number>> = {
  first: 0,
  former: 0,
  second: 1,
  third: 2,
  '1st': 0,
  '2nd': 1,
};

/** "The first two were needled.", "Pt dizzy after the first; stopped.", "Only the latter was done." */
function choosesOfList(told: Told): boolean {
  const { state, spoken, acts } = told;
  const { tokens } = state.reading;
  const { pieces } = spoken;
  for (let at = 0; at < pieces.length; at++) {
    const piece = pieces[at];
    if (piece?.is !== 'word') continue;
    const said = lower(tokens, piece);
    const fromEnd = said === 'last' || said === 'latter';
    const ordinal = ordinals[said];
    if (ordinal === undefined && !fromEnd) continue;
    const next = pieces[at + 1];
    const number = counts[lower(tokens, next)] ?? 1;
    const after = pieces[at + (counts[lower(tokens, next)] === undefined ? 1 : 2)];
    // "the first rib", "first session": no member of a list.
    if (
      after?.is === 'word' &&
      !/^(were|was|only|of|muscles?|sites?|then|got|pt|patient)$/.test(lower(tokens, after))
    )
      continue;
    if (after?.is === 'muscle' || after?.is === 'region') continue;
    const stopped =
      /^(after|following)$/.test(lower(tokens, pieces[at - 1])) ||
      /^(after|following)$/.test(lower(tokens, pieces[at - 2]));
    const isDone =
      [...acts.values()].some((act) => act.judgement.status === 'performed' && muscleKinds.has(act.kind)) ||
      pieces.some((other) => other.is === 'done') ||
      (stopped &&
        /\b(stop|stopped|aborted|ended|terminated|halted|discontinued|ceased)\b/i.test(
          sentenceOf(tokens, pieces),
        ));
    if (!isDone || pieces.slice(0, at).some((other) => isNotAfter(other) || other.is === 'not-before'))
      continue;
    const list = lastList(told, (mention) => mayComeTrue(mention) || mention.status === 'examined');
    if (list.length < 2) continue;
    const chosen = fromEnd ? list.slice(-number) : list.slice(ordinal, (ordinal ?? 0) + number);
    for (const place of list) {
      const mention = state.mentions[place];
      if (mention !== undefined) state.mentions[place] = { ...mention, awaits: false, listed: false };
    }
    perform(told, chosen, piece);
    return true;
  }
  return false;
}

const sentenceOf = (tokens: Tokens, pieces: readonly Piece[]): string => {
  const first = pieces[0];
  const last = pieces.at(-1);
  return first === undefined || last === undefined
    ? ''
    : tokens.text.slice(tokens.start[first.from], tokens.end[last.to - 1]);
};

const subject =
  /^(pt|patient|she|he|they|client|however|but|this|it|was|procedure|treatment|tx|session|and|then|all|which)$/;
const afterRefusal =
  /^(today|now|due|because|secondary|d|at|this|per|by|until|for|since|as|and|it|treatment|tx|procedure|these|needling|dry|after|when|on|pt|patient|given|2|with)$/;

/** "DN to R UT, R LS. Pt declined.": nothing was done of what the sentence before names without saying that it was done. */
function declinesEarlier({ state, spoken, acts, index, before }: Told): boolean {
  const { tokens } = state.reading;
  const { pieces } = spoken;
  if (acts.size > 0 || before < state.mentions.length || pieces.length > 14) return false;
  let at = 0;
  while (at < 3) {
    const piece = pieces[at];
    if (piece === undefined) return false;
    const passes =
      piece.is === 'stop' ||
      piece.is === 'these' ||
      piece.is === 'filler' ||
      (piece.is === 'word' && subject.test(lower(tokens, piece)));
    if (!passes) break;
    at++;
  }
  const cue = pieces[at];
  if (
    cue === undefined ||
    !(isNotAfter(cue) || isNotBeforeAct(cue)) ||
    /^(none|nil|unable)/.test(lower(tokens, cue))
  )
    return false;
  const next = pieces[at + 1];
  const hasObject =
    next !== undefined &&
    (next.is === 'word' || next.is === 'muscle') &&
    !afterRefusal.test(lower(tokens, next));
  if (hasObject) return false;
  const sentence = state.mentions.at(-1)?.sentence;
  if (sentence === undefined || index - sentence > 1) return false;
  const touched = new Set<number>();
  state.mentions.forEach((mention, place) => {
    if (mention.sentence !== sentence || mention.procedure === undefined) return;
    const procedure = state.procedures[mention.procedure];
    if (procedure === undefined || procedure.attested || mention.status !== 'performed') return;
    touched.add(mention.procedure);
    state.mentions[place] = {
      ...mention,
      status: 'negated',
      because: `"${pieceText(tokens, cue)}" in the sentence after it`,
      cue,
      awaits: false,
    };
  });
  for (const number of touched) {
    const procedure = state.procedures[number];
    if (procedure === undefined) continue;
    procedure.status = 'negated';
    procedure.because = `"${pieceText(tokens, cue)}" in the sentence after it`;
    procedure.cue = cue;
  }
  return touched.size > 0;
}

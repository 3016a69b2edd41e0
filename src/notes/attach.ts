// Gives every muscle of a sentence its status and the act that it belongs to.
import type { Muscle } from '../codes/muscles/dictionary';
import type { ProcedureKind, Status } from '../model/note';
import { alternativeOf, isComplex, isReplaced, levelsOf, onlySide, wholeOf } from './details';
import { type Ruler, rulerBefore } from './govern';
import { rulerAfter } from './govern-after';
import type { Judgement } from './judgement';
import type { SpokenSide } from './lexicon';
import { isLaterAfter, isLaterBefore, type Piece, pieceText } from './piece';

import { isSoft, type Run, runsOf } from './runs';
import { type MuscleSide, sidesOf } from './sides';
import type { Tokens } from './tokens';

/** An act with what became of it; one for each act that the sentence names, and for a heading that names one. */
export interface DoneAct {
  readonly kind: ProcedureKind;
  readonly judgement: Judgement;
  /** Number of the procedure in the note. */
  readonly procedure: number;
  readonly isTool: boolean;
}

export interface FoundMuscle {
  readonly muscle: Muscle;
  /** Other muscles that the short form may mean. */
  readonly others: readonly Muscle[];
  readonly from: number;
  readonly to: number;
  readonly side: MuscleSide;
  readonly status: Status;
  readonly because: string;
  readonly cue?: Piece;
  readonly procedure?: number;
  readonly levels?: string;
  /** What found it tender and the like: a later "these were injected" may mean it. */
  readonly awaits: boolean;
  /** Members that the note names in the place of a group, which then is not counted. */
  readonly replaced: boolean;
  /** So many of the group for certain: "all three vasti". */
  readonly whole?: number;
  /** Stands in a list of muscles without an act of its own. */
  readonly listed: boolean;
  readonly misspelt: boolean;
  /** May be one complex with the muscle before it ("gastroc-soleus"). */
  readonly mayBeOne: boolean;
  /** Number of the "one or the other" that it is part of. */
  readonly alternative?: number;
}

/** What stands in force when a sentence names muscles and nothing else. */
export interface Flow {
  readonly act?: DoneAct;
  readonly side?: SpokenSide;
  /** The side that the act before this list was done on; for a bare list only. */
  readonly listSide?: SpokenSide;
  /** The part is headed by the act itself. */
  readonly headed: boolean;
  /** The act that "LTR in …" speaks of: a performed one of this part. */
  readonly responding?: DoneAct;
  readonly isTreatment: boolean;
}

interface Verdict {
  readonly status: Status;
  readonly because: string;
  readonly cue?: Piece;
  readonly act?: DoneAct;
  readonly awaits?: boolean;
  readonly listed?: boolean;
  /** Ruled by a twitch and the like, found or not: the muscle was entered. */
  readonly byResponse?: boolean;
  /** No words of the sentence: the act in force. */
  readonly fromFlow?: boolean;
}

const muscular = new Set<ProcedureKind>(['needling', 'injection', 'chemodenervation', 'emg']);

export const plainKind: Readonly<Record<ProcedureKind, string>> = {
  needling: 'dry needling',
  injection: 'injection',
  chemodenervation: 'chemodenervation',
  emg: 'needle EMG',
  acupuncture: 'acupuncture',
  'manual-therapy': 'manual therapy',
  exercise: 'exercise',
  modality: 'a modality',
  'nerve-block': 'a nerve block',
  evaluation: 'an evaluation',
  other: 'another procedure',
};

export interface SentenceView {
  readonly tokens: Tokens;
  readonly pieces: readonly Piece[];
  /** Acts by piece number. */
  readonly acts: ReadonlyMap<number, DoneAct>;
  readonly flow: Flow;
  /** The next free number for "one or the other". */
  readonly alternative: number;
}

/** The muscles of a sentence, in order. */
export function musclesOf(view: SentenceView): readonly FoundMuscle[] {
  const { tokens, pieces } = view;
  const runs = runsOf(tokens, pieces);
  const found: FoundMuscle[] = [];
  runs.forEach((run, index) => {
    const verdicts = judgeRun(view, run, runs);
    const sides = sidesOf(
      tokens,
      pieces,
      run,
      runs[index - 1]?.last ?? -1,
      runs[index + 1]?.first ?? pieces.length,
      view.flow.side ?? (verdicts[0]?.fromFlow === true ? view.flow.listSide : undefined),
    );
    const written = new Set(sides.flatMap(({ from }) => (from === undefined ? [] : [from])));
    const only = onlySide(tokens, pieces, run);
    run.muscles.forEach((at, place) => {
      const piece = pieces[at];
      let verdict = verdicts[place];
      if (piece?.is !== 'muscle' || verdict === undefined) return;
      if (piece.ticked === false) {
        verdict = {
          ...verdict,
          status: 'negated',
          because: 'its box is not ticked',
          awaits: false,
          listed: false,
        };
      }
      // A short form alone on its line is a muscle only in the list of a needle act.
      if (piece.alone === true && !(verdict.act !== undefined && muscular.has(verdict.act.kind))) return;
      const isLast = place === run.muscles.length - 1;
      const side = (only !== undefined && ((only.wholeList && written.size < 2) || isLast)
        ? only.side
        : undefined) ??
        sides[place] ?? { side: 'none', certain: false, oneOfTwo: false };
      const levels = levelsOf(tokens, pieces, at);
      const whole = wholeOf(tokens, pieces, at);
      const alternative =
        verdict.byResponse === true || alternativeOf(pieces, run, place) === undefined
          ? undefined
          : view.alternative + run.first;
      const hedged = verdict.status === 'performed' && !piece.sure;
      found.push({
        muscle: piece.muscle,
        others: piece.others,
        from: piece.from,
        to: piece.to,
        side,
        status: hedged
          ? 'uncertain'
          : alternative !== undefined && verdict.status === 'performed'
            ? 'uncertain'
            : verdict.status,
        because: hedged
          ? 'the short form may mean something else'
          : alternative !== undefined && verdict.status === 'performed'
            ? 'one or the other, the note does not say which'
            : verdict.because,
        ...(verdict.cue === undefined ? {} : { cue: verdict.cue }),
        ...(verdict.act === undefined ? {} : { procedure: verdict.act.procedure }),
        ...(levels === undefined ? {} : { levels }),
        awaits: verdict.awaits === true,
        listed: verdict.listed === true,
        misspelt: piece.misspelt === true,
        mayBeOne: isComplex(tokens, pieces, run, place),
        replaced: isReplaced(tokens, pieces, run, place),
        ...(whole === undefined ? {} : { whole }),
        ...(alternative === undefined ? {} : { alternative }),
      });
    });
  });
  return found;
}

function byAct(act: DoneAct, cue: Piece | undefined, place: 'last' | 'other'): Verdict {
  const { judgement, kind } = act;
  const deciding = judgement.cue ?? cue;
  const withCue = deciding === undefined ? {} : { cue: deciding };
  if (judgement.lastOnly !== undefined) {
    const status = place === 'last' ? judgement.lastOnly.last : judgement.lastOnly.others;
    return { status, because: judgement.because, ...withCue, act };
  }
  if (!muscular.has(kind) && (judgement.status === 'performed' || judgement.status === 'uncertain'))
    return { status: 'examined', because: `${plainKind[kind]}: no needle in the muscle`, ...withCue, act };
  const because =
    judgement.status === 'performed' ? `${plainKind[kind]}: ${judgement.because}` : judgement.because;
  return { status: judgement.status, because, ...withCue, act, awaits: judgement.purpose };
}

function judgeRun(view: SentenceView, run: Run, runs: readonly Run[]): readonly Verdict[] {
  const { tokens, pieces, flow } = view;
  const isEmg = flow.act?.kind === 'emg';
  const before = rulerBefore(tokens, pieces, run, isEmg);
  if (before?.how === 'near' || before?.how === 'through') return pastLandmark(view, run, runs, before);
  const after = rulerAfter(tokens, pieces, run);
  const last = run.muscles.length - 1;
  const base = judgeBase(view, run, before, after);
  const verdicts = run.muscles.map((_, place) => base(place === last ? 'last' : 'other'));
  if (after === undefined) return verdicts;
  const cue = pieces[after.at];
  const withCue = cue === undefined ? {} : { cue };
  const said = cue === undefined ? '' : pieceText(tokens, cue);
  const own = verdicts[last]?.act;
  const ownAct = own === undefined ? {} : { act: own };
  const setLast = (verdict: Verdict) => verdicts.map((old, place) => (place === last ? verdict : old));
  switch (after.how) {
    case 'only-last':
      return setLast({
        status: isLaterBefore(cue) || isLaterAfter(cue) ? 'planned' : 'negated',
        because: `"${said}" after it`,
        ...withCue,
        ...ownAct,
      });
    case 'tissue':
      return setLast({
        status: 'examined',
        because: `names a ${said.toLowerCase()}, not the muscle`,
        ...withCue,
      });
    case 'place':
      return setLast(
        verdicts[last]?.status === 'performed'
          ? {
              status: 'uncertain',
              because: `"${said}": the place, not surely the muscle`,
              ...withCue,
              ...ownAct,
            }
          : (verdicts[last] as Verdict),
      );
    case 'not':
    case 'later': {
      const status: Status = after.how === 'not' ? 'negated' : 'planned';
      const verdict: Verdict = { status, because: `"${said}" after it`, ...withCue, ...ownAct };
      const ruled =
        (before?.how === 'act' && before.across !== true) || (before === undefined && flow.act !== undefined);
      if (!ruled || last === 0) {
        const act = before?.how === 'act' ? view.acts.get(before.at) : undefined;
        if (act?.judgement.status === 'negated' || act?.judgement.status === 'planned') return verdicts;
        return verdicts.map(() => verdict);
      }
      // "R LS and R SCM not treated.": a sentence of its own about both.
      if (before?.how !== 'act' && !hasComma(pieces, run) && startsWith(tokens, pieces, run))
        return verdicts.map(() => verdict);
      const act = before?.how === 'act' ? view.acts.get(before.at) : flow.act;
      if (act?.judgement.lastOnly !== undefined || act?.judgement.status !== 'performed') return verdicts;
      const unclear = before?.how !== 'act' && !act.judgement.attested;
      return verdicts.map((old, place) =>
        place === last
          ? verdict
          : unclear
            ? {
                ...old,
                status: 'uncertain' as const,
                because: `it is not clear how far "${said}" reaches`,
                ...withCue,
              }
            : old,
      );
    }
    case 'hedge':
      return verdicts.map((old) =>
        old.status === 'performed'
          ? { ...old, status: 'uncertain' as const, because: `"${said}" after it`, ...withCue }
          : old,
      );
    case 'past': {
      if (before?.how === 'act') return verdicts;
      return verdicts.map((old) => ({
        status: 'historical' as const,
        because: `"${said}": another time`,
        ...withCue,
        ...(old.act === undefined ? {} : { act: old.act }),
      }));
    }
    default:
      return verdicts;
  }
}

/** "through the upper trapezius into the levator": the first is a landmark or doubtful; the rest go by what stands before. */
function pastLandmark(view: SentenceView, run: Run, runs: readonly Run[], ruler: Ruler): readonly Verdict[] {
  const cue = view.pieces[ruler.at];
  const said = cue === undefined ? '' : pieceText(view.tokens, cue);
  const withCue = cue === undefined ? {} : { cue };
  const isBetween = /between/i.test(said);
  const count = isBetween ? Math.min(2, run.muscles.length) : 1;
  const act = nearestAct(view, ruler.at);
  const first: Verdict =
    ruler.how === 'near'
      ? { status: 'examined', because: `"${said}": a landmark`, ...withCue }
      : {
          status: act === undefined ? 'examined' : 'uncertain',
          because: `"${said}": the way of the needle, not surely the aim`,
          ...withCue,
          ...(act === undefined ? {} : { act }),
        };
  const rest = run.muscles.slice(count);
  const heads = run.muscles.slice(0, count).map(() => first);
  const [next] = rest;
  if (next === undefined) return heads;
  // What rules the landmark's list is looked for as if the landmark were not there.
  const tail: Run = { muscles: rest, first: ruler.at, last: run.last };
  return [...heads, ...judgeRun(view, tail, runs)];
}

function nearestAct(view: SentenceView, at: number): DoneAct | undefined {
  for (let index = at; index >= 0; index--) {
    const act = view.acts.get(index);
    if (act !== undefined && act.judgement.status === 'performed') return act;
  }
  return view.flow.act?.judgement.status === 'performed' ? view.flow.act : undefined;
}

type Base = (place: 'last' | 'other') => Verdict;

function judgeBase(view: SentenceView, run: Run, before: Ruler | undefined, after: Ruler | undefined): Base {
  const { tokens, pieces, acts, flow } = view;
  const leftAct = before?.how === 'act' ? acts.get(before.at) : undefined;
  const partner =
    leftAct === undefined || before === undefined ? undefined : partnerOf(view, before.at, leftAct);
  if (partner !== undefined && after?.how !== 'act')
    return (place) => {
      const verdict = byAct(partner.act, before === undefined ? undefined : pieces[before.at], place);
      return partner.certain || verdict.status !== 'performed'
        ? verdict
        : {
            ...verdict,
            status: 'uncertain',
            because: 'two treatments are named, which of them it had is not said',
          };
    };
  const rightAct = after?.how === 'act' ? acts.get(after.at) : undefined;
  const leftPiece = before === undefined ? undefined : pieces[before.at];
  const doubt = doubtBefore(pieces, run);
  const rightPiece = after === undefined ? undefined : pieces[after.at];
  const deniedBefore =
    before?.how === 'not' && (leftPiece?.is === 'not-before' || leftPiece?.is === 'except');
  if (rightAct !== undefined && rightPiece?.is === 'act' && !deniedBefore) {
    const isCompound = rightPiece.act.form === 'noun' || rightPiece.act.form === 'doing';
    if (
      leftAct === undefined ||
      after?.relative === true ||
      (before?.across === true && leftAct.judgement.status !== 'performed')
    )
      return (place) => doubted(tokens, byAct(rightAct, rightPiece, place), doubt);
    if (leftAct.kind === rightAct.kind) {
      const better =
        leftAct.judgement.purpose && rightAct.judgement.status === 'performed' ? rightAct : leftAct;
      return (place) => byAct(better, rightPiece, place);
    }
    if (isCompound) {
      const bound = run.muscles.length === 1 || !hasComma(pieces, run);
      return (place) =>
        place === 'last' || bound ? byAct(rightAct, rightPiece, place) : byAct(leftAct, leftPiece, place);
    }
    const toRight = muscular.has(rightAct.kind) && rightAct.judgement.status === 'performed';
    return (place) => (toRight ? byAct(rightAct, rightPiece, place) : byAct(leftAct, leftPiece, place));
  }
  const foundAfter = after?.how === 'finding' && before?.across === true && rightPiece !== undefined;
  const doneAfter =
    after?.how === 'done' &&
    leftAct?.judgement.status !== 'performed' &&
    leftAct?.judgement.status !== 'historical';
  if (leftAct !== undefined && !foundAfter && !doneAfter) return (place) => byAct(leftAct, leftPiece, place);
  const withLeft = leftPiece === undefined ? {} : { cue: leftPiece };
  const said = leftPiece === undefined ? '' : pieceText(tokens, leftPiece);
  const flowAct = flow.act === undefined ? {} : { act: flow.act };
  const sentenceAct = nearestActOf(acts);
  switch (before?.how) {
    case 'not':
      return () => ({
        status: 'negated',
        because: `"${said}" before it`,
        ...withLeft,
        ...(sentenceAct === undefined ? flowAct : { act: sentenceAct }),
      });
    case 'later':
      return () => ({
        status: 'planned',
        because: `"${said}" before it`,
        ...withLeft,
        ...(sentenceAct === undefined ? flowAct : { act: sentenceAct }),
      });
    case 'past':
      return () => ({ status: 'historical', because: `"${said}": another time`, ...withLeft, ...flowAct });
    case 'response': {
      const act = sentenceAct ?? flow.responding;
      if (act !== undefined && act.judgement.status === 'performed' && muscular.has(act.kind))
        return () => ({
          status: 'performed',
          because: `"${said}" in it during ${plainKind[act.kind]}`,
          ...withLeft,
          act,
          byResponse: true,
        });
      return () => ({ status: 'examined', because: `"${said}" only`, ...withLeft });
    }
    default:
      break;
  }
  if (after?.how === 'done') {
    const act = leftAct ?? flow.act ?? flow.responding ?? sentenceAct;
    if (act !== undefined && muscular.has(act.kind))
      return () => ({
        status: 'performed',
        because: `${plainKind[act.kind]}: "${rightPiece === undefined ? '' : pieceText(tokens, rightPiece)}" after it`,
        ...(rightPiece === undefined ? {} : { cue: rightPiece }),
        act,
      });
  }
  if (flow.act?.kind === 'emg' && flow.act.judgement.status === 'performed') {
    const { act } = flow;
    return (place) => byAct(act, leftPiece, place);
  }
  const added = addedTo(view, run);
  if (added !== undefined) return (place) => byAct(added, undefined, place);
  const finding = before?.how === 'finding' ? leftPiece : after?.how === 'finding' ? rightPiece : undefined;
  if (finding !== undefined) return () => underFinding(view, run, finding, before?.how === 'finding');
  return (place) => alone(view, run, place);
}

/** "…, and her left ECRL too", "along with the coracobrachialis": what was done to the muscles before it was done to it. */
function addedTo(view: SentenceView, run: Run): DoneAct | undefined {
  const { tokens, pieces } = view;
  const said = (at: number) => {
    const piece = pieces[at];
    return piece === undefined ? '' : pieceText(tokens, piece).toLowerCase();
  };
  let first = run.first - 1;
  while (first >= 0 && (pieces[first]?.is === 'side' || /^(the|her|his|their|a)$/.test(said(first)))) first--;
  let last = run.last + 1;
  while (pieces[last]?.is === 'side' || pieces[last]?.is === 'filler') last++;
  const before =
    (/^with$/.test(said(first)) && /^(along|together)$/.test(said(first - 1))) || /^plus$/.test(said(first));
  const after =
    /^(too|also|likewise|twice|once|added|included|second|next)$/.test(said(last)) ||
    (/^as$/.test(said(last)) && /^well$/.test(said(last + 1)));
  if (!before && !after) return undefined;
  const act = nearestAct(view, run.first - 1);
  return act !== undefined && muscular.has(act.kind) ? act : undefined;
}

/** "Dry needling and STM to R UT", "DN followed by stretching to the pecs": two acts that share what follows. */
function partnerOf(
  { tokens, pieces, acts }: SentenceView,
  at: number,
  own: DoneAct,
): { act: DoneAct; certain: boolean } | undefined {
  if (muscular.has(own.kind) || own.judgement.status !== 'performed') return undefined;
  let joined = false;
  let comma = false;
  for (let index = at - 1; index >= 0 && index >= at - 4; index--) {
    const piece = pieces[index];
    if (piece === undefined) return undefined;
    if (piece.is === 'act') {
      const act = acts.get(index);
      const fits =
        act !== undefined && !act.isTool && muscular.has(act.kind) && act.judgement.status === 'performed';
      return fits && (joined || comma) ? { act, certain: joined } : undefined;
    }
    const said = pieceText(tokens, piece).toLowerCase();
    if (piece.is === 'and' || piece.is === 'plus' || piece.is === 'slash') joined = true;
    else if (piece.is === 'stop' && /^(followed by|and then|then)$/.test(said)) joined = true;
    else if (piece.is === 'comma') comma = true;
    else return undefined;
  }
  return undefined;
}

/** "Unclear whether the obturator was reached with the needle": the doubt stands before what is doubted. */
function doubtBefore(pieces: readonly Piece[], run: Run): Piece | undefined {
  for (let at = run.first - 1; at >= 0 && at >= run.first - 6; at--) {
    const piece = pieces[at];
    if (piece?.is === 'hedge') return piece;
    if (piece?.is === 'stop' || piece?.is === 'semicolon' || piece?.is === 'comma') return undefined;
  }
  return undefined;
}

function doubted(tokens: Tokens, verdict: Verdict, doubt: Piece | undefined): Verdict {
  return doubt === undefined || verdict.status !== 'performed'
    ? verdict
    : {
        ...verdict,
        status: 'uncertain',
        because: `"${pieceText(tokens, doubt)}" before it`,
        cue: doubt,
      };
}

function nearestActOf(acts: ReadonlyMap<number, DoneAct>): DoneAct | undefined {
  let last: DoneAct | undefined;
  for (const act of acts.values()) if (muscular.has(act.kind)) last = act;
  return last;
}

function hasComma(pieces: readonly Piece[], run: Run): boolean {
  for (let at = run.first; at < run.last; at++) if (pieces[at]?.is === 'comma') return true;
  return false;
}

function underFinding(
  { tokens, pieces, flow }: SentenceView,
  run: Run,
  finding: Piece,
  isBefore: boolean,
): Verdict {
  const said = pieceText(tokens, finding);
  const starts = startsWith(tokens, pieces, run);
  if (
    !isBefore &&
    starts &&
    flow.act !== undefined &&
    muscular.has(flow.act.kind) &&
    flow.act.judgement.status === 'performed'
  ) {
    const details = pieces.some(
      (piece) =>
        piece.is === 'response' || (piece.is === 'act' && piece.act.form === 'tool') || piece.is === 'box',
    );
    const isLabel = ['colon', 'dash'].includes(pieces[run.last + 1]?.is ?? '');
    if (details || (isLabel && flow.headed)) return byAct(flow.act, finding, 'other');
  }
  return {
    status: 'examined',
    because: `"${said}": found or complained of, not treated`,
    cue: finding,
    awaits: true,
  };
}

/** Whether the list begins the sentence, after no more than a side, a bullet or a label. */
function startsWith(tokens: Tokens, pieces: readonly Piece[], run: Run, from = 0): boolean {
  for (let at = from; at < run.first; at++) {
    const piece = pieces[at];
    if (piece !== undefined && !isSoft(tokens, piece) && piece.is !== 'date') return false;
  }
  return true;
}

/** The clause around a list: from one semicolon or "then" to the next. */
function clauseOf(pieces: readonly Piece[], run: Run): { from: number; to: number } {
  const ends = (piece: Piece | undefined) => piece?.is === 'stop' || piece?.is === 'semicolon';
  let from = run.first;
  while (from > 0 && !ends(pieces[from - 1])) from--;
  let to = run.last;
  while (to < pieces.length && !ends(pieces[to])) to++;
  return { from, to };
}

const hasMarkAfter = (pieces: readonly Piece[], run: Run): boolean =>
  ['dash', 'colon', 'comma', 'open'].includes(pieces[run.last + 1]?.is ?? 'word');

const spoils = new Set<Piece['is']>(['finding', 'person', 'if', 'purpose', 'general', 'past', 'past-before']);

/** A clause of muscles and details only belongs to the act before it in the sentence, else to the act in force. */
function alone(view: SentenceView, run: Run, place: 'last' | 'other'): Verdict {
  const { tokens, pieces, flow } = view;
  const { from, to } = clauseOf(pieces, run);
  let words = 0;
  let other = 0;
  for (const piece of pieces.slice(from, to)) {
    if (piece.is === 'word' && !isSoft(tokens, piece)) words++;
    else if (spoils.has(piece.is)) other++;
  }
  const starts = startsWith(tokens, pieces, run, from);
  // Under a heading or an introduction that names the act, findings are details: "QL - L, 2 TrPs".
  const detailed = starts && from === 0 && flow.headed && hasMarkAfter(pieces, run);
  const bare = (other === 0 || detailed) && words <= (starts ? 6 : 3);
  const act = (from > 0 ? nearestAct(view, from) : undefined) ?? flow.act;
  if (bare && act !== undefined) {
    const verdict: Verdict = { ...byAct(act, undefined, place), fromFlow: true };
    const said = verdict.status === 'performed' ? predicateAfter(tokens, pieces, run, to) : undefined;
    return said === undefined
      ? verdict
      : { ...verdict, status: 'uncertain', because: 'what is said of it is not understood', cue: said };
  }
  const denied = bare && act === undefined ? deniedBeside(view, run) : undefined;
  if (denied !== undefined)
    return { status: 'performed', because: 'listed beside the muscle that was not treated', act: denied };
  if (bare && flow.isTreatment && flow.responding !== undefined)
    return {
      status: 'uncertain',
      because: 'listed under the treatment, which of the treatments is not said',
      act: flow.responding,
    };
  const tool = toolBeside(view, run);
  if (tool !== undefined) return byAct(tool, undefined, place);
  return { status: 'examined', because: 'mentioned only', awaits: bare && starts, listed: bare && starts };
}

const copula = /^(was|were|is|are|has|had|remains?|remained|felt|feels|became|seems?|appears?|got)$/;

/** "The splenius was …": a sentence of its own, which no known word explains. */
function predicateAfter(tokens: Tokens, pieces: readonly Piece[], run: Run, to: number): Piece | undefined {
  const verb = pieces
    .slice(run.last + 1, to)
    .find((piece) => piece.is === 'word' && copula.test(pieceText(tokens, piece).toLowerCase()));
  return verb;
}

/** "UT, LS, no needling of SCM": what is listed beside the one that was left out was needled. */
function deniedBeside({ acts, pieces }: SentenceView, run: Run): DoneAct | undefined {
  for (const [at, act] of acts) {
    const hasObject = pieces.slice(at + 1, at + 5).some((piece) => piece.is === 'muscle');
    if (at > run.last && muscular.has(act.kind) && act.judgement.status === 'negated' && hasObject)
      return act;
  }
  return undefined;
}

/** "L UT (3 needles, LTR)": needles named beside the muscle. */
function toolBeside({ acts, pieces }: SentenceView, run: Run): DoneAct | undefined {
  for (const [at, act] of acts) {
    const isBeside = at > run.first && at <= run.last + 5;
    if (
      act.isTool &&
      isBeside &&
      act.judgement.status === 'performed' &&
      pieces.slice(Math.max(0, at - 3), at).some((piece) => piece.is === 'number' || piece.is === 'open')
    )
      return act;
  }
  return undefined;
}

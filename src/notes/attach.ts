import type { Status } from '../model/note';
import { alternativeOf, isComplex, isReplaced, levelsOf, onlySide, wholeOf } from './details';
import { type Ruler, rulerBefore } from './govern';
import { rulerAfter } from './govern-after';
import { isLaterAfter, isLaterBefore, type Piece, pieceText } from './piece';

import { type Run, runsOf } from './runs';
import { sidesOf } from './sides';
import {
  byAct,
  type DoneAct,
  type FoundMuscle,
  hasComma,
  muscular,
  nearestAct,
  plainKind,
  type SentenceView,
  startsWith,
  type Verdict,
} from './verdict';
import { addedTo, alone, doubtBefore, doubted, partnerOf } from './without-act';

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

function nearestActOf(acts: ReadonlyMap<number, DoneAct>): DoneAct | undefined {
  let last: DoneAct | undefined;
  for (const act of acts.values()) if (muscular.has(act.kind)) last = act;
  return last;
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

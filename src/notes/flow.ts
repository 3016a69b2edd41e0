// Reads a visit sentence by sentence and carries on what stays in force: the act that a list belongs to, a side label.
import type { MuscleMention, NoteProcedure, ProcedureKind } from '../model/note';
import { judgeAct, type Setting } from './acts';
import { musclesOf } from './attach';
import { adoptBefore, offerFound, settleLists, settleTemplates, takeSidesFromFindings } from './backward';
import { answeredHeading, fieldSide, labelSide, respondsTo } from './entry-labels';
import type { Judgement } from './judgement';
import { spreadSides } from './later-sides';
import type { Act, SpokenSide } from './lexicon';
import type { Piece, Reading } from './piece';
import { piecesOf } from './pieces';
import { type KindTally, kindOfAct } from './procedures';
import { answerEarlier } from './references';
import { statedCounts } from './stated';
import type { Part } from './structure';
import type { RowVerdict } from './tables';
import type { DoneAct, Flow, FoundMuscle } from './verdict';
import {
  closeMention,
  closeProcedure,
  muscleKinds,
  openProcedure,
  reach,
  type SpokenSentence,
  type VisitState,
} from './visit-state';

export interface VisitReading {
  readonly procedures: readonly NoteProcedure[];
  readonly muscles: readonly MuscleMention[];
}

const doneWords =
  /\b(prescribed|issued|instructed|performed|provided|completed|applied|administered|tolerated|educated|assigned)\b/i;

/** Reads the sentences of a visit in their order. */
export function readVisit(
  reading: Reading,
  sentences: readonly SpokenSentence[],
  tally: KindTally,
): VisitReading {
  const state: VisitState = {
    reading,
    tally,
    procedures: [],
    mentions: [],
    headed: false,
    fieldSide: undefined,
    alternatives: 0,
    columnActs: new Map(),
  };
  sentences.forEach((spoken, index) => {
    readSentence(state, spoken, index);
  });
  settleTemplates(state, sentences);
  settleLists(state);
  offerFound(state);
  takeSidesFromFindings(state);
  const { tokens } = reading;
  return {
    procedures: state.procedures.map((open) => closeProcedure(tokens, open)),
    muscles: state.mentions.map((mention) => closeMention(tokens, mention)),
  };
}

function readSentence(state: VisitState, spoken: SpokenSentence, index: number): void {
  const { part, pieces, sentence } = spoken;
  if (part !== state.part) enterPart(state, part, spoken);
  if (pieces.length === 0 || spoken.silent === true) return;
  if (spoken.row !== undefined) {
    readCell(state, spoken, spoken.row, index);
    return;
  }
  const { tokens } = state.reading;
  if (sentence.startsLine && sentence.afterGap) delete state.side;
  const acts = judgeActs(state, spoken);
  const label = labelSide(tokens, pieces);
  state.fieldSide = fieldSide(tokens, pieces, part) ?? state.fieldSide;
  const side = label ?? state.side ?? state.fieldSide;
  const flow: Flow = {
    ...(state.act === undefined ? {} : { act: state.act }),
    ...(side === undefined ? {} : { side }),
    ...(state.listSide === undefined ? {} : { listSide: state.listSide }),
    ...(state.responding === undefined ? {} : { responding: state.responding }),
    headed: state.headed,
    isTreatment: part.kind === 'treatment',
  };
  const before = state.mentions.length;
  const found = musclesOf({ tokens, pieces, acts, flow, alternative: state.alternatives });
  state.alternatives += pieces.length + 1;
  spreadSides(state, spoken, found);
  for (const muscle of found) {
    reach(state, muscle);
    state.mentions.push({ ...muscle, sentence: index, part });
  }
  adoptBefore(state, spoken, acts, found, index);
  answerEarlier({ state, spoken, acts, index, before });
  recordStated(state, spoken, acts, found);
  carryOn(state, spoken, acts, label, found);
}

/** A short form that has a cell of a table for itself is a muscle. */
const inTable = (piece: Piece): Piece => {
  if (piece.is !== 'muscle' || piece.alone !== true) return piece;
  const { alone: _, ...muscle } = piece;
  return muscle;
};

const isOff = (status: RowVerdict['status']): status is 'negated' | 'planned' | 'historical' =>
  status === 'negated' || status === 'planned' || status === 'historical';

/** A cell that names muscles, with what its columns say of them. */
function readCell(state: VisitState, spoken: SpokenSentence, row: RowVerdict, index: number): void {
  const { part, pieces } = spoken;
  const act =
    row.status === 'performed' && row.act !== undefined ? columnAct(state, row.act, spoken) : state.act;
  const flow: Flow = {
    ...(act === undefined ? {} : { act }),
    ...(state.responding === undefined ? {} : { responding: state.responding }),
    headed: state.headed,
    isTreatment: part.kind === 'treatment',
  };
  const found = musclesOf({
    tokens: state.reading.tokens,
    pieces: pieces.map(inTable),
    acts: isOff(row.status) ? new Map() : judgeActs(state, spoken),
    flow,
    alternative: state.alternatives,
  });
  state.alternatives += pieces.length + 1;
  for (const muscle of found) {
    const off = isOff(row.status)
      ? { status: row.status, because: row.because, awaits: false, listed: false }
      : {};
    const side =
      row.side !== undefined && muscle.side.side === 'none'
        ? { side: { side: row.side, certain: true, oneOfTwo: false } }
        : {};
    const marked =
      row.status === 'performed' &&
      muscle.status === 'examined' &&
      (part.kind === 'treatment' || part.kind === 'other' || row.act !== undefined)
        ? { marked: true, listed: true, awaits: true }
        : {};
    const mention = { ...muscle, ...off, ...side, ...marked, sentence: index, part };
    reach(state, mention);
    state.mentions.push(mention);
  }
}

/** The act at the head of a column, noted once. */
function columnAct(state: VisitState, act: Act, { part, sentence }: SpokenSentence): DoneAct | undefined {
  const known = state.columnActs.get(act);
  if (known !== undefined) return known;
  if (act.kind === 'infer' || act.kind === 'none') return state.act;
  const judgement: Judgement = {
    status: 'performed',
    because: 'marked in its column of the table',
    attested: true,
    purpose: false,
  };
  const made = openProcedure(state, {
    kind: act.kind,
    from: sentence.from,
    to: sentence.to,
    judgement,
    muscular: act.muscular,
    isTool: false,
    part,
    fromHeading: true,
  });
  state.columnActs.set(act, made);
  return made;
}

const settingOf = (part: Part, tellsOfDone: boolean, respondsTo = false): Setting => ({
  kind: part.kind,
  mixed: part.mixed,
  underPlan: part.underPlan,
  tellsOfDone,
  respondsTo,
});

function enterPart(state: VisitState, part: Part, first: SpokenSentence): void {
  const before = state.part;
  const keeps =
    part.carries &&
    before !== undefined &&
    (before.kind === 'treatment' || before.kind === 'other' || before.kind === part.kind);
  state.part = part;
  delete state.side;
  delete state.listSide;
  if (part.side !== undefined && part.act !== undefined) state.side = part.side;
  if (!keeps) {
    state.fieldSide = undefined;
    delete state.act;
    delete state.responding;
    state.headed = false;
  }
  const kind = headingKind(state, part);
  if (kind === undefined || part.act === undefined) return;
  const heading: Piece = { is: 'act', act: part.act, from: part.headingFrom, to: part.headingTo };
  const own = judgeAct(state.reading.tokens, [heading], 0, settingOf(part, false), undefined);
  const judgement = answeredHeading(state.reading.tokens, first.pieces, part) ?? {
    ...own,
    because: own.status === 'performed' ? `under the heading "${part.title}"` : own.because,
  };
  state.act = openProcedure(state, {
    kind,
    from: part.headingFrom,
    to: part.headingTo,
    judgement,
    muscular: part.act.muscular,
    isTool: false,
    part,
    fromHeading: true,
  });
  state.headed = true;
  if (judgement.status === 'performed' && muscleKinds.has(kind)) state.responding = state.act;
  const words = piecesOf(state.reading, part.headingFrom, part.headingTo);
  const [count] = statedCounts(state.reading.tokens, words);
  const procedure = state.procedures[state.act.procedure];
  const from = words[count?.first ?? 0];
  const to = words[count?.last ?? 0];
  if (
    count !== undefined &&
    !count.vague &&
    procedure !== undefined &&
    from !== undefined &&
    to !== undefined
  )
    procedure.stated = { value: count.interval, first: from.from, last: to.to };
}

function headingKind(state: VisitState, part: Part): ProcedureKind | undefined {
  const kind = part.act?.kind;
  if (kind === undefined || kind === 'infer' || kind === 'none') return undefined;
  if (part.act?.form === 'tool') return toolOfNote(state);
  return part.act?.generic === true && (state.tally.get('chemodenervation') ?? 0) > 0
    ? 'chemodenervation'
    : kind;
}

/** "Needles:" over a list: the needle procedure that the note names most. */
function toolOfNote(state: VisitState): ProcedureKind {
  const named = [...state.tally]
    .filter(([kind]) => muscleKinds.has(kind) || kind === 'acupuncture')
    .sort((a, b) => b[1] - a[1]);
  return named[0]?.[0] ?? 'needling';
}

function judgeActs(
  state: VisitState,
  { pieces, part, sentence }: SpokenSentence,
): ReadonlyMap<number, DoneAct> {
  const { tokens } = state.reading;
  const acts = new Map<number, DoneAct>();
  let before: Judgement | undefined;
  let tellsOfDone: boolean | undefined;
  pieces.forEach((piece, at) => {
    if (piece.is === 'stop' || piece.is === 'semicolon') before = undefined;
    if (piece.is !== 'act' || piece.act.kind === 'none') return;
    const kind = kindOfAct(
      {
        tokens,
        pieces,
        flow: state.act?.judgement.status === 'negated' ? undefined : state.act?.kind,
        tally: state.tally,
      },
      at,
    );
    if (kind === undefined) return;
    tellsOfDone ??=
      part.kind === 'plan' &&
      doneWords.test(tokens.text.slice(tokens.start[sentence.from], tokens.end[sentence.to - 1]));
    const judged = judgeAct(
      tokens,
      pieces,
      at,
      settingOf(part, tellsOfDone, respondsTo(tokens, pieces, at)),
      before,
    );
    // "Muscles treated: …" under a heading that was answered "declined" is not a treatment.
    const overruled =
      state.headed &&
      piece.act.kind === 'infer' &&
      judged.status === 'performed' &&
      state.act !== undefined &&
      state.act.judgement.status !== 'performed';
    const judgement = overruled && state.act !== undefined ? state.act.judgement : judged;
    before = judgement;
    const muscular = muscleKinds.has(kind) && piece.act.muscular && !piece.act.generic;
    const isTool = piece.act.form === 'tool' || piece.act.kind === 'infer';
    acts.set(
      at,
      openProcedure(state, {
        kind,
        from: piece.from,
        to: piece.to,
        judgement,
        muscular,
        isTool,
        part,
        fromHeading: false,
      }),
    );
  });
  return acts;
}

const billingWords = /\b(cpt|205[56]\d|2055[0-3]|646\d\d|code)\b/i;

/** Totals that the sentence states go to its act, or to the one in force. */
function recordStated(
  state: VisitState,
  { pieces, part, sentence }: SpokenSentence,
  acts: ReadonlyMap<number, DoneAct>,
  found: readonly FoundMuscle[],
): void {
  const { tokens } = state.reading;
  const counts = statedCounts(tokens, pieces);
  if (counts.length === 0 || part.kind === 'billing') return;
  if (billingWords.test(tokens.text.slice(tokens.start[sentence.from], tokens.end[sentence.to - 1]))) return;
  const own = [...acts.values()].filter((act) => muscleKinds.has(act.kind));
  const act =
    own.find(({ judgement }) => judgement.status === 'performed') ??
    (own.length === 0 && found.length === 0 ? state.act : undefined);
  if (act === undefined || act.judgement.status !== 'performed' || !muscleKinds.has(act.kind)) return;
  const procedure = state.procedures[act.procedure];
  if (procedure === undefined) return;
  for (const count of counts) {
    const first = pieces[count.first];
    const last = pieces[count.last];
    if (first === undefined || last === undefined) continue;
    if (count.vague && found.some((muscle) => muscle.procedure === act.procedure)) continue;
    procedure.stated = { value: count.interval, first: first.from, last: last.to };
    procedure.muscular = true;
  }
}

/** What the sentence leaves in force for the next. */
function carryOn(
  state: VisitState,
  { pieces, sentence }: SpokenSentence,
  acts: ReadonlyMap<number, DoneAct>,
  label: SpokenSide | undefined,
  found: readonly FoundMuscle[],
): void {
  if (label !== undefined && (found.length === 0 || sentence.startsLine)) state.side = label;
  else if (found.length === 0) {
    const side = sideOfAct(pieces, acts);
    if (side !== undefined) state.listSide = side;
  }
  const next = nextAct(state, pieces, acts, found);
  if (next === undefined) return;
  // "Trigger points were dry needled:" stands over its list like a heading.
  if (found.length === 0 && pieces.at(-1)?.is === 'colon' && muscleKinds.has(next.kind)) state.headed = true;
  const isEntryUnderHeading =
    state.headed &&
    sentence.bullet &&
    state.act !== undefined &&
    muscleKinds.has(state.act.kind) &&
    !muscleKinds.has(next.kind);
  const isStudyDetail = state.headed && state.act?.kind === 'emg' && next.kind === 'other';
  if (!isEntryUnderHeading && !isStudyDetail) state.act = next;
  if (next.judgement.status === 'performed' && muscleKinds.has(next.kind)) state.responding = next;
}

/** "Dry needling to the right shoulder.": the side that an act without muscles leaves for the list after it. */
function sideOfAct(pieces: readonly Piece[], acts: ReadonlyMap<number, DoneAct>): SpokenSide | undefined {
  if (![...acts.values()].some((act) => muscleKinds.has(act.kind) && act.judgement.status === 'performed'))
    return undefined;
  const trailing = pieces.at(-1)?.is === 'side' && pieces.at(-2)?.is === 'comma';
  if (!trailing && pieces.some((piece) => piece.is === 'finding')) return undefined;
  const sides = pieces.flatMap((piece) => (piece.is === 'side' ? [piece.side] : []));
  return sides.length === 1 && sides[0] !== 'one' && sides[0] !== 'none' ? sides[0] : undefined;
}

function nextAct(
  state: VisitState,
  pieces: readonly Piece[],
  acts: ReadonlyMap<number, DoneAct>,
  found: readonly FoundMuscle[],
): DoneAct | undefined {
  let next: DoneAct | undefined;
  for (const [at, act] of acts) {
    if (act.isTool || pieces[at]?.is !== 'act') continue;
    const hasObject = found.some((muscle) => muscle.procedure === act.procedure);
    if (next !== undefined && !muscleKinds.has(act.kind) && muscleKinds.has(next.kind)) continue;
    // A negated or planned act with its own object does not take over what follows.
    if (hasObject && act.judgement.status !== 'performed' && state.act !== undefined) continue;
    next = act;
  }
  if (next !== undefined || state.act !== undefined || found.length === 0) return next;
  return [...acts.values()].find((act) => act.isTool && act.judgement.status === 'performed');
}

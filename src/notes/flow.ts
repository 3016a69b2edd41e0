// Reads a visit sentence by sentence and carries on what stays in force: the act that a list belongs to, a side label.
import type { MuscleMention, NoteProcedure, ProcedureKind } from '../model/note';
import { type Judgement, judgeAct, type Setting } from './acts';
import { type DoneAct, type Flow, type FoundMuscle, musclesOf } from './attach';
import { adoptBefore, offerFound, settleLists, settleTemplates, takeSidesFromFindings } from './backward';
import { spreadSides } from './later-sides';
import type { Act, SpokenSide } from './lexicon';
import { isLaterBefore, isNotAfter, isNotBeforeAct, type Piece, pieceText, type Reading } from './piece';
import { piecesOf } from './pieces';
import { type KindTally, kindOfAct } from './procedures';
import { answerEarlier } from './references';
import { statedCounts } from './stated';
import type { Part } from './structure';
import type { RowVerdict } from './tables';
import type { Tokens } from './tokens';
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

/** "Good response to needling of …", "benefits from DN": words on how it went, that do not say when. */
function respondsTo(tokens: Tokens, pieces: readonly Piece[], at: number): boolean {
  const words = pieces.slice(Math.max(0, at - 4), at).map((piece) => pieceText(tokens, piece).toLowerCase());
  return words.some((word) =>
    /^(response|responded|responds|responding|responsive|benefit|benefited|benefits|benefitting|relief|improvement)$/.test(
      word,
    ),
  );
}

/** "Needles:" over a list: the needle procedure that the note names most. */
function toolOfNote(state: VisitState): ProcedureKind {
  const named = [...state.tally]
    .filter(([kind]) => muscleKinds.has(kind) || kind === 'acupuncture')
    .sort((a, b) => b[1] - a[1]);
  return named[0]?.[0] ?? 'needling';
}

/** "[ ] Yes [x] No": the answer that is ticked; undefined when none is. */
function answerOf(tokens: Tokens, pieces: readonly Piece[]): boolean | undefined {
  let answer: boolean | undefined;
  pieces.forEach((piece, at) => {
    if (piece.is !== 'box' || !piece.checked) return;
    const beside = [pieces[at + 1], pieces[at - 1]].map((other) =>
      other === undefined ? '' : pieceText(tokens, other).toLowerCase(),
    );
    const said = beside.find((word) => /^(yes|y|no|n)$/.test(word));
    if (said !== undefined) answer ??= said.startsWith('y');
  });
  return answer;
}

const sideLabel =
  /^(sides?|laterality|body side|side treated|treated side|involved side|affected side|side\(s\))$/i;

/** "Side: Right", "Laterality: bilateral", "Location: R hip": the side of the muscles that other fields name. */
function fieldSide(tokens: Tokens, pieces: readonly Piece[], part: Part): SpokenSide | undefined {
  if (part.kind !== 'treatment' && part.kind !== 'other') return undefined;
  const sides = pieces.filter((piece) => piece.is === 'side');
  const [side] = sides;
  if (side?.is !== 'side' || sides.length > 1 || side.side === 'none' || side.side === 'one')
    return undefined;
  const colon = pieces.findIndex((piece) => piece.is === 'colon');
  const labelled =
    colon > 0 &&
    colon <= 3 &&
    pieces
      .slice(0, colon)
      .every(
        (piece) =>
          sideLabel.test(pieceText(tokens, piece)) ||
          piece.is === 'filler' ||
          piece.is === 'place' ||
          piece.is === 'word',
      );
  const first = pieces[0];
  const last = colon > 0 ? pieces[colon - 1] : undefined;
  const isLabel =
    labelled &&
    first !== undefined &&
    last !== undefined &&
    sideLabel.test(tokens.text.slice(tokens.start[first.from], tokens.end[last.to - 1]));
  if (isLabel && pieces.length <= colon + 3) return side.side;
  const placeOnly = pieces.every(
    (piece) => piece.is === 'side' || piece.is === 'region' || piece.is === 'filler' || piece.is === 'comma',
  );
  return part.carries && placeOnly ? side.side : undefined;
}

/** "Dry needling: none", "TDN: deferred today", "DN: next visit": the first words under the heading answer it. */
function answeredHeading(tokens: Tokens, pieces: readonly Piece[], part: Part): Judgement | undefined {
  const first = pieces[0];
  if (first === undefined || pieces.some((piece) => piece.is === 'muscle')) return undefined;
  const said = pieceText(tokens, first).toLowerCase();
  const because = `"${part.title}: ${said}"`;
  const made = (status: Judgement['status']): Judgement => ({
    status,
    because,
    cue: first,
    attested: false,
    purpose: false,
  });
  const answer = answerOf(tokens, pieces);
  if (answer === false) return made('negated');
  if (answer === true) return undefined;
  if (isNotAfter(first) || isNotBeforeAct(first)) return made('negated');
  if (first.is === 'not-before' && pieces.length <= 6) return made('negated');
  if (first.is === 'later-after' || (isLaterBefore(first) && /next|nv|plan|future|consider/.test(said)))
    return made('planned');
  return undefined;
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

/** A line or sentence that begins with a side and a colon: "Right: UT, LS", "RLE: …", "R side - …". */
function labelSide(tokens: Tokens, pieces: readonly Piece[]): SpokenSide | undefined {
  let at = 0;
  while (pieces[at]?.is === 'box' || pieces[at]?.is === 'dash') at++;
  const first = pieces[at];
  if (first?.is !== 'side' || first.side === 'one' || first.side === 'none') return undefined;
  let next = at + 1;
  for (; next < pieces.length && next <= at + 3; next++) {
    const piece = pieces[next];
    const isPlace =
      piece?.is === 'region' ||
      piece?.is === 'filler' ||
      (piece?.is === 'word' && /^(side|sided)$/i.test(pieceText(tokens, piece)));
    if (!isPlace) break;
  }
  const mark = pieces[next]?.is;
  return mark === 'colon' || mark === undefined || (mark === 'dash' && next === at + 1)
    ? first.side
    : undefined;
}

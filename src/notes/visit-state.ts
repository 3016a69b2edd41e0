// What is known so far while a visit is read: procedures and muscles found, and what stands in force.
import { isGroup, type Muscle } from '../codes/muscles/dictionary';
import type { Interval, MuscleMention, NoteProcedure, ProcedureKind, Status } from '../model/note';
import { rangeOf, type TextRange } from '../model/text';
import type { Judgement } from './judgement';
import type { Act, SpokenSide } from './lexicon';
import type { Piece, Reading } from './piece';
import type { KindTally } from './procedures';
import type { Sentence } from './sentences';
import type { Part } from './structure';
import type { RowVerdict } from './tables';
import type { Tokens } from './tokens';
import type { DoneAct, FoundMuscle } from './verdict';

/** A sentence of the visit with its part and pieces. */
export interface SpokenSentence {
  readonly part: Part;
  readonly sentence: Sentence;
  readonly pieces: readonly Piece[];
  /** A cell of a table: what its columns say of the muscles in it. */
  readonly row?: RowVerdict;
  /** Read for what it documents only: the titles of a table, a row as a whole. */
  readonly silent?: boolean;
}

export interface OpenProcedure {
  readonly kind: ProcedureKind;
  readonly from: number;
  readonly to: number;
  extentFrom: number;
  extentTo: number;
  status: Status;
  because: string;
  cue?: Piece;
  muscular: boolean;
  stated?: { readonly value: Interval; readonly first: number; readonly last: number };
  readonly part: Part;
  /** Words say that it was done, not only its place. */
  readonly attested: boolean;
  readonly fromHeading: boolean;
  /** Muscles that it reached or may have reached. */
  objects: number;
}

export interface OpenMention extends FoundMuscle {
  /** Marked as done in a table. */
  readonly marked?: boolean;
  readonly sentence: number;
  readonly part: Part;
}

export interface VisitState {
  readonly reading: Reading;
  readonly tally: KindTally;
  readonly procedures: OpenProcedure[];
  readonly mentions: OpenMention[];
  part?: Part;
  /** The act that a list of muscles belongs to. */
  act?: DoneAct;
  /** The act that "LTR in …" speaks of. */
  responding?: DoneAct;
  /** The side that stands over the lines. */
  side?: SpokenSide;
  /** The side that a field of the entry gives: "Side: Right". */
  fieldSide: SpokenSide | undefined;
  /** The side of the act that a bare list belongs to. */
  listSide?: SpokenSide;
  /** The part is headed by the act. */
  headed: boolean;
  alternatives: number;
  /** Acts that head a column of a table, once each. */
  readonly columnActs: Map<Act, DoneAct>;
}

export const muscleKinds: ReadonlySet<ProcedureKind> = new Set([
  'needling',
  'injection',
  'chemodenervation',
  'emg',
]);

export const rangeOfTokens = (tokens: Tokens, from: number, to: number): TextRange =>
  rangeOf(tokens.start[from] ?? 0, tokens.end[Math.max(from, to - 1)] ?? 0);

export interface NewProcedure {
  readonly kind: ProcedureKind;
  readonly from: number;
  readonly to: number;
  readonly judgement: Judgement;
  readonly muscular: boolean;
  readonly isTool: boolean;
  readonly part: Part;
  readonly fromHeading: boolean;
}

/** Notes an act as a procedure. */
export function openProcedure(
  state: VisitState,
  { kind, from, to, judgement, muscular, isTool, part, fromHeading }: NewProcedure,
): DoneAct {
  state.procedures.push({
    kind,
    from,
    to,
    extentFrom: from,
    extentTo: to,
    status: judgement.status,
    because: judgement.because,
    ...(judgement.cue === undefined ? {} : { cue: judgement.cue }),
    muscular,
    part,
    attested: judgement.attested,
    fromHeading,
    objects: 0,
  });
  return { kind, judgement, procedure: state.procedures.length - 1, isTool };
}

/** Lets a procedure reach over a muscle. */
export function reach(state: VisitState, mention: FoundMuscle): void {
  const procedure = mention.procedure === undefined ? undefined : state.procedures[mention.procedure];
  if (procedure === undefined) return;
  procedure.extentFrom = Math.min(procedure.extentFrom, mention.from);
  procedure.extentTo = Math.max(procedure.extentTo, mention.to);
  if (mention.status !== 'performed' && mention.status !== 'uncertain') return;
  procedure.objects++;
  if (muscleKinds.has(procedure.kind)) procedure.muscular = true;
}

function namesOf(muscle: Muscle): Interval {
  if (muscle.members.length > 0) return { atLeast: 1, atMost: muscle.members.length };
  // "Rhomboids" may be both; other names that leave the part open stand for one.
  return { atLeast: 1, atMost: muscle.id === 'rhomboid-generic' ? 2 : 1 };
}

export function closeProcedure(tokens: Tokens, open: OpenProcedure): NoteProcedure {
  return {
    kind: open.kind,
    range: rangeOfTokens(tokens, open.from, open.to),
    extent: rangeOfTokens(tokens, open.extentFrom, open.extentTo),
    status: open.status,
    reason: {
      because: open.because,
      ...(open.cue === undefined ? {} : { range: rangeOfTokens(tokens, open.cue.from, open.cue.to) }),
    },
    muscular: open.muscular,
    ...(open.stated === undefined
      ? {}
      : {
          statedCount: {
            value: open.stated.value,
            range: rangeOfTokens(tokens, open.stated.first, open.stated.last),
          },
        }),
  };
}

/** In the singular these name one muscle of a few that are called alike not the group. */
const oneOfAlike = /^(rhomboid|scalene)$/i;

export function closeMention(tokens: Tokens, mention: OpenMention): MuscleMention {
  const { muscle, side } = mention;
  const range = rangeOfTokens(tokens, mention.from, mention.to);
  const isOne = oneOfAlike.test(tokens.text.slice(range.start, range.end));
  const names = mention.replaced
    ? { atLeast: 0, atMost: 0 }
    : isOne
      ? { atLeast: 1, atMost: 1 }
      : mention.whole !== undefined
        ? { atLeast: mention.whole, atMost: mention.whole }
        : namesOf(muscle);
  return {
    id: muscle.id,
    countsAs: muscle.partOf ?? muscle.id,
    name: muscle.name,
    range,
    side: side.side,
    sideIsCertain: side.certain,
    status: mention.status,
    reason: {
      because: mention.because,
      ...(mention.cue === undefined
        ? {}
        : { range: rangeOfTokens(tokens, mention.cue.from, mention.cue.to) }),
    },
    ...(mention.procedure === undefined ? {} : { procedure: mention.procedure }),
    isGroup: isGroup(muscle),
    names: mention.mayBeOne ? { atLeast: 0, atMost: names.atMost } : names,
    ...(mention.levels === undefined ? {} : { levels: mention.levels }),
    ...(mention.alternative === undefined ? {} : { alternative: mention.alternative }),
    ...(side.oneOfTwo ? { oneSide: true } : {}),
    ...(mention.misspelt ? { misspelt: true } : {}),
    ...(mention.others.length === 0 ? {} : { mayAlsoMean: mention.others.map((other) => other.id) }),
  };
}

// What is concluded of a muscle of a sentence, and what the conclusion rests on.
import type { Muscle } from '../codes/muscles/dictionary';
import type { ProcedureKind, Status } from '../model/note';
import type { Judgement } from './judgement';
import type { SpokenSide } from './lexicon';
import type { Piece } from './piece';
import { isSoft, type Run } from './runs';
import type { MuscleSide } from './sides';
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

export interface Verdict {
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

export const muscular = new Set<ProcedureKind>(['needling', 'injection', 'chemodenervation', 'emg']);

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

export function byAct(act: DoneAct, cue: Piece | undefined, place: 'last' | 'other'): Verdict {
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

export function nearestAct(view: SentenceView, at: number): DoneAct | undefined {
  for (let index = at; index >= 0; index--) {
    const act = view.acts.get(index);
    if (act !== undefined && act.judgement.status === 'performed') return act;
  }
  return view.flow.act?.judgement.status === 'performed' ? view.flow.act : undefined;
}

export function hasComma(pieces: readonly Piece[], run: Run): boolean {
  for (let at = run.first; at < run.last; at++) if (pieces[at]?.is === 'comma') return true;
  return false;
}

/** Whether the list begins the sentence, after no more than a side, a bullet or a label. */
export function startsWith(tokens: Tokens, pieces: readonly Piece[], run: Run, from = 0): boolean {
  for (let at = from; at < run.first; at++) {
    const piece = pieces[at];
    if (piece !== undefined && !isSoft(tokens, piece) && piece.is !== 'date') return false;
  }
  return true;
}

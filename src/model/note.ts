// What a clinical note is read into: sections, visits, procedures, muscles with their status, documentation.
import type { DateText } from './claim';
import type { Field, TextRange } from './text';

/**
 * What the note says happened to a muscle, as a careful reader takes it:
 * `performed` certainly treated at this visit; `negated` certainly not; `planned` for later or only considered;
 * `historical` at another visit; `examined` looked at or felt only; `uncertain` cannot be told.
 */
export type Status = 'performed' | 'negated' | 'planned' | 'historical' | 'examined' | 'uncertain';

export type Side = 'left' | 'right' | 'both' | 'none';

export type ProcedureKind =
  | 'needling'
  | 'injection'
  | 'chemodenervation'
  | 'emg'
  | 'acupuncture'
  | 'manual-therapy'
  | 'exercise'
  | 'modality'
  | 'nerve-block'
  | 'evaluation'
  | 'other';

/** A whole-number interval; `atMost` may be Infinity ("multiple muscles"). */
export interface Interval {
  readonly atLeast: number;
  readonly atMost: number;
}

/** Why a mention has its status or side: the words that decided it, and in plain words how. */
export interface Reason {
  readonly because: string;
  readonly range?: TextRange;
}

export interface MuscleMention {
  /** Id in the muscle dictionary; parts name themselves, `countsAs` names the muscle that is counted. */
  readonly id: string;
  readonly countsAs: string;
  readonly name: string;
  readonly range: TextRange;
  readonly side: Side;
  /** Side inferred from a list or heading rather than written at the mention. */
  readonly sideIsCertain: boolean;
  readonly status: Status;
  readonly reason: Reason;
  /** The procedure that was done to it: index into `Note.procedures`. */
  readonly procedure?: number;
  readonly isGroup: boolean;
  /** How many muscles this mention stands for: [1,1] for one muscle, [1,n] for a bare group, [2, ∞) for "multiple muscles". */
  readonly names: Interval;
  readonly levels?: string;
  /** Mentions with the same number are "one or the other": one of them for certain. */
  readonly alternative?: number;
  /** One side of the pair, not said which ("the affected side"). */
  readonly oneSide?: boolean;
  /** The word is misspelt; `name` is what it was read as. */
  readonly misspelt?: boolean;
  /** Other muscles (ids) that the short form or the misspelt word may mean. */
  readonly mayAlsoMean?: readonly string[];
}

export interface NoteProcedure {
  readonly kind: ProcedureKind;
  /** The words that name it. */
  readonly range: TextRange;
  /** All that the note says about it: sentence, list or section part. */
  readonly extent: TextRange;
  readonly status: Status;
  readonly reason: Reason;
  readonly minutes?: Field<number>;
  /** Injected substance in the note's words. */
  readonly substance?: Field;
  readonly volume?: Field;
  /** "4 muscles": a count that the note states for this procedure. */
  readonly statedCount?: Field<Interval>;
  /** Codes that this procedure's text is about, when it names one (CPT 20561). */
  readonly code?: Field;
  /** Whether a muscle was entered if it was done at all: not so for a knee injection. */
  readonly muscular?: boolean;
}

export interface MuscleCount {
  readonly byName: Interval;
  readonly bySide: Interval;
}

export type SectionKind =
  | 'header'
  | 'subjective'
  | 'history'
  | 'objective'
  | 'treatment'
  | 'assessment'
  | 'plan'
  | 'education'
  | 'consent'
  | 'billing'
  | 'home-program'
  | 'signature'
  | 'other';

export interface Section {
  readonly kind: SectionKind;
  readonly title: string;
  readonly heading: TextRange;
  /** Heading and body. */
  readonly range: TextRange;
}

/** One visit in a file that may hold several. */
export interface Visit {
  readonly date?: Field<DateText>;
  readonly range: TextRange;
}

/** What payers ask a needling or injection note to show (FACTS-style list; each id is stable). */
export const documentationElements = [
  'muscle-names',
  'laterality',
  'myofascial-pain',
  'trigger-points',
  'functional-limitation',
  'examination',
  'prior-treatment',
  'indication',
  'expected-improvement',
  'response',
  'complications',
  'no-injection',
  'technique',
  'needle-details',
  'consent',
  'contraindications',
  'aftercare',
  'outcome-measure',
  'plan',
  'chronic-low-back-pain',
  'signature',
] as const;
export type DocumentationElement = (typeof documentationElements)[number];

/** A wording that bears on a modifier or a rule. */
export interface Cue {
  readonly kind:
    | 'stopped-early'
    | 'not-started'
    | 'patient-safety'
    | 'patient-declined'
    | 'distinct-site'
    | 'distinct-session'
    | 'repeat'
    | 'electrical-stimulation'
    | 'assistant'
    | 'improvement'
    | 'unfilled-template'
    | 'late-entry'
    | 'telehealth';
  readonly range: TextRange;
}

export interface NoteHeader {
  readonly patientName?: Field;
  readonly birthDate?: Field<DateText>;
  readonly account?: Field;
  readonly dateOfService?: Field<DateText>;
  readonly provider?: Field;
  /** Names the claim file that it belongs to (`Claim: visit.837`). */
  readonly claimReference?: Field;
  /** Codes written in the note as billed ("CPT 20561 x1"). */
  readonly billedCodes: readonly { readonly code: Field; readonly units?: Field<number> }[];
}

export interface Note {
  readonly header: NoteHeader;
  /** In the order of the file; one that covers all when the file holds a single visit. */
  readonly visits: readonly Visit[];
  /** The visit that was read for the date of service that was asked for; undefined when none has that date. */
  readonly visit?: Visit;
  readonly sections: readonly Section[];
  readonly procedures: readonly NoteProcedure[];
  readonly muscles: readonly MuscleMention[];
  /** Evidence of each element at this visit, in order; an absent element has an empty list. */
  readonly documentation: Readonly<Record<DocumentationElement, readonly TextRange[]>>;
  /** Minutes per timed service, keyed by procedure code when the note names it, else by procedure kind. */
  readonly minutes: readonly { readonly for: string; readonly minutes: Field<number> }[];
  readonly cues: readonly Cue[];
}

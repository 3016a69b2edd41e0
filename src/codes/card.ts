// What a code card says. Cards are YAML, one file per family, in `cards/`; `cards.ts` loads and checks them.
// Titles and explanations are our own words: the AMA's descriptors appear nowhere.
import type { Source } from '../model/finding';
import type { DocumentationElement, ProcedureKind } from '../model/note';

export interface ModifierAdvice {
  /** One modifier or several that share the advice: `59`, `XE XP XS XU`. */
  readonly codes: readonly string[];
  readonly fits: string;
  readonly doesNotFit: string;
}

export interface WrongModifier {
  readonly codes: readonly string[];
  readonly because: string;
  /** error where no payer can accept it, else warning. */
  readonly severity: 'error' | 'warning' | 'information';
}

/** How this code stands to another under NCCI PTP, for the codes that the cards know; an imported table goes before it. */
export interface PairFact {
  /** Codes or inclusive ranges: `97810`, `64400-64408`. */
  readonly with: readonly string[];
  /** `none`: looked up, and there is no such edit. */
  readonly indicator: 0 | 1 | 'none';
  /** Which column this card's code stands in; absent for `none`. */
  readonly column?: 1 | 2;
  readonly note?: string;
}

export interface CodeCard {
  readonly code: string;
  readonly family: string;
  /** Two to six words, for lists and inlay hints. */
  readonly short: string;
  /** One sentence. */
  readonly title: string;
  /** A paragraph for a coder who has not met the code. */
  readonly explanation: string;
  readonly section: string;
  readonly effective?: { readonly from?: string; readonly to?: string; readonly note?: string };
  readonly kind:
    | ProcedureKind
    | 'evaluation-and-management'
    | 'therapy-evaluation'
    | 'imaging'
    | 'unlisted'
    | 'other';
  /** Present on time-based codes. `rule`: how minutes become units. */
  readonly timed?: {
    readonly minutesPerUnit: number;
    readonly rule: 'therapy' | 'acupuncture-first' | 'acupuncture-further';
  };
  /** Present on codes that are chosen by the number of muscles; absent atMost = no upper limit. */
  readonly muscles?: {
    readonly atLeast: number;
    readonly atMost?: number;
    readonly procedure: ProcedureKind;
    readonly per?: 'limb' | 'trunk';
  };
  /** Codes of the same service with another number of muscles, low to high (`20560, 20561`). */
  readonly ladder?: readonly string[];
  readonly addOnTo?: readonly string[];
  readonly mue?: {
    readonly practitioner?: number;
    readonly outpatient?: number;
    readonly adjudicationIndicator: 1 | 2 | 3;
    readonly source: Source;
  };
  /** Medicare fee schedule indicators. */
  readonly feeSchedule?: {
    readonly status?: string;
    readonly globalDays?: string;
    readonly bilateral?: string;
    readonly multipleProcedure?: string;
    readonly assistant?: string;
    readonly coSurgeon?: string;
    readonly team?: string;
    readonly pcTc?: string;
    readonly source: Source;
  };
  readonly therapy?: 'always' | 'sometimes';
  /** Disciplines that an always-therapy code belongs to when it is not any of them. */
  readonly disciplines?: readonly ('GP' | 'GO' | 'GN')[];
  readonly modifiers: {
    readonly advice: readonly ModifierAdvice[];
    readonly wrong: readonly WrongModifier[];
  };
  readonly documentation: readonly DocumentationElement[];
  readonly placesOfService?: {
    readonly usual: readonly string[];
    readonly unlikely: readonly string[];
    readonly impossible: readonly string[];
  };
  readonly specialties?: readonly string[];
  readonly coverage?: string;
  /** ICD-10-CM prefixes without the point. */
  readonly diagnoses?: {
    readonly supporting: readonly string[];
    readonly weak: readonly string[];
    readonly note?: string;
  };
  readonly neighbours: readonly { readonly code: string; readonly difference: string }[];
  readonly pairs?: { readonly facts: readonly PairFact[]; readonly source: Source };
  readonly sources: readonly Source[];
}

// What a rule says about an encounter.
import type { ClaimChange } from './claim';
import type { Location, TextEdit } from './text';

/** error = cannot be right under any payer; warning = wrong for most; information = depends on policy, or a gap in documentation. */
export type Severity = 'error' | 'warning' | 'information';

/** `no-data`: a table or the note is missing; never shown as a pass. */
export type Verdict = 'pass' | 'fail' | 'cannot-tell' | 'no-data' | 'ignored';

/** Where a rule comes from. `vintage` is the date or quarter of what was read. */
export interface Source {
  readonly title: string;
  readonly url?: string;
  readonly vintage?: string;
}

/** Text that a finding rests on. `text` is the words themselves: patient data, never to be logged. */
export interface Evidence extends Location {
  readonly text: string;
  /** What the words show, for related information ("counted: left upper trapezius"). */
  readonly label?: string;
}

/** What a fix does. Claim changes are turned into text by the claim's format. */
export type FixAction =
  | { readonly kind: 'claim'; readonly changes: readonly ClaimChange[] }
  | { readonly kind: 'text'; readonly path: string; readonly edits: readonly TextEdit[] };

/** Clears its finding. Applied only by the user, except `lossless` ones, which fix-all may take. */
export interface Fix {
  readonly title: string;
  readonly action: FixAction;
  readonly lossless: boolean;
}

/** Help with writing that does not by itself clear the finding: a provider query, headings to fill in. */
export type Draft =
  | {
      readonly kind: 'new-document';
      readonly title: string;
      readonly language: 'markdown' | 'clinical-note';
      readonly text: string;
    }
  | {
      readonly kind: 'insert';
      readonly title: string;
      readonly path: string;
      readonly edits: readonly TextEdit[];
    };

export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly verdict: 'fail' | 'cannot-tell';
  /** What, why, what to do; at most two or three short sentences. */
  readonly message: string;
  readonly at: Location;
  /** Procedure, modifier or diagnosis code that it is about. */
  readonly code?: string;
  /** Claim id as written, else its 1-based number in the file. */
  readonly claim?: string;
  readonly claimIndex?: number;
  /** Service line number, 1-based. */
  readonly line?: number;
  readonly evidence: readonly Evidence[];
  readonly sources: readonly Source[];
  readonly fixes: readonly ResolvedFix[];
  readonly drafts: readonly Draft[];
}

/** A fix as text edits, per document. */
export interface ResolvedFix {
  readonly title: string;
  readonly lossless: boolean;
  readonly edits: readonly { readonly path: string; readonly edits: readonly TextEdit[] }[];
}

/** One rule's verdict on one service line or claim, with the reason; what hovers and "why is this (not) flagged?" show. */
export interface Judgement {
  readonly rule: string;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly claimIndex?: number;
  readonly line?: number;
}

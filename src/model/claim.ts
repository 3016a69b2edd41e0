// What every claim format is read into. A rule sees only this and never knows the format.
import type { Field, TextEdit, TextRange } from './text';

/** The file formats that Claimlint names; `unknown` is a file that none of the readers takes. */
export type FormatId =
  | 'x12-837p'
  | 'x12-837i'
  | 'x12-837d'
  | 'fhir'
  | 'fhir-ndjson'
  | 'csv'
  | 'claim'
  | 'hl7-dft'
  | 'note'
  | 'unknown';

/** Professional = CMS-1500 / 837P, institutional = UB-04 / 837I, dental = ADA form / 837D. */
export type ClaimKind = 'professional' | 'institutional' | 'dental';

/** ISO `YYYY-MM-DD` when what is written is a calendar date, else the text as written (rules then say what is wrong). */
export type DateText = string;

/** Whole cents. Written with `asDollars` for people. */
export type Cents = number;

export interface Person {
  readonly lastName?: Field;
  readonly firstName?: Field;
  readonly birthDate?: Field<DateText>;
  /** M, F or U as the standards write it. */
  readonly sex?: Field;
  /** Member or insured id. */
  readonly memberId?: Field;
}

export interface Payer {
  readonly name?: Field;
  readonly id?: Field;
  /** Claim filing indicator, SBR09: MB Medicare Part B, MC Medicaid, CI commercial, BL Blue Cross, … */
  readonly filingIndicator?: Field;
}

export interface Provider {
  readonly name?: Field;
  readonly npi?: Field;
  readonly taxonomy?: Field;
  /** Employer id (EI) or social security number (SY). */
  readonly taxId?: Field;
  readonly taxIdKind?: 'EI' | 'SY';
}

export interface Diagnosis {
  /** 1-based, as diagnosis pointers count: 1 = A = principal. */
  readonly position: number;
  /** ICD-10-CM in upper case without the decimal point. `range` covers what is written, point included. */
  readonly code: Field;
  /** As written, character for character. */
  readonly written: string;
  /** `principal` and `other` may be pointed at; the rest are institutional lists with their own meaning. */
  readonly role: 'principal' | 'other' | 'admitting' | 'reason-for-visit' | 'external-cause';
  /** False when the file itself says that the code is not ICD-10-CM (ICD-9 qualifiers, other systems). */
  readonly isIcd10cm: boolean;
}

export interface ServiceLine {
  /** 1-based position within the claim. */
  readonly number: number;
  /** The whole line: LX…next LX, CSV row, FHIR item, YAML list entry. */
  readonly range: TextRange;
  /** CPT or HCPCS code in upper case, trimmed; absent on revenue-code-only lines. */
  readonly procedureCode?: Field;
  readonly revenueCode?: Field;
  /** In the order of the claim; upper case, trimmed. */
  readonly modifiers: readonly Field[];
  readonly units?: Field<number>;
  /** `minutes` only where the format says so (SV103 = MJ). */
  readonly unitBasis: 'units' | 'minutes' | 'days';
  readonly charge?: Field<Cents>;
  /** 1-based positions into `diagnoses`, in the order of the claim. */
  readonly diagnosisPointers: readonly Field<number>[];
  readonly dateOfService?: Field<DateText>;
  readonly dateOfServiceEnd?: Field<DateText>;
  /** The line's own, else the claim's; `range` is where it is written. */
  readonly placeOfService?: Field;
  /** The line's own, else the claim's. */
  readonly renderingProvider?: Provider;
  /** Minutes of treatment where the format has a place for them. */
  readonly minutes?: Field<number>;
  readonly drugCode?: Field;
  readonly description?: Field;
  /** Free text of the line: NTE, comments. */
  readonly remarks: readonly Field[];
}

/** A note that travels in the claim file itself (FHIR attachment). `text` is decoded; positions in it are not file positions. */
export interface AttachedNote {
  readonly range: TextRange;
  readonly text: string;
  readonly title?: string;
}

export interface Claim {
  readonly format: FormatId;
  readonly kind: ClaimKind;
  /** 0-based position within the file. */
  readonly index: number;
  readonly range: TextRange;
  /** Patient control number / account (CLM01, box 26), Claim.identifier or id, claim_id column. */
  readonly id?: Field;
  /** Account or medical record number by which a note may name this claim, when it is not `id`. */
  readonly accountNumbers: readonly Field[];
  readonly patient: Person;
  /** Absent when the patient is the subscriber. */
  readonly subscriber?: Person;
  readonly payer: Payer;
  readonly billingProvider?: Provider;
  readonly renderingProvider?: Provider;
  readonly referringProvider?: Provider;
  readonly supervisingProvider?: Provider;
  readonly serviceFacility?: Provider;
  readonly placeOfService?: Field;
  /** 1 original, 7 replacement, 8 void (CLM05-3, box 22). */
  readonly frequencyCode?: Field;
  readonly originalReference?: Field;
  readonly priorAuthorization?: Field;
  readonly typeOfBill?: Field;
  readonly totalCharge?: Field<Cents>;
  readonly diagnoses: readonly Diagnosis[];
  /** Positions of diagnoses that the file only refers to (a FHIR Condition in another file): they are there, their codes are not. */
  readonly diagnosesElsewhere?: readonly number[];
  readonly serviceLines: readonly ServiceLine[];
  /** Free text of the claim: NTE, K3, box 19. */
  readonly remarks: readonly Field[];
  /** File that the claim names as its note (`note:` in a .claim, note_id column, …). */
  readonly noteReference?: Field;
  readonly attachedNotes: readonly AttachedNote[];
}

/** Something that a reader found wrong with the file itself; becomes a finding of a `structure/…` rule. */
export interface ReadProblem {
  readonly rule:
    | 'structure/x12'
    | 'structure/fhir'
    | 'structure/csv'
    | 'structure/claim-file'
    | 'structure/hl7';
  readonly severity: 'error' | 'warning' | 'information';
  /** What, why and what to do, in a coder's words; never repeats names, ids or dates of birth. */
  readonly message: string;
  readonly range: TextRange;
  /** Index of the claim that it belongs to. */
  readonly claim?: number;
  /** Service line number, 1-based. */
  readonly line?: number;
  /** `lossless`: nothing that was written changes its meaning, so `claimlint fix` may apply it. */
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[]; readonly lossless: boolean };
}

/** A named part of the file for outline and folding. */
export interface OutlineItem {
  readonly name: string;
  readonly kind: 'file' | 'group' | 'claim' | 'service-line' | 'party' | 'diagnoses' | 'section';
  readonly range: TextRange;
  /** The words to select when one jumps there. */
  readonly selection: TextRange;
  readonly children: readonly OutlineItem[];
}

export interface ClaimDocument {
  readonly format: FormatId;
  readonly claims: readonly Claim[];
  readonly problems: readonly ReadProblem[];
  readonly outline: readonly OutlineItem[];
}

/** A change to a claim in the claim's own terms; a format turns it into the smallest text edit. Lines are `ServiceLine.number`. */
export type ClaimChange =
  | { readonly kind: 'replace-procedure-code'; readonly line: number; readonly code: string }
  | { readonly kind: 'add-modifier'; readonly line: number; readonly modifier: string; readonly at?: number }
  /** `at`: 0-based position among the line's modifiers. */
  | { readonly kind: 'remove-modifier'; readonly line: number; readonly at: number }
  | { readonly kind: 'set-modifiers'; readonly line: number; readonly modifiers: readonly string[] }
  | { readonly kind: 'set-units'; readonly line: number; readonly units: number }
  | { readonly kind: 'set-diagnosis-pointers'; readonly line: number; readonly pointers: readonly number[] }
  /** `code` with or without decimal point; the format writes it as the format wants it. */
  | { readonly kind: 'replace-diagnosis'; readonly position: number; readonly code: string }
  /** Of one line, or of the whole claim when `line` is absent. */
  | { readonly kind: 'set-place-of-service'; readonly line?: number; readonly placeOfService: string }
  | { readonly kind: 'remove-line'; readonly line: number };

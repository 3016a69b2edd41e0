// What rules and cards ask of the code tables that the coder imported. The answer for a date of service comes from the
// period that covers it; `undefined` means that no imported period does (verdict `no-data`), `'none'` that one does
// and has no such row. Dates are ISO strings.

export type Setting = 'practitioner' | 'outpatient' | 'dme';

/** `2024 Q3` for quarterly tables, `FY 2027` for ICD-10-CM; goes into messages. */
export type Vintage = string;

export interface PtpEdit {
  readonly column1: string;
  readonly column2: string;
  /** 0 never together, 1 a modifier may separate them, 9 does not apply. */
  readonly indicator: 0 | 1 | 9;
  readonly effective: string;
  readonly deleted?: string;
  readonly rationale?: string;
  readonly vintage: Vintage;
}

export interface MueEdit {
  readonly code: string;
  readonly units: number;
  /** 1 line edit, 2 per date (policy), 3 per date (clinical). */
  readonly adjudicationIndicator: 1 | 2 | 3;
  readonly rationale?: string;
  readonly vintage: Vintage;
}

export interface AddOnEdit {
  readonly code: string;
  readonly type: 1 | 2 | 3;
  /** Primary codes; empty for type 2 (the contractor defines them). */
  readonly primaries: readonly string[];
  readonly vintage: Vintage;
}

export interface FeeScheduleRow {
  readonly code: string;
  readonly modifier?: string;
  readonly status: string;
  readonly pcTc: string;
  readonly globalDays: string;
  readonly multipleProcedure: string;
  readonly bilateral: string;
  readonly assistant: string;
  readonly coSurgeon: string;
  readonly team: string;
  readonly vintage: Vintage;
}

export interface Icd10Code {
  /** Without the point. */
  readonly code: string;
  readonly billable: boolean;
  /** Public-domain NCHS title. */
  readonly title: string;
  /** Billable codes below it when it is a header. */
  readonly longer: readonly string[];
  readonly laterality?: 'left' | 'right' | 'bilateral' | 'unspecified';
  /** Same condition on the other sides, where the classification has them. */
  readonly otherSides: readonly {
    readonly code: string;
    readonly laterality: 'left' | 'right' | 'bilateral' | 'unspecified';
  }[];
  readonly vintage: Vintage;
}

export interface Excludes1 {
  /** The code whose note it is (may be a category) and the note's text (public domain). */
  readonly at: string;
  readonly note: string;
  readonly vintage: Vintage;
}

export interface HcpcsCode {
  readonly code: string;
  readonly isModifier: boolean;
  readonly title: string;
  readonly effective?: string;
  readonly terminated?: string;
  readonly vintage: Vintage;
}

export interface PlaceOfServiceCode {
  readonly code: string;
  readonly title: string;
  /** Paid at the facility rate; absent where the list does not say. */
  readonly facility?: boolean;
  readonly vintage: Vintage;
}

/** A fee of the user's own list. */
export interface OwnFee {
  readonly code: string;
  readonly modifier?: string;
  readonly cents: number;
  readonly vintage: Vintage;
}

/** An instruction of the ICD-10-CM tabular list that holds for a code, its own or of a category above it (public domain). */
export interface Icd10Instruction {
  readonly kind:
    | 'includes'
    | 'inclusion-term'
    | 'excludes1'
    | 'excludes2'
    | 'code-first'
    | 'use-additional-code'
    | 'code-also'
    | 'seventh-character'
    | 'note';
  /** The code whose instruction it is. */
  readonly at: string;
  /** For a seventh character: `A initial encounter`. */
  readonly text: string;
}

export interface FoundCode {
  readonly code: string;
  readonly title: string;
  readonly kind: 'diagnosis' | 'hcpcs' | 'modifier' | 'place-of-service' | 'procedure';
  /** ICD-10-CM headers are not billable. */
  readonly billable: boolean;
  readonly vintage: Vintage;
}

export interface LoadedTable {
  readonly kind:
    | 'ptp'
    | 'mue'
    | 'add-on'
    | 'fee-schedule'
    | 'icd10'
    | 'icd10-notes'
    | 'hcpcs'
    | 'place-of-service'
    | 'descriptors'
    | 'fees';
  readonly setting?: Setting;
  readonly vintage: Vintage;
  readonly from: string;
  readonly to?: string;
  /** The table also holds what has ended (with dates), and so answers for dates before its period from this day on. */
  readonly historyFrom?: string;
  /** Parts of the table that were not imported: what they would say is answered `undefined`. */
  readonly missingParts?: readonly number[];
  readonly rows: number;
  readonly importedAt: string;
}

export interface CodeTables {
  readonly loaded: readonly LoadedTable[];
  /** The edit between two codes in either order, active on the date. */
  ptp(setting: Setting, a: string, b: string, date: string): PtpEdit | 'none' | undefined;
  mue(setting: Setting, code: string, date: string): MueEdit | 'none' | undefined;
  addOn(code: string, date: string): AddOnEdit | 'none' | undefined;
  feeSchedule(code: string, modifier: string | undefined, date: string): FeeScheduleRow | 'none' | undefined;
  icd10(code: string, date: string): Icd10Code | 'none' | undefined;
  /** Excludes1 notes that set the two codes against each other. */
  excludes1(a: string, b: string, date: string): Excludes1 | 'none' | undefined;
  hcpcs(code: string, date: string): HcpcsCode | 'none' | undefined;
  /** The user's own licensed descriptor. */
  descriptor(code: string): string | undefined;
  /** All pairs of the code in force on the date; for overviews. */
  ptpEditsOf?(setting: Setting, code: string, date: string): readonly PtpEdit[] | undefined;
  placeOfService?(code: string, date: string): PlaceOfServiceCode | 'none' | undefined;
  /** The user's own fee. */
  fee?(code: string, modifier?: string): OwnFee | 'none' | undefined;
  /** Instructions of the tabular list that hold for a diagnosis, nearest first. */
  icd10Instructions?(code: string, date: string): readonly Icd10Instruction[] | undefined;
  /** Codes of all loaded sets whose code begins with the words or whose title holds them all, best first. */
  search?(words: string, date: string, limit: number): readonly FoundCode[];
}

/** No table is loaded: every question is answered `undefined`. */
export const noTables: CodeTables = {
  loaded: [],
  ptp: () => undefined,
  mue: () => undefined,
  addOn: () => undefined,
  feeSchedule: () => undefined,
  icd10: () => undefined,
  excludes1: () => undefined,
  hcpcs: () => undefined,
  descriptor: () => undefined,
};

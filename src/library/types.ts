// What the library takes and gives: the stable part of its interface, plain data only.
import type { Claim, FormatId, ReadProblem } from '../model/claim';
import type { Finding, Severity } from '../model/finding';

/** A file to check. Claims and notes of one call are linked as in the editor. */
export interface InputFile {
  /** Name or path; tells notes from other texts, and claims are linked by it. Nothing is read from there. */
  readonly path: string;
  readonly text: string;
  /** Read it as this format whatever it looks like. */
  readonly format?: FormatId;
}

export interface CheckOptions {
  /** ISO date against which dates of service are judged; the day of the call unless given. */
  readonly today?: string;
  /** Payer profile for every claim, by its name in the configuration or one of Claimlint's own. */
  readonly payer?: string;
  /** Path of the note (among the files) that stands behind every claim. */
  readonly note?: string;
  /** Text of a `.claimlint.yaml`. Rule packs that it names are not looked for: give them as `packs`. */
  readonly configuration?: string;
  /** Texts of rule packs (YAML). */
  readonly packs?: readonly string[];
  /** Imported code tables, as `claimlint import` keeps them: the bytes of each file. */
  readonly tables?: readonly Uint8Array[];
}

export interface CheckedFile {
  readonly path: string;
  readonly format: FormatId;
  /** How many claims it holds. */
  readonly claims: number;
  /** In the order of the file. Offsets are UTF-16 code units; `positionsIn` gives lines and columns. */
  readonly findings: readonly Finding[];
}

export interface CheckResult {
  readonly files: readonly CheckedFile[];
  readonly summary: Readonly<Record<Severity, number>>;
  /** What is wrong with the configuration, packs or tables that were given, in words; what is sound of them holds. */
  readonly problems: readonly string[];
}

export interface ReadClaims {
  readonly format: FormatId;
  readonly claims: readonly Claim[];
  readonly problems: readonly ReadProblem[];
}

export interface RuleInfo {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Why it is a rule, in plain words. */
  readonly explanation: string;
}

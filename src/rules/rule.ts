// What a rule is, what it sees and what it says. One file per rule family; `registry.ts` lists them all.
import type { CodeTables } from '../codes/tables/lookup';
import type { Claim, ClaimChange, DateText, ServiceLine } from '../model/claim';
import type { Draft, Evidence, Fix, Severity, Source } from '../model/finding';
import type { Note } from '../model/note';
import type { Location, TextRange } from '../model/text';
import type { History } from './history';
import type { PayerProfile } from './payer-profile';

/** A note as a rule sees it: read for the claim's date of service. */
export interface EncounterNote {
  readonly path: string;
  readonly text: string;
  readonly note: Note;
}

/** One claim with what is known about it; the unit that rules judge. */
export interface Encounter {
  readonly path: string;
  readonly claim: Claim;
  /**
   * The linked note, read for the date of service of a line (without one: the claim's first date). Undefined when no
   * note is linked or none has a visit on that date: what rests on a note is then `no-data`.
   */
  readonly noteFor: (line?: ServiceLine) => EncounterNote | undefined;
  readonly noteLink: {
    readonly linked: readonly string[];
    readonly candidates: readonly string[];
    readonly refused: readonly string[];
  };
  readonly profile: PayerProfile;
  /** Services of the same patient in all claims that are checked together. */
  readonly history?: History;
  readonly tables: CodeTables;
  /** ISO date; rules have no clock. */
  readonly today: string;
}

export interface Pass {
  readonly verdict: 'pass' | 'no-data';
  readonly reason: string;
}

export interface Report {
  readonly verdict: 'fail' | 'cannot-tell';
  /** What, why, what to do. Quotes codes and counts, never a person's data. */
  readonly message: string;
  readonly at: Location;
  /** When it differs from the rule's. */
  readonly severity?: Severity;
  readonly code?: string;
  readonly evidence?: readonly Evidence[];
  readonly fixes?: readonly Fix[];
  readonly drafts?: readonly Draft[];
  /** In front of the rule's own sources: the table with its quarter, the card's source. */
  readonly sources?: readonly Source[];
}

export type Outcome = Pass | Report;

/** A claim (in the `.claim` format) and its note on which the rule finds something, or nothing. Run as tests, shown on the rule's page. */
export interface RuleExample {
  readonly says: string;
  readonly claim: string;
  readonly note?: string;
  /** Rows of the small tables that the example needs: `ptp practitioner 20561 97810 0 20200101 *`. */
  readonly tables?: string;
}

interface RuleCommon {
  /** `family/name`, stable once released. */
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  /** Plain language, Markdown: what is wrong, why it matters, what to do. */
  readonly explanation: string;
  readonly sources: readonly Source[];
  /** Claim adjustment reason and remark codes that it helps to avoid (numbers only; the texts are X12's). */
  readonly denialCodes: readonly string[];
  readonly examples: { readonly valid: readonly RuleExample[]; readonly invalid: readonly RuleExample[] };
}

/** Judges one service line at a time. No outcome = the rule has nothing to do with this line. */
export interface LineRule extends RuleCommon {
  readonly scope: 'line';
  judge(encounter: Encounter, line: ServiceLine): readonly Outcome[];
}

/** Judges a claim as a whole; its reports may name a line. */
export interface ClaimRule extends RuleCommon {
  readonly scope: 'claim';
  judge(encounter: Encounter): readonly (Outcome & { readonly line?: number })[];
}

export type Rule = LineRule | ClaimRule;

/** Keeps the literal types of a rule while checking its shape. */
export function lineRule(rule: Omit<LineRule, 'scope'>): LineRule {
  return { ...rule, scope: 'line' };
}

export function claimRule(rule: Omit<ClaimRule, 'scope'>): ClaimRule {
  return { ...rule, scope: 'claim' };
}

export function pass(reason: string): Pass {
  return { verdict: 'pass', reason };
}

export function noData(reason: string): Pass {
  return { verdict: 'no-data', reason };
}

/** Why there is no note to rest on, in words for the user. */
export function noNote(encounter: Encounter, line: ServiceLine): Pass {
  const { linked, candidates, refused } = encounter.noteLink;
  if (linked.length === 0 && refused.length > 0)
    return noData('The note beside this claim names another patient.');
  if (linked.length > 0)
    return noData(`The linked note has no visit on ${serviceDate(line) ?? 'the date of service'}.`);
  if (candidates.length > 0) return noData('Several notes may belong to this claim; choose one.');
  return noData('No note is linked to this claim.');
}

/** The place in the claim file. */
export function inClaim(encounter: Encounter, range: TextRange): Location {
  return { path: encounter.path, range };
}

/** Evidence from the claim file or the linked note; the words are cut out of the document when findings are made. */
export function noteEvidence(note: EncounterNote, range: TextRange, label?: string): Evidence {
  const text = note.text.slice(range.start, range.end);
  return label === undefined ? { path: note.path, range, text } : { path: note.path, range, text, label };
}

export function claimEvidence(
  encounter: Encounter,
  range: TextRange,
  text: string,
  label?: string,
): Evidence {
  return label === undefined
    ? { path: encounter.path, range, text }
    : { path: encounter.path, range, text, label };
}

/** A fix in the claim's own terms; never applied without the user. */
export function claimFix(title: string, ...changes: readonly ClaimChange[]): Fix {
  return { title, lossless: false, action: { kind: 'claim', changes } };
}

/** A fix that changes no meaning; fix-all may take it. */
export function losslessFix(title: string, ...changes: readonly ClaimChange[]): Fix {
  return { title, lossless: true, action: { kind: 'claim', changes } };
}

/** The day on which the line's service began, as an ISO date, or undefined when it is missing or no date. */
export function serviceDate(line: ServiceLine): DateText | undefined {
  const date = line.dateOfService?.value;
  return date !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(date) ? date : undefined;
}

/** Lines of the claim with the same date of service (an unknown date matches only an unknown date). */
export function linesOfSameDate(claim: Claim, line: ServiceLine): readonly ServiceLine[] {
  const date = serviceDate(line);
  return claim.serviceLines.filter((other) => serviceDate(other) === date);
}

/** Where to point on a line: its procedure code, else the line. */
export function codeRange(line: ServiceLine): TextRange {
  return line.procedureCode?.range ?? line.range;
}

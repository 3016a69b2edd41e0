// Documents in, findings out: read every document, link notes to claims, run every rule on every claim.
import type { CodeTables } from '../codes/tables/lookup';
import { claimFormats, describeUnreadable, detectFormat, readClaimsInSteps } from '../formats';
import type { ReadOptions } from '../formats/format';
import type { Claim, ClaimDocument, FormatId, ReadProblem, ServiceLine } from '../model/claim';
import type { Finding, Judgement, ResolvedFix } from '../model/finding';
import type { Note } from '../model/note';
import { runAll, type Steps } from '../model/steps';
import { rangeOf, type TextRange } from '../model/text';
import { readNote } from '../notes';
import { changeInWords, type SeverityChange } from '../packs/severity-change';
import { type History, historyOf } from '../rules/history';
import { type PayerProfile, profileFor } from '../rules/payer-profile';
import { isQuotable } from '../rules/quote';
import { bundledRules } from '../rules/registry';
import type { Encounter, EncounterNote, Outcome, Report, Rule } from '../rules/rule';
import { serviceDate } from '../rules/rule';
import { structureRules } from '../rules/structure';
import { type Acceptance, acceptanceOf, changedSince } from './acceptance';
import type { Configuration } from './configuration';
import { evidenceMark } from './evidence-mark';
import { resolveFix } from './fixes';
import { type IgnoreComment, readIgnoreComments } from './ignores';
import { datesOf, type LinkableNote, linkNotes, type NoteLink } from './link';

export interface InputDocument {
  /** File path or URI; only compared and taken apart at `/` and `\`. */
  readonly path: string;
  readonly text: string;
  /** Read it as this format whatever it looks like. */
  readonly as?: FormatId;
  /** The file is not text: its bytes are no claim and no note. */
  readonly binary?: boolean;
  /** What was read from this very text before, so that it need not be read again. */
  readonly read?: { readonly claims?: ClaimDocument; readonly note?: Note };
  /** The text is a piece of a larger file: how many claims that has, and the number of the piece's first (0-based). */
  readonly piece?: { readonly claimsOfFile: number; readonly firstClaim: number };
}

export interface CheckOptions {
  readonly configuration: Configuration;
  readonly tables: CodeTables;
  /** ISO date. */
  readonly today: string;
  /** Payer profile that the user chose for all claims. */
  readonly payer?: string;
  /** Path of the note of every claim that is checked, chosen by the user; goes before all linking. */
  readonly note?: string;
  /** Paths that the configuration's globs name as notes. */
  readonly notePaths?: ReadonlySet<string>;
  /** Claim path → note path, answers that the user gave to "which note?". */
  readonly chosenNotes?: ReadonlyMap<string, string>;
  /** Rules of the rule packs in use, run after the bundled ones. */
  readonly packRules?: readonly Rule[];
  /** Rules that the packs in use make more or less severe; what the configuration says of a rule goes before. */
  readonly severityChanges?: ReadonlyMap<string, SeverityChange>;
}

export interface CheckedClaim {
  /** `claim.range`; at hand where the claim itself has to be made first. */
  readonly range: TextRange;
  readonly claim: Claim;
  readonly profile: PayerProfile;
  readonly link: NoteLink;
  /** The note as it reads for a line's date of service; without a line, for the claim's first date. */
  readonly noteFor: (line?: ServiceLine) => EncounterNote | undefined;
  readonly judgements: readonly Judgement[];
}

export interface CheckedDocument {
  readonly path: string;
  readonly text: string;
  readonly format: FormatId;
  readonly claims: readonly CheckedClaim[];
  /** Present for claim files. */
  readonly document?: ClaimDocument;
  /** Present for notes: all visits of the file. */
  readonly note?: Note;
  readonly findings: readonly Finding[];
}

/** A rule that failed on a claim; a mistake of ours. Carries no patient data. */
export interface RuleFailure {
  readonly rule: string;
  readonly error: string;
}

export interface CheckResult {
  readonly documents: readonly CheckedDocument[];
  readonly failures: readonly RuleFailure[];
}

interface ReadDocument {
  readonly input: InputDocument;
  readonly format: FormatId;
  readonly claims?: ClaimDocument;
  readonly note?: Note;
}

/** Ids of every rule that `rules:` in a configuration may name. */
export const ruleIds: readonly string[] = [...structureRules, ...bundledRules].map((rule) => rule.id);

/**
 * Checks documents together: claims are linked with the notes among them. Never throws for what a document holds.
 */
export function checkDocuments(inputs: readonly InputDocument[], options: CheckOptions): CheckResult {
  return runAll(checkInSteps(inputs, options));
}

/** The same in steps of a claim or so, for who has other things to do in between (an editor with a large file). */
export function* checkInSteps(inputs: readonly InputDocument[], options: CheckOptions): Steps<CheckResult> {
  const read: ReadDocument[] = [];
  for (const input of inputs) read.push(yield* readDocument(input, options));
  const notes: LinkableNote[] = read.flatMap(({ input, note }) =>
    note === undefined
      ? []
      : [
          {
            path: input.path,
            note,
            named: options.notePaths?.has(input.path) ?? /\.(note|soap)$/i.test(input.path),
          },
        ],
  );
  const readNotes = new Map(
    read.flatMap(({ input: { path, text }, note }) =>
      note === undefined ? [] : [[path, { path, text, note }] as const],
    ),
  );
  const history = historyOf(
    read.map(({ input, claims }) => ({ path: input.path, claims: claims?.claims ?? [] })),
  );
  const failures: RuleFailure[] = [];
  const documents: CheckedDocument[] = [];
  for (const document of read)
    documents.push(yield* checkDocument(document, { notes, readNotes, history }, options, failures));
  return { documents, failures: oncePerRule(failures) };
}

function* readDocument(input: InputDocument, options: CheckOptions): Steps<ReadDocument> {
  if (input.binary === true) return { input, format: 'unknown' };
  const format = input.as ?? detectFormat(input.text, input.path);
  if (format === 'note') {
    const note = input.read?.note ?? readNote(input.text, { aliases: options.configuration.muscleAliases });
    return { input, format, note };
  }
  if (format === 'unknown') return { input, format };
  const claims =
    input.read?.claims ?? (yield* readClaimsInSteps(input.text, format, readOptions(input.path, options)));
  return { input, format, claims: numbered(claims, input.piece?.firstClaim ?? 0) };
}

/** Claims of a piece get the numbers that they have in the whole file. */
function numbered(document: ClaimDocument, first: number): ClaimDocument {
  if (first === 0) return document;
  return {
    ...document,
    claims: document.claims.map((claim) => ({ ...claim, index: first + claim.index })),
  };
}

function readOptions(path: string, options: CheckOptions): ReadOptions {
  return { name: path, columns: options.configuration.columns };
}

/** What the documents of a check know of each other. */
interface Surroundings {
  readonly notes: readonly LinkableNote[];
  readonly readNotes: ReadonlyMap<string, EncounterNote>;
  readonly history: History;
}

function* checkDocument(
  { input, format, claims: document, note }: ReadDocument,
  { notes, readNotes, history }: Surroundings,
  options: CheckOptions,
  failures: RuleFailure[],
): Steps<CheckedDocument> {
  const { path, text, piece = { claimsOfFile: document?.claims.length ?? 0, firstClaim: 0 } } = input;
  const found = { path, text, format };
  if (note !== undefined) return { ...found, claims: [], note, findings: [] };
  if (document === undefined) return { ...found, claims: [], findings: [unreadable(input)] };

  const comments = readIgnoreComments(text);
  const findings: Finding[] = document.problems.flatMap((problem) =>
    structureFinding(problem, path, document, options),
  );
  const checkClaim = (claim: Claim): CheckedClaim => {
    const link = linkOf(path, claim, piece.claimsOfFile, notes, options);
    const noteFor = noteReader(path, claim, link, readNotes, options);
    const profile = profileFor(
      claim,
      options.configuration.payers,
      options.payer,
      options.configuration.defaultPayer,
    );
    const encounter: Encounter = {
      path,
      claim,
      noteFor,
      noteLink: link,
      profile,
      history,
      tables: options.tables,
      today: options.today,
    };
    const acceptance = acceptanceIn(encounter, text, comments, options);
    const outcomes = outcomesOf(encounter, options, failures);
    for (const judged of outcomes) {
      const { rule, outcome, line } = judged;
      if ('reason' in outcome) continue;
      const accepted = acceptance(judged, outcomes);
      if (accepted === 'accepted') continue;
      const finding = findingOf(
        rule,
        accepted === 'changed' ? sayChanged(outcome) : outcome,
        encounter,
        line,
        { text, firstClaim: piece.firstClaim },
        options,
      );
      findings.push(finding);
    }
    let judgements: readonly Judgement[] | undefined;
    return {
      range: claim.range,
      claim,
      profile,
      link,
      noteFor,
      // Made when asked for: nobody asks for those of every claim of a batch.
      get judgements() {
        judgements ??= outcomesOf(encounter, options, []).map((judged, _, all) =>
          judgementOf(judged, claim, options, () => acceptance(judged, all)),
        );
        return judgements;
      },
    };
  };
  const claims: CheckedClaim[] = [];
  for (const claim of document.claims) {
    claims.push(checkClaim(claim));
    yield;
  }
  return {
    ...found,
    claims,
    document,
    findings: inOrder([...saidOnce(findings), ...ignoreFindings(path, comments)]),
  };
}

interface JudgedOutcome {
  readonly rule: Rule;
  readonly outcome: Outcome;
  readonly line?: ServiceLine;
}

/** What every rule that is switched on says of a claim. */
function outcomesOf(
  encounter: Encounter,
  { configuration, packRules = [] }: CheckOptions,
  failures: RuleFailure[],
): readonly JudgedOutcome[] {
  const outcomes: JudgedOutcome[] = [];
  for (const rule of [...bundledRules, ...packRules]) {
    if (configuration.rules[rule.id] === 'off') continue;
    for (const { outcome, line } of judge(rule, encounter, failures))
      outcomes.push(line === undefined ? { rule, outcome } : { rule, outcome, line });
  }
  return outcomes;
}

function judgementOf(
  { rule: { id: rule, severity }, outcome, line }: JudgedOutcome,
  { index: claimIndex }: Claim,
  options: CheckOptions,
  acceptance: () => Acceptance,
): Judgement {
  const about = { rule, claimIndex, ...(line === undefined ? {} : { line: line.number }) };
  if ('reason' in outcome) return { ...about, verdict: outcome.verdict, reason: outcome.reason };
  const accepted = acceptance();
  const said = accepted === 'changed' ? sayChanged(outcome) : outcome;
  const { message: reason } = ruledBy(rule, { ...said, severity: outcome.severity ?? severity }, options);
  return { ...about, verdict: accepted === 'accepted' ? 'ignored' : outcome.verdict, reason };
}

function sayChanged(report: Report): Report {
  return { ...report, message: `${report.message} ${changedSince}` };
}

/** Says of each outcome on a claim whether its users have accepted it; `all` are the outcomes on that claim. */
function acceptanceIn(
  { claim, noteFor }: Encounter,
  text: string,
  comments: readonly IgnoreComment[],
  { configuration, today }: CheckOptions,
): (judged: JudgedOutcome, all: readonly JudgedOutcome[]) => Acceptance {
  const markOf = ({ rule, outcome, line }: JudgedOutcome) => {
    if ('reason' in outcome) return undefined;
    const { at, evidence = [] } = outcome;
    const code = codeOf(outcome, line);
    const rested = { rule: rule.id, at, evidence, ...(code === undefined ? {} : { code }) };
    return evidenceMark(rested, text, noteFor(line));
  };
  return (judged, all) =>
    acceptanceOf(
      { rule: judged.rule.id, claim, claimName: claimName(claim), line: judged.line?.number },
      { claimText: text, comments, noteText: noteFor(judged.line)?.text, configuration, today },
      () => markOf(judged),
      () => all.filter(({ rule, line }) => rule === judged.rule && line === judged.line).map(markOf),
    );
}

function linkOf(
  path: string,
  claim: Claim,
  claimsOfFile: number,
  notes: readonly LinkableNote[],
  options: CheckOptions,
): NoteLink {
  const chosen = options.note ?? options.chosenNotes?.get(path);
  if (chosen !== undefined) return { linked: [chosen], candidates: [], how: 'named', refused: [] };
  return linkNotes(path, claim, claimsOfFile, notes);
}

/** Reads the linked note for a date of service, once per date. An attached note (FHIR) goes before files. */
function noteReader(
  claimPath: string,
  claim: Claim,
  link: NoteLink,
  readNotes: ReadonlyMap<string, EncounterNote>,
  options: CheckOptions,
): (line?: ServiceLine) => EncounterNote | undefined {
  const { muscleAliases: aliases } = options.configuration;
  const attached = claim.attachedNotes.map(
    ({ text }, index): EncounterNote => ({
      path: `${claimPath}#note-${index + 1}`,
      text,
      note: readNote(text, { aliases }),
    }),
  );
  const notes = [...attached, ...link.linked.flatMap((path) => readNotes.get(path) ?? [])];
  const read = new Map<string, EncounterNote | undefined>();
  const first = [...datesOf(claim)][0];
  return (line) => {
    if (notes.length === 0) return undefined;
    const date = (line === undefined ? first : serviceDate(line)) ?? '';
    if (!read.has(date)) read.set(date, noteOfDate(notes, date, aliases));
    return read.get(date);
  };
}

/** The first note with a visit on the date; a note without any date counts for every date. */
function noteOfDate(
  notes: readonly EncounterNote[],
  date: string,
  aliases: Readonly<Record<string, string>>,
): EncounterNote | undefined {
  for (const known of notes) {
    // The whole file was read for this very visit already.
    if (date === '' || known.note.visit?.date?.value === date) return known;
    const note = readNote(known.text, { dateOfService: date, aliases });
    if (note.visit !== undefined) return { ...known, note };
  }
  return undefined;
}

/** Runs one rule on a claim. A rule that throws is named and left out; the others go on. */
function judge(
  rule: Rule,
  encounter: Encounter,
  failures: RuleFailure[],
): { outcome: Outcome; line?: ServiceLine }[] {
  try {
    if (rule.scope === 'line')
      return encounter.claim.serviceLines.flatMap((line) =>
        rule.judge(encounter, line).map((outcome) => ({ outcome, line })),
      );
    return rule.judge(encounter).map((outcome) => {
      const line = encounter.claim.serviceLines.find(({ number }) => number === outcome.line);
      return line === undefined ? { outcome } : { outcome, line };
    });
  } catch (error) {
    // The message of an exception may quote the input; its name does not.
    failures.push({ rule: rule.id, error: error instanceof Error ? error.name : 'unknown error' });
    return [];
  }
}

/** How findings and ignores name a claim: its own id, else its number in the file. */
export function claimName(claim: Claim): string {
  return claim.id?.value ?? String(claim.index + 1);
}

/** The code that a finding is about. Where columns have slipped, a name stands in its place, which is not repeated. */
function codeOf({ code }: Report, line: ServiceLine | undefined): string | undefined {
  const written = line?.procedureCode?.value;
  return code ?? (written !== undefined && isQuotable(written) ? written : undefined);
}

function findingOf(
  rule: Rule,
  report: Report,
  encounter: Encounter,
  line: ServiceLine | undefined,
  { text, firstClaim }: { readonly text: string; readonly firstClaim: number },
  options: CheckOptions,
): Finding {
  const { path, claim } = encounter;
  const inText = firstClaim === 0 ? claim : { ...claim, index: claim.index - firstClaim };
  let fixes: readonly ResolvedFix[] | undefined;
  const code = codeOf(report, line);
  return {
    rule: rule.id,
    ...ruledBy(rule.id, { ...report, severity: report.severity ?? rule.severity }, options),
    verdict: report.verdict,
    at: report.at,
    ...(code === undefined ? {} : { code }),
    claim: claimName(claim),
    claimIndex: claim.index,
    ...(line === undefined ? {} : { line: line.number }),
    evidence: report.evidence ?? [],
    sources: [...(report.sources ?? []), ...rule.sources],
    // Made when asked for: a batch has thousands of findings, and few of their fixes are looked at.
    get fixes() {
      fixes ??= (report.fixes ?? []).flatMap(
        (fix) => resolveFix(fix, path, text, inText, readOptions(path, options)) ?? [],
      );
      return fixes;
    },
    drafts: report.drafts ?? [],
  };
}

/** Severity and message of a finding: as the configuration sets it, else as a pack changes it, which is said, else its own. */
function ruledBy(
  rule: string,
  { severity, verdict, message }: Pick<Finding, 'severity' | 'verdict' | 'message'>,
  { configuration, severityChanges }: CheckOptions,
): Pick<Finding, 'severity' | 'message'> {
  const set = configuration.rules[rule];
  if (set !== undefined && set !== 'off') return { severity: set, message };
  const change = severityChanges?.get(rule);
  if (change === undefined || change.to === severity || verdict === 'cannot-tell')
    return { severity, message };
  return { severity: change.to, message: `${message} ${changeInWords(change)}` };
}

function structureFinding(
  problem: ReadProblem,
  path: string,
  document: ClaimDocument,
  options: CheckOptions,
): readonly Finding[] {
  if (options.configuration.rules[problem.rule] === 'off') return [];
  const claim = problem.claim === undefined ? undefined : document.claims[problem.claim];
  const { fix } = problem;
  return [
    {
      rule: problem.rule,
      verdict: 'fail',
      ...ruledBy(
        problem.rule,
        { severity: problem.severity, verdict: 'fail', message: problem.message },
        options,
      ),
      at: { path, range: problem.range },
      ...(claim === undefined ? {} : { claim: claimName(claim), claimIndex: claim.index }),
      ...(problem.line === undefined ? {} : { line: problem.line }),
      evidence: [],
      sources: structureRules.find((rule) => rule.id === problem.rule)?.sources ?? [],
      fixes:
        fix === undefined
          ? []
          : [{ title: fix.title, lossless: fix.lossless, edits: [{ path, edits: fix.edits }] }],
      drafts: [],
    },
  ];
}

function unreadable({ path, text, binary }: InputDocument): Finding {
  return {
    rule: 'file/not-recognised',
    severity: 'information',
    verdict: 'fail',
    message: describeUnreadable(text, binary),
    at: { path, range: rangeOf(0, Math.min(text.length, 1)) },
    evidence: [],
    sources: [],
    fixes: [],
    drafts: [],
  };
}

/** An ignore without a reason holds nothing back and is said. */
function ignoreFindings(path: string, comments: readonly IgnoreComment[]): readonly Finding[] {
  return comments
    .filter((entry) => entry.reason === '' || !ruleIds.includes(entry.rule))
    .map((entry) => ({
      rule: 'ignore/reason',
      severity: 'warning' as const,
      verdict: 'fail' as const,
      message: ruleIds.includes(entry.rule)
        ? `This comment ignores nothing: it gives no reason. Write it as "claimlint-ignore ${entry.rule}: reason".`
        : `This comment ignores nothing: there is no rule "${entry.rule}".`,
      at: { path, range: entry.range },
      evidence: [],
      sources: [],
      fixes: [],
      drafts: [],
    }));
}

/** Rules that look at the form of one value. */
const formRules = [
  'identifier/npi',
  'place-of-service/invalid',
  'code/unknown',
  'modifier/unknown',
  'diagnosis/format',
  'date/impossible',
];

/** Where the reader itself has said what is wrong with a value, a rule on its form has nothing to add, unless it mends it. */
function saidOnce(findings: readonly Finding[]): readonly Finding[] {
  const read = new Set(
    findings
      .filter((finding) => finding.rule.startsWith('structure/'))
      .map(({ at }) => `${at.range.start}-${at.range.end}`),
  );
  return findings.filter(
    (finding) =>
      !formRules.includes(finding.rule) ||
      !read.has(`${finding.at.range.start}-${finding.at.range.end}`) ||
      finding.fixes.length > 0,
  );
}

function inOrder(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) => a.at.range.start - b.at.range.start || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0),
  );
}

function oncePerRule(failures: readonly RuleFailure[]): readonly RuleFailure[] {
  return failures.filter(
    (failure, index) => failures.findIndex((other) => other.rule === failure.rule) === index,
  );
}

/** Formats of claims that Claimlint reads. */
export const claimFormatIds: readonly FormatId[] = claimFormats.flatMap((format) => format.ids);

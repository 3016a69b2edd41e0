// What hovers and `claimlint code` show, as Markdown: the card of a code and what this note supports of it.
import {
  cardFor,
  codeShape,
  isKnownModifier,
  modifierConflict,
  modifierInfo,
  modifierSource,
  placeOfServiceInfo,
  placeOfServiceSource,
  sectionOf,
} from '../codes';
import type { CodeCard } from '../codes/card';
import type { CodeTables } from '../codes/tables/lookup';
import type { Claim, ServiceLine } from '../model/claim';
import type { Judgement, Source, Verdict } from '../model/finding';
import type { DocumentationElement, MuscleMention, Note } from '../model/note';
import type { Location, TextRange } from '../model/text';
import { elementLabel, explainMention } from '../notes';
import { withPoint } from '../rules/diagnoses';
import { distinctMentions, documentedMuscles, intervalInWords } from '../rules/muscle-evidence';
import type { EncounterNote } from '../rules/rule';
import { pairsOnDate } from './describe-pairs';
import { escapeMarkdown } from './markdown';
import { sourceInWords } from './rule-page';

/** Makes a link to a place in a document; a shell without links returns the label. `label` is Markdown already. */
export type LinkTo = (label: string, target: Location) => string;

const plain: LinkTo = (label) => label;

/** The line that a hover stands on, with its note. */
export interface LineContext {
  readonly claim: Claim;
  readonly line: ServiceLine;
  readonly note?: EncounterNote;
  readonly noteCandidates: readonly string[];
  readonly judgements: readonly Judgement[];
}

export interface Describe {
  readonly tables: CodeTables;
  /** ISO date of service, for the tables. */
  readonly date?: string;
  readonly context?: LineContext;
  readonly link?: LinkTo;
}

const marks: Readonly<Record<Verdict, string>> = {
  pass: '✓',
  fail: '✗',
  'cannot-tell': '?',
  'no-data': '–',
  ignored: '○',
};
const verdictWords: Readonly<Record<Verdict, string>> = {
  pass: 'supported',
  fail: 'not supported',
  'cannot-tell': 'cannot tell',
  'no-data': 'no data',
  ignored: 'accepted',
};

/** The card of a procedure code: what it is, what the linked note supports, and the details below. */
export function describeProcedure(code: string, options: Describe): string {
  const card = cardFor(code);
  return card === undefined ? describeUncarded(code, options) : describeCard(card, options);
}

function describeCard(card: CodeCard, { tables, context, link = plain }: Describe): string {
  const own = tables.descriptor(card.code);
  return joined([
    `### ${card.code} · ${card.title}`,
    // First what is about this claim: a hover shows little more than its beginning.
    context === undefined ? undefined : checklist(card, context, link),
    context === undefined ? undefined : pairsOnDate(context.line, context.claim, tables),
    facts(card),
    card.explanation,
    own === undefined ? undefined : `Your licensed descriptor: ${escapeMarkdown(own)}`,
    advice(card),
    wrongModifiers(card),
    card.neighbours.length === 0
      ? undefined
      : `**Not to be confused with:** ${card.neighbours.map((other) => `${other.code} (${other.difference})`).join('; ')}.`,
    places(card),
    card.specialties === undefined
      ? undefined
      : `**Who:** ${card.specialties.join(', ')}. Scope of practice is state law.`,
    card.coverage === undefined ? undefined : `**Coverage:** ${card.coverage}`,
    sources(card.sources),
  ]);
}

/** Muscles, unit rule, section and effective date in one line. */
function facts(card: CodeCard): string {
  const { muscles, timed, mue, effective } = card;
  const items = [
    muscles === undefined
      ? undefined
      : `**Muscles:** ${muscles.atMost === undefined ? `${muscles.atLeast} or more` : `${muscles.atLeast} to ${muscles.atMost}`}`,
    timed === undefined ? undefined : `**Timed:** ${timed.minutesPerUnit} minutes a unit`,
    mue?.practitioner === undefined
      ? undefined
      : `**Units:** at most ${mue.practitioner} a ${mue.adjudicationIndicator === 1 ? 'line' : 'date'} (MUE, ${mue.source.vintage ?? ''})`,
    `**Section:** ${card.section}`,
    effective?.from === undefined
      ? undefined
      : `**Effective:** ${effective.from}${effective.to === undefined ? '' : ` to ${effective.to}`}`,
  ];
  return items.filter((item) => item !== undefined).join(' · ');
}

/** What the linked note supports; marks always stand with words. */
function checklist(
  card: CodeCard,
  { note, noteCandidates, judgements, line }: LineContext,
  link: LinkTo,
): string {
  const heading = '#### What this note supports';
  if (note === undefined) {
    const why =
      noteCandidates.length > 0
        ? 'several notes may belong to this claim; choose one.'
        : 'no note with this date of service is linked to the claim.';
    return `${heading}\n\n– No data: ${why}`;
  }
  const items: string[] = [];
  if (card.muscles !== undefined) items.push(...muscleItems(card, note, judgements, line, link));
  const isMissing = (element: DocumentationElement) => note.note.documentation[element].length === 0;
  const missingFirst = [...card.documentation].sort((a, b) => Number(isMissing(b)) - Number(isMissing(a)));
  items.push(...missingFirst.map((element) => elementItem(element, note, link)));
  return `${heading}\n\n${items.map((item) => `- ${item}`).join('\n')}`;
}

function muscleItems(
  card: CodeCard,
  note: EncounterNote,
  judgements: readonly Judgement[],
  line: ServiceLine,
  link: LinkTo,
): readonly string[] {
  const procedure = card.muscles?.procedure ?? 'needling';
  const { count, performed, possible } = documentedMuscles(note.note, procedure);
  const verdict =
    judgements.find(
      (judgement) => judgement.rule === 'needling/muscle-count' && judgement.line === line.number,
    )?.verdict ?? 'no-data';
  const mention = (muscle: MuscleMention) => mentionInWords(muscle, note, link);
  return [
    `${marks[verdict]} **Number of muscles: ${verdictWords[verdict]}.** ${intervalInWords(count.byName)} by name, ${intervalInWords(count.bySide)} by side`,
    ...distinctMentions(performed).map((muscle) => `✓ counted: ${mention(muscle)}`),
    ...distinctMentions(possible).map(
      (muscle) => `? may count: ${mention(muscle)}, ${escapeMarkdown(muscle.reason.because)}`,
    ),
  ];
}

/** The note's own words as a link, the name where it differs, and the side. */
function mentionInWords(
  { name, side, range }: MuscleMention,
  { path, text }: EncounterNote,
  link: LinkTo,
): string {
  const words = text.slice(range.start, range.end);
  const sides = { none: 'side not stated', both: 'both sides', left: 'left', right: 'right' } as const;
  const named = words.toLowerCase() === name.toLowerCase() ? '' : ` (${name})`;
  return `${link(escapeMarkdown(words), { path, range })}${named}, ${sides[side]}`;
}

function elementItem(element: DocumentationElement, note: EncounterNote, link: LinkTo): string {
  const [first] = note.note.documentation[element];
  const label = elementLabel(element);
  if (first === undefined) return `✗ not found: ${label}`;
  const words = note.text.slice(first.start, first.end).replace(/\s+/g, ' ');
  return `✓ ${label}: ${link(escapeMarkdown(words.length > 60 ? `${words.slice(0, 57)}…` : words), { path: note.path, range: first })}`;
}

function advice(card: CodeCard): string | undefined {
  if (card.modifiers.advice.length === 0) return undefined;
  const items = card.modifiers.advice.map(
    ({ codes, fits, doesNotFit }) => `- **${codes.join(', ')}** fits: ${fits} Does not fit: ${doesNotFit}`,
  );
  return `#### Modifiers\n\n${items.join('\n')}`;
}

function wrongModifiers(card: CodeCard): string | undefined {
  const never = card.modifiers.wrong.filter(
    ({ severity, codes }) => severity === 'error' && codes.length < 6,
  );
  return never.length === 0
    ? undefined
    : `**Never with this code:** ${never.map(({ codes, because }) => `${codes.join(', ')} (${because})`).join('; ')}.`;
}

function places(card: CodeCard): string | undefined {
  const { placesOfService } = card;
  if (placesOfService === undefined) return undefined;
  const named = (codes: readonly string[]) =>
    codes.map((code) => `${code} ${placeOfServiceInfo(code)?.name.toLowerCase() ?? ''}`.trim()).join(', ');
  const impossible =
    placesOfService.impossible.length === 0 ? '' : ` Never: ${named(placesOfService.impossible)}.`;
  return `**Places of service:** ${named(placesOfService.usual)}.${impossible}`;
}

function sources(list: readonly Source[]): string {
  return `*Sources: ${list.map(sourceInWords).join('; ')}. Description in Claimlint's own words; CPT is the AMA's.*`;
}

/** A code without a card: its section by number, and the user's own descriptor when one was imported. */
function describeUncarded(code: string, { tables, date, context }: Describe): string {
  const section = sectionOf(code);
  const own = tables.descriptor(code);
  const hcpcs = date === undefined ? undefined : tables.hcpcs(code, date);
  const title = own ?? (hcpcs === undefined || hcpcs === 'none' ? undefined : hcpcs.title);
  if (codeShape(code) === 'not-a-code')
    return `### ${escapeMarkdown(code)}\n\nThis is not the form of a procedure code: CPT codes have five digits (or four and a letter), HCPCS codes a letter and four digits.`;
  return joined([
    `### ${code}${title === undefined ? '' : ` · ${escapeMarkdown(title)}`}`,
    section === undefined ? undefined : `**Section:** ${section}`,
    title === undefined
      ? 'Claimlint has no card for this code. Import your licensed descriptors to see what it means.'
      : undefined,
    context === undefined ? undefined : pairsOnDate(context.line, context.claim, tables),
  ]);
}

/** A modifier: what it means, and how it stands on this line. */
export function describeModifier(code: string, { context }: Pick<Describe, 'context'>): string {
  const info = modifierInfo(code);
  if (info === undefined) {
    const known = isKnownModifier(code)
      ? 'This modifier exists. Claimlint has no description of it.'
      : 'This is not a modifier of the CPT or HCPCS lists (2024).';
    return `### Modifier ${escapeMarkdown(code)}\n\n${known}`;
  }
  const line = context?.line;
  const card = cardFor(line?.procedureCode?.value ?? '');
  const wrong = card?.modifiers.wrong.find(({ codes }) => codes.includes(code));
  const fitting = card?.modifiers.advice.find(({ codes }) => codes.includes(code));
  const conflicts = line?.modifiers.flatMap(({ value }) => {
    const because = modifierConflict(code, value);
    return because === undefined ? [] : [`Not together with ${value}: ${because}.`];
  });
  return joined([
    `### Modifier ${code} · ${info.title}`,
    info.meaning,
    info.opensPtp ? 'Can open an NCCI pair with indicator 1 when the note supports it.' : undefined,
    info.requires.length === 0 ? undefined : `Stands with ${info.requires.join(' or ')}.`,
    wrong === undefined || card === undefined
      ? undefined
      : `**On ${card.code}:** does not fit: ${wrong.because}.`,
    fitting === undefined || card === undefined
      ? undefined
      : `**On ${card.code}** it fits: ${fitting.fits} Does not fit: ${fitting.doesNotFit}`,
    ...(conflicts ?? []).map((text) => `**On this line:** ${text}`),
    `*Source: ${sourceInWords(modifierSource)}*`,
  ]);
}

/** A muscle mention in a note: what it was taken for, its status, why, and the words that decided it. */
export function describeMention(
  note: Note,
  offset: number,
): { readonly range: TextRange; readonly markdown: string } | undefined {
  const explained = explainMention(note, offset);
  if (explained === undefined) return undefined;
  const { mention, takenFor, statusInWords, because, remarks } = explained;
  return {
    range: mention.range,
    markdown: joined([
      `### ${escapeMarkdown(takenFor)}`,
      `**${escapeMarkdown(statusInWords)}**, because: ${escapeMarkdown(because)}`,
      ...remarks.map(escapeMarkdown),
    ]),
  };
}

/** A place of service code. */
export function describePlaceOfService(code: string, { context }: Pick<Describe, 'context'>): string {
  const place = placeOfServiceInfo(code);
  if (place === undefined)
    return `### Place of service ${escapeMarkdown(code)}\n\nThis is not a CMS place of service code.`;
  const card = cardFor(context?.line.procedureCode?.value ?? '');
  const list = card?.placesOfService;
  const fit =
    list?.impossible.includes(code) === true
      ? 'cannot be given here'
      : list?.usual.includes(code) === true
        ? 'is usual here'
        : list?.unlikely.includes(code) === true
          ? 'is unusual here'
          : undefined;
  return joined([
    `### Place of service ${code} · ${place.name}`,
    place.facility ? 'Paid at the facility rate.' : 'Paid at the non-facility rate.',
    place.note,
    card === undefined || fit === undefined ? undefined : `${card.code} ${fit}.`,
    `*Source: ${sourceInWords(placeOfServiceSource)}*`,
  ]);
}

/** A diagnosis: its public-domain title where an ICD-10-CM table is loaded for the date. */
export function describeDiagnosis(code: string, { tables, date }: Pick<Describe, 'tables' | 'date'>): string {
  const row = date === undefined ? undefined : tables.icd10(code, date);
  const heading = `### Diagnosis ${escapeMarkdown(withPoint(code))}`;
  if (row === undefined)
    return `${heading}\n\nNo ICD-10-CM table is loaded for ${date ?? 'this date'}. Import code tables to see its title.`;
  if (row === 'none') return `${heading}\n\nThis code is not in ICD-10-CM for ${date ?? 'this date'}.`;
  return joined([
    `${heading} · ${escapeMarkdown(row.title)}`,
    row.billable
      ? 'Billable.'
      : `Not billable: more characters are needed (${row.longer.slice(0, 6).map(withPoint).join(', ')}${row.longer.length > 6 ? ' …' : ''}).`,
    row.laterality === undefined ? undefined : `Side: ${row.laterality}.`,
    `*Source: ICD-10-CM, ${row.vintage} (NCHS, public domain)*`,
  ]);
}

/** Any code by itself, for the command line and the code search; undefined when it is none that Claimlint knows the form of. */
export function describeBundled(code: string, tables: CodeTables): string | undefined {
  const name = code.trim().toUpperCase();
  if (/^[A-Z0-9]{2}$/.test(name)) {
    const texts = [
      isKnownModifier(name) ? describeModifier(name, {}) : undefined,
      placeOfServiceInfo(name) === undefined ? undefined : describePlaceOfService(name, {}),
    ].filter((text) => text !== undefined);
    return texts.length === 0 ? undefined : texts.join('\n\n');
  }
  return codeShape(name) === 'not-a-code' ? undefined : describeProcedure(name, { tables });
}

function joined(parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined).join('\n\n');
}

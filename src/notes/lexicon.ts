// All words that the reader knows, gathered from the tables into one vocabulary and one phrase table.
import { type Muscle, muscles, shortened } from '../codes/muscles/dictionary';
import {
  type Cue,
  type DocumentationElement,
  documentationElements,
  type ProcedureKind,
  type SectionKind,
  type Side,
} from '../model/note';
import { addPhrase, newPhraseTable, type PhraseTable, sealPhrases } from './phrases';
import { newVocabulary, sealVocabulary, type Vocabulary, wordsOf } from './tokens';
import actTable from './words/acts.yaml';
import contextTable from './words/context.yaml';
import cueTable from './words/cues.yaml';
import documentationTable from './words/documentation.yaml';
import findingTable from './words/findings.yaml';
import headingTable from './words/headings.yaml';
import sideTable from './words/sides.yaml';
import tissueTable from './words/tissues.yaml';

/** The kind of an act; `infer`: taken from the text around it, `none`: not an act although it sounds like one. */
export type ActKind = ProcedureKind | 'infer' | 'none';
export type ActForm = 'noun' | 'past' | 'base' | 'doing' | 'tool' | 'finding';

export interface Act {
  readonly is: 'act';
  readonly kind: ActKind;
  readonly form: ActForm;
  /** Whether a muscle was entered if it was done at all. */
  readonly muscular: boolean;
  /** A bare "injection": what was injected decides what it is. */
  readonly generic: boolean;
  /** Tells of a needle, not of what it was for: the text around decides. */
  readonly tool: boolean;
  /** A short form that may mean a muscle instead. */
  readonly ambiguous: boolean;
}

/** How a wording that bears on the meaning of others is meant (words/context.yaml). */
export type ContextRole =
  | 'not-before'
  | 'not-act'
  | 'not-after'
  | 'except'
  | 'later-before'
  | 'later-after'
  | 'if'
  | 'purpose'
  | 'general'
  | 'later-both'
  | 'not-both'
  | 'spoken'
  | 'past'
  | 'past-before'
  | 'now'
  | 'comparison'
  | 'hedge'
  | 'person'
  | 'near'
  | 'through'
  | 'done'
  | 'stop'
  | 'these'
  | 'response'
  | 'correction'
  | 'filler'
  | 'tissue'
  | 'place'
  | 'region'
  | 'again'
  | 'only';

export type SpokenSide = Side | 'one';

export type Speech =
  | { readonly is: 'muscle'; readonly muscle: Muscle; readonly sure: boolean }
  | Act
  | { readonly is: 'finding'; readonly ambiguous: boolean }
  | { readonly is: 'side'; readonly side: SpokenSide; readonly near: boolean }
  | { readonly is: ContextRole };

/** What a title opens. `assessment-plan`: both in one; `field`: a line of the header, no section. */
export type TitleKind = SectionKind | 'assessment-plan' | 'field';

type Entry = Readonly<Record<string, unknown>>;
export const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const entriesOf = (value: unknown): readonly Entry[] =>
  Array.isArray(value) ? value.filter(isEntry) : [];
export const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value)
    ? value.filter((item) => typeof item === 'string' || typeof item === 'number').map(String)
    : [];

/** The value at a path of keys in a table. */
export function within(table: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isEntry(value) ? value[key] : undefined), table);
}

const contextRoles: readonly (readonly [ContextRole, readonly string[]])[] = [
  ['not-before', ['negation', 'before']],
  ['not-act', ['negation', 'act']],
  ['not-after', ['negation', 'after']],
  ['except', ['negation', 'except']],
  ['later-before', ['later', 'before']],
  ['later-after', ['later', 'after']],
  ['if', ['later', 'if']],
  ['purpose', ['purpose']],
  ['general', ['general']],
  ['past', ['history', 'both']],
  ['past-before', ['history', 'before']],
  ['comparison', ['comparison']],
  ['now', ['now']],
  ['hedge', ['hedge']],
  ['person', ['person']],
  ['near', ['near']],
  ['through', ['through']],
  ['done', ['done']],
  ['stop', ['stop']],
  ['these', ['these']],
  ['response', ['response']],
  ['correction', ['correction']],
  ['filler', ['filler']],
];

function addActs(table: PhraseTable<Speech>): void {
  for (const entry of entriesOf(actTable)) {
    const kind = String(entry.kind) as ActKind;
    const form = (typeof entry.form === 'string' ? entry.form : 'noun') as ActForm;
    const muscular =
      entry.muscular !== false && ['needling', 'injection', 'chemodenervation', 'emg'].includes(kind);
    const act: Act = {
      is: 'act',
      kind,
      form,
      muscular,
      generic: entry.generic === true,
      tool: form === 'tool' || entry.tool === true,
      ambiguous: entry.ambiguous === true,
    };
    for (const pattern of textsOf(entry.words))
      addPhrase(table, pattern, act, entry.exact === true ? pattern : undefined);
  }
}

/** `trapezius` → `trapezius`, `trapeziuss` is nobody's plural, but `trap` → `traps`, `SCM` → `SCMs`. */
function withPlural(word: string): readonly string[] {
  return /[a-zA-Z]$/.test(word) && !word.endsWith('s') ? [word, `${word}s`] : [word];
}

function addMuscles(table: PhraseTable<Speech>): void {
  for (const muscle of muscles) {
    const sure: Speech = { is: 'muscle', muscle, sure: true };
    const unsure: Speech = { is: 'muscle', muscle, sure: false };
    const written = new Set<string>();
    const add = (phrase: string, meaning: Speech, exactly?: string) => {
      const key = `${phrase.toLowerCase()} ${exactly ?? ''}`;
      if (written.has(key)) return;
      written.add(key);
      addPhrase(table, phrase, meaning, exactly);
    };
    for (const word of muscle.words) for (const form of withPlural(word)) add(form, sure);
    for (const name of [muscle.name, muscle.anatomical?.toLowerCase() ?? ''])
      for (const form of shortened(name)) add(form, sure);
    for (const word of muscle.abbreviations)
      for (const form of withPlural(word)) {
        if (word.length > 2) add(form, sure);
        else {
          add(form, sure, form);
          add(form.toUpperCase(), sure, form.toUpperCase());
          add(form, unsure);
        }
      }
    for (const word of muscle.ambiguous)
      for (const form of /^[A-Z]{2}$/.test(word) ? withPlural(word) : [word]) add(form, unsure);
  }
}

function addSides(table: PhraseTable<Speech>): void {
  for (const side of ['left', 'right', 'both', 'one', 'none'] as const) {
    for (const word of textsOf(within(sideTable, side, 'words')))
      addPhrase(table, word, { is: 'side', side, near: false });
    for (const word of textsOf(within(sideTable, side, 'near')))
      addPhrase(table, word, { is: 'side', side, near: true });
  }
}

function addAll(table: PhraseTable<Speech>, patterns: readonly string[], meaning: Speech): void {
  for (const pattern of patterns) addPhrase(table, pattern, meaning);
}

const titleKinds: readonly TitleKind[] = [
  'header',
  'subjective',
  'history',
  'objective',
  'treatment',
  'assessment',
  'plan',
  'assessment-plan',
  'education',
  'consent',
  'billing',
  'home-program',
  'signature',
  'field',
];

/** What a wording shows: an element of the documentation, or a cue for a modifier. */
export type Evidence =
  | { readonly shows: 'element'; readonly element: DocumentationElement; readonly exclude: readonly string[] }
  | { readonly shows: 'cue'; readonly cue: Cue['kind'] };

function addEvidence(table: PhraseTable<Evidence>): void {
  for (const element of documentationElements) {
    const value: Evidence = {
      shows: 'element',
      element,
      exclude: textsOf(within(documentationTable, element, 'exclude')),
    };
    for (const pattern of textsOf(within(documentationTable, element, 'words')))
      addPhrase(table, pattern, value);
  }
  if (!isEntry(cueTable)) return;
  for (const [cue, patterns] of Object.entries(cueTable)) {
    const value: Evidence = { shows: 'cue', cue: cue as Cue['kind'] };
    for (const pattern of textsOf(patterns)) addPhrase(table, pattern, value);
  }
}

function titlesThatShow(): ReadonlyMap<string, readonly DocumentationElement[]> {
  const shown = new Map<string, DocumentationElement[]>();
  for (const element of documentationElements)
    for (const title of textsOf(within(documentationTable, element, 'titles'))) {
      const there = shown.get(title);
      if (there === undefined) shown.set(title, [element]);
      else there.push(element);
    }
  return shown;
}

export interface Lexicon {
  readonly vocabulary: Vocabulary;
  readonly speech: PhraseTable<Speech>;
  readonly titles: PhraseTable<TitleKind>;
  readonly evidence: PhraseTable<Evidence>;
  /** Titles under which anything written is evidence. */
  readonly evidentTitles: ReadonlyMap<string, readonly DocumentationElement[]>;
}

function buildLexicon(): Lexicon {
  const vocabulary = newVocabulary();
  for (const mark of [
    '-',
    '.',
    ',',
    '/',
    '+',
    '&',
    ';',
    ':',
    '(',
    ')',
    '[',
    ']',
    '|',
    '*',
    '#',
    '_',
    '?',
    '!',
    '=',
    '>',
    '<',
    '"',
    '~',
    '{',
    '}',
    '\u2022',
    '\\',
    '%',
    '@',
    'x',
    'and',
    'or',
    'the',
    'of',
    'to',
    'in',
  ])
    wordsOf(vocabulary, mark);
  const speech = newPhraseTable<Speech>(vocabulary);
  addActs(speech);
  for (const entry of entriesOf(findingTable)) {
    const finding: Speech = { is: 'finding', ambiguous: entry.ambiguous === true };
    for (const pattern of textsOf(entry.words))
      addPhrase(speech, pattern, finding, entry.exact === true ? pattern : undefined);
  }
  for (const [role, path] of contextRoles)
    addAll(speech, textsOf(within(contextTable, ...path)), { is: role });
  for (const role of ['tissue', 'place', 'region'] as const)
    addAll(speech, textsOf(within(tissueTable, role)), { is: role });
  for (const role of ['again', 'only'] as const)
    addAll(speech, textsOf(within(sideTable, role)), { is: role });
  addSides(speech);
  addMuscles(speech);
  const titles = newPhraseTable<TitleKind>(vocabulary);
  for (const kind of titleKinds)
    for (const pattern of textsOf(within(headingTable, kind))) addPhrase(titles, pattern, kind);
  const evidence = newPhraseTable<Evidence>(vocabulary);
  addEvidence(evidence);
  sealVocabulary(vocabulary);
  sealPhrases(evidence);
  sealPhrases(speech);
  sealPhrases(titles);
  return { vocabulary, speech, titles, evidence, evidentTitles: titlesThatShow() };
}

let built: Lexicon | undefined;

/** Built on first use, then kept: the tables never change while the program runs. */
export function lexicon(): Lexicon {
  built ??= buildLexicon();
  return built;
}

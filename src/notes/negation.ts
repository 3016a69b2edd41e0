// Whether a finding is negated in its sentence ("no chest pain", "edema was ruled out"), after NegEx: a cue before or
// after it whose reach is not stopped in between. Uses the negations that bear on acts as well.
import type { TextRange } from '../model/text';
import { textsOf, within } from './lexicon';
import { addPhrase, longestMatch, newPhraseTable, type PhraseTable, sealPhrases } from './phrases';
import { newVocabulary, sealVocabulary, shape, type Tokens, tokenize, wordsOf } from './tokens';
import contextTable from './words/context.yaml';
import table from './words/finding-negation.yaml';

type Role = 'before' | 'after' | 'pseudo' | 'stop';

function buildTable(): PhraseTable<Role> {
  const vocabulary = newVocabulary();
  for (const mark of ['.', ';', '-', ':', '?', '!']) wordsOf(vocabulary, mark);
  const phrases = newPhraseTable<Role>(vocabulary);
  for (const pattern of textsOf(within(contextTable, 'negation', 'before')))
    addPhrase(phrases, pattern, 'before');
  for (const role of ['before', 'after', 'pseudo', 'stop'] as const)
    for (const pattern of textsOf(within(table, role))) addPhrase(phrases, pattern, role);
  sealVocabulary(vocabulary);
  sealPhrases(phrases);
  return phrases;
}

let built: PhraseTable<Role> | undefined;

interface Cue {
  readonly roles: ReadonlySet<Role>;
  readonly from: number;
  readonly to: number;
}

function cuesIn(phrases: PhraseTable<Role>, tokens: Tokens, from: number, to: number): readonly Cue[] {
  const cues: Cue[] = [];
  let at = from;
  while (at < to) {
    const match = tokens.word[at] === 0 ? undefined : longestMatch(phrases, tokens, at, to);
    if (match === undefined) {
      at++;
      continue;
    }
    cues.push({
      roles: new Set(match.meanings.map((meaning) => meaning.value)),
      from: match.from,
      to: match.to,
    });
    at = match.to;
  }
  return cues;
}

function endsReach(tokens: Tokens, at: number): boolean {
  const mark = tokens.text.slice(tokens.start[at], tokens.end[at]);
  if (mark === ';' || mark === '?' || mark === '!') return true;
  const from = tokens.end[at] ?? 0;
  const gap = (tokens.start[at + 1] ?? from) - from;
  // Fields of a report run together: wide gaps and "LABEL:" part them.
  if (gap >= 4) return true;
  if (mark === ':') return ((tokens.shape[at - 1] ?? 0) & shape.allCapitals) !== 0;
  if (mark !== '.') return false;
  const next = tokens.text[tokens.end[at] ?? 0];
  return next === undefined || /\s/.test(next);
}

/** Whether the finding at `range` of `sentence` is said not to be there. */
export function isNegated(sentence: string, range: TextRange): boolean {
  built ??= buildTable();
  const tokens = tokenize(sentence, built.vocabulary);
  let first = 0;
  while (first < tokens.count && (tokens.end[first] ?? 0) <= range.start) first++;
  let last = first;
  while (last < tokens.count && (tokens.start[last] ?? 0) < range.end) last++;
  let begin = first;
  while (begin > 0 && !endsReach(tokens, begin - 1)) begin--;
  let end = last;
  while (end < tokens.count && !endsReach(tokens, end)) end++;
  const before = cuesIn(built, tokens, begin, first);
  for (let index = before.length - 1; index >= 0; index--) {
    const cue = before[index];
    if (cue === undefined || cue.roles.has('pseudo')) continue;
    if (cue.roles.has('before')) return true;
    if (cue.roles.has('stop')) break;
  }
  for (const cue of cuesIn(built, tokens, last, end)) {
    if (cue.roles.has('pseudo')) continue;
    if (cue.roles.has('after')) return true;
    if (cue.roles.has('stop') || cue.roles.has('before')) return false;
  }
  return false;
}

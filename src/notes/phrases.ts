// Many phrases looked for at once: a trie over word numbers. Matching at a token costs one array look-up
// unless a phrase begins there, so the time is linear whatever the text.
// The branch of a first word is grown when that word is first met: a note meets few of them, and the reader starts at once.
import { shape, type Tokens, type Vocabulary, wordsOf } from './tokens';

/** What a phrase means; several meanings of one phrase stand side by side. */
export interface Meaning<T> {
  readonly value: T;
  /** The phrase counts only in exactly this writing. */
  readonly exactly?: string;
}

export interface PhraseTable<T> {
  readonly vocabulary: Vocabulary;
  /** Node number after the first word, by word number; 0 for none, -1 for a branch that is not grown yet. */
  first: Int32Array;
  /** Above every word number; small, so that the keys of `next` stay small whole numbers. */
  stride: number;
  /** `node * stride + word` → node. */
  readonly next: Map<number, number>;
  readonly meanings: (Meaning<T>[] | undefined)[];
  readonly roots: Map<number, number>;
  /** By first word: the readings of patterns that are not in the trie yet. */
  readonly waiting: Map<number, Waiting<T>[]>;
}

type Slots = readonly (readonly (readonly number[])[])[];

/** A pattern from the slot on that gives its first word. */
interface Waiting<T> {
  readonly slots: Slots;
  readonly slot: number;
  readonly choice: readonly number[];
  readonly meaning: Meaning<T>;
}

export function newPhraseTable<T>(vocabulary: Vocabulary): PhraseTable<T> {
  return {
    vocabulary,
    first: new Int32Array(1),
    stride: 1,
    next: new Map(),
    meanings: [undefined],
    roots: new Map(),
    waiting: new Map(),
  };
}

/** "(needle|needles) (was|) inserted" as slots of alternatives, each a row of word numbers; an empty one leaves the slot out. */
function slotsOf(vocabulary: Vocabulary, pattern: string): Slots {
  const slots: (readonly (readonly number[])[])[] = [];
  let at = 0;
  while (at < pattern.length) {
    const open = pattern.indexOf('(', at);
    const close = open < 0 ? -1 : pattern.indexOf(')', open);
    const isGroup = close > 0 && pattern.slice(open, close).includes('|');
    const end = isGroup ? open : pattern.length;
    const plain = wordsOf(vocabulary, pattern.slice(at, end));
    if (plain.length > 0) slots.push([plain]);
    if (!isGroup) break;
    slots.push(
      pattern
        .slice(open + 1, close)
        .split('|')
        .map((choice) => wordsOf(vocabulary, choice)),
    );
    at = close + 1;
  }
  return slots;
}

function nodeAfter<T>(table: PhraseTable<T>, from: number, words: readonly number[]): number {
  let node = from;
  for (const word of words) {
    const known: number | undefined =
      node === 0 ? table.roots.get(word) : table.next.get(node * table.stride + word);
    if (known !== undefined) {
      node = known;
      continue;
    }
    table.meanings.push(undefined);
    const made = table.meanings.length - 1;
    if (node === 0) table.roots.set(word, made);
    else table.next.set(node * table.stride + word, made);
    node = made;
  }
  return node;
}

/** Adds every reading of a pattern: "(a|b|) c" is "a c", "b c" and "c". Groups do not nest. */
export function addPhrase<T>(table: PhraseTable<T>, pattern: string, value: T, exactly?: string): void {
  const slots = slotsOf(table.vocabulary, pattern);
  const meaning: Meaning<T> = exactly === undefined ? { value } : { value, exactly };
  for (let slot = 0; slot < slots.length; slot++) {
    let mayBeLeftOut = false;
    for (const choice of slots[slot] ?? []) {
      const word = choice[0];
      if (word === undefined) {
        mayBeLeftOut = true;
        continue;
      }
      const there = table.waiting.get(word);
      const entry = { slots, slot, choice, meaning };
      if (there === undefined) table.waiting.set(word, [entry]);
      else there.push(entry);
    }
    if (!mayBeLeftOut) return;
  }
}

/** Grows the branch of a first word; returns its node, 0 for none. */
function grow<T>(table: PhraseTable<T>, word: number): number {
  const entries = table.waiting.get(word);
  if (entries !== undefined) {
    table.waiting.delete(word);
    for (const { slots, slot, choice, meaning } of entries)
      follow(table, slots, slot + 1, nodeAfter(table, 0, choice), meaning);
  }
  const node = table.roots.get(word) ?? 0;
  if (word < table.first.length) table.first[word] = node;
  return node;
}

function follow<T>(
  table: PhraseTable<T>,
  slots: Slots,
  slot: number,
  node: number,
  meaning: Meaning<T>,
): void {
  const choices = slots[slot];
  if (choices !== undefined) {
    for (const choice of choices) follow(table, slots, slot + 1, nodeAfter(table, node, choice), meaning);
    return;
  }
  const there = table.meanings[node];
  if (there === undefined) table.meanings[node] = [meaning];
  else if (!there.some((other) => other.value === meaning.value && other.exactly === meaning.exactly))
    there.push(meaning);
}

/** Makes the table ready for reading; call after the vocabulary has its last word. */
export function sealPhrases<T>(table: PhraseTable<T>): void {
  table.first = new Int32Array(table.vocabulary.words.length);
  table.stride = table.vocabulary.words.length;
  for (const word of table.waiting.keys()) table.first[word] = -1;
}

function nodeOfFirst<T>(table: PhraseTable<T>, word: number): number {
  const node = table.first[word] ?? 0;
  return node < 0 ? grow(table, word) : node;
}

/** The node that a sequence of word numbers leads to, as if it stood in the text. */
export function meaningsOf<T>(
  table: PhraseTable<T>,
  words: readonly number[],
): readonly Meaning<T>[] | undefined {
  let node = nodeOfFirst(table, words[0] ?? 0);
  for (let i = 1; i < words.length && node !== 0; i++)
    node = table.next.get(node * table.stride + (words[i] ?? 0)) ?? 0;
  return node === 0 ? undefined : table.meanings[node];
}

export interface Match<T> {
  /** Tokens: first, and the one after the last. */
  readonly from: number;
  readonly to: number;
  readonly meanings: readonly Meaning<T>[];
}

const hyphenOrPoint = new Set(['-', '.']);

/** The longest phrase that begins at token `from` and ends before `limit`, if any. Reads over a line end and over a glued hyphen or point. */
export function longestMatch<T>(
  table: PhraseTable<T>,
  tokens: Tokens,
  from: number,
  limit: number = tokens.count,
): Match<T> | undefined {
  const { vocabulary, next, meanings, stride } = table;
  let node = nodeOfFirst(table, tokens.word[from] ?? 0);
  let best: Match<T> | undefined;
  let at = from + 1;
  while (node !== 0) {
    const found = meanings[node];
    if (found !== undefined) {
      const valid = writtenSo(found, tokens, from, at);
      if (valid.length > 0) best = { from, to: at, meanings: valid };
    }
    if (at >= limit) break;
    let following = next.get(node * stride + (tokens.word[at] ?? 0)) ?? 0;
    if (following === 0 || tokens.word[at] === 0) {
      following = 0;
      const bits = tokens.shape[at] ?? 0;
      const isLineEnd = (bits & shape.newline) !== 0;
      const isJoint =
        (bits & shape.mark) !== 0 &&
        (bits & shape.glued) !== 0 &&
        hyphenOrPoint.has(vocabulary.words[tokens.word[at] ?? 0] ?? '');
      if ((isLineEnd || isJoint) && at + 1 < limit && tokens.word[at + 1] !== 0) {
        following = next.get(node * stride + (tokens.word[at + 1] ?? 0)) ?? 0;
        if (following !== 0) at++;
      }
    }
    node = following;
    at++;
  }
  return best;
}

function writtenSo<T>(
  meanings: readonly Meaning<T>[],
  tokens: Tokens,
  from: number,
  to: number,
): readonly Meaning<T>[] {
  if (meanings.every((meaning) => meaning.exactly === undefined)) return meanings;
  const written = tokens.text.slice(tokens.start[from], tokens.end[to - 1]);
  return meanings.filter((meaning) => meaning.exactly === undefined || meaning.exactly === written);
}

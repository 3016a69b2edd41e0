// Cuts a text into tokens: words, numbers, line ends and single punctuation marks, each with the number of its word
// in a vocabulary. One pass over the characters, no regular expressions, nothing copied out of the text.

/** Bits of `Tokens.shape`. */
export const shape = {
  word: 1,
  number: 2,
  newline: 4,
  mark: 8,
  glued: 16,
  capitalised: 32,
  allCapitals: 64,
} as const;

export interface Tokens {
  readonly text: string;
  readonly count: number;
  readonly start: Int32Array;
  readonly end: Int32Array;
  /** Number of the folded word in the vocabulary; 0 when the vocabulary does not know it. */
  readonly word: Int32Array;
  readonly shape: Uint8Array;
}

const other = 0;
const space = 1;
const letter = 2;
const digit = 3;
const lineEnd = 4;

const classes = new Uint8Array(128);
for (let code = 0; code < 128; code++) {
  const isLetter = (code | 32) >= 97 && (code | 32) <= 122;
  if (isLetter) classes[code] = letter;
  else if (code >= 48 && code <= 57) classes[code] = digit;
  else if (code === 10 || code === 13) classes[code] = lineEnd;
  else if (code <= 32) classes[code] = space;
}

function classOf(code: number): number {
  if (code < 128) return classes[code] ?? other;
  if (code === 0xa0 || code === 0xfeff || (code >= 0x2000 && code <= 0x200b) || code === 0x202f) return space;
  if (code === 0x2028 || code === 0x2029) return lineEnd;
  const isLetter = code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7;
  return isLetter ? letter : other;
}

const apostrophe = 39;
const typographicApostrophe = 0x2019;
const point = 46;
const hyphen = 45;

/** Folds a character: lower case, one kind of apostrophe, hyphen and quotation mark. */
function fold(code: number): number {
  if (code >= 65 && code <= 90) return code + 32;
  if (code < 128) return code;
  if (code === typographicApostrophe || code === 0x2018) return apostrophe;
  if ((code >= 0x2010 && code <= 0x2015) || code === 0x2212) return hyphen;
  if (code === 0x201c || code === 0x201d) return 34;
  if (
    code === 0x2022 ||
    code === 0x25cf ||
    code === 0x25aa ||
    code === 0xb7 ||
    code === 0x2023 ||
    code === 0x25e6
  )
    return 0x2022;
  return code;
}

/** The words that the reader knows, each with a number from 1 up. */
export interface Vocabulary {
  readonly words: string[];
  readonly numbers: Map<string, number>;
  /** Built by `seal`: open addressing by hash. */
  table: Int32Array;
}

export function newVocabulary(): Vocabulary {
  return { words: [''], numbers: new Map(), table: new Int32Array(2) };
}

/** The number of a folded word; gives it one if it has none. */
export function addWord(vocabulary: Vocabulary, word: string): number {
  const known = vocabulary.numbers.get(word);
  if (known !== undefined) return known;
  const number = vocabulary.words.length;
  vocabulary.words.push(word);
  vocabulary.numbers.set(word, number);
  return number;
}

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

function hashOf(word: string): number {
  let hash = 0x811c9dc5 | 0;
  for (let i = 0; i < word.length; i++) hash = step(hash, word.charCodeAt(i));
  return hash;
}

/** Makes the vocabulary ready for reading; call after the last `addWord`. */
export function sealVocabulary(vocabulary: Vocabulary): void {
  let size = 16;
  while (size < vocabulary.words.length * 4) size *= 2;
  const table = new Int32Array(size);
  for (let number = 1; number < vocabulary.words.length; number++) {
    let slot = (hashOf(vocabulary.words[number] ?? '') >>> 7) & (size - 1);
    while (table[slot] !== 0) slot = (slot + 1) & (size - 1);
    table[slot] = number;
  }
  vocabulary.table = table;
}

function lookUp(vocabulary: Vocabulary, text: string, start: number, end: number, hash: number): number {
  const { table, words } = vocabulary;
  const mask = table.length - 1;
  let slot = (hash >>> 7) & mask;
  for (;;) {
    const number = table[slot] ?? 0;
    if (number === 0) return 0;
    const word = words[number] ?? '';
    if (word.length === end - start) {
      let i = 0;
      while (i < word.length && fold(text.charCodeAt(start + i)) === word.charCodeAt(i)) i++;
      if (i === word.length) return number;
    }
    slot = (slot + 1) & mask;
  }
}

interface Growing {
  start: Int32Array;
  end: Int32Array;
  word: Int32Array;
  shape: Uint8Array;
}

function grow(tokens: Growing): void {
  const size = tokens.start.length * 2;
  const wider = (old: Int32Array): Int32Array => {
    const next = new Int32Array(size);
    next.set(old);
    return next;
  };
  tokens.start = wider(tokens.start);
  tokens.end = wider(tokens.end);
  tokens.word = wider(tokens.word);
  const shapes = new Uint8Array(size);
  shapes.set(tokens.shape);
  tokens.shape = shapes;
}

/** Cuts the text. Words hold letters and inner apostrophes, numbers digits and inner points; all else stands alone. */
export function tokenize(text: string, vocabulary: Vocabulary): Tokens {
  const length = text.length;
  const room = 16 + (length >> 2);
  const tokens: Growing = {
    start: new Int32Array(room),
    end: new Int32Array(room),
    word: new Int32Array(room),
    shape: new Uint8Array(room),
  };
  let count = 0;
  let at = 0;
  let previousEnd = -1;
  while (at < length) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    if (kind === space) {
      at++;
      continue;
    }
    const start = at;
    let hash = 0x811c9dc5 | 0;
    let bits: number;
    let number = -1;
    if (kind === letter) {
      let capitals = 0;
      let stem = 0;
      let stemHash = 0;
      let letters = 0;
      let next = code;
      do {
        const folded = fold(next);
        if (folded !== next) capitals++;
        letters++;
        hash = step(hash, folded);
        at++;
        next = text.charCodeAt(at);
        const isApostrophe = next === apostrophe || next === typographicApostrophe;
        if (isApostrophe && at + 1 < length && classOf(text.charCodeAt(at + 1)) === letter) {
          stem = at;
          stemHash = hash;
          hash = step(hash, apostrophe);
          at++;
          next = text.charCodeAt(at);
        }
      } while (at < length && classOf(next) === letter);
      bits = shape.word;
      // "muscle(s)" is one word.
      if (at + 2 < length && text.charCodeAt(at) === 40 && letters > 3) {
        const s = text.charCodeAt(at + 1) | 32;
        if (s === 115 && text.charCodeAt(at + 2) === 41) {
          number = lookUp(vocabulary, text, start, at, hash);
          at += 3;
        }
      }
      // "visit's" is read as "visit" unless the tables know the longer form.
      if (stem > 0 && at - stem === 2) {
        number = lookUp(vocabulary, text, start, at, hash);
        if (number === 0) number = lookUp(vocabulary, text, start, stem, stemHash);
      }
      if (code >= 65 && code <= 90)
        bits |= capitals === letters ? shape.allCapitals | shape.capitalised : shape.capitalised;
    } else if (
      kind === digit ||
      (code === point && previousEnd !== start && classOf(text.charCodeAt(at + 1)) === digit)
    ) {
      let next = code;
      do {
        hash = step(hash, next);
        at++;
        next = text.charCodeAt(at);
        if (next === point && classOf(text.charCodeAt(at + 1)) === digit) {
          hash = step(hash, point);
          at++;
          next = text.charCodeAt(at);
        }
      } while (at < length && classOf(next) === digit);
      bits = shape.number;
    } else if (kind === lineEnd) {
      at += code === 13 && text.charCodeAt(at + 1) === 10 ? 2 : 1;
      bits = shape.newline;
    } else {
      hash = step(hash, fold(code));
      at++;
      bits = shape.mark;
    }
    if (count === tokens.start.length) grow(tokens);
    tokens.start[count] = start;
    tokens.end[count] = at;
    tokens.word[count] =
      (bits & shape.newline) !== 0 ? 0 : number >= 0 ? number : lookUp(vocabulary, text, start, at, hash);
    tokens.shape[count] = previousEnd === start ? bits | shape.glued : bits;
    count++;
    previousEnd = (bits & shape.newline) !== 0 ? -1 : at;
  }
  return { text, count, start: tokens.start, end: tokens.end, word: tokens.word, shape: tokens.shape };
}

/** The folded words of a phrase, for the tables; each becomes part of the vocabulary. */
export function wordsOf(vocabulary: Vocabulary, phrase: string): readonly number[] {
  const numbers: number[] = [];
  let at = 0;
  while (at < phrase.length) {
    const kind = classOf(phrase.charCodeAt(at));
    let end = at + 1;
    if (kind === letter)
      while (end < phrase.length && (classOf(phrase.charCodeAt(end)) === letter || joinsLetters(phrase, end)))
        end++;
    else if (kind === digit)
      while (
        end < phrase.length &&
        (classOf(phrase.charCodeAt(end)) === digit ||
          (phrase[end] === '.' && classOf(phrase.charCodeAt(end + 1)) === digit))
      )
        end++;
    if (kind !== space) numbers.push(addWord(vocabulary, folded(phrase.slice(at, end))));
    at = end;
  }
  return numbers;
}

function folded(word: string): string {
  let index = 0;
  while (index < word.length && fold(word.charCodeAt(index)) === word.charCodeAt(index)) index++;
  // Most words of the tables are plain already.
  if (index === word.length) return word;
  let plain = word.slice(0, index);
  for (; index < word.length; index++) plain += String.fromCharCode(fold(word.charCodeAt(index)));
  return plain;
}

function joinsLetters(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    (code === apostrophe || code === typographicApostrophe) && classOf(text.charCodeAt(at + 1)) === letter
  );
}

// What stands in for a name or a number: letters for letters and digits for digits, the same for the same word in every
// file of one copy, so that files still find each other.

export interface StandIns {
  /** Every word of a text replaced; signs and blanks stay. */
  readonly words: (text: string) => string;
  /** Days by which dates are moved; whole weeks. */
  readonly days: number;
}

/** Stand-ins of one copy. The same seed gives the same; another copy is made with another. */
export function standIns(seed: string): StandIns {
  const known = new Map<string, string>();
  const word = (written: string): string => {
    const key = written.toUpperCase();
    const stand = known.get(key) ?? standInFor(key, seed);
    known.set(key, stand);
    return inCaseOf(written, stand);
  };
  const days = -7 * (4 + (hash(`${seed} days`) % 48));
  return { words: (text) => text.replace(/[\p{L}\p{N}]+/gu, word), days };
}

function standInFor(word: string, seed: string): string {
  // A number that passes its check goes on to pass, one that does not goes on to fail: findings stay what they are.
  const isNpi = /^\d{10}$/.test(word) && passesNpiCheck(word);
  for (let attempt = 0; ; attempt++) {
    const next = numbersFrom(`${seed} ${attempt} ${word}`);
    const stand = [...word].map((sign, index) => signFor(sign, index, word, next())).join('');
    const differs = stand !== word || !/[\p{L}\p{N}]{2}/u.test(word);
    if (/^\d{10}$/.test(word) ? passesNpiCheck(stand) === isNpi && differs : differs) return stand;
  }
}

function signFor(sign: string, index: number, word: string, number: number): string {
  if (/\p{N}/u.test(sign)) {
    // A number of ten digits keeps its first: NPIs begin with 1 or 2, and no number loses its leading zeros.
    const isKept = index === 0 && (sign === '0' || word.length === 10);
    return isKept ? sign : String(index === 0 ? 1 + (number % 9) : number % 10);
  }
  return String.fromCharCode(65 + (number % 26));
}

function inCaseOf(written: string, stand: string): string {
  return [...stand]
    .map((sign, index) => {
      const original = [...written][index] ?? '';
      return original === original.toUpperCase() ? sign : sign.toLowerCase();
    })
    .join('');
}

/** The check digit of an NPI: Luhn's, over the number behind 80840 (45 CFR 162.406). */
function passesNpiCheck(digits: string): boolean {
  let sum = 24;
  for (const [index, digit] of [...digits].entries()) {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return sum % 10 === 0;
}

/** 32 bits from a text (FNV-1a). */
function hash(text: string): number {
  let value = 2166136261;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 16777619) >>> 0;
  return value;
}

/** Numbers from a text, the same for the same (xorshift). */
function numbersFrom(text: string): () => number {
  let state = hash(text) || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state >>> 3;
  };
}

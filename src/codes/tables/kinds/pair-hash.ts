// How a pair of code numbers is spread over the buckets of the stored table. The spreading can be turned back, so a bucket
// keeps only the bits of a pair that its own number does not tell.

export interface PairLayout {
  /** Bits of one code's number. */
  readonly codeBits: number;
  /** The table has two to the power of this many buckets. */
  readonly bucketBits: number;
  /** An entry of 32 bits: the rest of the pair, the number of the row's attributes, and 1 if the higher code is column 1. */
  readonly attributeBits: number;
}

const factor = 0x9e3779b1;

const bitsFor = (count: number): number => Math.max(1, 32 - Math.clz32(Math.max(0, count - 1)));

/**
 * Buckets of about twenty rows each, or smaller ones where an entry would not fit into 32 bits.
 * Undefined when the table is too large to be stored so: CMS's has 13,000 codes, and there is room for 65,536.
 */
export function pairLayout(codes: number, rows: number, attributes: number): PairLayout | undefined {
  const codeBits = bitsFor(codes);
  const attributeBits = bitsFor(attributes);
  const pairBits = codeBits * 2;
  const bucketBits = Math.min(pairBits, Math.max(bitsFor(rows) - 5, pairBits + attributeBits + 1 - 32, 0));
  return pairBits <= 32 && bucketBits <= 22 ? { codeBits, bucketBits, attributeBits } : undefined;
}

/** The spread number of a pair, below two to the power of twice the bits of a code; `lower` is the lower code's number. */
export function spread({ codeBits }: PairLayout, lower: number, higher: number): number {
  const unused = 32 - codeBits * 2;
  return (Math.imul((lower << codeBits) | higher, factor) << unused) >>> unused;
}

/** The pair of a spread number. */
export function gather(
  { codeBits }: PairLayout,
  spreadPair: number,
): readonly [lower: number, higher: number] {
  const unused = 32 - codeBits * 2;
  const pair = (Math.imul(spreadPair, inverse) << unused) >>> unused;
  return [pair >>> codeBits, pair & ((1 << codeBits) - 1)];
}

/** Newton's method for the inverse modulo 2^32: each step doubles the bits that are right. */
const inverse = ((): number => {
  let guess = factor;
  for (let step = 0; step < 5; step++) guess = Math.imul(guess, 2 - Math.imul(factor, guess));
  return guess;
})();

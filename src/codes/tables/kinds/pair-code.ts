// The five characters of a procedure code in 30 bits, six each, so that the order of the numbers is the order of the codes.

/** Six bits for each character that codes have; 0 for any other. */
const sixBits = Uint8Array.from({ length: 256 }, (_, character) =>
  (character >= 48 && character <= 57) || (character >= 65 && character <= 90) ? character - 32 : 0,
);

/** The number of a code of five characters 0–9, A–Z; -1 for anything else. */
export function pairCode(code: string): number {
  if (code.length !== 5) return -1;
  let packed = 0;
  for (let index = 0; index < 5; index++) {
    const bits = sixBits[code.charCodeAt(index)] ?? 0;
    if (bits === 0) return -1;
    packed = (packed << 6) | bits;
  }
  return packed;
}

/** The same, from five bytes of a file. */
export function pairCodeAt(bytes: Uint8Array, at: number): number {
  let packed = 0;
  for (let index = at; index < at + 5; index++) {
    const bits = sixBits[bytes[index] ?? 0] ?? 0;
    if (bits === 0) return -1;
    packed = (packed << 6) | bits;
  }
  return packed;
}

/** The code of a number. */
export function codeOfPair(packed: number): string {
  let code = '';
  for (let shift = 24; shift >= 0; shift -= 6) {
    const character = (packed >> shift) & 63;
    if (character !== 0) code += String.fromCharCode(character + 32);
  }
  return code;
}

export interface CodeNumbers {
  /** The number that a packed code was given, or -1. */
  readonly find: (packed: number) => number;
}

/** A hash over packed codes in which at most half of the places are taken; a code's number is its place in the list. */
export function codeNumbers(codes: ArrayLike<number>): CodeNumbers {
  let bits = 4;
  while (1 << bits < codes.length * 2) bits++;
  const mask = (1 << bits) - 1;
  const shift = 32 - bits;
  // A packed code and its number side by side; 0 is no code, so it marks a free place.
  const table = new Uint32Array((mask + 1) * 2);
  for (let number = 0; number < codes.length; number++) {
    const packed = codes[number] ?? 0;
    let place = Math.imul(packed, 0x9e3779b1) >>> shift;
    while (table[place * 2] !== 0) place = (place + 1) & mask;
    table[place * 2] = packed;
    table[place * 2 + 1] = number;
  }
  return {
    find(packed) {
      let place = Math.imul(packed, 0x9e3779b1) >>> shift;
      for (;;) {
        const here = table[place * 2];
        if (here === packed) return table[place * 2 + 1] ?? -1;
        if (here === 0) return -1;
        place = (place + 1) & mask;
      }
    },
  };
}

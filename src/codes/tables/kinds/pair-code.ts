// The five characters of a procedure code in 30 bits, six each, so that the order of the numbers is the order of the codes.

/** The number of a code of one to five characters 0–9, A–Z; -1 for anything else. */
export function pairCode(code: string): number {
  const { length } = code;
  if (length === 0 || length > 5) return -1;
  let packed = 0;
  for (let index = 0; index < length; index++) {
    const character = code.charCodeAt(index);
    const isCode = (character >= 48 && character <= 57) || (character >= 65 && character <= 90);
    if (!isCode) return -1;
    packed = (packed << 6) | (character - 32);
  }
  return packed << ((5 - length) * 6);
}

/** The same, from five bytes of a file. */
export function pairCodeAt(bytes: Uint8Array, at: number): number {
  let packed = 0;
  for (let index = at; index < at + 5; index++) {
    const character = bytes[index] ?? 0;
    const isCode = (character >= 48 && character <= 57) || (character >= 65 && character <= 90);
    if (!isCode) return -1;
    packed = (packed << 6) | (character - 32);
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
  // 0 is no code, so it marks a free place.
  const packedAt = new Uint32Array(mask + 1);
  const numberAt = new Uint32Array(mask + 1);
  for (let number = 0; number < codes.length; number++) {
    const packed = codes[number] ?? 0;
    let place = Math.imul(packed, 0x9e3779b1) >>> shift;
    while (packedAt[place] !== 0) place = (place + 1) & mask;
    packedAt[place] = packed;
    numberAt[place] = number;
  }
  return {
    find(packed) {
      let place = Math.imul(packed, 0x9e3779b1) >>> shift;
      for (;;) {
        const here = packedAt[place];
        if (here === packed) return numberAt[place] ?? -1;
        if (here === 0) return -1;
        place = (place + 1) & mask;
      }
    },
  };
}

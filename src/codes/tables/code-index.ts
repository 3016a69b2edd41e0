// Codes of a table as small numbers: a sorted list, and a hash from code to its place in it.

/** Five characters (shorter ones padded with blanks) in one number below 2^35; -1 for what is no code of up to five. */
export function packCode(code: string): number {
  const { length } = code;
  if (length === 0 || length > 5) return -1;
  let packed = 0;
  for (let i = 0; i < 5; i++) packed = packed * 128 + (i < length ? code.charCodeAt(i) & 127 : 32);
  return packed;
}

function unpackCode(bytes: Uint8Array, at: number): string {
  let code = '';
  for (let i = 0; i < 5; i++) code += String.fromCharCode(bytes[at + i] ?? 32);
  return code.trimEnd();
}

/** The codes as bytes, five each, in order. */
export function writeCodes(codes: readonly string[]): Uint8Array {
  const bytes = new Uint8Array(codes.length * 5).fill(32);
  codes.forEach((code, index) => {
    for (let i = 0; i < code.length && i < 5; i++) bytes[index * 5 + i] = code.charCodeAt(i);
  });
  return bytes;
}

export interface CodeIndex {
  readonly size: number;
  /** The number of a code, or -1. */
  idOf(code: string): number;
  codeOf(id: number): string;
}

/** Opens the bytes that `writeCodes` wrote; open addressing with at most half of the places taken. */
export function openCodes(bytes: Uint8Array): CodeIndex {
  const size = Math.floor(bytes.length / 5);
  let places = 16;
  while (places < size * 2) places *= 2;
  const mask = places - 1;
  const ids = new Int32Array(places).fill(-1);
  const keys = new Float64Array(places);
  for (let id = 0; id < size; id++) {
    const key = packCode(unpackCode(bytes, id * 5));
    let place = hash(key) & mask;
    while (ids[place] !== -1) place = (place + 1) & mask;
    ids[place] = id;
    keys[place] = key;
  }
  return {
    size,
    idOf(code) {
      const key = packCode(code);
      if (key < 0) return -1;
      let place = hash(key) & mask;
      for (;;) {
        const id = ids[place] ?? -1;
        if (id === -1 || keys[place] === key) return id;
        place = (place + 1) & mask;
      }
    },
    codeOf: (id) => unpackCode(bytes, id * 5),
  };
}

/** Mixes both halves of a packed code into 32 bits. */
function hash(key: number): number {
  const high = Math.floor(key / 4294967296);
  return Math.imul((key | 0) ^ Math.imul(high + 1, 0x9e3779b1), 0x85ebca6b) >>> 11;
}

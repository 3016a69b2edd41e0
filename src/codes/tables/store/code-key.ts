// Codes as numbers: up to seven characters of 0–9 and A–Z, left-aligned in base 37 with 0 for "no character". The order of
// the numbers is the order of the codes, and all codes below a category are one range.

const base = 37;
const keyLength = 7;
const powers = Array.from({ length: keyLength + 1 }, (_, index) => base ** (keyLength - index));

function digit(character: number): number {
  if (character >= 48 && character <= 57) return character - 47;
  if (character >= 65 && character <= 90) return character - 54;
  if (character >= 97 && character <= 122) return character - 86;
  return 0;
}

/** The key of a code; undefined when it has characters that no code has, or more than seven. */
export function codeKey(code: string): number | undefined {
  if (code.length === 0 || code.length > keyLength) return undefined;
  let key = 0;
  for (let index = 0; index < code.length; index++) {
    const value = digit(code.charCodeAt(index));
    if (value === 0) return undefined;
    key += value * (powers[index + 1] ?? 0);
  }
  return key;
}

/** The code of a key. */
export function codeOfKey(key: number): string {
  let code = '';
  let rest = key;
  for (let index = 1; index <= keyLength && rest > 0; index++) {
    const power = powers[index] ?? 1;
    const value = Math.floor(rest / power);
    rest -= value * power;
    code += value <= 10 ? String.fromCharCode(value + 47) : String.fromCharCode(value + 54);
  }
  return code;
}

/** One more than the last key that can stand below a code: `[codeKey(M54), keyAfter(M54))` holds M54 and all codes below it. */
export function keyAfter(code: string): number | undefined {
  const key = codeKey(code);
  return key === undefined ? undefined : key + (powers[code.length] ?? 1);
}

/** Index of the first key that is not less than the one sought. */
export function lowerBound(
  keys: { readonly length: number; readonly [index: number]: number },
  key: number,
): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? 0) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

// The bytes of a file → text, and back for saving. A byte order mark stays in the text as U+FEFF and counts in offsets.

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  readonly text: string;
  readonly encoding: Encoding;
  /** The bytes are no text: a zip, a PDF, an image. `text` is then of no use. */
  readonly problem?: 'binary';
}

/** Enough to tell text from other things, and one width of character from the other. */
const sampleSize = 64 * 1024;

/**
 * Text of a file in UTF-8, in UTF-16 (with or without byte order mark), else in Windows-1252, which any bytes are.
 * `encodeText` gives the same bytes back (but for half a character at the end of UTF-16).
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = utf16Of(bytes);
  if (encoding !== undefined) {
    const text = decodeUtf16(bytes, encoding === 'utf-16le');
    return text.includes('\0') && isBinary(bytes.subarray(0, sampleSize), encoding)
      ? { text, encoding, problem: 'binary' }
      : { text, encoding };
  }
  const problem = isBinary(bytes.subarray(0, sampleSize), 'utf-8') ? ({ problem: 'binary' } as const) : {};
  try {
    return {
      text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes),
      encoding: 'utf-8',
      ...problem,
    };
  } catch {
    return { text: decodeWindows1252(bytes), encoding: 'windows-1252', ...problem };
  }
}

/** The bytes of `text` in an encoding. What Windows-1252 has no byte for becomes a question mark. */
export function encodeText(text: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return new TextEncoder().encode(text);
  if (encoding === 'windows-1252')
    return Uint8Array.from(
      text,
      (letter) =>
        windows1252Bytes.get(letter) ??
        (letter.charCodeAt(0) < 256 && letter.length === 1 ? letter.charCodeAt(0) : 63),
    );
  const bytes = new Uint8Array(text.length * 2);
  const [low, high] = encoding === 'utf-16le' ? [0, 1] : [1, 0];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    bytes[2 * i + low] = unit & 0xff;
    bytes[2 * i + high] = unit >> 8;
  }
  return bytes;
}

/** By its byte order mark; else by the zero bytes that Latin letters have in UTF-16, all on one side. */
function utf16Of(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes.length < 4 || bytes.length % 2 === 1) return undefined;
  const end = Math.min(bytes.length, sampleSize);
  let even = 0;
  let odd = 0;
  for (let i = 0; i < end; i += 2) {
    if (bytes[i] === 0) even += 1;
    if (bytes[i + 1] === 0) odd += 1;
  }
  const pairs = end / 2;
  if (odd > pairs * 0.7 && even < pairs * 0.02) return 'utf-16le';
  return even > pairs * 0.7 && odd < pairs * 0.02 ? 'utf-16be' : undefined;
}

/** Zero bytes (but for padding at the end), many control characters, or the first bytes of a PDF. */
function isBinary(bytes: Uint8Array, encoding: Encoding): boolean {
  const width = encoding === 'utf-8' ? 1 : 2;
  const offset = encoding === 'utf-16be' ? 1 : 0;
  const start = String.fromCharCode(...bytes.subarray(0, 5));
  if (start === '%PDF-') return true;
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  let zeros = 0;
  let controls = 0;
  for (let i = offset; i < end; i += width) {
    const byte = bytes[i] ?? 0;
    const isZero = byte === 0 && (width === 1 || bytes[i + 1 - 2 * offset] === 0);
    if (isZero) zeros += 1;
    // Segment and field separators (FS, GS, RS, US) and the frames of HL7 (VT) are text in the files that we read.
    else if (
      width === 1 &&
      byte < 32 &&
      byte !== 9 &&
      byte !== 10 &&
      byte !== 11 &&
      byte !== 12 &&
      byte !== 13 &&
      byte < 28
    )
      controls += 1;
  }
  const count = Math.max(1, end / width);
  return zeros > count * 0.001 || controls > count * 0.05;
}

/** Unit by unit, so that halves of characters stay what they are. */
function decodeUtf16(bytes: Uint8Array, littleEndian: boolean): string {
  const [low, high] = littleEndian ? [0, 1] : [1, 0];
  const units = new Uint16Array(bytes.length >> 1);
  for (let i = 0; i < units.length; i++)
    units[i] = (bytes[2 * i + low] ?? 0) | ((bytes[2 * i + high] ?? 0) << 8);
  return textOf(units);
}

/** Bytes 80 to 9F; the rest are Latin-1. Not left to TextDecoder, which some Node versions get wrong for these. */
const upperHalf = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const windows1252Bytes: ReadonlyMap<string, number> = new Map(
  [...upperHalf].map((letter, i) => [letter, 0x80 + i]),
);

function decodeWindows1252(bytes: Uint8Array): string {
  const units = new Uint16Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    units[i] = byte >= 0x80 && byte < 0xa0 ? upperHalf.charCodeAt(byte - 0x80) : byte;
  }
  return textOf(units);
}

function textOf(units: Uint16Array): string {
  const parts: string[] = [];
  for (let i = 0; i < units.length; i += 8192)
    parts.push(String.fromCharCode(...units.subarray(i, i + 8192)));
  return parts.join('');
}

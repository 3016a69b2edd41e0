// The text of a large file, or of standard input, bit by bit, decoded as `decodeText` decodes a whole file.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { decodeText } from '../formats/decode';

const chunkSize = 1 << 20;

/** What is known of a large file before it is read in pieces. */
export interface LargeFile {
  /** Its first megabyte. */
  readonly head: string;
  readonly isUtf8: boolean;
  /** A comment in it may speak about claims far away from it. */
  readonly hasIgnores: boolean;
}

/** Looks at the beginning of a file. Undefined where it is no text, or written in UTF-16. */
export function headOf(bytes: Uint8Array): string | undefined {
  const { text, encoding, problem } = decodeText(wholeCharacters(bytes));
  return problem === undefined && encoding !== 'utf-16le' && encoding !== 'utf-16be' ? text : undefined;
}

/** Reads a file once: is all of it UTF-8, and does a comment ignore findings? Undefined where it cannot be read in pieces. */
export function surveyFile(path: string): LargeFile | undefined {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let head: string | undefined;
  let isUtf8 = true;
  let hasIgnores = false;
  let rest = Buffer.alloc(0);
  for (const bytes of byteChunks(path)) {
    if (head === undefined) {
      head = headOf(bytes);
      if (head === undefined) return undefined;
    }
    const searched = Buffer.concat([rest, bytes]);
    hasIgnores ||= searched.includes('claimlint-ignore');
    rest = Buffer.from(searched.subarray(-20));
    try {
      if (isUtf8) decoder.decode(bytes, { stream: true });
    } catch {
      isUtf8 = false;
    }
  }
  try {
    if (isUtf8) decoder.decode();
  } catch {
    isUtf8 = false;
  }
  return head === undefined ? undefined : { head, isUtf8, hasIgnores };
}

/** The text of a file in bits of about a megabyte; `read` is told how many bytes were read so far. */
export function* textChunks(
  path: string,
  isUtf8: boolean,
  read: (bytes: number) => void = () => undefined,
): Generator<string> {
  const decode = decoder(isUtf8);
  let count = 0;
  for (const bytes of byteChunks(path)) {
    count += bytes.length;
    read(count);
    yield decode(bytes);
  }
  yield decode(undefined);
}

/** The bytes of a file, or of standard input for `-`, in turn. Each chunk is of use until the next one is asked for. */
export function* byteChunks(path: string): Generator<Uint8Array> {
  const file = path === '-' ? 0 : openSync(path, 'r');
  try {
    const buffer = Buffer.allocUnsafe(chunkSize);
    for (;;) {
      const count = readSome(file, buffer);
      if (count === 0) return;
      yield buffer.subarray(0, count);
    }
  } finally {
    if (file !== 0) closeSync(file);
  }
}

/** Standard input of another program may have nothing yet. */
function readSome(file: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(file, buffer, 0, buffer.length, null);
    } catch (error) {
      const { code } = error as { readonly code?: string };
      if (code === 'EOF') return 0;
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}

/** Text of bytes that come in turn; `undefined` says that there are no more. */
export function decoder(isUtf8: boolean): (bytes: Uint8Array | undefined) => string {
  if (!isUtf8)
    // One byte is one character.
    return (bytes) => (bytes === undefined ? '' : decodeText(asWindows1252(bytes)).text.slice(1));
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  let other: ((bytes: Uint8Array | undefined) => string) | undefined;
  return (bytes) => {
    if (other !== undefined) return other(bytes);
    try {
      return bytes === undefined ? utf8.decode() : utf8.decode(bytes, { stream: true });
    } catch {
      // Standard input cannot be looked at beforehand: from here on it is read as what any bytes are.
      other = decoder(false);
      return other(bytes);
    }
  };
}

/** A byte in front that is no UTF-8, so that the bytes are not taken for it. */
function asWindows1252(bytes: Uint8Array): Uint8Array {
  const marked = new Uint8Array(bytes.length + 1);
  marked[0] = 0x80;
  marked.set(bytes, 1);
  return marked;
}

/** Without the beginning of a UTF-8 character at the end. */
function wholeCharacters(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && end > bytes.length - 4 && ((bytes[end - 1] ?? 0) & 0xc0) === 0x80) end--;
  return end > 0 && (bytes[end - 1] ?? 0) >= 0xc0 ? bytes.subarray(0, end - 1) : bytes;
}

/** The size of a file in bytes; undefined for what has none (a pipe). */
export function sizeOf(path: string): number | undefined {
  const file = path === '-' ? 0 : openSync(path, 'r');
  try {
    const stat = fstatSync(file);
    return stat.isFile() ? stat.size : undefined;
  } finally {
    if (file !== 0) closeSync(file);
  }
}

// The file that an imported table is kept in: one per table and effective period.
//
//   bytes 0–3    "CLT1"
//   bytes 4–7    length of the description in bytes (little endian, as everything)
//   bytes 8–15   checksum of all bytes after the head (Fletcher-64 over 32-bit words)
//   bytes 16–    description: JSON in UTF-8 with the table's metadata and for each section its offset and length
//   then         the sections, each beginning at a multiple of 8, so that typed arrays are views and nothing is parsed
import type { LoadedTable } from './lookup';

const magic = 0x31544c43; // "CLT1"
const headLength = 16;

export type TableMetadata = LoadedTable;

export interface TableFile {
  readonly metadata: TableMetadata;
  /** Bytes of a named section; empty when the file has none of that name. */
  section(name: string): Uint8Array;
}

interface Description {
  readonly metadata: TableMetadata;
  readonly sections: Readonly<Record<string, readonly [offset: number, length: number]>>;
}

const padded = (length: number): number => (length + 7) & ~7;

/** Puts a table into the bytes of a file. */
export function writeTableFile(metadata: TableMetadata, sections: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const names = Object.keys(sections).sort();
  let offset = 0;
  const places: Record<string, [number, number]> = {};
  for (const name of names) {
    const length = sections[name]?.byteLength ?? 0;
    places[name] = [offset, length];
    offset += padded(length);
  }
  const description = new TextEncoder().encode(JSON.stringify({ metadata, sections: places } satisfies Description));
  const start = padded(headLength + description.length);
  const bytes = new Uint8Array(start + offset);
  bytes.set(description, headLength);
  for (const name of names) bytes.set(sections[name] ?? new Uint8Array(), start + (places[name]?.[0] ?? 0));
  const head = new DataView(bytes.buffer);
  head.setUint32(0, magic, true);
  head.setUint32(4, description.length, true);
  const [low, high] = checksum(bytes, headLength);
  head.setUint32(8, low, true);
  head.setUint32(12, high, true);
  return bytes;
}

/** Opens a file: its metadata and views of its sections; or in plain words why it is not whole. */
export function openTableFile(bytes: Uint8Array): TableFile | { readonly problem: string } {
  if (bytes.length < headLength) return { problem: 'the file is cut off' };
  const head = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (head.getUint32(0, true) !== magic) return { problem: 'this is not a table of Claimlint, or of another version' };
  const length = head.getUint32(4, true);
  const start = padded(headLength + length);
  if (start > bytes.length) return { problem: 'the file is cut off' };
  const [low, high] = checksum(bytes, headLength);
  if (head.getUint32(8, true) !== low || head.getUint32(12, true) !== high) return { problem: 'the file is damaged (its checksum does not fit)' };
  const { metadata, sections } = JSON.parse(new TextDecoder().decode(bytes.subarray(headLength, headLength + length))) as Description;
  return {
    metadata,
    section(name) {
      const [offset, size] = sections[name] ?? [0, 0];
      return bytes.subarray(start + offset, start + offset + size);
    },
  };
}

/** The same bytes as 16-bit numbers; copies only when the bytes do not lie at an even address. */
export function asUint16(bytes: Uint8Array): Uint16Array {
  const aligned = bytes.byteOffset % 2 === 0 ? bytes : bytes.slice();
  return new Uint16Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 1);
}

/** The same bytes as 32-bit numbers; copies only when the bytes do not lie at a multiple of four. */
export function asUint32(bytes: Uint8Array): Uint32Array {
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  return new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.byteLength >> 2);
}

/** The bytes of a typed array. */
export function bytesOf(array: Uint16Array | Uint32Array): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

/** Fletcher-64 over little-endian words, the last one filled with zeros: one pass at memory speed. */
function checksum(bytes: Uint8Array, from: number): readonly [number, number] {
  const length = bytes.length - from;
  const whole = length & ~3;
  const words = asUint32(bytes.subarray(from, from + whole));
  let low = 0;
  let high = 0;
  for (let i = 0; i < words.length; i++) {
    low = (low + (words[i] ?? 0)) >>> 0;
    high = (high + low) >>> 0;
  }
  let rest = 0;
  for (let i = whole; i < length; i++) rest |= (bytes[from + i] ?? 0) << ((i - whole) * 8);
  low = (low + (rest >>> 0)) >>> 0;
  high = (high + low) >>> 0;
  return [low, (high ^ length) >>> 0];
}

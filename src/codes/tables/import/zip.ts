// Zip archives: the list of members, and each member unpacked piece by piece, so that a member of a hundred megabytes never
// stands in memory whole. Sizes and checksums of the list are held against what comes out.
import { Inflate } from 'fflate';
import { ImportError } from './problem';

export interface ZipMember {
  readonly name: string;
  /** Bytes when unpacked. */
  readonly size: number;
  /** The unpacked bytes in pieces. Throws an ImportError where the archive is damaged. */
  readonly chunks: () => Generator<Uint8Array>;
}

const endSignature = 0x06054b50;
const end64Signature = 0x06064b50;
const locatorSignature = 0x07064b50;
const entrySignature = 0x02014b50;
const localSignature = 0x04034b50;
const largest = 2_000_000_000;
const pieceLength = 1 << 17;

/** Whether the bytes begin as a zip archive does. */
export function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);
}

const damaged = 'The zip file is damaged or was not downloaded to its end. Download it again.';

/** The members of an archive, folders left out. Throws an ImportError when it is damaged. */
export function zipMembers(bytes: Uint8Array): readonly ZipMember[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { count, start } = directory(view);
  const members: ZipMember[] = [];
  let at = start;
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== entrySignature) throw new ImportError(damaged);
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const name = new TextDecoder((flags & 0x800) === 0 ? 'windows-1252' : 'utf-8').decode(
      bytes.subarray(at + 46, at + 46 + nameLength),
    );
    const entry: Entry = {
      name,
      isEncrypted: (flags & 1) !== 0,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    const full = withLargeSizes(entry, view, at + 46 + nameLength, extraLength);
    if (!name.endsWith('/')) members.push({ name, size: full.size, chunks: () => unpack(bytes, view, full) });
    at += 46 + nameLength + extraLength + view.getUint16(at + 32, true);
  }
  return members;
}

interface Entry {
  readonly name: string;
  readonly isEncrypted: boolean;
  readonly method: number;
  readonly checksum: number;
  readonly packed: number;
  readonly size: number;
  readonly offset: number;
}

/** Where the list of members begins and how many there are; it stands at the end, before a comment of up to 64 KB. */
function directory(view: DataView): { readonly count: number; readonly start: number } {
  const first = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= first; at--) {
    if (view.getUint32(at, true) !== endSignature) continue;
    const count = view.getUint16(at + 10, true);
    const start = view.getUint32(at + 16, true);
    const hasLocator = at >= 20 && view.getUint32(at - 20, true) === locatorSignature;
    if (!hasLocator) return { count, start };
    const end64 = Number(view.getBigUint64(at - 12, true));
    if (end64 + 56 > view.byteLength || view.getUint32(end64, true) !== end64Signature)
      throw new ImportError(damaged);
    return {
      count: Number(view.getBigUint64(end64 + 32, true)),
      start: Number(view.getBigUint64(end64 + 48, true)),
    };
  }
  throw new ImportError(damaged);
}

/** Sizes beyond 4 GB stand in an extra field, in the order in which the entry marks them as too large. */
function withLargeSizes(entry: Entry, view: DataView, extra: number, length: number): Entry {
  const large = 0xffff_ffff;
  if (entry.size !== large && entry.packed !== large && entry.offset !== large) return entry;
  for (let at = extra; at + 4 <= extra + length; at += 4 + view.getUint16(at + 2, true)) {
    if (view.getUint16(at, true) !== 1) continue;
    let next = at + 4;
    const read = (value: number): number => {
      if (value !== large) return value;
      next += 8;
      return Number(view.getBigUint64(next - 8, true));
    };
    return { ...entry, size: read(entry.size), packed: read(entry.packed), offset: read(entry.offset) };
  }
  throw new ImportError(damaged);
}

function* unpack(bytes: Uint8Array, view: DataView, entry: Entry): Generator<Uint8Array> {
  const { name, offset, packed, size, method } = entry;
  if (entry.isEncrypted)
    throw new ImportError(
      `"${name}" is protected by a password. Unpack the zip file yourself and import what is in it.`,
    );
  if (size > largest)
    throw new ImportError(`"${name}" is larger than any code table (${Math.round(size / 1e6)} MB).`);
  if (offset + 30 > bytes.length || view.getUint32(offset, true) !== localSignature)
    throw new ImportError(damaged);
  const start = offset + 30 + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + packed > bytes.length) throw new ImportError(damaged);
  const data = bytes.subarray(start, start + packed);
  if (method !== 0 && method !== 8)
    throw new ImportError(
      `"${name}" is packed in a way that Claimlint cannot read. Unpack the zip file yourself and import what is in it.`,
    );
  let checksum = -1;
  let length = 0;
  for (const piece of method === 0 ? pieces(data) : inflated(data)) {
    length += piece.length;
    if (length > size) throw new ImportError(damaged);
    checksum = crc32(checksum, piece);
    yield piece;
  }
  if (length !== size || (checksum ^ -1) >>> 0 !== entry.checksum) throw new ImportError(damaged);
}

function* pieces(data: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < data.length; at += pieceLength) yield data.subarray(at, at + pieceLength);
}

function* inflated(data: Uint8Array): Generator<Uint8Array> {
  let ready: Uint8Array[] = [];
  const inflate = new Inflate((piece) => {
    ready.push(piece);
  });
  for (let at = 0; at < data.length; at += pieceLength) {
    try {
      inflate.push(data.subarray(at, at + pieceLength), at + pieceLength >= data.length);
    } catch {
      throw new ImportError(damaged);
    }
    const out = ready;
    ready = [];
    for (const piece of out) if (piece.length > 0) yield piece;
  }
}

/** Tables for four bytes at a time: entry 256 k + n continues the checksum of byte n by k zero bytes. */
const crcTables = (() => {
  const tables = new Int32Array(1024);
  for (let byte = 0; byte < 256; byte++) {
    let value = byte;
    for (let bit = 0; bit < 8; bit++) value = (value & 1) === 0 ? value >>> 1 : (value >>> 1) ^ 0xedb88320;
    tables[byte] = value;
  }
  for (let index = 256; index < 1024; index++) {
    const before = tables[index - 256] ?? 0;
    tables[index] = (before >>> 8) ^ (tables[before & 255] ?? 0);
  }
  return tables;
})();

/** The checksum of zip archives, continued; begins with -1 and is inverted at the end. */
function crc32(checksum: number, bytes: Uint8Array): number {
  const table = crcTables;
  let value = checksum;
  let at = 0;
  for (const last = bytes.length - 3; at < last; at += 4) {
    value ^=
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    value =
      (table[768 + (value & 255)] ?? 0) ^
      (table[512 + ((value >>> 8) & 255)] ?? 0) ^
      (table[256 + ((value >>> 16) & 255)] ?? 0) ^
      (table[value >>> 24] ?? 0);
  }
  for (; at < bytes.length; at++) value = (value >>> 8) ^ (table[(value ^ (bytes[at] ?? 0)) & 255] ?? 0);
  return value;
}

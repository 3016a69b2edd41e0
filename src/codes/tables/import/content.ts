// What was given to import, taken out of its archives: single files with their names, sizes and bytes piece by piece.
import { ImportError } from './problem';
import { isWorkbook } from './xlsx';
import { isZip, zipMembers } from './zip';

export interface Content {
  /** Names from the outermost archive to the file itself. */
  readonly trail: readonly string[];
  /** Bytes, unpacked. */
  readonly size: number;
  readonly chunks: () => Generator<Uint8Array>;
}

export interface GivenFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** `edits.zip › ccipra-v321r0-f1.TXT`. */
export function nameInWords({ trail }: Pick<Content, 'trail'>): string {
  return trail.join(' › ');
}

const deepestArchive = 3;
const mostMembers = 500;

/** The files in a given file: itself, or the members of the archive that it is, archives in archives too. */
export function contentsOf({ name, bytes }: GivenFile): readonly Content[] {
  return expand({ trail: [name], size: bytes.length, chunks: () => whole(bytes) }, bytes, 0);
}

function* whole(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 1 << 18) yield bytes.subarray(at, at + (1 << 18));
}

function expand(content: Content, bytes: Uint8Array, depth: number): readonly Content[] {
  if (!isZip(bytes)) return [content];
  const members = zipMembers(bytes);
  if (isWorkbook(members)) return [content];
  if (depth === deepestArchive || members.length > mostMembers)
    throw new ImportError(
      'The archive holds too many files or archives in archives. Unpack it and import the table in it.',
    );
  return members.flatMap((member) => {
    // Finder puts descriptions of files beside them.
    if (/(?:^|\/)(?:__MACOSX\/|\.)/.test(member.name)) return [];
    const inner: Content = {
      trail: [...content.trail, member.name.replace(/^.*\//, '')],
      size: member.size,
      chunks: member.chunks,
    };
    return /\.zip$/i.test(member.name) ? expand(inner, allBytes(inner), depth + 1) : [inner];
  });
}

/** The first bytes, at least `length` of them where there are so many. */
export function headOf(content: Content, length = 1 << 16): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  for (const chunk of content.chunks()) {
    parts.push(chunk);
    size += chunk.length;
    if (size >= length) break;
  }
  return joined(parts, size);
}

/** All bytes of the file. */
export function allBytes(content: Content): Uint8Array {
  const parts = [...content.chunks()];
  return joined(
    parts,
    parts.reduce((size, part) => size + part.length, 0),
  );
}

function joined(parts: readonly Uint8Array[], size: number): Uint8Array {
  if (parts.length === 1 && parts[0] !== undefined) return parts[0];
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

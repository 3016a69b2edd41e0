// Reading and writing files for the command line. The only room that touches the disk besides table-storage.ts.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { InputDocument } from '../check';
import { decodeText, encodeText } from '../formats/decode';
import type { FormatId } from '../model/claim';

/** Not readable or not understood as a call; ends with exit code 2. The message names paths and options only. */
export class UsageError extends Error {}

const claimOrNote = /\.(claim|note|soap|txt|text|md|837[a-z]?|edi|x12|json|ndjson|jsonl|csv|tsv|hl7|dat)$/i;
const notWalked = new Set(['node_modules', 'dist', 'coverage']);

export interface FoundFile {
  readonly path: string;
  /** Named in the call, not found in a folder. */
  readonly named: boolean;
}

/** Files of a call: named ones as they are, folders walked in the order of names. */
export function findFiles(paths: readonly string[]): readonly FoundFile[] {
  const found: FoundFile[] = [];
  const walk = (folder: string): void => {
    const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      if (entry.name.startsWith('.') || notWalked.has(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) walk(path);
      else if (entry.isFile() && claimOrNote.test(entry.name)) found.push({ path, named: false });
    }
  };
  for (const path of paths) {
    try {
      if (path === '-') found.push({ path, named: true });
      else if (statSync(path).isDirectory()) walk(path);
      else found.push({ path, named: true });
    } catch (error) {
      throw new UsageError(`${path}: ${reasonOf(error)}`);
    }
  }
  return found;
}

/** The paths of a list, one a line, or between NUL characters as `git diff -z` writes them. */
export function pathsIn(list: string): readonly string[] {
  return list.split(list.includes('\0') ? '\0' : /\r?\n/).filter((path) => path !== '');
}

/** Does what reads a file; what goes wrong with it is told as a UsageError. */
export function readingOf<T>(path: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new UsageError(`${path}: ${reasonOf(error)}`);
  }
}

/** Reads a file (or standard input for `-`, then named `stdinName`) as text in its own encoding. */
export function readDocument(
  path: string,
  as: FormatId | undefined,
  stdinName = '-',
  given?: Uint8Array,
): InputDocument {
  const bytes = given ?? readingOf(path, () => readFileSync(path === '-' ? 0 : path));
  const { text, problem } = decodeText(bytes);
  return {
    path: path === '-' ? stdinName : path,
    text,
    ...(as === undefined ? {} : { as }),
    ...(problem === 'binary' ? { binary: true } : {}),
  };
}

/** Writes text back in the encoding that the file has. */
export function writeDocument(path: string, text: string): void {
  const { encoding } = decodeText(readFileSync(path));
  writeFileSync(path, encodeText(text, encoding));
}

function reasonOf(error: unknown): string {
  const code = (error as { code?: string }).code;
  if (code === 'ENOENT') return 'there is no such file or folder';
  if (code === 'EACCES') return 'this file may not be read';
  return `cannot be read (${code ?? 'unknown reason'})`;
}

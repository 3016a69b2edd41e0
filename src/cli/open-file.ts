// Opens a file of a call: a small one is read, a large one whose format can be cut is only looked at.
import type { InputDocument } from '../check';
import { detectFormat } from '../formats';
import { type Cutter, cutterFor, surveyFor } from '../formats/pieces';
import type { FormatId } from '../model/claim';
import { readDocument, readingOf, UsageError } from './files';
import type { Options } from './options';
import { byteChunks, decoder, headOf, sizeOf, surveyFile, textChunks } from './text-chunks';

/** From this size on (bytes) a file is checked in pieces where its format can be. */
const usualPiecesFrom = 8_000_000;

/** A file with comments that ignore findings is read as a whole, as far as that is possible. */
const largestWhole = 250_000_000;

export interface LargeFile {
  readonly path: string;
  readonly format: FormatId;
  readonly cutter: Cutter;
  /** In bytes; undefined for standard input. */
  readonly size: number | undefined;
  /** Its text in turn. */
  readonly chunks: (read: (bytes: number) => void) => Iterable<string>;
}

/** `--pieces-from`: a size in bytes. */
function piecesFromOf(values: Options): number {
  const { 'pieces-from': size } = values;
  if (size === undefined) return usualPiecesFrom;
  if (!/^\d{1,12}$/.test(size))
    throw new UsageError(`--pieces-from takes a number of bytes; found "${size}"`);
  return Number(size);
}

/** A file of a call: read, or found to be a large one that is checked in pieces. */
export function openFile(
  path: string,
  as: FormatId | undefined,
  values: Options,
): { readonly document: InputDocument } | { readonly large: LargeFile } {
  const from = piecesFromOf(values);
  if (path === '-') return openStandardInput(as, from, values['stdin-filename'] ?? '-');
  const large = largeFile(path, as, from);
  return large === undefined ? { document: readDocument(path, as) } : { large };
}

function largeFile(path: string, as: FormatId | undefined, from: number): LargeFile | undefined {
  const survey = readingOf(path, () => {
    const size = sizeOf(path);
    return size === undefined || size < from ? undefined : { size, ...surveyFile(path) };
  });
  const { head, isUtf8 = true, hasIgnores = false, size = 0 } = survey ?? {};
  if (head === undefined || (hasIgnores && size < largestWhole)) return undefined;
  const found = cutterOf(head, path, as);
  const pass = found && surveyFor(found.format);
  if (pass !== undefined) {
    readingOf(path, () => {
      for (const text of textChunks(path, isUtf8)) pass.take(text);
    });
    if (!pass.fits()) return undefined;
  }
  return found && { path, ...found, size, chunks: (read) => textChunks(path, isUtf8, read) };
}

function cutterOf(
  head: string,
  name: string,
  as: FormatId | undefined,
): { readonly format: FormatId; readonly cutter: Cutter } | undefined {
  const format = as ?? detectFormat(head, name);
  const cutter = cutterFor(format, head);
  return cutter && { format, cutter };
}

/** Standard input is taken until it is known to be large or has ended. */
function openStandardInput(
  as: FormatId | undefined,
  from: number,
  name: string,
): { readonly document: InputDocument } | { readonly large: LargeFile } {
  const bytes = readingOf('-', () => byteChunks('-'));
  const taken: Uint8Array[] = [];
  let size = 0;
  let found: ReturnType<typeof cutterOf>;
  let head: string | undefined;
  for (;;) {
    const { value, done } = readingOf('-', () => bytes.next());
    if (done === true) break;
    taken.push(Uint8Array.from(value));
    size += value.length;
    if (size < from) continue;
    head ??= headOf(Buffer.concat(taken).subarray(0, 1 << 20));
    if (head === undefined) continue;
    found = cutterOf(head, name, as);
    if (found !== undefined) break;
    head = undefined;
  }
  if (found === undefined) return { document: readDocument('-', as, name, Buffer.concat(taken)) };
  const chunks = function* (read: (bytes: number) => void): Generator<string> {
    const decode = decoder(true);
    let count = 0;
    const next = (part: Uint8Array) => {
      count += part.length;
      read(count);
      return decode(part);
    };
    for (let part = taken.shift(); part !== undefined; part = taken.shift()) yield next(part);
    for (;;) {
      const { value, done } = readingOf('-', () => bytes.next());
      if (done === true) break;
      yield next(value);
    }
    yield decode(undefined);
  };
  return { large: { path: name, ...found, size: undefined, chunks } };
}

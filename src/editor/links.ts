// Which files belong to a document: the notes of its claims, or the claims that it is the note of. The core decides
// (check/link.ts); here the files of the workspace are read for it, once per text, without holding up the editor.
import type * as vscode from 'vscode';
import { type LinkableNote, linkNotes } from '../check/link';
import { detectFormat, readClaimsInSteps } from '../formats';
import type { ReadOptions } from '../formats/format';
import type { ClaimDocument, FormatId } from '../model/claim';
import type { Steps } from '../model/steps';
import { readNote } from '../notes';
import type { SourceFile } from './checker';
import type { Configurations } from './configuration';
import { type Files, largestNeighbour } from './files';
import { pathOf } from './positions';
import { inSlices } from './slices';

/** What linking needs to know of a file. */
interface Reading {
  readonly text: string;
  readonly format: FormatId;
  readonly note?: LinkableNote['note'];
  readonly claims?: ClaimDocument;
}

export interface LinkedFile extends SourceFile {
  readonly path: string;
}

export interface Neighbours {
  /** Files to be checked together with the document. */
  readonly linked: readonly LinkedFile[];
  /** Paths that the globs of the configuration name as notes. */
  readonly notePaths: ReadonlySet<string>;
  /** What was read of the file itself on the way. */
  readonly claims?: ClaimDocument;
}

export const noNeighbours: Neighbours = { linked: [], notePaths: new Set() };

export class Links {
  readonly #files: Files;
  readonly #configurations: Configurations;
  readonly #readings = new Map<string, Reading>();

  constructor(files: Files, configurations: Configurations) {
    this.#files = files;
    this.#configurations = configurations;
  }

  /**
   * The files that belong to a file. `chosen` names the note of a claim file where the user chose
   * one. Ends early, with nothing, when `isStale` says that nobody waits for the answer any more.
   */
  async of(
    file: SourceFile,
    chosen: ReadonlyMap<string, string>,
    isStale: () => boolean,
  ): Promise<Neighbours> {
    const patterns = this.#configurations.of(file.uri).files.notes;
    const [around, named] = await Promise.all([
      this.#files.around(file.uri),
      this.#files.matching(file.uri, patterns),
    ]);
    const notePaths = new Set(named.map(pathOf));
    const { columns } = this.#configurations.of(file.uri);
    const options = { name: pathOf(file.uri), columns };
    const reading = await inSlices(readInSteps(file.text, file.format, options), isStale);
    if (reading === undefined) return noNeighbours;
    const own: KnownFile = { uri: file.uri, path: pathOf(file.uri), ...reading };
    const others = await this.#readAll(
      around.filter((uri) => uri.toString() !== file.uri.toString()),
      // A claim file needs to know the notes around it; a note needs the claims as well.
      own.note === undefined ? (format) => format === 'note' : () => true,
      isStale,
    );
    const all = new Map([own, ...others].map((known) => [known.path, known]));
    const notes = [...all.values()].flatMap((known) => linkable(known, notePaths));
    const notesOf = (known: KnownFile) => linkedNotes(known, notes, chosen);

    const wanted = new Set<string>();
    if (own.claims) for (const path of (await inSlices(notesOf(own), isStale)) ?? []) wanted.add(path);
    if (own.note) {
      for (const other of others) {
        const linked = await inSlices(notesOf(other), isStale);
        if (linked === undefined) return noNeighbours;
        if (linked.has(own.path)) for (const path of [other.path, ...linked]) wanted.add(path);
      }
    }
    wanted.delete(own.path);
    const linked = [...wanted].flatMap((path) => asLinked(all.get(path)));
    return { linked, notePaths, ...(own.claims === undefined ? {} : { claims: own.claims }) };
  }

  async #readAll(
    uris: readonly vscode.Uri[],
    isWanted: (format: FormatId) => boolean,
    isStale: () => boolean,
  ): Promise<KnownFile[]> {
    const texts: (readonly [vscode.Uri, string])[] = [];
    for (const uri of uris) {
      const text = await this.#files.text(uri);
      if (isStale()) return [];
      if (text === undefined) this.#readings.delete(pathOf(uri));
      else texts.push([uri, text]);
    }
    return (await inSlices(this.#readTexts(texts, isWanted), isStale)) ?? [];
  }

  *#readTexts(
    texts: readonly (readonly [vscode.Uri, string])[],
    isWanted: (format: FormatId) => boolean,
  ): Steps<KnownFile[]> {
    const found: KnownFile[] = [];
    for (const [uri, text] of texts) {
      const path = pathOf(uri);
      const reading = yield* this.#read(path, text, isWanted);
      if (reading) found.push({ uri, path, ...reading });
      yield;
    }
    return found;
  }

  *#read(path: string, text: string, isWanted: (format: FormatId) => boolean): Steps<Reading | undefined> {
    const known = this.#readings.get(path);
    if (known?.text === text) return known;
    const format = detectFormat(text, path);
    const isTooLong = format === 'note' && text.length > largestNeighbour;
    if (isTooLong || !isWanted(format)) return undefined;
    const reading = yield* readInSteps(text, format, {});
    this.#readings.set(path, reading);
    return reading;
  }
}

type KnownFile = Reading & { readonly uri: vscode.Uri; readonly path: string };

function* readInSteps(text: string, format: FormatId, options: ReadOptions): Steps<Reading> {
  if (format === 'unknown') return { text, format };
  if (format === 'note') return { text, format, note: readNote(text, {}) };
  return { text, format, claims: yield* readClaimsInSteps(text, format, options) };
}

function linkable({ path, note }: KnownFile, notePaths: ReadonlySet<string>): LinkableNote[] {
  return note ? [{ path, note, named: notePaths.has(path) || /\.(note|soap)$/i.test(path) }] : [];
}

/** Linked notes and, where nothing tells which it is, every one that fits. */
function* linkedNotes(
  { path, claims }: KnownFile,
  notes: readonly LinkableNote[],
  chosen: ReadonlyMap<string, string>,
): Steps<ReadonlySet<string>> {
  const choice = chosen.get(path);
  if (choice !== undefined) return new Set([choice]);
  const found = new Set<string>();
  for (const claim of claims?.claims ?? []) {
    const { linked, candidates } = linkNotes(path, claim, claims?.claims.length ?? 0, notes);
    for (const note of [...linked, ...candidates]) found.add(note);
    yield;
  }
  return found;
}

function asLinked(file: KnownFile | undefined): LinkedFile[] {
  return file ? [{ uri: file.uri, path: file.path, text: file.text, format: file.format }] : [];
}

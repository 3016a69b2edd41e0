// The notes of a check by what a claim may be linked by, so that a folder of many claims and notes is not searched once a claim.
import type { Claim } from '../model/claim';
import type { LinkableNote } from './link';
import { baseName, folderOf } from './paths';

/** Something that notes have → their places in the list, in order. */
type Places = ReadonlyMap<string, readonly number[]>;

interface FolderIndex {
  readonly byBaseName: Places;
  /** The notes that the configuration's globs name as such, and these by what their headers say. */
  readonly configured: readonly number[];
  readonly byAccount: Places;
  readonly withoutAccount: readonly number[];
  readonly byName: Places;
  readonly withoutName: readonly number[];
  readonly byBirth: Places;
  readonly withoutBirth: readonly number[];
}

export interface NoteIndex {
  readonly notes: readonly LinkableNote[];
  /** Paths in small letters, with `/`. */
  readonly byPath: Places;
  /** What headers call the claim. */
  readonly byClaim: Places;
  readonly byAccount: Places;
  readonly folders: ReadonlyMap<string, FolderIndex>;
}

const known = new WeakMap<readonly LinkableNote[], NoteIndex>();

/** The index of a list of notes; made once a list. */
export function indexOf(notes: readonly LinkableNote[]): NoteIndex {
  const found = known.get(notes) ?? makeIndex(notes);
  known.set(notes, found);
  return found;
}

/** Notes by their places, in the order of the list and each once. */
export function notesAt({ notes }: NoteIndex, places: readonly number[]): readonly LinkableNote[] {
  return [...new Set(places)].sort((a, b) => a - b).flatMap((place) => notes[place] ?? []);
}

function makeIndex(notes: readonly LinkableNote[]): NoteIndex {
  const byPath = new Map<string, number[]>();
  const byClaim = new Map<string, number[]>();
  const byAccount = new Map<string, number[]>();
  const folders = new Map<string, ReturnType<typeof emptyFolder>>();
  for (const [place, { path, note, named }] of notes.entries()) {
    const { claimReference, account, patientName, birthDate } = note.header;
    add(byPath, path.replace(/\\/g, '/').toLowerCase(), place);
    if (claimReference !== undefined) add(byClaim, key(claimReference.value), place);
    if (account !== undefined) add(byAccount, key(account.value), place);
    const folder = folders.get(folderOf(path)) ?? emptyFolder();
    folders.set(folderOf(path), folder);
    add(folder.byBaseName, baseName(path).toLowerCase(), place);
    if (!named) continue;
    folder.configured.push(place);
    if (account === undefined) folder.withoutAccount.push(place);
    else add(folder.byAccount, key(account.value), place);
    const words = nameWords(patientName?.value ?? '');
    for (const word of words) add(folder.byName, word, place);
    if (words.length === 0) folder.withoutName.push(place);
    if (birthDate === undefined) folder.withoutBirth.push(place);
    else add(folder.byBirth, birthDate.value, place);
  }
  return { notes, byPath, byClaim, byAccount, folders };
}

function emptyFolder() {
  return {
    byBaseName: new Map<string, number[]>(),
    configured: [] as number[],
    byAccount: new Map<string, number[]>(),
    withoutAccount: [] as number[],
    byName: new Map<string, number[]>(),
    withoutName: [] as number[],
    byBirth: new Map<string, number[]>(),
    withoutBirth: [] as number[],
  };
}

function add(places: Map<string, number[]>, name: string, place: number): void {
  const list = places.get(name);
  if (list === undefined) places.set(name, [place]);
  else list.push(place);
}

/** How accounts, claim numbers and names of files are compared. */
export function key(text: string): string {
  return text.trim().toLowerCase();
}

/** What a claim says of who its patient is. */
export function namesOf({ patient }: Claim): {
  readonly words: readonly string[];
  readonly birth: string | undefined;
} {
  return {
    words: nameWords([patient.lastName?.value, patient.firstName?.value].join(' ')),
    birth: patient.birthDate?.value,
  };
}

/** Words of a name that tell people apart: an initial fits many. */
export function nameWords(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
}

// Which notes belong to which claim: named in a header; else account and date of service; else the same base name in
// the same folder; else the one note of the folder that can be of this claim, when the configuration says which files are
// notes. Linking one claim takes the same time however many notes there are.
import type { Claim } from '../model/claim';
import type { Note } from '../model/note';
import { indexOf, key, type NoteIndex, namesOf, nameWords, notesAt } from './note-index';
import { baseName, fileName, folderOf } from './paths';

export interface LinkableNote {
  readonly path: string;
  readonly note: Note;
  /** The configuration's globs name this file as a note. */
  readonly named: boolean;
}

export interface NoteLink {
  /** Linked notes; several when a claim covers several visits with a note each. */
  readonly linked: readonly string[];
  /** More than one note fits and nothing tells which: the user is asked, nothing is assumed. */
  readonly candidates: readonly string[];
  readonly how: 'named' | 'account-and-date' | 'same-name' | 'configured' | 'none';
  /** Notes that would fit, but name another patient: they are no evidence for this claim. */
  readonly refused: readonly string[];
}

const nothing: NoteLink = { linked: [], candidates: [], how: 'none', refused: [] };

/**
 * Links one claim. `claimsOfFile`: how many claims its file holds; a file's name alone says nothing about which of
 * several claims a note belongs to, unless the note's own header agrees. The same list of notes is to be given for all
 * claims of a check: it is looked through once.
 */
export function linkNotes(
  path: string,
  claim: Claim,
  claimsOfFile: number,
  notes: readonly LinkableNote[],
): NoteLink {
  if (notes.length === 0) return nothing;
  const index = indexOf(notes);
  const fitting = fittingNotes(path, claim, claimsOfFile, index);
  if (fitting === undefined) return linkInFolder(path, claim, claimsOfFile, index);
  const refused = fitting.notes.filter(({ note }) => isOfAnotherPatient(claim, note));
  const own = fitting.notes.filter((note) => !refused.includes(note));
  const paths = refused.map((note) => note.path);
  if (own.length === 0) return { linked: [], candidates: [], how: 'none', refused: paths };
  if (fitting.how === 'named')
    return { linked: own.map((note) => note.path), candidates: [], how: 'named', refused: paths };
  return { ...choose(own, datesOf(claim), fitting.how), refused: paths };
}

interface Fitting {
  readonly notes: readonly LinkableNote[];
  readonly how: NoteLink['how'];
}

/** Notes that fit by the first of the ways of linking that any note fits by; undefined where none fits by what it says. */
function fittingNotes(
  path: string,
  claim: Claim,
  claimsOfFile: number,
  index: NoteIndex,
): Fitting | undefined {
  const named = notesAt(index, [...namedByClaim(path, claim, index), ...namingClaim(path, claim, index)]);
  if (named.length > 0) return { notes: named, how: 'named' };

  const dates = datesOf(claim);
  const accounts = accountsOf(claim);
  const sameAccount = notesAt(
    index,
    [...accounts].flatMap((account) => index.byAccount.get(account) ?? []),
  );
  const sameDate = sameAccount.filter(
    ({ note }) => visitDates(note).length === 0 || visitDates(note).some((date) => dates.has(date)),
  );
  if (sameDate.length > 0) return { notes: sameDate, how: 'account-and-date' };

  const folder = index.folders.get(folderOf(path));
  const neighbours = notesAt(index, folder?.byBaseName.get(baseName(path).toLowerCase()) ?? []);
  const fitting = neighbours.filter(({ note }) => claimsOfFile === 1 || agrees(note, accounts));
  return fitting.length > 0 ? { notes: fitting, how: 'same-name' } : undefined;
}

/** Among more notes than these, lying in the same folder tells nothing. */
const mostInFolder = 20;
const mostLookedAt = 1000;

/** Links a claim with notes of which nothing is known but that they lie in its folder and speak against nothing. */
function linkInFolder(path: string, claim: Claim, claimsOfFile: number, index: NoteIndex): NoteLink {
  const folder = index.folders.get(folderOf(path));
  if (folder === undefined || claimsOfFile !== 1) return nothing;
  const accounts = accountsOf(claim);
  const { words, birth } = namesOf(claim);
  const { configured, withoutAccount, withoutName, withoutBirth } = folder;
  const ways: (readonly (readonly number[])[])[] = [[configured]];
  if (accounts.size > 0)
    ways.push([withoutAccount, ...[...accounts].map((account) => folder.byAccount.get(account) ?? [])]);
  if (words.length > 0) ways.push([withoutName, ...words.map((word) => folder.byName.get(word) ?? [])]);
  else if (birth !== undefined) ways.push([withoutBirth, folder.byBirth.get(birth) ?? []]);
  const fewest = ways.reduce((best, way) => (amountIn(way) < amountIn(best) ? way : best));
  if (amountIn(fewest) > mostLookedAt) return nothing;
  const fitting = notesAt(index, fewest.flat()).filter(({ note }) => !contradicts(note, accounts));
  const own = fitting.filter(({ note }) => !isOfAnotherPatient(claim, note));
  // The only note of a folder is taken for the claim's own; one of many that names another patient is just another one.
  const [only] = configured.length === 1 ? notesAt(index, configured) : [];
  if (own.length === 0)
    return only === undefined || contradicts(only.note, accounts)
      ? nothing
      : { ...nothing, refused: [only.path] };
  return own.length > mostInFolder ? nothing : { ...choose(own, datesOf(claim), 'configured'), refused: [] };
}

function amountIn(lists: readonly (readonly number[])[]): number {
  return lists.reduce((sum, { length }) => sum + length, 0);
}

/** One note, or one for each of several dates; else they are only candidates. */
function choose(
  notes: readonly LinkableNote[],
  dates: ReadonlySet<string>,
  how: NoteLink['how'],
): Omit<NoteLink, 'refused'> {
  const paths = notes.map((note) => note.path);
  if (notes.length === 1) return { linked: paths, candidates: [], how };
  const claimed = notes.map(({ note }) => visitDates(note).filter((date) => dates.has(date)));
  const eachItsOwn =
    claimed.every((list) => list.length > 0) && new Set(claimed.flat()).size === claimed.flat().length;
  return eachItsOwn ? { linked: paths, candidates: [], how } : { linked: [], candidates: paths, how };
}

/** Places of the notes whose paths the claim names. */
function namedByClaim(claimPath: string, claim: Claim, index: NoteIndex): readonly number[] {
  const reference = claim.noteReference?.value;
  if (reference === undefined) return [];
  const wanted = reference.replace(/\\/g, '/').replace(/^\.\//, '').toLowerCase();
  const folder = folderOf(claimPath).replace(/\\/g, '/').toLowerCase();
  const paths = new Set([wanted, folder === '' ? wanted : `${folder}/${wanted}`]);
  return [...paths].flatMap((path) => index.byPath.get(path) ?? []);
}

/** Places of the notes whose headers name the claim: the file beside them, or its number. */
function namingClaim(claimPath: string, claim: Claim, { byClaim, notes }: NoteIndex): readonly number[] {
  const beside = (byClaim.get(key(fileName(claimPath))) ?? []).filter(
    (place) => folderOf(notes[place]?.path ?? '') === folderOf(claimPath),
  );
  return [...beside, ...(claim.id === undefined ? [] : (byClaim.get(key(claim.id.value)) ?? []))];
}

/** Dates of service on the claim, as ISO strings. */
export function datesOf(claim: Claim): ReadonlySet<string> {
  return new Set(
    claim.serviceLines.flatMap((line) =>
      line.dateOfService === undefined ? [] : [line.dateOfService.value],
    ),
  );
}

function visitDates(note: Note): readonly string[] {
  const dates = note.visits.flatMap((visit) => (visit.date === undefined ? [] : [visit.date.value]));
  const header = note.header.dateOfService?.value;
  return dates.length === 0 && header !== undefined ? [header] : dates;
}

function accountsOf(claim: Claim): ReadonlySet<string> {
  const fields = [...claim.accountNumbers, ...(claim.id === undefined ? [] : [claim.id])];
  return new Set(fields.map((field) => key(field.value)).filter((value) => value !== ''));
}

function agrees(note: Note, accounts: ReadonlySet<string>): boolean {
  return note.header.account !== undefined && accounts.has(key(note.header.account.value));
}

function contradicts(note: Note, accounts: ReadonlySet<string>): boolean {
  return (
    note.header.account !== undefined && accounts.size > 0 && !accounts.has(key(note.header.account.value))
  );
}

/**
 * Whether a note's header names somebody else than the claim's patient: no word of the name in common, or, where one
 * of them has no name, another date of birth.
 */
function isOfAnotherPatient(claim: Claim, note: Note): boolean {
  const claimed = namesOf(claim);
  const documented = nameWords(note.header.patientName?.value ?? '');
  if (claimed.words.length > 0 && documented.length > 0)
    return !documented.some((word) => claimed.words.includes(word));
  const documentedBirth = note.header.birthDate?.value;
  return claimed.birth !== undefined && documentedBirth !== undefined && claimed.birth !== documentedBirth;
}

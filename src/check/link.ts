// Which notes belong to which claim: named in a header; else account and date of service; else the same base name in
// the same folder; else the folder's only claim and only note, when the configuration says which files are notes.
import type { Claim } from '../model/claim';
import type { Note } from '../model/note';
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

/**
 * Links one claim. `claimsOfFile`: how many claims its file holds; a file's name alone says nothing about which of
 * several claims a note belongs to, unless the note's own header agrees.
 */
export function linkNotes(
  path: string,
  claim: Claim,
  claimsOfFile: number,
  notes: readonly LinkableNote[],
): NoteLink {
  const fitting = fittingNotes(path, claim, claimsOfFile, notes);
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

/** Notes that fit by the first of the ways of linking that any note fits by. */
function fittingNotes(
  path: string,
  claim: Claim,
  claimsOfFile: number,
  notes: readonly LinkableNote[],
): Fitting {
  const named = notes.filter((note) => namesNote(path, claim, note.path) || namesClaim(path, claim, note));
  if (named.length > 0) return { notes: named, how: 'named' };

  const dates = datesOf(claim);
  const accounts = accountsOf(claim);
  const sameAccount = notes.filter(
    ({ note }) => note.header.account !== undefined && accounts.has(key(note.header.account.value)),
  );
  const sameDate = sameAccount.filter(
    ({ note }) => visitDates(note).length === 0 || visitDates(note).some((date) => dates.has(date)),
  );
  if (sameDate.length > 0) return { notes: sameDate, how: 'account-and-date' };

  const neighbours = notes.filter(
    (note) =>
      folderOf(note.path) === folderOf(path) &&
      baseName(note.path).toLowerCase() === baseName(path).toLowerCase(),
  );
  const fitting = neighbours.filter(({ note }) => claimsOfFile === 1 || agrees(note, accounts));
  if (fitting.length > 0) return { notes: fitting, how: 'same-name' };

  const configured = notes.filter((note) => note.named && folderOf(note.path) === folderOf(path));
  const agreeing = configured.filter(
    ({ note }) => claimsOfFile === 1 && contradicts(note, accounts) === false,
  );
  return agreeing.length > 0 ? { notes: agreeing, how: 'configured' } : { notes: [], how: 'none' };
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

function namesNote(claimPath: string, claim: Claim, notePath: string): boolean {
  const reference = claim.noteReference?.value;
  if (reference === undefined) return false;
  const wanted = reference.replace(/\\/g, '/').replace(/^\.\//, '').toLowerCase();
  const folder = folderOf(claimPath).replace(/\\/g, '/');
  const path = notePath.replace(/\\/g, '/').toLowerCase();
  return path === wanted || path === (folder === '' ? wanted : `${folder.toLowerCase()}/${wanted}`);
}

function namesClaim(claimPath: string, claim: Claim, { path, note }: LinkableNote): boolean {
  const reference = note.header.claimReference?.value;
  if (reference === undefined) return false;
  const wanted = key(reference);
  return (
    (key(fileName(claimPath)) === wanted && folderOf(path) === folderOf(claimPath)) ||
    (claim.id !== undefined && key(claim.id.value) === wanted)
  );
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

function key(text: string): string {
  return text.trim().toLowerCase();
}

/**
 * Whether a note's header names somebody else than the claim's patient: no word of the name in common, or, where one
 * of them has no name, another date of birth.
 */
function isOfAnotherPatient(claim: Claim, note: Note): boolean {
  const { patient } = claim;
  const claimed = nameWords([patient.lastName?.value, patient.firstName?.value].join(' '));
  const documented = nameWords(note.header.patientName?.value ?? '');
  if (claimed.length > 0 && documented.length > 0) return !documented.some((word) => claimed.includes(word));
  const birth = patient.birthDate?.value;
  const documentedBirth = note.header.birthDate?.value;
  return birth !== undefined && documentedBirth !== undefined && birth !== documentedBirth;
}

/** Words of a name that tell people apart: an initial fits many. */
function nameWords(name: string): readonly string[] {
  return name
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length > 1);
}

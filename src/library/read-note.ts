// Clinical notes as Claimlint reads them.
import type { Note } from '../model/note';
import { readNote as readWholeNote } from '../notes';

/** Reads a clinical note: its visits, or the visit of one date of service (ISO). */
export function readNote(text: string, dateOfService?: string): Note {
  return readWholeNote(text, dateOfService === undefined ? {} : { dateOfService });
}

// What goes wrong when a file is imported: in which file, where in it, and what to do, for a coder.

/** A place in a file: line and character of a text (both from 1), or row and column letters of a spreadsheet. */
export interface Place {
  readonly line: number;
  readonly column?: number | string;
}

export interface ImportProblem {
  /** The file as it was given, with the path inside of an archive: `edits.zip › ccipra-v321r0-f1.TXT`. */
  readonly file: string;
  readonly place?: Place;
  readonly message: string;
  /** Column names of a list that was not recognised, for choosing what they are. */
  readonly columns?: readonly string[];
}

/** Thrown while one file is read; caught where its table is made, which is then left as it was. */
export class ImportError extends Error {
  readonly place: Place | undefined;
  /** The file, where it is not the one that the catcher knows of. */
  readonly file: string | undefined;

  constructor(message: string, place?: Place, file?: string) {
    super(message);
    this.name = 'ImportError';
    this.place = place;
    this.file = file;
  }
}

/** Thrown when the user cancels. */
export class Cancelled extends Error {
  constructor() {
    super('The import was cancelled.');
    this.name = 'Cancelled';
  }
}

/** `line 12, column 14` or `cell D12`; empty without a place. */
export function placeInWords(place: Place | undefined): string {
  if (place === undefined) return '';
  if (typeof place.column === 'string') return `cell ${place.column}${place.line}`;
  return place.column === undefined ? `line ${place.line}` : `line ${place.line}, column ${place.column}`;
}

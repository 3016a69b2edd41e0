// What a claim format can do. One room per format; `formats/index.ts` lists them in the order in which they are asked.
import type { Claim, ClaimChange, ClaimDocument, FormatId } from '../model/claim';
import type { Steps } from '../model/steps';
import type { TextEdit, TextRange } from '../model/text';

export interface ReadOptions {
  /** File name or path; only its ending is looked at. */
  readonly name?: string;
  /** CSV: header name (or 0-based column number as text) → field, from `.claimlint.yaml`. */
  readonly columns?: Readonly<Record<string, string>>;
  /**
   * CSV: the file of whose rows the text is one claim's, below the same header. What its columns are and how its values are
   * written is looked up there.
   */
  readonly file?: string;
}

/** What stands at a place of a file, in the words of its standard: an element of an 837, a column of an export. */
export interface PlaceDescription {
  /** "SV104 · how many units or minutes were done", "Column 7 · Mod1". */
  readonly title: string;
  /** Where that belongs or what it is read as: loop and segment, or the field of the claim. */
  readonly belongsTo: string;
  /** What the value means, where it is a code with a known meaning. */
  readonly meaning?: string;
  readonly range: TextRange;
}

/** Parts of a file that together read as a file of their own. */
export interface PieceOfFile {
  /** In the order of the file; the last is the claim itself. */
  readonly parts: readonly TextRange[];
  /** What closes the piece, given its text: stands nowhere in the file, and its counts are right. */
  readonly trailer: (text: string) => string;
}

export interface ClaimFormat {
  readonly ids: readonly FormatId[];
  /** The format of this text, or undefined when it is not one of this reader's. Looks at no more than it must. */
  detect(text: string, name: string): FormatId | undefined;
  /** Never throws: what could be read, and what is wrong with the rest. Time linear in the length. */
  read(text: string, options: ReadOptions): ClaimDocument;
  /** One claim alone, by its position in the file, where that takes much less than reading the file. */
  readOne?(text: string, index: number, options: ReadOptions): Claim | undefined;
  /** What a claim depends on and the claim itself, where that can be told without reading the file. */
  pieceOf?(text: string, claim: Claim): PieceOfFile | undefined;
  /** `read` in steps of a claim or so, for who has other things to do in between (an editor with a large file). */
  readSteps?(text: string, options: ReadOptions): Steps<ClaimDocument>;
  /**
   * The smallest edits of `text` that make `change` to `claim` (which was read from this very text),
   * or undefined when the format has no place for it (a fifth modifier, a line that is not there).
   */
  write(
    text: string,
    claim: Claim,
    change: ClaimChange,
    options: ReadOptions,
  ): readonly TextEdit[] | undefined;
  /** What stands at an offset, for hovers; undefined outside of all fields. */
  describeAt?(text: string, offset: number, options: ReadOptions): PlaceDescription | undefined;
}

// What a claim format can do. One room per format; `formats/index.ts` lists them in the order in which they are asked.
import type { Claim, ClaimChange, ClaimDocument, FormatId } from '../model/claim';
import type { TextEdit } from '../model/text';

export interface ReadOptions {
  /** File name or path; only its ending is looked at. */
  readonly name?: string;
  /** CSV: header name (or 0-based column number as text) → field, from `.claimlint.yaml`. */
  readonly columns?: Readonly<Record<string, string>>;
}

export interface ClaimFormat {
  readonly ids: readonly FormatId[];
  /** The format of this text, or undefined when it is not one of this reader's. Looks at no more than it must. */
  detect(text: string, name: string): FormatId | undefined;
  /** Never throws: what could be read, and what is wrong with the rest. Time linear in the length. */
  read(text: string, options: ReadOptions): ClaimDocument;
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
}

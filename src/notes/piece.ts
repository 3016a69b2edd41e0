// What a sentence is cut into: muscles, acts, sides, cues, list marks and plain words.
import type { Muscle } from '../codes/muscles/dictionary';
import type { Act, ContextRole, Lexicon, SpokenSide } from './lexicon';
import type { Tokens } from './tokens';

export interface Span {
  /** Tokens: first, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

export type MarkKind =
  | 'comma'
  | 'slash'
  | 'plus'
  | 'and'
  | 'or'
  | 'and-or'
  | 'semicolon'
  | 'colon'
  | 'dash'
  | 'open'
  | 'close'
  | 'bar'
  | 'line';

export type Piece =
  | (Span & {
      readonly is: 'muscle';
      readonly muscle: Muscle;
      readonly others: readonly Muscle[];
      readonly sure: boolean;
      /** Stands beside a check-box: whether that is ticked. */
      readonly ticked?: boolean;
      readonly misspelt?: boolean;
      /** Shares words with the name before it: "minimus" in "gluteus medius, minimus". */
      readonly shared?: boolean;
      /** A short form that stands alone: a muscle only in the list of an act that is in force. */
      readonly alone?: boolean;
    })
  | (Span & { readonly is: 'act'; readonly act: Act; readonly ticked?: boolean })
  | (Span & { readonly is: 'finding' })
  | (Span & { readonly is: 'side'; readonly side: SpokenSide; readonly near: boolean })
  | (Span & { readonly is: ContextRole })
  | (Span & { readonly is: MarkKind })
  | (Span & { readonly is: 'number'; readonly value: number })
  | (Span & { readonly is: 'level' })
  /** A date; `same`: that of the visit. */
  | (Span & { readonly is: 'date'; readonly day: 'same' | 'earlier' | 'later' | 'unknown' })
  | (Span & { readonly is: 'box'; readonly checked: boolean })
  | (Span & { readonly is: 'blank' })
  | (Span & { readonly is: 'word' });

export type PieceKind = Piece['is'];

/** A piece whose words may be a muscle's short form or something else; settled once the neighbours are known. */
export interface Open extends Span {
  readonly muscles: readonly Muscle[];
  readonly otherwise: Piece;
}

export type Unsettled = Piece | Open;

/** A clinic's own wording for a muscle, in small letters. */
export interface Alias {
  readonly words: readonly string[];
  readonly muscle: Muscle;
}

/** By first word; the longest wording first. */
export type Aliases = ReadonlyMap<string, readonly Alias[]>;

export interface Reading {
  readonly tokens: Tokens;
  readonly words: Lexicon;
  /** A clinic's own words for muscles. */
  readonly aliases?: Aliases;
  /** ISO day of the visit that is read. */
  readonly day?: string;
}

/** The text of tokens [from, to). */
export const tokenText = (tokens: Tokens, from: number, to: number): string =>
  tokens.text.slice(tokens.start[from], tokens.end[to - 1]);

export function pieceText(tokens: Tokens, piece: Span): string {
  return tokenText(tokens, piece.from, piece.to);
}

type Cue = Piece | undefined;

export const isNotBeforeAct = (piece: Cue): boolean => piece?.is === 'not-act' || piece?.is === 'not-both';
export const isNotAfter = (piece: Cue): boolean => piece?.is === 'not-after' || piece?.is === 'not-both';
export const isLaterBefore = (piece: Cue): boolean =>
  piece?.is === 'later-before' || piece?.is === 'later-both';
export const isLaterAfter = (piece: Cue): boolean =>
  piece?.is === 'later-after' || piece?.is === 'later-both' || piece?.is === 'spoken';

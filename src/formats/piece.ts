// Large files cut into pieces: each is read and checked like a small file of its own, and its places lead back to the file.
import type { ClaimDocument, FormatId } from '../model/claim';
import { lineStarts, type Position, positionAt, type TextRange } from '../model/text';

/** A stretch of a piece that stands in the file as it stands in the piece. */
export interface PieceStretch {
  /** Offset in the piece. */
  readonly at: number;
  /** Offset in the file of the same character, and its place there. */
  readonly offset: number;
  readonly line: number;
  readonly character: number;
}

/** Plain data, so that it can be handed to another thread. */
export interface Piece {
  readonly format: FormatId;
  readonly text: string;
  /** In the order of the piece; the first begins at 0. */
  readonly stretches: readonly PieceStretch[];
  /** Number in the file of the piece's first claim (0-based). */
  readonly firstClaim: number;
  /** How many claims the piece holds. */
  readonly claims: number;
  /** What is wrong, where the cutter found it itself; such a piece is not read. */
  readonly document?: ClaimDocument;
  /** What its format needs to read the piece as the part of a file that it is. */
  readonly reading?: unknown;
}

/** Cuts a text that comes bit by bit. Pieces come in the order of the file. */
export interface Cutter {
  /** Takes the next bit of the text; gives the pieces that are complete with it. */
  readonly take: (text: string) => readonly Piece[];
  /** The text has ended. */
  readonly finish: () => readonly Piece[];
}

/** Looks through a whole file that comes bit by bit, before it is cut. */
export interface Survey {
  readonly take: (text: string) => void;
  /** The text has ended: whether pieces of it read as the whole does. */
  readonly fits: () => boolean;
}

/** Where offsets of a piece are in the file: offset, line and character. */
export interface PiecePlaces {
  readonly offset: (at: number) => number;
  readonly position: (at: number) => Position;
  /** Of a half-open range. Its end is where its last character ends, which the piece may go on from elsewhere. */
  readonly range: (range: TextRange) => { readonly start: Position; readonly end: Position };
}

/** Places of a piece in its file. Lines are counted once. */
export function placesOf({ text, stretches }: Pick<Piece, 'text' | 'stretches'>): PiecePlaces {
  const starts = lineStarts(text);
  const stretchAt = (at: number): PieceStretch => {
    let low = 0;
    let high = stretches.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((stretches[middle]?.at ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return stretches[low] ?? { at: 0, offset: 0, line: 0, character: 0 };
  };
  const position = (at: number): Position => {
    const stretch = stretchAt(at);
    const here = positionAt(starts, at);
    const lines = here.line - positionAt(starts, stretch.at).line;
    return lines === 0
      ? { line: stretch.line, character: stretch.character + at - stretch.at }
      : { line: stretch.line + lines, character: here.character };
  };
  return {
    offset: (at) => {
      const stretch = stretchAt(at);
      return stretch.offset + at - stretch.at;
    },
    position,
    range({ start, end }) {
      if (end <= start) return { start: position(start), end: position(end) };
      const last = position(end - 1);
      const code = text.charCodeAt(end - 1);
      const isBreak = code === 10 || (code === 13 && text.charCodeAt(end) !== 10);
      return {
        start: position(start),
        end: isBreak
          ? { line: last.line + 1, character: 0 }
          : { line: last.line, character: last.character + 1 },
      };
    },
  };
}

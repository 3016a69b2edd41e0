// The envelope of an interchange that is read in pieces: its headers and trailers are kept, what stands between is let go.
// What is wrong with the envelope as a whole (counts, control numbers, lost trailers) can then be told at its end.
import type { PieceStretch } from '../piece';
import type { InterchangeStart } from './delimiters';
import { afterSegment, type Group, type Interchange, type Transaction } from './envelope';
import type { SegmentList } from './segments';

/** Where an offset of the window is in the file. */
export type PlaceInFile = (offset: number) => Omit<PieceStretch, 'at'>;

interface KeptGroup {
  readonly header: number;
  trailer: number;
  readonly transactions: Transaction[];
}

export interface Skeleton {
  /** Keeps a segment; gives its number in the skeleton. -1 for none. */
  readonly segment: (list: SegmentList, index: number, place: PlaceInFile) => number;
  /** Keeps a stretch of text that is no segment; gives its offset in the skeleton. */
  readonly text: (text: string, offset: number, place: PlaceInFile) => number;
  readonly stray: (number: number) => void;
  readonly empty: (offset: number) => void;
  readonly openGroup: (header: number) => void;
  readonly closeGroup: (trailer: number) => void;
  /** Adds a transaction to the open group. */
  readonly transaction: (transaction: Transaction) => void;
  /** The interchange as far as its envelope goes. */
  readonly finish: (last: SegmentList, trailer: number, declaredComponent: string | undefined) => Interchange;
  readonly stretches: readonly PieceStretch[];
}

/** For one interchange that begins with `start`. */
export function skeletonOf(start: InterchangeStart): Skeleton {
  const parts: string[] = [];
  let length = 0;
  const stretches: PieceStretch[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const strays: number[] = [];
  const empty: number[] = [];
  const groups: KeptGroup[] = [];
  let group: KeptGroup | undefined;
  const text = (kept: string, offset: number, place: PlaceInFile): number => {
    const at = length;
    stretches.push({ at, ...place(offset) });
    parts.push(copied(kept));
    length += kept.length;
    return at;
  };
  const closeGroup = (trailer: number): void => {
    if (group) group.trailer = trailer;
    group = undefined;
  };
  return {
    stretches,
    text,
    segment(list, index, place) {
      if (index < 0 || index >= list.count) return -1;
      const from = list.starts[index] ?? 0;
      const end = list.ends[index] ?? 0;
      const at = text(list.text.slice(from, Math.max(end, afterSegment(list, index))), from, place);
      starts.push(at);
      ends.push(at + end - from);
      return starts.length - 1;
    },
    stray: (number) => strays.push(number),
    empty: (offset) => empty.push(offset),
    openGroup(header) {
      group = { header, trailer: -1, transactions: [] };
      groups.push(group);
    },
    closeGroup,
    transaction: (transaction) => group?.transactions.push(transaction),
    finish(last, trailer, declaredComponent) {
      const list: SegmentList = {
        ...last,
        text: parts.join(''),
        count: starts.length,
        starts: Int32Array.from(starts),
        ends: Int32Array.from(ends),
        empty,
        end: length,
      };
      return {
        start: { ...start, at: starts[0] ?? 0 },
        list,
        header: start.header === 'ISA' && starts.length > 0 ? 0 : -1,
        trailer,
        groups: groups satisfies readonly Group[],
        strays,
        range: { start: 0, end: length },
        ...(declaredComponent === undefined ? {} : { declaredComponent }),
      };
    },
  };
}

/** The same text without the window behind it, which an engine keeps for as long as a slice of it is kept. */
export function copied(text: string): string {
  return ` ${text}`.slice(1);
}

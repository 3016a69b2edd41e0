// Cuts a large 837 into pieces at its transactions while it comes in. A piece is the headers of its interchange and group
// with some whole transactions; it reads as the same part of the whole file does. The envelope is checked at its end.
import { lineStarts, positionAt, rangeOf } from '../../model/text';
import type { Cutter, Piece, PieceStretch } from '../piece';
import { reportCharacters } from './check-characters';
import { checkEnvelope } from './check-envelope';
import { reportStrayText } from './check-strays';
import { type InterchangeStart, interchangeAt, isBlank, skipBlank } from './delimiters';
import {
  type Continued,
  type Interchange,
  isEmptyText,
  nextHeader,
  readInterchange,
  type Transaction,
} from './envelope';
import { emptyReport } from './report';
import { hasId, type SegmentList, segmentAt } from './segments';
import { copied, type PlaceInFile, type Skeleton, skeletonOf } from './skeleton';
import { knowsComponent } from './transaction-kind';

/** What reading a piece needs to know of the file before it. */
export interface X12Reading {
  readonly start: InterchangeStart;
  readonly continued: Continued;
}

/** Characters that are looked at together, and that a piece has at most unless one transaction is longer. */
export interface CutSizes {
  readonly window: number;
  readonly piece: number;
}

const usualSizes: CutSizes = { window: 1 << 20, piece: 1 << 18 };

/** Enough to tell whether an interchange begins, and with which separators. */
const lookAhead = 2000;
/** How much of a text outside of any interchange is told. */
const strayTold = 100;
/** How many doubtful characters of an interchange are told. */
const charactersTold = 20;

/** Where the text that was not yet given out begins. */
interface Front {
  readonly offset: number;
  readonly line: number;
  readonly character: number;
}

interface OpenInterchange {
  readonly start: InterchangeStart;
  readonly skeleton: Skeleton;
  component: string | undefined;
  declaredComponent: string | undefined;
  /** Text of its first segment and where that is. */
  isa: { readonly text: string; readonly stretch: Omit<PieceStretch, 'at'> } | undefined;
  gs: { readonly text: string; readonly stretch: Omit<PieceStretch, 'at'> } | undefined;
  inGroup: boolean;
  characters: number;
  empties: number;
}

/** Cuts X12 text; what it holds has been found to be an 837. */
export function x12Cutter(sizes: CutSizes = usualSizes): Cutter {
  let buffer = '';
  let front: Front = { offset: 0, line: 0, character: 0 };
  let claims = 0;
  let open: OpenInterchange | undefined;
  let strayed: { readonly text: string; readonly stretch: PieceStretch } | undefined;
  /** The window is made larger while not even one transaction ends in it. */
  let needed = sizes.window;

  let starts: readonly number[] | undefined;
  const placeInBuffer = (offset: number): Omit<PieceStretch, 'at'> => {
    starts ??= lineStarts(buffer);
    const { line, character } = positionAt(starts, offset);
    return {
      offset: front.offset + offset,
      line: front.line + line,
      character: line === 0 ? front.character + character : character,
    };
  };
  const drop = (length: number): void => {
    const place = placeInBuffer(length);
    buffer = buffer.slice(length);
    starts = undefined;
    front = place;
  };

  /** Text that belongs to no interchange, up to where one begins. False when more of the text is needed. */
  const skipStray = (pieces: Piece[], isEnd: boolean): boolean => {
    const from = skipBlank(buffer, 0);
    const next = nextHeader(buffer, from + 1);
    if (next < 0 && !isEnd && buffer.length <= lookAhead) return false;
    // What may be the beginning of a header is kept.
    const until = next >= 0 ? next : isEnd ? buffer.length : buffer.length - 8;
    if (!isEmptyText(buffer, from, until))
      strayed ??= {
        text: buffer.slice(from, Math.min(until, from + strayTold)),
        stretch: { at: 0, ...placeInBuffer(from) },
      };
    drop(until);
    if ((next >= 0 || isEnd) && strayed !== undefined) {
      const to = emptyReport();
      reportStrayText(to, rangeOf(0, strayed.text.length));
      pieces.push(told(strayed.text, [strayed.stretch], to.problems));
      strayed = undefined;
    }
    return true;
  };

  const told = (
    text: string,
    stretches: readonly PieceStretch[],
    problems: Required<Piece>['document']['problems'],
  ): Piece => ({
    format: 'x12-837p',
    text,
    stretches,
    firstClaim: claims,
    claims: 0,
    document: { format: 'x12-837p', claims: [], problems, outline: [] },
  });

  /** Gives out what is complete of the open interchange. False when more of the text is needed. */
  const takeInterchange = (current: OpenInterchange, pieces: Piece[], isEnd: boolean): boolean => {
    const { skeleton, start } = current;
    const isFirst = current.isa === undefined;
    const { head, stretches } = headersOf(current);
    const prefixCount = stretches.length;
    const prefixLength = head.length;
    const text = head + buffer;
    const at = { ...start, at: isFirst ? start.at : 0 };
    const interchange = isFirst
      ? readInterchange(text, at)
      : readInterchange(text, at, {
          component: current.component,
          inGroup: current.inGroup && current.gs === undefined,
        });
    const { list } = interchange;
    const isOver = isEnd || list.end < text.length;
    if (isFirst && !isOver && !knowsComponent(list)) return false;
    const until = isOver ? list.count : carriedFrom(interchange);
    if (!isOver && until <= prefixCount) return false;
    const place: PlaceInFile = (offset) => placeInBuffer(offset - prefixLength);
    if (isFirst) {
      current.component = interchange.declaredComponent === undefined ? undefined : list.delimiters.component;
      current.declaredComponent = interchange.declaredComponent;
      if (list.count > 0 && start.header === 'ISA')
        current.isa = { text: segmentText(list, 0), stretch: place(list.starts[0] ?? 0) };
      else current.isa = { text: '', stretch: place(0) };
      if (start.header === 'ISA') skeleton.segment(list, 0, place);
    }
    const taken = isOver ? list.end : (list.starts[until] ?? text.length);
    keepCharacters(current, interchange, prefixLength, taken, place);
    keepEmpty(current, list, prefixLength, taken, place);
    for (const index of interchange.strays)
      if (index >= prefixCount && index < until) skeleton.stray(skeleton.segment(list, index, place));
    const continued: Continued = { component: current.component, inGroup: false };
    for (const [number, group] of interchange.groups.entries()) {
      const goesOn = number === 0 && current.inGroup;
      const begins = group.header >= 0 ? group.header : (firstOf(group.transactions[0]) ?? list.count);
      if (!goesOn) {
        if (begins >= until) break;
        skeleton.openGroup(group.header < 0 ? -1 : skeleton.segment(list, group.header, place));
        current.inGroup = true;
        current.gs =
          group.header < 0
            ? undefined
            : { text: segmentText(list, group.header), stretch: place(list.starts[group.header] ?? 0) };
      }
      const whole = group.transactions.filter((each) => (firstOf(each) ?? until) < until);
      for (const transaction of whole) keepTransaction(skeleton, list, transaction, place);
      pieces.push(
        ...piecesOf(current, { ...continued, inGroup: group.header < 0 }, list, whole, taken, place),
      );
      const isClosed =
        isOver || number < interchange.groups.length - 1 || (group.trailer >= 0 && group.trailer < until);
      if (isClosed) {
        skeleton.closeGroup(skeleton.segment(list, group.trailer, place));
        current.inGroup = false;
        current.gs = undefined;
      }
    }
    if (isOver) {
      const trailer = skeleton.segment(list, interchange.trailer, place);
      // Where the file breaks off, its last segment is told, whichever it is.
      const last = place(list.starts[list.count - 1] ?? 0).offset;
      if (!list.terminated && skeleton.stretches.at(-1)?.offset !== last)
        skeleton.segment(list, list.count - 1, place);
      const envelope = skeleton.finish(list, trailer, current.declaredComponent);
      const to = emptyReport();
      checkEnvelope(to, envelope);
      to.problems.push(...characterProblems);
      characterProblems.length = 0;
      pieces.push(
        told(
          envelope.list.text,
          skeleton.stretches,
          [...to.problems].sort((a, b) => a.range.start - b.range.start),
        ),
      );
      open = undefined;
    }
    drop(Math.min(text.length, isOver ? Math.max(taken, at.at + 3) : taken) - prefixLength);
    return true;
  };

  const characterProblems: ReturnType<typeof emptyReport>['problems'] = [];
  const keepCharacters = (
    current: OpenInterchange,
    interchange: Interchange,
    from: number,
    until: number,
    place: PlaceInFile,
  ): void => {
    if (current.characters >= charactersTold) return;
    const to = emptyReport();
    const { list } = interchange;
    const begin = Math.max(from, interchange.range.start);
    reportCharacters(to, { ...interchange, range: rangeOf(begin, Math.min(until, interchange.range.end)) });
    for (const problem of to.problems.slice(0, charactersTold - current.characters)) {
      const { start, end } = problem.range;
      const kept = current.skeleton.text(list.text.slice(start, end), start, place);
      characterProblems.push({ ...problem, range: rangeOf(kept, kept + end - start) });
      current.characters++;
    }
  };

  /** Some transactions as pieces, several in one while they are short. */
  const piecesOf = (
    current: OpenInterchange,
    continued: Continued,
    list: SegmentList,
    transactions: readonly Transaction[],
    taken: number,
    place: PlaceInFile,
  ): readonly Piece[] => {
    const found: Piece[] = [];
    let from = -1;
    let count = 0;
    for (const [number, transaction] of transactions.entries()) {
      const begin = list.starts[firstOf(transaction) ?? 0] ?? 0;
      if (from < 0) from = begin;
      const last = transaction.trailer >= 0 ? transaction.trailer : transaction.last;
      const next = transactions[number + 1];
      const end = next ? (list.starts[firstOf(next) ?? 0] ?? taken) : endOf(list, last);
      count += claimsIn(list, transaction);
      if (next && end - from < sizes.piece) continue;
      const { head, stretches } = headersOf(current);
      stretches.push({ at: head.length, ...place(from) });
      const reading: X12Reading = { start: { ...current.start, at: 0 }, continued };
      found.push({
        format: 'x12-837p',
        text: head + list.text.slice(from, end),
        stretches,
        firstClaim: claims,
        claims: count,
        reading,
      });
      claims += count;
      count = 0;
      from = -1;
    }
    return found;
  };

  const advance = (isEnd: boolean): readonly Piece[] => {
    const pieces: Piece[] = [];
    while (buffer.length > 0) {
      if (open === undefined) {
        if (!isEnd && buffer.length < lookAhead) break;
        const start = interchangeAt(buffer, 0);
        // Behind blanks a header may still come.
        if (start === undefined && !isEnd && skipBlank(buffer, 0) > buffer.length - lookAhead / 2) break;
        if (start === undefined) {
          if (!skipStray(pieces, isEnd)) break;
          continue;
        }
        if (start.at > buffer.length - lookAhead / 2 && !isEnd) break;
        open = {
          start,
          skeleton: skeletonOf(start),
          component: undefined,
          declaredComponent: undefined,
          isa: undefined,
          gs: undefined,
          inGroup: false,
          characters: 0,
          empties: 0,
        };
        needed = sizes.window;
      }
      if (!isEnd && buffer.length < needed) break;
      if (takeInterchange(open, pieces, isEnd)) needed = sizes.window;
      else needed = buffer.length * 2;
    }
    return pieces;
  };

  return {
    take(text) {
      buffer += text;
      starts = undefined;
      return buffer.length < Math.min(needed, sizes.window) ? [] : advance(false);
    },
    finish: () => advance(true),
  };
}

/** Text of the headers that the rest of the interchange is read with, and where they are. */
function headersOf({ isa, gs }: OpenInterchange): {
  readonly head: string;
  readonly stretches: PieceStretch[];
} {
  const stretches: PieceStretch[] = [];
  let head = '';
  for (const part of [isa, gs]) {
    if (part === undefined || part.text === '') continue;
    stretches.push({ at: head.length, ...part.stretch });
    head += part.text;
  }
  return { head, stretches };
}

function keepEmpty(
  current: OpenInterchange,
  list: SegmentList,
  from: number,
  until: number,
  place: PlaceInFile,
): void {
  for (const at of list.empty) {
    if (current.empties >= 3) return;
    if (at < from || at >= until) continue;
    current.empties++;
    current.skeleton.empty(current.skeleton.text(list.text.charAt(at), at, place));
  }
}

function keepTransaction(
  skeleton: Skeleton,
  list: SegmentList,
  transaction: Transaction,
  place: PlaceInFile,
): void {
  const { header, trailer, first, last } = transaction;
  const kept = skeleton.segment(list, header >= 0 ? header : first, place);
  const keptTrailer = skeleton.segment(list, trailer, place);
  skeleton.transaction({
    ...transaction,
    header: header >= 0 ? kept : -1,
    trailer: keptTrailer,
    first: kept,
    // As many as there are: their number is compared with what the trailer says.
    last: kept + last - first,
  });
}

/** The number of the first segment that is read again with what follows: a transaction that has not ended. */
function carriedFrom({ groups, list }: Interchange): number {
  const transaction = groups.at(-1)?.transactions.at(-1);
  const begins = firstOf(transaction);
  if (transaction === undefined || begins === undefined) return 0;
  return transaction.trailer >= 0 && transaction.trailer < list.count - 1 ? transaction.trailer + 1 : begins;
}

function firstOf(transaction: Transaction | undefined): number | undefined {
  if (transaction === undefined) return undefined;
  return transaction.header >= 0 ? transaction.header : transaction.first;
}

function claimsIn(list: SegmentList, { set, first, last }: Transaction): number {
  if (set !== '837') return 0;
  let count = 0;
  for (let index = first; index <= last; index++) if (isClaim(list, index)) count++;
  return count;
}

/** A file that is wrapped at a fixed width may break within the letters CLM. */
function isClaim(list: SegmentList, index: number): boolean {
  const start = list.starts[index] ?? 0;
  if (list.text.charCodeAt(start) !== 67) return false;
  return hasId(list, index, 'CLM') || segmentAt(list, index).id === 'CLM';
}

function segmentText(list: SegmentList, index: number): string {
  return copied(list.text.slice(list.starts[index] ?? 0, endOf(list, index)));
}

/** Behind a segment and the blanks after its terminator. */
function endOf(list: SegmentList, index: number): number {
  const end = list.ends[index] ?? 0;
  const next = list.starts[index + 1];
  if (next !== undefined && index + 1 < list.count) return next;
  let at = Math.min(list.text.length, end + 1);
  while (at < list.end && isBlank(list.text.charCodeAt(at))) at++;
  return at;
}

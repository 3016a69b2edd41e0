// The tokeniser: one pass over the text finds where segments begin and end; elements and components are only looked
// at when somebody asks. No object is made per segment or element of the file as a whole.
import { runAll, type Steps } from '../../model/steps';
import { type Delimiters, isBlank, isLineBreak, skipBlank } from './delimiters';

/** The segments of one interchange, as offsets into the text. */
export interface SegmentList {
  readonly text: string;
  readonly delimiters: Delimiters;
  readonly count: number;
  /** Offset of the first character of segment i. */
  readonly starts: Int32Array;
  /** Offset of its terminator (or of the end of the text). */
  readonly ends: Int32Array;
  /** False when the last segment has no terminator. */
  readonly terminated: boolean;
  /** Offsets of the first few terminators with nothing before them (`~~`). */
  readonly empty: readonly number[];
  /** Offset just after the last segment that belongs here. */
  readonly end: number;
}

/** One segment with its elements' places. */
export interface Segment {
  /** `NM1`, `CLM`, …; whatever stands before the first element separator. */
  readonly id: string;
  /** Its number in the `SegmentList`. */
  readonly index: number;
  readonly start: number;
  /** Offset of the terminator. */
  readonly end: number;
  /** Element k (0 is the id) stands at `bounds[k]` … `bounds[k + 1] - 1`. */
  readonly bounds: readonly number[];
  /** A line break stands inside; it is not part of any value. */
  readonly wrapped: boolean;
}

const emptySegmentsKept = 100;
/** Segments that a list has room for at first; it doubles. */
const firstCapacity = 16;
/** Segments that are looked at in one step: a few milliseconds. */
export const segmentsPerStep = 1 << 15;

/**
 * Segments from offset `from` up to and including IEA, or up to the next ISA, or the end of the text.
 * Time linear in what is scanned.
 */
export function scanSegments(text: string, from: number, delimiters: Delimiters): SegmentList {
  return runAll(scanInSteps(text, from, delimiters));
}

/** The same with a pause after every so many segments. */
export function* scanInSteps(text: string, from: number, delimiters: Delimiters): Steps<SegmentList> {
  const elementCode = delimiters.element.charCodeAt(0);
  const nextEnd = terminatorFinder(text, delimiters.segment);
  let starts = new Int32Array(firstCapacity);
  let ends = new Int32Array(firstCapacity);
  let count = 0;
  let terminated = true;
  const empty: number[] = [];
  let position = skipBlank(text, from);
  while (position < text.length) {
    if (count > 0 && isHeader(text, position)) break;
    const found = nextEnd(position);
    const end = found < 0 ? text.length : found;
    if (end === position) {
      if (empty.length < emptySegmentsKept) empty.push(position);
    } else {
      if (count === starts.length) {
        starts = grown(starts);
        ends = grown(ends);
      }
      if (count % segmentsPerStep === segmentsPerStep - 1) yield;
      starts[count] = position;
      ends[count] = found < 0 ? withoutTrailingBlank(text, position) : end;
      count++;
    }
    terminated = found >= 0;
    const isTrailer =
      text.charCodeAt(position) === 73 &&
      text.charCodeAt(position + 3) === elementCode &&
      text.startsWith('IEA', position);
    position = skipBlank(text, end + 1);
    if (isTrailer) break;
  }
  return { text, delimiters, count, starts, ends, terminated, empty, end: Math.min(position, text.length) };
}

/** The segment with number `index`, its elements located. */
export function segmentAt(list: SegmentList, index: number): Segment {
  const { text } = list;
  const start = list.starts[index] ?? 0;
  const end = list.ends[index] ?? 0;
  const separator = list.delimiters.element.charCodeAt(0);
  let count = 2;
  let wrapped = false;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === separator) count++;
    else if (code === 10 || code === 13) wrapped = true;
  }
  // Counted first, so that the array has its final size: there are as many of them as segments.
  const bounds = new Array<number>(count);
  bounds[0] = start;
  let next = 1;
  for (let at = start; at < end; at++) if (text.charCodeAt(at) === separator) bounds[next++] = at + 1;
  bounds[next] = end + 1;
  const afterId = (bounds[1] ?? end + 1) - 1;
  const id = wrapped ? cleaned(text, start, afterId, true) : idText(text, start, afterId);
  return { id, index, start, end, bounds, wrapped };
}

/** Ids of two or three characters by their character codes: the same string object each time makes look-ups by id fast. */
const knownIds = new Map<number, string>();

function idText(text: string, start: number, end: number): string {
  const length = end - start;
  if (length < 2 || length > 3) return text.slice(start, end);
  const first = text.charCodeAt(start);
  const second = text.charCodeAt(start + 1);
  const third = length === 3 ? text.charCodeAt(start + 2) : 0;
  if (first > 127 || second > 127 || third > 127) return text.slice(start, end);
  const key = (first << 14) | (second << 7) | third;
  const known = knownIds.get(key);
  if (known !== undefined) return known;
  const id = text.slice(start, end);
  knownIds.set(key, id);
  return id;
}

/** True when segment `index` has this id; allocates nothing. */
export function hasId(list: SegmentList, index: number, id: string): boolean {
  const start = list.starts[index] ?? 0;
  if (list.text.charCodeAt(start) !== id.charCodeAt(0) || !list.text.startsWith(id, start)) return false;
  const after = start + id.length;
  return after >= (list.ends[index] ?? 0) || list.text.charAt(after) === list.delimiters.element;
}

/** Number of elements after the id. */
export function elementCount(segment: Segment): number {
  return segment.bounds.length - 2;
}

/** Where element `position` (1-based; 0 is the id) begins; the segment's end when it has no such element. */
export function elementStart(segment: Segment, position: number): number {
  return position < segment.bounds.length - 1 ? (segment.bounds[position] ?? segment.end) : segment.end;
}

/** Where element `position` ends; the segment's end when it has no such element. */
export function elementEnd(segment: Segment, position: number): number {
  return position < segment.bounds.length - 1
    ? (segment.bounds[position + 1] ?? segment.end + 1) - 1
    : segment.end;
}

/** True when nothing stands at `start` … `end` but perhaps the line break of a wrapped file. */
export function isEmpty(list: SegmentList, segment: Segment, start: number, end: number): boolean {
  return start >= end || (segment.wrapped && cleaned(list.text, start, end, true) === '');
}

/** The element's text, line breaks left out; '' when the segment has no such element. */
export function elementText(list: SegmentList, segment: Segment, position: number): string {
  return cleaned(list.text, elementStart(segment, position), elementEnd(segment, position), segment.wrapped);
}

/** Offsets where the components of `start`…`end` begin, and `end + 1` at the end: component k (0-based) as in `Segment.bounds`. */
export function componentBounds(list: SegmentList, start: number, end: number): readonly number[] {
  const separator = list.delimiters.component.charCodeAt(0);
  const bounds = [start];
  for (let i = start; i < end; i++) if (list.text.charCodeAt(i) === separator) bounds.push(i + 1);
  bounds.push(end + 1);
  return bounds;
}

/** `text.slice(start, end)` without the line breaks of a wrapped file. */
export function cleaned(text: string, start: number, end: number, wrapped: boolean): string {
  const value = text.slice(start, end);
  return wrapped ? value.replace(/[\r\n]/g, '') : value;
}

function isHeader(text: string, position: number): boolean {
  if (text.charCodeAt(position) !== 73 || !text.startsWith('ISA', position)) return false;
  const sign = text.charAt(position + 3);
  // ISA01 is two characters between two separators: tells a header from an element that happens to read "ISA".
  return sign !== '' && !/[A-Za-z0-9\s]/.test(sign) && text.charAt(position + 6) === sign;
}

/** A function that finds the next terminator at or after an offset; calls must come with rising offsets. */
function terminatorFinder(text: string, sign: string): (from: number) => number {
  if (!isLineBreak(sign.charCodeAt(0))) return (from) => text.indexOf(sign, from);
  let feed = 0;
  let carriage = 0;
  const find = (character: string, from: number) => {
    const found = text.indexOf(character, from);
    return found < 0 ? Number.POSITIVE_INFINITY : found;
  };
  return (from) => {
    if (feed <= from) feed = find('\n', from);
    if (carriage <= from) carriage = find('\r', from);
    const next = Math.min(feed, carriage);
    return next === Number.POSITIVE_INFINITY ? -1 : next;
  };
}

function withoutTrailingBlank(text: string, start: number): number {
  let end = text.length;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end;
}

function grown(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

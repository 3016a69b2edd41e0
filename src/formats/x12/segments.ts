// The tokeniser: one pass over the text finds where segments begin and end; elements and components are only looked
// at when somebody asks. No object is made per segment or element of the file as a whole.
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

/**
 * Segments from offset `from` up to and including IEA, or up to the next ISA, or the end of the text.
 * Time linear in what is scanned.
 */
export function scanSegments(text: string, from: number, delimiters: Delimiters): SegmentList {
  const elementCode = delimiters.element.charCodeAt(0);
  const nextEnd = terminatorFinder(text, delimiters.segment);
  let starts = new Int32Array(64);
  let ends = new Int32Array(64);
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
  const bounds = [start];
  let wrapped = false;
  for (let i = start; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === separator) bounds.push(i + 1);
    else if (code === 10 || code === 13) wrapped = true;
  }
  bounds.push(end + 1);
  return {
    id: cleaned(text, start, (bounds[1] ?? end + 1) - 1, wrapped),
    index,
    start,
    end,
    bounds,
    wrapped,
  };
}

/** True when segment `index` has this id; allocates nothing. */
export function hasId(list: SegmentList, index: number, id: string): boolean {
  const start = list.starts[index] ?? 0;
  const after = start + id.length;
  if (!list.text.startsWith(id, start)) return false;
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

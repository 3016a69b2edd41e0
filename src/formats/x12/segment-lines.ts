// An X12 text with one segment a line, and how its places and those of the file correspond.
import { readInterchanges } from './envelope';

export interface SegmentLines {
  readonly text: string;
  /** Offset in the view of an offset in the file, and back; a place in an added line break is that of the segment before it. */
  readonly toView: (offset: number) => number;
  readonly toFile: (offset: number) => number;
}

/** Adds a line break behind each segment terminator that has none; nothing else is changed. Time linear in the length. */
export function segmentLines(text: string): SegmentLines {
  const breaks: number[] = [];
  for (const { list } of readInterchanges(text).interchanges) {
    if (/[\r\n]/.test(list.delimiters.segment)) continue;
    for (let segment = 0; segment < list.count; segment++) {
      const behind = (list.ends[segment] ?? 0) + 1;
      if (behind < text.length && !/[\r\n]/.test(text.charAt(behind))) breaks.push(behind);
    }
  }
  const parts: string[] = [];
  let from = 0;
  for (const at of breaks) {
    parts.push(text.slice(from, at));
    from = at;
  }
  parts.push(text.slice(from));
  return {
    text: parts.join('\n'),
    toView: (offset) => offset + countUpTo(breaks, (index) => (breaks[index] ?? 0) <= offset),
    toFile: (offset) => offset - countUpTo(breaks, (index) => (breaks[index] ?? 0) + index < offset),
  };
}

/** How many of the first breaks fulfil a condition that holds for a beginning of them; by binary search. */
function countUpTo(breaks: readonly number[], holds: (index: number) => boolean): number {
  let low = 0;
  let high = breaks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

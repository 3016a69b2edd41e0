// Smallest edits inside of one segment: an element or component replaced, added with the separators it needs, or emptied.
import { rangeOf, type TextEdit, type TextRange } from '../../model/text';
import {
  componentBounds,
  elementCount,
  elementEnd,
  elementStart,
  type Segment,
  type SegmentList,
} from './segments';

/** True when the text can stand in an element: none of the separators, no line break, no control character. */
export function fits(list: SegmentList, text: string): boolean {
  const { element, component, segment, repetition } = list.delimiters;
  for (const sign of text) {
    if (sign === element || sign === component || sign === segment || sign === repetition) return false;
    if (sign < ' ') return false;
  }
  return true;
}

/** Makes element `position` read `newText` ('' empties it). Adds missing elements before it; drops empty ones left at the end by emptying. */
export function setElement(
  list: SegmentList,
  segment: Segment,
  position: number,
  newText: string,
): readonly TextEdit[] {
  const { element } = list.delimiters;
  const count = elementCount(segment);
  if (position > count) {
    if (newText === '') return [];
    return [
      { range: rangeOf(segment.end, segment.end), newText: element.repeat(position - count) + newText },
    ];
  }
  const start = elementStart(segment, position);
  const end = elementEnd(segment, position);
  if (newText !== '' || position < count) return minimal(list.text, rangeOf(start, end), newText);
  let last = position;
  while (last > 1 && elementStart(segment, last - 1) === elementEnd(segment, last - 1)) last--;
  return [{ range: rangeOf((segment.bounds[last] ?? start) - 1, segment.end), newText: '' }];
}

/** The components of an element as written. */
export function componentsOf(list: SegmentList, segment: Segment, position: number): readonly string[] {
  const start = elementStart(segment, position);
  const end = elementEnd(segment, position);
  const bounds = componentBounds(list, start, end);
  return bounds.slice(0, -1).map((from, index) => list.text.slice(from, (bounds[index + 1] ?? end + 1) - 1));
}

/** Writes an element anew from its components, changing only the characters that differ. */
export function setComponents(
  list: SegmentList,
  segment: Segment,
  position: number,
  components: readonly string[],
): readonly TextEdit[] {
  return setElement(list, segment, position, components.join(list.delimiters.component));
}

/** The one edit that turns the text at `range` into `newText` without touching what they share at both ends; none when equal. */
export function minimal(text: string, range: TextRange, newText: string): readonly TextEdit[] {
  const old = text.slice(range.start, range.end);
  if (old === newText) return [];
  const shortest = Math.min(old.length, newText.length);
  let head = 0;
  while (head < shortest && old.charCodeAt(head) === newText.charCodeAt(head)) head++;
  let tail = 0;
  while (
    tail < shortest - head &&
    old.charCodeAt(old.length - 1 - tail) === newText.charCodeAt(newText.length - 1 - tail)
  )
    tail++;
  return [
    {
      range: rangeOf(range.start + head, range.end - tail),
      newText: newText.slice(head, newText.length - tail),
    },
  ];
}

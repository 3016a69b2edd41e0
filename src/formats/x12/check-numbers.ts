// Counts and control numbers of the envelope: what a trailer says against what is there, and numbers used twice.
import { rangeOf, type TextRange } from '../../model/text';
import { segmentDefinitions } from './guide/elements';
import { type Report, report } from './report';
import { elementEnd, elementStart, elementText, type Segment, type SegmentList, segmentAt } from './segments';

/** Reports a count (first element of a trailer) that is not `actual`. */
export function checkCount(
  to: Report,
  list: SegmentList,
  trailer: Segment,
  actual: number,
  name: string,
  noun: string,
): void {
  const written = elementText(list, trailer, 1).trim();
  if (!/^\d{1,10}$/.test(written) || Number(written) === actual) return;
  const range = elementRange(trailer, 1);
  report(to, {
    severity: 'error',
    message: `${titled(segmentDefinitions.get(trailer.id)?.name ?? '')}, ${name}: it says ${Number(written)}, but there ${actual === 1 ? `is 1 ${noun}` : `are ${actual} ${noun}s`}.`,
    range,
    fix: {
      title: `Correct ${name.slice(0, name.indexOf(','))} to ${actual}`,
      edits: [{ range, newText: String(actual) }],
    },
  });
}

/** Reports a trailer's control number that is not the header's. */
export function checkSame(
  to: Report,
  list: SegmentList,
  trailer: Segment,
  position: number,
  name: string,
  wanted: string,
  headerLabel: string,
): void {
  const written = elementText(list, trailer, position).trim();
  if (written === '' || wanted === '' || written === wanted) return;
  const range = elementRange(trailer, position);
  report(to, {
    severity: 'error',
    message: `${titled(segmentDefinitions.get(trailer.id)?.name ?? '')}, ${name}: it must repeat the number of the header (${headerLabel}).`,
    range,
    fix: { title: `Repeat ${headerLabel}`, edits: [{ range, newText: wanted }] },
  });
}

/** Reports headers of one parent that share a control number. */
export function checkRepeatedNumbers(
  to: Report,
  list: SegmentList,
  headers: readonly number[],
  position: number,
  name: string,
  parent: string,
  severity: 'error' | 'warning',
): void {
  if (headers.length < 2 || to.full) return;
  const seen = new Set<string>();
  for (const index of headers) {
    if (index < 0) continue;
    const segment = segmentAt(list, index);
    const number = elementText(list, segment, position).trim();
    if (number !== '' && seen.has(number))
      report(to, {
        severity,
        message: `${titled(segmentDefinitions.get(segment.id)?.name ?? '')}, ${name}: another header in the same ${parent} has the same number.`,
        range: elementRange(segment, position),
      });
    seen.add(number);
  }
}

/** Where an element stands. */
export function elementRange(segment: Segment, position: number): TextRange {
  return rangeOf(elementStart(segment, position), elementEnd(segment, position));
}

/** With a capital at its beginning. */
export function titled(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

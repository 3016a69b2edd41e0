// Removing a service line: its segments go, the lines after it are renumbered, and the counts that held before hold again.
import type { Claim } from '../../model/claim';
import { rangeOf, type TextEdit } from '../../model/text';
import { skipBlank } from './delimiters';
import { minimal } from './edit-segment';
import type { ClaimSpan } from './envelope';
import { moneyField } from './fields';
import {
  elementEnd,
  elementStart,
  elementText,
  hasId,
  type Segment,
  type SegmentList,
  segmentAt,
} from './segments';

/** The edits that remove line `number`; undefined when there is no such line or it is the only one. */
export function removedLine(span: ClaimSpan, claim: Claim, number: number): readonly TextEdit[] | undefined {
  const line = claim.serviceLines.find((each) => each.number === number);
  if (!line || claim.serviceLines.length < 2) return undefined;
  const { list } = span.interchange;
  const edits: TextEdit[] = [
    { range: rangeOf(line.range.start, nextSegment(list, line.range.end)), newText: '' },
  ];
  let removed = 0;
  for (let index = span.first; index <= span.last; index++) {
    const start = list.starts[index] ?? 0;
    if (start >= line.range.start && start < line.range.end) removed++;
    else if (start >= line.range.end && hasId(list, index, 'LX'))
      edits.push(...renumbered(list, segmentAt(list, index)));
  }
  return [...edits, ...segmentCount(span, removed), ...total(span, claim, number)];
}

/** What follows the line's last terminator up to the next segment (a line break) goes with it, unless the file ends there. */
function nextSegment(list: SegmentList, from: number): number {
  const next = skipBlank(list.text, from);
  return next < list.text.length ? next : from;
}

/** LX01 one lower, where it is a plain number. */
function renumbered(list: SegmentList, segment: Segment): readonly TextEdit[] {
  const written = elementText(list, segment, 1).trim();
  if (!/^\d{1,6}$/.test(written) || Number(written) < 2) return [];
  return setWhole(
    list,
    segment,
    1,
    String(Number(written) - 1).padStart(written.startsWith('0') ? written.length : 0, '0'),
  );
}

/** SE01, when it was right before. */
function segmentCount({ interchange, transaction }: ClaimSpan, removed: number): readonly TextEdit[] {
  if (transaction.trailer < 0 || transaction.header < 0) return [];
  const { list } = interchange;
  const trailer = segmentAt(list, transaction.trailer);
  const count = transaction.last - transaction.first + 3;
  if (Number(elementText(list, trailer, 1)) !== count) return [];
  return setWhole(list, trailer, 1, String(count - removed));
}

/** CLM02, when it was the sum of the lines before. */
function total({ interchange, first }: ClaimSpan, claim: Claim, number: number): readonly TextEdit[] {
  const charges = claim.serviceLines.map((line) => line.charge?.value);
  const removed = claim.serviceLines.find((line) => line.number === number)?.charge?.value;
  const before = claim.totalCharge;
  const sum = charges.reduce<number>((all, charge) => all + (charge ?? 0), 0);
  if (!before || removed === undefined || removed === 0 || before.value !== sum || sum - removed < 0)
    return [];
  const { list } = interchange;
  const segment = segmentAt(list, first);
  if (
    moneyField({ value: elementText(list, segment, 2).trim(), range: before.range })?.value !== before.value
  )
    return [];
  const written = elementText(list, segment, 2);
  const amount = (sum - removed) / 100;
  // X12 leaves zeros at the end out; a file that writes them keeps its way.
  return setWhole(list, segment, 2, /\.\d*0$/.test(written) ? amount.toFixed(2) : String(amount));
}

function setWhole(
  list: SegmentList,
  segment: Segment,
  position: number,
  newText: string,
): readonly TextEdit[] {
  return minimal(list.text, rangeOf(elementStart(segment, position), elementEnd(segment, position)), newText);
}

// One transaction: each segment is given its loop, read into its claim and checked, in a single pass.
import type { Claim } from '../../model/claim';
import type { Steps } from '../../model/steps';
import { rangeOf } from '../../model/text';
import { checkElements } from './check-element';
import { hierarchyCheck } from './check-hierarchy';
import { lineNumberCheck } from './check-lines';
import { reportPlacement, reportUnfinished } from './check-loops';
import { afterSegment, type ClaimSpan, type Transaction } from './envelope';
import { guideFor, qualifierElement } from './guide/compile';
import { segmentDefinitions } from './guide/elements';
import { claimReader } from './read-claim';
import { idRange, type Report } from './report';
import { elementText, type Segment, type SegmentList, segmentAt } from './segments';
import { endWalk, type Placement, place, startWalk } from './walk';

/**
 * Reads and checks a transaction, a claim a step. Claims are handed over one by one, in order; the first gets number
 * `firstIndex`.
 */
export function* readTransaction(
  list: SegmentList,
  transaction: Transaction,
  firstIndex: number,
  to: Report,
  onClaim: (claim: Claim) => void,
): Steps<void> {
  if (to.full && transaction.last < transaction.first) return;
  const { kind, era } = transaction;
  const guide = guideFor(kind, era);
  const reader = claimReader(kind, firstIndex);
  const hierarchy = hierarchyCheck(to, list);
  const lines = lineNumberCheck(to, list);
  let complete = true;
  const walk = startWalk(guide, headerRange(list, transaction), (frame) => {
    if (complete && !to.full) reportUnfinished(to, frame, guide);
  });
  let claims = firstIndex;
  const takeSegment = (index: number): Claim | undefined => {
    const segment = segmentAt(list, index);
    const placement = place(walk, segment.id, qualifierOf(list, segment), idRange(segment));
    if (segment.id === 'CLM') {
      to.claim = claims++;
      to.line = undefined;
    } else if (segment.id === 'HL') {
      to.claim = undefined;
      to.line = undefined;
      if (!to.full) hierarchy.take(segment);
    } else if (segment.id === 'LX' && to.claim !== undefined) to.line = (to.line ?? 0) + 1;
    if (!to.full) {
      reportPlacement(to, list, segment, placement, guide);
      const rules = placement.use ?? segmentDefinitions.get(segment.id);
      if (rules) checkElements(to, { list, segment, place: placement.frame.loop.title, era }, rules);
      lines.take(segment);
    }
    return reader.take({ list, segment }, readerLoop(placement), afterSegment(list, index));
  };
  for (let index = transaction.first; index <= transaction.last; index++) {
    const claim = takeSegment(index);
    if (claim === undefined) continue;
    onClaim(claim);
    yield;
  }
  complete = transaction.trailer >= 0;
  endWalk(walk);
  hierarchy.finish();
  to.claim = undefined;
  to.line = undefined;
  const last = reader.finish();
  if (last) onClaim(last);
}

/** Reads one claim alone, from its span; nothing is checked. `index` is its number in the file. */
export function readClaim(span: ClaimSpan, index: number): Claim | undefined {
  const { list } = span.interchange;
  const reader = claimReader(span.transaction.kind, index);
  const walk = startWalk(
    guideFor(span.transaction.kind, span.transaction.era),
    headerRange(list, span.transaction),
  );
  for (const [first, last] of [...span.context, [span.first, span.last] as const]) {
    for (let number = first; number <= last; number++) {
      const segment = segmentAt(list, number);
      const placement = place(walk, segment.id, qualifierOf(list, segment), idRange(segment));
      reader.take({ list, segment }, readerLoop(placement), afterSegment(list, number));
    }
  }
  return reader.finish();
}

/** The element that tells what a segment is about, without blanks around it. */
export function qualifierOf(list: SegmentList, segment: Segment): string {
  const position = qualifierElement(segment.id);
  const text = elementText(list, segment, position);
  const value = segment.id === 'HI' ? (text.split(list.delimiters.component)[0] ?? '') : text;
  return value.length > 20 ? '' : value.trim();
}

function readerLoop({ frame }: Placement): string {
  return frame.unplaced ? '' : frame.loop.id;
}

function headerRange(list: SegmentList, { header, first, last }: Transaction) {
  if (header >= 0) return idRange(segmentAt(list, header));
  if (first <= last) return idRange(segmentAt(list, first));
  return rangeOf(list.starts[0] ?? 0, list.starts[0] ?? 0);
}

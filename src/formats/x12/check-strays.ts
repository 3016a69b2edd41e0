// What stands in a file beside claims: text outside of any interchange, and transactions of another kind.
import { rangeOf, type TextRange } from '../../model/text';
import type { Transaction } from './envelope';
import { idRange, type Report, report } from './report';
import { type SegmentList, segmentAt } from './segments';
import { transactionSets } from './version';

/** Reports text that belongs to no interchange, by its beginning. */
export function reportStrayText(to: Report, { start, end }: TextRange): void {
  const message = 'This text belongs to no interchange; an X12 file is ISA … IEA and nothing else.';
  report(to, { severity: 'error', message, range: rangeOf(start, Math.min(end, start + 100)) });
}

/** Reports a transaction that is no 837. */
export function reportOtherSet(to: Report, list: SegmentList, { set, header, first }: Transaction): void {
  const index = header >= 0 ? header : first;
  if (index >= list.count) return;
  const name = transactionSets[set];
  const what = name ? `a ${set} (${name})` : 'no 837';
  report(to, {
    severity: 'information',
    message: `This transaction is ${what}; Claimlint reads claims (837) and does not look into it.`,
    range: idRange(segmentAt(list, index)),
  });
}

// X12 837P, 837I and 837D: text → claims with ranges, what is wrong with the file, and changes as smallest edits.
import type { Claim, ClaimDocument, OutlineItem } from '../../model/claim';
import { rangeOf } from '../../model/text';
import type { ClaimFormat } from '../format';
import { reportCharacters } from './check-characters';
import { checkEnvelope } from './check-envelope';
import { detectX12 } from './detect';
import { type Interchange, readInterchanges, type Transaction } from './envelope';
import { interchangeItem, transactionItem } from './outline';
import { formatOf } from './read-claim';
import { emptyReport, idRange, type Report, report } from './report';
import { segmentAt } from './segments';
import { readTransaction } from './transaction';
import { transactionSets } from './version';
import { writeChange } from './write';

export { describeX12, type X12Description } from './detect';
export { type ClaimSpan, claimSpans, readInterchanges } from './envelope';
export { describeElementAt, type ElementDescription } from './names';
export { readClaim } from './transaction';

/** The X12 837 format. */
export const x12: ClaimFormat = {
  ids: ['x12-837p', 'x12-837i', 'x12-837d'],
  detect: (text) => detectX12(text),
  read: (text) => readX12(text),
  write: (text, claim, change) => writeChange(text, claim, change),
};

function readX12(text: string): ClaimDocument {
  const reading = readInterchanges(text);
  const to = emptyReport();
  const claims: Claim[] = [];
  const outline: OutlineItem[] = [];
  let firstKind: Transaction['kind'] | undefined;
  for (const range of reading.strays)
    report(to, {
      severity: 'error',
      message: 'This text belongs to no interchange; an X12 file is ISA … IEA and nothing else.',
      range: rangeOf(range.start, Math.min(range.end, range.start + 100)),
    });
  for (const interchange of reading.interchanges) {
    if (!to.full) {
      checkEnvelope(to, interchange);
      reportCharacters(to, interchange);
    }
    const items: OutlineItem[] = [];
    for (const transaction of interchange.groups.flatMap((group) => group.transactions)) {
      const firstClaim = claims.length;
      if (transaction.set === '837') {
        firstKind ??= transaction.kind;
        readTransaction(interchange.list, transaction, firstClaim, to, (claim) => claims.push(claim));
      } else reportOtherSet(to, interchange, transaction);
      items.push(transactionItem(interchange.list, transaction, claims.slice(firstClaim)));
    }
    outline.push(interchangeItem(interchange, items));
  }
  const problems = [...to.problems].sort((a, b) => a.range.start - b.range.start);
  if (to.full) {
    const range = rangeOf(0, Math.min(3, text.length));
    problems.push({
      rule: 'structure/x12',
      severity: 'information',
      message: 'There are more problems than are listed here; correct the first ones and check again.',
      range,
    });
  }
  return {
    format: firstKind ? formatOf(firstKind) : (detectX12(text) ?? 'unknown'),
    claims,
    problems,
    outline,
  };
}

function reportOtherSet(to: Report, { list }: Interchange, { set, header, first }: Transaction): void {
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

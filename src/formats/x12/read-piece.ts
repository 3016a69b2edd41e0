// Reads a piece of a large 837 as the same part of the whole file is read.
import type { Claim, ClaimDocument } from '../../model/claim';
import { runAll } from '../../model/steps';
import type { Piece } from '../piece';
import { reportOtherSet } from './check-strays';
import type { X12Reading } from './cut';
import { readInterchange } from './envelope';
import { emptyReport, moreProblems } from './report';
import { readTransaction } from './transaction';

/** Claims and ranges are counted within the piece. What is wrong with the envelope is not looked for. */
export function readX12Piece({ text, format, reading }: Piece): ClaimDocument {
  // Made by the cutter of this very room; between them the piece is plain data for all others.
  const { start, continued } = reading as X12Reading;
  const claims: Claim[] = [];
  const to = emptyReport();
  const { list, groups } = readInterchange(text, start, continued);
  for (const { transactions } of groups)
    for (const transaction of transactions) {
      if (transaction.set !== '837') reportOtherSet(to, list, transaction);
      else runAll(readTransaction(list, transaction, claims.length, to, (claim) => claims.push(claim)));
    }
  const problems = [...to.problems].sort((a, b) => a.range.start - b.range.start);
  if (to.full) problems.push(moreProblems(text));
  return { format: claims[0]?.format ?? format, claims, problems, outline: [] };
}

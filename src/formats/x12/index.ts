// X12 837P, 837I and 837D: text → claims with ranges, what is wrong with the file, and changes as smallest edits.
import type { Claim, ClaimDocument, OutlineItem, ReadProblem } from '../../model/claim';
import { runAll, type Steps } from '../../model/steps';
import type { ClaimFormat, PlaceDescription } from '../format';
import { reportCharacters } from './check-characters';
import { checkEnvelope } from './check-envelope';
import { reportOtherSet, reportStrayText } from './check-strays';
import { claimPiece } from './claim-piece';
import { detectX12 } from './detect';
import {
  claimSpans,
  type Interchange,
  readInterchanges,
  readInterchangesInSteps,
  type Transaction,
} from './envelope';
import { describeElementAt, type ElementDescription } from './names';
import { interchangeItem, transactionItem } from './outline';
import { formatOf } from './read-claim';
import { emptyReport, moreProblems } from './report';
import { readClaim, readTransaction } from './transaction';
import { writeChange } from './write';

export { x12Cutter } from './cut';
export { describeX12, holdsClaims, type X12Description } from './detect';
export { type ClaimSpan, claimSpans, readInterchanges } from './envelope';
export { describeElementAt, segmentHelpAt } from './names';
export { readX12Piece } from './read-piece';
export { type SegmentLines, segmentLines } from './segment-lines';
export { readClaim } from './transaction';

/** The X12 837 format. */
export const x12: ClaimFormat = {
  ids: ['x12-837p', 'x12-837i', 'x12-837d'],
  detect: (text) => detectX12(text),
  read: (text) => runAll(readX12(text)),
  readOne: readClaimNumber,
  pieceOf: (text, { range }) => claimPiece(text, range),
  readSteps: (text) => readX12(text),
  write: (text, claim, change) => writeChange(text, claim, change),
  describeAt: (text, offset) => describePlace(describeElementAt(text, offset)),
};

function describePlace(found: ElementDescription | undefined): PlaceDescription | undefined {
  if (found === undefined) return undefined;
  const { element, name, segment, loop, meaning, value, range } = found;
  return {
    title: `${element} · ${name}`,
    belongsTo: loop === '' ? segment : `${segment}, ${loop}`,
    ...(meaning === undefined || value === '' ? {} : { meaning: `${value}: ${meaning}` }),
    range,
  };
}

function readClaimNumber(text: string, index: number): Claim | undefined {
  let number = 0;
  for (const span of claimSpans(readInterchanges(text)))
    if (number++ === index) return readClaim(span, index);
  return undefined;
}

function* readX12(text: string): Steps<ClaimDocument> {
  const claims: Claim[] = [];
  const outline: OutlineItem[] = [];
  const kinds = new Set<Transaction['kind']>();
  let items: OutlineItem[] = [];
  let firstClaim = 0;
  const problems = yield* readFile(text, {
    claim: (claim) => claims.push(claim),
    transaction: ({ list }, transaction) => {
      if (transaction.set === '837') kinds.add(transaction.kind);
      items.push(transactionItem(list, transaction, claims.slice(firstClaim)));
      firstClaim = claims.length;
    },
    interchange: (interchange) => {
      outline.push(interchangeItem(interchange, items));
      items = [];
    },
  });
  const [firstKind] = kinds;
  const format = firstKind ? formatOf(firstKind) : (detectX12(text) ?? 'unknown');
  return { format, claims, problems, outline };
}

/**
 * Reads a file claim by claim without holding them: each is handed over and may be forgotten.
 * Returns what is wrong with the file; claims, problems and their order are those of `x12.read`.
 */
export function readEachClaim(text: string, onClaim: (claim: Claim) => void): readonly ReadProblem[] {
  return runAll(readFile(text, { claim: onClaim }));
}

/** Called for each part when it is complete, innermost first. */
interface Parts {
  readonly claim: (claim: Claim) => void;
  readonly transaction?: (interchange: Interchange, transaction: Transaction) => void;
  readonly interchange?: (interchange: Interchange) => void;
}

function* readFile(text: string, parts: Parts): Steps<readonly ReadProblem[]> {
  const { interchanges, strays } = yield* readInterchangesInSteps(text);
  const to = emptyReport();
  let count = 0;
  const onClaim = (claim: Claim) => {
    count++;
    parts.claim(claim);
  };
  for (const range of strays) reportStrayText(to, range);
  for (const interchange of interchanges) {
    if (!to.full) {
      checkEnvelope(to, interchange);
      yield;
      reportCharacters(to, interchange);
      yield;
    }
    for (const { transactions } of interchange.groups) {
      for (const transaction of transactions) {
        if (transaction.set === '837')
          yield* readTransaction(interchange.list, transaction, count, to, onClaim);
        else reportOtherSet(to, interchange.list, transaction);
        parts.transaction?.(interchange, transaction);
      }
    }
    parts.interchange?.(interchange);
  }
  const problems = [...to.problems].sort((a, b) => a.range.start - b.range.start);
  if (to.full) problems.push(moreProblems(text));
  return problems;
}

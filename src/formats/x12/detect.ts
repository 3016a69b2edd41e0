// Is this text an 837, and of which kind; and if it is X12 but no 837, what is it.
import type { FormatId } from '../../model/claim';
import { interchangeAt } from './delimiters';
import { type Reading, readInterchanges, type Transaction } from './envelope';
import { formatOf } from './read-claim';
import { elementText, segmentAt } from './segments';
import { transactionSets } from './version';

/** What an X12 file holds. */
export interface X12Description {
  /** `837`, `835`, …; undefined when the file breaks off before it says so. */
  readonly transactionSet?: string;
  /** The transaction set in plain words: "payment and remittance advice". */
  readonly name: string;
  /** GS08, as written. */
  readonly version?: string;
}

/** How much of a long text is looked at first; most files say what they are in their first lines. */
const firstLook = 100_000;

/** `x12-837p|i|d` for a text with at least one 837 in it, or one that breaks off before it says what it is. */
export function detectX12(text: string): FormatId | undefined {
  const start = interchangeAt(text, 0);
  if (!start) return undefined;
  const head = readInterchanges(text.slice(0, firstLook));
  const found = firstClaims(head);
  if (found) return formatOf(found.kind);
  const { element } = start.delimiters;
  if (text.length > firstLook && text.includes(`ST${element}837`)) {
    const claims = firstClaims(readInterchanges(text));
    if (claims) return formatOf(claims.kind);
  }
  const { set, group } = firstSaid(head);
  const mayBeClaims = set === undefined && (group === undefined || group === 'HC' || group === '');
  return mayBeClaims ? 'x12-837p' : undefined;
}

/** Whether an 837 begins in the first part of a text, so that its beginning tells what all of it is. */
export function holdsClaims(text: string): boolean {
  return firstClaims(readInterchanges(text.slice(0, firstLook))) !== undefined;
}

/** Says what an X12 text is, whichever transaction set it holds; undefined when it is no X12. */
export function describeX12(text: string): X12Description | undefined {
  if (!interchangeAt(text, 0)) return undefined;
  const { set, group, version } = firstSaid(readInterchanges(text.slice(0, firstLook)));
  const known = set ?? groupKinds[group ?? ''];
  return {
    name:
      known === undefined
        ? 'X12 file that breaks off before its first transaction'
        : (transactionSets[known] ?? 'X12 transaction that is no claim'),
    ...(known === undefined ? {} : { transactionSet: known }),
    ...(version === undefined ? {} : { version }),
  };
}

/** GS01 → transaction set, for files that hold no transaction. */
const groupKinds: Readonly<Record<string, string>> = {
  HC: '837',
  HP: '835',
  BE: '834',
  RA: '820',
  HS: '270',
  HB: '271',
  HR: '276',
  HN: '277',
  HI: '278',
  PI: '275',
  FA: '999',
  AG: '824',
};

function firstClaims(reading: Reading): Transaction | undefined {
  for (const { groups } of reading.interchanges)
    for (const { transactions } of groups) {
      const claims = transactions.find(({ set }) => set === '837');
      if (claims) return claims;
    }
  return undefined;
}

/** ST01 of the first transaction, GS01 and GS08 of the first group. */
function firstSaid({ interchanges }: Reading): {
  readonly set?: string;
  readonly group?: string;
  readonly version?: string;
} {
  const interchange = interchanges[0];
  const group = interchange?.groups[0];
  if (!interchange || !group) return {};
  const set = group.transactions[0]?.set ?? '';
  const header = group.header < 0 ? undefined : segmentAt(interchange.list, group.header);
  const kind = header && elementText(interchange.list, header, 1).trim();
  const version = header && elementText(interchange.list, header, 8).trim();
  return {
    ...(set === '' ? {} : { set }),
    ...(kind === undefined ? {} : { group: kind }),
    ...(version ? { version } : {}),
  };
}

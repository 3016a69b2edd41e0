// The parts of the file for outline and folding: interchange → transaction → claim → diagnoses and service lines.
import type { Claim, OutlineItem, ServiceLine } from '../../model/claim';
import { rangeOf, type TextRange } from '../../model/text';
import { afterSegment, type Interchange, segmentRange, type Transaction } from './envelope';
import { elementText, type SegmentList, segmentAt } from './segments';

/** The item of an interchange with the items of its transactions. */
export function interchangeItem(
  { list, header, range }: Interchange,
  children: readonly OutlineItem[],
): OutlineItem {
  const number = header < 0 ? '' : elementText(list, segmentAt(list, header), 13).trim();
  return {
    name: number === '' ? 'X12 file' : `Interchange ${number}`,
    kind: 'file',
    range,
    selection: selected(list, Math.max(header, 0)),
    children,
  };
}

/** The item of a transaction; `claims` are those read from it. */
export function transactionItem(
  list: SegmentList,
  transaction: Transaction,
  claims: readonly Claim[],
): OutlineItem {
  const { header, trailer, first, last, set, kind } = transaction;
  const from = header >= 0 ? header : Math.min(first, list.count - 1);
  const until = trailer >= 0 ? trailer : Math.max(from, last);
  const number = header < 0 ? '' : elementText(list, segmentAt(list, header), 2).trim();
  const kindName = set === '837' ? `${set}${kind.charAt(0).toUpperCase()}` : set;
  const item = {
    name: `Transaction ${number} (${kindName})`.replace('  ', ' '),
    kind: 'group',
    range: rangeOf(list.starts[from] ?? 0, afterSegment(list, until)),
    selection: selected(list, from),
  } as const;
  return withChildren(item, () => claims.map(claimItem));
}

/** As many as a CMS-1500 has room for. */
const diagnosesNamed = 12;

function claimItem(claim: Claim): OutlineItem {
  const { range, id, index, serviceLines } = claim;
  const selection = id?.range ?? rangeOf(range.start, Math.min(range.start + 3, range.end));
  const item = { name: `Claim ${id?.value ?? index + 1}`, kind: 'claim', range, selection } as const;
  return withChildren(item, () => {
    const diagnoses = diagnosesItem(claim);
    const lines = serviceLines.map(lineItem);
    return diagnoses ? [diagnoses, ...lines] : lines;
  });
}

/** The parts of a batch are many, and made when somebody looks inside. */
function withChildren(item: Omit<OutlineItem, 'children'>, make: () => readonly OutlineItem[]): OutlineItem {
  let made: readonly OutlineItem[] | undefined;
  return {
    ...item,
    get children() {
      made ??= make();
      return made;
    },
  };
}

function diagnosesItem({ diagnoses }: Claim): OutlineItem | undefined {
  const [first] = diagnoses;
  if (!first) return undefined;
  const listed = diagnoses.slice(0, diagnosesNamed).map(({ written }) => written);
  if (diagnoses.length > diagnosesNamed) listed.push('…');
  const range = spanOf(diagnoses.map(({ code }) => code.range));
  return {
    name: `Diagnoses: ${listed.join(', ')}`,
    kind: 'diagnoses',
    range,
    selection: first.code.range,
    children: [],
  };
}

function lineItem(line: ServiceLine): OutlineItem {
  const { number, range, procedureCode, revenueCode, modifiers, units } = line;
  const code = [procedureCode ?? revenueCode, ...modifiers]
    .map((field) => field?.value ?? '')
    .filter((value) => value !== '');
  const count = units ? ` × ${units.value}` : '';
  const at =
    (procedureCode ?? revenueCode)?.range ?? rangeOf(range.start, Math.min(range.start + 2, range.end));
  return {
    name: `Line ${number}: ${code.join(' ') || 'no code'}${count}`,
    kind: 'service-line',
    range,
    selection: at,
    children: [],
  };
}

function spanOf(ranges: readonly TextRange[]): TextRange {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const range of ranges) {
    start = Math.min(start, range.start);
    end = Math.max(end, range.end);
  }
  return rangeOf(start, end);
}

function selected(list: SegmentList, index: number): TextRange {
  const { start, end } = segmentRange(list, index);
  return rangeOf(start, Math.min(end, start + 3));
}

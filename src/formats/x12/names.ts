// What stands at an offset of an X12 text: loop, segment, element and value, with names in our own words (for hovers).
import { rangeOf, type TextRange } from '../../model/text';
import { type Interchange, readInterchanges, type Transaction } from './envelope';
import { guideFor } from './guide/compile';
import { type ElementSpec, segmentDefinitions } from './guide/elements';
import { amounts, codeKinds, codeMeanings, dates, references, roles } from './guide/meanings';
import { idRange } from './report';
import {
  cleaned,
  componentBounds,
  elementCount,
  elementText,
  hasId,
  type Segment,
  type SegmentList,
  segmentAt,
} from './segments';
import { qualifierOf } from './transaction';
import { endWalk, type Placement, place, startWalk } from './walk';

export interface ElementDescription {
  /** "Service line (loop 2400)"; '' for the envelope. */
  readonly loop: string;
  /** "SV1 (professional service)". */
  readonly segment: string;
  /** `SV104`, `SV101-2`; the segment's id when the offset is on it. */
  readonly element: string;
  /** What the element holds: "units: how many units or minutes were done". */
  readonly name: string;
  /** The value as written, without blanks around it. */
  readonly value: string;
  /** What the value means, where it is a code with a known meaning. */
  readonly meaning?: string;
  readonly range: TextRange;
}

/** A segment that is being written: what its elements are, and at which one the cursor stands. */
export interface SegmentHelp {
  /** "SV1 (professional service)". */
  readonly segment: string;
  readonly separator: string;
  /** `SV101` with its name, in order; those that the guide says not to send are left out at the end only. */
  readonly elements: readonly { readonly label: string; readonly name: string; readonly required: boolean }[];
  /** Index into `elements`; -1 on the segment's id. */
  readonly active: number;
}

/** Help for the segment at an offset; undefined outside of any segment, and where the guide does not know it. */
export function segmentHelpAt(text: string, offset: number): SegmentHelp | undefined {
  for (const interchange of readInterchanges(text).interchanges) {
    const { list } = interchange;
    const index = segmentIndexAt(list, offset);
    if (index === undefined) continue;
    const segment = segmentAt(list, index);
    const definition = segmentDefinitions.get(segment.id);
    const specs = placementOf(interchange, index)?.use?.elements ?? definition?.elements;
    if (definition === undefined || specs === undefined) return undefined;
    return {
      segment: `${segment.id} (${definition.name})`,
      separator: list.delimiters.element,
      elements: specs.map(({ label, name, required }) => ({ label, name, required })),
      active: elementAt(segment, offset) - 1,
    };
  }
  return undefined;
}

/** The element or component at an offset; undefined outside of any segment. */
export function describeElementAt(text: string, offset: number): ElementDescription | undefined {
  for (const interchange of readInterchanges(text).interchanges) {
    const { list } = interchange;
    const index = segmentIndexAt(list, offset);
    if (index === undefined) continue;
    return describe(interchange, index, offset);
  }
  return undefined;
}

/** By binary search; undefined between segments. */
function segmentIndexAt(list: SegmentList, offset: number): number | undefined {
  let low = 0;
  let high = list.count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((list.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return list.count > 0 && offset >= (list.starts[low] ?? 0) && offset < (list.ends[low] ?? 0) + 1
    ? low
    : undefined;
}

function describe(interchange: Interchange, index: number, offset: number): ElementDescription {
  const { list } = interchange;
  const segment = segmentAt(list, index);
  const placement = placementOf(interchange, index);
  const specs = placement?.use?.elements ?? segmentDefinitions.get(segment.id)?.elements ?? [];
  const definition = segmentDefinitions.get(segment.id);
  const common = {
    loop: placement ? placement.frame.loop.title : '',
    segment: definition ? `${segment.id} (${definition.name})` : segment.id,
  };
  const position = elementAt(segment, offset);
  if (position === 0) {
    const meaning = segmentMeaning(list, segment);
    return {
      ...common,
      element: segment.id,
      name: definition?.name ?? 'unknown segment',
      value: segment.id,
      range: idRange(segment),
      ...(meaning === undefined ? {} : { meaning }),
    };
  }
  const start = segment.bounds[position] ?? segment.end;
  const end = (segment.bounds[position + 1] ?? segment.end + 1) - 1;
  const spec = specs[position - 1];
  if (!spec?.components) return { ...common, ...elementPart(list, segment, spec, position, start, end) };
  const bounds = componentBounds(list, start, end);
  let part = 0;
  while (part < bounds.length - 2 && (bounds[part + 1] ?? end) <= offset) part++;
  const from = bounds[part] ?? start;
  const until = (bounds[part + 1] ?? end + 1) - 1;
  return {
    ...common,
    ...elementPart(list, segment, spec.components[part], position, from, until, spec, part),
  };
}

function elementPart(
  list: SegmentList,
  segment: Segment,
  spec: ElementSpec | undefined,
  position: number,
  start: number,
  end: number,
  whole?: ElementSpec,
  part = 0,
) {
  const fallback = `${segment.id}${String(position).padStart(2, '0')}${whole ? `-${part + 1}` : ''}`;
  const value = cleaned(list.text, start, end, segment.wrapped).trim();
  const label = spec?.label ?? fallback;
  const meaning = valueMeaning(label, segment.id, value);
  return {
    element: label,
    name: nameOf(list, segment, spec, position, whole, part),
    value,
    range: rangeOf(start, end),
    ...(meaning === undefined ? {} : { meaning }),
  };
}

/** The element's name, said more exactly where a qualifier tells what it holds. */
function nameOf(
  list: SegmentList,
  segment: Segment,
  spec: ElementSpec | undefined,
  position: number,
  whole: ElementSpec | undefined,
  part: number,
): string {
  const plain = spec?.name ?? 'element without a name in the guide';
  const qualifier = elementText(list, segment, 1).trim();
  switch (segment.id) {
    case 'REF':
      return position === 2 ? (references[qualifier] ?? plain) : plain;
    case 'DTP':
      return position === 3 ? (dates[qualifier] ?? plain) : plain;
    case 'AMT':
      return position === 2 ? `amount ${amounts[qualifier] ?? ''}`.trim() : plain;
    case 'NM1':
      return nameInName(list, segment, position, plain);
    case 'HI': {
      const written = elementText(list, segment, position).split(list.delimiters.component)[0] ?? '';
      return whole && part === 1 ? (codeKinds[written] ?? plain) : plain;
    }
    default:
      return whole && part === 0 && spec === undefined ? whole.name : plain;
  }
}

function nameInName(list: SegmentList, segment: Segment, position: number, plain: string): string {
  const role = roles[elementText(list, segment, 1).trim()];
  const suffix = role === undefined ? '' : ` of the ${role}`;
  if (position === 9)
    return `${codeMeanings.NM108?.[elementText(list, segment, 8).trim()] ?? plain}${suffix}`;
  return position >= 3 && position <= 7 ? plain + suffix : plain;
}

function valueMeaning(label: string, id: string, value: string): string | undefined {
  if (value === '') return undefined;
  if (label === 'NM101') return roles[value];
  if (label === 'REF01') return references[value];
  if (label === 'DTP01') return dates[value];
  if (label === 'AMT01') return amounts[value];
  if (id === 'HI' && label.endsWith('-1')) return codeKinds[value];
  return codeMeanings[label]?.[value];
}

function segmentMeaning(list: SegmentList, segment: Segment): string | undefined {
  const qualifier = qualifierOf(list, segment);
  const tables: Readonly<Record<string, Readonly<Record<string, string>> | undefined>> = {
    NM1: roles,
    REF: references,
    DTP: dates,
    AMT: amounts,
    HI: codeKinds,
    HL: codeMeanings.HL03,
  };
  return tables[segment.id]?.[qualifier];
}

/** Walks the transaction up to the segment; before a claim only the levels that it stands under. */
function placementOf(interchange: Interchange, index: number): Placement | undefined {
  const transaction = transactionAt(interchange, index);
  if (!transaction) return undefined;
  const { list } = interchange;
  const walk = startWalk(guideFor(transaction.kind, transaction.era), rangeOf(0, 0));
  let placement: Placement | undefined;
  for (const number of segmentsBefore(list, transaction, index)) {
    const segment = segmentAt(list, number);
    placement = place(walk, segment.id, qualifierOf(list, segment), idRange(segment));
  }
  endWalk(walk);
  return placement;
}

/** The segments that decide where segment `index` belongs, in order: the levels above it, its own level or claim. */
function segmentsBefore(list: SegmentList, transaction: Transaction, index: number): readonly number[] {
  let levels: { readonly code: string; readonly from: number }[] = [];
  let claim = -1;
  let header = -1;
  for (let number = transaction.first; number <= index; number++) {
    if (hasId(list, number, 'CLM')) claim = number;
    if (!hasId(list, number, 'HL')) continue;
    if (header < 0) header = number;
    const code = elementText(list, segmentAt(list, number), 3).trim();
    levels = [...levels.filter((level) => level.code < code), { code, from: number }];
    claim = -1;
  }
  const numbers: number[] = [];
  const add = (from: number, until: number) => {
    for (let number = from; number < until && number <= index; number++) numbers.push(number);
  };
  add(transaction.first, header < 0 ? index + 1 : header);
  for (const level of levels) add(level.from, endOfLevel(list, transaction, level.from));
  if (claim >= 0 && header >= 0) add(claim, index + 1);
  return numbers;
}

/** A level ends at the next HL or at its first claim. */
function endOfLevel(list: SegmentList, transaction: Transaction, from: number): number {
  let number = from + 1;
  while (number <= transaction.last && !hasId(list, number, 'HL') && !hasId(list, number, 'CLM')) number++;
  return number;
}

function transactionAt({ groups }: Interchange, index: number): Transaction | undefined {
  for (const group of groups)
    for (const transaction of group.transactions)
      if (transaction.set === '837' && index >= transaction.first && index <= transaction.last)
        return transaction;
  return undefined;
}

/** 0 for the id; an offset on a separator belongs to the element before it. */
function elementAt(segment: Segment, offset: number): number {
  let position = elementCount(segment);
  while (position > 0 && (segment.bounds[position] ?? 0) > offset) position--;
  return position;
}

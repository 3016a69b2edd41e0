// Interchanges, groups and transactions of a text, and where each claim stands with the context that it depends on.
// A claim can be read again alone from its span; claims can be taken one by one without holding them all.
import { runAll, type Steps } from '../../model/steps';
import { rangeOf, type TextRange } from '../../model/text';
import { type InterchangeStart, interchangeAt, skipBlank } from './delimiters';
import { elementText, hasId, type SegmentList, scanInSteps, segmentAt, segmentsPerStep } from './segments';
import { saidOf, type TransactionKind, usedComponent } from './transaction-kind';

export interface Transaction extends TransactionKind {
  /** Segment numbers of ST and SE; -1 when missing. */
  readonly header: number;
  readonly trailer: number;
  /** The segments between them: `first` … `last`, empty when `last < first`. */
  readonly first: number;
  readonly last: number;
}

export interface Group {
  readonly header: number;
  readonly trailer: number;
  readonly transactions: readonly Transaction[];
}

export interface Interchange {
  readonly start: InterchangeStart;
  readonly list: SegmentList;
  readonly header: number;
  readonly trailer: number;
  readonly groups: readonly Group[];
  /** ISA16, where the file is written with another component separator (`list.delimiters` has the one in use). */
  readonly declaredComponent?: string;
  /** Segments outside of any group, and trailers without a header: numbers. TA1 is not among them. */
  readonly strays: readonly number[];
  readonly range: TextRange;
}

/** One claim: where it stands, and the segments that it depends on. */
export interface ClaimSpan {
  readonly interchange: Interchange;
  readonly transaction: Transaction;
  /** Segment numbers of the claim: CLM … the last segment before the next CLM, HL or SE. */
  readonly first: number;
  readonly last: number;
  /** Segment numbers [first, last] of header, billing level, subscriber level and patient level. */
  readonly context: readonly (readonly [number, number])[];
  /** From `CLM` to just after the last terminator. */
  readonly range: TextRange;
}

export interface Reading {
  readonly interchanges: readonly Interchange[];
  /** Text before, between or after interchanges that belongs to none. */
  readonly strays: readonly TextRange[];
}

/** All interchanges of a text. Time linear in its length. */
export function readInterchanges(text: string): Reading {
  return runAll(readInterchangesInSteps(text));
}

/** The same with pauses in a large file. */
export function* readInterchangesInSteps(text: string): Steps<Reading> {
  const interchanges: Interchange[] = [];
  const strays: TextRange[] = [];
  let position = 0;
  while (position < text.length) {
    const start = interchangeAt(text, position);
    if (!start) {
      const from = skipBlank(text, position);
      const next = nextHeader(text, from + 1);
      const until = next < 0 ? text.length : next;
      if (!isEmptyText(text, from, until)) strays.push(rangeOf(from, until));
      position = until;
      continue;
    }
    const interchange = yield* interchangeInSteps(text, start);
    interchanges.push(interchange);
    position = Math.max(interchange.list.end, start.at + 3);
  }
  return { interchanges, strays };
}

/** The claims of a text, one by one, in order. */
export function* claimSpans(reading: Reading): Generator<ClaimSpan> {
  for (const interchange of reading.interchanges)
    for (const group of interchange.groups)
      for (const transaction of group.transactions)
        if (transaction.set === '837') yield* spansOf(interchange, transaction);
}

/** Offset just after segment `index` and its terminator. */
export function afterSegment(list: SegmentList, index: number): number {
  const end = list.ends[index] ?? 0;
  return index === list.count - 1 && !list.terminated ? end : end + 1;
}

/** Segment id and terminator included. */
export function segmentRange(list: SegmentList, index: number): TextRange {
  return rangeOf(list.starts[index] ?? 0, afterSegment(list, index));
}

function* spansOf(interchange: Interchange, transaction: Transaction): Generator<ClaimSpan> {
  const { list } = interchange;
  const levels: (readonly [number, number] | undefined)[] = [undefined, undefined, undefined, undefined];
  let level = 0;
  let levelStart = transaction.first;
  let claim = -1;
  const finish = (last: number): ClaimSpan => ({
    interchange,
    transaction,
    first: claim,
    last,
    context: levels.filter((each) => each !== undefined),
    range: rangeOf(list.starts[claim] ?? 0, afterSegment(list, last)),
  });
  for (let index = transaction.first; index <= transaction.last; index++) {
    const isClaim = hasId(list, index, 'CLM');
    const isLevel = !isClaim && hasId(list, index, 'HL');
    if (!isClaim && !isLevel) continue;
    if (claim >= 0) yield finish(index - 1);
    else if (index > levelStart) levels[level] = [levelStart, index - 1];
    claim = isClaim ? index : -1;
    if (isLevel) {
      const code = elementText(list, segmentAt(list, index), 3).trim();
      level = code === '20' ? 1 : code === '23' ? 3 : 2;
      levels.fill(undefined, level);
      levelStart = index;
    }
  }
  if (claim >= 0) yield finish(transaction.last);
}

/** Blanks, line breaks, and the NUL and Ctrl-Z that old systems leave at the end of a file. */
export function isEmptyText(text: string, from: number, until: number): boolean {
  for (let at = from; at < until; at++) if (text.charCodeAt(at) > 32) return false;
  return true;
}

/** The offset of the next ISA from `from` on, or -1. */
export function nextHeader(text: string, from: number): number {
  for (let found = text.indexOf('ISA', from); found >= 0; found = text.indexOf('ISA', found + 3)) {
    const sign = text.charAt(found + 3);
    if (sign !== '' && !/[A-Za-z0-9\s]/.test(sign) && text.charAt(found + 6) === sign) return found;
  }
  return -1;
}

interface OpenGroup {
  header: number;
  transactions: Transaction[];
}

/** What was read of an interchange before the text that goes on with it. */
export interface Continued {
  /** The component separator that the file is really written with, where ISA16 names another. */
  readonly component: string | undefined;
  /** A group is open, perhaps without a header. */
  readonly inGroup: boolean;
}

/** The interchange that begins at `start`. `continued`: the text is headers and a later part of a larger one. */
export function readInterchange(text: string, start: InterchangeStart, continued?: Continued): Interchange {
  return runAll(interchangeInSteps(text, start, continued));
}

function* interchangeInSteps(
  text: string,
  start: InterchangeStart,
  continued?: Continued,
): Steps<Interchange> {
  const scanned = yield* scanInSteps(text, start.at, start.delimiters);
  const component = continued === undefined ? usedComponent(scanned) : continued.component;
  const list: SegmentList =
    component === undefined ? scanned : { ...scanned, delimiters: { ...scanned.delimiters, component } };
  const groups: Group[] = [];
  const strays: number[] = [];
  let group: OpenGroup | undefined = continued?.inGroup ? { header: -1, transactions: [] } : undefined;
  let transaction = -1;
  let body = -1;
  let trailer = -1;
  const closeTransaction = (last: number, end: number) => {
    if (body < 0) return;
    group ??= { header: -1, transactions: [] };
    group.transactions.push({
      header: transaction,
      trailer: end,
      first: body,
      last,
      ...saidOf(list, group.header, transaction, body, last),
    });
    body = -1;
    transaction = -1;
  };
  const closeGroup = (end: number) => {
    if (group) groups.push({ header: group.header, trailer: end, transactions: group.transactions });
    group = undefined;
  };
  for (let index = 0; index < list.count; index++) {
    if (index % segmentsPerStep === segmentsPerStep - 1) yield;
    switch (envelopeId(list, index)) {
      case 'ISA':
      case 'TA1':
        break;
      case 'GS':
        closeTransaction(index - 1, -1);
        closeGroup(-1);
        group = { header: index, transactions: [] };
        break;
      case 'ST':
        closeTransaction(index - 1, -1);
        transaction = index;
        body = index + 1;
        break;
      case 'SE':
        if (body < 0) strays.push(index);
        else closeTransaction(index - 1, index);
        break;
      case 'GE':
        closeTransaction(index - 1, -1);
        if (group) closeGroup(index);
        else strays.push(index);
        break;
      case 'IEA':
        closeTransaction(index - 1, -1);
        closeGroup(-1);
        trailer = index;
        break;
      default:
        if (body >= 0) break;
        if (group || start.header !== 'ISA') body = index;
        else strays.push(index);
    }
  }
  closeTransaction(list.count - 1, -1);
  closeGroup(-1);
  const header = start.header === 'ISA' && list.count > 0 ? 0 : -1;
  const range = rangeOf(start.at, afterSegment(list, list.count - 1));
  const declared = component === undefined ? {} : { declaredComponent: start.delimiters.component };
  return { start, list, header, trailer, groups, strays, range, ...declared };
}

function envelopeId(list: SegmentList, index: number): string | undefined {
  const code = list.text.charCodeAt(list.starts[index] ?? 0);
  // I, T, G, S: the only letters that envelope segments begin with.
  if (code === 83) return hasId(list, index, 'ST') ? 'ST' : hasId(list, index, 'SE') ? 'SE' : undefined;
  if (code === 71) return hasId(list, index, 'GS') ? 'GS' : hasId(list, index, 'GE') ? 'GE' : undefined;
  if (code === 73) return hasId(list, index, 'IEA') ? 'IEA' : hasId(list, index, 'ISA') ? 'ISA' : undefined;
  return code === 84 && hasId(list, index, 'TA1') ? 'TA1' : undefined;
}

// Segments → messages with their charges: which FT1 a PR1 or a note belongs to, and what stands around the messages.
import { component, type Segment, segmentsOf } from './segments';

/** One FT1 with what the standard puts below it. */
export interface Transaction {
  readonly segment: Segment;
  readonly procedures: readonly Segment[];
  readonly diagnoses: readonly Segment[];
  readonly notes: readonly Segment[];
  /** After its last segment that is nothing but its own (FT1, NTE, PR1, …). */
  readonly end: number;
  readonly next: number;
  /** CG charge, CD credit, PY payment, AJ adjustment; as written, upper case. */
  readonly type: string;
}

export interface Message {
  /** MSH; absent when the file starts within a message. */
  readonly header?: Segment;
  /** In order, header included. */
  readonly segments: readonly Segment[];
  /** `DFT`, `ADT`, …; '' when it is not said. */
  readonly type: string;
  readonly event: string;
  readonly transactions: readonly Transaction[];
}

/** A file: its messages, and the segments of the envelope around them. */
export interface Messages {
  readonly messages: readonly Message[];
  /** FHS, BHS, BTS, FTS, with how many messages came before each. */
  readonly envelope: readonly { readonly segment: Segment; readonly messagesBefore: number }[];
}

const envelopeIds: readonly string[] = ['FHS', 'BHS', 'BTS', 'FTS'];

/** Reads a file into its messages. */
export function messagesOf(text: string): Messages {
  const messages: Message[] = [];
  const envelope: { segment: Segment; messagesBefore: number }[] = [];
  let current: Segment[] = [];
  const finish = () => {
    if (current.length > 0) messages.push(messageOf(text, current));
    current = [];
  };
  for (const segment of segmentsOf(text)) {
    if (envelopeIds.includes(segment.id)) {
      finish();
      envelope.push({ segment, messagesBefore: messages.length });
      continue;
    }
    if (segment.id === 'MSH') finish();
    current.push(segment);
  }
  finish();
  return { messages, envelope };
}

function messageOf(text: string, segments: readonly Segment[]): Message {
  const [first] = segments;
  const header = first?.id === 'MSH' ? first : undefined;
  const part = (number: number) => (header && component(text, header, 9, number)?.value.toUpperCase()) ?? '';
  return {
    ...(header ? { header } : {}),
    segments,
    type: part(1),
    event: part(2),
    transactions: transactionsOf(text, segments),
  };
}

/** These follow their FT1 and belong to nothing else. */
const belowTransaction: readonly string[] = [
  'NTE',
  'PR1',
  'ROL',
  'PRT',
  'ORC',
  'TQ1',
  'TQ2',
  'OBR',
  'OBX',
  '',
];

function transactionsOf(text: string, segments: readonly Segment[]): readonly Transaction[] {
  const transactions: Transaction[] = [];
  let index = 0;
  while (index < segments.length) {
    const segment = segments[index];
    index += 1;
    if (segment?.id !== 'FT1') continue;
    const procedures: Segment[] = [];
    const diagnoses: Segment[] = [];
    const notes: Segment[] = [];
    let last = segment;
    let own = true;
    let notesAreIts = true;
    for (; index < segments.length && segments[index]?.id !== 'FT1'; index += 1) {
      const each = segments[index];
      if (each === undefined) break;
      own &&= belowTransaction.includes(each.id);
      if (own) last = each;
      if (each.id === 'PR1') procedures.push(each);
      if (each.id === 'DG1') diagnoses.push(each);
      // A note behind an order or a result is about that.
      if (each.id !== 'NTE') notesAreIts = false;
      else if (notesAreIts) notes.push(each);
    }
    const type = component(text, segment, 6)?.value.toUpperCase() ?? '';
    transactions.push({ segment, procedures, diagnoses, notes, end: last.end, next: last.next, type });
  }
  return transactions;
}

/** Credits, payments and adjustments move money; only a charge is a service to bill. A type that is not known is read as a charge. */
export function isCharge({ type }: Transaction): boolean {
  return !['CD', 'PY', 'AJ', 'CO'].includes(type);
}

// What is wrong with a charge message itself: missing segments and fields, dates and amounts that are none, counts.
import type { ReadProblem } from '../../model/claim';
import { rangeOf, type TextRange } from '../../model/text';
import { readDate, readMoney, readNumber } from '../written-value';
import { diagnosisPlace, placeOf, procedurePlace } from './line-parts';
import { isCharge, type Message, type Messages, type Transaction } from './messages';
import { fieldName, transactionTypes } from './names';
import { component, fieldRange, type Segment } from './segments';

type Add = (problem: Omit<ReadProblem, 'rule'>) => void;

/** So that a file of another kind does not give a list without end. */
const mostProblems = 1000;

/** `claimOf` gives the claim's number of each message that is one. */
export function checkMessages(
  text: string,
  file: Messages,
  claimOf: ReadonlyMap<Message, number>,
): readonly ReadProblem[] {
  const problems: ReadProblem[] = [];
  const add: Add = (problem) => {
    if (problems.length < mostProblems) problems.push({ rule: 'structure/hl7', ...problem });
  };
  for (const message of file.messages) {
    const claim = claimOf.get(message);
    if (claim === undefined) reportOther(message, add);
    else checkMessage(text, message, (problem) => add({ ...problem, claim }));
  }
  checkEnvelope(text, file, add);
  checkFrame(text, add);
  return problems.sort((a, b) => a.range.start - b.range.start);
}

function idRange({ start, end }: Segment): TextRange {
  return rangeOf(start, Math.min(end, start + 3));
}

function reportOther({ segments, type, event }: Message, add: Add): void {
  const [first] = segments;
  if (first === undefined) return;
  // A damaged header may hold anything there; only what is a type is said.
  const isNamed = /^[A-Z]{3}$/.test(type) && /^(?:[A-Z]\d\d)?$/.test(event);
  const name = isNamed ? `${type}${event === '' ? '' : `^${event}`}` : 'of another type';
  if (first.id !== 'MSH')
    add({
      severity: 'error',
      message: 'This text belongs to no message: an HL7 message starts with MSH. Export the file again.',
      range: idRange(first),
    });
  else
    add({
      severity: 'information',
      message: `This message is ${name}; Claimlint reads charges (DFT) and does not look into it.`,
      range: idRange(first),
    });
}

function checkMessage(text: string, message: Message, add: Add): void {
  const { header, segments, transactions } = message;
  const [first] = segments;
  if (first === undefined) return;
  if (header === undefined)
    add({
      severity: 'error',
      message:
        'The message has no header (MSH), so it cannot be sent and its separators are taken to be |^~\\&. Export the file again.',
      range: idRange(first),
    });
  else checkHeader(text, header, add);
  const has = (id: string) => segments.some((segment) => segment.id === id);
  if (!has('EVN')) missingSegment('EVN', 'the event that caused the message', 'warning', first, add);
  if (!has('PID')) missingSegment('PID', 'the patient', 'error', first, add);
  if (transactions.length === 0) missingSegment('FT1', 'the charges', 'error', first, add);
  let line = 0;
  for (const transaction of transactions) {
    if (isCharge(transaction)) line += 1;
    const number = line;
    checkTransaction(
      text,
      transaction,
      isCharge(transaction) ? (problem) => add({ ...problem, line: number }) : add,
    );
  }
  for (const segment of segments) checkSegment(text, segment, add);
}

function missingSegment(
  id: string,
  what: string,
  severity: 'error' | 'warning',
  { start, end }: Segment,
  add: Add,
): void {
  const message = `The message has no ${id} segment (${what}). The sending system has to add it.`;
  add({ severity, message, range: rangeOf(start, Math.min(end, start + 3)) });
}

function checkHeader(text: string, header: Segment, add: Add): void {
  const { field, component: part, repetition, escapeSign, subcomponent } = header.delimiters;
  const range = placeOf(header, 2);
  const written = text.slice(range.start, range.end);
  const signs = [...written].map((sign) => sign.charCodeAt(0));
  const bad =
    written.length < 4 || written.length > 5
      ? 'it must hold four characters (usually ^~\\&), five from version 2.7'
      : new Set([field, part, repetition, escapeSign, subcomponent]).size < 5
        ? 'each separator must be another character'
        : signs.some((sign) => sign <= 32 || sign === 34 || isLetterOrDigit(sign))
          ? 'letters, digits, quotes and blanks cannot part fields'
          : undefined;
  if (bad !== undefined)
    add({ severity: 'error', message: `${fieldName('MSH', 2)} is wrong: ${bad}.`, range });
  for (const number of [9, 10, 11, 12]) requireField(text, header, number, add);
  const event = component(text, header, 9, 2);
  if (event && !['P03', 'P11'].includes(event.value.toUpperCase()))
    add({
      severity: 'warning',
      message: `A charge message has the event P03 or P11 in ${fieldName('MSH', 9)}, and this is another.`,
      range: event.range,
    });
  checkDate(text, header, 7, add);
}

function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function requireField(text: string, segment: Segment, number: number, add: Add): boolean {
  if (component(text, segment, number) !== undefined) return true;
  const range = placeOf(segment, number);
  if (
    text.slice(range.start, range.end).replace(/[\s^~&\\]/g, '') !== '' &&
    segment.starts[number] !== undefined
  )
    return true;
  const message = `${fieldName(segment.id, number)} is required and is empty. The sending system has to fill it in.`;
  add({ severity: 'error', message, range });
  return false;
}

function checkTransaction(text: string, transaction: Transaction, add: Add): void {
  const { segment, type } = transaction;
  requireField(text, segment, 4, add);
  if (requireField(text, segment, 6, add) && transactionTypes[type] === undefined)
    add({
      severity: 'warning',
      message: `${fieldName('FT1', 6)} is none that the standard names (CG charge, CD credit, PY payment, AJ adjustment). It is read as a charge.`,
      range: placeOf(segment, 6),
    });
  requireField(text, segment, 7, add);
  checkDate(text, segment, 4, add);
  checkDate(text, segment, 5, add);
  checkDate(text, segment, 4, add, 2);
  checkNumber(text, segment, 10, 'a number', readNumber, add);
  checkNumber(text, segment, 11, 'an amount of money', readMoney, add);
  checkNumber(text, segment, 12, 'an amount of money', readMoney, add);
  if (type === 'CD')
    add({
      severity: 'information',
      message: 'This is a credit (CD): it takes a charge back and is not checked as a service.',
      range: placeOf(segment, 6),
    });
  if (isCharge(transaction) && procedurePlace(text, transaction) === undefined)
    add({
      severity: 'warning',
      message: `This charge names no CPT or HCPCS code: ${fieldName('FT1', 25)} and ${fieldName('FT1', 7)} hold none. The code cannot be checked.`,
      range: placeOf(segment, fieldRange(segment, 25) === undefined ? 7 : 25),
    });
}

function checkSegment(text: string, segment: Segment, add: Add): void {
  switch (segment.id) {
    case '':
      add({
        severity: 'error',
        message:
          'This line is no segment: a segment starts with three letters and the field separator. A line break within a text is written \\.br\\.',
        range: rangeOf(segment.start, Math.min(segment.end, segment.start + 60)),
      });
      return;
    case 'EVN':
      checkDate(text, segment, 2, add);
      return;
    case 'PID':
      requireField(text, segment, 3, add);
      requireField(text, segment, 5, add);
      checkDate(text, segment, 7, add);
      return;
    case 'PR1':
      requireField(text, segment, 3, add);
      checkDate(text, segment, 5, add);
      checkNumber(text, segment, 7, 'a number of minutes', readNumber, add);
      return;
    case 'DG1':
      if (diagnosisPlace(text, segment) === undefined)
        add({
          severity: 'warning',
          message: `${fieldName('DG1', 3)} is empty; a diagnosis without a code cannot be billed.`,
          range: placeOf(segment, 3),
        });
      checkDate(text, segment, 5, add);
      return;
    case 'IN1':
      checkDate(text, segment, 18, add);
      return;
  }
}

function checkDate(text: string, segment: Segment, number: number, add: Add, part = 1): void {
  const field = component(text, segment, number, part);
  if (field === undefined || isTimeStamp(field.value)) return;
  add({
    severity: 'error',
    message: `${fieldName(segment.id, number)} is no date: HL7 writes YYYYMMDD, with the time as HHMM behind it if need be.`,
    range: field.range,
  });
}

/** YYYY[MM[DD[HH[MM[SS[.S…]]]]]][±ZZZZ], of a day that the calendar has. */
function isTimeStamp(written: string): boolean {
  const [, digits] = /^(\d{4}(?:\d\d){0,5})(?:\.\d{1,4})?(?:[+-]\d{4})?$/.exec(written) ?? [];
  if (digits === undefined) return false;
  const day = (digits.slice(0, 8) + '0101'.slice(Math.max(0, digits.length - 4))).slice(0, 8);
  if (readDate(day)?.style !== 'compact') return false;
  const [hours, minutes, seconds] = [digits.slice(8, 10), digits.slice(10, 12), digits.slice(12, 14)];
  return Number(hours) <= 24 && Number(minutes) <= 59 && Number(seconds) <= 60;
}

function checkNumber(
  text: string,
  segment: Segment,
  number: number,
  what: string,
  read: (written: string) => number | undefined,
  add: Add,
): void {
  const field = component(text, segment, number);
  if (field === undefined || read(field.value) !== undefined) return;
  const message = `${fieldName(segment.id, number)} must be ${what}, without words.`;
  add({ severity: 'error', message, range: field.range });
}

/** BTS-1 counts the messages of its batch, FTS-1 the batches of the file. */
function checkEnvelope(text: string, { envelope, messages }: Messages, add: Add): void {
  let batches = 0;
  let before = 0;
  let openBatch: Segment | undefined;
  let openFile: Segment | undefined;
  for (const { segment, messagesBefore } of envelope) {
    if (segment.id === 'FHS') {
      openFile = segment;
      batches = 0;
    } else if (segment.id === 'BHS') {
      if (openBatch) unclosed('batch', 'BTS', openBatch, add);
      openBatch = segment;
      before = messagesBefore;
      batches += 1;
    } else if (segment.id === 'BTS') {
      if (!openBatch) unopened('batch', 'BHS', segment, add);
      checkCount(text, segment, messagesBefore - before, 'message', add);
      openBatch = undefined;
      before = messagesBefore;
    } else {
      if (openBatch) unclosed('batch', 'BTS', openBatch, add);
      if (!openFile) unopened('file', 'FHS', segment, add);
      checkCount(text, segment, batches, 'batch', add);
      openBatch = undefined;
      openFile = undefined;
    }
  }
  if (openBatch) unclosed('batch', 'BTS', openBatch, add);
  if (openFile) unclosed('file', 'FTS', openFile, add);
  if (messages.length === 0 && envelope[0])
    add({ severity: 'error', message: 'The file holds no message.', range: idRange(envelope[0].segment) });
}

function unclosed(what: string, end: string, segment: Segment, add: Add): void {
  const message = `This ${what} has no end (${end}): the file may be cut. Export it again.`;
  add({ severity: 'error', message, range: idRange(segment) });
}

function unopened(what: string, start: string, segment: Segment, add: Add): void {
  const message = `This ends a ${what} that has no start (${start}). Export the file again.`;
  add({ severity: 'error', message, range: idRange(segment) });
}

function checkCount(text: string, segment: Segment, count: number, what: string, add: Add): void {
  const field = component(text, segment, 1);
  if (field === undefined || Number(field.value) === count) return;
  const counted = count === 1 ? `is 1 ${what}` : `are ${count} ${what === 'batch' ? 'batches' : 'messages'}`;
  add({
    severity: 'error',
    message: `${fieldName(segment.id, 1)} is wrong: there ${counted}.`,
    range: field.range,
    fix: {
      title: `Write the count ${count}`,
      edits: [{ range: field.range, newText: String(count) }],
      lossless: true,
    },
  });
}

/** MLLP puts each message between VT and FS; one without its FS was cut off. */
function checkFrame(text: string, add: Add): void {
  const start = text.lastIndexOf('\u000b');
  if (start >= 0 && text.indexOf('\u001c', start) < 0 && text.startsWith('MSH', start + 1))
    add({
      severity: 'error',
      message: 'This message was sent in a frame whose end is missing: it may be cut. Export it again.',
      range: rangeOf(start + 1, start + 4),
    });
}

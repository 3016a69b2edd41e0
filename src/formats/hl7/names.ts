// What the fields of a charge message are for, in our own words.
import type { PlaceDescription } from '../format';
import { component, fieldRange, lastField, type Segment, segmentsOf } from './segments';

const segmentNames: Readonly<Record<string, string>> = {
  MSH: 'message header',
  FHS: 'start of the file',
  BHS: 'start of the batch',
  BTS: 'end of the batch',
  FTS: 'end of the file',
  EVN: 'event',
  PID: 'patient',
  PV1: 'visit',
  FT1: 'charge',
  PR1: 'procedure',
  DG1: 'diagnosis',
  IN1: 'insurance',
  GT1: 'guarantor',
  NTE: 'comment',
};

const fieldNames: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  MSH: {
    1: 'field separator',
    2: 'encoding characters',
    3: 'sending system',
    4: 'sending facility',
    5: 'receiving system',
    6: 'receiving facility',
    7: 'date and time of the message',
    9: 'type of message',
    10: 'control number of the message',
    11: 'production or test',
    12: 'version of HL7',
  },
  EVN: { 1: 'type of event', 2: 'when it was recorded' },
  PID: {
    1: 'number of the segment',
    3: 'medical record numbers',
    5: 'name of the patient',
    7: 'date of birth',
    8: 'sex',
    11: 'address',
    18: 'account number',
  },
  PV1: {
    2: 'class of patient',
    3: 'location of the patient',
    7: 'attending clinician',
    8: 'referring clinician',
    19: 'visit number',
    44: 'start of the visit',
    45: 'end of the visit',
  },
  FT1: {
    1: 'number of the charge',
    2: 'id of the charge',
    3: 'id of the batch',
    4: 'date of service',
    5: 'date of posting',
    6: 'type of transaction',
    7: 'charge code',
    8: 'description of the charge',
    9: 'other description',
    10: 'quantity',
    11: 'amount of all units',
    12: 'amount of one unit',
    13: 'department',
    14: 'insurance plan',
    15: 'amount insured',
    16: 'location of the patient',
    17: 'fee schedule',
    18: 'type of patient',
    19: 'diagnoses of the charge',
    20: 'performed by',
    21: 'ordered by',
    22: 'cost of one unit',
    23: 'order number',
    24: 'entered by',
    25: 'procedure code',
    26: 'modifiers',
    27: 'advance beneficiary notice',
    28: 'reason for a repeated procedure',
    29: 'drug code (NDC)',
  },
  PR1: {
    1: 'number of the procedure',
    2: 'coding method',
    3: 'procedure code',
    4: 'description',
    5: 'date of the procedure',
    6: 'kind of procedure',
    7: 'minutes',
    16: 'modifiers',
  },
  DG1: {
    1: 'number of the diagnosis',
    2: 'coding method',
    3: 'diagnosis code',
    4: 'description',
    5: 'date of the diagnosis',
    6: 'type of diagnosis',
    15: 'rank of the diagnosis',
  },
  IN1: {
    1: 'number of the insurance',
    2: 'plan',
    3: 'payer id',
    4: 'name of the payer',
    8: 'group number',
    14: 'authorization',
    16: 'name of the insured',
    17: 'relationship of the insured to the patient',
    18: "insured's date of birth",
    36: 'member or policy number',
    43: "insured's sex",
  },
  GT1: { 3: 'name of the guarantor' },
  NTE: { 1: 'number of the comment', 3: 'comment' },
  BTS: { 1: 'number of messages in the batch' },
  FTS: { 1: 'number of batches in the file' },
};

/** Types of FT1-6 that the standard suggests. */
export const transactionTypes: Readonly<Record<string, string>> = {
  CG: 'a charge',
  CD: 'a credit: it takes a charge back',
  PY: 'a payment',
  AJ: 'an adjustment',
  CO: 'a co-payment',
};

/** "FT1-4 (date of service)". */
export function fieldName(segment: string, number: number): string {
  const name = fieldNames[segment]?.[number];
  return name === undefined ? `${segment}-${number}` : `${segment}-${number} (${name})`;
}

/** The field at an offset, in the words of the standard. */
export function describeFieldAt(text: string, offset: number): PlaceDescription | undefined {
  const segment = segmentsOf(text).find(({ start, end }) => offset >= start && offset <= end);
  if (segment === undefined || segment.id === '') return undefined;
  const number = fieldAt(segment, offset);
  const range = fieldRange(segment, number);
  if (number === 0 || range === undefined) return undefined;
  const name = fieldNames[segment.id]?.[number];
  const type =
    segment.id === 'FT1' && number === 6 ? component(text, segment, 6)?.value.toUpperCase() : undefined;
  const meaning = type === undefined ? undefined : transactionTypes[type];
  return {
    title: name === undefined ? `${segment.id}-${number}` : `${segment.id}-${number} · ${name}`,
    belongsTo: `${segment.id}, ${segmentNames[segment.id] ?? 'segment of an HL7 message'}`,
    ...(meaning === undefined ? {} : { meaning: `${type}: ${meaning}` }),
    range,
  };
}

function fieldAt(segment: Segment, offset: number): number {
  let number = lastField(segment);
  while (number > 0 && (segment.starts[number] ?? 0) > offset) number -= 1;
  return number;
}

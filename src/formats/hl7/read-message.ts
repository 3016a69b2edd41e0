// One DFT message → a claim: the patient, the payer, the diagnoses and a service line for each charge.
import type { Claim, Diagnosis, Payer, Person, Provider, ServiceLine } from '../../model/claim';
import type { Field, TextRange } from '../../model/text';
import { rangeOf } from '../../model/text';
import { type Mutable, set, unlessEmpty } from '../optional';
import { readDate, readMoney, readNumber } from '../written-value';
import {
  type DiagnosisPlace,
  diagnosisPlace,
  lineDiagnoses,
  modifierPlaces,
  plainDiagnosis,
  procedurePlace,
} from './line-parts';
import { isCharge, type Message, type Transaction } from './messages';
import { component, componentIn, repetitions, type Segment, valueAt } from './segments';

/** As many diagnoses as a service line may name. */
const pointersOfLine = 4;

/** Reads the claim of a message; `index` is its number in the file. */
export function readMessage(text: string, message: Message, index: number): Claim {
  const find = (id: string) => message.segments.find((segment) => segment.id === id);
  const patientSegment = find('PID');
  const visit = find('PV1');
  const insurance = find('IN1');
  const patient = personOf(text, patientSegment, 5, 7, 8);
  const member = insurance && component(text, insurance, 36);
  const isSelf = isSubscriber(text, insurance);
  if (isSelf) set(patient, 'memberId', member);
  const subscriber = isSelf ? undefined : personOf(text, insurance, 16, 18, 43);
  if (subscriber) set(subscriber, 'memberId', member);
  const diagnoses = diagnosesOf(text, message);
  const place = visit && placeCode(text, visit, 3);
  const numbers = numbersOf(text, message, patientSegment, visit);
  const charges = message.transactions.filter(isCharge);
  const pointers = pointerReader(text, charges, message, diagnoses);
  const claim: Mutable<Claim> = {
    format: 'hl7-dft',
    kind: 'professional',
    index,
    range: messageRange(message),
    accountNumbers: numbers.slice(1),
    patient,
    payer: payerOf(text, insurance),
    diagnoses,
    serviceLines: charges.map((charge, at) => readLine(text, charge, at + 1, pointers(charge), place)),
    remarks: remarksBefore(text, message),
    attachedNotes: [],
  };
  set(claim, 'id', numbers[0]);
  set(claim, 'subscriber', subscriber && unlessEmpty(subscriber));
  set(claim, 'placeOfService', place);
  set(claim, 'referringProvider', providerOf(text, visit, 8));
  const authorization = insurance && component(text, insurance, 14);
  set(claim, 'priorAuthorization', authorization);
  return claim;
}

/** From the header to the end of the last segment. */
export function messageRange({ segments }: Message): TextRange {
  const first = segments[0]?.start ?? 0;
  return rangeOf(first, segments[segments.length - 1]?.end ?? first);
}

/** The account (PID-18), the visit (PV1-19), the message (MSH-10), then the medical record numbers (PID-3). */
function numbersOf(
  text: string,
  { header }: Message,
  patient: Segment | undefined,
  visit: Segment | undefined,
): readonly Field[] {
  const account = patient && component(text, patient, 18);
  const visitNumber = visit && component(text, visit, 19);
  const records = patient
    ? repetitions(text, patient, 3).flatMap((range) => componentIn(text, patient, range, 1) ?? [])
    : [];
  const control = header && component(text, header, 10);
  const named = [account, visitNumber].filter((field) => field !== undefined);
  return [...(named.length > 0 ? named : control ? [control] : []), ...records];
}

function personOf(
  text: string,
  segment: Segment | undefined,
  name: number,
  birth: number,
  sex: number,
): Mutable<Person> {
  const person: Mutable<Person> = {};
  if (segment === undefined) return person;
  set(person, 'lastName', component(text, segment, name, 1));
  set(person, 'firstName', component(text, segment, name, 2));
  const date = component(text, segment, birth);
  set(person, 'birthDate', date && dateIn(date));
  const written = component(text, segment, sex);
  set(person, 'sex', written && { value: written.value.toUpperCase(), range: written.range });
  return person;
}

/** IN1-17 says that the insured is the patient, or nobody else is named. */
function isSubscriber(text: string, insurance: Segment | undefined): boolean {
  if (insurance === undefined) return true;
  const relationship = component(text, insurance, 17)?.value.toUpperCase();
  if (relationship !== undefined) return ['SEL', 'SELF', '18', 'S', '01', '1'].includes(relationship);
  return component(text, insurance, 16) === undefined;
}

function payerOf(text: string, insurance: Segment | undefined): Payer {
  const payer: Mutable<Payer> = {};
  if (insurance === undefined) return payer;
  set(payer, 'name', component(text, insurance, 4));
  set(payer, 'id', component(text, insurance, 3));
  return payer;
}

/** An XCN field: number, family name; the number is an NPI when it says so or has the shape of one. */
function providerOf(text: string, segment: Segment | undefined, number: number): Provider | undefined {
  if (segment === undefined) return undefined;
  const provider: Mutable<Provider> = {};
  set(provider, 'name', component(text, segment, number, 2));
  const id = component(text, segment, number, 1);
  const kind = component(text, segment, number, 13)?.value.toUpperCase();
  if (id && (kind === 'NPI' || (kind === undefined && /^[12]\d{9}$/.test(id.value)))) provider.npi = id;
  return unlessEmpty(provider);
}

/** A place of service code where a location is expected: two digits, nothing else. */
function placeCode(text: string, segment: Segment, number: number): Field | undefined {
  const field = component(text, segment, number);
  return field && /^\d\d$/.test(field.value) ? field : undefined;
}

/** The diagnoses of the DG1 segments, then those that only FT1-19 names; each code once. */
function diagnosesOf(text: string, message: Message): readonly Diagnosis[] {
  const places: DiagnosisPlace[] = [];
  for (const segment of message.segments) {
    const place = segment.id === 'DG1' ? diagnosisPlace(text, segment) : undefined;
    if (place) places.push(place);
  }
  const written = places.length;
  for (const charge of message.transactions)
    if (isCharge(charge))
      for (const place of lineDiagnoses(text, charge))
        if (written === 0 || numberOf(place.field.value, written) === undefined) places.push(place);
  const seen = new Map<string, Diagnosis>();
  for (const { field, system } of places) {
    const code = plainDiagnosis(field.value);
    if (code === '' || seen.has(code)) continue;
    seen.set(code, {
      position: seen.size + 1,
      code: { value: code, range: field.range },
      written: text.slice(field.range.start, field.range.end),
      role: seen.size === 0 ? 'principal' : 'other',
      isIcd10cm: isIcd10cm(code, system),
    });
  }
  return [...seen.values()];
}

function isIcd10cm(code: string, system: string | undefined): boolean {
  const name = system?.toUpperCase().replace(/[^A-Z0-9]/g, '') ?? '';
  if (/^(?:I10|ICD10|10|ABK|ABF|HL70051)/.test(name) || name === '')
    return /^[A-Z]\d[0-9A-Z]{1,5}$/.test(code);
  return false;
}

/** Some systems write the number of a DG1 (1, 2) in FT1-19 instead of its code. */
function numberOf(written: string, count: number): number | undefined {
  if (!/^\d{1,2}$/.test(written)) return undefined;
  const number = Number(written);
  return number >= 1 && number <= count ? number : undefined;
}

/** What each charge points at: FT1-19; where that is empty the DG1 below the charge, else all of the message. */
function pointerReader(
  text: string,
  charges: readonly Transaction[],
  message: Message,
  diagnoses: readonly Diagnosis[],
): (charge: Transaction) => readonly Field<number>[] {
  const positions = new Map(diagnoses.map((each) => [each.code.value, each]));
  const segments = message.segments.filter(({ id }) => id === 'DG1').length;
  const eachHasItsOwn = charges.length > 1 && charges.every((charge) => charge.diagnoses.length > 0);
  return (charge) => {
    const named = lineDiagnoses(text, charge).flatMap(({ field }) => {
      const position =
        positions.get(plainDiagnosis(field.value))?.position ?? numberOf(field.value, segments);
      return position === undefined ? [] : [{ value: position, range: field.range }];
    });
    if (named.length > 0) return named;
    const meant = eachHasItsOwn
      ? charge.diagnoses.flatMap((segment) => {
          const place = diagnosisPlace(text, segment);
          return place ? (positions.get(plainDiagnosis(place.field.value)) ?? []) : [];
        })
      : diagnoses;
    return meant
      .slice(0, pointersOfLine)
      .map(({ position, code }) => ({ value: position, range: code.range }));
  };
}

function readLine(
  text: string,
  charge: Transaction,
  number: number,
  pointers: readonly Field<number>[],
  claimPlace: Field | undefined,
): ServiceLine {
  const { segment, notes } = charge;
  const code = procedurePlace(text, charge);
  const line: Mutable<ServiceLine> = {
    number,
    range: rangeOf(segment.start, charge.end),
    modifiers: modifierPlaces(text, charge).fields.map(upper),
    unitBasis: 'units',
    diagnosisPointers: pointers,
    remarks: remarksOf(text, notes),
  };
  set(line, 'procedureCode', code && upper(code.field));
  const units = component(text, segment, 10);
  set(line, 'units', units && numeric(units));
  set(line, 'charge', chargeOf(text, segment, line.units?.value));
  const from = component(text, segment, 4, 1);
  set(line, 'dateOfService', from && dateIn(from));
  const until = component(text, segment, 4, 2);
  set(line, 'dateOfServiceEnd', until && dateIn(until));
  set(line, 'placeOfService', placeCode(text, segment, 16) ?? claimPlace);
  set(line, 'renderingProvider', providerOf(text, segment, 20));
  const minutes = charge.procedures.length === 1 && charge.procedures[0];
  const written = minutes ? component(text, minutes, 7) : undefined;
  set(line, 'minutes', written && numeric(written));
  set(line, 'drugCode', component(text, segment, 29));
  const description = component(text, segment, 8) ?? (code && component(text, code.segment, code.number, 2));
  set(line, 'description', description);
  return line;
}

/** FT1-11, the amount of all units; FT1-12, of one, where there is one. */
function chargeOf(text: string, segment: Segment, units: number | undefined): Field<number> | undefined {
  const field = component(text, segment, 11) ?? (units === 1 ? component(text, segment, 12) : undefined);
  const value = field && readMoney(field.value);
  return field && value !== undefined ? { value, range: field.range } : undefined;
}

function numeric({ value, range }: Field): Field<number> | undefined {
  const number = readNumber(value);
  return number === undefined ? undefined : { value: number, range };
}

/** The day of a date or time stamp at its first eight digits; what is no day stays as it is written. */
function dateIn({ value, range }: Field): Field {
  const date = /^\d{8}/.test(value) ? readDate(value.slice(0, 8)) : undefined;
  return date?.style === 'compact'
    ? { value: date.date, range: rangeOf(range.start, range.start + 8) }
    : { value, range };
}

function upper({ value, range }: Field): Field {
  return { value: value.toUpperCase(), range };
}

/** Comments of the message itself: those before its first charge. */
function remarksBefore(text: string, { segments, transactions }: Message): readonly Field[] {
  const first = transactions[0]?.segment.start ?? Number.POSITIVE_INFINITY;
  return remarksOf(
    text,
    segments.filter(({ id, start }) => id === 'NTE' && start < first),
  );
}

function remarksOf(text: string, notes: readonly Segment[]): readonly Field[] {
  return notes.flatMap((note) =>
    repetitions(text, note, 3).flatMap((range) => valueAt(text, note, range) ?? []),
  );
}

// What a row says of its claim as a whole: patient, payer, providers, numbers, note.
import type { AttachedNote, Claim, Payer, Person, Provider } from '../../model/claim';
import { type Field, rangeOf } from '../../model/text';
import { readFilingIndicator, readSex } from '../coded-words';
import { type Mutable, set, unlessEmpty } from '../optional';
import { cellOf, partOf, type Reading, textOf } from './row';
import { dateOf, idOf, moneyOf } from './row-values';
import type { Row } from './scan';
import { renderingProvider } from './service-line';

/** A claim but for its place, kind, diagnoses and lines. */
export type ClaimFields = Omit<Claim, 'range' | 'diagnoses' | 'serviceLines' | 'kind'>;

/** Reads the claim's own fields from its first row. */
export function readClaimFields(reading: Reading, row: Row, index: number): ClaimFields {
  const where = { claim: index };
  const account = idOf(reading, row, 'account', where);
  const id = idOf(reading, row, 'claim id', where) ?? account;
  const accounts = [
    account,
    idOf(reading, row, 'medical record number', where),
    idOf(reading, row, 'patient id', where),
  ];
  const fields: Mutable<ClaimFields> = {
    format: 'csv',
    index,
    accountNumbers: accounts.flatMap((number) => (number === undefined || number === id ? [] : [number])),
    patient: patientOf(reading, row, index),
    payer: payerOf(reading, row, index),
    remarks: [],
    attachedNotes: [],
  };
  set(fields, 'id', id);
  set(fields, 'billingProvider', providerOf(reading, row, 'billing npi', 'billing name', index));
  set(fields, 'renderingProvider', renderingProvider(reading, row, where));
  set(fields, 'referringProvider', providerOf(reading, row, 'referring npi', 'referring name', index));
  set(fields, 'supervisingProvider', providerOf(reading, row, 'supervising npi', undefined, index));
  set(fields, 'serviceFacility', providerOf(reading, row, 'facility npi', 'facility name', index));
  set(fields, 'totalCharge', moneyOf(reading, row, 'total charge', where));
  set(fields, 'frequencyCode', textOf(reading, row, 'frequency code'));
  set(fields, 'originalReference', idOf(reading, row, 'original reference', where));
  set(fields, 'priorAuthorization', idOf(reading, row, 'prior authorization', where));
  set(fields, 'typeOfBill', textOf(reading, row, 'type of bill'));
  return { ...fields, ...noteOf(reading, row) };
}

function patientOf(reading: Reading, row: Row, index: number): Person {
  const where = { claim: index };
  const name = nameOf(reading, row);
  const person: Mutable<Person> = {};
  set(person, 'lastName', textOf(reading, row, 'patient last name') ?? name.last);
  set(person, 'firstName', textOf(reading, row, 'patient first name') ?? name.first);
  set(person, 'birthDate', dateOf(reading, row, 'birth date', where));
  const sex = textOf(reading, row, 'sex');
  if (sex !== undefined)
    person.sex = { value: readSex(sex.value) ?? sex.value.toUpperCase(), range: sex.range };
  set(person, 'memberId', idOf(reading, row, 'member id', where));
  return person;
}

/** "Doe, Jane" or "Jane Doe". */
function nameOf(reading: Reading, row: Row): { readonly last?: Field; readonly first?: Field } {
  const cell = cellOf(reading, row, 'patient name');
  if (cell === undefined) return {};
  const comma = cell.value.indexOf(',');
  const space = cell.value.lastIndexOf(' ');
  const rest =
    comma + 1 + (cell.value.slice(comma + 1).length - cell.value.slice(comma + 1).trimStart().length);
  const [last, first] =
    comma >= 0
      ? [partOf(cell, 0, comma), partOf(cell, rest, cell.value.length)]
      : [partOf(cell, space + 1, cell.value.length), partOf(cell, 0, Math.max(space, 0))];
  return {
    ...(last.text === '' ? {} : { last: { value: last.text, range: last.range } }),
    ...(first.text === '' ? {} : { first: { value: first.text, range: first.range } }),
  };
}

function payerOf(reading: Reading, row: Row, index: number): Payer {
  const written = textOf(reading, row, 'payer');
  const isId = written !== undefined && /^\d{5}$/.test(written.value);
  const payer: Mutable<Payer> = {};
  if (!isId) set(payer, 'name', written);
  set(payer, 'id', idOf(reading, row, 'payer id', { claim: index }) ?? (isId ? written : undefined));
  const type = textOf(reading, row, 'payer type');
  if (type !== undefined)
    payer.filingIndicator = {
      value: readFilingIndicator(type.value) ?? type.value.toUpperCase(),
      range: type.range,
    };
  return payer;
}

function providerOf(
  reading: Reading,
  row: Row,
  npiField: 'billing npi' | 'referring npi' | 'supervising npi' | 'facility npi',
  nameField: 'billing name' | 'referring name' | 'facility name' | undefined,
  index: number,
): Provider | undefined {
  const where = { claim: index };
  const provider: Mutable<Provider> = {};
  if (nameField !== undefined) set(provider, 'name', textOf(reading, row, nameField));
  set(provider, 'npi', idOf(reading, row, npiField, where));
  const taxId = npiField === 'billing npi' ? idOf(reading, row, 'billing tax id', where) : undefined;
  if (taxId !== undefined) {
    provider.taxId = taxId;
    provider.taxIdKind = /^\d{3}-\d{2}-\d{4}$/.test(taxId.value) ? 'SY' : 'EI';
  }
  return unlessEmpty(provider);
}

/** A file name or number of a note, or the note itself when the cell holds sentences. */
function noteOf(
  reading: Reading,
  row: Row,
): { readonly noteReference?: Field; readonly attachedNotes: readonly AttachedNote[] } {
  const cell = cellOf(reading, row, 'note');
  if (cell === undefined) return { attachedNotes: [] };
  const isText = /\s/.test(cell.value) && !/\.[A-Za-z0-9]{1,8}$/.test(cell.value);
  if (isText)
    return { attachedNotes: [{ range: rangeOf(cell.range.start, cell.range.end), text: cell.value }] };
  return { noteReference: { value: cell.value, range: cell.range }, attachedNotes: [] };
}

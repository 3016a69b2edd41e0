// Payer, patient, insured and providers of a .claim file, as groups or as single values of the claim.
import type { Payer, Person, Provider } from '../../model/claim';
import type { Field } from '../../model/text';
import { readFilingIndicator, readSex } from '../coded-words';
import { type Mutable, set, unlessEmpty } from '../optional';
import { readSection, type Section, type SectionEntry } from './section';
import {
  complain,
  dateField,
  part,
  type ReadContext,
  resolved,
  single,
  textField,
  type Written,
} from './values';

const taxIdTypes: Readonly<Record<string, 'EI' | 'SY'>> = {
  ei: 'EI',
  ein: 'EI',
  employer: 'EI',
  sy: 'SY',
  ssn: 'SY',
};

/** The value of a name in a section, if it has one. */
export function writtenOf(context: ReadContext, section: Section, name: string): Written | undefined {
  const found = section.get(name);
  return found === undefined ? undefined : single(context, found.entry.value, found.key);
}

/** Text of a name in a section. */
export function textOf(context: ReadContext, section: Section, name: string): Field | undefined {
  const value = writtenOf(context, section, name);
  return value === undefined ? undefined : textField(value);
}

/** The section that a name holds (`payer: { … }`), or the one value that stands for it (`payer: Sample Health`). */
function groupOrValue(
  context: ReadContext,
  found: SectionEntry | undefined,
  name: 'payer' | 'person' | 'provider',
): { readonly group?: Section; readonly value?: Written } {
  if (found === undefined) return {};
  const node = resolved(found.entry.value);
  if (node.kind === 'map') return { group: readSection(context, node, name) };
  const value = single(context, node, found.key);
  return value === undefined ? {} : { value };
}

const none: Section = new Map();

export function readPayer(context: ReadContext, claim: Section): Payer {
  const { group = none, value } = groupOrValue(context, claim.get('payer'), 'payer');
  const payer: Mutable<Payer> = {};
  if (value !== undefined) payer[/^\d{5}$/.test(value.piece.text) ? 'id' : 'name'] = textField(value);
  set(payer, 'name', textOf(context, group, 'name') ?? textOf(context, claim, 'payer name'));
  set(payer, 'id', textOf(context, group, 'id') ?? textOf(context, claim, 'payer id'));
  const type = writtenOf(context, group, 'type') ?? writtenOf(context, claim, 'payer type');
  if (type !== undefined) payer.filingIndicator = filingIndicator(context, type);
  return payer;
}

function filingIndicator(context: ReadContext, written: Written): Field {
  const { text, range } = written.piece;
  const code = readFilingIndicator(text);
  if (code === undefined) {
    complain(
      context,
      range,
      'This is not a kind of insurance that a claim knows. Write MB (Medicare Part B), MC (Medicaid), CI (commercial), BL (Blue Cross), WC (workers compensation) or another claim filing indicator.',
      'warning',
    );
  }
  return { value: code ?? text.toUpperCase(), range };
}

/** The patient, from the group and from the claim's own names. Member ids belong to the insured, when there is one. */
export function readPatient(
  context: ReadContext,
  claim: Section,
): { patient: Person; subscriber?: Person; accounts: readonly Field[] } {
  const patientGroup = groupOrValue(context, claim.get('patient'), 'person');
  const insuredGroup = groupOrValue(context, claim.get('insured'), 'person');
  const patient = person(
    context,
    patientGroup.group ?? none,
    patientGroup.value ?? writtenOf(context, claim, 'patient name'),
  );
  const subscriber = person(
    context,
    insuredGroup.group ?? none,
    insuredGroup.value ?? writtenOf(context, claim, 'insured name'),
  );
  const birth = writtenOf(context, claim, 'patient birth date');
  if (birth !== undefined && patient.birthDate === undefined) patient.birthDate = birthDate(birth);
  const insuredBirth = writtenOf(context, claim, 'insured birth date');
  if (insuredBirth !== undefined && subscriber.birthDate === undefined)
    subscriber.birthDate = birthDate(insuredBirth);
  const sex = writtenOf(context, claim, 'patient sex');
  if (sex !== undefined && patient.sex === undefined) patient.sex = sexField(context, sex);
  const isInsured = Object.keys(subscriber).length > 0;
  const holder = isInsured ? subscriber : patient;
  const member = textOf(context, claim, 'member id');
  if (member !== undefined && holder.memberId === undefined) holder.memberId = member;
  const accounts = [
    textOf(context, claim, 'account'),
    textOf(context, claim, 'medical record number'),
    textOf(context, patientGroup.group ?? none, 'account'),
  ];
  return {
    patient,
    ...(isInsured ? { subscriber } : {}),
    accounts: accounts.filter((account) => account !== undefined),
  };
}

function person(context: ReadContext, group: Section, value: Written | undefined): Mutable<Person> {
  const result: Mutable<Person> = {};
  const name = writtenOf(context, group, 'name') ?? value;
  if (name !== undefined) nameFields(name, result);
  set(result, 'lastName', textOf(context, group, 'last name'));
  set(result, 'firstName', textOf(context, group, 'first name'));
  set(result, 'memberId', textOf(context, group, 'member id'));
  const birth = writtenOf(context, group, 'birth date');
  if (birth !== undefined) result.birthDate = birthDate(birth);
  const sex = writtenOf(context, group, 'sex');
  if (sex !== undefined) result.sex = sexField(context, sex);
  return result;
}

/** Box 3 holds birth date and sex in one box; what follows the date is left to `sex`. */
function birthDate(value: Written): Field {
  const sexBehind = /[ ,]+(?:m|f|u|male|female)$/i.exec(value.piece.text);
  if (sexBehind === null) return dateField(value);
  return dateField({ piece: part(value, 0, sexBehind.index), split: value.split });
}

/** "Last, First Middle" or "First Middle Last". */
function nameFields(value: Written, person: Mutable<Person>): void {
  const text = value.piece.text;
  const comma = text.indexOf(',');
  const space = text.lastIndexOf(' ');
  const [last, first] =
    comma >= 0
      ? [part(value, 0, comma), part(value, comma + 1 + spacesAt(text, comma + 1), text.length)]
      : [part(value, space + 1, text.length), part(value, 0, Math.max(space, 0))];
  if (last.text !== '') person.lastName = { value: last.text, range: last.range };
  if (first.text !== '') person.firstName = { value: first.text, range: first.range };
}

function spacesAt(text: string, from: number): number {
  let count = 0;
  while (text.charAt(from + count) === ' ') count += 1;
  return count;
}

function sexField(context: ReadContext, value: Written): Field {
  const letter = readSex(value.piece.text);
  if (letter === undefined)
    complain(context, value.piece.range, 'Sex is written M, F or U on a claim.', 'warning');
  return { value: letter ?? value.piece.text.toUpperCase(), range: value.piece.range };
}

/** A provider from its group or single value, and from the claim's own names for its parts. */
export function readProvider(
  context: ReadContext,
  found: SectionEntry | undefined,
  claim: Section = none,
  names: {
    readonly npi?: string;
    readonly taxonomy?: string;
    readonly taxId?: string;
    readonly taxIdType?: string;
  } = {},
): Provider | undefined {
  const { group = none, value } = groupOrValue(context, found, 'provider');
  const provider: Mutable<Provider> = {};
  if (value !== undefined) nameAndNpi(value, provider);
  set(provider, 'name', textOf(context, group, 'name'));
  set(
    provider,
    'npi',
    textOf(context, group, 'npi') ??
      (names.npi === undefined ? undefined : textOf(context, claim, names.npi)),
  );
  set(
    provider,
    'taxonomy',
    textOf(context, group, 'taxonomy') ??
      (names.taxonomy === undefined ? undefined : textOf(context, claim, names.taxonomy)),
  );
  set(
    provider,
    'taxId',
    textOf(context, group, 'tax id') ??
      (names.taxId === undefined ? undefined : textOf(context, claim, names.taxId)),
  );
  if (provider.taxId !== undefined) {
    const type =
      group.get('tax id type') ?? (names.taxIdType === undefined ? undefined : claim.get(names.taxIdType));
    const kind = taxIdKind(context, type) ?? (/^\d{3}-\d{2}-\d{4}$/.test(provider.taxId.value) ? 'SY' : 'EI');
    provider.taxIdKind = kind;
  }
  return unlessEmpty(provider);
}

/** "Sample Clinic", "1234567893" or "Jane Roe PT, NPI 1234567893". */
function nameAndNpi(value: Written, provider: Mutable<Provider>): void {
  const npi = /(?<!\d)\d{10}(?!\d)/.exec(value.piece.text);
  if (npi !== null) {
    const piece = part(value, npi.index, npi.index + 10);
    provider.npi = { value: piece.text, range: piece.range };
  }
  const before = value.piece.text.slice(0, npi?.index ?? undefined).replace(/[\s,;(]*(?:npi)?[\s:#]*$/i, '');
  if (before !== '') provider.name = { value: before, range: part(value, 0, before.length).range };
}

function taxIdKind(context: ReadContext, found: SectionEntry | undefined): 'EI' | 'SY' | undefined {
  const value = found === undefined ? undefined : single(context, found.entry.value, found.key);
  if (value === undefined) return undefined;
  const kind = taxIdTypes[value.piece.text.toLowerCase()];
  if (kind === undefined)
    complain(
      context,
      value.piece.range,
      'A tax id is of type EI (employer id) or SY (social security number).',
      'warning',
    );
  return kind;
}

/** All ways to write a tax id type. */
export const taxIdTypeWords: readonly string[] = Object.keys(taxIdTypes);

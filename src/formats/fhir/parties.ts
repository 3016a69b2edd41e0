// Patients, payers and providers of a claim: named in place, contained, in the same Bundle, or by an identifier alone.
import type { Payer, Person, Provider } from '../../model/claim';
import type { Field } from '../../model/text';
import { readSex } from '../coded-words';
import { type Mutable, set, unlessEmpty } from '../optional';
import { at, fieldOf, objectsOf, read, textOf } from './access';
import { codesOf } from './codings';
import type { JsonNode, JsonObject } from './json/tree';
import type { FhirText } from './resources';
import { dateOf } from './values';

/** Where references are looked up, and whose they are. */
export interface Scope {
  readonly text: string;
  readonly owner: JsonObject;
  readonly resolve: FhirText['resolve'];
}

/** The resource that a Reference means, where it is at hand. */
export function referred({ owner, resolve }: Scope, reference: JsonNode | undefined): JsonObject | undefined {
  const written = textOf(at(reference, 'reference'));
  return written === undefined ? undefined : resolve(owner, written);
}

/** The patient, with the member id of the coverage. */
export function patientOf(scope: Scope): Person {
  const { text, owner } = scope;
  const person: Mutable<Person> = {};
  const patient = referred(scope, at(owner, 'patient'));
  const [name] = objectsOf(at(patient, 'name'));
  set(person, 'lastName', fieldOf(text, at(name, 'family')));
  set(person, 'firstName', fieldOf(text, first(at(name, 'given'))));
  set(person, 'birthDate', dateOf(text, at(patient, 'birthDate')));
  set(person, 'sex', read(fieldOf(text, at(patient, 'gender')), readSex));
  const coverage = coverageOf(scope);
  set(
    person,
    'memberId',
    fieldOf(text, at(coverage, 'subscriberId')) ?? identifierOf(text, coverage, isMemberNumber),
  );
  return person;
}

export function payerOf(scope: Scope): Payer {
  const { text, owner } = scope;
  const payer: Mutable<Payer> = {};
  const insurance = insuranceOf(owner);
  const coverage = coverageOf(scope);
  const [reference] = objectsOf(at(coverage, 'payor'));
  const insurer = reference ?? objectsOf(at(owner, 'insurer'))[0];
  const organization = referred(scope, insurer);
  set(
    payer,
    'name',
    fieldOf(text, at(organization, 'name')) ??
      fieldOf(text, at(insurer, 'display')) ??
      fieldOf(text, at(insurance, 'coverage', 'display')),
  );
  set(payer, 'id', identifierOf(text, organization) ?? fieldOf(text, at(insurer, 'identifier', 'value')));
  return payer;
}

function coverageOf(scope: Scope): JsonObject | undefined {
  return referred(scope, at(insuranceOf(scope.owner), 'coverage'));
}

/** The insurance that this claim is for. */
export function insuranceOf(owner: JsonObject): JsonObject | undefined {
  const all = objectsOf(at(owner, 'insurance'));
  return all.find((entry) => isTrue(at(entry, 'focal'))) ?? all[0];
}

const isTrue = (node: JsonNode | undefined): boolean => node?.kind === 'boolean' && node.value === true;

/** A provider by reference: practitioner, role or organization. */
export function providerOf(scope: Scope, reference: JsonNode | undefined): Provider | undefined {
  const { text } = scope;
  const provider: Mutable<Provider> = {};
  const found = referred(scope, reference);
  const isRole = textOf(at(found, 'resourceType')) === 'PractitionerRole';
  const person = isRole
    ? (referred(scope, at(found, 'practitioner')) ?? referred(scope, at(found, 'organization')))
    : found;
  set(provider, 'name', nameOf(text, person) ?? fieldOf(text, at(reference, 'display')));
  set(
    provider,
    'npi',
    identifierOf(text, person, isNpi) ??
      identifierOf(text, found, isNpi) ??
      (isNpi(text, at(reference, 'identifier'))
        ? fieldOf(text, at(reference, 'identifier', 'value'))
        : undefined),
  );
  set(provider, 'taxonomy', taxonomyOf(text, found) ?? taxonomyOf(text, person));
  const taxId = identifierOf(text, person, isTaxId);
  if (taxId !== undefined) {
    provider.taxId = taxId;
    provider.taxIdKind = 'EI';
  }
  return unlessEmpty(provider);
}

function nameOf(text: string, found: JsonObject | undefined): Field | undefined {
  const name = at(found, 'name');
  if (name?.kind === 'string') return fieldOf(text, name);
  const [human] = objectsOf(name);
  return fieldOf(text, at(human, 'text')) ?? fieldOf(text, at(human, 'family'));
}

type Kind = (text: string, identifier: JsonNode | undefined) => boolean;

const typed = (text: string, identifier: JsonNode | undefined, code: string): boolean =>
  codesOf(text, at(identifier, 'type')).includes(code);
const isNpi: Kind = (text, identifier) =>
  /us-npi|2\.16\.840\.1\.113883\.4\.6$/i.test(textOf(at(identifier, 'system')) ?? '') ||
  typed(text, identifier, 'npi');
const isTaxId: Kind = (text, identifier) =>
  /us-ein|2\.16\.840\.1\.113883\.4\.4$/i.test(textOf(at(identifier, 'system')) ?? '') ||
  typed(text, identifier, 'tax');
const isMemberNumber: Kind = (text, identifier) =>
  typed(text, identifier, 'mb') || textOf(at(identifier, 'system')) !== undefined;

/** The first identifier of a kind. */
function identifierOf(
  text: string,
  found: JsonObject | undefined,
  isIt: Kind = () => true,
): Field | undefined {
  const identifier = objectsOf(at(found, 'identifier')).find((entry) => isIt(text, entry));
  return fieldOf(text, at(identifier, 'value'));
}

function taxonomyOf(text: string, found: JsonObject | undefined): Field | undefined {
  const concepts = [...objectsOf(at(found, 'specialty')), ...objectsOf(at(found, 'qualification'))];
  for (const concept of concepts)
    for (const coding of [...objectsOf(at(concept, 'coding')), ...objectsOf(at(concept, 'code', 'coding'))]) {
      const code = fieldOf(text, at(coding, 'code'));
      if (code !== undefined && /^[0-9A-Z]{9}X$/.test(code.value)) return code;
    }
  return undefined;
}

function first(node: JsonNode | undefined): JsonNode | undefined {
  return node?.kind === 'array' ? node.items[0] : node;
}

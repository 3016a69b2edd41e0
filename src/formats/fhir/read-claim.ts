// A Claim or ExplanationOfBenefit as a claim of the model.
import type { AttachedNote, Claim, ClaimKind, Diagnosis, FormatId, ServiceLine } from '../../model/claim';
import { type Field, rangeOf } from '../../model/text';
import { type Mutable, set } from '../optional';
import { at, fieldOf, objectsOf, read, textOf } from './access';
import { codesOf, codingsOf, diagnosisCoding, modifierCoding, placeCoding, procedureCoding } from './codings';
import type { JsonNode, JsonObject } from './json/tree';
import { insuranceOf, patientOf, payerOf, providerOf, referred, type Scope } from './parties';
import { dateOf, moneyOf, numberOf } from './values';

/** Reads a claim. `index` is its position among the claims of the file. */
export function readClaim(
  scope: Scope,
  index: number,
  format: FormatId,
  attachedNotes: readonly AttachedNote[],
): Claim {
  const { text, owner } = scope;
  const [identifier, ...others] = objectsOf(at(owner, 'identifier')).flatMap(
    (each) => fieldOf(text, at(each, 'value')) ?? [],
  );
  const id = fieldOf(text, at(owner, 'id'));
  const diagnoses = diagnosesOf(scope);
  const claim: Mutable<Claim> = {
    format,
    kind: kindOf(text, owner),
    index,
    range: rangeOf(owner.start, owner.end),
    accountNumbers: identifier === undefined ? others : [...others, ...(id === undefined ? [] : [id])],
    patient: patientOf(scope),
    payer: payerOf(scope),
    diagnoses,
    serviceLines: objectsOf(at(owner, 'item')).map((item, place) =>
      readLine(scope, item, place + 1, diagnoses),
    ),
    remarks: [],
    attachedNotes,
  };
  set(claim, 'id', identifier ?? id);
  set(claim, 'billingProvider', providerOf(scope, at(owner, 'provider')));
  set(claim, 'renderingProvider', memberOfTeam(scope, ['rendering', 'performing', 'primary']));
  set(claim, 'referringProvider', memberOfTeam(scope, ['referring', 'ordering']));
  set(claim, 'supervisingProvider', memberOfTeam(scope, ['supervising', 'supervisor']));
  set(claim, 'serviceFacility', providerOf(scope, at(owner, 'facility')));
  const [related] = objectsOf(at(owner, 'related'));
  set(claim, 'originalReference', fieldOf(text, at(related, 'claim', 'identifier', 'value')));
  set(claim, 'priorAuthorization', fieldOf(text, firstOf(at(insuranceOf(owner), 'preAuthRef'))));
  set(claim, 'totalCharge', totalOf(text, owner));
  const elsewhere = diagnosesElsewhere(scope, diagnoses);
  if (elsewhere.length > 0) claim.diagnosesElsewhere = elsewhere;
  return claim;
}

function kindOf(text: string, owner: JsonObject): ClaimKind {
  const codes = codesOf(text, at(owner, 'type'));
  if (codes.some((code) => code.startsWith('institutional'))) return 'institutional';
  return codes.some((code) => code === 'oral' || code === 'dental') ? 'dental' : 'professional';
}

/** A Claim has one total; an ExplanationOfBenefit one for each category, of which "submitted" is the charge. */
function totalOf(text: string, owner: JsonObject): Field<number> | undefined {
  const total = at(owner, 'total');
  if (total?.kind === 'object') return moneyOf(text, total);
  const submitted = objectsOf(total).find((entry) =>
    codesOf(text, at(entry, 'category')).includes('submitted'),
  );
  return moneyOf(text, at(submitted, 'amount'));
}

function memberOfTeam(scope: Scope, roles: readonly string[], sequences?: readonly number[]) {
  const { text, owner } = scope;
  const member = objectsOf(at(owner, 'careTeam')).find(
    (entry) =>
      codesOf(text, at(entry, 'role')).some((role) => roles.includes(role)) &&
      (sequences === undefined || sequences.includes(sequenceOf(text, entry) ?? 0)),
  );
  return member && providerOf(scope, at(member, 'provider'));
}

const diagnosisRoles: ReadonlyMap<string, Diagnosis['role']> = new Map(
  Object.entries({
    principal: 'principal',
    admitting: 'admitting',
    externalcauseofinjury: 'external-cause',
    externalcause: 'external-cause',
    patientreasonforvisit: 'reason-for-visit',
  } as const),
);

/** Positions are those in the list; pointers give the sequence. */
function diagnosesOf(scope: Scope): readonly Diagnosis[] {
  const { text, owner } = scope;
  return objectsOf(at(owner, 'diagnosis')).flatMap((entry, place): Diagnosis[] => {
    const condition = referred(scope, at(entry, 'diagnosisReference'));
    const coding = diagnosisCoding(text, at(entry, 'diagnosisCodeableConcept') ?? at(condition, 'code'));
    if (coding === undefined) return [];
    const { code, isIcd10cm } = coding;
    const roles = objectsOf(at(entry, 'type')).flatMap((type) => codesOf(text, type));
    const said = roles.map((role) => diagnosisRoles.get(role)).find((role) => role !== undefined);
    return [
      {
        position: place + 1,
        code: { value: code.value.toUpperCase().replace('.', ''), range: code.range },
        written: text.slice(code.range.start, code.range.end),
        role: said ?? (place === 0 ? 'principal' : 'other'),
        isIcd10cm,
      },
    ];
  });
}

/** Positions of diagnoses that are a reference to a Condition which this file does not hold. */
function diagnosesElsewhere({ owner }: Scope, diagnoses: readonly Diagnosis[]): readonly number[] {
  const read = new Set(diagnoses.map(({ position }) => position));
  return objectsOf(at(owner, 'diagnosis')).flatMap((entry, place) =>
    at(entry, 'diagnosisReference') === undefined || read.has(place + 1) ? [] : [place + 1],
  );
}

function readLine(
  scope: Scope,
  item: JsonObject,
  number: number,
  diagnoses: readonly Diagnosis[],
): ServiceLine {
  const { text, owner } = scope;
  const product = at(item, 'productOrService') ?? at(item, 'service');
  const upper = (value: string) => value.toUpperCase();
  const line: Mutable<ServiceLine> = {
    number,
    range: rangeOf(item.start, item.end),
    modifiers: objectsOf(at(item, 'modifier')).flatMap(
      (modifier) => read(modifierCoding(text, modifier)?.code, upper) ?? [],
    ),
    unitBasis: isMinutes(at(item, 'quantity')) ? 'minutes' : 'units',
    diagnosisPointers: pointersOf(scope, item, diagnoses),
    remarks: [],
  };
  set(line, 'procedureCode', read(procedureCoding(text, product)?.code, upper));
  set(line, 'revenueCode', codingsOf(text, at(item, 'revenue'))[0]?.code);
  set(line, 'units', numberOf(text, at(item, 'quantity', 'value')));
  set(line, 'charge', chargeOf(text, item));
  const billable = at(owner, 'billablePeriod');
  const period =
    at(item, 'servicedPeriod') ?? (at(item, 'servicedDate') === undefined ? billable : undefined);
  set(line, 'dateOfService', dateOf(text, at(item, 'servicedDate') ?? at(period, 'start')));
  set(line, 'dateOfServiceEnd', dateOf(text, at(period, 'end')));
  set(line, 'placeOfService', placeCoding(text, at(item, 'locationCodeableConcept'))?.code);
  const team = objectsOfNumbers(text, at(item, 'careTeamSequence'));
  set(
    line,
    'renderingProvider',
    memberOfTeam(scope, ['rendering', 'performing', 'primary'], team.length === 0 ? undefined : team),
  );
  set(line, 'drugCode', codingsOf(text, product).find(({ system }) => system === 'ndc')?.code);
  set(line, 'description', fieldOf(text, at(product, 'text')));
  return line;
}

function isMinutes(quantity: JsonNode | undefined): boolean {
  const unit = textOf(at(quantity, 'code')) ?? textOf(at(quantity, 'unit')) ?? '';
  return /^(?:min|minutes?|mins)$/i.test(unit.trim());
}

/** What the line is billed at: its net price, else what was submitted, else the price of its only unit. */
function chargeOf(text: string, item: JsonObject): Field<number> | undefined {
  const submitted = objectsOf(at(item, 'adjudication')).find((entry) =>
    codesOf(text, at(entry, 'category')).includes('submitted'),
  );
  const isOne = (numberOf(text, at(item, 'quantity', 'value'))?.value ?? 1) === 1;
  return (
    moneyOf(text, at(item, 'net')) ??
    moneyOf(text, at(submitted, 'amount')) ??
    (isOne ? moneyOf(text, at(item, 'unitPrice')) : undefined)
  );
}

function pointersOf(
  { text, owner }: Scope,
  item: JsonObject,
  diagnoses: readonly Diagnosis[],
): readonly Field<number>[] {
  const entries = objectsOf(at(owner, 'diagnosis'));
  return numbersOf(text, at(item, 'diagnosisSequence') ?? at(item, 'diagnosisLinkId')).map((pointer) => {
    const place = entries.findIndex((entry) => sequenceOf(text, entry) === pointer.value);
    // A pointer to a sequence that is not there stays what it is, so that it is found to point nowhere.
    const value = place >= 0 ? place + 1 : Math.max(pointer.value, diagnoses.length + 1);
    return { value, range: pointer.range };
  });
}

function numbersOf(text: string, list: JsonNode | undefined): readonly Field<number>[] {
  const items = list?.kind === 'array' ? list.items : list === undefined ? [] : [list];
  return items.flatMap((node) => numberOf(text, node) ?? []);
}

const objectsOfNumbers = (text: string, list: JsonNode | undefined): readonly number[] =>
  numbersOf(text, list).map(({ value }) => value);

/** The `sequence` of a diagnosis, an item or a member of the care team. */
export function sequenceOf(text: string, entry: JsonObject): number | undefined {
  return numberOf(text, at(entry, 'sequence'))?.value;
}

function firstOf(node: JsonNode | undefined): JsonNode | undefined {
  return node?.kind === 'array' ? node.items[0] : node;
}

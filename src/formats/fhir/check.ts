// Whether a Claim or ExplanationOfBenefit is built as FHIR R4 asks (hl7.org/fhir/R4/claim.html): JSON, elements that must be
// there, kinds of values, sequences and what points to them. Each at its place, in words for a coder.
import type { ReadProblem } from '../../model/claim';
import { rangeOf, type TextRange } from '../../model/text';
import { at, listOf, memberOf, objectsOf, textOf } from './access';
import type { JsonNode, JsonObject } from './json/tree';
import type { FhirText, Resource } from './resources';

/** More problems than this in one claim say nothing new. */
const mostProblems = 1000;

type Say = (range: TextRange, message: string, severity?: ReadProblem['severity'], line?: number) => void;

/** All problems of a file. `claimOf` tells which claim of the file a resource became. */
export function checkFile(file: FhirText, claimOf: ReadonlyMap<JsonObject, number>): readonly ReadProblem[] {
  const problems: ReadProblem[] = file.jsonProblems.map(({ message, range, fix }) => ({
    rule: 'structure/fhir',
    severity: 'error',
    message,
    range,
    ...(fix === undefined ? {} : { fix: { ...fix, lossless: true } }),
  }));
  for (const resource of file.resources) {
    const claim = claimOf.get(resource.node);
    if (claim === undefined) continue;
    const before = problems.length;
    const say: Say = (range, message, severity = 'error', line) => {
      if (problems.length - before >= mostProblems) return;
      problems.push({
        rule: 'structure/fhir',
        severity,
        message,
        range,
        claim,
        ...(line === undefined ? {} : { line }),
      });
    };
    checkClaim(file, resource, say);
  }
  return problems.sort((a, b) => a.range.start - b.range.start);
}

/** Elements with cardinality 1..1 or 1..*, in both resources or in one (FHIR R4). */
const required: Readonly<Record<string, readonly string[]>> = {
  Claim: ['status', 'type', 'use', 'patient', 'created', 'provider', 'priority', 'insurance'],
  ExplanationOfBenefit: [
    ...['status', 'type', 'use', 'patient', 'created'],
    ...['insurer', 'provider', 'outcome', 'insurance'],
  ],
};
const lists = ['identifier', 'careTeam', 'supportingInfo', 'diagnosis', 'procedure', 'insurance', 'item'];

function checkClaim(file: FhirText, { node, type, isBundled }: Resource, say: Say): void {
  checkNames(node, say);
  // Releases before R4 name and require other elements; what is read of them is judged by the rules, not by R4's list.
  const isOlder = objectsOf(at(node, 'item')).some((item) => memberOf(item, 'service') !== undefined);
  if (!isOlder)
    for (const name of required[type] ?? [])
      if (memberOf(node, name) === undefined)
        say(head(node), `${type} has no "${name}", which FHIR R4 requires.`);
  for (const name of lists) {
    const member = memberOf(node, name);
    if (member?.value !== undefined && member.value.kind !== 'array')
      say(spot(member.value), `"${name}" is a list in FHIR: it stands in square brackets [ ].`);
    else if (member?.value?.kind === 'array' && member.value.items.length === 0)
      say(
        rangeOf(member.value.start, member.value.end),
        `This list is empty. FHIR leaves out a list without entries.`,
      );
  }
  const diagnoses = sequencesOf(node, 'diagnosis', say);
  const team = sequencesOf(node, 'careTeam', say);
  sequencesOf(node, 'insurance', () => undefined);
  for (const [name, value] of [
    ['created', at(node, 'created')],
    ['billablePeriod.start', at(node, 'billablePeriod', 'start')],
    ['billablePeriod.end', at(node, 'billablePeriod', 'end')],
  ] as const)
    checkDate(value, name, say);
  checkMoney(at(node, 'total'), 'total', say);
  const items = objectsOf(at(node, 'item'));
  const sequences = new Set<number>();
  for (const [place, item] of items.entries()) {
    const line = place + 1;
    const own: Say = (range, message, severity) => say(range, message, severity, line);
    checkNames(item, own);
    checkSequence(item, 'item', sequences, isOlder ? () => undefined : own);
    if (!isOlder && memberOf(item, 'productOrService') === undefined)
      own(head(item), `Item ${line} has no "productOrService", so nothing says what was done.`);
    checkPointers(item, 'diagnosisSequence', diagnoses, 'diagnosis', own);
    checkPointers(item, 'careTeamSequence', team, 'careTeam', own);
    checkDate(at(item, 'servicedDate'), 'servicedDate', own);
    checkDate(at(item, 'servicedPeriod', 'start'), 'servicedPeriod.start', own);
    checkDate(at(item, 'servicedPeriod', 'end'), 'servicedPeriod.end', own);
    checkMoney(at(item, 'net'), 'net', own);
    checkMoney(at(item, 'unitPrice'), 'unitPrice', own);
    checkNumber(at(item, 'quantity', 'value'), 'quantity', own);
    for (const name of ['modifier', 'diagnosisSequence', 'careTeamSequence']) {
      const value = at(item, name);
      if (value !== undefined && value.kind !== 'array')
        own(spot(value), `"${name}" is a list in FHIR: it stands in square brackets [ ].`);
    }
  }
  checkReferences(file, node, isBundled, say);
}

/** The sequences of a list's entries, each checked. */
function sequencesOf(node: JsonObject, name: string, say: Say): ReadonlySet<number> {
  const seen = new Set<number>();
  for (const entry of objectsOf(at(node, name))) checkSequence(entry, name, seen, say);
  return seen;
}

function checkSequence(entry: JsonObject, name: string, seen: Set<number>, say: Say): void {
  const member = memberOf(entry, 'sequence');
  const value = member?.value;
  if (value === undefined) {
    say(head(entry), `This entry of "${name}" has no "sequence", the number by which others point to it.`);
    return;
  }
  if (value.kind !== 'number' || !Number.isInteger(value.value) || value.value < 1) {
    say(spot(value), 'A "sequence" is a whole number from 1, without quotes.');
    return;
  }
  if (seen.has(value.value))
    say(
      spot(value),
      `Sequence ${value.value} stands in "${name}" twice, so a pointer to it means two entries.`,
    );
  seen.add(value.value);
}

function checkPointers(
  item: JsonObject,
  name: string,
  known: ReadonlySet<number>,
  target: string,
  say: Say,
): void {
  for (const pointer of listOf(at(item, name))) {
    if (pointer.kind !== 'number') say(spot(pointer), `"${name}" holds whole numbers, without quotes.`);
    else if (!known.has(pointer.value))
      say(spot(pointer), `There is no entry with sequence ${pointer.value} in "${target}".`);
  }
}

const fhirDate =
  /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2}))?)?)?$/;

function checkDate(value: JsonNode | undefined, name: string, say: Say): void {
  if (value === undefined) return;
  const written = textOf(value);
  if (written === undefined || !fhirDate.test(written))
    say(
      spot(value),
      `"${name}" is not a date as FHIR writes it: 2026-03-02, or with a time and its zone 2026-03-02T09:30:00-06:00.`,
    );
}

function checkMoney(money: JsonNode | undefined, name: string, say: Say): void {
  if (money?.kind === 'object') checkNumber(at(money, 'value'), `${name}.value`, say);
}

function checkNumber(value: JsonNode | undefined, name: string, say: Say): void {
  if (value !== undefined && value.kind !== 'number')
    say(spot(value), `"${name}" is a number in FHIR, without quotes.`);
}

/** Names of an object that stand in it twice: a reader takes one of them, and nobody knows which. */
function checkNames(node: JsonObject, say: Say): void {
  const seen = new Set<string>();
  for (const { key } of node.members) {
    if (seen.has(key.value))
      say(spot(key), 'This name stands here twice; systems take the first or the last value. Keep one.');
    seen.add(key.value);
  }
}

/** Where a reference must lead to something in this file, and does not. */
function checkReferences({ resolve }: FhirText, node: JsonObject, isBundled: boolean, say: Say): void {
  const references = [
    at(node, 'patient'),
    at(node, 'provider'),
    at(node, 'insurer'),
    at(node, 'facility'),
    ...objectsOf(at(node, 'careTeam')).map((entry) => at(entry, 'provider')),
    ...objectsOf(at(node, 'insurance')).map((entry) => at(entry, 'coverage')),
    ...objectsOf(at(node, 'diagnosis')).map((entry) => at(entry, 'diagnosisReference')),
  ];
  for (const reference of references) {
    const value = at(reference, 'reference');
    const written = textOf(value);
    if (value === undefined || written === undefined || resolve(node, written) !== undefined) continue;
    if (written.startsWith('#') && written.length > 1)
      say(spot(value), 'This reference leads to a contained resource that is not in "contained".');
    else if (isBundled && written.startsWith('urn:'))
      say(spot(value), 'This reference leads to an entry that is not in the Bundle.', 'warning');
  }
}

/** A value, or the beginning of a long one. */
function spot(node: JsonNode): TextRange {
  const isLong = node.kind === 'object' || node.kind === 'array';
  return rangeOf(node.start, isLong ? node.start + 1 : node.end);
}

function head(node: JsonObject): TextRange {
  const type = memberOf(node, 'resourceType')?.value;
  return type === undefined ? rangeOf(node.start, node.start + 1) : spot(type);
}

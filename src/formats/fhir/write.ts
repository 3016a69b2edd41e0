// A change to a FHIR claim as the smallest edit, in the manner in which the file itself is laid out.
import type { Claim, ClaimChange } from '../../model/claim';
import { rangeOf, type TextEdit } from '../../model/text';
import { at, fieldOf, memberOf, objectsOf } from './access';
import { codingsOf, modifierCoding, placeCoding } from './codings';
import type { JsonArray, JsonNode, JsonObject } from './json/tree';
import { readJson } from './json/tree';
import { insertedEntry, insertedMember, removedEntry, removedMember } from './layout';
import { sequenceOf } from './read-claim';
import { moneyOf } from './values';

type Edits = readonly TextEdit[] | undefined;

const cpt = 'http://www.ama-assn.org/go/cpt';
const places = 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set';

/** The edits that make a change, or undefined when the resource has no place for it. */
export function writeChange(text: string, claim: Claim, change: ClaimChange): Edits {
  const [owner] = readJson(text, claim.range.start, claim.range.end).roots;
  if (owner?.kind !== 'object') return undefined;
  if (change.kind === 'replace-diagnosis')
    return replacedDiagnosis(text, claim, change.position, change.code);
  if (change.line === undefined) return undefined;
  const item = objectsOf(at(owner, 'item'))[change.line - 1];
  const line = claim.serviceLines[change.line - 1];
  if (item === undefined || line === undefined) return undefined;
  switch (change.kind) {
    case 'replace-procedure-code':
      return isCode(change.code) ? replaced(line.procedureCode?.range, change.code) : undefined;
    case 'add-modifier':
      return addedModifier(text, item, change.at ?? line.modifiers.length, change.modifier);
    case 'remove-modifier':
      return removedModifier(text, item, change.at);
    case 'set-modifiers':
      return setModifiers(text, item, change.modifiers);
    case 'set-units':
      return setUnits(text, item, change.units);
    case 'set-diagnosis-pointers':
      return setPointers(text, owner, item, change.pointers);
    case 'set-place-of-service':
      return setPlace(text, item, change.placeOfService);
    case 'remove-line':
      return removedLine(text, claim, owner, change.line);
  }
}

const isCode = (code: string): boolean => /^[A-Za-z0-9]{1,20}$/.test(code);

function replaced(
  range: { readonly start: number; readonly end: number } | undefined,
  newText: string,
): Edits {
  return range && [{ range: rangeOf(range.start, range.end), newText }];
}

/** With the decimal point as FHIR wants it, unless the code that stands there was long enough for one and has none. */
function replacedDiagnosis(text: string, claim: Claim, position: number, code: string): Edits {
  const diagnosis = claim.diagnoses.find((each) => each.position === position);
  const bare = code.replace('.', '').toUpperCase();
  if (diagnosis === undefined || !diagnosis.isIcd10cm || !isCode(bare)) return undefined;
  const isPlain = diagnosis.written.length > 3 && !diagnosis.written.includes('.');
  const keeps = code === diagnosis.written || isPlain || bare.length <= 3;
  const { range } = diagnosis.code;
  if (!text.slice(range.start, range.end)) return undefined;
  return replaced(
    range,
    keeps ? (isPlain ? bare : code.toUpperCase()) : `${bare.slice(0, 3)}.${bare.slice(3)}`,
  );
}

/** Entries of the list of modifiers that hold a code, in order. */
function modifierNodes(text: string, item: JsonObject): readonly JsonObject[] {
  return objectsOf(at(item, 'modifier')).filter((node) => modifierCoding(text, node) !== undefined);
}

/** Whether the list holds words of another system beside modifiers: its length is then not for us to change. */
function hasOthers(text: string, item: JsonObject): boolean {
  const list = at(item, 'modifier');
  return list?.kind === 'array' && list.items.length !== modifierNodes(text, item).length;
}

function addedModifier(text: string, item: JsonObject, place: number, modifier: string): Edits {
  const list = at(item, 'modifier');
  const code = modifier.trim().toUpperCase();
  const nodes = modifierNodes(text, item);
  if (!/^[A-Z0-9]{2}$/.test(code) || place > nodes.length || nodes.length >= 4) return undefined;
  if (list === undefined || list.kind === 'null')
    return insertedMember(
      text,
      item,
      'modifier',
      ['productOrService', 'service', 'sequence'],
      (colon) => `[${concept(text, item, code, colon)}]`,
    );
  if (list.kind !== 'array' || nodes.length !== list.items.length) return undefined;
  const [model] = nodes;
  const written = model === undefined ? concept(text, item, code, ': ') : likeOther(text, model, code);
  return insertedEntry(text, list, place, written);
}

/** Another entry of the list with this code in it, when it says nothing else of its code; else a plain one. */
function likeOther(text: string, model: JsonObject, code: string): string {
  const [coding] = codingsOf(text, model);
  const says = [at(model, 'text'), ...objectsOf(at(model, 'coding')).map((each) => at(each, 'display'))];
  if (coding === undefined || says.some((node) => node !== undefined) || codingsOf(text, model).length > 1)
    return concept(text, model, code, ': ');
  const { start, end } = coding.code.range;
  return text.slice(model.start, start) + code + text.slice(end, model.end);
}

/** A CodeableConcept in one line. Numbers are CPT modifiers, others may be of either set: the claim's CPT system serves for all. */
function concept(text: string, item: JsonObject, code: string, colon: string): string {
  const own = objectsOf(at(item, 'productOrService', 'coding')).flatMap(
    (coding) => fieldOf(text, at(coding, 'system')) ?? [],
  )[0]?.value;
  const system = own !== undefined && !/["\\]/.test(own) ? own : cpt;
  const space = colon === ':' ? '' : ' ';
  return `{${space}"coding"${colon}[{${space}"system"${colon}"${system}",${space}"code"${colon}"${code}"${space}}]${space}}`;
}

function removedModifier(text: string, item: JsonObject, place: number): Edits {
  const list = at(item, 'modifier');
  const nodes = modifierNodes(text, item);
  const node = nodes[place];
  if (list?.kind !== 'array' || node === undefined) return undefined;
  // FHIR has no empty lists: the last one goes with its name.
  return list.items.length === 1 ? removedMember(text, item, 'modifier') : removedEntry(text, list, node);
}

/** Codes in place as far as they go; then entries are added or taken off at the end. */
function setModifiers(text: string, item: JsonObject, modifiers: readonly string[]): Edits {
  const nodes = modifierNodes(text, item);
  const codes = modifiers.map((code) => code.trim().toUpperCase());
  if (codes.length > 4 || codes.some((code) => !/^[A-Z0-9]{2}$/.test(code))) return undefined;
  const edits: TextEdit[] = [];
  for (const [place, code] of codes.slice(0, nodes.length).entries()) {
    const node = nodes[place];
    const range = node && modifierCoding(text, node)?.code.range;
    if (range && text.slice(range.start, range.end) !== code) edits.push({ range, newText: code });
  }
  if (codes.length === nodes.length) return edits;
  if (hasOthers(text, item)) return undefined;
  if (codes.length === 0) return removedMember(text, item, 'modifier');
  if (codes.length > nodes.length) {
    const list = at(item, 'modifier');
    const more = codes.slice(nodes.length);
    if (list?.kind !== 'array') {
      const all = (colon: string) => `[${more.map((code) => concept(text, item, code, colon)).join(', ')}]`;
      return insertedMember(text, item, 'modifier', ['productOrService', 'service', 'sequence'], all);
    }
    const [model] = nodes;
    const written = more.map((code) =>
      model === undefined ? concept(text, item, code, ': ') : likeOther(text, model, code),
    );
    const added = insertedEntry(text, list, nodes.length, ...written);
    return added && [...edits, ...added];
  }
  const list = at(item, 'modifier');
  const lastKept = nodes[codes.length - 1];
  const last = nodes.at(-1);
  if (list?.kind !== 'array' || lastKept === undefined || last === undefined) return undefined;
  return [...edits, { range: rangeOf(lastKept.end, last.end), newText: '' }];
}

function setUnits(text: string, item: JsonObject, units: number): Edits {
  if (!Number.isFinite(units) || units <= 0) return undefined;
  const value = fieldOf(text, at(item, 'quantity', 'value'));
  if (value !== undefined) return replaced(value.range, String(units));
  if (memberOf(item, 'quantity') !== undefined) return undefined;
  return insertedMember(
    text,
    item,
    'quantity',
    ['locationCodeableConcept', 'servicedDate', 'servicedPeriod', 'modifier', 'productOrService'],
    (colon) => (colon === ':' ? `{"value":${units}}` : `{ "value"${colon}${units} }`),
  );
}

function setPointers(text: string, owner: JsonObject, item: JsonObject, pointers: readonly number[]): Edits {
  const entries = objectsOf(at(owner, 'diagnosis'));
  const sequences = pointers.map((position) => {
    const entry = entries[position - 1];
    return entry && sequenceOf(text, entry);
  });
  if (pointers.length === 0 || sequences.some((sequence) => sequence === undefined)) return undefined;
  const list = at(item, 'diagnosisSequence');
  if (list === undefined)
    return insertedMember(
      text,
      item,
      'diagnosisSequence',
      ['careTeamSequence', 'sequence'],
      () => `[${sequences.join(', ')}]`,
    );
  if (list.kind !== 'array') return undefined;
  const [first, second] = list.items;
  if (first === undefined)
    return [{ range: rangeOf(list.start, list.end), newText: `[${sequences.join(', ')}]` }];
  const last = list.items.at(-1) ?? first;
  const between =
    second === undefined ? separatorBefore(text, list, first) : text.slice(first.end, second.start);
  return [{ range: rangeOf(first.start, last.end), newText: sequences.join(between) }];
}

/** How entries of a list of one would be parted: as it is opened. */
function separatorBefore(text: string, list: JsonArray, first: JsonNode): string {
  const opening = text.slice(list.start + 1, first.start);
  return opening.includes('\n') ? `,${opening}` : ', ';
}

function setPlace(text: string, item: JsonObject, place: string): Edits {
  if (!/^[0-9A-Z]{2}$/.test(place)) return undefined;
  const location = at(item, 'locationCodeableConcept');
  const range = placeCoding(text, location)?.code.range;
  if (range !== undefined) return replaced(range, place);
  if (location !== undefined || memberOf(item, 'locationReference') !== undefined) return undefined;
  return insertedMember(
    text,
    item,
    'locationCodeableConcept',
    ['servicedDate', 'servicedPeriod', 'modifier', 'productOrService'],
    (colon) => {
      const space = colon === ':' ? '' : ' ';
      return `{${space}"coding"${colon}[{${space}"system"${colon}"${places}",${space}"code"${colon}"${place}"${space}}]${space}}`;
    },
  );
}

/** The item, and its charge off a total that was the sum of the lines. */
function removedLine(text: string, claim: Claim, owner: JsonObject, number: number): Edits {
  const list = at(owner, 'item');
  const node = objectsOf(list)[number - 1];
  if (list?.kind !== 'array' || node === undefined || list.items.length < 2) return undefined;
  const edits = removedEntry(text, list, node);
  const total = moneyOf(text, at(owner, 'total')) ?? claim.totalCharge;
  const sum = claim.serviceLines.reduce((all, { charge }) => all + (charge?.value ?? 0), 0);
  const charge = claim.serviceLines[number - 1]?.charge?.value ?? 0;
  if (edits === undefined || total === undefined || total.value !== sum || charge <= 0) return edits;
  const written = text.slice(total.range.start, total.range.end);
  const decimals = /\.(\d+)$/.exec(written)?.[1]?.length ?? 0;
  const rest = (sum - charge) / 100;
  const newText =
    Number.isInteger(rest) && decimals < 2 ? rest.toFixed(decimals) : rest.toFixed(Math.max(2, decimals));
  return [...edits, { range: total.range, newText }];
}

// Which code of a CodeableConcept is meant: by its code system, else by its shape.
import type { Field } from '../../model/text';
import { at, fieldOf, objectsOf, textOf } from './access';
import type { JsonNode, JsonObject } from './json/tree';

export type CodeSystem = 'cpt' | 'hcpcs' | 'icd-10-cm' | 'ndc' | 'place-of-service' | 'other' | 'none';

const systems: readonly (readonly [CodeSystem, RegExp])[] = [
  ['cpt', /ama-assn\.org\/go\/cpt|2\.16\.840\.1\.113883\.6\.12$/i],
  ['hcpcs', /hcpcs|2\.16\.840\.1\.113883\.6\.(?:285|14)$/i],
  ['icd-10-cm', /icd-?10-?cm|2\.16\.840\.1\.113883\.6\.90$/i],
  ['ndc', /\/ndc|2\.16\.840\.1\.113883\.6\.69$/i],
  ['place-of-service', /place-of-service|ex-serviceplace|carr_line_place_of_srvc|plcsrvc/i],
];

export interface Coding {
  readonly node: JsonObject;
  readonly system: CodeSystem;
  readonly code: Field;
}

/** Codes of a CodeableConcept in their order, those without a code left out. */
export function codingsOf(text: string, concept: JsonNode | undefined): readonly Coding[] {
  return objectsOf(at(concept, 'coding')).flatMap((node) => {
    const code = fieldOf(text, at(node, 'code'));
    return code === undefined ? [] : [{ node, system: systemOf(textOf(at(node, 'system'))), code }];
  });
}

function systemOf(uri: string | undefined): CodeSystem {
  if (uri === undefined || uri.trim() === '') return 'none';
  return systems.find(([, pattern]) => pattern.test(uri.trim()))?.[0] ?? 'other';
}

const procedureShape = /^(?:\d{4}[0-9A-Za-z]|[A-Za-z]\d{4})$/;
const placeShape = /^\d{2}$/;

/** The CPT or HCPCS code of a concept; one of a system that is neither (SNOMED, a clinic's own) is none. */
export function procedureCoding(text: string, concept: JsonNode | undefined): Coding | undefined {
  const codings = codingsOf(text, concept);
  return (
    codings.find(({ system }) => system === 'cpt' || system === 'hcpcs') ??
    codings.find(({ system, code }) => system === 'none' && procedureShape.test(code.value))
  );
}

/**
 * The CPT or HCPCS modifier of a concept. A word of another system (“rooh”, out of hours, in HL7's own list) is none; two
 * characters are taken for one whatever the system is called.
 */
export function modifierCoding(text: string, concept: JsonNode | undefined): Coding | undefined {
  const codings = codingsOf(text, concept);
  return (
    codings.find(({ system }) => system === 'cpt' || system === 'hcpcs') ??
    codings.find(({ system, code }) => system !== 'other' || code.value.trim().length === 2)
  );
}

/** The ICD-10-CM code of a concept, else its first code. */
export function diagnosisCoding(
  text: string,
  concept: JsonNode | undefined,
): (Coding & { readonly isIcd10cm: boolean }) | undefined {
  const codings = codingsOf(text, concept);
  const named = codings.find(({ system }) => system === 'icd-10-cm');
  if (named !== undefined) return { ...named, isIcd10cm: true };
  const [first] = codings;
  if (first === undefined) return undefined;
  return {
    ...first,
    isIcd10cm: first.system === 'none' && /^[A-TV-Z]\d[0-9A-Z]\.?[0-9A-Z]{0,4}$/i.test(first.code.value),
  };
}

/** The place of service of a concept: by CMS's system, or two digits where the system is not named or another. */
export function placeCoding(text: string, concept: JsonNode | undefined): Coding | undefined {
  const codings = codingsOf(text, concept);
  return (
    codings.find(({ system }) => system === 'place-of-service') ??
    codings.find(({ code }) => placeShape.test(code.value))
  );
}

/** The codes of a concept as words for comparing, in small letters. */
export function codesOf(text: string, concept: JsonNode | undefined): readonly string[] {
  return codingsOf(text, concept).map(({ code }) => code.value.toLowerCase());
}

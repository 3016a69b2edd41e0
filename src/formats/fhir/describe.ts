// The element at a place of a FHIR text by its path, for hovers.
import { rangeOf } from '../../model/text';
import type { PlaceDescription, ReadOptions } from '../format';
import type { JsonNode } from './json/tree';
import { readResources } from './resources';

const names = new Map(
  Object.entries({
    productOrService: 'what was done: the procedure code',
    modifier: 'modifiers of the procedure code',
    diagnosisSequence: 'diagnosis pointers: sequences of the diagnoses that this line treats',
    careTeamSequence: 'who of the care team did it',
    quantity: 'units',
    unitPrice: 'price of one unit',
    net: 'charge of the line',
    total: 'total charge of the claim',
    servicedDate: 'date of service',
    servicedPeriod: 'dates of service, from and to',
    locationCodeableConcept: 'place of service',
    diagnosisCodeableConcept: 'diagnosis code',
    billablePeriod: 'dates of the whole claim',
    use: 'claim, preauthorization or predetermination',
  }),
);

/** The path of the innermost element that holds the offset: `Claim.item[0].quantity.value`. */
export function describeElementAt(
  text: string,
  offset: number,
  { name = '' }: ReadOptions,
): PlaceDescription | undefined {
  for (const { node, type } of readResources(text, name).resources) {
    if (offset < node.start || offset > node.end) continue;
    const steps: string[] = [];
    let range: PlaceDescription['range'] | undefined;
    let meaning: string | undefined;
    let here: JsonNode | undefined = node;
    while (here !== undefined) {
      const inner: { readonly step: string; readonly value: JsonNode; readonly from: number } | undefined =
        childAt(here, offset);
      if (inner === undefined) break;
      steps.push(inner.step);
      meaning = names.get(inner.step.slice(1)) ?? meaning;
      range = rangeOf(inner.value.start, inner.value.end);
      here = inner.value;
    }
    if (range === undefined || here?.kind === 'object' || here?.kind === 'array') return undefined;
    return {
      title: `${type}${steps.join('')}`,
      belongsTo: meaning ?? 'FHIR R4 element',
      range,
    };
  }
  return undefined;
}

function childAt(node: JsonNode, offset: number) {
  if (node.kind === 'array') {
    const index = node.items.findIndex(({ start, end }) => offset >= start && offset <= end);
    const value = node.items[index];
    return value && { step: `[${index}]`, value, from: value.start };
  }
  if (node.kind !== 'object') return undefined;
  for (const { key, value } of node.members)
    if (value !== undefined && offset >= key.start && offset <= value.end)
      return { step: `.${key.value}`, value, from: key.start };
  return undefined;
}

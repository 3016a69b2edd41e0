// The parts of a FHIR claim for outline and folding.
import type { Claim, OutlineItem } from '../../model/claim';
import { rangeOf } from '../../model/text';
import { memberOf } from './access';
import type { JsonObject } from './json/tree';

/** A claim with its diagnoses and service lines. */
export function claimItem(claim: Claim, node: JsonObject): OutlineItem {
  const diagnoses = memberOf(node, 'diagnosis');
  const list = diagnoses?.value;
  const lines = claim.serviceLines.map(
    ({ number, range, procedureCode }): OutlineItem => ({
      name: `Line ${number}${procedureCode === undefined ? '' : ` · ${procedureCode.value}`}`,
      kind: 'service-line',
      range,
      selection: procedureCode?.range ?? rangeOf(range.start, range.start + 1),
      children: [],
    }),
  );
  const codes = claim.diagnoses.map(({ code }) => code.value).join(', ');
  const diagnosesItem: readonly OutlineItem[] =
    diagnoses === undefined || list === undefined
      ? []
      : [
          {
            name: `Diagnoses ${codes}`.trim(),
            kind: 'diagnoses',
            range: rangeOf(diagnoses.key.start, list.end),
            selection: rangeOf(diagnoses.key.start, diagnoses.key.end),
            children: [],
          },
        ];
  return {
    name: `Claim ${claim.id?.value ?? claim.index + 1}`,
    kind: 'claim',
    range: claim.range,
    selection: claim.id?.range ?? rangeOf(claim.range.start, claim.range.start + 1),
    children: [...diagnosesItem, ...lines],
  };
}

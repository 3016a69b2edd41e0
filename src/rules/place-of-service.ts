// Where the service was given: the place exists, and the service can be given there.
import { cardFor, placeOfServiceInfo } from '../codes';
import type { ServiceLine } from '../model/claim';
import type { Fix } from '../model/finding';
import type { Field } from '../model/text';
import { isQuotable, quoted } from './quote';
import { claimEvidence, claimFix, codeRange, type Encounter, inClaim, lineRule, pass } from './rule';

const cmsList = {
  title: 'CMS place of service code set',
  url: 'https://www.cms.gov/medicare/coding-billing/place-of-service-codes',
  vintage: '2024',
};

export const placeInvalid = lineRule({
  id: 'place-of-service/invalid',
  title: 'The place of service is one of the CMS codes',
  severity: 'error',
  explanation: `Place of service is a two-digit code of a list that CMS keeps. 02 without its zero is another code or none. There is no code for a physical therapy clinic: a private practice is 11, office.`,
  sources: [cmsList],
  denialCodes: ['CARC 5', 'CARC 16', 'RARC M77'],
  examples: {
    valid: [
      {
        says: 'Office.',
        claim:
          'claim: A1\nplace of service: "11"\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'No such place.',
        claim:
          'claim: A1\nplace of service: "88"\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const place = line.placeOfService;
    // The first two digits of a type of bill are no place of service.
    if (place === undefined || encounter.claim.kind === 'institutional') return [];
    const info = placeOfServiceInfo(place.value);
    if (info !== undefined) return [pass(`${place.value} is ${info.name}.`)];
    const first = encounter.claim.serviceLines.find(
      (other) => other.placeOfService?.range.start === place.range.start,
    );
    if (first !== undefined && first.number !== line.number) return [];
    return [
      {
        verdict: 'fail',
        ...(isQuotable(place.value) ? { code: place.value } : {}),
        message: `${quoted(place.value)} is not a CMS place of service code. Write the two digits of the place where the service was given: 11 for an office, 22 for an on-campus outpatient hospital.`,
        at: inClaim(encounter, place.range),
      },
    ];
  },
});

export const placeUnlikely = lineRule({
  id: 'place-of-service/unlikely',
  title: 'The service can be given at this place',
  severity: 'warning',
  explanation: `Some services cannot be given at a distance: nobody is needled by telehealth (02, 10). Others are unusual at a place and are looked at twice.
Correct the place if it is wrong; the service stays as it was done.`,
  sources: [cmsList],
  denialCodes: ['CARC 5', 'CARC 58', 'RARC M77'],
  examples: {
    valid: [
      {
        says: 'Needling in the office.',
        claim:
          'claim: A1\nplace of service: "11"\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'Needling by telehealth.',
        claim:
          'claim: A1\nplace of service: "02"\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const card = cardFor(line.procedureCode?.value ?? '');
    const place = line.placeOfService;
    if (
      place === undefined ||
      card?.placesOfService === undefined ||
      encounter.claim.kind === 'institutional'
    )
      return [];
    const { impossible, unlikely } = card.placesOfService;
    const name = placeOfServiceInfo(place.value)?.name ?? 'this place';
    const isImpossible = impossible.includes(place.value);
    if (!isImpossible && !unlikely.includes(place.value))
      return [pass(`${card.code} can be given at ${place.value} (${name}).`)];
    return [
      {
        verdict: 'fail',
        severity: isImpossible ? 'error' : 'information',
        message: isImpossible
          ? `${card.code} cannot be given at place of service ${place.value} (${name}). Correct the place.`
          : `${card.code} is unusual at place of service ${place.value} (${name}). Make sure that the place is right.`,
        at: inClaim(encounter, codeRange(line)),
        evidence: [claimEvidence(encounter, place.range, place.value, `place of service ${place.value}`)],
        fixes: isImpossible ? [toOffice(encounter, line, place)] : [],
      },
    ];
  },
});

/** On the claim when the place is the claim's and no other service may need it; else on the line. */
function toOffice(encounter: Encounter, line: ServiceLine, place: Field): Fix {
  const { claim } = encounter;
  const ofClaim = claim.placeOfService?.range.start === place.range.start;
  const alone = claim.serviceLines.every(
    (other) =>
      other.number === line.number ||
      cardFor(other.procedureCode?.value ?? '')?.placesOfService?.impossible.includes(place.value) === true,
  );
  return claimFix('Set the place of service to 11 (office), if the service was given there', {
    kind: 'set-place-of-service',
    placeOfService: '11',
    ...(ofClaim && alone ? {} : { line: line.number }),
  });
}

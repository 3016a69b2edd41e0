// The same service twice on a claim.
import type { ServiceLine } from '../model/claim';
import { claimEvidence, claimFix, codeRange, inClaim, lineRule, pass, serviceDate } from './rule';
import * as source from './sources';

/** What makes two lines the same service to a payer. */
function serviceKey(line: ServiceLine): string {
  return [
    line.procedureCode?.value,
    line.revenueCode?.value,
    line.dateOfService?.value,
    line.dateOfServiceEnd?.value ?? line.dateOfService?.value,
    line.placeOfService?.value,
    line.renderingProvider?.npi?.value,
    line.drugCode?.value,
  ].join('|');
}

const isPeriod = ({ dateOfService: from, dateOfServiceEnd: to }: ServiceLine): boolean =>
  from !== undefined && to !== undefined && from.value < to.value;

/** Whether the date is written on the line itself and not taken from the claim. */
const hasOwnDate = ({ dateOfService, range }: ServiceLine): boolean =>
  dateOfService !== undefined &&
  range.start <= dateOfService.range.start &&
  dateOfService.range.end <= range.end;

const modifiersOf = (line: ServiceLine): string => line.modifiers.map(({ value }) => value).join(' ');

const tellsApart = ['59', '76', '77', '91', 'XE', 'XP', 'XS', 'XU'];

export const duplicateLine = lineRule({
  id: 'edit/duplicate-line',
  title: 'The same service stands on the claim once',
  severity: 'error',
  explanation: `Two lines with the same code, modifiers, date, place and provider are denied as duplicates. More of one service on a date goes into the units of one line, where the code allows it; a true repeat is said by modifier 76 or 77 (91 for a laboratory test), another site by LT, RT or 59.
The same code with other modifiers may be right, and is a warning. So is a repeat on an institutional claim, where visits of one day can have a line each. Lines that share a period of several days may be different days: then Claimlint asks.`,
  sources: [source.cms1500Manual],
  denialCodes: ['CARC 18', 'RARC N522'],
  examples: {
    valid: [
      {
        says: 'Two different services.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n  - { date: 2026-03-02, code: "97140", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'One service twice.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n  - { date: 2026-03-02, code: "97110", units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const code = line.procedureCode?.value;
    if (code === undefined || encounter.claim.kind === 'dental' || serviceDate(line) === undefined) return [];
    const earlier = encounter.claim.serviceLines.filter(
      (other) => other.number < line.number && serviceKey(other) === serviceKey(line),
    );
    const same = earlier.find((other) => modifiersOf(other) === modifiersOf(line));
    const similar = earlier.find(
      (other) =>
        other !== same &&
        ![...line.modifiers, ...other.modifiers].some(({ value }) => tellsApart.includes(value)),
    );
    const twin = same ?? similar;
    if (twin === undefined) return [pass('No earlier line reports the same service.')];
    const sides = [modifiersOf(twin), modifiersOf(line)];
    if (
      twin === similar &&
      sides.some((text) => text.includes('LT')) &&
      sides.some((text) => text.includes('RT'))
    )
      return [pass('The lines are told apart by side.')];
    const isInstitutional = encounter.claim.kind === 'institutional';
    if (twin === same && isPeriod(line) && (isInstitutional || !hasOwnDate(line)))
      return [
        {
          verdict: 'cannot-tell',
          severity: 'information',
          message: `Line ${line.number} reports ${code} like line ${twin.number}, and both stand for a period of several days. If they are two days of service, give each line its date; if not, remove one.`,
          at: inClaim(encounter, codeRange(line)),
          evidence: [claimEvidence(encounter, codeRange(twin), code, `line ${twin.number}`)],
        },
      ];
    return [
      {
        verdict: 'fail',
        severity: twin === same && !isInstitutional ? 'error' : 'warning',
        message:
          twin === same
            ? `Line ${line.number} repeats line ${twin.number}: ${code} with the same date, place and modifiers. Remove it, or put the units on one line${isInstitutional ? ', unless the payer wants a line for each visit' : ''}.`
            : `Lines ${twin.number} and ${line.number} report ${code} for one date with different modifiers. Make sure that both were done.`,
        at: inClaim(encounter, codeRange(line)),
        evidence: [claimEvidence(encounter, codeRange(twin), code, `line ${twin.number}`)],
        fixes:
          twin === same
            ? [
                claimFix(`Remove line ${line.number}, which repeats line ${twin.number}`, {
                  kind: 'remove-line',
                  line: line.number,
                }),
              ]
            : [],
      },
    ];
  },
});

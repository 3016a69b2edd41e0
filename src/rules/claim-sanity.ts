// What is wrong with a claim whatever was done: identifiers, dates, totals, repeated lines.
import type { Claim, Provider, ServiceLine } from '../model/claim';
import type { Field } from '../model/text';
import { quoted } from './quote';
import {
  claimEvidence,
  claimFix,
  claimRule,
  codeRange,
  type Encounter,
  inClaim,
  lineRule,
  noData,
  type Outcome,
  pass,
  serviceDate,
} from './rule';
import * as source from './sources';

/**
 * Whether a text is a National Provider Identifier: ten digits, the first 1 or 2, Luhn check digit over the number
 * with prefix 80840 (45 CFR 162.406; equivalently 24 is added to the sum).
 */
export function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  let sum = 24;
  for (let i = 0; i < 10; i++) {
    const digit = text.charCodeAt(9 - i) - 48;
    const doubled = i % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

const roles = [
  ['billingProvider', 'billing provider'],
  ['renderingProvider', 'rendering provider'],
  ['referringProvider', 'referring provider'],
  ['supervisingProvider', 'supervising provider'],
  ['serviceFacility', 'service facility'],
] as const;

/** Every NPI of a claim once, with the role that it is written under. */
function npis(
  claim: Claim,
): readonly { readonly field: Field; readonly role: string; readonly line?: number }[] {
  const found = new Map<number, { field: Field; role: string; line?: number }>();
  const add = (provider: Provider | undefined, role: string, line?: number) => {
    const field = provider?.npi;
    if (field !== undefined && !found.has(field.range.start))
      found.set(field.range.start, { field, role, ...(line === undefined ? {} : { line }) });
  };
  for (const [key, role] of roles) add(claim[key], role);
  for (const line of claim.serviceLines) add(line.renderingProvider, 'rendering provider', line.number);
  return [...found.values()];
}

export const npi = claimRule({
  id: 'identifier/npi',
  title: 'A National Provider Identifier has a right check digit',
  severity: 'error',
  explanation: `An NPI has ten digits, begins with 1 or 2, and its last digit is a check digit over the others. A number that fails the check was mistyped; payers refuse the claim before they read it.
Claimlint checks the digits only. Whether the number is the right provider's has to be looked up.`,
  sources: [{ title: 'CMS, NPI check digit standard; 45 CFR 162.406', vintage: '2004' }],
  denialCodes: ['CARC 16', 'CARC 208', 'RARC N290', 'RARC N257'],
  examples: {
    valid: [
      {
        says: 'The check digit is right.',
        claim:
          'claim: A1\nrendering provider: { npi: "1234567893" }\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'The last digit is wrong.',
        claim:
          'claim: A1\nrendering provider: { npi: "1234567890" }\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n',
      },
    ],
  },
  judge(encounter) {
    return npis(encounter.claim).map(({ field, role, line }) => {
      const about = line === undefined ? {} : { line };
      if (isNpi(field.value)) return { ...pass(`The NPI of the ${role} has a right check digit.`), ...about };
      const why = !/^\d{10}$/.test(field.value)
        ? 'it is not ten digits'
        : !/^[12]/.test(field.value)
          ? 'it does not begin with 1 or 2'
          : 'its check digit is wrong';
      return {
        ...about,
        verdict: 'fail' as const,
        code: field.value,
        message: `The NPI of the ${role} cannot be right: ${why}. Correct it from the provider's record.`,
        at: inClaim(encounter, field.range),
      };
    });
  },
});

const isoDate = /^\d{4}-\d{2}-\d{2}$/;

export const impossibleDate = claimRule({
  id: 'date/impossible',
  title: 'Dates are possible and in order',
  severity: 'error',
  explanation: `A date of service lies after the date of birth and not in the future, a period ends after it begins, and every date is a day of the calendar. One wrong digit is the usual cause.`,
  sources: [source.cms1500Manual],
  denialCodes: ['CARC 16', 'CARC 14', 'RARC M52', 'RARC N329'],
  examples: {
    valid: [
      {
        says: 'Born before the service.',
        claim:
          'claim: A1\npatient: { birth date: 1980-04-02 }\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'Born after the service.',
        claim:
          'claim: A1\npatient: { birth date: 2027-04-02 }\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n',
      },
    ],
  },
  judge(encounter) {
    const { claim, today } = encounter;
    const seen = new Set<number>();
    const outcomes: (Outcome & { readonly line?: number })[] = [];
    const report = (field: Field, message: string, line?: number) => {
      if (seen.has(field.range.start)) return;
      seen.add(field.range.start);
      outcomes.push({
        verdict: 'fail' as const,
        message,
        at: inClaim(encounter, field.range),
        ...(line === undefined ? {} : { line }),
      });
    };
    const birth = claim.patient.birthDate;
    if (birth !== undefined && !isoDate.test(birth.value))
      report(birth, 'The date of birth is not a day of the calendar.');
    else if (birth !== undefined && birth.value > today)
      report(birth, 'The date of birth lies in the future.');
    for (const line of claim.serviceLines) {
      const from = line.dateOfService;
      const to = line.dateOfServiceEnd;
      if (from === undefined) continue;
      if (!isoDate.test(from.value))
        report(
          from,
          `${quoted(from.value)} is not a day of the calendar; a date of service is needed here.`,
          line.number,
        );
      else if (from.value > today)
        report(
          from,
          `The date of service ${from.value} lies in the future (today is ${today}).`,
          line.number,
        );
      else if (birth !== undefined && isoDate.test(birth.value) && from.value < birth.value)
        report(
          from,
          `The date of service ${from.value} lies before the patient's date of birth.`,
          line.number,
        );
      if (to !== undefined && isoDate.test(from.value)) {
        if (!isoDate.test(to.value))
          report(to, `${quoted(to.value)} is not a day of the calendar.`, line.number);
        else if (to.value < from.value)
          report(to, `The service ends on ${to.value}, before it begins on ${from.value}.`, line.number);
      }
    }
    return outcomes.length > 0 ? outcomes : [pass('All dates are possible and in order.')];
  },
});

const dollars = (cents: number): string => `$${(cents / 100).toFixed(2)}`;

export const chargeTotal = claimRule({
  id: 'charge/total',
  title: 'The total charge is the sum of the lines',
  severity: 'error',
  explanation: `The total of a claim (box 28, CLM02) is the sum of the line charges. A clearinghouse refuses a claim that does not balance.
Claimlint does not offer to change an amount: which of them is wrong is known to the billing system.`,
  sources: [source.cms1500Manual],
  denialCodes: ['CARC 16', 'RARC M54'],
  examples: {
    valid: [
      {
        says: 'It balances.',
        claim:
          'claim: A1\ntotal charge: 150.00\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1, charge: 100.00 }\n  - { date: 2026-03-02, code: "97140", units: 1, charge: 50.00 }\n',
      },
    ],
    invalid: [
      {
        says: 'The total is too high.',
        claim:
          'claim: A1\ntotal charge: 160.00\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1, charge: 100.00 }\n  - { date: 2026-03-02, code: "97140", units: 1, charge: 50.00 }\n',
      },
    ],
  },
  judge(encounter) {
    const { totalCharge, serviceLines } = encounter.claim;
    if (totalCharge === undefined || serviceLines.length === 0) return [];
    // Revenue code 0001 is the line of the total itself, on a UB-04 and in extracts of institutional claims.
    const services = serviceLines.filter(({ revenueCode }) => revenueCode?.value !== '0001');
    if (services.length === 0) return [noData('The claim has lines of totals (revenue code 0001) only.')];
    const charges = services.flatMap((line) => (line.charge === undefined ? [] : [line.charge]));
    if (charges.length < services.length) return [];
    const sum = charges.reduce((total, charge) => total + charge.value, 0);
    if (sum === totalCharge.value) return [pass(`The lines add up to ${dollars(sum)}.`)];
    return [
      {
        verdict: 'fail' as const,
        message: `The total charge is ${dollars(totalCharge.value)}, and the ${services.length === 1 ? 'line is' : 'lines add up to'} ${dollars(sum)}. Correct the total or the line that is wrong.`,
        at: inClaim(encounter, totalCharge.range),
        evidence: charges
          .slice(0, 10)
          .map((charge) =>
            claimEvidence(
              encounter,
              charge.range,
              dollars(charge.value),
              `line charge ${dollars(charge.value)}`,
            ),
          ),
      },
    ];
  },
});

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

export function providerOf(encounter: Encounter, line: ServiceLine): Provider | undefined {
  return line.renderingProvider ?? encounter.claim.renderingProvider;
}

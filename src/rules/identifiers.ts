// National Provider Identifiers: ten digits with a check digit.
import type { Claim, Provider, ServiceLine } from '../model/claim';
import type { Field } from '../model/text';
import { claimRule, type Encounter, inClaim, pass } from './rule';

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

export function providerOf(encounter: Encounter, line: ServiceLine): Provider | undefined {
  return line.renderingProvider ?? encounter.claim.renderingProvider;
}

// The total of a claim against its lines.
import { claimEvidence, claimRule, inClaim, noData, pass } from './rule';
import * as source from './sources';

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

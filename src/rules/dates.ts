// Dates that cannot be, or not in this order.
import type { Field } from '../model/text';
import { quoted } from './quote';
import { claimRule, inClaim, type Outcome, pass } from './rule';
import * as source from './sources';

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

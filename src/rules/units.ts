// How many units of a code one date or one line can carry: Medically Unlikely Edits.
import { cardFor } from '../codes';
import type { MueEdit } from '../codes/tables/lookup';
import type { ServiceLine } from '../model/claim';
import type { Fix, Source } from '../model/finding';
import {
  claimEvidence,
  claimFix,
  codeRange,
  type Encounter,
  inClaim,
  lineRule,
  linesOfSameDate,
  noData,
  pass,
  serviceDate,
} from './rule';
import * as source from './sources';

interface Limit {
  readonly units: number;
  readonly adjudicationIndicator: 1 | 2 | 3;
  readonly source: Source;
}

/** Imported table for the date first, else what the bundled card states with its quarter. */
function limitFor(encounter: Encounter, line: ServiceLine, code: string): Limit | 'none' | undefined {
  const setting = encounter.claim.kind === 'institutional' ? 'outpatient' : 'practitioner';
  const date = serviceDate(line);
  const row: MueEdit | 'none' | undefined =
    date === undefined ? undefined : encounter.tables.mue(setting, code, date);
  if (row === 'none') return 'none';
  if (row !== undefined) {
    return { ...row, source: { title: `NCCI Medically Unlikely Edits, ${setting}`, vintage: row.vintage } };
  }
  const mue = cardFor(code)?.mue;
  const units = mue?.[setting];
  return mue === undefined || units === undefined
    ? undefined
    : { units, adjudicationIndicator: mue.adjudicationIndicator, source: mue.source };
}

/** The bundled profile whose payer the limits are made for. */
const medicare = 'medicare-part-b';

const meaning = {
  1: 'for one line',
  2: 'for one date, whatever the modifier',
  3: 'for one date',
} as const;

/** What can be done about units above the limit. */
const remedy = {
  1: 'Correct the units; what was truly done beyond it goes on a line of its own with the modifier that says why.',
  2: 'Correct the units: this limit is policy, and neither a modifier nor an appeal changes it.',
  3: 'Correct the units; what was truly done beyond it is paid only on appeal, with records.',
} as const;

export const medicallyUnlikely = lineRule({
  id: 'edit/mue',
  title: 'Units stay within the Medically Unlikely Edit',
  severity: 'error',
  explanation: `Medicare sets for most codes how many units one patient can have, by line (adjudication indicator 1) or by date (2 and 3). Under 2 the limit follows from the code itself and neither a modifier nor an appeal changes it; under 3 a higher number can be paid with records.
20560 and 20561 have 1 unit per date under indicator 2: the code covers all muscles of the session, so six muscles are one unit of 20561.
Set the units, or remove the line that repeats the service.`,
  sources: [source.mue2024q3],
  denialCodes: ['CARC 151', 'CARC 119', 'RARC N362'],
  examples: {
    valid: [
      {
        says: 'One unit for the session.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'Two units of a once-per-session code.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 2 }\n',
      },
      {
        says: 'The same code on two lines of one date.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", modifiers: [LT], units: 1 }\n  - { date: 2026-03-02, code: "20561", modifiers: [RT], units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const code = line.procedureCode?.value;
    if (code === undefined || line.unitBasis !== 'units') return [];
    const limit = limitFor(encounter, line, code);
    if (limit === undefined)
      return [
        noData(`No Medically Unlikely Edit is loaded for ${code} on ${serviceDate(line) ?? 'this date'}.`),
      ];
    if (limit === 'none') return [pass(`${code} has no published Medically Unlikely Edit.`)];
    // A limit of 0 says that Medicare does not accept the code at all; other payers may.
    if (limit.units === 0 && encounter.profile.name !== medicare)
      return [noData(`Medicare pays no unit of ${code}; this payer may.`)];
    const counted =
      limit.adjudicationIndicator === 1
        ? [line]
        : linesOfSameDate(encounter.claim, line).filter((other) => other.procedureCode?.value === code);
    const units = counted.reduce((sum, other) => sum + (other.units?.value ?? 1), 0);
    if (units <= limit.units)
      return [pass(`${units} of at most ${limit.units} (${meaning[limit.adjudicationIndicator]}).`)];
    // Lines of one date are reported once, on the last of them: the first may well be right.
    if (line.number !== counted.at(-1)?.number) return [];
    const others = counted.filter((other) => other.number !== line.number);
    return [
      {
        verdict: 'fail',
        severity: limit.adjudicationIndicator === 3 ? 'warning' : 'error',
        message: `${code} has ${amountOf(units)}${others.length > 0 ? ` on ${counted.length} lines` : ''}; the limit is ${limit.units} ${meaning[limit.adjudicationIndicator]} (${limit.source.title}, ${limit.source.vintage ?? ''}). ${remedy[limit.adjudicationIndicator]}`,
        at: inClaim(encounter, others.length > 0 ? codeRange(line) : (line.units?.range ?? codeRange(line))),
        evidence: others.map((other) =>
          claimEvidence(
            encounter,
            codeRange(other),
            code,
            `line ${other.number}: ${code}, ${amountOf(other.units?.value ?? 1)}`,
          ),
        ),
        fixes: unitFixes(line, others, limit.units, code),
        sources: [limit.source],
      },
    ];
  },
});

const amountOf = (units: number): string => `${units} ${units === 1 ? 'unit' : 'units'}`;

/** Lower the units of this line, or take the line away when the other lines use the limit up. */
function unitFixes(
  line: ServiceLine,
  others: readonly ServiceLine[],
  limit: number,
  code: string,
): readonly Fix[] {
  const left = limit - others.reduce((sum, other) => sum + (other.units?.value ?? 1), 0);
  if (left >= 1)
    return [
      claimFix(`Set units of ${code} to ${left}`, { kind: 'set-units', line: line.number, units: left }),
    ];
  if (others.length === 0) return [];
  const fits = left === 0;
  return fits ? [claimFix(`Remove the second ${code} line`, { kind: 'remove-line', line: line.number })] : [];
}

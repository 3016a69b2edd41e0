// NCCI procedure-to-procedure pairs on a claim, and those that no modifier opens.
import { cardFor, modifierInfo, pairFact } from '../codes';
import type { ServiceLine } from '../model/claim';
import type { Source } from '../model/finding';
import { claimEvidence, claimFix, claimRule, codeRange, type Encounter, inClaim, serviceDate } from './rule';
import * as source from './sources';

export interface Pair {
  /** The line that is paid. */
  readonly column1: ServiceLine;
  /** The line that is denied unless the edit allows both. */
  readonly column2: ServiceLine;
  readonly indicator: 0 | 1;
  readonly source: Source;
  readonly imported: boolean;
}

/**
 * The pair of two lines of one date: from the imported table that covers the date, else from what the bundled cards
 * state with their quarter. `'none'`: looked up, no edit. Undefined: nothing that is loaded tells.
 * Practitioner table for professional claims, outpatient table for institutional ones (NCCI manual, chapter I).
 */
export function pairOf(
  encounter: Pick<Encounter, 'claim' | 'tables'>,
  a: ServiceLine,
  b: ServiceLine,
): Pair | 'none' | undefined {
  const first = a.procedureCode?.value;
  const second = b.procedureCode?.value;
  if (first === undefined || second === undefined || first === second) return 'none';
  const setting = encounter.claim.kind === 'institutional' ? 'outpatient' : 'practitioner';
  const date = serviceDate(a);
  const row = date === undefined ? undefined : encounter.tables.ptp(setting, first, second, date);
  if (row === 'none' || (row !== undefined && row.indicator === 9)) return 'none';
  if (row !== undefined) {
    const swapped = row.column1 !== first;
    return {
      column1: swapped ? b : a,
      column2: swapped ? a : b,
      indicator: row.indicator === 0 ? 0 : 1,
      source: { title: `NCCI PTP edits, ${setting}`, vintage: row.vintage },
      imported: true,
    };
  }
  const fact = setting === 'practitioner' ? pairFact(first, second) : undefined;
  if (fact === undefined) return undefined;
  if (fact.indicator === 'none') return 'none';
  const swapped = fact.column1 !== first;
  return {
    column1: swapped ? b : a,
    column2: swapped ? a : b,
    indicator: fact.indicator,
    source: fact.source,
    imported: false,
  };
}

/** All pairs of a claim, each once. */
export function pairsOf(encounter: Encounter): readonly Pair[] {
  return encounter.claim.serviceLines.flatMap((line, index) =>
    encounter.claim.serviceLines.slice(0, index).flatMap((earlier) => {
      if (serviceDate(earlier) !== serviceDate(line) || serviceDate(line) === undefined) return [];
      const pair = pairOf(encounter, earlier, line);
      return pair === undefined || pair === 'none' ? [] : [pair];
    }),
  );
}

export function isEvaluation(line: ServiceLine): boolean {
  const code = line.procedureCode?.value ?? '';
  return (
    cardFor(code)?.kind === 'evaluation-and-management' ||
    /^992\d\d$|^993[0-5]\d$|^G0463$|^9949[56]$/.test(code)
  );
}

const visitModifiers = ['24', '25', '57'];

/** Whether one of the lines carries a modifier that opens a pair: on an E/M 24, 25 or 57, else any PTP-associated one. */
export function isOpened({ column1, column2 }: Pair): boolean {
  const visit = [column1, column2].find(isEvaluation);
  if (visit?.modifiers.some(({ value }) => visitModifiers.includes(value))) return true;
  return [column1, column2].some((line) =>
    line.modifiers.some(
      ({ value }) => !visitModifiers.includes(value) && modifierInfo(value)?.opensPtp === true,
    ),
  );
}

export const codeOf = (line: ServiceLine): string => line.procedureCode?.value ?? '';

export const ptp = claimRule({
  id: 'edit/ptp',
  title: 'Two codes that are never paid together',
  severity: 'error',
  explanation: `NCCI procedure-to-procedure edits name pairs of codes of which only the first is paid for one patient, one provider and one date. Under modifier indicator 0 no modifier changes that.
Take out the line that does not belong. For acupuncture with dry needling, CPT directs to keep the acupuncture codes while NCCI would pay the needling code: decide by what was done, not by what is paid.
The table of the quarter that covers the date of service decides; without one, Claimlint knows only the pairs on its cards and says their quarter.`,
  sources: [source.ncciManual],
  denialCodes: ['CARC 236', 'CARC 97', 'CARC 231', 'RARC M15'],
  examples: {
    valid: [
      {
        says: 'Needling and manual therapy: no edit.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "20561", units: 1 }\n  - { date: 2024-08-02, code: "97140", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'Needling and acupuncture.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "20561", units: 1 }\n  - { date: 2024-08-02, code: "97810", units: 1 }\n',
      },
    ],
  },
  judge(encounter) {
    return pairsOf(encounter)
      .filter((pair) => pair.indicator === 0 && (pair.imported || !sameLadder(pair)))
      .map((pair) => {
        const { column1, column2 } = pair;
        return {
          verdict: 'fail' as const,
          line: column2.number,
          code: codeOf(column2),
          message: `${codeOf(column2)} is not paid with ${codeOf(column1)} on one date, and no modifier changes that (${pair.source.title}, ${pair.source.vintage ?? ''}, indicator 0). Remove the line that the note does not support.`,
          at: inClaim(encounter, codeRange(column2)),
          evidence: [
            claimEvidence(encounter, codeRange(column1), codeOf(column1), `column 1: ${codeOf(column1)}`),
          ],
          fixes: [column2, column1].map((line) =>
            claimFix(`Remove the ${codeOf(line)} line (line ${line.number})`, {
              kind: 'remove-line',
              line: line.number,
            }),
          ),
          sources: [pair.source],
        };
      });
  },
});

/** Two codes of one muscle-count ladder are the business of needling/codes-together. */
function sameLadder({ column1, column2 }: Pair): boolean {
  return cardFor(codeOf(column1))?.ladder?.includes(codeOf(column2)) ?? false;
}

// Two codes that differ only in the number of muscles, on one date.
import type { ServiceLine } from '../model/claim';
import type { Fix } from '../model/finding';
import { muscleCard } from './muscle-card';
import { billedInterval, compare, countedInterval, documentedMuscles } from './muscle-evidence';
import {
  claimEvidence,
  claimFix,
  claimRule,
  codeRange,
  type Encounter,
  inClaim,
  linesOfSameDate,
  pass,
} from './rule';
import * as source from './sources';

export const codesTogether = claimRule({
  id: 'needling/codes-together',
  title: 'Only one code of a muscle-count pair for one date',
  severity: 'error',
  explanation: `Codes that differ only in the number of muscles are reported once for the whole session, by the total number of muscles treated: 20560 or 20561, 20552 or 20553, never both.
Under NCCI the two form a pair that no modifier opens (indicator 0), so one of the lines is denied whatever is added to it.
Keep the line that the note supports.`,
  sources: [source.ncciPtp2024q3, source.cptDryNeedling],
  denialCodes: ['CARC 97', 'CARC 236', 'RARC M15'],
  examples: {
    valid: [
      {
        says: 'One code for the session.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'Both codes for one date.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20560", units: 1 }\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
      },
    ],
  },
  judge(encounter) {
    const reported = encounter.claim.serviceLines.flatMap((line) => {
      const card = muscleCard(line);
      const earlier =
        card === undefined
          ? undefined
          : linesOfSameDate(encounter.claim, line).find((other) => {
              const code = other.procedureCode?.value;
              return (
                other.number < line.number &&
                code !== undefined &&
                code !== card.code &&
                card.ladder?.includes(code)
              );
            });
      return card === undefined || earlier === undefined ? [] : [{ line, earlier, card }];
    });
    if (reported.length === 0) {
      const own = encounter.claim.serviceLines.find((line) => muscleCard(line) !== undefined);
      return own === undefined
        ? []
        : [{ ...pass('No second code of the same pair on this date.'), line: own.number }];
    }
    return reported.map(({ line, earlier, card }) => {
      const first = earlier.procedureCode?.value ?? '';
      return {
        verdict: 'fail' as const,
        line: line.number,
        message: `${first} and ${card.code} are on the claim for the same date. One code covers all muscles of the session; no modifier allows both. Keep the one that the note supports.`,
        at: inClaim(encounter, codeRange(line)),
        evidence: [claimEvidence(encounter, codeRange(earlier), first, `the other line: ${first}`)],
        fixes: keepOne(encounter, [earlier, line]),
      };
    });
  },
});

/** Which of the lines to remove: the ones that the note does not support; without an answer either may go. */
function keepOne(encounter: Encounter, lines: readonly ServiceLine[]): readonly Fix[] {
  const supportedLines = lines.filter((line) => {
    const card = muscleCard(line);
    const note = encounter.noteFor(line);
    if (card === undefined || note === undefined) return false;
    const counted = countedInterval(
      documentedMuscles(note.note, card.muscles.procedure).count,
      encounter.profile.laterality,
    );
    return compare(counted, billedInterval(card.muscles)) === 'inside';
  });
  const remove = supportedLines.length === 1 ? lines.filter((line) => !supportedLines.includes(line)) : lines;
  const because =
    supportedLines.length === 1 ? `; the note supports ${supportedLines[0]?.procedureCode?.value ?? ''}` : '';
  return remove.map((line) =>
    claimFix(`Remove the ${line.procedureCode?.value ?? ''} line${because}`, {
      kind: 'remove-line',
      line: line.number,
    }),
  );
}

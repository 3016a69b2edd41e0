// Therapy: timed units from minutes, and the modifiers that say under whose plan of care it was done.
import { cardFor } from '../codes';
import type { ServiceLine } from '../model/claim';
import type { Evidence } from '../model/finding';
import type { Field } from '../model/text';
import {
  claimEvidence,
  claimFix,
  claimRule,
  codeRange,
  type Encounter,
  type EncounterNote,
  inClaim,
  lineRule,
  noData,
  noteEvidence,
  type Outcome,
  pass,
  serviceDate,
} from './rule';
import * as source from './sources';
import { midpointUnits, pooledUnits } from './timed-units';

interface TimedLine {
  readonly line: ServiceLine;
  readonly code: string;
  readonly minutes?: number;
  readonly evidence?: Evidence;
}

/** Lines of one date whose code is timed by the therapy rule, with their minutes from the file or the note. */
function timedLines(encounter: Encounter, date: string): readonly TimedLine[] {
  return encounter.claim.serviceLines
    .filter(
      (line) =>
        serviceDate(line) === date &&
        // A line that is billed in minutes has no units to judge.
        line.unitBasis === 'units' &&
        cardFor(line.procedureCode?.value ?? '')?.timed?.rule === 'therapy',
    )
    .map((line) => {
      const code = line.procedureCode?.value ?? '';
      if (line.minutes !== undefined)
        return {
          line,
          code,
          minutes: line.minutes.value,
          evidence: claimEvidence(
            encounter,
            line.minutes.range,
            String(line.minutes.value),
            `${code}: ${line.minutes.value} minutes`,
          ),
        };
      const note = encounter.noteFor(line);
      const entries = note === undefined ? [] : minutesOf(encounter, date, code, note);
      const own: Field<number> | undefined = entries[0]?.minutes;
      if (note === undefined || own === undefined) return { line, code };
      const minutes = entries.reduce((sum, entry) => sum + entry.minutes.value, 0);
      return { line, code, minutes, evidence: noteEvidence(note, own.range, `${code}: ${minutes} minutes`) };
    });
}

/**
 * Minutes that the note gives for a code: under the code itself; else under its kind of service ("manual 10"), when one
 * line of the date and one entry of the note are of that kind.
 */
function minutesOf(
  encounter: Encounter,
  date: string,
  code: string,
  { note }: EncounterNote,
): EncounterNote['note']['minutes'] {
  const byCode = note.minutes.filter((entry) => entry.for === code);
  if (byCode.length > 0) return byCode;
  const kind = cardFor(code)?.kind;
  const lines = encounter.claim.serviceLines.filter((line) => {
    const card = cardFor(line.procedureCode?.value ?? '');
    return serviceDate(line) === date && card?.kind === kind && card?.timed !== undefined;
  });
  const byKind = note.minutes.filter((entry) => entry.for === kind);
  return lines.length === 1 && byKind.length === 1 ? byKind : [];
}

export const timedUnits = claimRule({
  id: 'therapy/timed-units',
  title: 'Units of timed codes follow from the minutes',
  severity: 'warning',
  explanation: `A timed therapy code is a quarter of an hour. Medicare adds the minutes of all timed codes of the day: 8 to 22 minutes are one unit, 23 to 37 two, and so on; whole quarters go to their code, what is left to the codes with the most minutes over. Many other payers count each code by itself, a unit from 8 minutes on. The payer profile says which (\`timed units: pooled\` or \`midpoint\`).
Untimed services (evaluations, unattended stimulation, dry needling) do not enter the sum. The minutes come from the note or the charge file; without them, Claimlint does not judge.`,
  sources: [source.therapyManual],
  denialCodes: ['CARC 151', 'CARC 119', 'RARC N362', 'RARC M53'],
  examples: {
    valid: [
      {
        says: '33 and 7 minutes: two and one by the pooled rule.',
        claim:
          'claim: A1\npayer: { type: MB }\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: [GP], units: 2, minutes: 33 }\n  - { date: 2026-03-02, code: "97140", modifiers: [GP], units: 1, minutes: 7 }\n',
      },
    ],
    invalid: [
      {
        says: '20 minutes are one unit.',
        claim:
          'claim: A1\npayer: { type: MB }\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: [GP], units: 2, minutes: 20 }\n',
      },
    ],
  },
  judge(encounter) {
    const dates = [...new Set(encounter.claim.serviceLines.flatMap((line) => serviceDate(line) ?? []))];
    return dates.flatMap((date): readonly (Outcome & { readonly line?: number })[] => {
      const lines = timedLines(encounter, date);
      if (lines.length === 0) return [];
      const known = lines.filter((timed) => timed.minutes !== undefined);
      if (known.length < lines.length || new Set(lines.map(({ code }) => code)).size < lines.length)
        return lines.map(({ line }) => ({
          ...noData('Minutes are not documented for every timed code of this date.'),
          line: line.number,
        }));
      return judgeDate(
        encounter,
        lines.map((timed) => ({ ...timed, minutes: timed.minutes ?? 0 })),
      );
    });
  },
});

function judgeDate(
  encounter: Encounter,
  lines: readonly (TimedLine & { readonly minutes: number })[],
): readonly (Outcome & { readonly line?: number })[] {
  const pooled = encounter.profile.timedUnits === 'pooled';
  const { units, total, tied } = pooledUnits(lines);
  const sum = lines.reduce((minutes, line) => minutes + line.minutes, 0);
  const billedTotal = lines.reduce((count, { line }) => count + (line.units?.value ?? 1), 0);
  return lines.map(({ line, code, minutes }) => {
    const billed = line.units?.value ?? 1;
    const expected = pooled ? (units.get(code) ?? 0) : midpointUnits(minutes);
    // Where remainders tie, the last unit may stand on either code: only the sum is judged.
    const excused =
      pooled && tied.includes(code) && billedTotal === total && Math.abs(billed - expected) <= 1;
    if (billed === expected || excused)
      return { ...pass(`${minutes} minutes of ${code}: ${unitsInWords(expected)}.`), line: line.number };
    const rule = pooled ? "Medicare's pooled rule" : 'the midpoint rule';
    const arithmetic =
      pooled && lines.length > 1
        ? `by ${rule} it earns ${expected}: ${lines.map((other) => `${other.code} ${other.minutes}`).join(' + ')} = ${sum} timed minutes, ${unitsInWords(total)} in all`
        : `${minutes} minutes earn ${expected} by ${rule}`;
    const fixes =
      expected > 0
        ? [
            claimFix(
              `Set units of ${code} to ${expected} (${pooled ? 'pooled minutes' : 'midpoint'}${expected > billed ? '; raises payment' : ''})`,
              { kind: 'set-units', line: line.number, units: expected },
            ),
          ]
        : encounter.claim.serviceLines.length > 1
          ? [
              claimFix(`Remove the ${code} line (no unit is earned)`, {
                kind: 'remove-line',
                line: line.number,
              }),
            ]
          : [];
    return {
      verdict: 'fail' as const,
      line: line.number,
      code,
      message: `${code} is billed with ${unitsInWords(billed)}; ${arithmetic}. Correct the units, or the minutes if they are wrong.`,
      at: inClaim(encounter, line.units?.range ?? codeRange(line)),
      evidence: lines.flatMap((other) => other.evidence ?? []),
      fixes,
    };
  });
}

const unitsInWords = (units: number): string => `${units} ${units === 1 ? 'unit' : 'units'}`;

const disciplines = ['GP', 'GO', 'GN'];

export const therapyDiscipline = lineRule({
  id: 'modifier/therapy-discipline',
  title: 'A therapy code says under which plan of care it was given',
  severity: 'error',
  explanation: `GP says that a service was given under a physical therapy plan of care, GO occupational therapy, GN speech-language pathology. Medicare wants exactly one of them on every always-therapy code; evaluations belong to their own discipline.
Other payers differ: the payer profile says \`therapy modifiers: required\`, \`not-required\` or \`unknown\`, and Claimlint reports a missing one only where it is required.`,
  sources: [source.therapyManual],
  denialCodes: ['CARC 4', 'RARC N822', 'RARC MA39'],
  examples: {
    valid: [
      {
        says: 'GP for Medicare.',
        claim:
          'claim: A1\npayer: { type: MB }\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: [GP], units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'No discipline for Medicare.',
        claim:
          'claim: A1\npayer: { type: MB }\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const card = cardFor(line.procedureCode?.value ?? '');
    if (card === undefined || card.therapy === undefined) return [];
    const own = line.modifiers.filter(({ value }) => disciplines.includes(value));
    const allowed: readonly string[] = card.disciplines ?? disciplines;
    const wrong = own.find(({ value }) => !allowed.includes(value));
    if (wrong !== undefined) {
      const right = allowed.length === 1 ? allowed[0] : undefined;
      return [
        {
          verdict: 'fail',
          code: wrong.value,
          message: `${card.code} belongs to ${allowed.join(' or ')}; the line says ${wrong.value}. Check which therapist gave the service.`,
          at: inClaim(encounter, wrong.range),
          fixes:
            right === undefined
              ? []
              : [
                  claimFix(`Change ${wrong.value} to ${right}`, {
                    kind: 'set-modifiers',
                    line: line.number,
                    modifiers: [
                      ...new Set(
                        line.modifiers.map(({ value }) =>
                          disciplines.includes(value) && !allowed.includes(value) ? right : value,
                        ),
                      ),
                    ],
                  }),
                ],
        },
      ];
    }
    if (own.length > 0) return [pass(`${own[0]?.value ?? ''} names the discipline.`)];
    if (card.therapy !== 'always') return [];
    if (encounter.profile.therapyModifiers === 'unknown')
      return [noData('The payer profile does not say whether GP, GO or GN is wanted.')];
    if (encounter.profile.therapyModifiers === 'not-required')
      return [pass('The payer does not want GP, GO or GN.')];
    const places = line.modifiers.length < 4;
    return [
      {
        verdict: 'fail',
        message: `${card.code} is always therapy; ${encounter.profile.name} wants ${allowed.join(', ')} for the therapist's discipline. Add the one of the plan of care.`,
        at: inClaim(encounter, codeRange(line)),
        fixes: places
          ? allowed.map((modifier) =>
              claimFix(`Add modifier ${modifier} (${disciplineName(modifier)})`, {
                kind: 'add-modifier',
                line: line.number,
                modifier,
                at: 0,
              }),
            )
          : [],
      },
    ];
  },
});

function disciplineName(modifier: string): string {
  return modifier === 'GP'
    ? 'physical therapy'
    : modifier === 'GO'
      ? 'occupational therapy'
      : 'speech-language pathology';
}

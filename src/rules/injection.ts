// Needling and injection told apart by what the note documents.
import type { ServiceLine } from '../model/claim';
import type { Fix } from '../model/finding';
import type { NoteProcedure } from '../model/note';
import { codeForCount, inWords, isBilledTwice, type MuscleCard, muscleCard, performed } from './muscle-card';
import { billedInterval, documentedMuscles } from './muscle-evidence';
import { recode } from './recode';
import {
  claimFix,
  codeRange,
  type Encounter,
  type EncounterNote,
  inClaim,
  lineRule,
  linesOfSameDate,
  noNote,
  noteEvidence,
  pass,
} from './rule';
import * as source from './sources';

export const injectionDocumented = lineRule({
  id: 'needling/injection-documented',
  title: 'Needling is billed without an injection, and an injection with one',
  severity: 'warning',
  explanation: `20560 and 20561 are for needles through which nothing is given. If lidocaine, saline, a steroid or anything else was injected into the muscle, the service is a trigger point injection (20552, 20553), and botulinum toxin has codes of its own.
The other way round, an injection code needs the substance in the note.
The same muscle is not reported as both injected and needled at one visit.`,
  sources: [source.cptParentheticals],
  denialCodes: ['CARC 11', 'CARC 16', 'CARC 97'],
  examples: {
    valid: [
      {
        says: 'Needling only.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Dry needling to right upper trapezius, right levator scapulae, right infraspinatus. Nothing was injected.\n',
      },
    ],
    invalid: [
      {
        says: 'The note injects lidocaine.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Trigger point injections with 1 mL of 1% lidocaine each into right upper trapezius, right levator scapulae and right infraspinatus.\n',
      },
    ],
  },
  judge(encounter, line) {
    const card = muscleCard(line);
    if (
      card === undefined ||
      !(card.muscles.procedure === 'needling' || card.muscles.procedure === 'injection')
    )
      return [];
    const note = encounter.noteFor(line);
    if (note === undefined) return [noNote(encounter, line)];
    const injections = performed(note, 'injection').filter((procedure) => hasMuscle(note, procedure));
    const needlings = performed(note, 'needling');
    return card.muscles.procedure === 'needling'
      ? [needlingBilled(encounter, line, card, note, injections)]
      : [injectionBilled(encounter, line, card, note, injections, needlings)];
  },
});

function hasMuscle({ note }: EncounterNote, procedure: NoteProcedure): boolean {
  const index = note.procedures.indexOf(procedure);
  return note.muscles.some((mention) => mention.procedure === index && mention.status === 'performed');
}

export function needlingBilled(
  encounter: Encounter,
  line: ServiceLine,
  card: MuscleCard,
  note: EncounterNote,
  injections: readonly NoteProcedure[],
) {
  if (injections.length === 0) return pass('The note documents no injection into a muscle.');
  const injected = documentedMuscles(note.note, 'injection');
  const needled = documentedMuscles(note.note, 'needling');
  const evidence = injections.map((procedure) =>
    noteEvidence(note, procedure.substance?.range ?? procedure.range, 'injection'),
  );
  const at = inClaim(encounter, codeRange(line));
  if (needled.count.byName.atMost === 0) {
    const target = codeForCount('injection', injected, encounter);
    return {
      verdict: 'fail' as const,
      message: `${card.code} is for needles with nothing injected; the note documents an injection and no dry needling.${target === undefined ? ' Trigger point injections have their own codes.' : ` ${target.code} is the code for injecting ${inWords(billedInterval(target.muscles))}.`}`,
      at,
      evidence,
      fixes: target === undefined ? [] : otherService(encounter, line, card, target, 'injection'),
    };
  }
  const both = injected.performed.filter((mention) =>
    needled.performed.some(
      (other) => other.countsAs === mention.countsAs && sidesMeet(other.side, mention.side),
    ),
  );
  if (both.length === 0) return pass('Injected and needled muscles differ.');
  return {
    verdict: 'fail' as const,
    message: `The note injects and needles the same muscle (${both[0]?.name ?? ''}). One muscle is not reported as both; count it with the injection only.`,
    at,
    evidence: [
      ...evidence,
      ...both.map((mention) => noteEvidence(note, mention.range, `injected: ${mention.name}`)),
    ],
  };
}

function injectionBilled(
  encounter: Encounter,
  line: ServiceLine,
  card: MuscleCard,
  note: EncounterNote,
  injections: readonly NoteProcedure[],
  needlings: readonly NoteProcedure[],
) {
  if (injections.length > 0 || needlings.length === 0)
    return pass('The note does not document dry needling in place of an injection.');
  const needled = documentedMuscles(note.note, 'needling');
  const target = codeForCount('needling', needled, encounter);
  return {
    verdict: 'fail' as const,
    message: `${card.code} is for injecting a substance; the note documents needling and nothing injected.${target === undefined ? '' : ` ${target.code} is the code for needling ${inWords(billedInterval(target.muscles))}.`}`,
    at: inClaim(encounter, codeRange(line)),
    evidence: needlings.map((procedure) => noteEvidence(note, procedure.range, 'needling')),
    fixes: target === undefined ? [] : otherService(encounter, line, card, target, 'dry needling'),
  };
}

function otherService(
  encounter: Encounter,
  line: ServiceLine,
  card: MuscleCard,
  target: MuscleCard,
  what: string,
): readonly Fix[] {
  const already = linesOfSameDate(encounter.claim, line).some((other) =>
    target.ladder?.includes(other.procedureCode?.value ?? ''),
  );
  return already
    ? [
        claimFix(`Remove the ${card.code} line; the ${what} is on the claim`, {
          kind: 'remove-line',
          line: line.number,
        }),
      ]
    : isBilledTwice(encounter, line)
      ? []
      : [
          recode(
            encounter,
            line,
            target.code,
            `Change ${card.code} to ${target.code} (${what}; payment differs)`,
            1,
          ),
        ];
}

function sidesMeet(a: string, b: string): boolean {
  return a === b || a === 'both' || b === 'both' || a === 'none' || b === 'none';
}

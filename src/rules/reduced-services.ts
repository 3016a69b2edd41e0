// 52 and 53 against what the note says of the service: reduced, stopped, never begun.
import { cardFor, modifierConflict } from '../codes';
import type { CodeCard } from '../codes/card';
import type { ServiceLine } from '../model/claim';
import type { Cue } from '../model/note';
import { removal } from './modifier-removal';
import {
  claimFix,
  codeRange,
  type Encounter,
  type EncounterNote,
  inClaim,
  lineRule,
  noData,
  noteEvidence,
  type Outcome,
  pass,
  type Report,
  serviceDate,
} from './rule';
import * as source from './sources';

export const reducedOrDiscontinued = lineRule({
  id: 'modifier/reduced-or-discontinued',
  title: '52 and 53 rest on what the note says',
  severity: 'warning',
  explanation: `52 says that a service was deliberately done in part and has no code for the part. Where a lower code exists, as 20560 for 20561, the lower code is the report.
53 says that a procedure was begun and stopped because going on would have endangered the patient: a vasovagal reaction, bleeding, breathlessness. It is not for a procedure that was never begun, nor for a patient who declined before it; then there is nothing to report.
Claimlint looks in the note for the words that say so, and shows them.`,
  sources: [source.hcpcsModifiers, source.cptDryNeedling],
  denialCodes: ['CARC 4', 'CARC 16', 'RARC N822'],
  examples: {
    valid: [
      {
        says: 'Stopped for safety after the start.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20560", modifiers: ["53"], units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Dry needling started to right upper trapezius. Procedure stopped after the first needle because the patient had a vasovagal reaction.\n',
      },
    ],
    invalid: [
      {
        says: '52 where a lower code exists.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", modifiers: ["52"], units: 1 }\n',
      },
      {
        says: '53 without a word of stopping.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", modifiers: ["53"], units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Dry needling to right upper trapezius, right levator scapulae and right infraspinatus. Tolerated well.\n',
      },
    ],
  },
  judge(encounter, line) {
    const card = cardFor(line.procedureCode?.value ?? '');
    if (card?.muscles === undefined || card.ladder === undefined) return [];
    const outcomes = line.modifiers.flatMap((modifier, at): readonly Outcome[] => {
      if (modifier.value === '52') return [reduced(encounter, line, card, at)];
      return modifier.value === '53' ? [discontinued(encounter, line, card, at)] : [];
    });
    if (outcomes.length > 0) return outcomes;
    const note = encounter.noteFor(line);
    const stop = note === undefined ? undefined : stopped(note);
    if (note === undefined || stop === undefined) return [];
    return [
      {
        verdict: 'cannot-tell',
        severity: 'information',
        message: `The note says that ${card.code} was stopped for the patient's safety. Report the code for the muscles that were finished. Modifier 53 is for a stop before that, where the payer wants the intended service reported.`,
        at: inClaim(encounter, codeRange(line)),
        evidence: [noteEvidence(note, stop.range, 'stopped')],
        fixes:
          line.modifiers.length < 4 &&
          !line.modifiers.some(({ value }) => modifierConflict(value, '53') !== undefined)
            ? [
                claimFix(`Add modifier 53 to ${card.code} (stopped for safety; affects payment)`, {
                  kind: 'add-modifier',
                  line: line.number,
                  modifier: '53',
                  at: 0,
                }),
              ]
            : [],
      },
    ];
  },
});

/** 52 on a code that has a lower neighbour of the same service, or is itself the lowest and once per session. */
function reduced(encounter: Encounter, line: ServiceLine, card: CodeCard, at: number): Report {
  const lower = card.ladder?.[0];
  const hasLower = lower !== undefined && lower !== card.code;
  const cues = cuesOf(encounter, line, ['stopped-early']);
  return {
    verdict: 'fail',
    code: '52',
    message: hasLower
      ? `52 is for a reduced service that has no code of its own; fewer muscles than ${card.code} are reported with ${lower}.`
      : `52 does not fit ${card.code}: one muscle is all that the code asks for.`,
    at: inClaim(encounter, line.modifiers[at]?.range ?? codeRange(line)),
    evidence: cues,
    fixes: [
      ...(hasLower &&
      !encounter.claim.serviceLines.some(
        (other) =>
          other.number !== line.number &&
          [lower, card.code].includes(other.procedureCode?.value ?? '') &&
          serviceDate(other) === serviceDate(line),
      )
        ? [
            claimFix(
              `Change ${card.code}-52 to ${lower}`,
              { kind: 'remove-modifier', line: line.number, at },
              { kind: 'replace-procedure-code', line: line.number, code: lower },
            ),
          ]
        : []),
      removal(line, at),
    ],
  };
}

function discontinued(encounter: Encounter, line: ServiceLine, card: CodeCard, at: number) {
  const note = encounter.noteFor(line);
  if (note === undefined) return noData('No note is linked that could show why the service was stopped.');
  const stop = stopped(note);
  if (stop !== undefined) return pass('The note says that the procedure was stopped for safety.');
  const notStarted = note.note.cues.find(
    (cue) => cue.kind === 'not-started' || cue.kind === 'patient-declined',
  );
  return {
    verdict: 'fail' as const,
    code: '53',
    message:
      notStarted === undefined
        ? `53 needs a note that says the procedure was begun and stopped for the patient's safety; the note does not say so.`
        : `53 is for a procedure that was begun; the note says that it was not. Then ${card.code} is not reported.`,
    at: inClaim(encounter, line.modifiers[at]?.range ?? codeRange(line)),
    evidence: notStarted === undefined ? [] : [noteEvidence(note, notStarted.range, 'not begun')],
    fixes:
      notStarted === undefined
        ? [removal(line, at)]
        : encounter.claim.serviceLines.length > 1
          ? [claimFix(`Remove the ${card.code} line`, { kind: 'remove-line' as const, line: line.number })]
          : [removal(line, at)],
  };
}

/** Words for stopping, when words for the patient's safety stand in the note too. */
function stopped({ note }: EncounterNote): Cue | undefined {
  return note.cues.some((cue) => cue.kind === 'patient-safety')
    ? note.cues.find((cue) => cue.kind === 'stopped-early')
    : undefined;
}

function cuesOf(encounter: Encounter, line: ServiceLine, kinds: readonly Cue['kind'][]) {
  const note = encounter.noteFor(line);
  return note === undefined
    ? []
    : note.note.cues
        .filter((cue) => kinds.includes(cue.kind))
        .map((cue) => noteEvidence(note, cue.range, 'in the note'));
}

// Dry needling and acupuncture told apart by what the note documents.
import { cardFor } from '../codes';
import type { CodeCard } from '../codes/card';
import type { ServiceLine } from '../model/claim';
import type { Fix } from '../model/finding';
import { codeForCount, inWords, type MuscleCard, performed } from './muscle-card';
import { billedInterval, documentedMuscles } from './muscle-evidence';
import { recode } from './recode';
import {
  claimFix,
  codeRange,
  type Encounter,
  inClaim,
  lineRule,
  linesOfSameDate,
  noNote,
  noteEvidence,
  pass,
} from './rule';
import * as source from './sources';

export const acupunctureDocumented = lineRule({
  id: 'needling/acupuncture-documented',
  title: 'Dry needling and acupuncture are told apart',
  severity: 'warning',
  explanation: `Acupuncture (97810 to 97814) is reported by time and is a different service from dry needling (20560, 20561): points and meridians on the one side, named muscles with trigger points on the other.
If the note documents acupuncture only, the needling code is not supported; if both were done at one visit, CPT directs to report only the acupuncture codes.
"Acupuncture needle" names the tool and does not make the service acupuncture.`,
  sources: [source.cptParentheticals],
  denialCodes: ['CARC 97', 'CARC 236'],
  examples: {
    valid: [
      {
        says: 'An acupuncture needle is a tool.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Dry needling with sterile acupuncture needles to right upper trapezius, right levator scapulae, right infraspinatus.\n',
      },
    ],
    invalid: [
      {
        says: 'Points and meridians are acupuncture.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Acupuncture performed at LI4, GB21 and ST36, 20 minutes, de qi obtained.\n',
      },
    ],
  },
  judge(encounter, line) {
    const code = line.procedureCode?.value;
    const card = code === undefined ? undefined : cardFor(code);
    const billedNeedling = card?.muscles?.procedure === 'needling';
    if (card === undefined || !(billedNeedling || card.kind === 'acupuncture')) return [];
    const note = encounter.noteFor(line);
    if (note === undefined) return [noNote(encounter, line)];
    const acupuncture = performed(note, 'acupuncture');
    const needling = performed(note, 'needling');
    const at = inClaim(encounter, codeRange(line));
    if (billedNeedling && acupuncture.length > 0) {
      const evidence = acupuncture.map((procedure) => noteEvidence(note, procedure.range, 'acupuncture'));
      const message =
        needling.length === 0
          ? `${card.code} is dry needling; the note documents acupuncture. Acupuncture is reported by time with 97810 to 97814.`
          : `The note documents acupuncture and dry needling at one visit. CPT directs to report only the acupuncture codes (97810 to 97814), not ${card.code}.`;
      const acupunctureBilled = linesOfSameDate(encounter.claim, line).some(
        (other) => cardFor(other.procedureCode?.value ?? '')?.kind === 'acupuncture',
      );
      const fixes = acupunctureBilled
        ? [
            claimFix(`Remove the ${card.code} line; the acupuncture is on the claim`, {
              kind: 'remove-line',
              line: line.number,
            }),
          ]
        : [];
      return [{ verdict: 'fail', message, at, evidence, fixes }];
    }
    if (!billedNeedling && acupuncture.length === 0 && needling.length > 0) {
      const target = codeForCount('needling', documentedMuscles(note.note, 'needling'), encounter);
      return [
        {
          verdict: 'fail',
          message: `${card.code} is acupuncture; the note documents dry needling.${target === undefined ? '' : ` ${target.code} is the code for needling ${inWords(billedInterval(target.muscles))}.`}`,
          at,
          evidence: needling.map((procedure) => noteEvidence(note, procedure.range, 'dry needling')),
          fixes: target === undefined ? [] : acupunctureToNeedling(encounter, line, card, target),
        },
      ];
    }
    return [
      pass(
        billedNeedling
          ? 'The note does not describe acupuncture.'
          : 'The note does not describe dry needling in place of acupuncture.',
      ),
    ];
  },
});

/** The first acupuncture line becomes the needling line; the others, and all when needling is billed already, go. */
function acupunctureToNeedling(
  encounter: Encounter,
  line: ServiceLine,
  card: CodeCard,
  target: MuscleCard,
): readonly Fix[] {
  const sameDate = linesOfSameDate(encounter.claim, line);
  const needlingBilled = sameDate.some((other) => target.ladder?.includes(other.procedureCode?.value ?? ''));
  const first = sameDate.find((other) => cardFor(other.procedureCode?.value ?? '')?.kind === 'acupuncture');
  const addOns = sameDate.filter(
    (other) =>
      other.number !== line.number &&
      cardFor(other.procedureCode?.value ?? '')?.addOnTo?.includes(card.code) === true,
  );
  // An add-on cannot stay behind without its base.
  const and = addOns.map(({ procedureCode }) => ` and ${procedureCode?.value ?? ''}`).join('');
  // The last line goes first, so that the numbers before it hold.
  const without = (lines: readonly ServiceLine[]) =>
    [...lines]
      .sort((a, b) => b.number - a.number)
      .map(({ number }) => ({ kind: 'remove-line' as const, line: number }));
  if (needlingBilled || first?.number !== line.number)
    return addOns.length + 1 === encounter.claim.serviceLines.length
      ? []
      : [
          claimFix(
            `Remove the ${card.code}${and} line${and === '' ? '' : 's'}; the note documents dry needling`,
            ...without([line, ...addOns]),
          ),
        ];
  const title = `Change ${card.code} to ${target.code} (dry needling, 1 unit)`;
  const change = recode(
    encounter,
    line,
    target.code,
    and === '' ? title : `${title}, remove${and.slice(4)}`,
    1,
  );
  return change.action.kind === 'claim' && addOns.length > 0
    ? [{ ...change, action: { kind: 'claim', changes: [...change.action.changes, ...without(addOns)] } }]
    : [change];
}

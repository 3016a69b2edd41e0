// What payers ask a note to show for a code, against what the note shows.
import { cardFor } from '../codes';
import type { CodeCard } from '../codes/card';
import type { ServiceLine } from '../model/claim';
import type { DocumentationElement } from '../model/note';
import { elementLabel, insertHeadings } from '../notes';
import { documentedMuscles } from './muscle-evidence';
import {
  claimRule,
  codeRange,
  type Encounter,
  type EncounterNote,
  inClaim,
  lineRule,
  noData,
  noNote,
  pass,
} from './rule';
import * as source from './sources';

/** "a; b, or c; and d": labels have commas of their own. */
function inList(words: readonly string[]): string {
  const parted = words.some((word) => word.includes(',')) ? ';' : ',';
  const last = words.at(-1) ?? '';
  if (words.length < 3 && parted === ',') return words.join(' and ');
  return words.length < 2 ? last : `${words.slice(0, -1).join(`${parted} `)}${parted} and ${last}`;
}

/** The first line of the note's date whose code asks for a signature: one note is signed once. */
function isFirstToAskForSignature(encounter: Encounter, line: ServiceLine): boolean {
  const first = encounter.claim.serviceLines.find(
    (other) =>
      cardFor(other.procedureCode?.value ?? '')?.documentation.includes('signature') === true &&
      encounter.noteFor(other)?.path === encounter.noteFor(line)?.path,
  );
  return first === undefined || first.number === line.number;
}

/** The note names no muscle that was or may have been entered for the card's procedure. */
function wasNotDone({ note }: EncounterNote, card: CodeCard): boolean {
  const procedure = card.muscles?.procedure;
  if (procedure === undefined) return false;
  const isDone = note.procedures.some(
    ({ kind, status }) => kind === procedure && (status === 'performed' || status === 'uncertain'),
  );
  return !isDone && documentedMuscles(note, procedure).count.byName.atMost === 0;
}

export const missingElement = lineRule({
  id: 'documentation/missing-element',
  title: 'The note shows what payers ask for this code',
  severity: 'information',
  explanation: `Payers and licensing boards ask that a note shows more than that the service was done: the muscles by name and side, myofascial pain and trigger points with the functional limitation that they cause, findings on examination, earlier treatment, the response, complications or that there were none, and for dry needling that nothing was injected.
Which elements a payer wants differs, so this is for information. A heading that was never filled in is not documentation.
Ask the provider for an addendum where something was done and not written. Do not write clinical content for them: the quick fix puts in empty headings only.`,
  sources: [source.needlingDocumentation],
  denialCodes: ['CARC 16', 'CARC 50', 'RARC M76', 'RARC N115'],
  examples: {
    valid: [
      {
        says: 'All elements of the card are in the note.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
        note: `Date of service: 03/02/2026
Subjective: Neck pain for 3 months, unable to turn head while driving. Heat and stretching tried without relief.
Objective: Myofascial pain with active trigger points in right upper trapezius, right levator scapulae and right infraspinatus. Cervical rotation right 50 degrees. No contraindications to needling.
Treatment: Informed consent obtained. Dry needling with 0.30 x 40 mm filiform needles to right upper trapezius, right levator scapulae and right infraspinatus for trigger point deactivation to reduce pain and improve rotation. Nothing was injected.
Response: Local twitch response in all three, rotation 70 degrees after. Tolerated well, no complications. NPRS 6/10 to 3/10. Advised heat and hydration.
Plan: Return in one week; goal is rotation 75 degrees to drive safely.
Signed: Alex Example, PT, DPT 03/02/2026
`,
      },
    ],
    invalid: [
      {
        says: 'Only the muscles are documented.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nDry needling to right upper trapezius, right levator scapulae, right infraspinatus.\n',
      },
    ],
  },
  judge(encounter, line) {
    const card = cardFor(line.procedureCode?.value ?? '');
    if (card === undefined || card.documentation.length === 0) return [];
    const note = encounter.noteFor(line);
    if (note === undefined) return [noNote(encounter, line)];
    if (wasNotDone(note, card))
      return [noData(`The note does not show that ${card.code} was done at all; first settle that.`)];
    const { path, text, note: read } = note;
    const missing = card.documentation.filter(
      (element: DocumentationElement) =>
        read.documentation[element].length === 0 &&
        (element !== 'signature' || isFirstToAskForSignature(encounter, line)),
    );
    if (missing.length === 0)
      return [
        pass(
          `The note shows all ${card.documentation.length} elements that payers ask for with ${card.code}.`,
        ),
      ];
    const headings = insertHeadings(text, read, missing);
    return [
      {
        verdict: 'fail',
        message: `For ${card.code} the note does not show: ${inList(missing.map((element) => elementLabel(element)))}. Where it was done, ask the provider for an addendum.`,
        at: inClaim(encounter, codeRange(line)),
        drafts:
          headings.length === 0
            ? []
            : [
                {
                  kind: 'insert',
                  title:
                    'Insert headings for what is missing into the note (to be filled in by the provider)',
                  path,
                  edits: headings,
                },
              ],
      },
    ];
  },
});

export const noteMismatch = claimRule({
  id: 'documentation/note-mismatch',
  title: 'The note is of this patient and this date of service',
  severity: 'warning',
  explanation: `A note supports a claim only when it is of the same patient and has a visit on the date of service. A note that names another patient is not used at all, and where no visit has the line's date, what rests on a note is not judged.
Look for the right note, or correct the date on the claim if it was mistyped. A date that is added to a note afterwards is an addendum with a date of its own.`,
  sources: [source.needlingDocumentation],
  denialCodes: ['CARC 16', 'CARC 50', 'RARC N29'],
  examples: {
    valid: [
      {
        says: 'The visit of the date is in the note.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nTherapeutic exercise 15 minutes.\n',
      },
    ],
    invalid: [
      {
        says: 'The note has no visit on the date.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-03, code: "97110", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nTherapeutic exercise 15 minutes.\n',
      },
      {
        says: 'The note is of another patient.',
        claim:
          'claim: A1\npatient: { name: "Mockford, Sky" }\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1 }\n',
        note: 'Patient: River Otherperson\nDate of service: 03/02/2026\nTherapeutic exercise 15 minutes.\n',
      },
    ],
  },
  judge(encounter) {
    const { claim, noteLink } = encounter;
    if (noteLink.linked.length === 0 && noteLink.refused.length > 0) {
      const range = claim.patient.lastName?.range ?? claim.id?.range ?? claim.range;
      return [
        {
          verdict: 'fail' as const,
          message: `The note that belongs here by its name, account or date (${noteLink.refused.join(', ')}) names another patient. It is not used as evidence; find the right one.`,
          at: inClaim(encounter, range),
        },
      ];
    }
    if (noteLink.linked.length === 0) return [];
    const dates = new Map(
      claim.serviceLines.flatMap((line) =>
        line.dateOfService === undefined ? [] : [[line.dateOfService.value, line] as const],
      ),
    );
    const without = [...dates].filter(([, line]) => encounter.noteFor(line) === undefined);
    if (without.length === 0) return [pass('The note has a visit on every date of service.')];
    return without.map(([date, line]) => ({
      verdict: 'fail' as const,
      line: line.number,
      message: `The linked note has no visit on ${date}. What rests on a note is not judged for this date; find the note, or correct the date if it was mistyped.`,
      at: inClaim(encounter, line.dateOfService?.range ?? codeRange(line)),
    }));
  },
});

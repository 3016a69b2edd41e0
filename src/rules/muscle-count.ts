// The number of muscles in the note against the code. No code number stands here: the rule works on every card with a
// muscle interval.
import { cardFor } from '../codes';
import type { ServiceLine } from '../model/claim';
import type { Draft, Fix } from '../model/finding';
import type { Interval, ProcedureKind } from '../model/note';
import { isInEnglish } from '../notes';
import { doneTo, inWords, isBilledTwice, type MuscleCard, muscleCard } from './muscle-card';
import {
  billedInterval,
  compare,
  countedInterval,
  type DocumentedMuscles,
  documentedMuscles,
  intervalInWords,
  muscleEvidence,
  musclesInWords,
} from './muscle-evidence';
import { draftQuery } from './provider-query';
import { recode } from './recode';
import {
  claimFix,
  codeRange,
  type Encounter,
  type EncounterNote,
  inClaim,
  lineRule,
  linesOfSameDate,
  noData,
  noNote,
  noteEvidence,
  pass,
  type Report,
  serviceDate,
} from './rule';
import * as source from './sources';

export const muscleCount = lineRule({
  id: 'needling/muscle-count',
  title: 'The number of muscles in the note fits the code',
  severity: 'warning',
  explanation: `Some codes are chosen by the number of muscles: 20560 and 20552 for one or two, 20561 and 20553 for three or more.
What counts is the distinct muscle that was treated at this visit, not needles, insertions, trigger points or minutes.
Parts of one muscle and several spinal levels count once. A group word such as "rotator cuff" names at least one muscle and leaves the rest open.
Muscles that were only felt, planned, refused or treated at another visit do not count.

Claimlint counts from what is certain to what is possible. If the whole range fits the code, the line is supported.
If none of it fits, the code is wrong for this note: change to the code that fits. If part of it fits, the note cannot tell: ask the provider, and hold the line until the answer is in the record.

Whether left and right of the same muscle are two muscles is not settled by any AMA or CMS text; the payer profile decides (\`laterality: by-side\` unless you set \`by-name\`), and Claimlint says so where the claim depends on it.
When fewer muscles were treated, the lower code is the correct report. Modifier 52 is for a reduced service that has no code of its own, 53 for a service that was stopped for the patient's safety.`,
  sources: [source.cptDryNeedling, source.queryPractice],
  denialCodes: ['CARC 16', 'CARC 50', 'RARC N822'],
  examples: {
    valid: [
      {
        says: 'Three muscles are named and the code is for three or more.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Dry needling performed to right upper trapezius, right levator scapulae, right infraspinatus. No substance injected.\n',
      },
      {
        says: 'One muscle at three levels is one muscle, and the code is for one or two.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20560", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Dry needling to right multifidus at L3, L4 and L5.\n',
      },
    ],
    invalid: [
      {
        says: 'Two muscles are documented for a code that needs three.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Dry needling to right upper trapezius (4 needles) and right levator scapulae (2 needles).\n',
      },
      {
        says: 'A group word leaves the number open.',
        claim: 'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Dry needling to the right rotator cuff.\n',
      },
    ],
  },
  judge(encounter, line) {
    const card = muscleCard(line);
    if (card === undefined) return [];
    const note = encounter.noteFor(line);
    if (note === undefined) return [noNote(encounter, line)];
    if (card.muscles.per !== undefined && furtherLimbBilled(encounter, line, card))
      return [noData('Muscles are counted limb by limb here, and the note is read as a whole.')];
    const muscles = documentedMuscles(note.note, card.muscles.procedure);
    const counted = countedInterval(muscles.count, encounter.profile.laterality);
    if (counted.atMost === 0 && !isInEnglish(note.text))
      return [foreignLanguage(encounter, line, card, note)];
    const comparison = compare(counted, billedInterval(card.muscles));
    if (comparison === 'inside') return [supported(encounter, line, card, note, muscles, counted)];
    return [
      comparison === 'disjoint'
        ? unsupported(encounter, line, card, note, muscles, counted)
        : open(encounter, line, card, note, muscles, counted),
    ];
  },
});

/** A note in another language documents something, but not to us. */
function foreignLanguage(
  encounter: Encounter,
  line: ServiceLine,
  card: MuscleCard,
  note: EncounterNote,
): Report {
  return {
    verdict: 'cannot-tell',
    message: `The note seems to be in another language than English, which Claimlint does not read. Whether ${card.code} is supported has to be seen by a person.`,
    at: inClaim(encounter, codeRange(line)),
    evidence: [noteEvidence(note, { start: 0, end: Math.min(note.text.length, 80) }, 'the note')],
  };
}

/** Whether the claim bills the same kind of procedure for another limb, or for limb and trunk, on this date. */
function furtherLimbBilled(encounter: Encounter, line: ServiceLine, card: MuscleCard): boolean {
  return linesOfSameDate(encounter.claim, line).some(
    (other) => other.number !== line.number && cardFor(other.procedureCode?.value ?? '')?.kind === card.kind,
  );
}

/** Inside the interval; an information note when another reading of left and right would change the answer. */
function supported(
  encounter: Encounter,
  line: ServiceLine,
  card: MuscleCard,
  note: EncounterNote,
  muscles: DocumentedMuscles,
  counted: Interval,
) {
  const { byName, bySide } = muscles.count;
  const billed = billedInterval(card.muscles);
  const other =
    encounter.profile.laterality === 'by-side' ? byName : { atLeast: bySide.atLeast, atMost: bySide.atLeast };
  if (compare(other, billed) === 'inside')
    return pass(
      `The note documents ${musclesInWords(counted)} ${doneTo[card.muscles.procedure] ?? 'treated'}; ${card.code} is for ${inWords(billed)}.`,
    );
  const report: Report = {
    verdict: 'cannot-tell',
    severity: 'information',
    message: `${card.code} depends on whether left and right of a muscle count separately: the note documents ${musclesInWords(byName)} by name and ${intervalInWords(bySide)} by side. This payer profile counts ${encounter.profile.laterality === 'by-side' ? 'by side, which supports the code' : 'by name, which supports the code'}; check the payer's policy.`,
    at: inClaim(encounter, codeRange(line)),
    evidence: muscleEvidence(note, muscles),
    sources: [source.lateralityDispute],
  };
  return report;
}

/** Procedures with needles that are taken for each other. */
const alike = new Map<ProcedureKind, string>([
  ['needling', 'dry needling'],
  ['injection', 'an injection'],
  ['acupuncture', 'acupuncture'],
  ['chemodenervation', 'chemodenervation'],
]);

/** A procedure with needles that the note documents where it does not document the billed one. */
function doneInstead({ note }: EncounterNote, billed: ProcedureKind): string | undefined {
  const other = note.procedures.find(
    ({ kind, status }) => status === 'performed' && kind !== billed && alike.has(kind),
  );
  return other && alike.get(other.kind);
}

/** No reading of the note fits the code. */
function unsupported(
  encounter: Encounter,
  line: ServiceLine,
  card: MuscleCard,
  note: EncounterNote,
  muscles: DocumentedMuscles,
  counted: Interval,
): Report {
  const done = doneTo[card.muscles.procedure] ?? 'treated';
  const billed = billedInterval(card.muscles);
  const nothing = counted.atMost === 0;
  const found = nothing
    ? `the note documents no muscle ${done} at this visit`
    : `the note documents ${musclesInWords(counted)} ${done}`;
  const target = nothing ? undefined : fittingCode(card, counted);
  const instead = nothing ? doneInstead(note, card.muscles.procedure) : undefined;
  const todo = nothing
    ? instead === undefined
      ? 'Remove the line, or ask the provider if the service was done.'
      : `It documents ${instead} instead; bill what was done.`
    : target === undefined
      ? 'Ask the provider.'
      : `${target.code} is the code for ${inWords(billedInterval(target.muscles))}.`;
  return {
    verdict: 'fail',
    message: `${card.code} needs ${inWords(billed)}; ${found}. ${todo}`,
    at: inClaim(encounter, codeRange(line)),
    evidence: muscleEvidence(note, muscles),
    // Where something else was done, the rule that tells the two apart offers the code for it.
    fixes: !nothing
      ? recoding(encounter, line, card, target)
      : instead === undefined
        ? removal(encounter, line)
        : [],
    drafts: instead === undefined ? [countQuery(line, card, note, muscles)] : [],
    sources: card.sources,
  };
}

/** Some readings fit, some do not. */
function open(
  encounter: Encounter,
  line: ServiceLine,
  card: MuscleCard,
  note: EncounterNote,
  muscles: DocumentedMuscles,
  counted: Interval,
): Report {
  const done = doneTo[card.muscles.procedure] ?? 'treated';
  const why = muscles.possible[0];
  const reason =
    why === undefined
      ? ''
      : ` ("${note.text.slice(why.range.start, why.range.end).replace(/\s+/g, ' ').slice(0, 60)}" ${why.isGroup ? 'may stand for several muscles' : 'is not certain'})`;
  return {
    verdict: 'cannot-tell',
    message: `The note cannot tell whether ${card.code} is right: it documents ${musclesInWords(counted)} ${done}${reason}, and ${card.code} is for ${inWords(billedInterval(card.muscles))}. Ask the provider to name each muscle.`,
    at: inClaim(encounter, codeRange(line)),
    evidence: muscleEvidence(note, muscles),
    drafts: [countQuery(line, card, note, muscles)],
    sources: card.sources,
  };
}

/** The code of the same ladder whose interval holds all that the note allows. */
function fittingCode(card: MuscleCard, counted: Interval): MuscleCard | undefined {
  for (const code of card.ladder ?? []) {
    const other = cardFor(code);
    if (other?.muscles === undefined || other.code === card.code) continue;
    if (compare(counted, billedInterval(other.muscles)) === 'inside')
      return { ...other, muscles: other.muscles };
  }
  return undefined;
}

/** Recode; when the fitting code is on the claim for that date already, this line is the one too many. */
function recoding(
  encounter: Encounter,
  line: ServiceLine,
  card: MuscleCard,
  target: MuscleCard | undefined,
): readonly Fix[] {
  if (target === undefined) return [];
  const already = linesOfSameDate(encounter.claim, line).some(
    (other) => other.procedureCode?.value === target.code,
  );
  if (already)
    return [
      claimFix(`Remove the ${card.code} line; ${target.code} is on the claim`, {
        kind: 'remove-line',
        line: line.number,
      }),
    ];
  // Of two lines with this code, a change of one would leave two codes of one ladder.
  if (isBilledTwice(encounter, line)) return [];
  const raises = target.muscles.atLeast > card.muscles.atLeast;
  return [
    recode(
      encounter,
      line,
      target.code,
      raises
        ? `Change ${card.code} to ${target.code} (raises payment; make sure that the note supports it)`
        : `Change ${card.code} to ${target.code} (${inWords(billedInterval(target.muscles))})`,
    ),
  ];
}

/** A claim keeps at least one line. */
function removal(encounter: Encounter, line: ServiceLine): readonly Fix[] {
  return encounter.claim.serviceLines.length > 1
    ? [
        claimFix(`Remove the ${line.procedureCode?.value ?? ''} line (nothing of it is documented)`, {
          kind: 'remove-line',
          line: line.number,
        }),
      ]
    : [];
}

function countQuery(
  line: ServiceLine,
  card: MuscleCard,
  note: EncounterNote,
  muscles: DocumentedMuscles,
): Draft {
  const done = doneTo[card.muscles.procedure] ?? 'treated';
  const procedures = note.note.procedures.filter((procedure) => procedure.kind === card.muscles.procedure);
  const extents = procedures.map((procedure) =>
    note.text.slice(procedure.extent.start, procedure.extent.end),
  );
  const date = serviceDate(line);
  return draftQuery({
    ...(date === undefined ? {} : { dateOfService: date }),
    quotes: [
      ...new Set(
        extents.length > 0
          ? extents
          : muscles.performed.map(({ range }) => note.text.slice(range.start, range.end)),
      ),
    ].slice(0, 4),
    question: `Which muscles, if any, were ${done} at this visit, by name and side?`,
  });
}

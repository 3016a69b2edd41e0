// Codes chosen by the number of muscles, and needling against its neighbours: injection and acupuncture.
// No code number stands here: the rules work on every card with a muscle interval.
import { allCards, cardFor } from '../codes';
import type { CodeCard } from '../codes/card';
import type { ServiceLine } from '../model/claim';
import type { Draft, Fix } from '../model/finding';
import type { Interval, NoteProcedure, ProcedureKind } from '../model/note';
import { isInEnglish } from '../notes';
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
  claimEvidence,
  claimFix,
  claimRule,
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

type MuscleCard = CodeCard & { readonly muscles: NonNullable<CodeCard['muscles']> };

/** The line's card when the code is chosen by the number of muscles. */
function muscleCard(line: ServiceLine): MuscleCard | undefined {
  const code = line.procedureCode?.value;
  const card = code === undefined ? undefined : cardFor(code);
  return card?.muscles === undefined ? undefined : { ...card, muscles: card.muscles };
}

/** What was done, as a past participle for messages. */
const doneTo: Partial<Record<ProcedureKind, string>> = {
  needling: 'needled',
  injection: 'injected',
  chemodenervation: 'injected with toxin',
  emg: 'examined by EMG',
};

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

/** No reading of the note fits the code. */
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

function inWords(interval: Interval): string {
  if (interval.atMost === Number.POSITIVE_INFINITY) return `${interval.atLeast} or more muscles`;
  if (interval.atLeast === interval.atMost) return musclesInWords(interval);
  return `${interval.atLeast} ${interval.atMost === interval.atLeast + 1 ? 'or' : 'to'} ${interval.atMost} muscles`;
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

function isBilledTwice(encounter: Encounter, line: ServiceLine): boolean {
  return linesOfSameDate(encounter.claim, line).some(
    (other) =>
      other.number !== line.number && other.procedureCode?.value === (line.procedureCode?.value ?? ''),
  );
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

function performed({ note }: EncounterNote, kind: ProcedureKind): readonly NoteProcedure[] {
  return note.procedures.filter((procedure) => procedure.kind === kind && procedure.status === 'performed');
}

function hasMuscle({ note }: EncounterNote, procedure: NoteProcedure): boolean {
  const index = note.procedures.indexOf(procedure);
  return note.muscles.some((mention) => mention.procedure === index && mention.status === 'performed');
}

function needlingBilled(
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

/** The card of a procedure that holds the documented number of muscles. */
function codeForCount(
  procedure: ProcedureKind,
  muscles: DocumentedMuscles,
  { profile }: Encounter,
): MuscleCard | undefined {
  const counted = countedInterval(muscles.count, profile.laterality);
  if (counted.atMost === 0) return undefined;
  for (const card of allCards()) {
    if (
      card.muscles?.procedure === procedure &&
      card.ladder !== undefined &&
      compare(counted, billedInterval(card.muscles)) === 'inside'
    )
      return { ...card, muscles: card.muscles };
  }
  return undefined;
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

// Diagnoses and service lines: pointers, whether a diagnosis explains the service, and the treated side.
import { cardFor } from '../codes';
import type { Diagnosis, ServiceLine } from '../model/claim';
import { shape, withPoint } from './diagnoses';
import { documentedMuscles } from './muscle-evidence';
import {
  claimEvidence,
  claimFix,
  codeRange,
  type Encounter,
  inClaim,
  lineRule,
  noData,
  noteEvidence,
  type Outcome,
  pass,
  serviceDate,
} from './rule';
import * as source from './sources';

export const diagnosisPointer = lineRule({
  id: 'diagnosis/pointer',
  title: 'Diagnosis pointers find their diagnoses',
  severity: 'error',
  explanation: `Each line of a professional claim points at one to four diagnoses of the claim, the main reason first. A pointer to a diagnosis that is not there, or to the same one twice, makes the claim unprocessable.
The quick fix takes out only what points at nothing; a diagnosis that was left out has to be added from the note.`,
  sources: [source.cms1500Manual],
  denialCodes: ['CARC 16', 'RARC M76'],
  examples: {
    valid: [
      {
        says: 'Both pointers find a diagnosis.',
        claim:
          'claim: A1\ndiagnoses: { A: M79.18, B: M54.2 }\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1, pointers: AB }\n',
      },
    ],
    invalid: [
      {
        says: 'E points at nothing.',
        claim:
          'claim: A1\ndiagnoses: { A: M79.18, B: M54.2 }\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1, pointers: ABE }\n',
      },
    ],
  },
  judge(encounter, line) {
    const pointers = line.diagnosisPointers;
    if (pointers.length === 0) return [];
    const { diagnoses, diagnosesElsewhere = [] } = encounter.claim;
    const positions = new Set([...diagnoses.map(({ position }) => position), ...diagnosesElsewhere]);
    const good = pointers.filter(
      ({ value }, index) =>
        positions.has(value) && pointers.findIndex((other) => other.value === value) === index,
    );
    const bad = pointers.find((pointer) => !good.includes(pointer));
    if (bad === undefined && pointers.length <= 4) return [pass('Every pointer finds its diagnosis.')];
    const kept = good.slice(0, 4).map(({ value }) => value);
    const letter = (value: number) =>
      value >= 1 && value <= 12 ? `${String.fromCharCode(64 + value)} (${value})` : String(value);
    const count = positions.size;
    const message =
      bad === undefined
        ? `A line can point at four diagnoses; this one has ${pointers.length}.`
        : positions.has(bad.value)
          ? `This line points at diagnosis ${letter(bad.value)} twice.`
          : `This line points at diagnosis ${letter(bad.value)}, and the claim has ${count === 0 ? 'no diagnosis' : `${count} ${count === 1 ? 'diagnosis' : 'diagnoses'}`}. Take the pointer out, or add the diagnosis if it was left out.`;
    return [
      {
        verdict: 'fail',
        message,
        at: inClaim(encounter, bad?.range ?? pointers[4]?.range ?? codeRange(line)),
        fixes:
          kept.length === 0
            ? []
            : [
                claimFix(`Keep pointers ${kept.map((value) => String.fromCharCode(64 + value)).join(', ')}`, {
                  kind: 'set-diagnosis-pointers',
                  line: line.number,
                  pointers: kept,
                }),
              ],
      },
    ];
  },
});

/** Diagnoses that the line points at; all of the claim's when the format has no pointers on it. */
function pointedAt(encounter: Encounter, line: ServiceLine): readonly Diagnosis[] {
  const { diagnoses } = encounter.claim;
  if (line.diagnosisPointers.length === 0) return diagnoses.filter((diagnosis) => diagnosis.isIcd10cm);
  const positions = line.diagnosisPointers.map(({ value }) => value);
  return diagnoses.filter((diagnosis) => diagnosis.isIcd10cm && positions.includes(diagnosis.position));
}

export const diagnosisNotSupporting = lineRule({
  id: 'diagnosis/not-supporting',
  title: 'A diagnosis on the line fits the service',
  severity: 'information',
  explanation: `Payers look for a diagnosis that explains why this service was needed. For needling and trigger point codes that is a muscle or pain diagnosis such as M79.1- (which includes myofascial pain syndrome); a Z code alone, an unspecified site, or joint disease without muscle findings is often not enough.
Lists differ by payer, so this is for information. Code what the note says, not what gets paid.`,
  sources: [source.icd10Guidelines],
  denialCodes: ['CARC 11', 'CARC 50', 'CARC 167'],
  examples: {
    valid: [
      {
        says: 'Myalgia of other site.',
        claim:
          'claim: A1\ndiagnoses: { A: M79.18 }\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1, pointers: A }\n',
      },
    ],
    invalid: [
      {
        says: 'Hypertension alone.',
        claim:
          'claim: A1\ndiagnoses: { A: I10 }\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1, pointers: A }\n',
      },
    ],
  },
  judge(encounter, line) {
    const card = cardFor(line.procedureCode?.value ?? '');
    const fitting = card?.diagnoses;
    // What does not have the form of a diagnosis has its own finding.
    const pointed = pointedAt(encounter, line).filter(({ code }) => shape.test(code.value));
    if (
      card === undefined ||
      fitting === undefined ||
      fitting.supporting.length === 0 ||
      pointed.length === 0
    )
      return [];
    const within = (code: string, prefixes: readonly string[]) =>
      prefixes.some((prefix) => code.startsWith(prefix));
    const good = pointed.filter(
      ({ code }) => within(code.value, fitting.supporting) && !within(code.value, fitting.weak),
    );
    if (good.length > 0)
      return [pass(`${withPoint(good[0]?.code.value ?? '')} is commonly accepted with ${card.code}.`)];
    const weak = pointed.some(({ code }) => within(code.value, fitting.weak));
    const names = pointed.map(({ code }) => withPoint(code.value)).join(', ');
    return [
      {
        verdict: 'fail',
        message: `${names} ${weak ? 'is weak support' : 'is not a usual reason'} for ${card.code}. If the note documents a more fitting condition, code it; check the payer's list.`,
        at: inClaim(encounter, line.diagnosisPointers[0]?.range ?? codeRange(line)),
        evidence: pointed.map((diagnosis) =>
          claimEvidence(encounter, diagnosis.code.range, diagnosis.written, 'diagnosis of this line'),
        ),
        sources: card.sources,
      },
    ];
  },
});

export const diagnosisLaterality = lineRule({
  id: 'diagnosis/laterality',
  title: 'The side of the diagnosis agrees with the modifiers and the note',
  severity: 'warning',
  explanation: `Where ICD-10-CM has a code for each side, the side on the claim has to agree with the LT or RT modifier and with what the note says was treated. A code for an unspecified side is weak when the note names the side.`,
  sources: [source.icd10Guidelines],
  denialCodes: ['CARC 11', 'CARC 4'],
  examples: {
    valid: [
      {
        says: 'Right shoulder, right modifier.',
        claim:
          'claim: A1\ndiagnoses: { A: M25.511 }\nservice lines:\n  - { date: 2026-03-02, code: "20610", modifiers: [RT], units: 1, pointers: A }\n',
        tables: 'icd10 M25511 billable right "Pain in right shoulder"',
      },
    ],
    invalid: [
      {
        says: 'Left shoulder, right modifier.',
        claim:
          'claim: A1\ndiagnoses: { A: M25.512 }\nservice lines:\n  - { date: 2026-03-02, code: "20610", modifiers: [RT], units: 1, pointers: A }\n',
        tables: 'icd10 M25512 billable left "Pain in left shoulder"',
      },
    ],
  },
  judge(encounter, line) {
    const date = serviceDate(line);
    if (date === undefined) return [];
    const note = encounter.noteFor(line);
    const modifierSides = line.modifiers.flatMap(({ value }) =>
      value === 'LT' ? ['left'] : value === 'RT' ? ['right'] : [],
    );
    const card = cardFor(line.procedureCode?.value ?? '');
    const performed =
      note === undefined || card?.muscles === undefined
        ? []
        : documentedMuscles(note.note, card.muscles.procedure).performed;
    const noteSides = [...new Set(performed.map((mention) => mention.side))];
    const treated =
      modifierSides.length === 1
        ? modifierSides
        : noteSides.length === 1
          ? noteSides.filter((side) => side === 'left' || side === 'right')
          : [];
    const side = treated[0];
    if (side === undefined) return [];
    return pointedAt(encounter, line).flatMap((diagnosis): readonly Outcome[] => {
      const row = encounter.tables.icd10(diagnosis.code.value, date);
      if (row === undefined) return [noData(`No ICD-10-CM table is loaded for ${date}.`)];
      if (row === 'none' || row.laterality === undefined) return [];
      if (row.laterality === side || row.laterality === 'bilateral')
        return [pass(`${withPoint(row.code)} and the treated side agree (${side}).`)];
      const other = row.otherSides.find((candidate) => candidate.laterality === side);
      const unspecified = row.laterality === 'unspecified';
      return [
        {
          verdict: 'fail' as const,
          severity: unspecified ? ('information' as const) : ('warning' as const),
          code: row.code,
          message: `${withPoint(row.code)} is for ${unspecified ? 'an unspecified side' : `the ${row.laterality} side`}; the ${modifierSides.length === 1 ? 'modifier says' : 'note says'} ${side}. Check which is right.`,
          at: inClaim(encounter, diagnosis.code.range),
          evidence:
            note === undefined
              ? []
              : performed
                  .slice(0, 6)
                  .map((mention) =>
                    noteEvidence(note, mention.range, `treated: ${mention.name}, ${mention.side}`),
                  ),
          fixes:
            other === undefined
              ? []
              : [
                  claimFix(
                    `Change ${withPoint(row.code)} to ${withPoint(other.code)} (${side} side, if the note supports it)`,
                    { kind: 'replace-diagnosis', position: diagnosis.position, code: other.code },
                  ),
                ],
          sources: [{ title: 'ICD-10-CM', vintage: row.vintage }],
        },
      ];
    });
  },
});

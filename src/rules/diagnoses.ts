// Diagnoses as codes: their form, whether they may be billed on the date, and which of them ICD-10-CM keeps apart.
import { bundledExcludes1, diagnosisFactsSource, longerDiagnoses } from '../codes/diagnosis-facts';
import type { Diagnosis } from '../model/claim';
import type { Fix, Source } from '../model/finding';
import { isQuotable, quoted } from './quote';
import {
  claimEvidence,
  claimFix,
  claimRule,
  type Encounter,
  inClaim,
  losslessFix,
  noData,
  type Outcome,
  pass,
  serviceDate,
} from './rule';
import * as source from './sources';

/** `M7918` → `M79.18`, as coders read it. */
export function withPoint(code: string): string {
  return code.length > 3 ? `${code.slice(0, 3)}.${code.slice(3)}` : code;
}

export const shape = /^[A-TV-Z][0-9][0-9AB][0-9A-Z]{0,4}$/;

/** First date of service on the claim: the classification's year follows from it. */
function claimDate({ claim }: Encounter): string | undefined {
  return claim.serviceLines.map(serviceDate).find((date) => date !== undefined);
}

function icd10cm(encounter: Encounter): readonly Diagnosis[] {
  return encounter.claim.diagnoses.filter((diagnosis) => diagnosis.isIcd10cm);
}

export const diagnosisFormat = claimRule({
  id: 'diagnosis/format',
  title: 'A diagnosis has the form of an ICD-10-CM code',
  severity: 'error',
  explanation: `An ICD-10-CM code is a letter, a digit, a third character, and up to four more after the decimal point.
The point is for people: an 837 and the CMS-1500 carry the code without it, and a file that has it is refused. That alone is corrected without changing the diagnosis.`,
  sources: [source.icd10Guidelines],
  denialCodes: ['CARC 16', 'RARC M76'],
  examples: {
    valid: [
      {
        says: 'A complete code.',
        claim:
          'claim: A1\ndiagnoses: { A: M79.18 }\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1, pointers: A }\n',
      },
    ],
    invalid: [
      {
        says: 'A digit in place of the letter.',
        claim:
          'claim: A1\ndiagnoses: { A: "779.18" }\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1, pointers: A }\n',
      },
    ],
  },
  judge(encounter) {
    return icd10cm(encounter).map((diagnosis) => {
      const { value, range } = diagnosis.code;
      const at = inClaim(encounter, range);
      if (!shape.test(value)) {
        return {
          verdict: 'fail' as const,
          ...(isQuotable(value) ? { code: value } : {}),
          message: `${quoted(diagnosis.written)} does not have the form of an ICD-10-CM code (a letter, a digit, then up to five more characters). Check it against the note.`,
          at,
        };
      }
      if (encounter.claim.format.startsWith('x12') && diagnosis.written.includes('.')) {
        return {
          verdict: 'fail' as const,
          code: value,
          message: `${diagnosis.written} has a decimal point; an 837 carries diagnoses without it and is refused otherwise.`,
          at,
          fixes: [
            losslessFix(`Write ${diagnosis.written} as ${value}`, {
              kind: 'replace-diagnosis',
              position: diagnosis.position,
              code: value,
            }),
          ],
        };
      }
      return pass(`${withPoint(value)} has the form of an ICD-10-CM code.`);
    });
  },
});

export const diagnosisNotBillable = claimRule({
  id: 'diagnosis/not-billable',
  title: 'A diagnosis has all its characters on the date of service',
  severity: 'error',
  explanation: `Many ICD-10-CM codes are only headings: a longer code below them says the site, the side or the encounter, and payers accept nothing shorter. M54.5 was split on 1 October 2021 into M54.50, M54.51 and M54.59, and guides still print the old code.
Which longer code is right follows from the note; the quick fixes offer those that exist.`,
  sources: [source.icd10Guidelines],
  denialCodes: ['CARC 16', 'CARC 146', 'RARC M76'],
  examples: {
    valid: [
      {
        says: 'A complete low back code.',
        claim:
          'claim: A1\ndiagnoses: { A: M54.59 }\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1, pointers: A }\n',
      },
    ],
    invalid: [
      {
        says: 'M54.5 after it was split.',
        claim:
          'claim: A1\ndiagnoses: { A: M54.5 }\nservice lines:\n  - { date: 2026-03-02, code: "97110", units: 1, pointers: A }\n',
      },
    ],
  },
  judge(encounter) {
    const date = claimDate(encounter);
    if (date === undefined) return [];
    return icd10cm(encounter).flatMap((diagnosis): readonly Outcome[] => {
      const code = diagnosis.code.value;
      if (!shape.test(code)) return [];
      const row = encounter.tables.icd10(code, date);
      const longer =
        row === undefined
          ? longerDiagnoses(code, date)
          : row === 'none' || row.billable
            ? undefined
            : row.longer;
      if (row === undefined && longer === undefined)
        return [noData(`No ICD-10-CM table is loaded for ${date}.`)];
      if (row !== undefined && row !== 'none' && row.billable)
        return [pass(`${withPoint(code)} is billable on ${date} (ICD-10-CM, ${row.vintage}).`)];
      const from: Source =
        row === undefined || row === 'none'
          ? diagnosisFactsSource
          : { title: 'ICD-10-CM', vintage: row.vintage };
      const unknown = row === 'none';
      return [
        {
          verdict: 'fail' as const,
          code,
          message: unknown
            ? `${withPoint(code)} is not in ICD-10-CM for ${date}. Check it against the note.`
            : `${withPoint(code)} needs more characters on ${date}. The note decides between ${(longer ?? []).slice(0, 6).map(withPoint).join(', ')}${(longer?.length ?? 0) > 6 ? ' and others' : ''}.`,
          at: inClaim(encounter, diagnosis.code.range),
          fixes: (longer ?? []).slice(0, 8).map(
            (candidate): Fix =>
              claimFix(`Change ${withPoint(code)} to ${withPoint(candidate)} (if the note supports it)`, {
                kind: 'replace-diagnosis',
                position: diagnosis.position,
                code: candidate,
              }),
          ),
          sources: [from],
        },
      ];
    });
  },
});

export const diagnosisExcludes1 = claimRule({
  id: 'diagnosis/excludes1',
  title: 'Two diagnoses that ICD-10-CM keeps apart',
  severity: 'warning',
  explanation: `An Excludes1 note says that two conditions are not coded together because one includes the other or they cannot occur at once: muscle spasm (M62.83-) with myalgia (M79.1-) is the pair most seen on needling claims.
The guidelines allow both when they are clearly unrelated to each other (I.A.12.a); then the note has to show it. Otherwise keep the one that the note supports best.`,
  sources: [source.icd10Guidelines],
  denialCodes: ['CARC 11', 'CARC 16', 'RARC M76'],
  examples: {
    valid: [
      {
        says: 'Neck pain with myalgia.',
        claim:
          'claim: A1\ndiagnoses: { A: M79.18, B: M54.2 }\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1, pointers: AB }\n',
      },
    ],
    invalid: [
      {
        says: 'Back spasm with myalgia.',
        claim:
          'claim: A1\ndiagnoses: { A: M62.830, B: M79.18 }\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1, pointers: AB }\n',
      },
    ],
  },
  judge(encounter) {
    const date = claimDate(encounter) ?? encounter.today;
    const diagnoses = icd10cm(encounter).filter(
      (diagnosis) => diagnosis.role === 'principal' || diagnosis.role === 'other',
    );
    return diagnoses.flatMap((second, index) =>
      diagnoses.slice(0, index).flatMap((first) => {
        const a = first.code.value;
        const b = second.code.value;
        if (a === b) return [];
        const row = encounter.tables.excludes1(a, b, date);
        const bundled = row === undefined ? bundledExcludes1(a, b) : undefined;
        const note = row !== undefined && row !== 'none' ? row : bundled;
        if (note === undefined) return [];
        const from: Source =
          row !== undefined && row !== 'none'
            ? { title: `ICD-10-CM tabular list, Excludes1 at ${withPoint(row.at)}`, vintage: row.vintage }
            : diagnosisFactsSource;
        return [
          {
            verdict: 'fail' as const,
            code: b,
            message: `${withPoint(a)} and ${withPoint(b)} are not coded together (Excludes1 at ${withPoint(note.at)}) unless the note shows that they are unrelated (guideline I.A.12.a).`,
            at: inClaim(encounter, second.code.range),
            evidence: [
              claimEvidence(
                encounter,
                first.code.range,
                first.written,
                `the other diagnosis: ${withPoint(a)}`,
              ),
            ],
            sources: [from],
          },
        ];
      }),
    );
  },
});

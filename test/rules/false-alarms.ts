// The page docs/false-alarms.md: every error and warning on public sample files, each judged by hand against the guides.
import {
  type CheckedDocument,
  checkDocuments,
  defaultConfiguration,
  type InputDocument,
} from '../../src/check';
import type { Finding } from '../../src/model/finding';
import { tablesOf } from '../scenarios/tables';

type Verdict = 'right' | 'wrong' | 'cannot say';

/** Which findings a judgement is about: the rule, files whose names begin so, and words of the message. */
interface JudgedKind {
  readonly rule: string;
  /** Beginnings of file names; absent = any file. */
  readonly files?: readonly string[];
  readonly says?: RegExp;
  readonly judged: Verdict;
  readonly why: string;
}

/** First match counts. */
const judgements: readonly JudgedKind[] = [
  {
    rule: 'charge/total',
    files: ['csv/CMSgov/'],
    judged: 'cannot say',
    why: 'Extracts of generated claims: the amounts of the rows do not add up to the claim. On a claim to be sent this is wrong; of an extract, rows may be missing.',
  },
  {
    rule: 'charge/total',
    files: [
      'x12/Inteligenz/837I_4010_Batch1.txt',
      'x12/Inteligenz/MedicaidExample.txt',
      'x12/Inteligenz/MissingEntityCode.txt',
    ],
    judged: 'right',
    why: 'Amounts were masked digit by digit; as written they do not balance.',
  },
  {
    rule: 'charge/total',
    files: ['fhir/fhir-crucible/explanationofbenefit-example.json'],
    judged: 'right',
    why: "HL7's own example: the items are 135.57 and 200.00, the submitted total is 135.57.",
  },
  {
    rule: 'charge/total',
    judged: 'right',
    why: 'Made-up amounts that do not balance (CLM02 against SV102 or SV203); a clearinghouse refuses that.',
  },
  {
    rule: 'diagnosis/pointer',
    judged: 'right',
    why: 'SV107 points at a second or third diagnosis, and the HI segments have one or two.',
  },
  {
    rule: 'edit/duplicate-line',
    files: ['csv/AdhokshS/'],
    judged: 'right',
    why: 'The same row twice, put there by the authors to be found.',
  },
  {
    rule: 'edit/duplicate-line',
    files: ['csv/CMSgov/snf.csv'],
    judged: 'cannot say',
    why: 'Generated visits of one day on an institutional claim, a line each, which some payers want; said as a warning.',
  },
  {
    rule: 'edit/duplicate-line',
    files: ['x12/Inteligenz/837I_4010_Batch1.txt'],
    judged: 'cannot say',
    why: 'The codes were masked, so that different ones became equal; said as a warning.',
  },
  {
    rule: 'edit/duplicate-line',
    judged: 'right',
    why: 'Lines were copied to make the file longer; a payer denies the copies (CARC 18).',
  },
  {
    rule: 'identifier/npi',
    files: ['csv/CMSgov/'],
    judged: 'right',
    why: 'CMS writes synthetic NPIs that begin with 8 or 9, so that they can be nobody\u2019s.',
  },
  {
    rule: 'identifier/npi',
    files: ['hl7v2/'],
    judged: 'right',
    why: 'Marked as NPI in XCN-13 and by its OID, and begins with 9: made up.',
  },
  {
    rule: 'identifier/npi',
    says: /not ten digits/,
    judged: 'right',
    why: 'NM108 is XX (NPI), and NM109 holds an older number, as the guides of 4010 still had it, or a made-up one.',
  },
  {
    rule: 'identifier/npi',
    judged: 'right',
    why: 'NM108 is XX (NPI), and the number is made up: it begins with another digit than 1 or 2, or its check digit is wrong (45 CFR 162.406).',
  },
  {
    rule: 'modifier/unknown',
    judged: 'right',
    why: 'BB and XX stand for any modifier in these examples; neither list has them.',
  },
  {
    rule: 'place-of-service/invalid',
    judged: 'right',
    why: 'CMS has no place of service 95; pyx12 says so too.',
  },
  {
    rule: 'structure/hl7',
    says: /PR1-5/,
    judged: 'right',
    why: 'The date stands one field too early (PR1-4), and GP where HL7 wants it (PR1-5).',
  },
  {
    rule: 'structure/hl7',
    says: /FT1-6/,
    judged: 'right',
    why: 'A code outside of HL7 table 0017, of a Dutch system.',
  },
  {
    rule: 'structure/hl7',
    says: /no CPT or HCPCS code/,
    judged: 'right',
    why: 'The charges have only codes of another country or of the clinic.',
  },
  {
    rule: 'structure/x12',
    says: /ISA16/,
    judged: 'right',
    why: 'ISA16 is a colon, and the composites are written with >.',
  },
  {
    rule: 'structure/x12',
    says: /CLM18/,
    judged: 'right',
    why: '004010X096A1 requires CLM18 (Y or N). pyx12 says the same of azoner/trailing_terms.source.edi, which it can read.',
  },
  {
    rule: 'structure/x12',
    says: /CLM06.*does not use/,
    judged: 'right',
    why: '005010X223A2 marks CLM06 as not used. pyx12 says the same of kreddys/837I.test.0001.edi, which it can read.',
  },
  {
    rule: 'structure/x12',
    says: /CLM05-2.*required/,
    judged: 'right',
    why: '005010X222A1 requires B in CLM05-2; the component is empty, as it was in 4010.',
  },
  {
    rule: 'structure/x12',
    says: /CLM05-3.*4 characters/,
    judged: 'right',
    why: '1.00 is written where the guide has one character.',
  },
  {
    rule: 'structure/x12',
    says: /SV107-1/,
    judged: 'right',
    why: '1.00 is written where the guide has a whole number (type N0).',
  },
  {
    rule: 'structure/x12',
    says: /loop 2330B\) is required/,
    judged: 'right',
    why: 'Loop 2320 has the other subscriber (2330A) and no other payer.',
  },
  {
    rule: 'structure/x12',
    says: /N403.*5 or 9 digits/,
    judged: 'right',
    why: 'The ZIP code is 3111: a digit was lost.',
  },
  {
    rule: 'structure/x12',
    says: /AMT01/,
    judged: 'right',
    why: 'AMT*F2 was dropped from loop 2320 with 5010.',
  },
  {
    rule: 'structure/x12',
    says: /DTP02/,
    judged: 'right',
    why: '005010X223A2 wants the statement dates as a span (RD8) even when it is one day.',
  },
  {
    rule: 'structure/x12',
    says: /DTP03.*TM/,
    judged: 'right',
    why: 'TM is an hour (HHMM), and a date with an hour is written.',
  },
  {
    rule: 'structure/x12',
    says: /AMT \(amount\): the segment stands too late/,
    judged: 'right',
    why: 'AMT*F5 stands behind REF and HI; the guide has AMT before REF.',
  },
  {
    rule: 'structure/x12',
    says: /NM102|N402|SE01|ST02|GE01/,
    judged: 'right',
    why: 'Placeholders and counts that were not mended when the sample was edited.',
  },
  {
    rule: 'structure/x12',
    says: /GS08/,
    judged: 'right',
    why: 'HIPAA adopted 005010X222A1, 005010X223A2 and 005010X224A2; other editions are refused by most payers. A warning.',
  },
  {
    rule: 'structure/x12',
    says: /full nine-digit ZIP/,
    judged: 'right',
    why: 'The guides of 5010 ask for nine digits of billing provider and service facility; payers differ. A warning.',
  },
  {
    rule: 'structure/x12',
    says: /character set/,
    judged: 'right',
    why: 'A typographic apostrophe or dash outside of the extended character set of X12. A warning.',
  },
  {
    rule: 'structure/x12',
    says: /blanks stand after/,
    judged: 'right',
    why: 'GS02 and GS03 are padded like ISA06 and ISA08, which alone have a fixed width. A warning.',
  },
];

/** False alarms that these files showed, and what was changed for all files. */
const mended: readonly string[] = [
  '`diagnosis/pointer`, fhir/ktmtwm: pointers at diagnoses that the claim gives by reference to a Condition of another file were said to point at nothing (136 errors). Such diagnoses now count as there.',
  '`diagnosis/pointer`, csv/CMSgov: five and more diagnoses of a row without a column of pointers were taken for pointers, and then said to be too many (91 errors). They are the claim\u2019s list; no line points.',
  '`modifier/unknown`, fhir/fhir-crucible/claim-example-vision-glasses-3tier.json: a word of HL7\u2019s own list (rooh, out of office hours) was taken for a modifier that is wrong (1 error).',
  '`charge/total`, csv/CMSgov: lines of revenue code 0001, which is the total itself, were added up as services (24 errors).',
  '`edit/duplicate-line`: on an institutional claim a repeated line is now a warning, since visits of one day can have a line each; lines that share a period of several days are asked about, not refused.',
];

export interface Row {
  readonly rule: string;
  readonly severity: string;
  readonly judged: Verdict | 'not judged';
  readonly why: string;
  readonly files: ReadonlyMap<string, number>;
}

/** Names of samples that a peer reader calls invalid: their structure is compared on a page of its own. */
export type CalledInvalid = ReadonlySet<string>;

/** Findings of the samples with their judgements, alike ones together. */
export function judgedRows(samples: readonly InputDocument[], calledInvalid: CalledInvalid): readonly Row[] {
  const rows = new Map<string, Row & { readonly files: Map<string, number> }>();
  for (const { path, findings } of check(samples))
    for (const finding of findings) {
      if (finding.severity === 'information') continue;
      if (finding.rule === 'structure/x12' && calledInvalid.has(path)) continue;
      const { judged, why } = judgementOn(path, finding);
      const key = [finding.rule, finding.severity, judged, why].join('|');
      const row = rows.get(key) ?? {
        rule: finding.rule,
        severity: finding.severity,
        judged,
        why,
        files: new Map<string, number>(),
      };
      rows.set(key, row);
      row.files.set(path, (row.files.get(path) ?? 0) + 1);
    }
  return [...rows.values()].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

const keyOf = ({ rule, severity, judged, why }: Row): string => [rule, severity, judged, why].join('|');

/** A file at a time: samples of different authors do not belong together. */
function check(samples: readonly InputDocument[]): readonly CheckedDocument[] {
  const options = { configuration: defaultConfiguration, tables: tablesOf([]), today: '2026-11-24' };
  return samples.flatMap((sample) => checkDocuments([sample], options).documents);
}

function judgementOn(path: string, { rule, message }: Finding): Pick<Row, 'judged' | 'why'> {
  return (
    judgements.find(
      (entry) =>
        entry.rule === rule &&
        (entry.files === undefined || entry.files.some((file) => path.startsWith(file))) &&
        (entry.says === undefined || entry.says.test(message)),
    ) ?? { judged: 'not judged', why: message }
  );
}

/** The page as Markdown. */
export function falseAlarmsPage(samples: readonly InputDocument[], calledInvalid: CalledInvalid): string {
  const rows = judgedRows(samples, calledInvalid);
  const sum = (list: readonly Row[]) =>
    list.reduce((total, { files }) => total + [...files.values()].reduce((a, b) => a + b, 0), 0);
  const count = (judged: Row['judged']) => sum(rows.filter((row) => row.judged === judged));
  return [
    '# Errors and warnings on public sample files',
    '',
    `Generated by \`test/rules/false-alarms.test.ts\`, which fails when a finding appears that nobody has judged. ${samples.length} files that others published as samples (837, FHIR, HL7, CSV, notes) are checked one by one, without imported tables, as of 24 November 2026. Every error and warning is listed and judged against the implementation guides, CMS's manuals or the file itself; information is not.`,
    '',
    `Structure errors of the files that pyx12 calls invalid are left out here: they are compared case by case in \`test/fixtures/x12/AGREEMENT.md\`.`,
    '',
    `| right | wrong | cannot say |`,
    '|---|---|---|',
    `| ${count('right')} | ${count('wrong')} | ${count('cannot say')} |`,
    '',
    'Right does not mean that a sample is useless: most were written to show a form, with numbers of nobody.',
    'Notes have no errors and warnings of their own: without a claim there is nothing to hold them against.',
    '',
    '| rule | severity | findings | judged | why | files |',
    '|---|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| \`${row.rule}\` | ${row.severity} | ${sum([row])} | ${row.judged} | ${row.why.replaceAll('|', '\\|')} | ${[
          ...row.files,
        ]
          .map(([file, number]) => (number === 1 ? file : `${file} (${number})`))
          .join(', ')} |`,
    ),
    '',
    '## False alarms that were mended',
    '',
    'Each was mended in the reader or the rule for all files, none by leaving out a file.',
    '',
    ...mended.map((entry) => `- ${entry}`),
    '',
  ].join('\n');
}

// Texts to begin with: our own fixtures, samples and scenarios, and every public sample file where the corpora are there.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeText } from '../../src/formats/decode';
import { xlsxOf, zipOf } from '../codes/tables/write-archive';
import { readScenario } from '../scenarios/fixture';

export interface Seed {
  readonly name: string;
  readonly text: string;
}

const corpora = '../shared/corpora/dev';

function filesBelow(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

/** The text files of these folders whose name fits; long ones are cut, so that each execution stays short. */
function textsIn(folders: readonly string[], names: RegExp, length: number): readonly Seed[] {
  return folders
    .flatMap(filesBelow)
    .filter((path) => names.test(path))
    .map((path) => ({ name: path, text: decodeText(readFileSync(path)).text.slice(0, length) }));
}

/** Documents of our scenarios whose name fits. */
function fromScenarios(names: RegExp): readonly Seed[] {
  return filesBelow('test/fixtures/scenarios').flatMap((path) =>
    readScenario(readFileSync(path, 'utf8'))
      .documents.filter((document) => names.test(document.path))
      .map(({ path: name, text }) => ({ name, text })),
  );
}

/** Seeds of a format, the longest cut to `length` characters. */
export const seeds = {
  x12: (length = 6000) => [
    ...textsIn(['test/fixtures/x12', 'samples', `${corpora}/x12`], /\.(x12|837\w?|edi|txt|dat)$/i, length),
    ...fromScenarios(/\.(837\w?|x12|edi)$/i),
  ],
  csv: (length = 2000) => [
    ...textsIn(['test/fixtures/csv', `${corpora}/csv`], /\.(csv|tsv)$/i, length),
    ...fromScenarios(/\.(csv|tsv)$/i),
  ],
  claim: (length = 6000) => [...textsIn(['samples'], /\.claim$/, length), ...fromScenarios(/\.claim$/)],
  fhir: (length = 9000) => [
    ...textsIn(['test/fixtures/fhir', `${corpora}/fhir`, `${corpora}/csv`], /\.(json|ndjson)$/, length),
    ...fromScenarios(/\.(json|ndjson)$/),
  ],
  hl7: (length = 8000) => textsIn(['test/fixtures/hl7', `${corpora}/hl7v2`], /\.hl7$/, length),
  note: (length = 4000) => [
    ...textsIn(['samples', `${corpora}/notes`], /\.(note|soap|txt)$/, length),
    ...fromScenarios(/\.(note|soap|txt)$/),
  ],
  pack: () => [{ name: 'clinic.yaml', text: pack }],
  configuration: () => [
    { name: '.claimlint.yaml', text: configuration },
    ...filesBelow('test/fixtures/scenarios').flatMap((path) => {
      const { configuration: text } = readScenario(readFileSync(path, 'utf8'));
      return text === undefined ? [] : [{ name: '.claimlint.yaml', text }];
    }),
  ],
} satisfies Readonly<Record<string, (length?: number) => readonly Seed[]>>;

const configuration = `rules:
  needling/muscle-count: error
  edit/ptp: off
payers:
  Our Plan:
    payer ids: [12345, "67890"]
    payer names: [OUR PLAN]
    laterality: by-side
    timed units: midpoint
    timely filing days: 90
    report unneeded 59: true
default payer: Our Plan
files: { notes: ["notes/**/*.txt"], claims: ["claims/*.dat"] }
columns:
  Proc: procedure_code
muscle aliases:
  UT: upper trapezius
ignores:
  - { rule: edit/ptp, claim: A1, line: 2, reason: "checked by hand", expires: 2027-01-01, owner: KM }
`;

const pack = `pack: clinic
rules:
  - id: clinic/needling-modifier
    title: Needling carries GP for this payer
    severity: warning
    why: The payer's letter asks for the discipline.
    source: { title: Payer letter, vintage: "2026-01" }
    effective: { from: "2026-01-01" }
    when: { codes: ["2056*", 97161-97163], payers: ["MB"], not: { modifiers: [GP] } }
    message: "{code} needs modifier GP; it has {modifiers}."
    fixes: [{ add modifier: GP }]
    examples:
      finds:
        - says: No modifier.
          claim: |
            claim: A1
            service lines:
              - { date: 2026-03-02, code: "20560", units: 1 }
  - id: clinic/units
    title: One unit
    severity: information
    why: As agreed.
    source: { title: Contract }
    when: { all: [{ codes: ["97110"] }, { any: [{ units: { atLeast: 5 } }, { dates: ["2026-01-01"] }] }] }
    message: "{units} units of {code}."
    fixes: [{ set units: 4 }]
`;

/** A code table as it is downloaded. */
export interface TableSeed {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const pairTable = [
  'CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t',
  'Column1/Column2 Edits\t\t\t\t\t\t',
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
  '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
  '\t\t\t\t*=no data\t1=allowed\t',
  '\t\t\t\t\t9=not applicable\t',
  '13121\t13120\t*\t19960101\t*\t0\tCPT Manual or CMS manual coding instruction',
  '20561\t20560\t\t20200101\t*\t0\tHCPCS/CPT procedure code definition',
  '20561\t97810\t\t20200101\t20251231\t0\tMisuse of Column Two code with Column One code',
  '',
].join('\r\n');
const pairRows = [
  [
    'Column 1',
    'Column 2',
    '*=in existence prior to 1996',
    'Effective Date',
    'Deletion Date *=no data',
  ].concat(['Modifier 0=not allowed 1=allowed 9=not applicable', 'PTP Edit Rationale']),
  ['20561', '20560', '', '20200101', '*', '0', 'reason'],
  ['20561', '97810', '', '20200101', '20251231', '1', 'reason'],
];
const latin1 = (name: string, text: string): TableSeed => ({ name, bytes: Buffer.from(text, 'latin1') });

/** Small tables of each kind as CMS and NCHS publish them, plain. */
export const textTables: readonly TableSeed[] = [
  latin1('ccipra-v321r0-f1.TXT', pairTable),
  latin1('ccioph-v321r0-f1.csv', pairRows.map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\n')),
  latin1(
    'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv',
    '"CPT codes\n\nare a trademark",,,\r\n"HCPCS/\nCPT Code",Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n20561,1,2 Date of Service Edit: Policy,Code Descriptor / CPT Instruction\r\n97140,6,3 Date of Service Edit: Clinical,Data\r\n',
  ),
  latin1(
    'AOC_V2026Q2-MCR.txt',
    '197811       97810       2014001       \r\n197811       97813       2014001       \r\n',
  ),
  latin1(
    'icd10cm_order_2027.txt',
    '00001 M54     0 Dorsalgia                                                    Dorsalgia\r\n00002 M542    1 Cervicalgia                                                  Cervicalgia\r\n',
  ),
  latin1(
    'icd10cm-codes-2027.txt',
    'M542    Cervicalgia\r\nM7918   Myalgia, other site\r\nM62838  Other muscle spasm\r\n',
  ),
  latin1(
    'icd10cm_tabular_2027.xml',
    '<?xml version="1.0" encoding="utf-8"?><ICD10CM.tabular><version>2027</version><chapter><name>13</name><section id="M50-M54"><diag><name>M54</name><desc>Dorsalgia</desc><excludes1><note>psychogenic dorsalgia (F45.41)</note></excludes1><diag><name>M54.2</name><desc>Cervicalgia</desc><excludes1><note>cervicalgia due to intervertebral disc disorder (M50.-)</note></excludes1></diag></diag></section></chapter></ICD10CM.tabular>',
  ),
  latin1('fees.csv', 'code,modifier,fee\n20561,,45.10\n20560,,30.00\n97140,GP,28.12\n'),
  latin1(
    'places.csv',
    'Place of Service Code(s),Place of Service Name,Place of Service Description\n11,Office,A place\n12,Home,A home\n',
  ),
];

/** The same as archives and workbooks. */
export const packedTables: readonly TableSeed[] = [
  {
    name: 'ccipra-v321r0-f1.zip',
    bytes: zipOf([{ name: 'ccipra-v321r0-f1.TXT', bytes: Buffer.from(pairTable) }]),
  },
  { name: 'stored.zip', bytes: zipOf([{ name: 'ccipra-v321r0-f1.TXT', bytes: Buffer.from(pairTable) }], 0) },
  { name: 'ccipra-v321r0-f1.xlsx', bytes: xlsxOf(pairRows) },
  { name: 'outer.zip', bytes: zipOf([{ name: 'a.zip', bytes: zipOf([...textTables]) }]) },
];

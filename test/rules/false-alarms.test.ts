import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkDocuments, defaultConfiguration, type InputDocument } from '../../src/check';
import { decodeText } from '../../src/formats/decode';
import { tablesOf } from '../scenarios/tables';
import { falseAlarmsPage, judgedRows } from './false-alarms';

const corpus = '../shared/corpora/dev';
const options = { configuration: defaultConfiguration, tables: tablesOf([]), today: '2026-11-24' };

function samples(): readonly InputDocument[] {
  return ['csv', 'fhir', 'hl7v2', 'notes', 'x12'].flatMap((folder) =>
    readdirSync(join(corpus, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => ({
        path: path.slice(corpus.length + 1).replaceAll('\\', '/'),
        text: decodeText(readFileSync(path)).text,
      })),
  );
}

function calledInvalid(): ReadonlySet<string> {
  const verdicts = readFileSync(join(corpus, 'pyx12-verdicts.jsonl'), 'utf8').trim().split('\n');
  return new Set(
    verdicts.flatMap((line) => {
      const { path, valid } = JSON.parse(line) as { readonly path: string; readonly valid?: boolean };
      return valid === false ? [path] : [];
    }),
  );
}

describe.runIf(existsSync(corpus))('errors and warnings on public sample files', () => {
  it('are each judged, and none of them is wrong', () => {
    const rows = judgedRows(samples(), calledInvalid());
    expect(rows.filter(({ judged }) => judged === 'not judged' || judged === 'wrong')).toEqual([]);
  });

  // `npx vitest run test/rules/false-alarms.test.ts -u` writes the page anew.
  it('are listed on a page that is up to date', async () => {
    await expect(falseAlarmsPage(samples(), calledInvalid())).toMatchFileSnapshot(
      '../../docs/false-alarms.md',
    );
  });
});

const rulesOn = (path: string, text: string): readonly string[] =>
  checkDocuments([{ path, text }], options).documents.flatMap(({ findings }) =>
    findings.filter(({ severity }) => severity !== 'information').map(({ rule }) => rule),
  );

const fhirClaim = (more: object, item: object): string =>
  JSON.stringify({
    resourceType: 'Claim',
    id: 'c1',
    status: 'active',
    type: { coding: [{ code: 'professional' }] },
    use: 'claim',
    created: '2026-03-02',
    item: [
      {
        sequence: 1,
        servicedDate: '2026-03-02',
        productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '97110' }] },
        ...item,
      },
    ],
    ...more,
  });

describe('what is written elsewhere or in another system', () => {
  it('a FHIR pointer finds a diagnosis that is a reference to a Condition of another file', () => {
    const diagnosis = [{ sequence: 1, diagnosisReference: { reference: 'Condition/1' } }];
    expect(rulesOn('c.json', fhirClaim({ diagnosis }, { diagnosisSequence: [1] }))).not.toContain(
      'diagnosis/pointer',
    );
    expect(rulesOn('c.json', fhirClaim({ diagnosis }, { diagnosisSequence: [2] }))).toContain(
      'diagnosis/pointer',
    );
  });

  it('a word of a code system that is neither CPT nor HCPCS is no wrong modifier', () => {
    const modifier = (system: string, code: string) => [{ coding: [{ system, code }] }];
    const other = modifier('http://terminology.hl7.org/CodeSystem/modifiers', 'rooh');
    expect(rulesOn('c.json', fhirClaim({}, { modifier: other }))).not.toContain('modifier/unknown');
    const cpt = modifier('http://www.ama-assn.org/go/cpt', 'BB');
    expect(rulesOn('c.json', fhirClaim({}, { modifier: cpt }))).toContain('modifier/unknown');
  });

  it('six diagnoses of a row without a column of pointers are not six pointers; four are', () => {
    const row = (count: number) => {
      const numbers = Array.from({ length: count }, (_, index) => index + 1);
      const codes = ['M7918', 'M542', 'M546', 'M5459', 'M2550', 'R519'];
      return `claim_id,cpt,date_of_service,units,${numbers.map((number) => `dx${number}`).join(',')}\nC1,97110,2026-03-02,1,${codes.slice(0, count).join(',')}\n`;
    };
    const pointersOf = (text: string) =>
      checkDocuments([{ path: 'c.csv', text }], options).documents.flatMap(({ claims }) =>
        claims.flatMap(({ claim }) =>
          claim.serviceLines.flatMap(({ diagnosisPointers }) => diagnosisPointers.map(({ value }) => value)),
        ),
      );
    expect(rulesOn('c.csv', row(6))).not.toContain('diagnosis/pointer');
    expect(pointersOf(row(6))).toEqual([]);
    expect(pointersOf(row(4))).toEqual([1, 2, 3, 4]);
  });
});

describe('lines of an institutional claim', () => {
  const claim = (lines: string, total = '') =>
    `claim: I1\ntype: institutional\n${total}service lines:\n${lines}`;

  it('have the line of the total left out of the sum', () => {
    const line = (revenue: string, charge: string) =>
      `  - { date: 2026-03-02, revenue code: "${revenue}", code: "97110", units: 1, charge: ${charge} }\n`;
    const balanced = claim(line('0420', '100.00') + line('0001', '100.00'), 'total charge: 100.00\n');
    expect(rulesOn('i.claim', balanced)).not.toContain('charge/total');
    const off = claim(line('0420', '90.00') + line('0001', '100.00'), 'total charge: 100.00\n');
    expect(rulesOn('i.claim', off)).toContain('charge/total');
  });
});

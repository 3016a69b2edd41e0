// FHIR claims: what is read of them, what is said about damaged ones, and changes that keep a file as it was laid out.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fhir } from '../../src/formats/fhir';
import type { ClaimChange } from '../../src/model/claim';
import { applyEdits } from '../../src/model/text';
import { checkChange, checkPlaces } from './change-laws';

const cpt = 'http://www.ama-assn.org/go/cpt';
const icd = 'http://hl7.org/fhir/sid/icd-10-cm';
const npi = 'http://hl7.org/fhir/sid/us-npi';
const coded = (system: string, code: string) => ({ coding: [{ system, code }] });

interface Line {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  readonly pointers: readonly number[];
  readonly place?: string;
}

const plainLine: Line = { code: '20561', modifiers: ['GP'], units: 1, pointers: [1], place: '11' };

function claimOf(lines: readonly Line[] = [plainLine]) {
  return {
    resourceType: 'Claim',
    id: 'c1',
    identifier: [{ system: 'https://example.org', value: 'A-77' }],
    status: 'active',
    type: coded('http://terminology.hl7.org/CodeSystem/claim-type', 'professional'),
    use: 'claim',
    patient: { reference: 'Patient/p1' },
    created: '2026-03-03',
    provider: { reference: '#clinic' },
    priority: { coding: [{ code: 'normal' }] },
    contained: [
      {
        resourceType: 'Organization',
        id: 'clinic',
        name: 'Sample Clinic',
        identifier: [{ system: npi, value: '1234567893' }],
      },
    ],
    careTeam: [
      {
        sequence: 1,
        provider: { identifier: { system: npi, value: '1999999984' }, display: 'Robin Testerman' },
        role: { coding: [{ code: 'rendering' }] },
      },
    ],
    diagnosis: [
      { sequence: 1, diagnosisCodeableConcept: coded(icd, 'M79.18') },
      { sequence: 2, diagnosisCodeableConcept: coded(icd, 'M54.2') },
    ],
    insurance: [{ sequence: 1, focal: true, coverage: { display: 'Sample Health Plan' } }],
    item: lines.map((line, index) => ({
      sequence: index + 1,
      careTeamSequence: [1],
      diagnosisSequence: line.pointers,
      productOrService: coded(cpt, line.code),
      ...(line.modifiers.length === 0 ? {} : { modifier: line.modifiers.map((code) => coded(cpt, code)) }),
      servicedDate: '2026-03-02',
      ...(line.place === undefined ? {} : { locationCodeableConcept: { coding: [{ code: line.place }] } }),
      quantity: { value: line.units },
      net: { value: 95.5, currency: 'USD' },
    })),
    total: { value: 95.5 * lines.length, currency: 'USD' },
  };
}

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  name: [{ family: 'Mockford', given: ['Sky'] }],
  gender: 'female',
  birthDate: '1985-05-06',
};
const bundleOf = (...resources: readonly object[]) => ({
  resourceType: 'Bundle',
  type: 'collection',
  entry: resources.map((resource) => ({ resource })),
});
const read = (value: unknown, name = 'a.json') => fhir.read(JSON.stringify(value, null, 2), { name });
const problemsOf = (text: string) =>
  fhir
    .read(text, { name: 'a.json' })
    .problems.map(({ message, range }) => [text.slice(range.start, range.end), message]);

/** A date may be the day of a dateTime, an amount is in cents, gender is a word, a diagnosis has its point. */
function sameText(written: string, value: unknown): boolean {
  if (typeof value === 'number') return /^-?[\d.]+(?:[eE][-+]?\d+)?$/.test(written);
  return (
    written === value ||
    written.toUpperCase().replace('.', '') === value ||
    /^[MFU]$/.test(String(value)) ||
    written.includes('\\')
  );
}

describe('a FHIR claim', () => {
  it('is read with its parties, whether contained, in the Bundle or by identifier', () => {
    const [claim] = read(bundleOf(claimOf(), patient)).claims;
    expect(claim?.id?.value).toBe('A-77');
    expect(claim?.patient).toMatchObject({
      lastName: { value: 'Mockford' },
      birthDate: { value: '1985-05-06' },
      sex: { value: 'F' },
    });
    expect(claim?.billingProvider?.npi?.value).toBe('1234567893');
    expect(claim?.payer.name?.value).toBe('Sample Health Plan');
    const [line] = claim?.serviceLines ?? [];
    expect(line?.renderingProvider?.npi?.value).toBe('1999999984');
    expect(line).toMatchObject({
      procedureCode: { value: '20561' },
      units: { value: 1 },
      charge: { value: 9550 },
      placeOfService: { value: '11' },
      dateOfService: { value: '2026-03-02' },
    });
    expect(claim?.diagnoses.map(({ code }) => code.value)).toEqual(['M7918', 'M542']);
  });

  it('has no procedure code where the code is of a system that is neither CPT nor HCPCS', () => {
    const claim = claimOf();
    const item = { ...claim.item[0], productOrService: coded('http://snomed.info/sct', '50849002') };
    expect(read({ ...claim, item: [item] }).claims[0]?.serviceLines[0]?.procedureCode).toBeUndefined();
  });

  it('brings the note that is attached in its Bundle', () => {
    const data = Buffer.from('Date of service: 03/02/2026\nDN: R UT – ok', 'utf8').toString('base64');
    const document = {
      resourceType: 'DocumentReference',
      subject: { reference: 'Patient/p1' },
      content: [{ attachment: { contentType: 'text/plain', data } }],
    };
    const other = { ...document, subject: { reference: 'Patient/p2' } };
    const notes = read(bundleOf(claimOf(), patient, document, other)).claims[0]?.attachedNotes;
    expect(notes?.map(({ text }) => text)).toEqual(['Date of service: 03/02/2026\nDN: R UT – ok']);
  });

  it('takes the narrative of a Composition for a note, without its markup', () => {
    const composition = {
      resourceType: 'Composition',
      subject: { reference: 'Patient/p1' },
      date: '2026-03-02',
      section: [{ title: 'Procedure', text: { div: '<div><p>DN to <b>R UT</b> &amp; R LS</p></div>' } }],
    };
    const [note] = read(bundleOf(claimOf(), patient, composition)).claims[0]?.attachedNotes ?? [];
    expect(note?.text).toBe('Date of service: 2026-03-02\n\nProcedure:\nDN to R UT & R LS\n');
  });

  it('is one of many in NDJSON, each with its place in the file', () => {
    const text = `${[claimOf(), { ...claimOf(), id: 'c2' }].map((each) => JSON.stringify(each)).join('\n')}\n`;
    expect(fhir.detect(text, 'claims.dat')).toBe('fhir-ndjson');
    const { claims } = fhir.read(text, { name: 'claims.ndjson' });
    expect(claims.map(({ range }) => text.slice(range.start, range.end))).toEqual(text.trimEnd().split('\n'));
  });
});

describe('the structure of a FHIR claim', () => {
  it('is right in a whole one', () => {
    expect(read(bundleOf(claimOf(), patient)).problems).toEqual([]);
  });

  it('is wrong where an element is missing, of another kind, or points nowhere', () => {
    const { priority: _, ...claim } = claimOf();
    const broken = {
      ...claim,
      created: '03/03/2026',
      item: [{ ...claim.item[0], diagnosisSequence: [1, 7], quantity: { value: '2' } }],
    };
    const messages = read(broken).problems.map(({ message }) => message);
    expect(messages).toHaveLength(4);
    expect(messages.join('\n')).toMatch(/"priority"[\s\S]*"created"[\s\S]*sequence 7[\s\S]*"quantity"/);
  });

  it('shows where JSON breaks off, once and at the place', () => {
    const text = JSON.stringify(claimOf(), null, 2);
    const withoutComma = text.replace('"active",', '"active"');
    expect(problemsOf(withoutComma)).toHaveLength(1);
    expect(problemsOf(text.slice(0, -1))[0]?.[1]).toContain('never closed');
    expect(problemsOf(text.replace('"id": "c1"', '"id": '))[0]?.[1]).toContain('missing');
  });

  it('does not take a text nested a hundred thousand deep for the end of the world', () => {
    const text = `{"resourceType":"Claim","item":${'['.repeat(100_000)}`;
    expect(fhir.read(text, {}).claims).toHaveLength(1);
  });
});

const modifier = fc.constantFrom('59', 'XS', 'GP', '52');
const line: fc.Arbitrary<Line> = fc.record(
  {
    code: fc.constantFrom('20561', '97140', 'G0283'),
    modifiers: fc.uniqueArray(modifier, { maxLength: 3 }),
    units: fc.integer({ min: 1, max: 9 }),
    pointers: fc.uniqueArray(fc.constantFrom(1, 2), { minLength: 1, maxLength: 2 }),
    place: fc.constantFrom('11', '12'),
  },
  { requiredKeys: ['code', 'modifiers', 'units', 'pointers'] },
);
const number = fc.constantFrom(1, 2);
const change: fc.Arbitrary<ClaimChange> = fc.oneof(
  fc.record({
    kind: fc.constant('replace-procedure-code' as const),
    line: number,
    code: fc.constantFrom('20560', 'G0283'),
  }),
  fc.record({
    kind: fc.constant('add-modifier' as const),
    line: number,
    modifier,
    at: fc.constantFrom(0, 1),
  }),
  fc.record({ kind: fc.constant('remove-modifier' as const), line: number, at: fc.constantFrom(0, 1) }),
  fc.record({
    kind: fc.constant('set-modifiers' as const),
    line: number,
    modifiers: fc.uniqueArray(modifier, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('set-units' as const),
    line: number,
    units: fc.integer({ min: 1, max: 20 }),
  }),
  fc.record({
    kind: fc.constant('set-diagnosis-pointers' as const),
    line: number,
    pointers: fc.uniqueArray(fc.constantFrom(1, 2), { minLength: 1, maxLength: 2 }),
  }),
  fc.record({
    kind: fc.constant('replace-diagnosis' as const),
    position: number,
    code: fc.constantFrom('M25.511', 'M62.838'),
  }),
  fc.record({
    kind: fc.constant('set-place-of-service' as const),
    line: number,
    placeOfService: fc.constantFrom('02', '22'),
  }),
  fc.record({ kind: fc.constant('remove-line' as const), line: number }),
);
const indentation = fc.constantFrom(undefined, 2, 4, '\t');

describe('a change of a FHIR claim', () => {
  it('changes what it says and nothing else, in every layout, and the change back restores it', () => {
    fc.assert(
      fc.property(
        fc.array(line, { minLength: 1, maxLength: 3 }),
        change,
        indentation,
        (lines, each, space) => {
          const text = JSON.stringify(claimOf(lines), null, space);
          // An empty list goes with its name, a list of one no longer shows how it was parted: values come back, not every blank.
          const loses =
            each.kind === 'remove-modifier' ||
            each.kind === 'set-modifiers' ||
            (each.kind === 'set-diagnosis-pointers' && each.pointers.length === 1);
          const after = checkChange(fhir, text, 0, each, { sameCharacters: !loses });
          if (after !== undefined) expect(() => JSON.parse(after)).not.toThrow();
        },
      ),
      { numRuns: 800 },
    );
  });

  it('keeps a line of NDJSON one line', () => {
    const text = `${JSON.stringify(claimOf())}\n${JSON.stringify(claimOf([{ ...plainLine, modifiers: [] }]))}\n`;
    const claim = fhir.read(text, { name: 'a.ndjson' }).claims[1];
    const edits = claim && fhir.write(text, claim, { kind: 'add-modifier', line: 1, modifier: '59' }, {});
    const after = applyEdits(text, edits ?? []);
    expect(after.split('\n')).toHaveLength(3);
    expect(fhir.read(after, { name: 'a.ndjson' }).claims[1]?.serviceLines[0]?.modifiers[0]?.value).toBe('59');
  });

  it('is refused where the resource has no place for it', () => {
    const text = JSON.stringify(claimOf([{ ...plainLine, modifiers: ['GP', '59', '52', 'XS'] }]));
    const [claim] = fhir.read(text, {}).claims;
    const write = (each: ClaimChange) => claim && fhir.write(text, claim, each, {});
    expect(write({ kind: 'add-modifier', line: 1, modifier: 'KX' })).toBeUndefined();
    expect(write({ kind: 'set-diagnosis-pointers', line: 1, pointers: [9] })).toBeUndefined();
    expect(write({ kind: 'remove-line', line: 1 })).toBeUndefined();
    expect(write({ kind: 'replace-procedure-code', line: 4, code: '20560' })).toBeUndefined();
  });
});

const corpora = '../shared/corpora/dev/fhir';

describe.runIf(existsSync(corpora))('public FHIR samples', () => {
  const files = ['fhir-crucible', 'ktmtwm'].flatMap((folder) =>
    (existsSync(join(corpora, folder)) ? readdirSync(join(corpora, folder)) : []).map((name) =>
      join(corpora, folder, name),
    ),
  );
  it.each(files)('%s is read, each value at its place, and is right where it is a claim', (path) => {
    const text = readFileSync(path, 'utf8');
    const format = fhir.detect(text, path);
    const isClaim =
      /Claim\.ndjson$|ExplanationOfBenefit\.ndjson$|\/(?:claim|explanationofbenefit)-example/.test(path);
    expect(format !== undefined).toBe(isClaim);
    if (!isClaim) return;
    const document = fhir.read(text, { name: path });
    expect(document.claims.length).toBeGreaterThan(0);
    expect(document.problems).toEqual([]);
    checkPlaces(text, document, sameText);
  });
});

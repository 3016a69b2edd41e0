// A masked copy is the same claim of somebody else: nobody is in it any more, and it has the same findings.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDocuments, defaultConfiguration } from '../../src/check';
import { noTables } from '../../src/codes/tables/lookup';
import { detectFormat } from '../../src/formats';
import { maskDocuments } from '../../src/mask';
import { movedDates } from '../../src/mask/dates';
import type { Claim, FormatId } from '../../src/model/claim';
import { corpusFiles, hasCorpus } from '../formats/x12-laws';

interface File {
  readonly name: string;
  readonly text: string;
}

const corpora = '../shared/corpora/dev';
const most = 60_000;

function filesBelow(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
  );
}

const read = (name: string): File => {
  const whole = readFileSync(name, 'utf8');
  const cut = whole.length > most && !name.endsWith('.json');
  return { name, text: cut ? whole.slice(0, whole.lastIndexOf('\n', most) + 1) : whole };
};

const withFormat = (file: File) => ({ ...file, format: detectFormat(file.text, file.name) });

function check(files: readonly (File & { readonly format: FormatId })[]) {
  const { documents } = checkDocuments(
    files.map(({ name, text, format }) => ({ path: name, text, as: format })),
    { configuration: defaultConfiguration, tables: noTables, today: '2026-11-23' },
  );
  return documents;
}

/** Names and numbers of people in a claim that are long enough to tell somebody. */
function identifiers(claim: Claim): readonly string[] {
  const { patient, subscriber, billingProvider, renderingProvider, payer, id } = claim;
  const fields = [
    ...[patient.lastName, patient.firstName, patient.memberId, subscriber?.lastName, subscriber?.firstName],
    ...[subscriber?.memberId, billingProvider?.npi, renderingProvider?.npi, billingProvider?.taxId],
    ...[renderingProvider?.name, id, payer.id, claim.originalReference, ...claim.accountNumbers],
  ];
  return fields.flatMap((field) =>
    [...(field?.value.matchAll(/[\p{L}\p{N}]{5,}/gu) ?? [])].map(([word]) => word),
  );
}

/** What a claim bills, without its people and dates. */
function billed({ serviceLines, diagnoses, placeOfService, frequencyCode }: Claim) {
  return {
    diagnoses: diagnoses.map(({ code }) => code.value),
    place: placeOfService?.value,
    frequency: frequencyCode?.value,
    lines: serviceLines.map((line) => ({
      code: line.procedureCode?.value,
      revenue: line.revenueCode?.value,
      modifiers: line.modifiers.map(({ value }) => value),
      units: line.units?.value,
      charge: line.charge?.value,
      pointers: line.diagnosisPointers.map(({ value }) => value),
    })),
  };
}

function expectMasked(name: string, text: string): void {
  const file = withFormat({ name, text });
  const [copy] = maskDocuments([file], 'a seed');
  if (!copy) throw new Error('no copy');
  const [before] = check([file]);
  const [after] = check([{ ...file, text: copy.text }]);
  expect(after?.claims.map(({ claim }) => billed(claim))).toEqual(
    before?.claims.map(({ claim }) => billed(claim)),
  );
  const count = (where: string, word: string) => where.toUpperCase().split(word.toUpperCase()).length;
  const left = new Set(
    before?.claims
      .flatMap(({ claim }) => identifiers(claim))
      .filter((word) => count(copy.text, word) >= count(text, word)),
  );
  expect([...left]).toEqual([]);
  const told = (document: typeof before) =>
    document?.findings.map(({ rule, claimIndex = '', line = '' }) => `${rule} ${claimIndex} ${line}`).sort();
  expect(told(after)).toEqual(told(before));
}

describe.runIf(hasCorpus)(
  'a masked copy of a public sample bills the same, has the same findings, and nobody in it',
  () => {
    for (const { name, text } of corpusFiles().filter((file) => file.text.length < most))
      it(name, () => expectMasked(name, text));
    for (const name of ['csv', 'hl7v2', 'fhir'].flatMap((folder) => filesBelow(`${corpora}/${folder}`)))
      if (/\.(?:csv|tsv|hl7|json|ndjson)$/.test(name))
        it(name.slice(corpora.length), () => expectMasked(name, read(name).text));
  },
);

describe('the samples of the project', () => {
  for (const folder of readdirSync('samples', { withFileTypes: true }).filter((entry) => entry.isDirectory()))
    it(`${folder.name}: claim and note find each other still, with the same findings`, () => {
      const files = filesBelow(`samples/${folder.name}`)
        .filter((name) => /\.(?:claim|note|837|txt)$/.test(name))
        .map(read)
        .map(withFormat);
      const copies = maskDocuments(files, 'another seed').map((copy, index) => ({
        ...copy,
        format: files[index]?.format ?? 'unknown',
      }));
      const told = (documents: ReturnType<typeof check>) =>
        documents.flatMap(({ findings }) =>
          findings.map(({ rule, line = '', message }) =>
            [rule, line, message.replace(/\d{4}-\d{2}-\d{2}/g, 'a date')].join(' '),
          ),
        );
      expect(told(check(copies))).toEqual(told(check(files)));
      for (const name of ['Samplewell', 'Testerman', 'W0012345'])
        expect(copies.map(({ text }) => text).join('\n')).not.toContain(name);
    });
});

describe('free text', () => {
  const claim = {
    name: 'a.claim',
    format: 'claim',
    text: 'claim: A-77123\npatient: { name: "Garrison, Emma" }\nservice lines:\n  - code: 20561\n',
  } as const;
  const mask = (text: string) =>
    maskDocuments([claim, { name: 'Garrison.note', text, format: 'note' }], 'seed')[1] ?? {
      name: '',
      text: '',
    };

  it('loses the names of the claim, telephone numbers, mail, house addresses, titles and credentials', () => {
    const { text, name } = mask(
      'Emma GARRISON called from 555-010-0199, e.g@mail.example. Lives at 12 Maple Street. Mr. Okafor drove.\nSigned: Dana Whitfield, DPT. MRN: 4471.',
    );
    for (const word of [
      'Emma',
      'GARRISON',
      '555-010-0199',
      'mail.example',
      'Maple',
      'Okafor',
      'Dana',
      'Whitfield',
      '4471',
    ])
      expect(text).not.toContain(word);
    expect(name).not.toContain('Garrison');
    expect(text).toMatch(/^\p{Lu}\p{Ll}{3} \p{Lu}{8} called from \d{3}-\d{3}-\d{4}/u);
  });

  it('keeps what was done', () => {
    const done =
      'Dry needling of left upper trapezius and levator scapulae, 0.30 x 40 mm, 15 min, pain 6/10, CPT 20561.';
    expect(mask(done).text).toBe(done);
  });
});

describe('dates', () => {
  it.each([
    ['2026-03-02', '2026-02-23'],
    ['20260302', '20260223'],
    ['3/2/2026', '2/23/2026'],
    ['03/02/26', '02/23/26'],
    ['March 2, 2026', 'February 23, 2026'],
    ['2 Mar 2026', '23 Feb 2026'],
    ['JAN 5th, 2026', 'DEC 29th, 2025'],
    ['20260302-20260309', '20260223-20260302'],
    ['202603021030', '202602231030'],
    [
      'pain 3/10, strength 4/5, 12-20-30 protocol no date',
      'pain 3/10, strength 4/5, 12-13-30 protocol no date',
    ],
    ['2026-02-30', '2026-02-30'],
  ])('%s a week earlier is %s', (written, moved) => {
    expect(movedDates(written, -7)).toBe(moved);
  });
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import Ajv from 'ajv';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  claimFile,
  claimFileSchema,
  claimFileSections,
  claimFileWritings,
  type SectionName,
} from '../../src/formats/claim-file';

const validate = new Ajv({ allErrors: true, strict: false }).compile(claimFileSchema());
const published = new URL('../../schemas/claim.schema.json', import.meta.url);
const samples = new URL('../../samples/', import.meta.url);

describe('schemas/claim.schema.json', () => {
  it('is what the key table gives (WRITE_SCHEMAS=1 writes it anew)', () => {
    if (process.env.WRITE_SCHEMAS !== undefined)
      writeFileSync(
        published,
        `${JSON.stringify(claimFileSchema(), null, 2)}
`,
      );
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(claimFileSchema());
  });

  it('accepts every sample claim', () => {
    const files = readdirSync(samples, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.claim'),
    );
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      validate(parse(readFileSync(new URL(file, samples), 'utf8')));
      expect([file, validate.errors]).toEqual([file, null]);
    }
  });

  it('describes every name, so that editors can show it', () => {
    for (const keys of Object.values(claimFileSections))
      for (const key of keys) expect(key.description).not.toBe('');
  });
});

/** A value that the reader takes for any key of this kind. */
const value = ({ name, kind }: { readonly name: string; readonly kind: string }) =>
  ({
    sex: 'F',
    date: '2026-03-02',
    money: '12.00',
    number: '1',
    'claim-type': 'professional',
    'filing-indicator': 'CI',
    'tax-id-type': 'EI',
    'unit-basis': 'units',
    'service-lines': '[{code: 20561}]',
    pointers: 'A',
  })[kind] ?? (name === 'icd indicator' ? '0' : '"11"');

/** One claim with this text in this section. */
function claimWith(section: SectionName, entry: string): string {
  const line = section === 'service line' ? `{ code: 20561, ${entry} }` : '{ code: 20561 }';
  const parts: Record<SectionName, string> = {
    claim: entry,
    payer: `payer: { ${entry} }`,
    person: `patient: { ${entry} }`,
    provider: `billing provider: { ${entry} }`,
    'service line': '',
  };
  return `${parts[section]}\nservice lines: [${line}]\n`;
}

const everyKey = (Object.keys(claimFileSections) as SectionName[]).flatMap((section) =>
  claimFileSections[section].map((key) => ({ section, key })),
);

describe('the reader and the schema take the same names', () => {
  it('in any case, with spaces, hyphens, underscores or nothing between the words', () => {
    const styles = [
      (text: string) => text,
      (text: string) => text.toUpperCase(),
      (text: string) => text.replace(/ /g, '_'),
      (text: string) => text.replace(/ /g, '-'),
      (text: string) => text.replace(/ (.)/g, (_, letter: string) => letter.toUpperCase()),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...everyKey),
        fc.nat(),
        fc.constantFrom(...styles),
        ({ section, key }, pick, style) => {
          const writings = claimFileWritings(key);
          const name = style(writings[pick % writings.length] ?? key.name);
          fc.pre(!(section === 'service line' && key.name === 'code') && key.name !== 'service lines');
          const text = claimWith(section, `"${name}": ${value(key)}`);
          const problems = claimFile.read(text, {}).problems.map(({ message }) => message);
          expect([name, problems]).toEqual([name, []]);
          validate(parse(text));
          expect([name, validate.errors]).toEqual([name, null]);
        },
      ),
      { numRuns: 1000 },
    );
  });

  it('and refuse the same unknown ones', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<SectionName>('claim', 'payer', 'person', 'provider', 'service line'),
        fc.stringMatching(/^[a-z]{3,12}( [a-z]{3,9})?$/),
        (section, name) => {
          const text = claimWith(section, `"${name}": "11"`);
          const read = claimFile
            .read(text, {})
            .problems.some(({ message }) => message.includes('not a name'));
          const schema =
            !validate(parse(text)) &&
            (validate.errors ?? []).some(({ keyword }) => keyword === 'additionalProperties');
          expect([name, read]).toEqual([name, schema]);
        },
      ),
      { numRuns: 300 },
    );
  });
});

// schemas/rule-pack.schema.json: what editors complete and check a rule pack with, made from the schema that reads it.
import { readFileSync, writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { packSchema } from '../../src/packs/pack-schema';
import { readPack } from '../../src/packs/read-pack';

const published = new URL('../../schemas/rule-pack.schema.json', import.meta.url);
// Checks that JSON Schema has no words for (family/name, trimmed texts) are left to Claimlint itself.
const made = {
  ...toJsonSchema(packSchema, { errorMode: 'ignore', target: 'draft-07' }),
  title: 'Claimlint rule pack',
  description: 'Rules of your own, as data. See docs/rule-packs.md.',
};

describe('schemas/rule-pack.schema.json', () => {
  it('is what the schema of packs gives (WRITE_SCHEMAS=1 writes it anew)', () => {
    if (process.env.WRITE_SCHEMAS !== undefined)
      writeFileSync(published, `${JSON.stringify(made, null, 2)}\n`);
    expect(JSON.parse(readFileSync(published, 'utf8'))).toEqual(JSON.parse(JSON.stringify(made)));
  });

  it('accepts the pack of the documentation and refuses what Claimlint refuses', () => {
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(
      JSON.parse(JSON.stringify(made)),
    );
    const page = readFileSync(new URL('../../docs/rule-packs.md', import.meta.url), 'utf8');
    const text = /```yaml\n(pack:[\s\S]*?)```/.exec(page)?.[1] ?? '';
    expect(readPack(text, []).problems).toEqual([]);
    expect(validate(parse(text))).toBe(true);
    const wrong = text.replace('severity: warning', 'severity: fatal');
    expect(readPack(wrong, []).problems).not.toEqual([]);
    expect(validate(parse(wrong))).toBe(false);
  });
});

// The published schema and page of `.claimlint.yaml` against the reader itself.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configurationPage, configurationSchema } from '../../scripts/configuration-page';
import { readConfiguration, ruleIds } from '../../src/check';

const validate = new Ajv({ strict: false, allowUnionTypes: true }).compile(configurationSchema());
const problems = (text: string) => readConfiguration(text, ruleIds).problems;
const example = /```yaml\n([\s\S]*?)```/.exec(configurationPage())?.[1] ?? '';

describe('the page and the schema of .claimlint.yaml', () => {
  it('are fresh (npm run docs writes them anew)', () => {
    expect(readFileSync('docs/configuration.md', 'utf8')).toBe(configurationPage());
    expect(JSON.parse(readFileSync('schemas/configuration.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(configurationSchema())),
    );
  });

  it('accept the example that the page shows, as the reader does', () => {
    expect(problems(example)).toEqual([]);
    expect(validate(parse(example))).toBe(true);
  });

  it.each([
    ['a value that a setting cannot have', 'laterality: by-name', 'laterality: sideways'],
    ['a setting of a payer that there is not', 'laterality: by-name', 'literality: by-name'],
    ['a severity that there is not', 'duplicate-line: warning', 'duplicate-line: loud'],
    ['a setting that there is not', 'default payer:', 'usual payer:'],
    ['an entry without a reason', '    reason: third muscle confirmed by addendum of 5 March\n', ''],
    ['an entry with something unknown', 'owner:', 'keeper:'],
    ['days that are no number', 'days: 180', 'days: soon'],
    ['a key of files that there is not', '  notes: [', '  letters: ['],
  ])('refuse %s, as the reader does', (_, right, wrong) => {
    const text = example.replace(right, wrong);
    expect(text).not.toBe(example);
    expect(problems(text).length).toBeGreaterThan(0);
    expect(validate(parse(text))).toBe(false);
  });

  it.each(['timed units', 'timed-units', 'timed_units', 'timedUnits'])('know %s as one setting', (name) => {
    const text = `payers:\n  a:\n    ${name}: pooled\n`;
    expect(problems(text)).toEqual([]);
    expect(validate(parse(text))).toBe(true);
    expect(readConfiguration(text, ruleIds).configuration.payers[0]?.timedUnits).toBe('pooled');
  });
});

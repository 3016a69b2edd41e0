import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/check/configuration';

const rules = ['needling/muscle-count', 'edit/mue'];

describe('.claimlint.yaml', () => {
  it('sets severities, payers, aliases, columns and ignores', () => {
    const { configuration, problems } = readConfiguration(
      `rules:
  edit/mue: warning
default payer: Acme
payers:
  Acme:
    payer ids: [ "60054" ]
    laterality: by-name
    timed-units: pooled
    timely filing days: 180
muscle aliases:
  lat hammies: biceps femoris
columns:
  Chg: charge
files:
  notes: ["notes/**/*.txt"]
ignores:
  - rule: needling/muscle-count
    claim: A-1
    line: 2
    reason: Addendum of 3 March names the third muscle.
    expires: 2027-01-01
`,
      rules,
    );
    expect(problems).toEqual([]);
    expect(configuration.rules).toEqual({ 'edit/mue': 'warning' });
    expect(configuration.payers[0]).toMatchObject({
      name: 'Acme',
      laterality: 'by-name',
      timedUnits: 'pooled',
      timelyFilingDays: 180,
      match: { ids: ['60054'] },
    });
    expect(configuration.defaultPayer).toBe('Acme');
    expect(configuration.muscleAliases).toEqual({ 'lat hammies': 'biceps femoris' });
    expect(configuration.columns).toEqual({ Chg: 'charge' });
    expect(configuration.files.notes).toEqual(['notes/**/*.txt']);
    expect(configuration.ignores[0]).toMatchObject({
      rule: 'needling/muscle-count',
      claim: 'A-1',
      line: 2,
      expires: '2027-01-01',
    });
  });

  it('says at the exact place what it does not understand, and keeps the rest', () => {
    const text = `rules:
  edit/nothing: error
  edit/mue: loud
payers:
  Acme: { laterality: sideways }
colour: red
ignores:
  - rule: edit/mue
`;
    const { configuration, problems } = readConfiguration(text, rules);
    expect(problems.map(({ range }) => text.slice(range.start, range.end).trim().split('\n')[0])).toEqual([
      'edit/nothing',
      'loud',
      'sideways',
      'colour',
      'rule: edit/mue',
    ]);
    expect(configuration.rules).toEqual({});
    expect(configuration.payers[0]?.name).toBe('Acme');
    expect(configuration.ignores).toEqual([]);
  });

  it('takes an empty file, and YAML that does not parse, without an exception', () => {
    expect(readConfiguration('', rules).problems).toEqual([]);
    expect(readConfiguration('# nothing yet\n', rules).problems).toEqual([]);
    expect(readConfiguration('rules: [', rules).problems.length).toBeGreaterThan(0);
    expect(readConfiguration('- a\n- b\n', rules).problems[0]?.message).toContain('Expected settings');
    expect(readConfiguration('&a [*a, *a]', rules).configuration.rules).toEqual({});
  });
});

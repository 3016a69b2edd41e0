import { describe, expect, it } from 'vitest';
import { checkDocuments, defaultConfiguration, readConfiguration, ruleIds } from '../../src/check';
import { staleIgnores } from '../../src/check/stale-ignores';
import { tablesOf } from '../scenarios/tables';

const claim = `claim: A-1
diagnoses: { A: M62.830, B: M79.18 }
service lines:
  - { date: 2026-03-02, code: "97110", units: 1, pointers: E }
`;

/** What is said of entries, and the first words of the place where it is said. */
function stale(entries: string, isWhole = true, text = claim): readonly (readonly string[])[] {
  const settings = `ignores:\n${entries}`;
  const { configuration, problems } = readConfiguration(settings, ruleIds);
  expect(problems).toEqual([]);
  const today = '2026-04-01';
  const { documents } = checkDocuments([{ path: 'a.claim', text }], {
    configuration: { ...defaultConfiguration, ignores: configuration.ignores },
    tables: tablesOf([]),
    today,
  });
  return staleIgnores(configuration.ignores, documents, { path: '.claimlint.yaml', today, isWhole }).map(
    ({ severity, message, at }) => [
      severity,
      /held until|in none of the files|ignores nothing/.exec(message)?.[0] ?? message,
      settings.slice(at.range.start, at.range.end).split('\n')[0] ?? '',
    ],
  );
}

describe('entries of ignores:', () => {
  it('that hold a finding back are nothing to speak of', () => {
    expect(stale('  - { rule: diagnosis/pointer, claim: A-1, line: 1, reason: known }\n')).toEqual([]);
    expect(stale('  - { rule: diagnosis/excludes1, reason: unrelated }\n')).toEqual([]);
    expect(
      stale('  - { rule: diagnosis/pointer, claim: A-1, reason: known, expires: 2026-04-01 }\n'),
    ).toEqual([]);
  });

  it('that have expired are a warning at their place, with whom to ask', () => {
    const entries =
      '  - { rule: diagnosis/pointer, claim: A-1, reason: known, expires: 2026-03-31, owner: Mia }\n';
    expect(stale(entries)).toEqual([
      [
        'warning',
        'held until',
        '{ rule: diagnosis/pointer, claim: A-1, reason: known, expires: 2026-03-31, owner: Mia }',
      ],
    ]);
  });

  it('that match no finding any more are named', () => {
    expect(stale('  - { rule: diagnosis/pointer, claim: A-1, line: 2, reason: was there }\n')).toEqual([
      ['information', 'ignores nothing', expect.any(String)],
    ]);
    expect(stale('  - { rule: edit/duplicate-line, reason: was there }\n')).toEqual([
      ['information', 'ignores nothing', expect.any(String)],
    ]);
  });

  it('for a claim that is nowhere are named when every file was checked, else not', () => {
    const entry = '  - { rule: diagnosis/pointer, claim: B-2, reason: gone }\n';
    expect(stale(entry)).toEqual([['information', 'in none of the files', expect.any(String)]]);
    expect(stale(entry, false)).toEqual([]);
  });

  it('without a claim are left alone when only some files were checked', () => {
    expect(stale('  - { rule: edit/duplicate-line, reason: elsewhere }\n', false)).toEqual([]);
    expect(stale('  - { rule: edit/duplicate-line, claim: A-1, reason: not here }\n', false)).toEqual([
      ['information', 'ignores nothing', expect.any(String)],
    ]);
  });

  it('say at the place what is wrong with them, and then hold nothing back', () => {
    const text = `ignores:
  - { rule: edit/nothing, reason: x }
  - { rule: edit/mue, reason: x, expires: soon }
  - { rule: edit/mue, reason: x, expires: 2026-02-30 }
  - { rule: edit/mue, reason: x, line: first }
  - { rule: edit/mue, reason: x, untill: 2027-01-01 }
  - edit/mue
`;
    const { configuration, problems } = readConfiguration(text, ruleIds);
    expect(problems.map(({ range }) => text.slice(range.start, range.end))).toEqual([
      'edit/nothing',
      'soon',
      '2026-02-30',
      'first',
      'untill',
      'edit/mue',
    ]);
    expect(configuration.ignores.map(({ rule }) => rule)).toEqual(['edit/mue']);
  });
});

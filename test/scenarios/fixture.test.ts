// The scenario harness itself: what is missing and what is unexpected is told apart, and nothing passes by default.
import { describe, expect, test } from 'vitest';
import { readScenario, replaceMarks } from './fixture';
import { tablesOf } from './tables';

const story = `# A story.
# also: documentation/missing-element
# today: 2026-07-01
--- visit.claim
claim: A1
code: 20561
      ^^^^^ warning needling/muscle-count "2 muscles" "20560"
 ^^ quiet edit/mue
--- visit.claim after "Change 20561"
claim: A1
code: 20560
`;

describe('a scenario file', () => {
  test('is read into documents without their lines of carets', () => {
    const { documents, story: lines, also, today } = readScenario(story);
    expect(documents[0]?.text).toBe('claim: A1\ncode: 20561\n');
    expect(lines).toEqual(['A story.']);
    expect(also).toEqual(['documentation/missing-element']);
    expect(today).toBe('2026-07-01');
  });

  test('says where each mark stands and what it expects', () => {
    const [first, second] = readScenario(story).documents[0]?.marks ?? [];
    expect(first).toEqual({
      line: 1,
      from: 6,
      to: 11,
      expectation: {
        kind: 'finding',
        verdict: 'fail',
        severity: 'warning',
        rule: 'needling/muscle-count',
        words: ['2 muscles', '20560'],
      },
    });
    expect(second).toMatchObject({
      line: 1,
      from: 1,
      to: 3,
      expectation: { kind: 'quiet', rule: 'edit/mue' },
    });
  });

  test('keeps the text after a fix', () => {
    expect(readScenario(story).after).toEqual([
      { path: 'visit.claim', fix: 'Change 20561', text: 'claim: A1\ncode: 20560\n' },
    ]);
  });

  test('comes back unchanged when its own marks are written into it', () => {
    expect(replaceMarks(story, ({ marks }) => marks)).toBe(story);
  });

  test('may have CR LF line ends, which its marks do not count', () => {
    const scenario = readScenario(`# line ends: crlf\n${story}`);
    expect(scenario.documents[0]?.text).toBe('claim: A1\r\ncode: 20561\r\n');
    expect(scenario.documents[0]?.marks[0]?.from).toBe(6);
  });

  test('is refused when a line of carets says something unknown', () => {
    expect(() => readScenario(story.replace('warning needling', 'perhaps needling'))).toThrow(
      'says nothing that is known',
    );
  });
});

describe('the tables of a scenario', () => {
  const tables = tablesOf(['ptp practitioner 97140 20561 1 20200401 20201231', 'mue practitioner 20561 1 2']);

  test('hold a pair to the last day of its period, in either order', () => {
    expect(tables.ptp('practitioner', '20561', '97140', '2020-12-31')).toMatchObject({
      column1: '97140',
      indicator: 1,
    });
    expect(tables.ptp('practitioner', '20561', '97140', '2021-01-01')).toBe('none');
  });

  test('tell "no such row" from "no such table"', () => {
    expect(tables.mue('practitioner', '97140', '2024-01-01')).toBe('none');
    expect(tables.mue('outpatient', '97140', '2024-01-01')).toBeUndefined();
  });
});

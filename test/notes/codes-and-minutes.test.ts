// Codes with units that a note writes, and minutes of timed services, in varied wordings.
import { describe, expect, test } from 'vitest';
import { readNote } from '../../src/notes';

describe('codes written in the note', () => {
  test.each([
    ['CPT: 20561 x1, 97140-59 x 2', { '20561': 1, '97140': 2 }],
    ['Billing: 20560, 97110 (2 units), 97140 (1u)', { '20560': undefined, '97110': 2, '97140': 1 }],
    ['CPT 97110 GP x 2', { '97110': 2 }],
    ['Codes billed: 20561, 97530 units: 3', { '20561': undefined, '97530': 3 }],
  ])('%s', (text, expected) => {
    const { billedCodes } = readNote(text).header;
    expect(Object.fromEntries(billedCodes.map(({ code, units }) => [code.value, units?.value]))).toEqual(
      expected,
    );
    for (const { units } of billedCodes)
      if (units !== undefined) expect(text.slice(units.range.start, units.range.end)).toBe(`${units.value}`);
  });

  test('a telephone or account number is no code', () => {
    expect(readNote('Phone 555-97110-22\nAccount: 20561889').header.billedCodes).toEqual([]);
  });
});

describe('minutes of timed services', () => {
  test.each([
    ['Therapeutic exercise 97110: 15 min', { '97110': 15 }],
    ['Manual therapy - 8 minutes', { '97140': 8 }],
    ['Time: TE 23 min, MT 15 min', { '97110': 23, '97140': 15 }],
    ['97140 x 12 min', { '97140': 12 }],
    ['Neuromuscular re-education (97112) 10 mins', { '97112': 10 }],
  ])('%s', (text, expected) => {
    const { minutes } = readNote(text);
    expect(Object.fromEntries(minutes.map((entry) => [entry.for, entry.minutes.value]))).toEqual(expected);
  });
});

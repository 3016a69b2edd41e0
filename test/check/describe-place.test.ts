// What a hover says of an element of an 837 and of a cell of a charge export.
import { describe, expect, test } from 'vitest';
import { describePlace } from '../../src/check/describe-place';

const none = { columns: {} };
const charges =
  'Claim,DOS,CPT,Mod1,Units,Shelf\nA1,2026-03-02,20561,GP,1,"top, left"\nA2,2026-03-02,20560,,1,low\n';
const at = (words: string) =>
  describePlace({ path: 'charges.csv', text: charges, format: 'csv' }, charges.indexOf(words), none);

describe('a cell of a charge export', () => {
  test('has its column and what the column is read as', () => {
    const cell = at('GP');
    expect(cell?.markdown).toContain('Column 4');
    expect(cell?.markdown).toContain('Mod1');
    expect(cell?.markdown).toContain('modifier 1');
    expect(cell && charges.slice(cell.range.start, cell.range.end)).toBe('GP');
  });

  test('is told apart by quotes, not by the commas within them', () => {
    expect(at('left')?.markdown).toContain('Column 6');
  });

  test('of a column that is not read says how to have it read', () => {
    expect(at('low')?.markdown).toContain('name its field under');
  });

  test('of the header is described like the cells below it', () => {
    expect(at('Units')?.markdown).toContain('units');
  });
});

test('an element of an 837 has its loop, segment and meaning', () => {
  const isa =
    'ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *260302*0900*^*00501*000000001*0*P*:~';
  const text = `${isa}GS*HC*A*B*20260302*0900*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*1*20260302*0900*CH~SE*3*0001~GE*1*1~IEA*1*000000001~`;
  const element = describePlace(
    { path: 'a.837', text, format: 'x12-837p' },
    text.indexOf('*00*1*2026') + 1,
    none,
  );
  expect(element?.markdown).toContain('BHT02');
  expect(element && text.slice(element.range.start, element.range.end)).toBe('00');
});

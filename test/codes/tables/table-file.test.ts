// Stored tables: whole or refused, never half believed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openTables } from '../../../src/codes/tables';
import { codeReferences, refersTo } from '../../../src/codes/tables/kinds/code-references';
import { codeOfPair, pairCode } from '../../../src/codes/tables/kinds/pair-code';
import { gather, pairLayout, spread } from '../../../src/codes/tables/kinds/pair-hash';
import { openPtp } from '../../../src/codes/tables/kinds/ptp';
import { createPtpBuilder } from '../../../src/codes/tables/kinds/ptp-builder';
import { checksum } from '../../../src/codes/tables/store/checksum';
import { codeKey, codeOfKey, keyAfter } from '../../../src/codes/tables/store/code-key';
import { afterDays, isoDate, noEnd, readDate, readDayOfYear } from '../../../src/codes/tables/store/dates';
import {
  type Column,
  decodeTable,
  encodeTable,
  type TableDescription,
} from '../../../src/codes/tables/store/table-file';

const text = (words: string) => new TextEncoder().encode(words);
const describeTable = (rows: number): TableDescription => ({
  kind: 'ptp',
  setting: 'practitioner',
  vintage: '2024 Q3',
  from: '2024-07-01',
  to: '2024-09-30',
  historyFrom: '1996-01-01',
  rows,
  importedAt: '2026-11-23T09:00:00Z',
  sources: ['test'],
});

describe('the checksum', () => {
  it('is xxHash32, by its published examples', () => {
    expect(checksum(text(''))).toBe(0x02cc5d05);
    expect(checksum(text('a'))).toBe(0x550d7456);
    expect(checksum(text('abc'))).toBe(0x32d153ff);
    expect(checksum(text('Nobody inspects the spammish repetition'))).toBe(0xe2293b2f);
  });
});

describe('a table file', () => {
  const bytes = encodeTable(
    describeTable(3),
    new Map<string, Column>([
      ['a', Uint16Array.of(1, 2, 3)],
      ['b', Float64Array.of(0.5)],
      ['c', new Uint8Array(0)],
    ]),
  );

  it('comes back as it was, wherever its bytes lie in memory', () => {
    for (const offset of [0, 1, 3, 8]) {
      const moved = new Uint8Array(bytes.length + offset);
      moved.set(bytes, offset);
      const file = decodeTable(moved.subarray(offset));
      expect(file).toMatchObject({ description: describeTable(3) });
      if (typeof file !== 'string')
        expect([...file.columns.values()]).toEqual([
          Uint16Array.of(1, 2, 3),
          Float64Array.of(0.5),
          new Uint8Array(0),
        ]);
    }
  });

  it('is refused with a reason when any byte is changed', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const damaged = bytes.slice();
        damaged[at] = (damaged[at] ?? 0) ^ change;
        expect(typeof decodeTable(damaged)).toBe('string');
      }),
    );
  });

  it('is refused when it is cut off, grown, empty or something else', () => {
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), (length) => {
        expect(typeof decodeTable(bytes.subarray(0, length))).toBe('string');
      }),
    );
    expect(typeof decodeTable(new Uint8Array([...bytes, 0]))).toBe('string');
    expect(decodeTable(text('<html>'))).toBe('this is not a stored code table');
  });

  it('of another version of the format asks for a new import', () => {
    const other = bytes.slice();
    other[8] = 2;
    expect(decodeTable(other)).toContain('import the table again');
  });

  it('that is damaged is named while the others are opened', () => {
    const good = pairTable([['20561', '20560', 20_200_101, noEnd, 0]]);
    const tables = openTables([text('garbage'), good]);
    expect(tables.problems).toEqual([{ file: 0, message: 'this is not a stored code table' }]);
    expect(tables.ptp('practitioner', '20560', '20561', '2024-08-01')).toMatchObject({ indicator: 0 });
  });
});

describe('keys of codes', () => {
  const code = fc.stringMatching(/^[0-9A-Z]{1,7}$/);
  const five = fc.stringMatching(/^[0-9A-Z]{5}$/);

  it('come back as the code and sort as codes do', () => {
    fc.assert(
      fc.property(code, code, (a, b) => {
        const [first, second] = [codeKey(a) ?? -1, codeKey(b) ?? -1];
        expect(codeOfKey(first)).toBe(a);
        expect(Math.sign(first - second)).toBe(a < b ? -1 : a > b ? 1 : 0);
        expect(second >= first && second < (keyAfter(a) ?? 0)).toBe(b.startsWith(a));
      }),
    );
  });

  it('of pairs come back too, and text that is no code has none', () => {
    fc.assert(
      fc.property(five, (each) => {
        expect(codeOfPair(pairCode(each))).toBe(each);
      }),
    );
    for (const wrong of ['', '2056', '205610', '2056p', 'é0561', '20 61']) expect(pairCode(wrong)).toBe(-1);
    expect(codeKey('M54.5')).toBeUndefined();
  });

  it('of pairs are spread so that each comes back and none meets another', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 65_536 }),
        fc.integer({ min: 1, max: 3_000_000 }),
        fc.nat(),
        fc.nat(),
        (codes, rows, a, b) => {
          const layout = pairLayout(codes, rows, 100);
          if (layout === undefined) return;
          const [lower, higher] = [a % codes, b % codes];
          expect(gather(layout, spread(layout, lower, higher))).toEqual([lower, higher]);
        },
      ),
    );
  });
});

describe('dates', () => {
  it('are read as files write them', () => {
    expect(readDate('20240701')).toBe(20_240_701);
    expect(readDate('2024-07-01')).toBe(20_240_701);
    expect(readDate('7/1/2024')).toBe(20_240_701);
    expect(readDate('45474')).toBe(20_240_701);
    expect(readDate('20240230')).toBeUndefined();
    expect(readDate('2024O701')).toBeUndefined();
    expect(readDayOfYear('2024183')).toBe(20_240_701);
    expect(readDayOfYear('2023365')).toBe(20_231_231);
    expect(readDayOfYear('2023366')).toBeUndefined();
    expect(afterDays(20_240_228, 2)).toBe(20_240_301);
    expect(isoDate(20_240_701)).toBe('2024-07-01');
  });
});

type Row = readonly [
  column1: string,
  column2: string,
  effective: number,
  deleted: number,
  indicator: 0 | 1 | 9,
];

function pairTable(rows: readonly Row[]): Uint8Array {
  const builder = createPtpBuilder();
  for (const [column1, column2, effective, deleted, indicator] of rows)
    builder.add(
      pairCode(column1),
      pairCode(column2),
      builder.attributes({ effective, deleted, indicator, before1996: false, rationale: 'r' }),
    );
  return builder.encode(describeTable);
}

describe('the pair table', () => {
  const codes = ['20560', '20561', '97140', '97810', 'G0283', '0001U', '99999', 'V5364'];
  const day = fc.integer({ min: 0, max: 40 }).map((days) => afterDays(20_200_101, days));
  const row: fc.Arbitrary<Row> = fc
    .tuple(
      fc.constantFrom(...codes),
      fc.constantFrom(...codes),
      day,
      fc.option(day, { nil: noEnd }),
      fc.constantFrom(0 as const, 1 as const, 9 as const),
    )
    .filter(([a, b]) => a !== b);

  it('answers as the plain list of its rows does', () => {
    fc.assert(
      fc.property(
        fc.array(row, { maxLength: 60 }),
        fc.constantFrom(...codes),
        fc.constantFrom(...codes),
        day,
        (rows, a, b, date) => {
          const file = decodeTable(pairTable(rows));
          if (typeof file === 'string') throw new Error(file);
          const answer = openPtp(file).find(a, b, date);
          const inForce = rows.filter(
            ([column1, column2, effective, deleted, indicator]) =>
              indicator !== 9 &&
              effective <= date &&
              deleted >= date &&
              ((column1 === a && column2 === b) || (column1 === b && column2 === a)),
          );
          if (inForce.length === 0) expect(answer).toBe('none');
          else {
            const latest = Math.max(...inForce.map(([, , effective]) => effective));
            expect(answer).toMatchObject({ effective: isoDate(latest) });
            expect(
              inForce.some(
                ([column1, column2]) =>
                  typeof answer === 'object' && answer.column1 === column1 && answer.column2 === column2,
              ),
            ).toBe(true);
          }
        },
      ),
    );
  });

  it('counts a row that stands in two files once', () => {
    const file = decodeTable(
      pairTable([
        ['20561', '20560', 20_200_101, noEnd, 0],
        ['20561', '20560', 20_200_101, noEnd, 0],
      ]),
    );
    expect(typeof file === 'string' ? file : file.description.rows).toBe(1);
  });
});

describe('codes that a note names', () => {
  const names = (note: string, code: string) =>
    codeReferences(note).some((reference) => refersTo(reference, code));

  it.each([
    ['myalgia (M79.1-)', 'M7918', true],
    ['myalgia (M79.1-)', 'M797', false],
    ['stroke (I60-I69)', 'I639', true],
    ['stroke (I60-I69)', 'I700', false],
    ['injuries (S00.0-S01.9-)', 'S0190XA', true],
    ['influenza (J09.X3, J10.2, J11.2)', 'J102', true],
    ['fracture (S52.- with 7th character B)', 'S5201XB', true],
    ['fracture (S52.- with open fracture 7th character)', 'S5201XB', false],
    ['poisoning (T36-T50 with fifth or sixth character 1-4 or 6)', 'T400X1A', true],
    ['poisoning (T36-T50 with fifth or sixth character 1-4 or 6)', 'T400X5A', false],
    ['diabetes (E08-E13 with .51-.52)', 'E1152', true],
    ['diabetes (E08-E13 with .51-.52)', 'E1159', false],
    ['conditions (acute) (chronic)', 'M542', false],
  ])('in "%s": %s %s', (note, code, expected) => {
    expect(names(note, code)).toBe(expected);
  });

  it('are read in time that grows with the note', () => {
    const long = `${'(A00-'.repeat(20_000)}A01)`;
    const start = performance.now();
    codeReferences(long);
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  piecesOf,
  readDate,
  readMoney,
  readNumber,
  readSerialDate,
  trimmedPiece,
} from '../../src/formats/written-value';

describe('a date', () => {
  it.each([
    ['2026-03-02', '2026-03-02'],
    ['2026/3/2', '2026-03-02'],
    ['20260302', '2026-03-02'],
    ['3/2/2026', '2026-03-02'],
    ['03-02-2026', '2026-03-02'],
    ['03 02 2026', '2026-03-02'],
    ['03022026', '2026-03-02'],
    ['3/2/26', '2026-03-02'],
    ['11/20/79', '1979-11-20'],
    ['13/2/2026', '2026-02-13'],
    ['30-May-2015', '2015-05-30'],
    ['2 March 2026', '2026-03-02'],
    ['Mar 2, 2026', '2026-03-02'],
    ['2026-03-02T10:15:00Z', '2026-03-02'],
    ['3/2/2026 0:00', '2026-03-02'],
    ['3/2/2026 10:15 AM', '2026-03-02'],
    ['2024-02-29', '2024-02-29'],
  ])('written %s', (written, date) => {
    expect(readDate(written)?.date).toBe(date);
  });

  it.each([
    '2026-02-30',
    '2025-02-29',
    '31/31/2026',
    '00000000',
    '20261302',
    'March',
    '3/2',
    '1/2/3',
    '',
    '12345',
    '2026-3-2-1',
  ])('is not %j', (written) => {
    expect(readDate(written)).toBeUndefined();
  });

  it('as the number of a day', () => {
    expect(readSerialDate('45323')).toBe('2024-02-01');
    expect(readSerialDate('46085.5')).toBe('2026-03-04');
    for (const written of ['9999', '99999', '4532', '20561a', ''])
      expect(readSerialDate(written)).toBeUndefined();
  });

  it('of every day comes back from every way to write it', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1930-01-01'), max: new Date('2029-12-31'), noInvalidDate: true }),
        (day) => {
          const iso = day.toISOString().slice(0, 10);
          const [y = '', m = '', d = ''] = iso.split('-');
          for (const written of [
            iso,
            `${y}${m}${d}`,
            `${m}/${d}/${y}`,
            `${Number(m)}/${Number(d)}/${y}`,
            `${Number(m)}/${Number(d)}/${y.slice(2)}`,
            `${m}${d}${y}`.replace(/^(19|20)/, 'x'),
          ]) {
            if (!written.startsWith('x')) expect([written, readDate(written)?.date]).toEqual([written, iso]);
          }
        },
      ),
    );
  });
});

describe('an amount', () => {
  it.each([
    ['120', 12000],
    ['120.5', 12050],
    ['120.00', 12000],
    ['120.0000', 12000],
    ['$1,200.00', 120000],
    ['$ 95', 9500],
    ['(12.00)', -1200],
    ['-12.00', -1200],
    ['12.00-', -1200],
    ['.5', 50],
    ['1.200,50', 120050],
    ['95,00', 9500],
    ['1,200', 120000],
    ['0', 0],
    ['-0', 0],
  ])('written %s', (written, cents) => {
    expect(readMoney(written)).toBe(cents);
  });

  it.each(['', '.', '$', '1.234', '12,3', '1e3', 'free', '1 200', '--5', '(', '12.00.00'])(
    'is not %j',
    (written) => {
      expect(readMoney(written)).toBeUndefined();
    },
  );
});

describe('a number', () => {
  it.each([
    ['1', 1],
    ['1.0', 1],
    ['1.5', 1.5],
    ['.5', 0.5],
    ['1,000', 1000],
    ['-2', -2],
  ])('written %s', (written, value) => {
    expect(readNumber(written)).toBe(value);
  });
  it.each(['', '1e3', 'one', '1.2.3', '0x10', 'Infinity', '١'])('is not %j', (written) => {
    expect(readNumber(written)).toBeUndefined();
  });
});

describe('parts of a text', () => {
  it('stand where they are', () => {
    expect(piecesOf(' GP, 59:KX', ',:', 10)).toEqual([
      { text: 'GP', range: { start: 11, end: 13 } },
      { text: '59', range: { start: 15, end: 17 } },
      { text: 'KX', range: { start: 18, end: 20 } },
    ]);
    expect(trimmedPiece('  a b ', 4)).toEqual({ text: 'a b', range: { start: 6, end: 9 } });
  });
});

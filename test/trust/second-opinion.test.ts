// What Claimlint computes, computed again in another way: the check digit of an NPI by the textbook's Luhn, ICD-10-CM facts against
// the rows of the order file. The pair table against a plain scan of its 2.5 million rows: test/codes/tables/pairs.test.ts;
// the 837 reader against pyx12: test/formats/x12-agreement.test.ts.
import { describe, expect, it } from 'vitest';
import { checkDocuments, defaultConfiguration } from '../../src/check';
import { importTables, openTables } from '../../src/codes/tables';
import { noTables } from '../../src/codes/tables/lookup';
import { corpusText, hasCorpus } from '../codes/tables/corpus';
import { randomFrom } from './random';

/** Luhn over 80840 and the ten digits: from the right, every second digit doubled, digits of the products added. */
function isNpi(text: string): boolean {
  if (!/^[12]\d{9}$/.test(text)) return false;
  const digits = [...`80840${text}`].reverse().map(Number);
  const sum = digits.reduce((all, digit, place) => {
    const counted = place % 2 === 1 ? digit * 2 : digit;
    return all + Math.floor(counted / 10) + (counted % 10);
  }, 0);
  return sum % 10 === 0;
}

describe('a second opinion', () => {
  it('on two thousand provider identifiers', () => {
    const random = randomFrom(7);
    const numbers = Array.from({ length: 2_000 }, () => {
      const first = random.chance(0.9) ? String(1 + random.number(2)) : String(random.number(10));
      return first + Array.from({ length: 9 }, () => random.number(10)).join('');
    });
    const text = numbers
      .map(
        (npi) =>
          `claim: A1\nrendering provider: { npi: "${npi}" }\nservice lines:\n  - { date: 2026-03-02, code: "97110" }\n`,
      )
      .join('---\n');
    const { documents } = checkDocuments([{ path: 'a.claim', text }], {
      configuration: defaultConfiguration,
      tables: noTables,
      today: '2026-11-23',
    });
    const wrong = new Set(
      documents[0]?.findings
        .filter(({ rule }) => rule === 'identifier/npi')
        .map((finding) => finding.claimIndex),
    );
    const disagreed = numbers.filter((npi, index) => isNpi(npi) === wrong.has(index));
    expect(documents[0]?.claims).toHaveLength(numbers.length);
    expect(disagreed).toEqual([]);
    expect(wrong.size).toBeGreaterThan(1600);
    expect(wrong.size).toBeLessThan(numbers.length);
  });

  it.runIf(hasCorpus)('on every diagnosis of the order file of January 2021', async () => {
    const rows = corpusText('icd10cm_order_2021jan.csv.gz')
      .split(/\r?\n/)
      .slice(1)
      .filter((line) => line !== '');
    const cells = (line: string) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '',
      );
    const header = cells(corpusText('icd10cm_order_2021jan.csv.gz').split(/\r?\n/)[0] ?? '');
    const at = (name: RegExp) => header.findIndex((title) => name.test(title));
    const [code, billable, title] = [at(/^code/i), at(/billable|header|valid/i), at(/long|title|desc/i)];
    expect([code, billable, title].every((place) => place >= 0)).toBe(true);
    const order = rows
      .map(cells)
      .map(
        (row, index) =>
          `${String(index + 1).padStart(5, '0')} ${(row[code] ?? '').padEnd(7)} ${isBillable(row[billable]) ? 1 : 0} ${(row[title] ?? '').slice(0, 60).padEnd(60)} ${row[title] ?? ''}`,
      )
      .join('\r\n');
    const { tables, problems } = await importTables(
      [{ name: 'icd10cm_order_2021jan.txt', bytes: Buffer.from(`${order}\r\n`) }],
      { importedAt: '2026-11-23T09:00:00Z' },
    );
    expect(problems).toEqual([]);
    const opened = openTables(tables.map(({ bytes }) => bytes));
    const wrong = rows.map(cells).filter((row) => {
      const known = opened.icd10(row[code] ?? '', '2021-02-01');
      return known === undefined || known === 'none' || known.billable !== isBillable(row[billable]);
    });
    expect(wrong).toEqual([]);
    expect(rows.length).toBeGreaterThan(90_000);
    expect(opened.icd10('Z9999', '2021-02-01')).toBe('none');
  });
});

const isBillable = (cell: string | undefined): boolean => /^(?:1|true|y|yes|billable)$/i.test(cell ?? '');

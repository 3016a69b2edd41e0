// The whole NCCI pair table of 2024 Q3, 2.5 million real rows in CMS's own files, imported, stored, opened and asked.
import { beforeAll, describe, expect, it } from 'vitest';
import { type ImportResult, importTables, type OpenedTables, openTables } from '../../../src/codes/tables';
import { pairFiles, pairSheet } from './cms-layout';
import { chosenRows, hasCorpus, type PairRows, pairRows } from './corpus';
import { codesIn, needlingPairs, outpatientPairs } from './needling-pairs';
import { zipOf } from './write-archive';

const importedAt = '2026-11-23T09:00:00Z';
const inQuarter = '2024-08-14';
const needling = new Set(['20560', '20561']);

describe.runIf(hasCorpus)('the practitioner pair table of 2024 Q3, all 2.5 million rows', () => {
  let rows: PairRows;
  let result: ImportResult;
  let tables: OpenedTables;
  const progress: number[] = [];

  beforeAll(async () => {
    rows = pairRows('practitioner');
    const zips = pairFiles(rows, 'practitioner').map((file) => ({
      name: `medicare-ncci-2024q3-practitioner-ptp-edits-${file.name.toLowerCase().replace('.txt', '.zip')}`,
      bytes: zipOf([file], 1),
    }));
    // As a coder picks them: not in order.
    const picked = [2, 0, 3, 1].flatMap((index) => zips[index] ?? []);
    result = await importTables(picked, {
      importedAt,
      onProgress: ({ done, total }) => progress.push(done / total),
    });
    tables = openTables(result.tables.map(({ bytes }) => bytes));
  });

  const ask = (a: string, b: string, date = inQuarter) => tables.ptp('practitioner', a, b, date);

  it('makes one table of four zip files', () => {
    expect(result.problems).toEqual([]);
    expect(result.tables.map(({ slot, table }) => [slot, table.rows])).toEqual([
      ['ptp-practitioner-2024-07-01', 2_546_017],
    ]);
    expect(tables.loaded).toMatchObject([
      {
        kind: 'ptp',
        vintage: '2024 Q3',
        from: '2024-07-01',
        to: '2024-09-30',
        historyFrom: '1996-01-01',
        importedAt,
      },
    ]);
  });

  it('stores it in less than 12 MB', () => {
    expect(result.tables[0]?.bytes.length).toBeLessThan(12_000_000);
  });

  it('tells how far it is, never backwards', () => {
    expect(progress.length).toBeGreaterThan(20);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
    expect(progress.at(-1)).toBeGreaterThan(0.9);
  });

  it.each(needlingPairs)(
    'knows that $column1 with $column2 has indicator $indicator',
    ({ column1, column2, indicator }) => {
      for (const first of codesIn(column1)) {
        for (const second of codesIn(column2)) {
          const expected = { column1: first, column2: second, indicator, vintage: '2024 Q3' };
          if (indicator === 'none') expect(ask(first, second)).toBe('none');
          else {
            expect(ask(first, second)).toMatchObject(expected);
            expect(ask(second, first)).toMatchObject(expected);
          }
        }
      }
    },
  );

  it('has 83 pairs with 20561 in column 1, 64 of them with indicator 1, and 635 in column 2', () => {
    const edits = tables.ptpEditsOf('practitioner', '20561', inQuarter) ?? [];
    const first = edits.filter(({ column1 }) => column1 === '20561');
    expect(first).toHaveLength(83);
    expect(first.filter(({ indicator }) => indicator === 1)).toHaveLength(64);
    expect(edits).toHaveLength(83 + 635);
  });

  it('counts the last day of an edit and not the next one', () => {
    // 20561 with 0228T ended on 31 December 2020.
    expect(ask('20561', '0228T', '2020-12-31')).toMatchObject({ indicator: 0, deleted: '2020-12-31' });
    expect(ask('20561', '0228T', '2021-01-01')).toBe('none');
    expect(ask('20561', '0228T', '2019-12-31')).toBe('none');
  });

  it('passes over withdrawn edits (indicator 9) even on their one day', () => {
    // 20560 with 99211 was withdrawn as of 1 January 2020 and is in force now.
    expect(ask('20560', '99495', '2020-01-01')).toMatchObject({ indicator: 1 });
    const withdrawn = Array.from({ length: rows.count }, (_, row) => row).filter(
      (row) => rows.indicator[row] === 9 && row % 400 === 0,
    );
    for (const row of withdrawn) {
      const found = ask(rows.column1(row), rows.column2(row), iso(rows.deleted[row] ?? 0));
      expect(found === 'none' || (found !== undefined && found.indicator !== 9)).toBe(true);
    }
  });

  it('says nothing for dates after its quarter and before NCCI', () => {
    expect(ask('20561', '20560', '2024-10-01')).toBeUndefined();
    expect(ask('20561', '20560', '1995-12-31')).toBeUndefined();
    expect(tables.ptp('outpatient', '20561', '20560', inQuarter)).toBeUndefined();
  });

  it('agrees with the source rows for 10,000 random pairs, half of them edits, on three dates', () => {
    const random = generator(20561);
    const asked: (readonly [string, string])[] = [];
    for (let index = 0; index < 5000; index++) {
      const row = Math.floor(random() * rows.count);
      const pair = [rows.column1(row), rows.column2(row)] as const;
      asked.push(random() < 0.5 ? pair : [pair[1], pair[0]]);
      asked.push([pick(rows.codes, random), pick(rows.codes, random)]);
    }
    const source = rowsOfPairs(rows, asked);
    let found = 0;
    for (const date of ['2005-06-30', '2020-12-31', '2024-09-30']) {
      for (const [a, b] of asked) {
        const expected = editInForce(rows, source.get(key(a, b)) ?? [], Number(date.replaceAll('-', '')));
        const answer = ask(a, b, date);
        if (expected === undefined) expect(answer, `${a} ${b} ${date}`).toBe('none');
        else {
          found++;
          expect(answer, `${a} ${b} ${date}`).toEqual({ ...expected, vintage: '2024 Q3' });
        }
      }
    }
    expect(found).toBeGreaterThan(4000);
  });

  it('answers only for the parts that were imported, and joins the others later', async () => {
    const some = chosenRows(
      rows,
      (row) => row % 40 === 0 || needling.has(rows.column1(row)) || needling.has(rows.column2(row)),
    );
    const files = pairFiles(some, 'practitioner');
    const first = await importTables(files.slice(0, 3), { importedAt });
    const partial = openTables(first.tables.map(({ bytes }) => bytes));
    expect(first.tables[0]?.table.missingParts).toEqual([4]);
    expect(partial.ptp('practitioner', '20561', '20560', inQuarter)).toMatchObject({ indicator: 0 });
    // G0463 stands in the fourth part: whether it pairs with 97140 is not known.
    expect(partial.ptp('practitioner', 'G0463', '97140', inQuarter)).toBeUndefined();
    const later = await importTables(files.slice(3), { importedAt, stored: first.tables });
    expect(later.tables[0]?.table).not.toHaveProperty('missingParts');
    expect(later.tables[0]?.table.rows).toBe(some.count);
    const whole = openTables(later.tables.map(({ bytes }) => bytes));
    expect(whole.ptp('practitioner', 'G0463', '20561', inQuarter)).toEqual(ask('G0463', '20561'));
    expect(whole.ptpEditsOf('practitioner', '20561', inQuarter)).toEqual(
      tables.ptpEditsOf('practitioner', '20561', inQuarter),
    );
  });

  it('reads the spreadsheet beside the text alike', async () => {
    const chosen = Array.from({ length: rows.count }, (_, row) => row).filter(
      (row) => rows.column1(row) === '20561' || rows.column2(row) === '20561',
    );
    const sheet = { name: 'ccipra-v302r0.xlsx', bytes: pairSheet(rows, chosen) };
    const read = await importTables([sheet], { importedAt });
    expect(read.problems).toEqual([]);
    expect(read.tables[0]?.table.rows).toBe(chosen.length);
    const other = openTables(read.tables.map(({ bytes }) => bytes));
    expect(other.ptpEditsOf('practitioner', '20561', inQuarter)).toEqual(
      tables.ptpEditsOf('practitioner', '20561', inQuarter),
    );
  });
});

describe.runIf(hasCorpus)('the hospital outpatient pair table', () => {
  it('differs from the practitioner table where hospitals are treated otherwise', async () => {
    const all = pairRows('outpatient');
    const rows = chosenRows(
      all,
      (row) => row % 50 === 0 || needling.has(all.column1(row)) || needling.has(all.column2(row)),
    );
    const files = pairFiles(rows, 'outpatient');
    const { tables, problems } = await importTables([{ name: 'hospital.zip', bytes: zipOf(files, 0) }], {
      importedAt,
    });
    expect(problems).toEqual([]);
    const opened = openTables(tables.map(({ bytes }) => bytes));
    expect(opened.loaded).toMatchObject([{ setting: 'outpatient', rows: rows.count }]);
    for (const { column1, column2, indicator } of outpatientPairs) {
      const answer = opened.ptp('outpatient', column1, column2, inQuarter);
      if (indicator === 'none') expect(answer).toBe('none');
      else expect(answer).toMatchObject({ column1, column2, indicator });
    }
    expect(opened.ptp('practitioner', '20561', '20560', inQuarter)).toBeUndefined();
  });
});

const iso = (date: number): string =>
  `${String(date).slice(0, 4)}-${String(date).slice(4, 6)}-${String(date).slice(6)}`;
const key = (a: string, b: string): string => (a < b ? `${a} ${b}` : `${b} ${a}`);

function pick<T>(list: readonly T[], random: () => number): T {
  const chosen = list[Math.floor(random() * list.length)];
  if (chosen === undefined) throw new Error('nothing to choose from');
  return chosen;
}

/** Repeatable random numbers from 0 to 1. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The rows of the pairs in either direction, found by reading the source from end to end. */
function rowsOfPairs(
  rows: PairRows,
  pairs: readonly (readonly [string, string])[],
): ReadonlyMap<string, number[]> {
  const found = new Map<string, number[]>(pairs.map(([a, b]) => [key(a, b), []]));
  const codes = new Set(pairs.flat());
  for (let row = 0; row < rows.count; row++) {
    const column1 = rows.column1(row);
    if (codes.has(column1)) found.get(key(column1, rows.column2(row)))?.push(row);
  }
  return found;
}

/** What the source says: of the rows in force the one that began last. */
function editInForce(rows: PairRows, candidates: readonly number[], date: number) {
  const inForce = candidates.filter(
    (row) =>
      rows.indicator[row] !== 9 &&
      (rows.effective[row] ?? 0) <= date &&
      (rows.deleted[row] === 0 || (rows.deleted[row] ?? 0) >= date),
  );
  const [row] = inForce.sort(
    (a, b) =>
      (rows.effective[b] ?? 0) - (rows.effective[a] ?? 0) ||
      (rows.indicator[a] ?? 0) - (rows.indicator[b] ?? 0) ||
      (rows.deleted[b] || 99_991_231) - (rows.deleted[a] || 99_991_231),
  );
  if (row === undefined) return undefined;
  const deleted = rows.deleted[row] ?? 0;
  return {
    column1: rows.column1(row),
    column2: rows.column2(row),
    indicator: rows.indicator[row],
    effective: iso(rows.effective[row] ?? 0),
    ...(deleted === 0 ? {} : { deleted: iso(deleted) }),
    rationale: rows.rationales[rows.rationale[row] ?? 0],
  };
}

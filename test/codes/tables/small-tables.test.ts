// The real rows of the smaller tables, in the files in which CMS and NCHS publish them.
import { beforeAll, describe, expect, it } from 'vitest';
import { type GivenFile, importTables, type OpenedTables, openTables } from '../../../src/codes/tables';
import {
  addOnSheet,
  addOnText,
  codesFile,
  hcpcsSheet,
  hcpcsText,
  mueFile,
  mueSheet,
  orderFile,
  placesFile,
  relativeValueFile,
  relativeValueText,
  tabularFile,
} from './cms-layout';
import { corpusRows, hasCorpus } from './corpus';
import { zipOf } from './write-archive';

const importedAt = '2026-11-23T09:00:00Z';

async function opened(...files: readonly GivenFile[]): Promise<OpenedTables> {
  const { tables, problems } = await importTables(files, { importedAt });
  expect(problems).toEqual([]);
  return openTables(tables.map(({ bytes }) => bytes));
}

describe.runIf(hasCorpus)('Medically Unlikely Edits', () => {
  it.each([
    ['prac', 'practitioner', 14_677],
    ['out', 'outpatient', 14_628],
    ['dme', 'dme', 2_928],
  ] as const)('of the %s file answer as its rows do', async (file, setting, rows) => {
    const tables = await opened({ name: 'table.zip', bytes: zipOf([mueFile(file), mueSheet(file)]) });
    expect(tables.loaded).toMatchObject([{ kind: 'mue', setting, vintage: '2024 Q3', rows }]);
    const source = corpusRows(`ncci_mue_${file}_2024q3.csv`);
    expect(source.map(([code = '']) => tables.mue(setting, code, '2024-07-01'))).toEqual(
      source.map(([code, units, indicator, rationale]) => ({
        code,
        units: Number(units),
        adjudicationIndicator: Number(indicator),
        rationale,
        vintage: '2024 Q3',
      })),
    );
    expect(tables.mue(setting, 'ZZZZZ', '2024-07-01')).toBe('none');
    expect(tables.mue(setting, '20561', '2024-06-30')).toBeUndefined();
    expect(tables.mue(setting, '20561', '2024-10-01')).toBeUndefined();
  });

  it('are the same from the spreadsheet as from the text', async () => {
    const [text, sheet] = [await opened(mueFile('prac')), await opened(mueSheet('prac'))];
    const codes = corpusRows('ncci_mue_prac_2024q3.csv').map(([code = '']) => code);
    const answers = (tables: OpenedTables) =>
      codes.map((code) => tables.mue('practitioner', code, '2024-08-01'));
    expect(answers(sheet)).toEqual(answers(text));
  });

  it('allow one unit of dry needling a date, by policy', async () => {
    const tables = await opened(mueFile('prac'), mueFile('out'));
    for (const setting of ['practitioner', 'outpatient'] as const)
      for (const code of ['20560', '20561', '20552', '20553'])
        expect(tables.mue(setting, code, '2024-09-30')).toMatchObject({ units: 1, adjudicationIndicator: 2 });
    expect(tables.mue('practitioner', '97110', '2024-09-30')).toMatchObject({
      units: 6,
      adjudicationIndicator: 3,
    });
    expect(tables.mue('outpatient', '97110', '2024-09-30')).toMatchObject({
      units: 8,
      adjudicationIndicator: 3,
    });
  });
});

describe.runIf(hasCorpus)('add-on code edits', () => {
  it.each([
    ['spreadsheet', addOnSheet],
    ['fixed-width text', addOnText],
  ])('from the %s name the primary codes', async (_name, file) => {
    const tables = await opened(file());
    expect(tables.loaded).toMatchObject([
      { kind: 'add-on', vintage: '2024 Q2', from: '2024-04-01', to: '2024-12-31', rows: 7465 },
    ]);
    const expected = new Map<string, Set<string>>();
    for (const [primary = '', addOn = ''] of corpusRows('ncci_aoc_2024.csv'))
      expected.set(addOn, (expected.get(addOn) ?? new Set()).add(primary));
    const named = Array.from(expected, ([code, primaries]) => [
      code,
      new Set([...primaries].filter((primary) => primary !== 'CCCCC')),
    ]);
    const answered = Array.from(expected.keys(), (code) => {
      const answer = tables.addOn(code, '2024-08-01');
      return [code, answer === 'none' || answer === undefined ? answer : new Set(answer.primaries)];
    });
    expect(answered).toEqual(named);
    expect(tables.addOn('97814', '2024-08-01')).toEqual({
      code: '97814',
      type: 1,
      primaries: ['97810', '97813'],
      vintage: '2024 Q2',
    });
    expect(tables.addOn('0054T', '2024-08-01')).toMatchObject({ type: 2, primaries: [] });
    expect(tables.addOn('20561', '2024-08-01')).toBe('none');
  });
});

describe.runIf(hasCorpus)('the physician fee schedule', () => {
  it('gives the indicators of dry needling, from stacked headers and from fixed width', async () => {
    const tables = await opened(relativeValueFile('rvu24c_jul'), relativeValueText('rvu24b_apr'));
    for (const [date, vintage] of [
      ['2024-08-01', '2024 Q3'],
      ['2024-05-01', '2024 Q2'],
    ] as const) {
      for (const code of ['20560', '20561'])
        expect(tables.feeSchedule(code, undefined, date)).toEqual({
          code,
          status: 'A',
          pcTc: '0',
          globalDays: 'XXX',
          multipleProcedure: '0',
          bilateral: '0',
          assistant: '1',
          coSurgeon: '0',
          team: '0',
          vintage,
        });
    }
    expect(tables.feeSchedule('97014', undefined, '2024-08-01')).toMatchObject({ status: 'I' });
    expect(tables.feeSchedule('97811', undefined, '2024-08-01')).toMatchObject({ globalDays: 'ZZZ' });
    expect(tables.feeSchedule('76942', '26', '2024-08-01')).toMatchObject({ modifier: '26', pcTc: '1' });
    expect(tables.feeSchedule('20561', undefined, '2024-01-15')).toBeUndefined();
    expect(tables.feeSchedule('ZZZZZ', undefined, '2024-08-01')).toBe('none');
  });

  it('is the same from both forms of one release, row by row', async () => {
    const [table, text] = [
      await opened(relativeValueFile('rvu24c_jul')),
      await opened(relativeValueText('rvu24c_jul')),
    ];
    const rows = corpusRows('pprrvu_2024_all_releases.csv.gz').filter(
      ([release]) => release === 'rvu24c_jul',
    );
    expect(table.loaded[0]?.rows).toBe(rows.length);
    const answers = (tables: OpenedTables) =>
      rows.map(([, , , code = '', modifier = '']) => tables.feeSchedule(code, modifier, '2024-08-01'));
    expect(answers(text)).toEqual(answers(table));
  });

  it('keeps no descriptor', async () => {
    const { tables } = await importTables([relativeValueFile('rvu24c_jul')], { importedAt });
    const stored = Buffer.from(tables[0]?.bytes ?? []).toString('latin1');
    expect(stored).not.toContain('descriptor left out');
  });
});

describe.runIf(hasCorpus)('ICD-10-CM', () => {
  let tables: OpenedTables;
  beforeAll(async () => {
    tables = await opened(
      { name: '2021-code-descriptions-tabular-order.zip', bytes: zipOf([codesFile(), orderFile()], 1) },
      tabularFile(),
    );
  });
  const date = '2021-03-01';

  it('has every code of the order file, billable or not', () => {
    const answers = (code: string) => {
      const row = tables.icd10(code, date);
      return row === undefined || row === 'none'
        ? [code, row]
        : [row.code, row.billable ? '1' : '0', row.title];
    };
    const source = corpusRows('icd10cm_order_2021jan.csv.gz');
    expect(source.map(([code = '']) => answers(code))).toEqual(source);
  });

  it('holds for its fiscal year and no day longer', () => {
    expect(tables.icd10('M7918', '2020-10-01')).toMatchObject({ vintage: 'FY 2021' });
    expect(tables.icd10('M7918', '2021-09-30')).toMatchObject({ vintage: 'FY 2021' });
    expect(tables.icd10('M7918', '2020-09-30')).toBeUndefined();
    expect(tables.icd10('M7918', '2021-10-01')).toBeUndefined();
    expect(tables.icd10('M7999', date)).toBe('none');
  });

  it('offers the billable codes below a header', () => {
    expect(tables.icd10('M791', date)).toMatchObject({
      billable: false,
      longer: ['M7910', 'M7911', 'M7912', 'M7918'],
    });
    expect(tables.icd10('M6283', date)).toMatchObject({
      billable: false,
      longer: ['M62830', 'M62831', 'M62838'],
    });
    expect(tables.icd10('M54', date)).toMatchObject({
      longer: expect.arrayContaining(['M542', 'M545', 'M549']),
    });
  });

  it('knows sides and the codes of the other sides', () => {
    expect(tables.icd10('M25511', date)).toMatchObject({
      laterality: 'right',
      otherSides: [
        { code: 'M25512', laterality: 'left' },
        { code: 'M25519', laterality: 'unspecified' },
      ],
    });
    expect(tables.icd10('M1711', date)).toMatchObject({
      laterality: 'right',
      otherSides: expect.arrayContaining([
        { code: 'M170', laterality: 'bilateral' },
        { code: 'M1712', laterality: 'left' },
      ]),
    });
    expect(tables.icd10('H1033', date)).toMatchObject({ laterality: 'bilateral' });
    expect(tables.icd10('M5431', date)).toMatchObject({
      laterality: 'right',
      otherSides: expect.arrayContaining([{ code: 'M5430', laterality: 'unspecified' }]),
    });
    // "Right" that is no side: only one half of the heart fails so.
    expect(tables.icd10('I50812', date)).not.toHaveProperty('laterality');
    expect(tables.icd10('M542', date)).toMatchObject({ otherSides: [] });
  });

  it('gives a side to nearly every code whose title names one', () => {
    const sided = corpusRows('icd10cm_order_2021jan.csv.gz').filter(
      ([, billable, title = '']) => billable === '1' && /\bright\b/i.test(title),
    );
    const known = sided.filter(([code = '']) => {
      const row = tables.icd10(code, date);
      return row !== undefined && row !== 'none' && row.laterality !== undefined;
    });
    expect(known.length / sided.length).toBeGreaterThan(0.97);
  });

  it.each([
    ['M62830', 'M7918', 'M62', 'spasm with myalgia'],
    ['M7910', 'M797', 'M791', 'myalgia with fibromyalgia'],
    ['M7918', 'M6009', 'M791', 'myalgia with myositis'],
    ['M545', 'S39012A', 'M545', 'low back pain with strain'],
    ['M545', 'M5126', 'M545', 'low back pain with a displaced disc'],
    ['M545', 'M5441', 'M545', 'low back pain with sciatica'],
    ['M542', 'M5020', 'M542', 'neck pain with a cervical disc'],
    ['M546', 'M5104', 'M546', 'thoracic pain with a disc'],
    ['M5432', 'M5442', 'M543', 'sciatica with lumbago'],
    ['M542', 'F4541', 'M54', 'back pain of the mind, a note of the whole category'],
    ['M25611', 'M24511', 'M256', 'stiffness with contracture'],
    ['M62838', 'R252', 'M62', 'spasm with cramp'],
    ['G59', 'E1141', 'G59', 'characters that follow a range of categories'],
    ['G59', 'E1142', undefined, 'other characters after that range'],
    ['V00118A', 'V0101XA', 'V00118', 'a fifth character'],
    ['V00118A', 'V0102XA', 'V00', 'another fifth character, so by the wider note above'],
    ['R471', 'I69322', 'R471', 'final characters'],
    ['R471', 'I69320', undefined, 'other final characters'],
    ['S0101XA', 'S0219XB', 'S01', 'a seventh character'],
    ['S0101XA', 'S0219XA', undefined, 'another seventh character'],
    ['M542', 'M7918', undefined, 'neck pain with myalgia'],
    ['M25511', 'M25512', undefined, 'both shoulders'],
  ] as readonly (readonly [string, string, string | undefined, string])[])(
    'holds %s against %s by the note at %s: %s',
    (a, b, at) => {
      for (const answer of [tables.excludes1(a, b, date), tables.excludes1(b, a, date)]) {
        if (at === undefined) expect(answer).toBe('none');
        else expect(answer).toMatchObject({ at, vintage: 'FY 2021' });
      }
    },
  );

  it('gives the instructions that hold for a code, those above it too', () => {
    const instructions = tables.icd10Instructions('S43401A', date) ?? [];
    expect(instructions).toContainEqual({
      kind: 'seventh-character',
      at: 'S43',
      text: 'A initial encounter',
    });
    expect(instructions).toContainEqual({ kind: 'code-also', at: 'S43', text: 'any associated open wound' });
    expect(tables.icd10Instructions('M6284', date)).toContainEqual({
      kind: 'code-first',
      at: 'M6284',
      text: 'primary disorders of muscles (G71.-)',
    });
  });

  it('finds codes by their beginning and by words', () => {
    expect(tables.search('m79.1', date, 5).map(({ code }) => code)).toEqual([
      'M791',
      'M7918',
      'M7910',
      'M7911',
      'M7912',
    ]);
    expect(tables.search('pain shoulder right', date, 3)[0]).toMatchObject({
      code: 'M25511',
      kind: 'diagnosis',
    });
    expect(tables.search('low back pain', date, 1)[0]).toMatchObject({ code: 'M545' });
    expect(tables.search('no such words', date, 5)).toEqual([]);
    expect(tables.search('', date, 5)).toEqual([]);
    expect(tables.search('low back pain', '2024-01-01', 5)).toEqual([]);
  });

  it('tells headers from the file of billable codes alone', async () => {
    const codes = await opened(codesFile());
    expect(codes.icd10('M7918', date)).toMatchObject({ billable: true, title: 'Myalgia, other site' });
    expect(codes.icd10('M791', date)).toMatchObject({
      billable: false,
      longer: ['M7910', 'M7911', 'M7912', 'M7918'],
    });
    expect(codes.icd10('M7', date)).toBe('none');
  });
});

describe.runIf(hasCorpus)('HCPCS Level II', () => {
  it.each([
    ['spreadsheet', hcpcsSheet],
    ['fixed-width text', hcpcsText],
  ])('from the %s has codes with dates and modifiers', async (_name, file) => {
    const tables = await opened(file());
    expect(tables.loaded).toMatchObject([
      { kind: 'hcpcs', vintage: '2024 Q1', from: '2024-01-01', to: '2024-03-31' },
    ]);
    const source = corpusRows('hcpcs_level2_2024.csv');
    expect(source.map(([code = '']) => tables.hcpcs(code, '2024-02-01'))).toEqual(
      source.map(([code = '', , , , , added = '', , terminated = '']) => ({
        code,
        isModifier: false,
        title: `Item ${code}, first half of its description`,
        ...(added === '' ? {} : { effective: added }),
        ...(terminated === '' ? {} : { terminated }),
        vintage: '2024 Q1',
      })),
    );
    expect(tables.hcpcs('GP', '2024-02-01')).toMatchObject({ isModifier: true, title: 'Modifier GP' });
    expect(tables.hcpcs('A0000', '2024-02-01')).toBe('none');
    // CPT and dental codes are other sets, of which this table tells nothing.
    expect(tables.hcpcs('20561', '2024-02-01')).toBeUndefined();
    expect(tables.hcpcs('D0120', '2024-02-01')).toBeUndefined();
    expect(tables.hcpcs('59', '2024-02-01')).toBeUndefined();
  });
});

describe.runIf(hasCorpus)('places of service', () => {
  it('have names, and rates where the list tells them', async () => {
    const tables = await opened(placesFile());
    expect(tables.placeOfService('11', '2026-03-02')).toMatchObject({ title: 'Office', facility: false });
    expect(tables.placeOfService('22', '2026-03-02')).toMatchObject({
      title: 'On Campus-Outpatient Hospital',
      facility: true,
    });
    expect(tables.placeOfService('02', '2026-03-02')).toMatchObject({ code: '02' });
    expect(tables.placeOfService('28', '2026-03-02')).toBe('none');
  });
});

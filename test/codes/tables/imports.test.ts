// Files as they come: recognised by what is in them, joined where they belong together, refused in plain words where they are not
// what they seem.
import { describe, expect, it } from 'vitest';
import {
  type GivenFile,
  type ImportOptions,
  type ImportResult,
  importTables,
  openTables,
  placeInWords,
} from '../../../src/codes/tables';
import { xlsxOf, zipOf } from './write-archive';

const importedAt = '2026-11-23T09:00:00Z';
const file = (name: string, text: string): GivenFile => ({ name, bytes: Buffer.from(text, 'latin1') });
const run = (files: readonly GivenFile[], options: Partial<ImportOptions> = {}): Promise<ImportResult> =>
  importTables(files, { importedAt, ...options });
const said = ({ problems }: ImportResult): readonly string[] =>
  problems.map(({ file: name, place, message }) =>
    [name, placeInWords(place), message].filter((part) => part !== '').join(': '),
  );
const opened = ({ tables }: ImportResult) => openTables(tables.map(({ bytes }) => bytes));

const notice =
  'CPT only copyright 2025 American Medical Association.  All rights reserved.\t\t\t\t\t\t\r\nColumn1/Column2 Edits\t\t\t\t\t\t\r\n';
const header = `${notice}Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n\t\tprior to 1996\tDate\tDate\t0=not allowed\t\r\n\t\t\t\t*=no data\t1=allowed\t\r\n\t\t\t\t\t9=not applicable\t\r\n`;
const pairRows = [
  '13121\t13120\t\t19960101\t19960101\t9\tCPT Manual or CMS manual coding instruction',
  '13121\t13120\t*\t19960101\t*\t0\tCPT Manual or CMS manual coding instruction',
  '20561\t20560\t\t20200101\t*\t0\tHCPCS/CPT procedure code definition',
  '20561\t97810\t\t20200101\t20251231\t0\tMisuse of Column Two code with Column One code',
  '99213\t20561\t\t20200101\t*\t1\tMisuse of Column Two code with Column One code',
];
const pairs = (rows: readonly string[] = pairRows) => `${header}${rows.join('\r\n')}\r\n`;
const mue = (
  setting = 'Practitioner',
  rows = ['20561,1,2 Date of Service Edit: Policy,Code Descriptor / CPT Instruction'],
) =>
  `"Current Procedural Terminology (CPT) codes ... CPT\u00ae \n\nis a registered trademark",,,\r\n"HCPCS/\nCPT Code",${setting} Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n${rows.join('\r\n')}\r\n`;

describe('a file is recognised by its content', () => {
  it('whatever it is called, as long as the content tells all', async () => {
    const order =
      '00001 M54     0 Dorsalgia                                                    Dorsalgia\r\n00002 M542    1 Cervicalgia                                                  Cervicalgia\r\n';
    const addOns = '197811       97810       2014001       \r\n197811       97813       2014001       \r\n';
    const result = await run([
      file('download (3).dat', pairs()),
      file('a.bin', addOns),
      file('codes 2027.txt', order),
    ]);
    // The pair file itself does not say for whom it is.
    expect(said(result)).toEqual([
      expect.stringContaining('does not say whether it is for practitioners or hospitals'),
    ]);
    expect(result.tables.map(({ slot }) => slot)).toEqual(['add-on-2014-01-01', 'icd10-2026-10-01']);
  });

  it.each([
    ['medicare-ncci-2026q2-practitioner-ptp-edits-ccipra-v321r0-f1.txt', 'ptp-practitioner-2026-04-01'],
    ['ccipra-v323r0-f1.TXT', 'ptp-practitioner-2026-10-01'],
    ['ccioph-v313r0-f2.TXT', 'ptp-outpatient-2025-10-01'],
    // A version that fits no quarter: the latest first day of an edit tells.
    ['ccipra-v324r0-f1.TXT', 'ptp-practitioner-2020-01-01'],
    ['ncci_ptp_practitioner.txt', 'ptp-practitioner-2020-01-01'],
  ])('and its name adds the quarter: %s', async (name, slot) => {
    expect((await run([file(name, pairs())])).tables.map((table) => table.slot)).toEqual([slot]);
  });

  it('the quarter that a name says plainly goes before the version number', async () => {
    const inner = { name: 'ccipra-v324r0-f1.TXT', bytes: Buffer.from(pairs()) };
    const result = await run([
      { name: 'medicare-ncci-2026-q4-practitioner-ptp-edits-ccipra-v324r0-f1.zip', bytes: zipOf([inner]) },
    ]);
    expect(result.tables.map(({ slot }) => slot)).toEqual(['ptp-practitioner-2026-10-01']);
  });

  it.each([
    ['MCR_MUE_PractitionerServices_Eff_07-01-2026.csv', 'Practitioner', 'mue-practitioner-2026-07-01'],
    ['medicare-ncci-2026-q3-mue.csv', 'Outpatient Hospital', 'mue-outpatient-2026-07-01'],
    ['MUE effective July 1, 2026.csv', 'DME Supplier', 'mue-dme-2026-07-01'],
  ])('unit limits: %s', async (name, setting, slot) => {
    expect((await run([file(name, mue(setting))])).tables.map((table) => table.slot)).toEqual([slot]);
  });

  it.each([
    ['icd10cm_order_2026.txt', 'icd10-2025-10-01', 'FY 2026'],
    ['icd10cm_order_2021jan.txt', 'icd10-2021-01-01', 'FY 2021 (January)'],
    ['april-1-2026-code-descriptions-tabular-order.txt', 'icd10-2026-04-01', 'FY 2026 (April)'],
  ])('diagnoses: %s', async (name, slot, vintage) => {
    const order =
      '00001 M54     0 Dorsalgia                                                    Dorsalgia\r\n00002 M542    1 Cervicalgia                                                  Cervicalgia\r\n';
    const result = await run([file(name, order)]);
    expect(result.tables.map((table) => [table.slot, table.table.vintage])).toEqual([[slot, vintage]]);
    expect(result.tables[0]?.table.to).toMatch(/-09-30$/);
  });

  it('wherever the rows begin, whatever separates them', async () => {
    const rows = pairRows.map((row) => row.split('\t'));
    const titles = [
      'Column 1',
      'Column 2',
      '*=in existence prior to 1996',
      'Effective Date',
      'Deletion Date *=no data',
      'Modifier 0=not allowed 1=allowed 9=not applicable',
      'PTP Edit Rationale',
    ];
    const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell}"`).join(',');
    const variants: GivenFile[] = [
      file('ccipra-v321r0-f1.csv', [titles, ...rows].map(quoted).join('\n')),
      file('ccipra-v321r0-f1.txt', [titles, ...rows].map((cells) => cells.join(';')).join('\r\n')),
      file('ccipra-v321r0-f1.txt', rows.map((cells) => cells.join('\t')).join('\n')),
      { name: 'ccipra-v321r0-f1.xlsx', bytes: xlsxOf([['notice'], titles, ...rows]) },
      { name: 'ccipra-v321r0-f1.txt', bytes: Buffer.from(`\ufeff${pairs()}`, 'utf16le') },
      { name: 'ccipra-v321r0-f1.txt', bytes: Buffer.from(`\ufeff${pairs()}`, 'utf8') },
      // Excel makes numbers of dates and adds decimals.
      {
        name: 'ccipra-v321r0-f1.xlsx',
        bytes: xlsxOf([
          titles,
          ...rows.map((cells) =>
            cells.map((cell, index) =>
              /^\d{8}$/.test(cell)
                ? index === 3 && cell === '20200101'
                  ? 43_831
                  : Number(cell)
                : index === 5
                  ? Number(cell)
                  : cell,
            ),
          ),
        ]),
      },
    ];
    for (const variant of variants) {
      const result = await run([variant]);
      expect(said(result)).toEqual([]);
      const tables = opened(result);
      expect(tables.loaded[0]?.rows).toBe(5);
      expect(tables.ptp('practitioner', '97810', '20561', '2025-12-31')).toMatchObject({
        column1: '20561',
        indicator: 0,
        effective: '2020-01-01',
        deleted: '2025-12-31',
      });
      expect(tables.ptp('practitioner', '97810', '20561', '2026-01-01')).toBe('none');
    }
  });

  it('of rows that repeat a pair the one in force counts, and indicator 9 never', async () => {
    const tables = opened(await run([file('ccipra-v321r0.txt', pairs())]));
    expect(tables.ptp('practitioner', '13120', '13121', '1996-01-01')).toMatchObject({ indicator: 0 });
    expect(tables.ptp('practitioner', '13120', '13121', '2026-05-01')).toMatchObject({ indicator: 0 });
  });

  it('parts of one table in several files become one table', async () => {
    const parts = [1, 2, 3, 4].map((part) =>
      file(`ccipra-v321r0-f${part}.TXT`, pairs([`2056${part}\t97810\t\t20200101\t*\t0\treason`])),
    );
    const result = await run([...parts].reverse());
    expect(result.tables.map(({ table }) => [table.rows, table.missingParts])).toEqual([[4, undefined]]);
  });

  it('several quarters side by side are kept apart, and the date of service chooses', async () => {
    const second = file('ccipra-v321r0.TXT', pairs(['20561\t97140\t\t20260401\t*\t1\tnew']));
    const first = file('ccipra-v320r0.TXT', pairs(['20561\t97140\t\t20200101\t20251231\t0\told']));
    const tables = opened(
      await run([
        second,
        first,
        file('MCR_MUE_PractitionerServices_Eff_01-01-2026.csv', mue()),
        file('MCR_MUE_PractitionerServices_Eff_07-01-2026.csv', mue()),
      ]),
    );
    expect(tables.ptp('practitioner', '20561', '97140', '2026-05-01')).toMatchObject({
      indicator: 1,
      vintage: '2026 Q2',
    });
    expect(tables.ptp('practitioner', '20561', '97140', '2026-02-01')).toBe('none');
    // Before both quarters the history of the earlier one answers.
    expect(tables.ptp('practitioner', '20561', '97140', '2025-12-31')).toMatchObject({
      indicator: 0,
      vintage: '2026 Q1',
    });
    expect(tables.ptp('practitioner', '20561', '97140', '2026-07-01')).toBeUndefined();
    // Unit limits hold for their quarter alone; between two quarters nothing is known.
    expect(tables.mue('practitioner', '20561', '2026-02-01')).toMatchObject({ vintage: '2026 Q1' });
    expect(tables.mue('practitioner', '20561', '2026-05-01')).toBeUndefined();
    expect(tables.mue('practitioner', '20561', '2026-07-01')).toMatchObject({ vintage: '2026 Q3' });
  });
});

describe('an archive', () => {
  it('is taken apart, its other files named and left out', async () => {
    const inner = zipOf([
      file('ccipra-v321r0-f1.TXT', pairs()),
      file('readme.pdf', '%PDF-1.7'),
      file('__MACOSX/._x', 'x'),
    ]);
    const result = await run([{ name: 'download.zip', bytes: zipOf([{ name: 'edits.zip', bytes: inner }]) }]);
    expect(result.tables).toHaveLength(1);
    expect(result.tables[0]?.sources).toEqual(['download.zip › edits.zip › ccipra-v321r0-f1.TXT']);
    expect(result.leftOut).toEqual([
      { file: 'download.zip › edits.zip › readme.pdf', why: expect.stringContaining('PDF') },
    ]);
    expect(said(result)).toEqual([]);
  });

  it('with the text and the spreadsheet of one table gives it once', async () => {
    const sheet = {
      name: 'ccipra-v321r0-f1.xlsx',
      bytes: xlsxOf(
        pairs()
          .split('\r\n')
          .map((line) => line.split('\t')),
      ),
    };
    const result = await run([
      { name: 'x.zip', bytes: zipOf([sheet, file('ccipra-v321r0-f1.TXT', pairs())]) },
    ]);
    expect(result.tables.map(({ sources }) => sources)).toEqual([['x.zip › ccipra-v321r0-f1.TXT']]);
    expect(result.leftOut.map(({ file: name }) => name)).toEqual(['x.zip › ccipra-v321r0-f1.xlsx']);
  });

  it('that is damaged anywhere is refused, or gives the table whole', async () => {
    const whole = zipOf([file('ccipra-v321r0-f1.TXT', pairs())]);
    for (let at = 0; at < whole.length; at += 3) {
      const damaged = whole.slice();
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      const result = await run([{ name: 'edits.zip', bytes: damaged }]);
      if (result.tables.length > 0) expect(opened(result).loaded[0]?.rows).toBe(5);
      else expect(result.problems.length).toBeGreaterThan(0);
    }
    for (const length of [4, 30, 200, whole.length - 1]) {
      const result = await run([{ name: 'edits.zip', bytes: whole.slice(0, length) }]);
      expect(result.tables).toEqual([]);
      expect(said(result)[0]).toContain('edits.zip');
    }
  });

  it('of which the packed bytes are damaged asks for a new download', async () => {
    const damaged = zipOf([file('ccipra-v321r0-f1.TXT', pairs())]);
    damaged[60] = (damaged[60] ?? 0) ^ 0xff;
    expect(said(await run([{ name: 'edits.zip', bytes: damaged }]))[0]).toContain('Download it again');
  });

  it('without a table says so', async () => {
    const result = await run([
      { name: 'rvu26c.zip', bytes: zipOf([file('GPCI2026.csv', 'a\nb'), file('RVU26C.pdf', '%PDF')]) },
    ]);
    expect(said(result)).toEqual(['rvu26c.zip: No code table is in this archive.']);
    expect(result.leftOut).toHaveLength(2);
  });
});

describe('a file that is not what it seems is refused in plain words, with its place', () => {
  it.each([
    [
      'a licence page saved as the download',
      'edits.zip',
      '<!DOCTYPE html><html><body>License</body></html>',
      'Accept the licence',
    ],
    ['an old spreadsheet', 'table.xls', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'Save it as xlsx or csv'],
    ['a PDF', 'table.pdf', '%PDF-1.7', 'PDF'],
    [
      'a list of changes',
      'icd10cm_order_addenda_2026.txt',
      'Add:        A0472     text\r\nDelete:     A0473     text\r\n',
      'list of changes',
    ],
    ['an empty file', 'x.txt', '  \r\n', 'empty'],
    ['another XML', 'x.xml', '<?xml version="1.0"?><root/>', 'not the ICD-10-CM tabular list'],
    ['bytes', 'x.bin', 'ab\0\0\0cd\x01', 'not a text file'],
    [
      'a charge export',
      'charges.csv',
      'claim_id,dos,cpt,units,charge\r\n1,2026-03-02,20561,1,95.00\r\n',
      'none of the tables',
    ],
    [
      'a letter',
      'letter.txt',
      'Dear colleague,\nplease find the table in the attachment.\n',
      'none of the tables',
    ],
    [
      'the Medicaid edition',
      'medicaid-ncci-2026-q3-ptp-edits-practitioner-services.txt',
      pairs(),
      'Medicaid',
    ],
  ])('%s', async (_what, name, content, words) => {
    const result = await run([file(name, content)]);
    expect(result.tables).toEqual([]);
    expect(said(result)).toEqual([expect.stringContaining(words)]);
    expect(said(result)[0]).toContain(name);
  });

  it.each([
    [
      'an effective date',
      '20561\t20560\t\t2020O101\t*\t0\treason',
      'line 9, column 14: "Effective Date" holds "2020O101"',
    ],
    [
      'an impossible day',
      '20561\t20560\t\t20200230\t*\t0\treason',
      'line 9, column 14: "Effective Date" holds "20200230"',
    ],
    ['a missing date', '20561\t20560\t\t\t*\t0\treason', 'line 9, column 14: "Effective Date" is empty'],
    [
      'a deletion date',
      '20561\t20560\t\t20200101\tnever\t0\treason',
      'line 9, column 23: "Deletion Date" holds "never"',
    ],
    [
      'an indicator',
      '20561\t20560\t\t20200101\t*\t2\treason',
      'line 9, column 25: "Modifier indicator" holds "2"',
    ],
    ['a code', '2056\t20560\t\t20200101\t*\t0\treason', 'line 9, column 1: "Column 1" holds "2056"'],
    ['the other code', '20561\t2056 \t\t20200101\t*\t0\treason', 'line 9, column 7: "Column 2" holds "2056'],
    ['half a row', '20561', 'line 9, column 1: The row breaks off'],
  ])('in the text of pairs: %s', async (_what, row, words) => {
    const rows = [...pairRows.slice(0, 2), row, ...pairRows.slice(2)];
    const result = await run([file('ccipra-v321r0-f1.TXT', pairs(rows))]);
    expect(result.tables).toEqual([]);
    expect(said(result)).toEqual([expect.stringContaining(`ccipra-v321r0-f1.TXT: ${words}`)]);
  });

  it('a text of pairs that ends inside of a row was cut off', async () => {
    const whole = pairs();
    for (const cut of [1, 20, 40, 60]) {
      const result = await run([file('ccipra-v321r0-f1.TXT', whole.slice(0, whole.length - 2 - cut))]);
      expect(result.tables).toEqual([]);
      expect(said(result)[0]).toMatch(/line 11/);
    }
    expect(said(await run([file('ccipra-v321r0-f1.TXT', whole.slice(0, -2))]))).toEqual([]);
  });

  it.each([
    ['units', '20561,one,2 Date of Service Edit: Policy,x', 'line 8, column 7: "MUE Values" holds "one"'],
    ['the indicator', '20561,1,Policy,x', 'line 8, column 9: "MUE Adjudication Indicator" holds "Policy"'],
    [
      'the code',
      '205611,1,2 Date of Service Edit: Policy,x',
      'line 8, column 1: "HCPCS/CPT Code" holds "205611"',
    ],
  ])('in the unit limits: %s', async (_what, row, words) => {
    const result = await run([
      file(
        'MCR_MUE_PractitionerServices_Eff_07-01-2026.csv',
        mue('Practitioner', ['20560,1,2 Policy,x', '20552,1,2 Policy,x', row]),
      ),
    ]);
    expect(said(result)).toEqual([expect.stringContaining(words)]);
  });

  it('in a spreadsheet the cell is named', async () => {
    const rows = [
      ['HCPCS/CPT Code', 'Practitioner Services MUE Values', 'MUE Adjudication Indicator', 'MUE Rationale'],
      ['20561', 'two', '2 Policy', 'x'],
    ];
    expect(said(await run([{ name: 'MUE_Eff_07-01-2026.xlsx', bytes: xlsxOf(rows) }]))).toEqual([
      expect.stringContaining('cell B2: "MUE Values" holds "two"'),
    ]);
  });

  it('XML that is not well-formed says where', async () => {
    const xml =
      '<?xml version="1.0"?>\n<ICD10CM.tabular><version>2026</version>\n<chapter><diag><name>M54</name></chapter>';
    expect(said(await run([file('icd10cm_tabular_2026.xml', xml)]))[0]).toMatch(
      /line 3, column \d+: The XML is damaged/,
    );
  });

  it('a table of which nothing tells the period asks for its published name', async () => {
    expect(said(await run([file('limits.csv', mue())]))).toEqual([
      expect.stringContaining('such as MCR_MUE_PractitionerServices_Eff_07-01-2026.csv'),
    ]);
  });

  it('the tables of the other files are imported all the same', async () => {
    const result = await run([
      file('broken.zip', 'PK\x03\x04 no'),
      file('ccipra-v321r0.TXT', pairs()),
      file('letter.txt', 'Dear colleague'),
    ]);
    expect(result.tables.map(({ slot }) => slot)).toEqual(['ptp-practitioner-2026-04-01']);
    expect(result.problems.map(({ file: name }) => name)).toEqual(['broken.zip', 'letter.txt']);
  });
});

describe('lists of the coder’s own', () => {
  it('descriptors and fees are taken where the names of columns tell', async () => {
    const result = await run([
      file('my codes.csv', 'CPT Code,Long Description\r\n20561,"our words, with a comma"\r\n'),
      file('fees.csv', 'Code;Modifier;Fee\r\n20561;;$95.00\r\n20561;26;40\r\n100;;1,200.50\r\n'),
    ]);
    expect(said(result)).toEqual([]);
    const tables = opened(result);
    expect(tables.descriptor('20561')).toBe('our words, with a comma');
    expect(tables.descriptor('20560')).toBeUndefined();
    expect(tables.fee('20561')).toMatchObject({ cents: 9500 });
    expect(tables.fee('20561', '26')).toMatchObject({ cents: 4000, modifier: '26' });
    expect(tables.fee('20561', '59')).toMatchObject({ cents: 9500 });
    // Excel took the zeros away.
    expect(tables.fee('00100')).toMatchObject({ cents: 120_050 });
    expect(tables.fee('99999')).toBe('none');
  });

  it('or where the coder says which column is what', async () => {
    const list = file('export.csv', 'a,b,c\r\n20561,words of ours,95\r\n');
    const unknown = await run([list]);
    expect(unknown.problems[0]?.columns).toEqual(['a', 'b', 'c']);
    const named = await run([list], {
      mappings: { 'export.csv': { kind: 'descriptors', code: 'a', title: 'b' } },
    });
    expect(opened(named).descriptor('20561')).toBe('words of ours');
    const fees = await run([list], { mappings: { 'export.csv': { kind: 'fees', code: 'A', amount: 'C' } } });
    expect(opened(fees).fee('20561')).toMatchObject({ cents: 9500 });
    const wrong = await run([list], { mappings: { 'export.csv': { kind: 'fees', code: 'a', amount: 'd' } } });
    expect(said(wrong)[0]).toContain('no column "d"');
  });
});

describe('a long import', () => {
  it('stops when asked to, and gives nothing', async () => {
    const controller = new AbortController();
    const rows = Array.from(
      { length: 120_000 },
      (_, index) => `${String(10_000 + (index % 90_000))}\t20560\t\t20200101\t*\t0\treason`,
    );
    const result = await run([file('ccipra-v321r0-f1.TXT', pairs(rows))], {
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done > 0) controller.abort();
      },
    });
    expect(result).toEqual({ tables: [], problems: [], leftOut: [], isCancelled: true });
  });

  it('reads rows that begin in one piece of the file and end in the next', async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, index) => `${String(10_000 + index)}\t20560\t\t20200101\t*\t${index % 2}\treason ${index % 7}`,
    );
    const stored = await run([{ name: 'a.zip', bytes: zipOf([file('ccipra-v321r0.TXT', pairs(rows))], 9) }]);
    const tables = opened(stored);
    expect(tables.loaded[0]?.rows).toBe(30_000);
    for (let index = 0; index < 30_000; index += 13)
      expect(tables.ptp('practitioner', String(10_000 + index), '20560', '2026-05-01')).toMatchObject({
        indicator: index % 2,
        rationale: `reason ${index % 7}`,
      });
  });
});

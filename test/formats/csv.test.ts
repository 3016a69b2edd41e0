import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, describeColumns } from '../../src/formats/csv';
import { decodeText } from '../../src/formats/decode';
import type { ReadOptions } from '../../src/formats/format';
import type { ClaimChange } from '../../src/model/claim';
import { applyEdits } from '../../src/model/text';
import { checkPlaces, valuesOf } from './change-laws';
import { cpuSeconds } from './cpu-time';

const read = (text: string, options: ReadOptions = {}) => csv.read(text, options);

/** Each claim in one line per service line, as a person would note it. */
function told(text: string, options: ReadOptions = {}): readonly string[] {
  return read(text, options).claims.flatMap((claim) => {
    const of =
      claim.id?.value ??
      claim.accountNumbers[0]?.value ??
      claim.patient.lastName?.value ??
      `#${claim.index + 1}`;
    return claim.serviceLines.map((line) => {
      const code = [line.procedureCode?.value, ...line.modifiers.map(({ value }) => value)].join('-');
      const pointers = line.diagnosisPointers.map(({ value }) => value).join(',');
      return [
        of,
        line.dateOfService?.value,
        code,
        line.units?.value,
        line.charge?.value,
        pointers,
        line.placeOfService?.value,
      ]
        .map((part) => part ?? '')
        .join(' ')
        .trimEnd();
    });
  });
}

const problems = (text: string, options: ReadOptions = {}) =>
  read(text, options).problems.map(({ range, message, severity }) => ({
    at: text.slice(range.start, range.end),
    message,
    severity,
  }));
const mapped = (text: string, options: ReadOptions = {}) =>
  Object.fromEntries(
    (describeColumns(text, options)?.columns ?? []).map(({ header, field }) => [header, field]),
  );

/** Makes a change to a claim. */
function changed(text: string, change: ClaimChange, index = 0): string | undefined {
  const claim = read(text).claims[index];
  const edits = claim && csv.write(text, claim, change, {});
  return edits && applyEdits(text, edits);
}

const plain =
  'claim_id,dos,cpt,mod1,mod2,units,charge,dx1,dx2,dx_ptr,pos\nA,2026-03-02,20561,GP,,1,95.00,M79.18,M54.2,AB,11\nA,2026-03-02,97110,GP,59,2,88.00,M79.18,M54.2,B,11\nB,2026-03-03,97140,,,1,44.00,M54.2,,A,11\n';

describe('a charge export', () => {
  it('is read row by row, and rows with one claim id are one claim', () => {
    expect(told(plain)).toEqual([
      'A 2026-03-02 20561-GP 1 9500 1,2 11',
      'A 2026-03-02 97110-GP-59 2 8800 2 11',
      'B 2026-03-03 97140 1 4400 1 11',
    ]);
    expect(problems(plain)).toEqual([]);
    expect(
      read(plain).claims.map(({ diagnoses }) => diagnoses.map(({ code, role }) => `${code.value} ${role}`)),
    ).toEqual([['M7918 principal', 'M542 other'], ['M542 principal']]);
  });

  it('has claims whose rows do not stand together, in the order in which they begin', () => {
    const text = 'claim,dos,cpt,units\nA,2026-03-02,20561,1\nB,2026-03-02,97110,1\nA,2026-03-02,97140,1\n';
    expect(told(text)).toEqual(['A 2026-03-02 20561 1', 'A 2026-03-02 97140 1', 'B 2026-03-02 97110 1']);
  });

  it('without claim ids has one claim for each patient and day, else for each row', () => {
    const text =
      'patient,date,cpt,units\nDoe Jane,3/2/2026,20561,1\nDoe Jane,2026-03-02,97110,2\nDoe Jane,3/9/2026,20561,1\n';
    expect(read(text).claims.map(({ serviceLines }) => serviceLines.length)).toEqual([2, 1]);
    const rows = 'dos,cpt,mod,units,charge\n3/2/2026,20561,GP,1,95\n3/2/2026,97110,GP,2,88\n';
    expect(read(rows).claims).toHaveLength(2);
  });

  it.each([
    ['semicolons', plain.replace(/,/g, ';')],
    ['tabs', plain.replace(/,/g, '\t')],
    ['pipes', plain.replace(/,/g, '|')],
    ['quotes around everything', plain.replace(/[^,\n]+/g, '"$&"')],
    ['CR LF', plain.replace(/\n/g, '\r\n')],
    ['CR alone', plain.replace(/\n/g, '\r')],
    ['a byte order mark', `\uFEFF${plain}`],
    ['no line break at the end', plain.trimEnd()],
    ['a title and empty lines above the header', `Charges of March\n\nprinted 3/5/2026,page 1\n${plain}`],
    ['sep= above the header', `sep=,\n${plain}`],
    ['the header once more on the second page', plain.replace('\nB,', `\n${plain.split('\n')[0]}\nB,`)],
    ['totals below', `${plain},,,,,Total,227.00,,,,\n`],
    ['empty lines between', plain.replace('\nB', '\n\n,,,,,,,,,,\nB')],
  ])('with %s reads the same', (_, text) => {
    expect(csv.detect(text, 'export.csv')).toBe('csv');
    expect(told(text)).toEqual(told(plain));
    expect(problems(text)).toEqual([]);
  });

  it('may hold several procedures in a row', () => {
    const text =
      'ENCOUNTER_ID\tDATE\tCPT1\tMOD1\tUNITS1\tCPT2\tMOD2\tUNITS2\tDX1\nE1\t2026-03-02\t20561\tGP\t1\t97110\t59\t2\tM79.18\nE2\t2026-03-02\t20560\t\t1\t\t\t\tM79.18\n';
    expect(told(text)).toEqual([
      'E1 2026-03-02 20561-GP 1  1',
      'E1 2026-03-02 97110-59 2  1',
      'E2 2026-03-02 20560 1  1',
    ]);
    expect(changed(text, { kind: 'set-units', line: 2, units: 3 })).toBe(text.replace('59\t2', '59\t3'));
    expect(changed(text, { kind: 'remove-line', line: 2 })).toBe(text.replace('97110\t59\t2', '\t\t'));
  });

  it.each([
    ['"GP,59"', 'GP-59'],
    ['GP 59', 'GP-59'],
    ['GP:59', 'GP-59'],
    ['gp', 'GP'],
    ['59.0', '59'],
    ['', ''],
  ])('may hold its modifiers in one cell: %s', (cell, expected) => {
    const text = `claim,dos,cpt,modifiers,units\nA,2026-03-02,20561,${cell},1\n`;
    expect(
      read(text)
        .claims[0]?.serviceLines[0]?.modifiers.map(({ value }) => value)
        .join('-'),
    ).toBe(expected);
  });

  it.each([
    ['AB', '1,2'],
    ['"A,B"', '1,2'],
    ['"1,2"', '1,2'],
    ['1:2', '1,2'],
    ['12', '1,2'],
    ['2.0', '2'],
    ['C', '3'],
  ])('may write its pointers %s', (cell, expected) => {
    const text = `claim,dos,cpt,units,charge,dx1,dx2,pointers\nA,2026-03-02,20561,1,95,M79.18,M54.2,${cell}\n`;
    expect(
      read(text)
        .claims[0]?.serviceLines[0]?.diagnosisPointers.map(({ value }) => value)
        .join(','),
    ).toBe(expected);
  });

  it('whose rows have diagnoses of their own gives each line its own', () => {
    const text =
      'claim,dos,cpt,units,dx1,dx2\nA,2026-03-02,20561,1,M79.18,M54.2\nA,2026-03-02,97110,1,M54.2,\nA,2026-03-02,97140,1,M25.511,M79.18\n';
    expect(read(text).claims[0]?.diagnoses.map(({ code }) => code.value)).toEqual([
      'M7918',
      'M542',
      'M25511',
    ]);
    expect(told(text)).toEqual([
      'A 2026-03-02 20561 1  1,2',
      'A 2026-03-02 97110 1  2',
      'A 2026-03-02 97140 1  3,1',
    ]);
  });

  it('names its note, or holds it', () => {
    const text =
      'claim,dos,cpt,units,encounter_note\nA,2026-03-02,20561,1,visit-7.note\nB,2026-03-02,20561,1,"Needled R UT, R LS. Tolerated well."\n';
    expect(read(text).claims[0]?.noteReference?.value).toBe('visit-7.note');
    expect(read(text).claims[1]?.attachedNotes[0]?.text).toBe('Needled R UT, R LS. Tolerated well.');
  });
});

describe('columns are known by their headers', () => {
  it.each([
    ['Visit #', 'claim id'],
    ['encounterId', 'claim id'],
    ['MRN', 'medical record number'],
    ['Svc Date (from)', 'date of service'],
    ['Date_Of_Service', 'date of service'],
    ['CPT/HCPCS', 'procedure code'],
    ['Billed CPT Code', 'procedure code'],
    ['CPT Modifier', 'modifier'],
    ['MOD 2', 'modifier 2'],
    ['HCPCS_3RD_MDFR_CD', 'modifier 3'],
    ['second modifier', 'modifier 2'],
    ['Days or Units', 'units'],
    ['Billed Amount ($)', undefined],
    ['Charge Amt', 'charge'],
    ['dx12', 'diagnosis 12'],
    ['ICD10_1', 'diagnosis 1'],
    ['Diagnosis Code B', 'diagnosis 2'],
    ['Diag Ptr', 'pointers'],
    ['POS', 'place of service'],
    ['Rendering Provider NPI', 'rendering npi'],
    ['Group NPI', 'billing npi'],
    ['Referring NPI #', 'referring npi'],
    ['Dx Description', undefined],
    ['CPT Description', 'description'],
    ['Unit Price', undefined],
    ['Paid Amount', undefined],
    ['POA Indicator', undefined],
    ['Post Date', undefined],
    ['Zip', undefined],
  ])('%s', (header, field) => {
    const text = `${header},Claim,Procedure Code,DOS,Qty\n`;
    expect(mapped(text)[header]).toBe(header === 'Billed Amount ($)' ? 'charge' : field);
  });

  it('and where those say too little by the values below them', () => {
    const text =
      'Visit,Date,Patient,Procedure,CPT,Provider,Diagnosis,ICD10,Units\n1,3/2/2026,"Doe, Jane",Dry needling,20561,"Roe, Al",Myalgia,M79.18,1\n';
    expect(mapped(text)).toMatchObject({
      Patient: 'patient name',
      Procedure: 'description',
      CPT: 'procedure code',
      Provider: 'rendering name',
      Diagnosis: undefined,
      ICD10: 'diagnosis',
    });
    const ids = 'Visit,DOS,Patient,CPT,Rendering Provider,Units\n1,3/2/2026,P-77,20561,1234567893,1\n';
    expect(mapped(ids)).toMatchObject({ Patient: 'patient id', 'Rendering Provider': 'rendering npi' });
    expect(mapped(ids.replace('1234567893', 'P12'))['Rendering Provider']).toBeUndefined();
  });

  it('and by the configuration, by name or by number, with or without a header', () => {
    const text = 'Ref,When,What,HowMany,Dx\nR1,2026-03-02,20561,1,M54.2\n';
    const columns = {
      Ref: 'claim id',
      When: 'date of service',
      What: 'procedure code',
      '3': 'units',
      dx: 'ignore',
    };
    expect(told(text, { columns })).toEqual(['R1 2026-03-02 20561 1']);
    expect(describeColumns(text, { columns })?.columns.map(({ by }) => by)).toEqual([
      'configuration',
      'configuration',
      'configuration',
      'configuration',
      'ignored',
    ]);
    const bare = 'R1;2026-03-02;20561;1\nR1;2026-03-02;97110;2\n';
    expect(
      told(bare, {
        columns: { '0': 'claim id', '1': 'date of service', '2': 'procedure code', '3': 'units' },
      }),
    ).toEqual(['R1 2026-03-02 20561 1', 'R1 2026-03-02 97110 2']);
  });
});

describe('a configuration that names a field wrongly', () => {
  it('is told so at the column, with the field that was meant', () => {
    const text = 'claim,dos,cpt,n,units\nA,2026-03-02,20561,GP,1\n';
    expect(problems(text, { columns: { n: 'modifyer' } })).toEqual([
      { at: 'n', severity: 'warning', message: expect.stringMatching(/no such field.*modifier/) },
    ]);
    expect(problems(text, { columns: { n: 'modifier' } })).toEqual([]);
  });
});

describe('the habits of spreadsheets', () => {
  const text = readFileSync(new URL('../fixtures/csv/excel-export.csv', import.meta.url), 'utf8');

  it('are understood', () => {
    expect(told(text)).toEqual([
      'A-1 2026-03-02 20561-GP-59 1 9500 1,2 11',
      'A-1 2026-03-02 97110-GP 2 108800 2 2',
      'A-2 2026-03-04 20560 1 -6000 1 11',
      'A-3 2026-03-02 100   1 11',
    ]);
    expect(read(text).claims[1]?.renderingProvider?.npi?.value).toBe('1234567893');
    expect(read(text).claims[0]?.patient).toMatchObject({
      lastName: { value: 'Sample' },
      birthDate: { value: '1984-04-02' },
    });
  });

  it('and reported where they may mislead', () => {
    const said = problems(text).map(({ at, severity, message }) => [
      at,
      severity,
      message.split(/[.,;:]/)[0],
    ]);
    expect(said).toEqual([
      ['4/2/84', 'information', 'The year of this date has two digits'],
      ['GP ', 'information', 'There is white space beside this code'],
      ['2', 'warning', 'A place of service has two digits'],
      ['1.23457E+09', 'error', 'A spreadsheet shortened this number'],
      ['11/20/79', 'information', 'The year of this date has two digits'],
      ['46085', 'warning', 'A spreadsheet wrote this date as the number of a day'],
      ['20560.0', 'warning', 'A spreadsheet took this code for a number and added a decimal point'],
      ['1234567893.0', 'warning', 'A spreadsheet took this code for a number and added a decimal point'],
      ['11/20/79', 'information', 'The year of this date has two digits'],
      ['3/2/26', 'information', 'The year of this date has two digits'],
      ['100', 'warning', 'A procedure code has five characters'],
      ['one', 'error', 'This is not a number'],
      ['free', 'error', 'This is not an amount such as 120'],
    ]);
  });

  it('and put right without loss where nothing is in doubt', () => {
    const fixes = read(text).problems.flatMap(({ fix }) => (fix?.lossless ? [fix] : []));
    expect(fixes).toHaveLength(4);
    const mended = applyEdits(
      text,
      fixes.flatMap(({ edits }) => edits),
    );
    expect(told(mended)).toEqual(told(text));
    expect(mended).toBe(
      text
        .replace('GP ,', 'GP,')
        .replace('46085', '2026-03-04')
        .replace('20560.0', '20560')
        .replace('93.0', '93'),
    );
  });

  it('of other countries as well: day before month, decimal commas, semicolons', () => {
    const german = 'claim;dos;cpt;units;charge\nA;02.03.2026;20561;1;95,00\nA;13.03.2026;97110;2;1.088,50\n';
    expect(told(german)).toEqual(['A 2026-03-02 20561 1 9500', 'A 2026-03-13 97110 2 108850']);
    expect(problems(german).map(({ at }) => at)).toEqual(['02.03.2026', '13.03.2026']);
  });

  it('in a long file are counted, not repeated', () => {
    const rows = Array.from({ length: 500 }, (_, i) => `A${i},2026-03-02,20561.0,1,2\n`).join('');
    const found = problems(`claim,dos,cpt,units,pos\n${rows}`);
    expect(found.length).toBeLessThan(60);
    expect(found.map(({ message }) => message).join()).toMatch(/480 more cells/);
  });
});

describe('what is wrong is said at its cell', () => {
  it('a comma that moves the cells behind it', () => {
    const text = 'claim,patient name,dos,cpt,units\nA,Doe, Jane,2026-03-02,20561,1\n';
    expect(problems(text)).toContainEqual({
      at: '1',
      severity: 'error',
      message: expect.stringMatching(/6 cells and the header has 5/),
    });
  });

  it('a row that is cut', () => {
    expect(problems('claim,dos,cpt,units,charge\nA,2026-03-02,20561\n')).toEqual([
      {
        at: 'A,2026-03-02,20561',
        severity: 'warning',
        message: expect.stringMatching(/3 cells and the header has 5/),
      },
    ]);
  });

  it('a quote that is not closed, without losing the rows below', () => {
    const text =
      'claim,patient name,dos,cpt,units\nA,"Doe,2026-03-02,20561,1\nB,"Roe, Al",2026-03-02,97110,1\n';
    expect(problems(text)[0]).toMatchObject({ at: '"Doe', message: expect.stringMatching(/not closed/) });
    expect(told(text)).toEqual(['A 2026-03-02 20561 1', 'B 2026-03-02 97110 1']);
  });

  it('two patients under one claim id', () => {
    const text = 'claim,mrn,dos,cpt,units\nA,1,2026-03-02,20561,1\nA,2,2026-03-02,97110,1\n';
    expect(problems(text)).toEqual([
      { at: '2', severity: 'error', message: expect.stringMatching(/another patient/) },
    ]);
  });

  it('no header, no column of codes, nothing at all', () => {
    expect(problems('1,2,3\n4,5,6\n')).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/No header row/) }),
    ]);
    expect(problems('claim id,dos,units\nA,2026-03-02,1\n')).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/No column/) }),
    ]);
    expect(problems('')).toEqual([expect.objectContaining({ message: 'This file is empty.' })]);
  });

  it('without a word of what stands there, as it may be a name', () => {
    const text = 'claim,patient name,dos,cpt,units,charge\nA,Jane,2026-03-02,20561,Jane,Doe\n';
    expect(problems(text)).toHaveLength(2);
    for (const { message } of problems(text)) expect(message).not.toMatch(/Jane|Doe/);
  });
});

describe('a change', () => {
  it.each<[string, ClaimChange, string, string]>([
    ['replaces a code', { kind: 'replace-procedure-code', line: 1, code: '20560' }, '20561', '20560'],
    [
      'adds a modifier in the next column',
      { kind: 'add-modifier', line: 1, modifier: '59' },
      'GP,,1',
      'GP,59,1',
    ],
    [
      'adds a modifier in front',
      { kind: 'add-modifier', line: 1, modifier: '59', at: 0 },
      'GP,,1',
      '59,GP,1',
    ],
    ['removes a modifier', { kind: 'remove-modifier', line: 2, at: 0 }, 'GP,59', '59,'],
    ['sets units', { kind: 'set-units', line: 2, units: 1 }, '59,2', '59,1'],
    ['sets pointers', { kind: 'set-diagnosis-pointers', line: 1, pointers: [2] }, 'AB', 'B'],
    [
      'replaces a diagnosis in every row',
      { kind: 'replace-diagnosis', position: 1, code: 'M7911' },
      'M79.18',
      'M79.11',
    ],
    [
      'sets a place of service in one row',
      { kind: 'set-place-of-service', line: 1, placeOfService: '12' },
      'AB,11',
      'AB,12',
    ],
    [
      'removes a row',
      { kind: 'remove-line', line: 2 },
      'A,2026-03-02,97110,GP,59,2,88.00,M79.18,M54.2,B,11\n',
      '',
    ],
  ])('%s', (_, change, before, after) => {
    expect(changed(plain, change)).toBe(
      change.kind === 'replace-diagnosis' ? plain.split(before).join(after) : plain.replace(before, after),
    );
  });

  it('keeps quotes and puts them where they are needed', () => {
    const text = 'claim;dos;cpt;modifiers;units\nA;2026-03-02;="20561";"GP;59";1\nB;2026-03-02;20561;GP;1\n';
    expect(changed(text, { kind: 'replace-procedure-code', line: 1, code: '20560' })).toBe(
      text.replace('="20561"', '="20560"'),
    );
    expect(changed(text, { kind: 'add-modifier', line: 1, modifier: 'KX' }, 1)).toBe(
      text.replace('GP;1\n', '"GP;KX";1\n'),
    );
    expect(changed(text, { kind: 'remove-modifier', line: 1, at: 1 })).toBe(text.replace('"GP;59"', 'GP'));
  });

  it.each<[string, ClaimChange]>([
    ['a third modifier where there are two columns', { kind: 'add-modifier', line: 2, modifier: 'KX' }],
    ['a line that is not there', { kind: 'set-units', line: 3, units: 1 }],
    [
      'a pointer to a diagnosis that the row does not have',
      { kind: 'set-diagnosis-pointers', line: 1, pointers: [3] },
    ],
  ])('has no place for %s', (_, change) => {
    expect(changed(plain, change)).toBeUndefined();
  });

  it('removes no row that alone says something of its claim, and no claim', () => {
    expect(changed(plain, { kind: 'remove-line', line: 1 }, 1)).toBeUndefined();
    const sparse = 'claim,patient name,dos,cpt,units\nA,Jane Doe,2026-03-02,20561,1\nA,,2026-03-02,97110,1\n';
    expect(changed(sparse, { kind: 'remove-line', line: 1 })).toBeUndefined();
    expect(changed(sparse, { kind: 'remove-line', line: 2 })).toBe(sparse.slice(0, sparse.indexOf('A,,')));
  });
});

describe('what is no charge export', () => {
  it.each([
    ['a fee schedule', 'HCPCS,MOD,DESCRIPTION,Fee\n20561,,needling,45.00\n'],
    ['a list of codes', 'hcpcs,betos,coverage,date_added\nA0021,O1A,I,1985-01-01\n'],
    [
      'a table of edits',
      'Column 1,Column 2,Effective Date,Deletion Date,Modifier\n20561,97810,20200101,*,0\n',
    ],
    ['an eligibility file', 'person_id,member_id,birth_date,payer,plan\n1,2,1980-01-01,x,y\n'],
    [
      'diagnoses without procedures',
      'claim_id,member_id,claim_date,icd10_code,claim_amount\n1,106,10/22/2023,Z79.899,417.86\n',
    ],
    [
      'words where codes should be',
      'claim,date,service,units\nA,2026-03-02,massage,1\nB,2026-03-02,yoga,1\n',
    ],
    ['an interchange', 'ISA*00*          *00*          *ZZ*A*ZZ*B*260305*0930*^*00501*1*0*T*:~'],
    ['a message', 'MSH|^~\\&|A|B|C|D|202603020930||DFT^P03|1|P|2.3\rFT1|1||||CG|20561\r'],
    ['JSON', '{"claim id": 1, "cpt": "20561", "dos": "2026-03-02", "units": 1}\n'],
    [
      'a note',
      'Patient: Jane Doe, DOS: 3/2/2026, CPT: 20561, Units: 1\nDry needling, right upper trapezius, 3 needles.\n',
    ],
    ['nothing', ''],
  ])('%s', (_, text) => {
    expect(csv.detect(text, 'file.csv')).toBeUndefined();
  });
});

const corpus = new URL('../../../shared/corpora/dev/', import.meta.url);
describe.runIf(existsSync(corpus))('the corpus', () => {
  const files = existsSync(corpus)
    ? readdirSync(new URL('csv/', corpus), { recursive: true, encoding: 'utf8' }).filter((name) =>
        name.endsWith('.csv'),
      )
    : [];
  const textOf = (name: string) =>
    decodeText(new Uint8Array(readFileSync(new URL(`csv/${name}`, corpus)))).text;
  /** Medicare claim files and two exports; the others hold people, drugs and codes. */
  const charges = [
    'AdhokshS/claims.csv',
    'CMSgov/carrier.csv',
    'CMSgov/dme.csv',
    'CMSgov/hha.csv',
    'CMSgov/hospice.csv',
    'CMSgov/inpatient.csv',
    'CMSgov/outpatient.csv',
    'CMSgov/snf.csv',
    'tuva-health/raw_data__medical_claim.csv',
    'tuva-health/synthetic_data__medical_claim.csv',
  ];

  it('is told apart: charges, and files about people, drugs and codes', () => {
    expect(files.filter((name) => csv.detect(textOf(name), name) !== undefined).sort()).toEqual(charges);
  });

  it.each(charges)(
    '%s is read without a structure error, each value at its place, and takes every change',
    (name) => {
      const text = textOf(name);
      const document = read(text);
      expect(document.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      checkPlaces(
        text,
        document,
        (written, value) =>
          typeof value === 'number' ||
          /^\d{4}-\d\d-\d\d$/.test(String(value)) ||
          written.replace(/\./g, '').toUpperCase() === String(value).replace(/\./g, '').toUpperCase(),
      );
      for (const claim of document.claims.slice(0, 8)) {
        const line = claim.serviceLines[0];
        const changes: ClaimChange[] = [
          { kind: 'set-units', line: 1, units: 7 },
          { kind: 'set-modifiers', line: 1, modifiers: ['59'] },
          { kind: 'replace-procedure-code', line: 1, code: '20561' },
          { kind: 'replace-diagnosis', position: 1, code: 'M7918' },
        ];
        for (const change of changes) {
          const edits = csv.write(text, claim, change, {});
          if (edits === undefined) continue;
          const after = read(applyEdits(text, edits)).claims;
          const others = (list: typeof after) =>
            list.filter(({ index }) => index !== claim.index).map(valuesOf);
          expect(others(after)).toEqual(others(document.claims));
          const now = after[claim.index]?.serviceLines[0];
          if (change.kind === 'set-units') expect(now?.units?.value).toBe(7);
          if (change.kind === 'set-modifiers')
            expect(now?.modifiers.map(({ value }) => value)).toEqual(['59']);
          if (change.kind === 'replace-procedure-code' && line?.procedureCode !== undefined)
            expect(now?.procedureCode?.value).toBe('20561');
          if (change.kind === 'replace-diagnosis')
            expect(after[claim.index]?.diagnoses[0]?.code.value).toBe('M7918');
        }
      }
    },
  );

  it('carrier claims come out as they were billed', () => {
    const [claim] = read(textOf('CMSgov/carrier.csv')).claims;
    expect(claim?.id?.value).toBe('-100000486');
    expect(claim?.diagnoses.map(({ code, isIcd10cm }) => [code.value, isIcd10cm])).toEqual([
      ['O039', true],
      ['E034', true],
    ]);
    expect(claim?.serviceLines[0]).toMatchObject({
      dateOfService: { value: '2015-05-30' },
      placeOfService: { value: '11' },
      charge: { value: 13680 },
      units: { value: 9 },
      diagnosisPointers: [{ value: 1 }],
      renderingProvider: { npi: { value: '9999310391' } },
    });
  });
});

describe('whatever is in the file', () => {
  it('it is read without an exception, and every place is within it', () => {
    const pieces = fc.constantFrom(
      'claim',
      'cpt',
      'dos',
      'units',
      'dx1',
      'mod1',
      ',',
      ',',
      ';',
      '\t',
      '|',
      '\n',
      '\n',
      '\r\n',
      '"',
      '""',
      '="',
      '20561',
      '2026-03-02',
      '45323',
      '1.23E+09',
      'GP',
      ' ',
      'sep=;',
      '\uFEFF',
      'Doe, Jane',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 80 }), (parts) => {
        const text = parts.join('');
        for (const each of [text, `claim,dos,cpt,units,dx1,mod1\n${text}`]) {
          csv.detect(each, 'a.csv');
          const document = read(each);
          checkPlaces(each, document, () => true);
          for (const claim of document.claims.slice(0, 2))
            for (const change of [
              { kind: 'add-modifier', line: 1, modifier: '59' },
              { kind: 'remove-line', line: 2 },
            ] as const) {
              const edits = csv.write(each, claim, change, {});
              if (edits !== undefined) applyEdits(each, edits);
            }
        }
      }),
      { numRuns: 1500 },
    );
  });

  it.each(['"', '"a\n', '""\n', '"\n', ',', '\n', 'a,"b\n', 'x,20561,""a"\n', 'a,20561\n', '\u0000'])(
    'a megabyte of %j takes a second of the processor or so',
    (part) => {
      const text = `claim,dos,cpt,units,dx1,mod1\n${part.repeat(1_000_000 / part.length)}`;
      const work = () => {
        csv.detect(text, 'a.csv');
        read(text);
      };
      expect(cpuSeconds(work)).toBeLessThan(3);
    },
  );
});

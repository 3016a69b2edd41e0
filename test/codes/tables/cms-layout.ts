// Lays the real rows of the corpus out exactly as CMS and NCHS publish them: names, notices, headers, separators, line ends.
// Where a file has descriptors of the AMA, the words "(descriptor left out)" stand instead.
import { corpusRows, type PairRows } from './corpus';
import { type ArchiveFile, xlsxOf } from './write-archive';

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const file = (name: string, text: string): ArchiveFile => ({ name, bytes: latin1(text) });

const pairNotice = [
  'CPT only copyright 2023 American Medical Association.  All rights reserved.\t\t\t\t\t\t',
  'Column1/Column2 Edits\t\t\t\t\t\t',
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale',
  '\t\tprior to 1996\tDate\tDate\t0=not allowed\t',
  '\t\t\t\t*=no data\t1=allowed\t',
  '\t\t\t\t\t9=not applicable\t',
  '',
].join('\r\n');

/** Rows that were in force before 1996 carry an asterisk. */
const mark = (rows: PairRows, row: number): string =>
  rows.effective[row] === 19_960_101 && row % 3 === 0 ? '*' : '';

/** One row as the seven cells of the file. */
export function pairCells(rows: PairRows, row: number): readonly string[] {
  return [
    rows.column1(row),
    rows.column2(row),
    mark(rows, row),
    String(rows.effective[row] ?? ''),
    rows.deleted[row] === 0 ? '*' : String(rows.deleted[row] ?? ''),
    String(rows.indicator[row] ?? ''),
    rows.rationales[rows.rationale[row] ?? 0] ?? '',
  ];
}

/** First and end row of each of the four parts; a part begins with a new column-1 code. */
export function pairParts(rows: PairRows): readonly (readonly [first: number, end: number])[] {
  const bounds = [0, 1, 2, 3, 4].map((part) => {
    let row = Math.round((rows.count * part) / 4);
    while (row > 0 && row < rows.count && rows.column1(row) === rows.column1(row - 1)) row++;
    return row;
  });
  return [0, 1, 2, 3].map((part) => [bounds[part] ?? 0, bounds[part + 1] ?? rows.count]);
}

/** `ccipra-v302r0-f1.TXT`: tab-delimited, notice and wrapped header above the rows, CRLF. */
export function pairText(rows: PairRows, first: number, end: number): Uint8Array {
  const buffer = Buffer.alloc(pairNotice.length + (end - first) * 110);
  let at = buffer.write(pairNotice, 'latin1');
  const tails = new Map<number, Buffer>();
  for (let row = first; row < end; row++) {
    at += buffer.write(rows.column1(row), at, 'latin1');
    buffer[at++] = 9;
    at += buffer.write(rows.column2(row), at, 'latin1');
    // What follows the codes repeats, so it is written once.
    const since = (date: number | undefined) => Math.max(0, (date ?? 0) - 19_960_100);
    const dates = since(rows.effective[row]) * 300_000 + since(rows.deleted[row]);
    const marked = mark(rows, row) === '' ? 0 : 1;
    const key = (dates * 10 + (rows.indicator[row] ?? 0)) * 64 + (rows.rationale[row] ?? 0) * 2 + marked;
    const tail = tails.get(key) ?? Buffer.from(`\t${pairCells(rows, row).slice(2).join('\t')}\r\n`, 'latin1');
    tails.set(key, tail);
    at += tail.copy(buffer, at);
  }
  return buffer.subarray(0, at);
}

/** The parts under CMS's names. Version 302 is 2024 Q3. */
export function pairFiles(rows: PairRows, setting: 'practitioner' | 'outpatient'): readonly ArchiveFile[] {
  const stem = setting === 'practitioner' ? 'ccipra' : 'ccioph';
  return pairParts(rows).map(([first, end], index) => ({
    name: `${stem}-v302r0-f${index + 1}.TXT`,
    bytes: pairText(rows, first, end),
  }));
}

/** Some rows as the spreadsheet that stands beside the text. Dates and indicators are numbers in it. */
export function pairSheet(rows: PairRows, chosen: Iterable<number>): Uint8Array {
  const header = pairNotice
    .split('\r\n')
    .slice(0, 6)
    .map((line) => line.split('\t'));
  const numbers = (cell: string): string | number => (/^\d{8}$|^[019]$/.test(cell) ? Number(cell) : cell);
  function* lines(): Generator<readonly (string | number)[]> {
    yield* header;
    for (const row of chosen) {
      const [column1 = '', column2 = '', ...rest] = pairCells(rows, row);
      yield [column1, column2, ...rest.map(numbers)];
    }
  }
  return xlsxOf(lines(), 'Column1-Column2 Edits');
}

const copyright = `"Current Procedural Terminology (CPT) codes, descriptions and other data only are copyright 2023 American Medical Association. All rights reserved. \n\nCPT\u00ae is a registered trademark of the American Medical Association.\n\nApplicable FARS/DFARS Restrictions Apply to Government Use. \n",,,\r\n`;
const settingNames = { prac: 'Practitioner', out: 'Outpatient Hospital', dme: 'DME Supplier' } as const;
const indicators = ['', '1 Line Edit', '2 Date of Service Edit: Policy', '3 Date of Service Edit: Clinical'];

function mueLines(setting: keyof typeof settingNames): readonly (readonly string[])[] {
  return corpusRows(`ncci_mue_${setting}_2024q3.csv`).map(
    ([code = '', units = '', indicator = '', rationale = '']) => [
      code,
      units,
      indicators[Number(indicator)] ?? '',
      rationale,
    ],
  );
}

/** `MCR_MUE_PractitionerServices_Eff_07-01-2024.csv`: Latin-1, a notice over several lines, a name with a line break. */
export function mueFile(setting: keyof typeof settingNames): ArchiveFile {
  const name = settingNames[setting];
  const header = `"HCPCS/\nCPT Code",${name} Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n`;
  const rows = mueLines(setting).map(
    (cells) => `${cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(',')}\r\n`,
  );
  return file(
    `MCR_MUE_${name.replaceAll(' ', '')}Services_Eff_07-01-2024.csv`,
    copyright + header + rows.join(''),
  );
}

/** The same table as a spreadsheet, the units numbers. */
export function mueSheet(setting: keyof typeof settingNames): ArchiveFile {
  const name = settingNames[setting];
  const rows = mueLines(setting).map(([code = '', units = '', ...rest]) => [code, Number(units), ...rest]);
  return {
    name: `MCR_MUE_${name.replaceAll(' ', '')}Services_Eff_07-01-2024.xlsx`,
    bytes: xlsxOf([
      ['CPT codes, descriptions and other data only are copyright 2023 American Medical Association.'],
      ['HCPCS/CPT Code', `${name} Services MUE Values`, 'MUE Adjudication Indicator', 'MUE Rationale'],
      ...rows,
    ]),
  };
}

/** Primary, add-on, type; the days are made up, as the corpus has none: edits began in 2014 and have not ended. */
const addOnRows = () => corpusRows('ncci_aoc_2024.csv') as readonly (readonly [string, string, string])[];

/** `AOC_V2024Q2-MCR.xlsx`: a notice, then the columns; days as the numbers YYYYDDD. */
export function addOnSheet(): ArchiveFile {
  const header = [
    'AOC_Edit_Type',
    'Add-On_Code',
    'AOC_DelDT',
    'Primary_Code',
    'Primary_Code_DelDT',
    'AOC_Edit_EffDT',
    'AOC_Edit_DelDT',
    'Special_Instruction_Notes',
  ];
  const rows = addOnRows().map(([primary, addOn, type]) => [
    Number(type),
    addOn,
    '',
    primary,
    '',
    2014001,
    '',
    primary === 'CCCCC' ? 'Contractor Defined Primary Codes' : '',
  ]);
  return {
    name: 'AOC_V2024Q2-MCR.xlsx',
    bytes: xlsxOf([
      ['CPT codes and descriptions only are copyright 2023 American Medical Association.'],
      header,
      ...rows,
    ]),
  };
}

/** `AOC_V2024Q2-F-MCR.txt`: fixed width, no header. */
export function addOnText(): ArchiveFile {
  const none = ' '.repeat(7);
  const rows = addOnRows().map(
    ([primary, addOn, type]) =>
      `${type}${addOn}${none}${primary}${none}2014001${none}${(primary === 'CCCCC' ? 'Contractor Defined Primary Codes' : '').padEnd(58)}\r\n`,
  );
  return file('AOC_V2024Q2-F-MCR.txt', rows.join(''));
}

const releases = {
  rvu24a_jan: ['January', 'JAN'],
  rvu24b_apr: ['April', 'APR'],
  rvu24c_jul: ['July', 'JUL'],
} as const;
const leftOut = '(descriptor left out)';

function relativeValues(release: keyof typeof releases): readonly (readonly string[])[] {
  return corpusRows('pprrvu_2024_all_releases.csv.gz')
    .filter(([source]) => source === release)
    .map(([, , , ...cells]) => [...cells.slice(0, 2), leftOut, ...cells.slice(2)]);
}

/** `PPRRVU24_JUL.csv`: five title rows, then names stacked over five rows, the last of which begins with HCPCS. */
export function relativeValueFile(release: keyof typeof releases): ArchiveFile {
  const [month, short] = releases[release];
  const blank = ','.repeat(28);
  const head = [
    `,,2024 National Physician Fee Schedule Relative Value File ${month} Release${blank}`,
    `,,CPT codes and descriptions only are copyright 2023 American Medical Association. All Rights Reserved. Applicable FARS/DFARS Apply.${blank}`,
    `,,Dental codes (D codes) are copyright 2023 American Dental Association. All Rights Reserved.${blank}`,
    `,,${blank}`,
    `,,RELEASED 06/11/2024${blank}`,
    `${','.repeat(28)}NON-FACILITY,FACILITY,`,
    ',,,,NOT USED,,,,,,,,,,,,,,,,,,,,,PHYSICIAN,,DIAGNOSTIC,PE USED,PE USED,MP USED',
    ',,,,FOR,,,NON-FAC,,FACILITY,,,,,,,,,,,,,,,,SUPERVISION OF,,IMAGING,FOR OPPS,FOR OPPS,FOR OPPS',
    ',,,STATUS,MEDICARE,WORK,NON-FAC,NA,FACILITY,NA,MP,NON-FACILITY,FACILITY,PCTC,GLOB,PRE,INTRA,POST,MULT,BILAT,ASST,CO-,TEAM,ENDO,CONV,DIAGNOSTIC,CALCULATION,FAMILY,PAYMENT,PAYMENT,PAYMENT',
    'HCPCS,MOD,DESCRIPTION,CODE,PAYMENT,RVU,PE RVU,INDICATOR,PE RVU,INDICATOR,RVU,TOTAL,TOTAL,IND,DAYS,OP,OP,OP,PROC,SURG,SURG,SURG,SURG,BASE,FACTOR,PROCEDURES,FLAG,INDICATOR,AMOUNT,AMOUNT,AMOUNT',
  ];
  const rows = relativeValues(release).map((cells) =>
    cells.map((cell) => (cell.includes(',') ? `"${cell}"` : cell)).join(','),
  );
  return file(`PPRRVU24_${short}.csv`, `${[...head, ...rows].join('\r\n')}\r\n`);
}

/** `PPRRVU24_JUL.txt`: fixed width, each line by the record layout. */
export function relativeValueText(release: keyof typeof releases): ArchiveFile {
  const [month, short] = releases[release];
  const rows = relativeValues(release).map((cells) => {
    const [code = '', modifier = '', , status = ''] = cells;
    const amount = (value: string | undefined, width: number) =>
      Number(value ?? 0)
        .toFixed(2)
        .padStart(width);
    const numbers = `${amount(cells[5], 7)}${amount(cells[6], 7)}${(cells[7] ?? '').padEnd(2)}${amount(cells[8], 7)}${(cells[9] ?? '').padEnd(2)}${amount(cells[10], 6)}${amount(cells[11], 7)}${amount(cells[12], 6)}`;
    const line = `${code}${modifier.padEnd(2)}${leftOut.padEnd(50)}${status}${numbers}`;
    return `${line.padEnd(102)}${cells[13] ?? ''}${cells[14] ?? ''}.00.00.00${cells.slice(18, 23).join('')}${' '.repeat(13)}33.2875 090 99      0.00   0.00   0.00`;
  });
  const header = [
    `HDR 2024 National Physician Fee Schedule Relative Value File ${month} Release`,
    'HDR CPT codes and descriptions only are copyright 2023 American Medical Association',
  ];
  return file(`PPRRVU24_${short}.txt`, `${[...header, ...rows].join('\r\n')}\r\n`);
}

/** `icd10cm_order_2021.txt`. The corpus has short titles only; they stand in both columns. */
export function orderFile(): ArchiveFile {
  const rows = corpusRows('icd10cm_order_2021jan.csv.gz').map(
    ([code = '', billable = '', title = ''], index) =>
      `${String(index + 1).padStart(5, '0')} ${code.padEnd(7)} ${billable} ${title.padEnd(60)} ${title}`,
  );
  return file('icd10cm_order_2021.txt', `${rows.join('\r\n')}\r\n`);
}

/** `icd10cm_codes_2021.txt`: billable codes only. */
export function codesFile(): ArchiveFile {
  const rows = corpusRows('icd10cm_order_2021jan.csv.gz').flatMap(([code = '', billable = '', title = '']) =>
    billable === '1' ? [`${code.padEnd(7)} ${title}`] : [],
  );
  return file('icd10cm_codes_2021.txt', `${rows.join('\r\n')}\r\n`);
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** `icd10cm_tabular_2021.xml`: codes nested as in the classification, each with its instructions; one chapter and section around them. */
export function tabularFile(): ArchiveFile {
  const notes = new Map<string, { kind: string; text: string }[]>();
  for (const [code = '', kind = '', text = ''] of corpusRows('icd10cm_tabular_notes_2021.csv.gz'))
    notes.set(code, [...(notes.get(code) ?? []), { kind, text }]);
  const codes = [...notes.keys()].sort();
  const xml: string[] = [];
  const open: string[] = [];
  const plain = (code: string) => code.replace('.', '');
  for (const code of codes) {
    while (open.length > 0 && !plain(code).startsWith(plain(open.at(-1) ?? ''))) {
      xml.push('</diag>');
      open.pop();
    }
    open.push(code);
    xml.push(`<diag><name>${code}</name><desc>(title)</desc>`);
    const own = notes.get(code) ?? [];
    for (const kind of new Set(own.map((note) => note.kind))) {
      const group = own.filter((note) => note.kind === kind);
      xml.push(`<${kind}>`);
      for (const { text } of group) {
        const [, character, words = ''] = /^(.)=(.*)$/.exec(text) ?? [];
        xml.push(
          kind === 'sevenChrDef' && character !== undefined
            ? `<extension char="${character}">${escaped(words)}</extension>`
            : `<note>${escaped(text)}</note>`,
        );
      }
      xml.push(`</${kind}>`);
    }
  }
  xml.push(...open.map(() => '</diag>'));
  const head =
    '<?xml version="1.0" encoding="utf-8"?>\n<ICD10CM.tabular><version>2021</version><title>ICD-10-CM TABULAR LIST of DISEASES and INJURIES</title><chapter><name>1</name><desc>All (A00-Z99)</desc><section id="A00-Z99"><desc>All (A00-Z99)</desc>';
  return {
    name: 'icd10cm_tabular_2021.xml',
    bytes: Buffer.from(`${head}${xml.join('\n')}</section></chapter></ICD10CM.tabular>`),
  };
}

const hcpcsColumns =
  'HCPC,SEQNUM,RECID,LONG DESCRIPTION,SHORT DESCRIPTION,PRICE1,PRICE2,PRICE3,PRICE4,MULT_PI,CIM1,CIM2,CIM3,MCM1,MCM2,MCM3,STATUTE,LABCERT1,LABCERT2,LABCERT3,LABCERT4,LABCERT5,LABCERT6,LABCERT7,LABCERT8,XREF1,XREF2,XREF3,XREF4,XREF5,COV,ASC_GRP,ASC_DT,OPPS,OPPS_PI,OPPS_DT,PROCNOTE,BETOS,TOS1,TOS2,TOS3,TOS4,TOS5,ANEST_BU,ADD DT,ACT EFF DT,TERM DT,ACTION CD'.split(
    ',',
  );

interface HcpcsLine {
  readonly code: string;
  readonly sequence: string;
  readonly record: string;
  readonly long: string;
  readonly added: string;
  readonly action: string;
  readonly terminated: string;
}

/** Codes with a description of two rows each, and the modifiers of the corpus; the descriptions are made up. */
function hcpcsLines(): readonly HcpcsLine[] {
  const digits = (date: string | undefined) => (date ?? '').replaceAll('-', '');
  const modifiers = corpusRows('modifiers_2024_codes.csv').flatMap(([code = '', type = '']) =>
    type === 'CPT' || /^\d/.test(code)
      ? []
      : [
          {
            code,
            sequence: '00100',
            record: '7',
            long: `Modifier ${code}`,
            added: '19840101',
            action: '20010101',
            terminated: '',
          },
        ],
  );
  const codes = corpusRows('hcpcs_level2_2024.csv').flatMap(
    ([code = '', , , , , added, action, terminated]) => [
      {
        code,
        sequence: '00100',
        record: '3',
        long: `Item ${code}, first half of its`,
        added: digits(added),
        action: digits(action),
        terminated: digits(terminated),
      },
      { code, sequence: '00200', record: '4', long: 'description', added: '', action: '', terminated: '' },
    ],
  );
  return [...modifiers, ...codes];
}

/** `HCPC2024_JAN_ANWEB.xlsx`. */
export function hcpcsSheet(): ArchiveFile {
  const rows = hcpcsLines().map((line) => {
    const cells: (string | number)[] = hcpcsColumns.map(() => '');
    const put = (name: string, value: string | number) => {
      cells[hcpcsColumns.indexOf(name)] = value;
    };
    put('HCPC', line.code.padStart(5));
    put('SEQNUM', line.sequence);
    put('RECID', line.record);
    put('LONG DESCRIPTION', line.long);
    if (line.added !== '') put('ADD DT', Number(line.added));
    if (line.action !== '') put('ACT EFF DT', Number(line.action));
    if (line.terminated !== '') put('TERM DT', Number(line.terminated));
    return cells;
  });
  return { name: 'HCPC2024_JAN_ANWEB.xlsx', bytes: xlsxOf([hcpcsColumns, ...rows]) };
}

/** `HCPC2024_JAN_ANWEB.txt`: 320 characters a line. */
export function hcpcsText(): ArchiveFile {
  const rows = hcpcsLines().map(
    ({ code, sequence, record, long, added, action, terminated }) =>
      `${code.padStart(5)}${sequence}${record}${long.padEnd(80)}${(record === '3' ? `Item ${code}` : '').padEnd(28)}`.padEnd(
        268,
      ) + `${added.padEnd(8)}${action.padEnd(8)}${terminated.padEnd(8)}N`.padEnd(52),
  );
  return file('HCPC2024_JAN_ANWEB.txt', `${rows.join('\r\n')}\r\n`);
}

/** The list of places of service as a spreadsheet program saves the web page. */
export function placesFile(): ArchiveFile {
  const rows = corpusRows('pos_codes.csv').map(
    ([code = '', type = '', name = '']) => `${code},"${name}",${type}`,
  );
  return {
    name: 'place-of-service.csv',
    bytes: Buffer.from(
      `\ufeffPlace of Service Code(s),Place of Service Name,Type\r\n${rows.join('\r\n')}\r\n27-30,Unassigned,\r\n`,
    ),
  };
}

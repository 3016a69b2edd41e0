// Texts that are made to take long: each shape grows with `size`, about as many characters.
import { checkDocuments, defaultConfiguration, readConfiguration, ruleIds } from '../../src/check';
import { noTables } from '../../src/codes/tables/lookup';
import { claimFormats, detectFormat, readClaims } from '../../src/formats';
import type { FormatId } from '../../src/model/claim';
import { readNote } from '../../src/notes';

export interface Shape {
  readonly reader: string;
  readonly name: string;
  readonly text: (size: number) => string;
  readonly read: (text: string) => void;
}

const header =
  'ISA*00*          *00*          *ZZ*SUBMITTER01    *ZZ*PAYER01        *260709*1200*^*00501*000000001*0*T*:~GS*HC*A*B*20260709*1200*1*X*005010X222A1~ST*837*0001*005010X222A1~BHT*0019*00*B*20260709*1200*CH~HL*1**20*1~NM1*85*2*M*****XX*1234567893~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*E*A****MI*M1~CLM*A*95***11:B:1*Y*A*Y*Y~HI*ABK:M542~';
const serviceLine = 'LX*1~SV1*HC:20561:GP*95*UN*1***1~DTP*472*D8*20260701~';
const row = 'A1,"Sample, Avery",2026-03-02,20561,GP,1,95.00,M79.18,A,11,1234567893\n';
const columns = 'Claim ID,Patient Name,Date of Service,CPT,Modifier,Units,Charge,ICD-10,Dx Pointer,POS,NPI\n';

const fill = (part: string, size: number) => part.repeat(Math.max(1, Math.round(size / part.length)));
/** Anchors of which each repeats the one before nine times: the text is small, what it stands for is not. */
const aliases = (size: number) => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let level = 1; lines.length * 44 < size; level++) {
    const before = `*a${level - 1}`;
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => before).join(', ')}]`);
  }
  return `${lines.join('\n')}\n`;
};

const claim = (id: FormatId, name: string) => (text: string) => {
  detectFormat(text, name);
  readClaims(text, id, { name });
};
const shapesOf = (
  reader: string,
  read: (text: string) => void,
  texts: Readonly<Record<string, (size: number) => string>>,
): readonly Shape[] => Object.entries(texts).map(([name, text]) => ({ reader, name, text, read }));

const yamlShapes: Readonly<Record<string, (size: number) => string>> = {
  'lists in lists': (size) => `claim: ${fill('[', size)}`,
  'maps in maps': (size) => `claim: ${fill('{a: ', size)}`,
  'dashes on one line': (size) => `lines:\n  ${fill('- ', size)}x\n`,
  'question marks': (size) => `${fill('? ', size)}x\n`,
  'aliases of aliases': aliases,
  'one long line': (size) => `claim: ${fill('word ', size)}\n`,
  'one long comment': (size) => `# ${fill('word ', size)}\nclaim: A1\n`,
  'many keys': (size) =>
    Array.from({ length: Math.round(size / 12) }, (_, index) => `key${index}: 1\n`).join(''),
  'one key over and over': (size) => fill('claim: A1\n', size),
  'tabs and breaks': (size) => `claim: A1\n${fill('\t\n \n', size)}x: 1\n`,
};

export const shapes: readonly Shape[] = [
  ...shapesOf('x12', claim('x12-837p', 'a.837'), {
    'segments without a terminator': (size) => header + fill(serviceLine, size).replaceAll('~', '*'),
    'terminators alone': (size) => header + fill('~', size),
    'one element': (size) => `${header}NTE*ADD*${fill('word ', size)}~`,
    'components alone': (size) => `${header}SV1*${fill(':', size)}~`,
    'service lines': (size) => header + fill(serviceLine, size),
    claims: (size) => header + fill(`CLM*A*95***11:B:1~HI*ABK:M542~${serviceLine}`, size),
    'levels in levels': (size) =>
      header +
      Array.from({ length: Math.round(size / 14) }, (_, index) => `HL*${index + 3}*${index + 2}*23*1~`).join(
        '',
      ),
    'headers alone': (size) => fill(header.slice(0, 106), size),
    'line breaks': (size) => header.replaceAll('~', '~\n') + fill('\r\n', size),
  }),
  ...shapesOf('csv', claim('csv', 'a.csv'), {
    rows: (size) => columns + fill(row, size),
    'one row of commas': (size) => `${columns}${fill(',', size)}\n`,
    'a header of commas': (size) => `${columns.trim()}${fill(',', size)}\n${row}`,
    quotes: (size) => `${columns}A1,"${fill('"', size)}\n`,
    'a quote that is not closed': (size) => `${columns}"${fill(row.replaceAll('"', ''), size)}`,
    'a quote in every cell that is not closed': (size) => columns + fill('A1,"B,"C,20561\n', size),
    'one cell': (size) => `${columns}A1,"${fill('word ', size)}",2026-03-02,20561\n`,
    'modifiers in one cell': (size) => `${columns}A1,X,2026-03-02,20561,"${fill('GP,', size)}",1\n`,
    'each row its own claim': (size) =>
      columns +
      Array.from({ length: Math.round(size / row.length) }, (_, index) =>
        row.replace('A1', `A${index}`),
      ).join(''),
    blanks: (size) => columns + fill(' ', size),
  }),
  ...shapesOf('claim-file', claim('claim', 'a.claim'), {
    ...yamlShapes,
    'service lines': (size) =>
      `claim: A1\nservice lines:\n${fill('  - { date: 2026-03-02, code: "20561", units: 1 }\n', size)}`,
    claims: (size) => fill('claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561" }\n---\n', size),
    'modifiers of one line': (size) =>
      `claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", modifiers: [${fill('GP, ', size)}] }\n`,
  }),
  ...(claimFormats.some(({ ids }) => ids.includes('fhir'))
    ? shapesOf('fhir', claim('fhir', 'a.json'), {
        'lists in lists': (size) => `{"resourceType":"Claim","item":${fill('[', size)}`,
        'objects in objects': (size) => `{"resourceType":"Claim","item":${fill('{"a":', size)}`,
        items: (size) =>
          `{"resourceType":"Claim","item":[${fill('{"sequence":1,"productOrService":{"coding":[{"code":"20561"}]}},', size)}null]}`,
        'claims in a bundle': (size) =>
          `{"resourceType":"Bundle","entry":[${fill('{"resource":{"resourceType":"Claim","item":[{"sequence":1}]}},', size)}null]}`,
        'one string': (size) => `{"resourceType":"Claim","id":"${fill('word ', size)}"}`,
        'one string that is not closed': (size) => `{"resourceType":"Claim","id":"${fill('word ', size)}`,
        escapes: (size) => `{"resourceType":"Claim","id":"${fill('\\u0041', size)}"}`,
        'contained in contained': (size) =>
          `{"resourceType":"Claim",${fill('"contained":[{"resourceType":"Claim",', size)}`,
        lines: (size) => fill('{"resourceType":"Claim","id":"a","item":[{"sequence":1}]}\n', size),
      })
    : []),
  ...(claimFormats.some(({ ids }) => ids.includes('hl7-dft'))
    ? shapesOf('hl7', claim('hl7-dft', 'a.hl7'), {
        charges: (size) =>
          `MSH|^~\\&|A|B|C|D|20260709||DFT^P03|1|P|2.5\rPID|1||M1\r${fill('FT1|1|||20260302||CG|20561|||1|95||||||||M542\r', size)}`,
        'segments without ends': (size) =>
          `MSH|^~\\&|A|B|C|D|20260709||DFT^P03|1|P|2.5\r${fill('FT1|1|||20260302||CG|20561|||1', size)}`,
        repetitions: (size) =>
          `MSH|^~\\&|A|B|C|D|20260709||DFT^P03|1|P|2.5\rPID|1||M1\rFT1|1|||20260302||CG|20561|||1|95||||||||${fill('M542~', size)}\r`,
        escapes: (size) => `MSH|^~\\&|A|B|C|D|20260709||DFT^P03|1|P|2.5\rPID|1||${fill('\\F\\', size)}\r`,
        messages: (size) => fill('MSH|^~\\&|A|B|C|D|20260709||DFT^P03|1|P|2.5\rFT1|1\r', size),
      })
    : []),
  ...shapesOf('note', (text) => void readNote(text, { dateOfService: '2026-03-02' }), {
    'one long line': (size) => fill('Dry needling of the left upper trapezius, ', size),
    'one word': (size) => fill('a', size),
    'no blank, no letter': (size) => fill('.,;:-', size),
    muscles: (size) => `Needled: ${fill('upper trapezius, levator scapulae and infraspinatus, ', size)}`,
    'misspelt muscles': (size) => `Needled: ${fill('uper trapezus, levater scapuli, ', size)}`,
    'and, or, and': (size) => `Needled left ${fill('and or ', size)} trapezius.`,
    'no and not': (size) => `${fill('no not without ', size)} needling of trapezius.`,
    brackets: (size) => `Needled trapezius ${fill('(', size)}`,
    'brackets that close': (size) => `Needled ${fill('(left trapezius) ', size)}`,
    sides: (size) => `Needled ${fill('left right bilateral ', size)}trapezius.`,
    numbers: (size) => `Needled ${fill('1 to 4 of 3 ', size)}muscles.`,
    minutes: (size) => fill('15 minutes of manual therapy. ', size),
    'lines of a list': (size) => `Dry needling:\n${fill('- left upper trapezius\n', size)}`,
    'numbered lines': (size) =>
      `Dry needling:\n${Array.from({ length: Math.round(size / 20) }, (_, index) => `${index + 1}. left trapezius\n`).join('')}`,
    tables: (size) =>
      `| Muscle | Side | Needled |\n|---|---|---|\n${fill('| trapezius | left | yes |\n', size)}`,
    headings: (size) => fill('Treatment:\nDry needling.\nPlan:\n', size),
    dates: (size) => fill('Date of service: 2026-03-02\nNeedled trapezius.\n', size),
    'line breaks': (size) => `Needled${fill('\n', size)}trapezius.`,
    boxes: (size) => fill('[x] trapezius [ ] infraspinatus ', size),
    quotes: (size) => `Needled "${fill('"', size)}`,
    'it and them': (size) =>
      `Needled the trapezius. ${fill('It was needled again. These were needled. ', size)}`,
    'same sentence': (size) => fill('Patient tolerated dry needling of the left trapezius well. ', size),
  }),
  ...shapesOf('configuration', (text) => void readConfiguration(text, ruleIds), {
    ...yamlShapes,
    ignores: (size) => `ignores:\n${fill('  - { rule: edit/ptp, reason: x }\n', size)}`,
  }),
  ...shapesOf(
    'check',
    (text) => {
      checkDocuments([{ path: 'a.claim', text }], {
        configuration: defaultConfiguration,
        tables: noTables,
        today: '2026-11-23',
      });
    },
    {
      'claims of one line': (size) =>
        fill('claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n---\n', size),
      'claims of an 837 with slips': (size) =>
        header + fill(`CLM*A*95***88:B:1~HI*ABK:M54.2~${serviceLine.replace('GP', 'ZZ:59')}`, size),
      'rows with slips': (size) => columns + fill(row.replace('GP', 'ZZ'), size),
      'lines on many dates': (size) =>
        `claim: A1\nservice lines:\n${Array.from({ length: Math.round(size / 60) }, (_, index) => `  - { date: 20${10 + (index % 16)}-0${1 + (index % 9)}-${10 + (index % 18)}, code: "9711${index % 10}", units: 1 }\n`).join('')}`,
    },
  ),
];

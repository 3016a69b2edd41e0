import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { detectFormat } from '../../src/formats';
import { hl7 } from '../../src/formats/hl7';
import type { ClaimChange, OutlineItem } from '../../src/model/claim';
import { applyEdits } from '../../src/model/text';
import { cpuSeconds } from './cpu-time';

const sample = readFileSync('test/fixtures/hl7/needling.hl7', 'utf8');
const corpus = '../shared/corpora/dev/hl7v2';

const head = 'MSH|^~\\&|A|B|C|D|20260302||DFT^P03|1|P|2.5\rEVN|P03|20260302\rPID|1||7||Doe^Jane\r';
const charge = 'FT1|1|||20260302||CG|20561|||1|95.00';

/** `severity at "words": message` of each problem. */
function told(text: string): readonly string[] {
  return hl7
    .read(text, {})
    .problems.map(
      ({ severity, message, range }) => `${severity} at "${text.slice(range.start, range.end)}": ${message}`,
    );
}

function only(text: string) {
  const { claims } = hl7.read(text, {});
  const [claim] = claims;
  if (claim === undefined || claims.length !== 1) throw new Error(`${claims.length} claims`);
  return claim;
}

function edited(text: string, change: ClaimChange): string | undefined {
  const edits = hl7.write(text, only(text), change, {});
  return edits && applyEdits(text, edits);
}

describe('a charge message', () => {
  it('becomes a claim with its patient, payer, diagnoses and a line for each charge', () => {
    const claim = only(sample);
    expect(claim.id?.value).toBe('ACC-501');
    expect(claim.accountNumbers.map(({ value }) => value)).toEqual(['V-9001', 'MRN-77', 'X-9']);
    expect([claim.patient.lastName?.value, claim.patient.birthDate?.value, claim.patient.sex?.value]).toEqual(
      ['Sample', '1980-07-04', 'F'],
    );
    expect([claim.patient.memberId?.value, claim.subscriber, claim.payer.name?.value]).toEqual([
      'W123456789',
      undefined,
      'Example Health Plan',
    ]);
    expect(claim.referringProvider?.npi?.value).toBe('1043218118');
    expect(claim.diagnoses.map(({ code, written, isIcd10cm }) => [code.value, written, isIcd10cm])).toEqual([
      ['M7918', 'M79.18', true],
      ['M542', 'M54.2', true],
    ]);
    expect(
      claim.serviceLines.map((line) => [
        line.procedureCode?.value,
        line.modifiers.map(({ value }) => value).join(),
        line.units?.value,
        line.charge?.value,
        line.diagnosisPointers.map(({ value }) => value).join(),
        line.dateOfService?.value,
        line.placeOfService?.value,
        line.renderingProvider?.npi?.value,
        line.minutes?.value,
      ]),
    ).toEqual([
      ['20561', 'GP,59', 1, 9500, '1,2', '2026-03-02', '11', '1679576722', 20],
      ['97110', 'GP', 2, 8000, '2', '2026-03-02', '11', '1679576722', undefined],
    ]);
  });

  it('gives escapes back as the characters that they stand for', () => {
    expect(only(sample).serviceLines[0]?.remarks[0]?.value).toBe('Left & right, trapezius\nand levator');
  });

  it('says of a credit that it is not checked, and nothing else of a sound message', () => {
    expect(told(sample)).toEqual([
      'information at "CD": This is a credit (CD): it takes a charge back and is not checked as a service.',
    ]);
  });

  it('reads the same with other separators, line breaks and frames', () => {
    const values = (text: string) =>
      JSON.stringify(only(text), (name, value) =>
        name === 'range' || name === 'written' ? undefined : value,
      );
    const other = sample.replace(/[|^~]/g, (sign) => ({ '|': '#', '^': '!', '~': '@' })[sign] ?? sign);
    for (const text of [
      sample.replaceAll('\n', '\r'),
      sample.replaceAll('\n', '\r\n'),
      `\ufeff${sample}`,
      `\u000b${sample.replaceAll('\n', '\r')}\u001c\r`,
      other,
    ]) {
      expect(hl7.detect(text, 'x')).toBe('hl7-dft');
      expect(values(text)).toBe(values(sample));
    }
  });

  it('is known by its content, whatever its name; messages of another type are not taken', () => {
    expect(detectFormat(sample, 'export.txt')).toBe('hl7-dft');
    expect(detectFormat(head.replace('DFT^P03', 'ADT^A01'), 'a.hl7')).toBe('unknown');
    expect(hl7.detect('MSH is what a header is called', 'a.txt')).toBeUndefined();
  });

  it('takes modifiers from components and from PR1 where a system writes them there', () => {
    expect(only(`${head}${charge}||||||||||||||20561|GP^59`).serviceLines[0]?.modifiers.length).toBe(2);
    expect(
      only(`${head}${charge}||||||||||||||20561|26^Professional part^CPT`).serviceLines[0]?.modifiers.length,
    ).toBe(1);
    const performed = only(`${head}${charge}\rPR1|1||20561|||||||||||||GP~KX`);
    expect(performed.serviceLines[0]?.modifiers.map(({ value }) => value)).toEqual(['GP', 'KX']);
  });

  it('does not take a local charge code for a procedure', () => {
    const text = `${head}FT1|1|||20260302||CG|10234^Room^L||1|1|5.00`;
    expect(only(text).serviceLines[0]?.procedureCode).toBeUndefined();
    expect(told(text).some((line) => line.includes('names no CPT or HCPCS code'))).toBe(true);
  });

  it('points at all diagnoses of the message where a charge names none', () => {
    const lines = only(`${head}${charge}\rDG1|1||M54.2^^I10\rDG1|2||M79.18^^I10`).serviceLines;
    expect(lines[0]?.diagnosisPointers.map(({ value }) => value)).toEqual([1, 2]);
  });

  it('has an outline of its parts', () => {
    const names = (items: readonly OutlineItem[]): unknown[] =>
      items.map(({ name, children }) => (children.length > 0 ? [name, ...names(children)] : name));
    expect(names(hl7.read(sample, {}).outline)).toEqual([
      [
        'Claim ACC-501',
        'Patient',
        'Visit',
        'Line 1: 20561 GP 59 × 1',
        'Line 2: 97110 GP × 2',
        'Credit',
        'Diagnoses',
        'Insurance',
      ],
    ]);
  });

  it('tells what a field is for', () => {
    const place = hl7.describeAt?.(sample, sample.indexOf('|CG|') + 2, {});
    expect(place).toMatchObject({ title: 'FT1-6 · type of transaction', meaning: 'CG: a charge' });
  });
});

describe('what is wrong with a charge message', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['no date', `${head}FT1|1|||||CG|20561`, ['error at "": FT1-4 (date of service) is required']],
    ['no type', `${head}FT1|1|||20260302|||20561`, ['error at "": FT1-6 (type of transaction) is required']],
    [
      'no charge code',
      `${head}FT1|1|||20260302||CG||||||||||||||||||20561`,
      ['error at "": FT1-7 (charge code) is required'],
    ],
    [
      'a day that is none',
      `${head}${charge.replace('20260302', '20260231')}`,
      ['error at "20260231": FT1-4'],
    ],
    [
      'a date with slashes',
      `${head}${charge.replace('20260302', '3/2/2026')}`,
      ['error at "3/2/2026": FT1-4'],
    ],
    ['a type of its own', `${head}${charge.replace('CG', 'XX')}`, ['warning at "XX": FT1-6']],
    ['words for a quantity', `${head}${charge.replace('|1|95', '|one|95')}`, ['error at "one": FT1-10']],
    [
      'no header',
      charge.replace(/^/, 'PID|1||7||Doe\rEVN|P03|20260302\r'),
      ['error at "PID": The message has no header'],
    ],
    [
      'no patient',
      `${head.replace(/PID.*\r/, '')}${charge}`,
      ['error at "MSH": The message has no PID segment'],
    ],
    ['no charge', head, ['error at "MSH": The message has no FT1 segment']],
    ['too few separators', `${head.replace('^~\\&', '^~')}${charge}`, ['error at "^~": MSH-2']],
    ['the same separator twice', `${head.replace('^~\\&', '^^\\&')}${charge}`, ['error at "^^\\&": MSH-2']],
    ['a broken line', `${head}${charge}\rwent on here`, ['error at "went on here": This line is no segment']],
    ['no end of the frame', `\u000b${head}${charge}`, ['error at "MSH": This message was sent in a frame']],
  ];
  for (const [name, text, problems] of cases)
    it(`is told: ${name}`, () => {
      const all = told(text);
      for (const each of problems) expect(all.filter((line) => line.startsWith(each))).toHaveLength(1);
      expect(all.filter((line) => line.startsWith('error'))).toHaveLength(
        problems.filter((line) => line.startsWith('error')).length,
      );
    });

  it('counts the messages of a batch and the batches of a file, and corrects the counts', () => {
    const batch = (messages: string, batches: string) =>
      `FHS|^~\\&\rBHS|^~\\&\r${head}${charge}\r${head}${charge}\rBTS|${messages}\rFTS|${batches}\r`;
    expect(told(batch('2', '1'))).toEqual([]);
    const wrong = batch('3', '2');
    expect(told(wrong)).toEqual([
      'error at "3": BTS-1 (number of messages in the batch) is wrong: there are 2 messages.',
      'error at "2": FTS-1 (number of batches in the file) is wrong: there is 1 batch.',
    ]);
    const edits = hl7.read(wrong, {}).problems.flatMap(({ fix }) => fix?.edits ?? []);
    expect(applyEdits(wrong, edits)).toBe(batch('2', '1'));
    expect(told(wrong.slice(0, wrong.indexOf('BTS')))).toHaveLength(2);
  });
});

describe('a change of a charge', () => {
  it('touches only what it must', () => {
    const changes: readonly (readonly [ClaimChange, string, string])[] = [
      [{ kind: 'add-modifier', line: 1, modifier: 'KX' }, '|GP~59\n', '|GP~59~KX\n'],
      [{ kind: 'remove-modifier', line: 1, at: 0 }, '|GP~59\n', '|59\n'],
      [{ kind: 'set-units', line: 2, units: 3 }, 'Exercise||2|', 'Exercise||3|'],
      [
        { kind: 'set-diagnosis-pointers', line: 2, pointers: [1] },
        '|M54.2^Cervicalgia^I10|1679576722^Stone^Lee^^^^^^^^^^NPI||||||GP',
        '|M79.18^Myalgia, other site^I10|1679576722^Stone^Lee^^^^^^^^^^NPI||||||GP',
      ],
      [{ kind: 'set-place-of-service', placeOfService: '22' }, '|O|11|', '|O|22|'],
    ];
    for (const [change, from, to] of changes) expect(edited(sample, change)).toBe(sample.replace(from, to));
  });

  it('replaces a code in FT1-25 and PR1-3, a diagnosis wherever the message names it', () => {
    expect(edited(sample, { kind: 'replace-procedure-code', line: 1, code: '20560' })).toBe(
      sample.replaceAll('20561', '20560'),
    );
    expect(edited(sample, { kind: 'replace-diagnosis', position: 2, code: 'M5459' })).toBe(
      sample.replaceAll('M54.2^', 'M54.59^'),
    );
    expect(edited(sample, { kind: 'replace-diagnosis', position: 2, code: 'M7918' })).toBeUndefined();
  });

  it('adds the separators that a short segment needs', () => {
    expect(edited(head + charge, { kind: 'add-modifier', line: 1, modifier: 'GP' })).toBe(
      `${head}${charge}${'|'.repeat(15)}GP`,
    );
    expect(edited(head + charge, { kind: 'add-modifier', line: 1, modifier: 'G|' })).toBeUndefined();
  });

  it('removes a charge with its procedure, but not the last one, nor a diagnosis that only it names', () => {
    const twice = `${head}${charge}\rPR1|1||20561\r${charge}\rDG1|1||M54.2\r`;
    expect(edited(twice, { kind: 'remove-line', line: 1 })).toBe(`${head}${charge}\rDG1|1||M54.2\r`);
    expect(edited(head + charge, { kind: 'remove-line', line: 1 })).toBeUndefined();
    const named = `${head}${charge}||||||||M54.2\r${charge}||||||||M79.18\r`;
    expect(edited(named, { kind: 'remove-line', line: 1 })).toBeUndefined();
  });
});

describe('a megabyte', () => {
  const shapes: readonly (readonly [string, string])[] = [
    ['charges', head + `${charge}\r`.repeat(28_000)],
    ['messages', `${head}${charge}\r`.repeat(7_500)],
    ['one field of repetitions', `${head}FT1|1|||20260302||CG|20561||||||||||||${'M54.2~'.repeat(170_000)}`],
    ['separators', head + 'FT1|'.repeat(260_000)],
    ['escapes', `${head}NTE|1||${'\\T\\\\'.repeat(260_000)}\r${charge}`],
    ['diagnoses', `${head}${charge}\r${'DG1|1||M54.2\r'.repeat(80_000)}`],
    ['procedures', `${head}${charge}\r${'PR1|1||20561\r'.repeat(80_000)}`],
  ];
  for (const [name, text] of shapes)
    it(`of ${name} takes about a second; a loaded machine is given five`, { timeout: 20_000 }, () => {
      expect(cpuSeconds(() => hl7.read(text, {}))).toBeLessThan(5);
    });
});

describe.runIf(existsSync(corpus))('the public samples', () => {
  it('are read: charge messages as such, others are left alone', () => {
    for (const file of readdirSync(corpus)) {
      const text = readFileSync(`${corpus}/${file}`, 'utf8');
      const isCharge = /^MSH\|(?:[^|]*\|){7}DFT/m.test(text.replaceAll('\r', '\n'));
      expect([file, detectFormat(text, file) === 'hl7-dft']).toEqual([file, isCharge]);
      const { claims, problems } = hl7.read(text, {});
      if (isCharge) expect(claims.length).toBe(1);
      // Its PR1-5 holds a kind of procedure where the date belongs.
      if (isCharge && file !== 'node_hl7_dft.hl7')
        expect([file, problems.filter(({ severity }) => severity === 'error')]).toEqual([file, []]);
    }
  });
});

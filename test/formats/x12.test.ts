import { describe, expect, it } from 'vitest';
import {
  claimSpans,
  describeX12,
  readClaim,
  readEachClaim,
  readInterchanges,
  x12,
} from '../../src/formats/x12';
import type { Claim, OutlineItem } from '../../src/model/claim';
import { sample, told } from './x12-laws';

const professional = sample('professional');
const institutional = sample('institutional');
const dental = sample('dental');

function read(text: string, index = 0): Claim {
  const claim = x12.read(text, {}).claims[index];
  if (!claim) throw new Error(`no claim ${index}`);
  return claim;
}

describe('detecting', () => {
  it('tells professional, institutional and dental claims apart', () => {
    expect([professional, institutional, dental].map((text) => x12.detect(text, 'claims.txt'))).toEqual([
      'x12-837p',
      'x12-837i',
      'x12-837d',
    ]);
  });

  it('reads past a byte order mark and leading blanks', () => {
    expect(x12.detect(`\uFEFF\r\n  ${professional}`, 'x')).toBe('x12-837p');
  });

  it('goes by the service lines where the version says nothing or something else', () => {
    const unversioned = (text: string) => text.replace(/005010X22\dA\d/g, '');
    expect([professional, institutional, dental].map((text) => x12.detect(unversioned(text), ''))).toEqual([
      'x12-837p',
      'x12-837i',
      'x12-837d',
    ]);
    const mislabelled = professional.replace(/005010X222A1/g, '005010X223A2');
    expect(x12.detect(mislabelled, '')).toBe('x12-837p');
    expect(told(x12.read(mislabelled, {}).problems)).toEqual([
      'error: Group header, GS08, version and guide: it says an institutional claim (837I), but the service lines are those of a professional claim (837P). They are read as such.',
    ]);
  });

  it('knows the versions before 5010', () => {
    for (const [version, format] of [
      ['004010X098A1', 'x12-837p'],
      ['004010X096A1', 'x12-837i'],
      ['004010X097', 'x12-837d'],
    ] as const)
      expect(
        x12.detect(
          `ISA*00*          *00*          *ZZ*A              *ZZ*B              *040101*1200*U*00401*000000001*0*P*:~GS*HC*AA*BB*20040101*1200*1*X*${version}~ST*837*0001~`,
          '',
        ),
      ).toBe(format);
  });

  it('leaves other transaction sets and other texts alone, and says what they are', () => {
    const remittance = professional
      .replace('GS*HC', 'GS*HP')
      .replace(/ST\*837/g, 'ST*835')
      .replace(/005010X222A1/g, '005010X221A1');
    expect(x12.detect(remittance, 'a.edi')).toBeUndefined();
    expect(describeX12(remittance)).toEqual({
      transactionSet: '835',
      name: 'payment and remittance advice',
      version: '005010X221A1',
    });
    for (const text of ['', 'ISA', 'ISA says: hello', 'STATEMENT', 'GSK*', '{"a":1}', 'MSH|^~\\&|A'])
      expect([text, x12.detect(text, 'note.txt')]).toEqual([text, text === 'ISA' ? 'x12-837p' : undefined]);
    expect(describeX12('a note')).toBeUndefined();
  });

  it('finds an 837 behind another transaction set, however far', () => {
    const other = professional.replace('GS*HC', 'GS*HP').replace(/ST\*837/g, 'ST*835');
    expect(x12.detect(other + professional, '')).toBe('x12-837p');
    expect(x12.detect(other.repeat(40) + professional, '')).toBe('x12-837p');
  });

  it('claims a file that breaks off in its ISA, and says so at the place', () => {
    const broken = professional.slice(0, 40);
    expect(x12.detect(broken, '')).toBe('x12-837p');
    expect(told(x12.read(broken, {}).problems)[0]).toBe(
      'error: Interchange header (ISA): the segment is broken, only 6 of its 16 elements are there. It must be 106 characters long and tells how the whole file is written; take it from the original file.',
    );
  });
});

describe('an 837P', () => {
  const claim = read(professional);

  it('has patient, payer and providers', () => {
    expect(claim.patient).toMatchObject({
      lastName: { value: 'EXAMPLE' },
      birthDate: { value: '1980-01-15' },
      sex: { value: 'F' },
      memberId: { value: 'MEMBER0001' },
    });
    expect(claim.subscriber).toBeUndefined();
    expect(claim.payer).toMatchObject({
      name: { value: 'SAMPLE HEALTH PLAN' },
      id: { value: '66783' },
      filingIndicator: { value: 'CI' },
    });
    expect(claim.billingProvider).toMatchObject({
      npi: { value: '1234567893' },
      taxId: { value: '123456789' },
      taxIdKind: 'EI',
      taxonomy: { value: '225100000X' },
    });
    expect(claim.renderingProvider).toMatchObject({
      npi: { value: '1063412121' },
      taxonomy: { value: '225100000X' },
    });
    expect(claim.referringProvider?.npi?.value).toBe('1043218118');
    expect(claim.supervisingProvider?.npi?.value).toBe('1083612128');
    expect(claim.serviceFacility?.npi?.value).toBe('1073512120');
  });

  it('has numbers, dates, notes and diagnoses', () => {
    expect(
      [claim.id, claim.totalCharge, claim.placeOfService, claim.frequencyCode, claim.priorAuthorization].map(
        (field) => field?.value,
      ),
    ).toEqual(['NEEDLE-001', 27125, '11', '1', 'AUTH555']);
    expect(claim.accountNumbers.map(({ value }) => value)).toEqual(['MRN-42']);
    expect(claim.remarks.map(({ value }) => value)).toEqual(['FIXED INFO', 'DRY NEEDLING OF THREE MUSCLES']);
    expect(claim.diagnoses.map(({ position, code, role }) => [position, code.value, role])).toEqual([
      [1, 'M542', 'principal'],
      [2, 'M62838', 'other'],
      [3, 'M7918', 'other'],
    ]);
    expect(read(professional, 1).originalReference?.value).toBe('PAYERCLAIM9');
  });

  it('gives lines what the claim says for all of them, unless they say it themselves', () => {
    const [first, second, third] = claim.serviceLines;
    expect(
      [first, second].map((line) => [line?.placeOfService?.value, line?.renderingProvider?.npi?.value]),
    ).toEqual([
      ['11', '1063412121'],
      ['12', '1093712126'],
    ]);
    expect(first?.placeOfService?.range).toEqual(claim.placeOfService?.range);
    expect([second?.dateOfService?.value, second?.dateOfServiceEnd?.value]).toEqual([
      '2026-07-01',
      '2026-07-02',
    ]);
    expect(second?.description?.value).toBe('THERAPEUTIC EXERCISE');
    expect(second?.diagnosisPointers.map(({ value }) => value)).toEqual([1, 2, 3]);
    expect(third?.drugCode?.value).toBe('00409379501');
    expect(first?.remarks.map(({ value }) => value)).toEqual([
      'LEFT UPPER TRAPEZIUS, LEVATOR SCAPULAE, SPLENIUS CAPITIS',
    ]);
  });

  it('tells the patient from the insured, and keeps the other payer out', () => {
    const dependent = read(professional, 2);
    expect([
      dependent.patient.lastName?.value,
      dependent.subscriber?.lastName?.value,
      dependent.subscriber?.memberId?.value,
    ]).toEqual(['CHILD', 'PARENT', 'MEMBER0002']);
    expect(dependent.payer.filingIndicator?.value).toBe('MB');
    expect(dependent.renderingProvider).toBeUndefined();
    const [line] = dependent.serviceLines;
    expect([line?.unitBasis, line?.minutes?.value, line?.units?.value]).toEqual(['minutes', 30, 30]);
    expect(line?.modifiers.map(({ value }) => value)).toEqual(['GP', '59', 'KX', 'CQ']);
  });

  it('starts anew with each billing provider, subscriber and transaction', () => {
    const last = read(professional, 3);
    expect([
      last.index,
      last.patient.lastName?.value,
      last.placeOfService?.value,
      last.payer.filingIndicator?.value,
    ]).toEqual([3, 'SECOND', '12', 'MC']);
  });
});

describe('an 837I', () => {
  it('has type of bill, revenue codes, days and diagnosis lists with their meaning', () => {
    const claim = read(institutional);
    expect([claim.kind, claim.typeOfBill?.value, claim.placeOfService]).toEqual([
      'institutional',
      '131',
      undefined,
    ]);
    expect(claim.diagnoses.map(({ position, code, role }) => `${position} ${code.value} ${role}`)).toEqual([
      '1 S39012A principal',
      '2 M62830 other',
      '3 I10 other',
      '4 M545 admitting',
      '5 M545 reason-for-visit',
      '6 R52 reason-for-visit',
      '7 W1830XA external-cause',
    ]);
    const [needling, room] = claim.serviceLines;
    expect([
      needling?.revenueCode?.value,
      needling?.procedureCode?.value,
      needling?.dateOfService?.value,
    ]).toEqual(['0420', '20561', '2026-07-01']);
    expect([room?.revenueCode?.value, room?.procedureCode, room?.unitBasis, room?.units?.value]).toEqual([
      '0120',
      undefined,
      'days',
      2,
    ]);
    expect([room?.dateOfService?.value, room?.dateOfServiceEnd?.value]).toEqual(['2026-07-01', '2026-07-02']);
  });

  it('says where codes are ICD-9, and that HIPPS rates are no procedure codes', () => {
    const old = read(
      institutional.replace('ABK:S39012A', 'BK:8472').replace('SV2*0420*HC:20561:GP', 'SV2*0022*HP:1AFKS'),
    );
    expect(old.diagnoses[0]?.isIcd10cm).toBe(false);
    expect(old.diagnoses[1]?.isIcd10cm).toBe(true);
    expect(old.serviceLines[0]?.procedureCode).toBeUndefined();
  });
});

describe('an 837D', () => {
  it('has dental codes, places and the date of the whole claim', () => {
    const claim = read(dental);
    expect(claim.kind).toBe('dental');
    expect(claim.billingProvider).toMatchObject({ taxId: { value: '111223333' }, taxIdKind: 'SY' });
    expect(
      claim.serviceLines.map((line) => [
        line.procedureCode?.value,
        line.placeOfService?.value,
        line.units?.value,
        line.dateOfService?.value,
      ]),
    ).toEqual([
      ['D2150', '11', 1, '2026-07-06'],
      ['D1110', '22', 1, '2026-07-07'],
    ]);
  });
});

describe('broken files are read as far as they go', () => {
  it('takes a claim without HL, without LX and without an envelope', () => {
    const bare =
      'ST*837*0001*005010X222A1~CLM*BARE*10***11:B:1~HI*ABK:M542~SV1*HC:20560:GP*10*UN*1***1~SV1*HC:97110*20*UN*1***1~SE*6*0001~';
    const claim = read(bare);
    expect(claim.serviceLines.map(({ number, procedureCode }) => [number, procedureCode?.value])).toEqual([
      [1, '20560'],
      [2, '97110'],
    ]);
    expect(claim.diagnoses[0]?.code.value).toBe('M542');
  });

  it('takes lines in a file wrapped at 80 characters, and puts values together again', () => {
    const wrapped = professional.replace(/\n/g, '').replace(/.{80}/g, '$&\r\n');
    expect(JSON.stringify(x12.read(wrapped, {}).claims.map(values))).toBe(
      JSON.stringify(x12.read(professional, {}).claims.map(values)),
    );
    expect(x12.read(wrapped, {}).problems).toEqual([]);
  });

  it('does not give the address of an unknown party to another provider', () => {
    const strange = professional.replace(
      'NM1*DQ*1*SUPERVISOR*SAM****XX*1083612128',
      'NM1*QQ*1*NOBODY*SAM****XX*1083612128~\nREF*EI*999999999~\nPRV*PE*PXC*000000000X',
    );
    const claim = read(strange);
    expect([claim.serviceFacility?.taxId, claim.renderingProvider?.taxonomy?.value]).toEqual([
      undefined,
      '225100000X',
    ]);
  });

  it('reads composites by the sign that is used when ISA16 names another', () => {
    const text = professional.replace('*T*:', '*T*>');
    expect(read(text).placeOfService?.value).toBe('11');
    expect(told(x12.read(text, {}).problems)).toEqual([
      'error: Interchange header, ISA16, component separator: the claims below are written with another sign. They are read with that one, but a payer goes by ISA16.',
    ]);
  });
});

describe('one claim alone', () => {
  it('reads the same from its span as in the whole file', () => {
    for (const text of [professional, institutional, dental, professional + institutional]) {
      const alone = [...claimSpans(readInterchanges(text))].map((span, index) => readClaim(span, index));
      expect(alone).toEqual(x12.read(text, {}).claims);
    }
  });

  it('has a span that is the claim and nothing else', () => {
    const spans = [...claimSpans(readInterchanges(professional))];
    expect(
      spans.map(({ range }) => professional.slice(range.start, range.end).split('~')[0]?.split('*')[1]),
    ).toEqual(['NEEDLE-001', 'NEEDLE-002', 'NEEDLE-003', 'NEEDLE-004']);
    expect(spans.map(({ range }) => range)).toEqual(
      x12.read(professional, {}).claims.map(({ range }) => range),
    );
  });
});

describe('a file read claim by claim', () => {
  it('hands over the same claims and says the same about the file', () => {
    const text = professional + institutional.replace('SE*', 'SE*1');
    const claims: Claim[] = [];
    const problems = readEachClaim(text, (claim) => claims.push(claim));
    expect({ claims, problems }).toEqual({
      claims: x12.read(text, {}).claims,
      problems: x12.read(text, {}).problems,
    });
    expect(problems.length).toBe(1);
  });
});

describe('the outline', () => {
  it('goes from the interchange over the transaction and the claim to the line', () => {
    const [file] = x12.read(professional, {}).outline;
    expect(names(file ? [file] : [], 2)).toEqual([
      'Interchange 000000001',
      '  Transaction 0001 (837P)',
      '    Claim NEEDLE-001',
      '    Claim NEEDLE-002',
      '    Claim NEEDLE-003',
      '  Transaction 0002 (837P)',
      '    Claim NEEDLE-004',
    ]);
    expect(file?.children[0]?.children[0]?.children.map(({ name }) => name)).toEqual([
      'Diagnoses: M542, M62838, M7918',
      'Line 1: 20561 GP 59 × 1',
      'Line 2: 97110 GP × 2',
      'Line 3: J1885 × 1',
    ]);
  });

  it('keeps each part within the one above it', () => {
    for (const text of [professional, institutional, dental])
      for (const item of x12.read(text, {}).outline) checkNested(item);
  });
});

function names(items: readonly OutlineItem[], depth: number, indent = ''): readonly string[] {
  return items.flatMap(({ name, children }) => [
    indent + name,
    ...(depth > 0 ? names(children, depth - 1, `${indent}  `) : []),
  ]);
}

function checkNested({ range, selection, children }: OutlineItem): void {
  expect(selection.start >= range.start && selection.end <= range.end).toBe(true);
  for (const child of children) {
    expect(child.range.start >= range.start && child.range.end <= range.end).toBe(true);
    checkNested(child);
  }
}

function values(claim: Claim) {
  return JSON.parse(JSON.stringify(claim, (name, value) => (name === 'range' ? undefined : value)));
}

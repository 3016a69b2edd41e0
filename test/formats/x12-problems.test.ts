import { describe, expect, it } from 'vitest';
import { x12 } from '../../src/formats/x12';
import { applyEdits } from '../../src/model/text';
import { sample } from './x12-laws';

/** What is done to a valid sample, and what must be said about it, at which text. Nothing else may be said. */
interface Fault {
  readonly in?: 'professional' | 'institutional' | 'dental';
  readonly find: string;
  readonly put: string;
  readonly says: string | readonly string[];
  readonly at?: string;
  /** What the fix makes of the file; the sample itself unless said. */
  readonly fixed?: string | false;
}

const p = 'professional' as const;
const i = 'institutional' as const;
const d = 'dental' as const;

const envelope: readonly Fault[] = [
  {
    find: 'SE*99*0001',
    put: 'SE*98*0001',
    says: 'error: Transaction trailer, SE01, number of segments: it says 98, but there are 99 segments.',
    at: '98',
  },
  {
    find: 'SE*99*0001',
    put: 'SE*99*0007',
    says: 'error: Transaction trailer, SE02, transaction control number: it must repeat the number of the header (ST02).',
    at: '0007',
  },
  {
    find: 'GE*2*1',
    put: 'GE*3*1',
    says: 'error: Group trailer, GE01, number of transactions: it says 3, but there are 2 transactions.',
    at: '3',
  },
  {
    find: 'GE*2*1',
    put: 'GE*2*9',
    says: 'error: Group trailer, GE02, group control number: it must repeat the number of the header (GS06).',
    at: '9',
  },
  {
    find: 'IEA*1*',
    put: 'IEA*2*',
    says: 'error: Interchange trailer, IEA01, number of groups: it says 2, but there is 1 group.',
    at: '2',
  },
  {
    find: 'IEA*1*000000001',
    put: 'IEA*1*000000009',
    says: 'error: Interchange trailer, IEA02, interchange control number: it must repeat the number of the header (ISA13).',
    at: '000000009',
  },
  {
    find: '~\nIEA*1*000000001~\n',
    put: '~\n',
    says: 'error: Interchange trailer (IEA): the interchange that begins here has no trailer; the file breaks off or the segment was lost.',
    at: 'ISA',
    fixed: false,
  },
  {
    find: 'IEA*1*000000001~\n',
    put: 'IEA*1*000000001',
    says: 'error: Interchange trailer: the segment has no terminator at its end.',
    at: '1',
    fixed: false,
  },
  {
    find: 'ST*837*0002*',
    put: 'ST*837*0001*',
    says: [
      'error: Transaction header, ST02, transaction control number: another header in the same group has the same number.',
      'error: Transaction trailer, SE02, transaction control number: it must repeat the number of the header (ST02).',
    ],
    fixed: false,
  },
  {
    find: 'ST*837*0001*005010X222A1',
    put: 'ST*837*0001',
    says: 'error: Transaction header, ST03, guide: it is required since 5010 and missing; it repeats GS08.',
    at: '~',
    fixed: false,
  },
  {
    find: 'GS*HC*',
    put: 'GS*HP*',
    says: 'error: Group header, GS01, kind of group: a group with 837 claims is HC.',
    at: 'HP',
  },
  {
    find: '*260709*',
    put: '*261309*',
    says: 'error: Interchange header, ISA09, date (YYMMDD): it is no date of the calendar written as YYMMDD.',
    at: '261309',
    fixed: false,
  },
  {
    find: '*^*00501',
    put: '*U*00501',
    says: 'error: Interchange header, ISA11, repetition separator: since 5010 a sign stands here that occurs nowhere else, usually ^; a letter is the old 4010 form.',
    at: 'U',
    fixed: false,
  },
  {
    find: '*0*T*:',
    put: '*0*X*:',
    says: 'error: Interchange header, ISA15, test or production: “X” is not one of the values that the guide allows here (P, T).',
    at: 'X',
    fixed: false,
  },
  {
    find: 'PAYER01        *',
    put: 'PAYER01       *',
    says: 'error: Interchange header, ISA08, receiver id: it has 14 characters; exactly 15 characters may stand here.',
    at: 'PAYER01       ',
    fixed: false,
  },
  {
    find: 'DTP*431',
    put: '~\nDTP*431',
    says: 'warning: A segment terminator stands here with no segment before it.',
    at: '~',
    fixed: false,
  },
];

const hierarchy: readonly Fault[] = [
  {
    find: 'HL*3*1*22*1',
    put: 'HL*4*1*22*1',
    says: [
      'error: Hierarchy, HL01, level number: levels are numbered 1, 2, 3 … within a transaction; this is number 3.',
      'error: Hierarchy, HL01, level number: another level of this transaction has the same number.',
      'error: Hierarchy, HL02, number of the parent level: no level before this one has that number.',
    ],
    fixed: false,
  },
  {
    find: 'HL*4*3*23*0',
    put: 'HL*4*1*23*0',
    says: [
      'error: Hierarchy, HL04, has lower levels: it says 1, but no level below this one follows. Write 0, or look for a level that was lost.',
      'error: Hierarchy, HL02, number of the parent level: a patient level (23) belongs under a subscriber level (22); the number names a level of another kind.',
    ],
    fixed: false,
  },
  {
    find: 'HL*3*1*22*1',
    put: 'HL*3*1*22*0',
    says: 'error: Hierarchy, HL04, has lower levels: it says 0, but a level below this one follows.',
    at: '0',
  },
  {
    find: 'LX*2~',
    put: 'LX*3~',
    says: 'error: Service line (loop 2400), LX01, line number: the lines of a claim are numbered 1, 2, 3 …; this one should be 2.',
    at: '3',
  },
];

const missing: readonly Fault[] = [
  {
    find: 'REF*EI*123456789~\n',
    put: '',
    says: [
      'error: Billing provider (loop 2010AA): the segment REF (reference number, EI or SY) is required and missing.',
      'error: Transaction trailer, SE01, number of segments: it says 99, but there are 98 segments.',
    ],
    fixed: false,
  },
  {
    find: 'NM1*40*2*SAMPLE HEALTH PLAN*****46*PAYER01~\n',
    put: '',
    says: [
      'error: Transaction header: Receiver (loop 1000B) is required and missing; it begins with the segment NM1 (name, 40).',
      'error: Transaction trailer, SE01, number of segments: it says 99, but there are 98 segments.',
    ],
    fixed: false,
  },
  {
    find: 'HI*ABK:M542*ABF:M62838*ABF:M7918',
    put: 'NTE*ADD*X',
    says: [
      'error: Claim (loop 2300): the segment HI (diagnoses and other codes, ABK or BK) is required and missing.',
      'error: Claim (loop 2300), NTE (note): the segment may stand here at most once.',
    ],
    fixed: false,
  },
  {
    find: 'LX*1~\nSV1*HC:20560',
    put: 'SV1*HC:20560',
    says: [
      'error: Service line (loop 2400): the segment LX (line number) that begins this part is missing before this.',
      'error: Transaction trailer, SE01, number of segments: it says 99, but there are 98 segments.',
    ],
    fixed: false,
  },
  {
    find: 'SBR*P*18*GRP100*SAMPLE PLAN*****CI',
    put: 'SBR**18*GRP100*SAMPLE PLAN*****CI',
    says: 'error: Subscriber level (loop 2000B), SBR01, payer responsibility (primary, secondary, …): it is required and missing.',
    at: '*',
    fixed: false,
  },
  {
    find: 'NM1*IL*1*EXAMPLE*ALEX*Q***MI*MEMBER0001',
    put: 'NM1*IL*1*EXAMPLE*ALEX*Q***MI',
    says: 'error: Subscriber (loop 2010BA), NM108 and NM109 go together: NM109 is missing.',
    at: '~',
    fixed: false,
  },
  {
    find: 'SV1*HC:20560*85*UN*1***1',
    put: 'SV1*HC:20560*85*UN*1',
    says: 'error: Service line (loop 2400), SV107, diagnosis pointers: it is required and missing.',
    at: '~',
    fixed: false,
  },
  {
    find: '85***11:B:7*Y*A*Y*Y',
    put: '85***11:B:7*Y*A**Y',
    says: 'error: Claim (loop 2300), CLM08, assignment of benefits: it is required and missing.',
    at: '*',
    fixed: false,
  },
  {
    find: 'SV1*HC:20560*85',
    put: 'SV1*HC*85',
    says: 'error: Service line (loop 2400), SV101-2, procedure code: it is required and missing.',
    at: 'HC',
    fixed: false,
  },
  {
    in: i,
    find: 'CL1*3*1*01',
    put: 'CL1*3*1',
    says: 'error: Claim (loop 2300), CL103, patient status (discharge): it is required and missing.',
    at: '~',
    fixed: false,
  },
  {
    in: i,
    find: 'SV2*0420*',
    put: 'SV2**',
    says: 'error: Service line (loop 2400), SV201, revenue code: it is required and missing.',
    at: '*',
    fixed: false,
  },
  {
    in: d,
    find: 'SV3*AD:D1110*50*',
    put: 'SV3*AD:D1110**',
    says: 'error: Service line (loop 2400), SV302, line charge: it is required and missing.',
    at: '*',
    fixed: false,
  },
];

const values: readonly Fault[] = [
  {
    find: '85***11:B:7',
    put: '85***11:X:7',
    says: 'error: Claim (loop 2300), CLM05-2, kind of place code: “X” is not one of the values that the guide allows here (B).',
    at: 'X',
    fixed: false,
  },
  {
    find: '85***11:B:7',
    put: '85***111:B:7',
    says: 'error: Claim (loop 2300), CLM05-1, place of service: it has 3 characters; 1 to 2 characters may stand here.',
    at: '111',
    fixed: false,
  },
  {
    find: 'SV1*HC:20560*85*UN',
    put: 'SV1*HC:20560*85*XX',
    says: 'error: Service line (loop 2400), SV103, units or minutes: “XX” is not one of the values that the guide allows here (MJ, UN).',
    at: 'XX',
    fixed: false,
  },
  {
    find: 'SV1*HC:20560*85*',
    put: 'SV1*HC:20560*$85*',
    says: 'error: Service line (loop 2400), SV102, line charge: it must be a number: digits with at most one decimal point, no commas, currency signs or blanks.',
    at: '$85',
    fixed: false,
  },
  {
    find: 'DTP*472*D8*20260708',
    put: 'DTP*472*D8*20260732',
    says: 'error: Service line (loop 2400), DTP03, date: it is no date of the calendar written as year, month, day (CCYYMMDD), which the format D8 asks for.',
    at: '20260732',
    fixed: false,
  },
  {
    find: 'RD8*20260701-20260702',
    put: 'RD8*20260703-20260702',
    says: 'error: Service line (loop 2400), DTP03, date: the span ends before it begins.',
    at: '20260703-20260702',
    fixed: false,
  },
  {
    find: 'SV1*HC:20560*85*UN*1***1',
    put: 'SV1*HC:20560*85*UN*1***A',
    says: 'error: Service line (loop 2400), SV107-1, first diagnosis pointer: it must be a whole number: digits only.',
    at: 'A',
    fixed: false,
  },
  {
    find: 'HC:20560*85',
    put: 'HC:20560:GPX*85',
    says: 'error: Service line (loop 2400), SV101-3, first modifier: it has 3 characters; exactly 2 characters may stand here.',
    at: 'GPX',
    fixed: false,
  },
  {
    find: 'DMG*D8*19800115*F',
    put: 'DMG*D8*19801301*F',
    says: 'error: Subscriber (loop 2010BA), DMG02, date: it is no date of the calendar written as year, month, day (CCYYMMDD), which the format D8 asks for.',
    at: '19801301',
    fixed: false,
  },
  {
    find: 'DMG*D8*19800115*F',
    put: 'DMG*D8*19800115*W',
    says: 'error: Subscriber (loop 2010BA), DMG03, sex: “W” is not one of the values that the guide allows here (F, M, U).',
    at: 'W',
    fixed: false,
  },
  {
    find: 'SAMPLE PLAN*****CI',
    put: 'SAMPLE PLAN*****QQ',
    says: 'error: Subscriber level (loop 2000B), SBR09, claim filing indicator (kind of payer): “QQ” is not one of the values that the guide allows here (11, 12, 13, 14, 15, 16, 17, AM, BL, CH, CI, DS and 11 more).',
    at: 'QQ',
    fixed: false,
  },
  {
    find: 'N4*SPRINGFIELD*IL*62702',
    put: 'N4*SPRINGFIELD*IX*62702',
    says: 'error: Subscriber (loop 2010BA), N402, state or province: “IX” is not one of the values that the guide allows here (AL, AK, AZ, AR, CA, CO, CT, DE, DC, FL, GA, HI and 67 more).',
    at: 'IX',
    fixed: false,
  },
  {
    find: 'N4*SPRINGFIELD*IL*62702',
    put: 'N4*SPRINGFIELD*IL*6270',
    says: 'error: Subscriber (loop 2010BA), N403, ZIP or postal code: a ZIP code has 5 or 9 digits.',
    at: '6270',
    fixed: false,
  },
  {
    find: 'N4*SPRINGFIELD*IL*627010001~\nREF',
    put: 'N4*SPRINGFIELD*IL*62701~\nREF',
    says: 'warning: Billing provider (loop 2010AA), N403, ZIP or postal code: the guide asks for the full nine-digit ZIP code here; many payers refuse five digits.',
    at: '62701',
    fixed: false,
  },
  {
    find: 'N4*SPRINGFIELD*IL*627010001~\nREF',
    put: 'N4*SPRINGFIELD*IL*62701-0001~\nREF',
    says: 'warning: Billing provider (loop 2010AA), N403, ZIP or postal code: write a nine-digit ZIP code without a hyphen.',
    at: '62701-0001',
  },
  {
    find: 'REF*G1*AUTH555',
    put: 'REF*QQ*AUTH555',
    says: 'error: Claim (loop 2300), REF01: a segment REF (reference number) of this kind is not used here (4N, F5, EW, 9F, G1, F8, X4, 9A, 9C, LX, D9, EA, P4, 1J).',
    at: 'QQ',
    fixed: false,
  },
  {
    find: 'NM1*DQ*1',
    put: 'NM1*QQ*1',
    says: 'error: Claim (loop 2300), NM101: a segment NM1 (name) of this kind is not used here (DN, P3, 82, 77, DQ, PW, 45).',
    at: 'QQ',
    fixed: false,
  },
  {
    in: i,
    find: 'DTP*434*RD8*20260701-20260702',
    put: 'DTP*434*D8*20260701',
    says: 'error: Claim (loop 2300), DTP02, format of the date: “D8” is not one of the values that the guide allows here (RD8).',
    at: 'D8',
    fixed: false,
  },
  {
    in: i,
    find: 'DTP*096*TM*1330',
    put: 'DTP*096*TM*2530',
    says: 'error: Claim (loop 2300), DTP03, date: it is no time of day written as HHMM, which the format TM asks for.',
    at: '2530',
    fixed: false,
  },
  {
    in: i,
    find: '13:A:1**A*Y*Y',
    put: '13:A:1*Y*A*Y*Y',
    says: 'error: Claim (loop 2300), CLM06, provider signature on file: the guide does not use this element here; leave it empty.',
    at: 'Y',
    fixed: false,
  },
];

const order: readonly Fault[] = [
  {
    find: 'AMT*F5*20~\nREF*G1*AUTH555',
    put: 'REF*G1*AUTH555~\nAMT*F5*20',
    says: 'error: Claim (loop 2300), AMT (amount): the segment stands too late; the guide wants it before the one that precedes it.',
    at: 'AMT',
    fixed: false,
  },
  {
    find: 'K3*FIXED INFO',
    put: 'ZZZ*FIXED INFO',
    says: 'error: Claim (loop 2300): ZZZ is no segment of an 837. Perhaps a segment terminator was lost or added before it.',
    at: 'ZZZ',
    fixed: false,
  },
  {
    find: 'K3*FIXED INFO',
    put: 'CL1*1*1*01',
    says: 'error: Claim (loop 2300), CL1 (admission): the guide has no place for this segment here in a professional claim (837P).',
    at: 'CL1',
    fixed: false,
  },
  {
    find: 'REF*6R*LINE1',
    put: 'SV2*0420',
    says: 'error: Service line (loop 2400), SV2: this is a service line of an institutional claim (837I), but the transaction says that it is a professional claim (837P) (GS08, ST03).',
    at: 'SV2',
    fixed: false,
  },
  {
    find: 'REF*EA*MRN-42',
    put: 'REF*G1*MRN-42',
    says: 'error: Claim (loop 2300), REF (reference number): the segment may stand here at most once.',
    at: 'REF',
    fixed: false,
  },
  {
    find: 'DTP*431*D8*20260601',
    put: 'BHT*0019*00*A*20260601*1200*CH',
    says: 'error: Transaction header, BHT (beginning of the transaction): the segment belongs further up in the file and comes too late here. Check whether a segment before it (HL, CLM) is missing or out of order.',
    at: 'BHT',
    fixed: false,
  },
];

const tidiness: readonly Fault[] = [
  {
    find: 'SV1*HC:20560*85*UN*1***1~',
    put: 'SV1*HC:20560*85*UN*1***1***~',
    says: 'warning: Service line (loop 2400), SV1: empty elements stand at the end of the segment; X12 wants them left out.',
    at: '***',
  },
  {
    find: 'SV1*HC:20560*85',
    put: 'SV1*HC:20560::*85',
    says: 'warning: Service line (loop 2400), SV101, procedure: empty components stand at the end; X12 wants them left out.',
    at: '::',
  },
  {
    find: 'MI*MEMBER0001',
    put: 'MI*MEMBER0001  ',
    says: 'error: Subscriber (loop 2010BA), NM109, identifier: blanks stand after the value; a receiver may not recognise it.',
    at: 'MEMBER0001  ',
  },
  {
    find: 'HC:20560*85',
    put: 'HC:20560 *85',
    says: 'warning: Service line (loop 2400), SV101-2, procedure code: blanks stand after the value; a receiver may not recognise it.',
    at: '20560 ',
  },
  {
    find: 'SUBMITTER01~\nPER*IC*FRONT DESK',
    put: 'SUBMITTER01~\nPER*IC*FRONT  DESK\u0007',
    says: 'error: A control character stands here; it is none of the separators that the ISA names. Remove it.',
    at: '\u0007',
    fixed: false,
  },
  {
    find: 'NM1*QC*1*CHILD',
    put: 'NM1*QC*1*CHÌLD',
    says: 'warning: This character is not in the character set of X12; many receivers refuse it. Write it in plain letters.',
    at: 'Ì',
    fixed: false,
  },
];

describe('a fault in a valid 837 is reported once, at its place, and nothing else', () => {
  it.each([p, i, d])('the %s sample has no fault', (name) => {
    expect(x12.read(sample(name), {}).problems).toEqual([]);
  });

  for (const fault of [...envelope, ...hierarchy, ...missing, ...values, ...order, ...tidiness]) {
    const { find, put, says, at, fixed } = fault;
    it(`${JSON.stringify(find)} → ${JSON.stringify(put)}`, () => {
      const valid = sample(fault.in ?? p);
      expect(valid).toContain(find);
      const text = valid.replace(find, put);
      const { problems } = x12.read(text, {});
      const told = problems.map(({ severity, message }) => `${severity}: ${message}`);
      expect([...told].sort()).toEqual([...(typeof says === 'string' ? [says] : says)].sort());
      const [problem] = problems;
      if (!problem || at === undefined) return;
      expect(text.slice(problem.range.start, problem.range.end)).toBe(at);
      if (fixed === false) return;
      expect(problem.fix?.lossless).toBe(true);
      expect(applyEdits(text, problem.fix?.edits ?? [])).toBe(valid);
    });
  }
});

describe('problems belong to their claim and line', () => {
  it('names the claim by its index and the line by its number', () => {
    const text = sample(p).replace('SV1*HC:97110:GP', 'SV1*QQ:97110:GP');
    expect(x12.read(text, {}).problems.map(({ claim, line }) => [claim, line])).toEqual([[0, 2]]);
    const second = sample(p).replace('REF*F8*PAYERCLAIM9', 'REF*F8');
    expect(x12.read(second, {}).problems.map(({ claim, line }) => [claim, line])).toEqual([[1, undefined]]);
  });

  it('never repeats names, numbers or dates of birth', () => {
    const text = sample(p)
      .replace('NM1*IL*1*EXAMPLE*ALEX', 'NM1*IL*SECRETNAME*EXAMPLE*ALEX')
      .replace('D8*19800115', 'D8*1980011')
      .replace('REF*SY*000000001', 'REF*SECRETSSN*1');
    const told = x12
      .read(text, {})
      .problems.map(({ message }) => message)
      .join('\n');
    expect(told).not.toMatch(/SECRET|1980011|EXAMPLE/);
    expect(x12.read(text, {}).problems.length).toBeGreaterThan(2);
  });
});

describe('a file that breaks off', () => {
  it('is reported at its end and where it began, without complaints about what would have come', () => {
    const text = sample(p);
    const cut = text.slice(0, text.indexOf('HI*ABK:M542') + 8);
    const told = x12.read(cut, {}).problems.map(({ severity, message }) => `${severity}: ${message}`);
    expect(told).toEqual([
      'error: Interchange trailer (IEA): the interchange that begins here has no trailer; the file breaks off or the segment was lost.',
      'error: Group trailer (GE): the group that begins here has no trailer; the file breaks off or the segment was lost.',
      'error: Transaction trailer (SE): the transaction that begins here has no trailer; the file breaks off or the segment was lost.',
      'error: Diagnoses and other codes: the segment has no terminator at its end; the file breaks off here.',
    ]);
  });

  it('says clearly what a piece without envelope is', () => {
    const text = sample(p);
    const piece = text.slice(text.indexOf('ST*'), text.indexOf('GE*'));
    expect(x12.read(piece, {}).problems.map(({ message }) => message)).toEqual([
      'Envelope: the headers ISA and GS are missing. What stands here is a piece of an 837, read with the separators that it seems to use; a payer takes it only inside of ISA … IEA.',
    ]);
  });
});

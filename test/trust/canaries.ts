// Files of a patient who does not exist, in every format. What tells of her carries the letters ZQX, so that a piece of it
// is found wherever it comes out.

/** In any case, also when cut in pieces. */
export const canary = /zqx|1951-?11-?17|11\/17\/1951|5557770199/i;

const claim = `# visit of Zqxanna Zqxberg
claim: A-77
note: visit.note
payer: { name: Sample Health Plan, id: "60054", type: CI }
patient: { name: "Zqxberg, Zqxanna", birth date: 1951-11-17, sex: F, member id: ZQX777ZQX }
place of service: "11"
rendering provider: { name: "Testerman, Robin PT", npi: "1234567890", taxonomy: 225100000X }
remarks: Zqxanna lives at 9 Zqxstreet, 5557770199
diagnoses:
  A: M79.18
  B: M54.99
service lines:
  - date: 2026-03-02
    code: 20561
    modifiers: [GP, ZZ]
    units: 2
    charge: 95.00
    pointers: ABC
    remarks: call Zqxanna
  - { date: 2026-03-32, code: 97140, units: 1, charge: 10, pointers: A }
total charge: 183.00
`;

const x12 = [
  'ISA*00*          *00*          *ZZ*SUBMITTER01    *ZZ*PAYER01        *260709*1200*^*00501*000000001*0*T*:',
  'GS*HC*SUBMITTER01*PAYER01*20260709*1200*1*X*005010X222A1',
  'ST*837*0001*005010X222A1',
  'BHT*0019*00*BATCH0001*20260709*1200*CH',
  'NM1*41*2*MAPLE STREET BILLING*****46*SUBMITTER01',
  'PER*IC*FRONT DESK*TE*5550100',
  'NM1*40*2*SAMPLE HEALTH PLAN*****46*PAYER01',
  'HL*1**20*1',
  'NM1*85*2*MAPLE STREET THERAPY*****XX*1234567893',
  'N3*12 MAPLE STREET',
  'N4*SPRINGFIELD*IL*627010001',
  'REF*EI*123456789',
  'HL*2*1*22*0',
  'SBR*P*18*GRP100*SAMPLE PLAN*****CI',
  'NM1*IL*1*ZQXBERG*ZQXANNA*Q***MI*ZQX777ZQX',
  'N3*9 ZQXSTREET',
  'N4*ZQXTOWN*IL*62702',
  'DMG*D8*19511117*F',
  'REF*SY*ZQX001',
  'PER*IC*ZQXANNA*TE*5557770199',
  'NM1*PR*2*SAMPLE HEALTH PLAN*****PI*66783',
  'CLM*A-77*271.25***11:B:1*Y*A*Y*Y*P*OA',
  'NTE*ADD*ZQXANNA CALLED',
  'HI*ABK:M542*ABF:M62838*ABF:M7918',
  'LX*1',
  'SV1*HC:20561:GP:59*120*UN*3***1:2',
  'DTP*472*D8*20260701',
  'NTE*ADD*LEFT UPPER TRAPEZIUS OF ZQXANNA',
  'SE*25*0001',
  'GE*1*1',
  'IEA*1*000000001',
  '',
].join('~\n');

const csv = `Claim ID,Patient Name,DOB,Member ID,Address,Date of Service,CPT,Modifier,Units,Charge,ICD-10,Dx Pointer,POS,Rendering NPI
A-77,"Zqxberg, Zqxanna",11/17/1951,ZQX777ZQX,9 Zqxstreet,3/2/2026,20561,"GP,59",3,$95.00,"M79.18, M54.2","A,B",11,1234567890
A-77,"Zqxberg, Zqxanna",11/17/1951,ZQX777ZQX,9 Zqxstreet,3/40/2026,97110,GP,2,"$1,088.00","M79.18",C,2,1.23457E+09
`;

const fhir = JSON.stringify(
  {
    resourceType: 'Bundle',
    type: 'collection',
    entry: [
      {
        fullUrl: 'urn:uuid:1',
        resource: {
          resourceType: 'Patient',
          id: 'p1',
          name: [{ family: 'Zqxberg', given: ['Zqxanna'] }],
          birthDate: '1951-11-17',
          gender: 'female',
          telecom: [{ system: 'phone', value: '5557770199' }],
          address: [{ line: ['9 Zqxstreet'] }],
        },
      },
      {
        resource: {
          resourceType: 'Claim',
          id: 'a-77',
          status: 'active',
          use: 'claim',
          patient: { reference: 'urn:uuid:1', display: 'Zqxanna Zqxberg' },
          created: '2026-03-03',
          provider: { display: 'Robin' },
          diagnosis: [
            {
              sequence: 1,
              diagnosisCodeableConcept: {
                coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M79.18' }],
              },
            },
          ],
          item: [
            {
              sequence: 1,
              diagnosisSequence: [1, 4],
              productOrService: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '20561' }] },
              servicedDate: '2026-03-02',
              quantity: { value: 2 },
              unitPrice: { value: 95, currency: 'USD' },
            },
          ],
          total: { value: 96, currency: 'USD' },
        },
      },
    ],
  },
  undefined,
  2,
);

const hl7 = [
  'MSH|^~\\&|PM|CLINIC|BILL|CLINIC|20260302120000||DFT^P03|MSG1|P|2.5.1',
  'EVN|P03|20260302120000',
  'PID|1||ZQX777ZQX^^^CLINIC^MR||ZQXBERG^ZQXANNA^Q||19511117|F|||9 ZQXSTREET^^ZQXTOWN^IL^62702||5557770199|||||A-77',
  'PV1|1|O|PT||||1234567893^Testerman^Robin|||||||||||V1',
  'FT1|1|||20260302||CG|20561^Needle insertion^CPT|||2|95.00||||||11|||M79.18^Myalgia^I10|1234567890^Testerman^Robin||||20561^^CPT|GP~ZZ',
  'GT1|1||ZQXBERG^ZQXOTTO',
  'IN1|1|PLAN|60054|SAMPLE HEALTH PLAN||||||||||||ZQXBERG^ZQXANNA|18|19511117',
  '',
].join('\r');

const note = `Patient: Zqxanna Zqxberg
DOB: 11/17/1951
Account: A-77
Date of service: 2026-03-02

Subjective: Zqxanna reports neck pain. Her brother Zqxotto drove her, 5557770199.
Objective: Palpated trigger points in left upper trapezius.
Treatment: Dry needling of left upper trapezius and levator scapulae. Zqxanna tolerated it well.
97110 therapeutic exercise 28 minutes at 9 Zqxstreet.
Plan: next week.
Signed: Robin Testerman PT
`;

/** By file name, as they lie in a folder. */
export const canaryFiles: Readonly<Record<string, string>> = {
  'visit.claim': claim,
  'visit.837': x12,
  'charges.csv': csv,
  'bundle.json': fhir,
  'message.hl7': hl7,
  'visit.note': note,
};

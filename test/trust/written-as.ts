// The same claim written in each format, so that what a rule says and mends is tried in all of them.
import type { Claim, Provider, ServiceLine } from '../../src/model/claim';

type Write = (claim: Claim) => { readonly name: string; readonly text: string };

const dollars = (cents: number | undefined) => ((cents ?? 0) / 100).toFixed(2).replace(/\.?0+$/, '') || '0';
const plainDate = (date: string | undefined) => (date ?? '').replaceAll('-', '');
const letters = (line: ServiceLine) =>
  line.diagnosisPointers.map(({ value }) => String.fromCharCode(64 + value)).join('');
const npiOf = (provider: Provider | undefined) => provider?.npi?.value ?? '1234567893';
const placeOf = (claim: Claim, line?: ServiceLine) =>
  line?.placeOfService?.value ?? claim.placeOfService?.value ?? '11';
const idOf = (claim: Claim) => claim.id?.value ?? 'A1';

const x12: Write = (claim) => {
  const { payer, patient, diagnoses, serviceLines } = claim;
  const segments = [
    'ST*837*0001*005010X222A1',
    'BHT*0019*00*BATCH1*20260709*1200*CH',
    'NM1*41*2*MAPLE BILLING*****46*SUBMITTER01',
    'PER*IC*FRONT DESK*TE*5550100',
    'NM1*40*2*SAMPLE PLAN*****46*PAYER01',
    'HL*1**20*1',
    `NM1*85*2*MAPLE THERAPY*****XX*${npiOf(claim.billingProvider)}`,
    'N3*12 MAPLE STREET',
    'N4*SPRINGFIELD*IL*627010001',
    'REF*EI*123456789',
    'HL*2*1*22*0',
    `SBR*P*18*******${payer.filingIndicator?.value ?? 'CI'}`,
    `NM1*IL*1*${patient.lastName?.value ?? 'EXAMPLE'}*${patient.firstName?.value ?? 'ALEX'}****MI*M1`,
    'N3*1 OAK AVENUE',
    'N4*SPRINGFIELD*IL*62702',
    `DMG*D8*${plainDate(patient.birthDate?.value) || '19800115'}*${patient.sex?.value ?? 'F'}`,
    `NM1*PR*2*${payer.name?.value ?? 'SAMPLE PLAN'}*****PI*${payer.id?.value ?? '66783'}`,
    `CLM*${idOf(claim)}*${dollars(claim.totalCharge?.value ?? total(claim))}***${placeOf(claim)}:B:1*Y*A*Y*Y`,
    ...(diagnoses.length === 0
      ? []
      : [
          `HI*${diagnoses.map(({ written }, index) => `${index === 0 ? 'ABK' : 'ABF'}:${written}`).join('*')}`,
        ]),
    `NM1*82*1*THERAPIST*TERRY****XX*${npiOf(claim.renderingProvider)}`,
    ...serviceLines.flatMap((line) => [
      `LX*${line.number}`,
      `SV1*HC:${[line.procedureCode?.value ?? '', ...line.modifiers.map(({ value }) => value)].join(':')}*${dollars(line.charge?.value)}*${line.unitBasis === 'minutes' ? 'MJ' : 'UN'}*${line.units?.value ?? ''}*${placeOf(claim, line) === placeOf(claim) ? '' : placeOf(claim, line)}**${line.diagnosisPointers.map(({ value }) => value).join(':')}`,
      ...(line.dateOfService === undefined ? [] : [`DTP*472*D8*${plainDate(line.dateOfService.value)}`]),
    ]),
  ];
  const all = [
    'ISA*00*          *00*          *ZZ*SUBMITTER01    *ZZ*PAYER01        *260709*1200*^*00501*000000001*0*T*:',
    'GS*HC*SUBMITTER01*PAYER01*20260709*1200*1*X*005010X222A1',
    ...segments,
    `SE*${segments.length + 1}*0001`,
    'GE*1*1',
    'IEA*1*000000001',
  ];
  return { name: 'visit.837', text: `${all.join('~\n')}~\n` };
};

function total(claim: Claim): number {
  return claim.serviceLines.reduce((sum, { charge }) => sum + (charge?.value ?? 0), 0);
}

const csv: Write = (claim) => {
  const header =
    'Claim ID,Patient Name,Date of Service,CPT,Mod1,Mod2,Mod3,Mod4,Units,Charge,ICD-10,Dx Pointer,POS,Rendering NPI,Payer,Total Charge';
  const cell = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  const rows = claim.serviceLines.map((line) =>
    [
      idOf(claim),
      [claim.patient.lastName?.value ?? 'Example', claim.patient.firstName?.value ?? 'Alex'].join(', '),
      line.dateOfService?.value ?? '',
      line.procedureCode?.value ?? '',
      ...[0, 1, 2, 3].map((at) => line.modifiers[at]?.value ?? ''),
      line.units === undefined ? '' : String(line.units.value),
      line.charge === undefined ? '' : (line.charge.value / 100).toFixed(2),
      claim.diagnoses.map(({ written }) => written).join(', '),
      letters(line).split('').join(','),
      placeOf(claim, line),
      npiOf(line.renderingProvider ?? claim.renderingProvider),
      claim.payer.name?.value ?? '',
      claim.totalCharge === undefined ? '' : (claim.totalCharge.value / 100).toFixed(2),
    ].map(cell),
  );
  return { name: 'visit.csv', text: `${[header, ...rows.map((row) => row.join(','))].join('\n')}\n` };
};

const fhir: Write = (claim) => {
  const money = (cents: number) => ({ value: cents / 100, currency: 'USD' });
  const resource = {
    resourceType: 'Claim',
    id: 'a1',
    identifier: [{ value: idOf(claim) }],
    status: 'active',
    type: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }] },
    use: 'claim',
    patient: { display: 'Alex Example' },
    created: '2026-07-09',
    provider: {
      identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: npiOf(claim.billingProvider) },
    },
    priority: { coding: [{ code: 'normal' }] },
    diagnosis: claim.diagnoses.map(({ position, written }) => ({
      sequence: position,
      diagnosisCodeableConcept: {
        coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: written }],
      },
    })),
    insurance: [
      { sequence: 1, focal: true, coverage: { display: claim.payer.name?.value ?? 'Sample Plan' } },
    ],
    item: claim.serviceLines.map((line) => ({
      sequence: line.number,
      diagnosisSequence: line.diagnosisPointers.map(({ value }) => value),
      productOrService: {
        coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: line.procedureCode?.value ?? '' }],
      },
      modifier: line.modifiers.map(({ value }) => ({ coding: [{ code: value }] })),
      ...(line.dateOfService === undefined ? {} : { servicedDate: line.dateOfService.value }),
      locationCodeableConcept: {
        coding: [
          {
            system: 'https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set',
            code: placeOf(claim, line),
          },
        ],
      },
      ...(line.units === undefined ? {} : { quantity: { value: line.units.value } }),
      ...(line.charge === undefined ? {} : { net: money(line.charge.value) }),
    })),
    ...(claim.totalCharge === undefined ? {} : { total: money(claim.totalCharge.value) }),
  };
  return { name: 'visit.json', text: `${JSON.stringify(resource, undefined, 2)}\n` };
};

const hl7: Write = (claim) => {
  const lines = claim.serviceLines.map((line) => {
    const field: string[] = Array.from({ length: 27 }, () => '');
    field[0] = 'FT1';
    field[1] = String(line.number);
    field[4] = plainDate(line.dateOfService?.value);
    field[6] = 'CG';
    field[7] = line.procedureCode?.value ?? '';
    field[10] = line.units === undefined ? '' : String(line.units.value);
    field[11] = line.charge === undefined ? '' : (line.charge.value / 100).toFixed(2);
    field[19] = line.diagnosisPointers
      .map(({ value }) => `${claim.diagnoses[value - 1]?.written ?? ''}^^I10`)
      .join('~');
    field[20] = `${npiOf(line.renderingProvider ?? claim.renderingProvider)}^Therapist^Terry`;
    field[25] = `${line.procedureCode?.value ?? ''}^^CPT`;
    field[26] = line.modifiers.map(({ value }) => value).join('~');
    return field.join('|');
  });
  const segments = [
    'MSH|^~\\&|PM|CLINIC|BILL|CLINIC|20260709120000||DFT^P03|MSG1|P|2.5.1',
    'EVN|P03|20260709120000',
    `PID|1||M1^^^CLINIC^MR||Example^Alex||19800115|F||||||||||${idOf(claim)}`,
    'PV1|1|O|PT',
    ...lines,
  ];
  return { name: 'visit.hl7', text: `${segments.join('\r')}\r` };
};

export const writers: Readonly<Record<string, Write>> = { x12, csv, fhir, hl7 };

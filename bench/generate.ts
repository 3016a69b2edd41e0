// Batches of claims from a seed: the same seed and size give the same text. The people in it do not exist.

/** Numbers from 0 to below 1, the same for the same seed (a linear congruence, modulus 2^32). */
function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const services = ['97110', '97140', '97112', '97530', '20560', '20561', '99213', '99214', '97161', 'G0283'];
const modifiers = ['', '', ':GP', ':GP', ':GP:59', ':25', ':KX'];
const diagnoses = ['M542', 'M5450', 'M62838', 'M7918', 'M25511', 'M5412', 'G44209', 'M25561'];

/** An 837P of at least `bytes` characters, services of one month (YYYYMM): one interchange, a transaction for every 100 claims, one to five lines a claim. */
export function generate837(bytes: number, seed: number, month = '202603'): string {
  const next = numbersFrom(seed);
  const pick = <T>(list: readonly T[], fallback: T): T => list[Math.floor(next() * list.length)] ?? fallback;
  const parts = [
    'ISA*00*          *00*          *ZZ*SUBMITTER01    *ZZ*PAYER01        *260709*1200*^*00501*000000001*0*T*:~',
    'GS*HC*SUBMITTER01*PAYER01*20260709*1200*1*X*005010X222A1~',
  ];
  let length = 0;
  let transactions = 0;
  let claim = 0;
  while (length < bytes) {
    const control = String(++transactions).padStart(4, '0');
    const segments = [
      `ST*837*${control}*005010X222A1`,
      `BHT*0019*00*B${control}*20260709*1200*CH`,
      'NM1*41*2*MAPLE STREET BILLING*****46*SUBMITTER01',
      'PER*IC*FRONT DESK*TE*5555550100',
      'NM1*40*2*SAMPLE HEALTH PLAN*****46*PAYER01',
      'HL*1**20*1',
      'NM1*85*2*MAPLE STREET THERAPY*****XX*1234567893',
      'N3*12 MAPLE STREET',
      'N4*SPRINGFIELD*IL*627010001',
      'REF*EI*123456789',
    ];
    for (let level = 2; level < 102 && length < bytes; level++) {
      const before = segments.length;
      const number = ++claim;
      const day = `${month}${String(1 + Math.floor(next() * 28)).padStart(2, '0')}`;
      const lines = 1 + Math.floor(next() * 5);
      const charges = Array.from({ length: lines }, () => 30 + Math.floor(next() * 150));
      const total = charges.reduce((sum, charge) => sum + charge, 0) + (next() < 0.02 ? 1 : 0);
      segments.push(
        `HL*${level}*1*22*0`,
        'SBR*P*18*GRP100*SAMPLE PLAN*****CI',
        `NM1*IL*1*PATIENT${number}*AVERY****MI*M${String(number).padStart(9, '0')}`,
        'N3*9 ELM STREET',
        'N4*SPRINGFIELD*IL*62702',
        `DMG*D8*19${String(40 + Math.floor(next() * 60)).padStart(2, '0')}0115*${next() < 0.5 ? 'F' : 'M'}`,
        'NM1*PR*2*SAMPLE HEALTH PLAN*****PI*66783',
        `CLM*A${number}*${total}***11:B:1*Y*A*Y*Y`,
        `HI*ABK:${pick(diagnoses, 'M542')}*ABF:${pick(diagnoses, 'M542')}`,
        'NM1*82*1*TESTERMAN*ROBIN****XX*1234567893',
      );
      for (const [index, charge] of charges.entries())
        segments.push(
          `LX*${index + 1}`,
          `SV1*HC:${pick(services, '97110')}${pick(modifiers, '')}*${charge}*UN*${next() < 0.8 ? 1 : 2}***${next() < 0.5 ? '1' : '1:2'}`,
          `DTP*472*D8*${day}`,
        );
      for (const segment of segments.slice(before)) length += segment.length + 1;
    }
    segments.push(`SE*${segments.length + 1}*${control}`);
    parts.push(`${segments.join('~')}~`);
  }
  parts.push(`GE*${transactions}*1~`, 'IEA*1*000000001~');
  return parts.join('');
}

/** FHIR R4 claims, one a line, of at least `bytes` characters: the same services as in the 837. */
export function generateNdjson(bytes: number, seed: number): string {
  const next = numbersFrom(seed);
  const pick = <T>(list: readonly T[], fallback: T): T => list[Math.floor(next() * list.length)] ?? fallback;
  const lines: string[] = [];
  for (let length = 0, claim = 1; length < bytes; claim++) {
    const date = `2026-03-${String(1 + Math.floor(next() * 28)).padStart(2, '0')}`;
    const items = Array.from({ length: 1 + Math.floor(next() * 5) }, (_, index) => ({
      sequence: index + 1,
      diagnosisSequence: [next() < 0.9 ? 1 : 2],
      productOrService: {
        coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: pick(services, '97110') }],
      },
      modifier: (pick(modifiers, '').match(/\w+/g) ?? []).map((code) => ({ coding: [{ code }] })),
      servicedDate: date,
      locationCodeableConcept: { coding: [{ code: '11' }] },
      quantity: { value: next() < 0.8 ? 1 : 2 },
      net: { value: 30 + Math.floor(next() * 150), currency: 'USD' },
    }));
    const line = JSON.stringify({
      resourceType: next() < 0.5 ? 'Claim' : 'ExplanationOfBenefit',
      id: `F${claim}`,
      status: 'active',
      type: {
        coding: [{ system: 'http://terminology.hl7.org/CodeSystem/claim-type', code: 'professional' }],
      },
      use: 'claim',
      patient: { reference: `Patient/P${claim}`, display: `Avery Patient${claim}` },
      created: date,
      insurer: { display: 'Sample Health Plan' },
      provider: { identifier: { system: 'http://hl7.org/fhir/sid/us-npi', value: '1234567893' } },
      priority: { coding: [{ code: 'normal' }] },
      outcome: 'complete',
      diagnosis: [1, 2].map((sequence) => ({
        sequence,
        diagnosisCodeableConcept: {
          coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: pick(diagnoses, 'M542') }],
        },
      })),
      insurance: [{ sequence: 1, focal: true, coverage: { display: 'Sample Plan' } }],
      item: items.map(({ modifier, ...item }) => (modifier.length === 0 ? item : { ...item, modifier })),
      total: { value: items.reduce((sum, { net }) => sum + net.value, 0), currency: 'USD' },
    });
    lines.push(line);
    length += line.length + 1;
  }
  return `${lines.join('\n')}\n`;
}

/** A charge export of at least `bytes` characters: one to five rows a claim. */
export function generateCsv(bytes: number, seed: number): string {
  const next = numbersFrom(seed);
  const pick = <T>(list: readonly T[], fallback: T): T => list[Math.floor(next() * list.length)] ?? fallback;
  const rows = [
    'Claim ID,Patient Last,Patient First,DOB,DOS,POS,CPT,Mod1,Mod2,Units,Charge,Dx1,Dx2,Pointer,Payer,Rendering NPI',
  ];
  for (let length = 0, claim = 1; length < bytes; claim++) {
    const date = `03/${String(1 + Math.floor(next() * 28)).padStart(2, '0')}/2026`;
    const dx = `${pick(diagnoses, 'M542')},${pick(diagnoses, 'M5450')}`;
    for (let line = 1 + Math.floor(next() * 5); line > 0; line--) {
      const [first = '', second = ''] = pick(modifiers, '').match(/\w+/g) ?? [];
      const row = `C${claim},Patient${claim},Avery,01/15/19${40 + (claim % 60)},${date},11,${pick(services, '97110')},${first},${second},${next() < 0.8 ? 1 : 2},${30 + Math.floor(next() * 150)}.00,${dx},${next() < 0.5 ? 'A' : '"A,B"'},Sample Health Plan,1234567893`;
      rows.push(row);
      length += row.length + 1;
    }
  }
  return `${rows.join('\n')}\n`;
}

// The names that a .claim file may use: CMS-1500 (02/12) field names in plain words, their box numbers and the words
// that people use for them. The reader, the JSON schema and completion all come from this one table.

/** What is expected as a key's value; the reader and the schema know how each is written. */
export type ValueKind =
  | 'text'
  | 'identifier'
  | 'code'
  | 'date'
  | 'money'
  | 'number'
  | 'modifiers'
  | 'pointers'
  | 'diagnoses'
  | 'remarks'
  | 'sex'
  | 'claim-type'
  | 'filing-indicator'
  | 'tax-id-type'
  | 'unit-basis'
  | 'payer'
  | 'person'
  | 'provider'
  | 'service-lines'
  | 'claims'
  | 'unread';

/** One name of a section with all the ways to write it. */
export interface KeyDefinition {
  /** As the documentation writes it; unique in its section. */
  readonly name: string;
  readonly kind: ValueKind;
  readonly description: string;
  /** Box of the CMS-1500, which may stand for the name: `box 24D`, `24D`. */
  readonly box?: string;
  /** Other words for it. Case, spaces, hyphens and underscores never matter. */
  readonly also?: readonly string[];
}

export type SectionName = 'claim' | 'payer' | 'person' | 'provider' | 'service line';

const place =
  'Two-digit place of service, such as "11" (office). Put it in quotes so that a leading zero stays.';

const claimKeys: readonly KeyDefinition[] = [
  {
    name: 'claim',
    kind: 'identifier',
    also: ['claim id', 'claim number', 'id'],
    description:
      'Name of this claim (the patient account number of box 26), by which a note may refer to it.',
  },
  {
    name: 'account',
    kind: 'identifier',
    box: '26',
    also: ['patient account', 'patient account number', "patient's account no.", 'account number'],
    description: 'Patient account number, by which a note may name the patient.',
  },
  {
    name: 'claim type',
    kind: 'claim-type',
    also: ['form', 'type of claim'],
    description: 'professional (CMS-1500, the default), institutional (UB-04) or dental.',
  },
  {
    name: 'medical record number',
    kind: 'identifier',
    also: ['mrn', 'chart number', 'chart'],
    description: 'Medical record number, by which a note may name the patient.',
  },
  {
    name: 'payer',
    kind: 'payer',
    also: ['insurance', 'plan', 'carrier', 'insurance company'],
    description: 'Payer: a name, or name, id and type.',
  },
  {
    name: 'payer name',
    kind: 'text',
    box: '11c',
    also: ['insurance name', 'plan name'],
    description: 'Name of the payer or plan.',
  },
  {
    name: 'payer id',
    kind: 'identifier',
    also: ['insurance payer id'],
    description: 'Payer id. Put it in quotes so that leading zeros stay.',
  },
  {
    name: 'payer type',
    kind: 'filing-indicator',
    box: '1',
    also: ['insurance type', 'claim filing indicator', 'filing indicator'],
    description:
      'Kind of insurance: MB (Medicare Part B), MC (Medicaid), CI (commercial), BL (Blue Cross), WC (workers compensation) …, or the word for it.',
  },
  {
    name: 'patient',
    kind: 'person',
    description: 'Patient: a name ("Doe, Jane"), or name, birth date, sex and member id.',
  },
  {
    name: 'patient name',
    kind: 'text',
    box: '2',
    description: 'Name of the patient, "Last, First" or "First Last".',
  },
  {
    name: 'patient birth date',
    kind: 'date',
    box: '3',
    also: ['birth date', 'date of birth', 'dob', 'patient dob', 'patient date of birth'],
    description: 'Birth date of the patient.',
  },
  { name: 'patient sex', kind: 'sex', also: ['sex', 'gender', 'patient gender'], description: 'M, F or U.' },
  {
    name: 'member id',
    kind: 'identifier',
    box: '1a',
    also: ['insured id', 'insured id number', "insured's i.d. number", 'subscriber id', 'policy number'],
    description: 'Insured’s id number.',
  },
  {
    name: 'insured',
    kind: 'person',
    also: ['subscriber'],
    description: 'The insured, when that is not the patient: a name, or name, birth date, sex and member id.',
  },
  {
    name: 'insured name',
    kind: 'text',
    box: '4',
    also: ["insured's name", 'subscriber name'],
    description: 'Name of the insured, when that is not the patient.',
  },
  {
    name: 'insured birth date',
    kind: 'date',
    box: '11a',
    also: ["insured's date of birth", 'subscriber birth date', 'insured dob'],
    description: 'Birth date of the insured.',
  },
  {
    name: 'note',
    kind: 'remarks',
    also: ['clinical note', 'note file', 'encounter note', 'visit note'],
    description: 'File of the clinical note ("visit.note"), or the note itself as a block of text after |.',
  },
  {
    name: 'date of service',
    kind: 'date',
    also: ['dates of service', 'service date', 'date', 'dos', 'visit date'],
    description: 'Date of service of all lines that have none of their own.',
  },
  {
    name: 'place of service',
    kind: 'code',
    also: ['pos', 'place'],
    description: `${place} Holds for all lines that have none of their own.`,
  },
  {
    name: 'rendering provider',
    kind: 'provider',
    box: '31',
    also: ['rendering', 'provider', 'treating provider', 'performing provider', 'therapist'],
    description: 'Who gave the service: a name, or name, npi and taxonomy.',
  },
  {
    name: 'rendering npi',
    kind: 'identifier',
    also: ['rendering provider npi', 'provider npi', 'npi'],
    description: 'NPI of the rendering provider.',
  },
  {
    name: 'billing provider',
    kind: 'provider',
    box: '33',
    also: ['billing', 'practice', 'clinic', 'billing provider info'],
    description: 'Who bills: a name, or name, npi, taxonomy and tax id.',
  },
  {
    name: 'billing npi',
    kind: 'identifier',
    box: '33a',
    also: ['billing provider npi', 'group npi'],
    description: 'NPI of the billing provider.',
  },
  {
    name: 'billing taxonomy',
    kind: 'identifier',
    box: '33b',
    also: ['billing provider taxonomy'],
    description: 'Taxonomy code of the billing provider.',
  },
  {
    name: 'tax id',
    kind: 'identifier',
    box: '25',
    also: ['federal tax id', 'federal tax i.d. number', 'tin', 'ein'],
    description: 'Tax id of the billing provider.',
  },
  {
    name: 'tax id type',
    kind: 'tax-id-type',
    description: 'EI (employer id) or SY (social security number).',
  },
  {
    name: 'referring provider',
    kind: 'provider',
    box: '17',
    also: [
      'referring',
      'referred by',
      'name of referring provider',
      'name of referring provider or other source',
    ],
    description: 'Who referred the patient: a name, or name and npi.',
  },
  {
    name: 'referring npi',
    kind: 'identifier',
    box: '17b',
    also: ['referring provider npi'],
    description: 'NPI of the referring provider.',
  },
  {
    name: 'supervising provider',
    kind: 'provider',
    also: ['supervising', 'supervisor'],
    description: 'Who supervised the service: a name, or name and npi.',
  },
  {
    name: 'service facility',
    kind: 'provider',
    box: '32',
    also: ['facility', 'service facility location', 'service location'],
    description: 'Where the service was given, when not at the billing provider.',
  },
  {
    name: 'facility npi',
    kind: 'identifier',
    box: '32a',
    also: ['service facility npi'],
    description: 'NPI of the service facility.',
  },
  {
    name: 'frequency code',
    kind: 'code',
    box: '22',
    also: ['resubmission code', 'resubmission', 'claim frequency code', 'claim frequency'],
    description: '1 original, 7 replacement, 8 void.',
  },
  {
    name: 'original reference',
    kind: 'identifier',
    also: ['original reference number', 'original ref no', 'original claim number'],
    description: 'The payer’s number of the claim that this one replaces or voids.',
  },
  {
    name: 'prior authorization',
    kind: 'identifier',
    box: '23',
    also: [
      'prior authorization number',
      'prior authorisation',
      'authorization',
      'authorization number',
      'auth number',
      'auth',
    ],
    description: 'Prior authorization number.',
  },
  {
    name: 'type of bill',
    kind: 'code',
    also: ['bill type', 'tob'],
    description: 'Type of bill of an institutional claim.',
  },
  {
    name: 'total charge',
    kind: 'money',
    box: '28',
    also: ['total', 'total charges'],
    description: 'Sum of the charges of all lines, in dollars.',
  },
  {
    name: 'diagnoses',
    kind: 'diagnoses',
    box: '21',
    also: [
      'diagnosis',
      'dx',
      'diagnosis codes',
      'diagnosis code',
      'icd',
      'icd 10',
      'icd 10 codes',
      'diagnosis or nature of illness or injury',
    ],
    description: 'ICD-10-CM codes by letter (A: M79.18, B: M54.2), or a list; up to twelve.',
  },
  ...'ABCDEFGHIJKL'.split('').map(
    (letter, index): KeyDefinition => ({
      name: `diagnosis ${letter}`,
      kind: 'code',
      box: `21${letter}`,
      also: [`dx ${letter}`, `diagnosis ${index + 1}`, `dx ${index + 1}`],
      description: `Diagnosis ${letter}: an ICD-10-CM code.`,
    }),
  ),
  {
    name: 'icd indicator',
    kind: 'code',
    also: ['icd ind', 'icd version', 'box 21 icd indicator'],
    description: '0 for ICD-10-CM (the default), 9 for ICD-9-CM.',
  },
  {
    name: 'admitting diagnosis',
    kind: 'code',
    description: 'Admitting diagnosis of an institutional claim.',
  },
  {
    name: 'reason for visit',
    kind: 'diagnoses',
    also: ['patient reason for visit'],
    description: 'Diagnoses that were the patient’s reason for the visit (institutional claims).',
  },
  {
    name: 'external cause',
    kind: 'diagnoses',
    also: ['external causes', 'external cause of injury'],
    description: 'External cause of injury codes (institutional claims).',
  },
  {
    name: 'service lines',
    kind: 'service-lines',
    box: '24',
    also: ['lines', 'services', 'service line', 'procedures', 'charges'],
    description: 'The service lines of box 24, each with code, units, charge and the rest.',
  },
  {
    name: 'remarks',
    kind: 'remarks',
    box: '19',
    also: ['additional claim information', 'comment', 'comments', 'claim note'],
    description: 'Additional claim information: text for the payer.',
  },
  {
    name: 'patient address',
    kind: 'unread',
    box: '5',
    also: ['address', 'phone', 'patient phone'],
    description: 'Kept, not checked.',
  },
  {
    name: 'patient relationship to insured',
    kind: 'unread',
    box: '6',
    also: ['relationship', 'relationship to insured'],
    description: 'Kept, not checked.',
  },
  { name: 'insured address', kind: 'unread', box: '7', description: 'Kept, not checked.' },
  {
    name: 'other insured',
    kind: 'unread',
    box: '9',
    also: ['other insured name', 'box 9a', '9a', 'box 9d', '9d', 'other insurance'],
    description: 'Kept, not checked.',
  },
  {
    name: 'condition related to',
    kind: 'unread',
    box: '10',
    also: [
      'box 10a',
      '10a',
      'box 10b',
      '10b',
      'box 10c',
      '10c',
      'box 10d',
      '10d',
      'employment',
      'auto accident',
      'other accident',
      'accident date',
      'accident state',
    ],
    description: 'Employment, auto or other accident. Kept, not checked.',
  },
  {
    name: 'insured group',
    kind: 'unread',
    box: '11',
    also: ['group number', 'policy group', 'box 11b', '11b', 'box 11d', '11d', 'another health plan'],
    description: 'Kept, not checked.',
  },
  {
    name: 'signature on file',
    kind: 'unread',
    box: '12',
    also: ['patient signature', 'box 13', '13', 'insured signature', 'assignment of benefits'],
    description: 'Kept, not checked.',
  },
  {
    name: 'onset date',
    kind: 'unread',
    box: '14',
    also: [
      'date of current illness',
      'box 15',
      '15',
      'other date',
      'initial treatment date',
      'box 16',
      '16',
      'unable to work',
    ],
    description: 'Dates of illness and disability. Kept, not checked.',
  },
  {
    name: 'hospitalization dates',
    kind: 'unread',
    box: '18',
    also: ['admission date', 'discharge date'],
    description: 'Kept, not checked.',
  },
  { name: 'ordering provider', kind: 'unread', also: ['box 17a', '17a'], description: 'Kept, not checked.' },
  { name: 'outside lab', kind: 'unread', box: '20', description: 'Kept, not checked.' },
  {
    name: 'accept assignment',
    kind: 'unread',
    box: '27',
    also: ['assignment'],
    description: 'Kept, not checked.',
  },
  {
    name: 'amount paid',
    kind: 'unread',
    box: '29',
    also: ['paid', 'box 30', '30', 'box 8', '8'],
    description: 'Kept, not checked.',
  },
  { name: 'facility other id', kind: 'unread', box: '32b', description: 'Kept, not checked.' },
];

const payerKeys: readonly KeyDefinition[] = [
  {
    name: 'name',
    kind: 'text',
    also: ['payer name', 'plan', 'plan name'],
    description: 'Name of the payer.',
  },
  {
    name: 'id',
    kind: 'identifier',
    also: ['payer id', 'number'],
    description: 'Payer id. Put it in quotes so that leading zeros stay.',
  },
  {
    name: 'type',
    kind: 'filing-indicator',
    also: ['filing indicator', 'claim filing indicator', 'insurance type', 'payer type'],
    description:
      'MB (Medicare Part B), MC (Medicaid), CI (commercial), BL (Blue Cross) …, or the word for it.',
  },
  { name: 'address', kind: 'unread', also: ['phone'], description: 'Kept, not checked.' },
];

const personKeys: readonly KeyDefinition[] = [
  { name: 'name', kind: 'text', description: '"Last, First" or "First Last".' },
  { name: 'last name', kind: 'text', also: ['last', 'family name', 'surname'], description: 'Last name.' },
  { name: 'first name', kind: 'text', also: ['first', 'given name'], description: 'First name.' },
  { name: 'birth date', kind: 'date', also: ['date of birth', 'dob', 'born'], description: 'Birth date.' },
  { name: 'sex', kind: 'sex', also: ['gender'], description: 'M, F or U.' },
  {
    name: 'member id',
    kind: 'identifier',
    also: ['id', 'insured id', 'subscriber id', 'policy number', 'member number', 'insurance id'],
    description: 'Id number with the payer.',
  },
  {
    name: 'account',
    kind: 'identifier',
    also: ['account number', 'patient account', 'medical record number', 'mrn', 'chart number', 'chart'],
    description: 'Account or medical record number, by which a note may name the patient.',
  },
  {
    name: 'address',
    kind: 'unread',
    also: [
      'phone',
      'city',
      'state',
      'zip',
      'email',
      'middle name',
      'suffix',
      'relationship',
      'relationship to insured',
      'group number',
      'signature',
    ],
    description: 'Kept, not checked.',
  },
];

const providerKeys: readonly KeyDefinition[] = [
  { name: 'name', kind: 'text', description: 'Name of the person or organization.' },
  {
    name: 'npi',
    kind: 'identifier',
    also: ['npi number', 'id'],
    description: 'National Provider Identifier, ten digits.',
  },
  {
    name: 'taxonomy',
    kind: 'identifier',
    also: ['taxonomy code', 'specialty code'],
    description: 'Taxonomy code, such as 225100000X (physical therapist).',
  },
  {
    name: 'tax id',
    kind: 'identifier',
    also: ['tin', 'ein', 'federal tax id', 'ssn'],
    description: 'Employer id or social security number.',
  },
  {
    name: 'tax id type',
    kind: 'tax-id-type',
    description: 'EI (employer id) or SY (social security number).',
  },
  {
    name: 'address',
    kind: 'unread',
    also: [
      'phone',
      'fax',
      'city',
      'state',
      'zip',
      'credentials',
      'license',
      'specialty',
      'qualifier',
      'other id',
      'signature',
      'date',
    ],
    description: 'Kept, not checked.',
  },
];

const serviceLineKeys: readonly KeyDefinition[] = [
  {
    name: 'date',
    kind: 'date',
    box: '24A',
    also: [
      'date of service',
      'dates of service',
      'dos',
      'service date',
      'from',
      'from date',
      'date from',
      'start date',
    ],
    description: 'Date of service; "2026-03-02 to 2026-03-04" for several days.',
  },
  {
    name: 'end date',
    kind: 'date',
    also: ['to', 'to date', 'date to', 'through', 'thru', 'date of service end'],
    description: 'Last date of service, when there are several.',
  },
  { name: 'place of service', kind: 'code', box: '24B', also: ['pos', 'place'], description: place },
  {
    name: 'code',
    kind: 'code',
    box: '24D',
    also: [
      'procedure',
      'procedure code',
      'cpt',
      'cpt code',
      'hcpcs',
      'hcpcs code',
      'cpt/hcpcs',
      'service',
      'service code',
      'procedures, services, or supplies',
    ],
    description: 'CPT or HCPCS code; modifiers may follow it: 20561-59-GP.',
  },
  {
    name: 'modifiers',
    kind: 'modifiers',
    also: ['modifier', 'mods', 'mod'],
    description: 'Up to four modifiers: [GP, 59] or "GP, 59".',
  },
  ...['1', '2', '3', '4'].map(
    (number): KeyDefinition => ({
      name: `modifier ${number}`,
      kind: 'code',
      also: [`mod ${number}`],
      description: `Modifier ${number}, when each stands for itself.`,
    }),
  ),
  {
    name: 'pointers',
    kind: 'pointers',
    box: '24E',
    also: [
      'pointer',
      'diagnosis pointer',
      'diagnosis pointers',
      'dx pointer',
      'dx pointers',
      'dx',
      'diagnosis',
      'diagnoses',
    ],
    description:
      'Letters (AB) or numbers ([1, 2]) of the diagnoses that this line treats, the most important first; up to four.',
  },
  {
    name: 'charge',
    kind: 'money',
    box: '24F',
    also: ['charges', '$ charges', 'amount', 'fee', 'billed amount'],
    description: 'Charge of the line, in dollars.',
  },
  {
    name: 'units',
    kind: 'number',
    box: '24G',
    also: ['unit', 'days or units', 'quantity', 'qty'],
    description: 'Units of service (or days).',
  },
  {
    name: 'unit basis',
    kind: 'unit-basis',
    also: ['unit type', 'units are', 'basis'],
    description: 'units (the default), minutes (anaesthesia) or days.',
  },
  {
    name: 'minutes',
    kind: 'number',
    also: ['min', 'time', 'treatment minutes', 'duration'],
    description: 'Minutes of treatment.',
  },
  {
    name: 'rendering provider',
    kind: 'provider',
    box: '24J',
    also: [
      'rendering',
      'rendering npi',
      'rendering provider npi',
      'rendering provider id',
      'provider',
      'npi',
    ],
    description: 'Who gave this service, when not the claim’s rendering provider: an NPI, a name, or both.',
  },
  {
    name: 'revenue code',
    kind: 'code',
    also: ['revenue', 'rev', 'rev code'],
    description: 'Revenue code of an institutional claim.',
  },
  {
    name: 'drug code',
    kind: 'identifier',
    also: ['ndc', 'national drug code', 'ndc code'],
    description: 'National drug code of what was given.',
  },
  {
    name: 'description',
    kind: 'text',
    also: ['service description'],
    description: 'What was done, in words.',
  },
  {
    name: 'note',
    kind: 'remarks',
    also: ['notes', 'remarks', 'comment', 'comments'],
    description: 'Free text of this line.',
  },
  {
    name: 'line',
    kind: 'unread',
    also: ['line number', 'number'],
    description: 'Number of the line. Kept, not checked.',
  },
  { name: 'emergency', kind: 'unread', box: '24C', also: ['emg'], description: 'Kept, not checked.' },
  { name: 'epsdt', kind: 'unread', box: '24H', also: ['family plan'], description: 'Kept, not checked.' },
  {
    name: 'id qualifier',
    kind: 'unread',
    box: '24I',
    also: [
      'start time',
      'end time',
      'time in',
      'time out',
      'supervising provider',
      'ordering provider',
      'referring provider',
      'drug quantity',
      'prior authorization',
    ],
    description: 'Kept, not checked.',
  },
];

/** Every section's names. A file may hold one claim, several documents after `---`, or a list under `claims`. */
export const sections: Readonly<Record<SectionName, readonly KeyDefinition[]>> = {
  claim: claimKeys,
  payer: payerKeys,
  person: personKeys,
  provider: providerKeys,
  'service line': serviceLineKeys,
};

/** The name under which a file lists several claims. */
export const claimsKey: KeyDefinition = {
  name: 'claims',
  kind: 'claims',
  also: ['claim list'],
  description: 'Several claims in one file, as a list.',
};

// Which column of a charge export holds what, by the words of its header. The words are data; add to them freely.

/** What a column may hold. `…1` to `…12` of a header become the column's number. */
export type FieldName =
  | 'claim id'
  | 'line number'
  | 'claim type'
  | 'account'
  | 'medical record number'
  | 'patient id'
  | 'member id'
  | 'patient name'
  | 'patient last name'
  | 'patient first name'
  | 'birth date'
  | 'sex'
  | 'payer'
  | 'payer id'
  | 'payer type'
  | 'date of service'
  | 'date of service end'
  | 'claim date'
  | 'claim date end'
  | 'procedure code'
  | 'modifier'
  | 'units'
  | 'charge'
  | 'total charge'
  | 'principal diagnosis'
  | 'diagnosis'
  | 'diagnosis version'
  | 'line diagnosis'
  | 'admitting diagnosis'
  | 'external cause'
  | 'pointers'
  | 'place of service'
  | 'rendering npi'
  | 'rendering name'
  | 'rendering taxonomy'
  | 'billing npi'
  | 'billing name'
  | 'billing tax id'
  | 'referring npi'
  | 'referring name'
  | 'supervising npi'
  | 'facility npi'
  | 'facility name'
  | 'prior authorization'
  | 'frequency code'
  | 'original reference'
  | 'type of bill'
  | 'revenue code'
  | 'drug code'
  | 'minutes'
  | 'note'
  | 'remarks'
  | 'description';

/** Header words for each field, without case, spaces and punctuation; the CMS research files' names among them. */
const words: Readonly<Record<FieldName, string>> = {
  'claim id':
    'claim id, claim no, claim number, claim num, claim, clm id, claim ref, claim reference, encounter id, encounter no, encounter number, encounter, enc id, visit id, visit no, visit number, visit, invoice, invoice no, invoice number, voucher, superbill, superbill id, ticket, ticket number, box 26, clm01, patient control number, pcn, clm control number, case claim id, claim ref no, claim identifier, claim control number, account visit, visit ref, encounter ref, case id, claim key, encounter key',
  'line number':
    'line, line no, line number, line num, line id, lx, claim line, claim line number, claim line no, service line, service line number, line nbr, clm line num, item, item no, seq, sequence, charge line',
  'claim type': 'claim type, type of claim, clm type, claim form, form type, claim type code',
  account:
    'account, account no, account number, acct, acct no, acct number, acct num, patient account, patient account no, patient account number, pt acct, guarantor account, patient acct, patient acct no, pat acct, pat acct no, patient account num, acct id, account id',
  'medical record number':
    'mrn, medical record number, medical record no, med rec no, med rec number, chart, chart no, chart number, emr id, ehr id',
  'patient id':
    'patient id, patient no, patient number, pt id, pat id, patient, patientid, person id, client id, desynpuf id, bene id, patient key, patient identifier',
  'member id':
    'member id, member no, member number, member, subscriber id, subscriber no, subscriber number, insured id, insurance id, policy no, policy number, policy id, hicn, mbi, medicare id, medicaid id, box 1a, insured id number, ins id, insurance member id, insurance id no, member identification number, beneficiary id',
  'patient name':
    'patient name, patient full name, pt name, name, client name, pat name, patient last first, box 2, member name',
  'patient last name':
    'patient last name, last name, pt last name, patient last, last, lname, surname, patient lname, member last name',
  'patient first name':
    'patient first name, first name, pt first name, patient first, first, fname, given name, patient fname, member first name',
  'birth date':
    'birth date, date of birth, dob, patient dob, patient birth date, patient date of birth, pt dob, birthdate, birth dt, bene birth dt, box 3, member dob',
  sex: 'sex, gender, patient sex, patient gender, pt sex, sex code, gndr cd',
  payer:
    'payer, payer name, payor, payor name, insurance, insurance name, insurance company, ins, ins name, plan, plan name, carrier, carrier name, primary insurance, primary payer, primary ins, health plan, financial class, fin class, insurance plan, insurance plan name, payer plan, primary payer name, primary insurance name, ins company',
  'payer id':
    'payer id, payer code, payor id, insurance code, plan id, plan code, carrier id, carrier code, ins code',
  'payer type': 'payer type, insurance type, plan type, claim filing indicator, filing indicator, payor type',
  'date of service':
    'dos, date of service, service date, svc date, service dt, svc dt, from date, date from, from, from dt, date, dos from, from dos, dos start, service from, service from date, service start date, service date from, svc from date, line service date, begin date, begin date of service, start date, start dos, date svc, dateofsvc, proc date, procedure date, charge date, visit date, encounter date, appt date, appointment date, treatment date, tx date, first service date, line 1st expns dt, claim line start date, rev cntr dt, box 24a, service begin date, first date of service, dates of service, service dates, date of svc, date of visit, dt of service',
  'date of service end':
    'to date, date to, to, to dt, thru, thru date, thru dt, through, through date, dos to, to dos, dos thru, dos end, service to, service to date, service thru, service thru date, service end date, service date to, svc to date, end date, end dos, end date of service, last service date, line last expns dt, claim line end date, last date of service',
  'claim date':
    'claim date, claim start date, claim from date, statement from date, statement from, statement start date, clm from dt, statement covers from',
  'claim date end':
    'claim end date, claim to date, claim thru date, claim through date, statement to date, statement thru date, statement through, statement end date, clm thru dt, statement covers through',
  'procedure code':
    'cpt, cpt code, cpt4, cpt 4, cpt4 code, hcpcs, hcpcs code, hcpcs cd, hcpc, hcpcs cpt, cpt hcpcs, cpt hcpcs code, hcpcs cpt code, procedure code, procedure, procedure cd, proc, proc code, proc cd, px, px code, service code, svc code, service, charge code, billing code, code, cpt procedure, cpt procedure code, cpts, cpt codes, procedure hcpcs, box 24d, line hcpcs, line procedure code, cdt, cdt code, cpt or hcpcs, billed code, procedure cpt, cpt hcpcs procedure, treatment code, svc cd',
  modifier:
    'mod, modifier, modifiers, mods, mod code, modifier code, cpt mod, cpt modifier, cpt modifiers, hcpcs mod, hcpcs modifier, hcpcs modifiers, procedure modifier, proc mod, procedure code modifier, modif, line modifier',
  units:
    'units, unit, qty, quantity, unit count, units of service, service units, service unit, svc units, number of units, no units, num units, unit qty, days or units, days units, units billed, billed units, units charged, service unit count, service unit quantity, line srvc cnt, rev cntr unit cnt, line units, svc unit, box 24g, total units, qty billed, billed qty, quantity billed, units qty, service qty',
  charge:
    'charge, charges, charge amount, charge amt, amount, amt, fee, billed, billed amount, billed amt, billed charges, billed charge, line charge, line charges, line charge amount, line amount, total line charge, submitted charge, submitted charges, submitted amount, gross charge, gross charges, charge fee, price, service charge, line sbmtd chrg amt, rev cntr tot chrg amt, box 24f, extended amount, extended charge, billed, charged amount, amount charged, charge total, line total, total fee, unit charge total',
  'total charge':
    'total charge, total charges, claim charge, claim charges, claim total, claim total charge, total claim charge, total claim charges, total billed, total amount, claim amount, clm tot chrg amt, nch carr clm sbmtd chrg amt, box 28, claim charge amount, total claim amount',
  'principal diagnosis':
    'principal diagnosis, principal dx, primary diagnosis, primary dx, primary diagnosis code, principal diagnosis code, primary icd, primary icd10, prncpal dgns cd, pdx, pri dx, main diagnosis, primary dx code, principal dx code, primary icd10 code, primary icd code, primary icd 10, dx primary',
  diagnosis:
    'dx, dx code, dx codes, dxs, diagnosis, diagnoses, diagnosis code, diagnosis codes, diag, diag code, diag codes, diags, icd, icd code, icd codes, icd10, icd10 code, icd10 codes, icd10 cm, icd10 dx, icd 10, icd dgns cd, icd diagnosis, dgns cd, other diagnosis, secondary diagnosis, secondary dx, icd9, icd9 code, icd9 codes, icd9 dgns cd, box 21, icd10cm, icd10cm code, diagnosis icd10, dx icd10',
  'diagnosis version':
    'icd dgns vrsn cd, dx version, icd version, icd ind, icd indicator, diagnosis code type, dx type, dx code type, diagnosis version, diagnosis code version, icd type',
  'line diagnosis': 'line icd dgns cd, line diagnosis, line dx, line diagnosis code, line icd9 dgns cd',
  'admitting diagnosis':
    'admitting diagnosis, admit dx, admitting dx, admitting diagnosis code, admtg dgns cd, admit diagnosis',
  'external cause':
    'icd dgns e cd, external cause, external cause code, e code, ecode, external cause of injury',
  pointers:
    'dx ptr, dx pointer, dx pointers, dx ptrs, pointer, pointers, ptr, ptrs, diagnosis pointer, diagnosis pointers, diag ptr, diag pointer, diag pointers, dx link, dx linkage, diagnosis link, diagnosis code pointer, icd pointer, icd pointers, dxptr, diag code pointer, box 24e, dx ptr code, dx refs, dx ref, diagnosis ref, diagnosis refs, dx order',
  'place of service':
    'pos, pos code, place of service, place of svc, place of service code, place of service cd, place, svc place, service place, placeofservice, line place of srvc cd, location code, box 24b, pos cd, facility type code, service place code',
  'rendering npi':
    'rendering npi, rendering provider npi, rendering provider id, rendering provider, rend npi, rend prov npi, rendering prov npi, provider npi, prov npi, npi, servicing npi, servicing provider npi, performing npi, performing provider npi, treating npi, treating provider npi, attending npi, attending provider npi, therapist npi, clinician npi, physician npi, doctor npi, prf physn npi, rndrng physn npi, at physn npi, box 24j, service provider npi, individual npi',
  'rendering name':
    'rendering provider name, rendering name, provider name, provider, therapist, therapist name, clinician, clinician name, physician, physician name, doctor, servicing provider, servicing provider name, performing provider, treating provider, treating provider name, attending provider, attending provider name, rendering, rendering prov, rend prov, rend provider, rendering provider full name, treating therapist, servicing prov, prov, prov name',
  'rendering taxonomy':
    'taxonomy, taxonomy code, provider taxonomy, rendering taxonomy, rendering provider taxonomy, specialty taxonomy',
  'billing npi':
    'billing npi, billing provider npi, billing provider id, bill npi, group npi, organization npi, org npi, org npi num, practice npi, clinic npi, pay to npi, carr clm blg npi num, prvdr npi, box 33a',
  'billing name':
    'billing provider, billing provider name, billing name, group name, practice, practice name, clinic, clinic name, organization',
  'billing tax id':
    'tax id, tin, ein, billing tin, billing tax id, federal tax id, tax num, group tax id, practice tax id, box 25',
  'referring npi':
    'referring npi, referring provider npi, ref npi, ref prov npi, referring physician npi, referring provider id, ordering npi, ordering provider npi, rfr physn npi, box 17b',
  'referring name':
    'referring provider, referring provider name, referring name, referring physician, referring, ref provider, referred by, ordering provider, box 17',
  'supervising npi': 'supervising npi, supervising provider npi, supervisor npi, supervising provider',
  'facility npi': 'facility npi, service facility npi, location npi, box 32a',
  'facility name':
    'facility, facility name, service facility, service location, location, location name, site, box 32',
  'prior authorization':
    'prior auth, prior authorization, prior authorization number, prior auth no, prior auth number, auth, auth no, auth number, auth num, authorization, authorization no, authorization number, auth id, pa number, precert, box 23',
  'frequency code':
    'frequency code, claim frequency, claim frequency code, frequency, resubmission code, clm freq cd, bill frequency',
  'original reference':
    'original reference, original ref no, original claim number, original claim id, payer claim control number, icn, original reference number, orig ref',
  'type of bill': 'type of bill, tob, bill type, bill type code',
  'revenue code':
    'revenue code, rev code, rev, revenue, rev cd, revenue center code, revenue center, rev cntr, revenue cd, rev code cd',
  'drug code': 'ndc, ndc code, drug code, national drug code, line ndc cd, ndc number',
  minutes:
    'minutes, mins, min, duration, duration min, duration minutes, treatment minutes, total minutes, timed minutes, time minutes, session minutes, service minutes, tx minutes, time min, total time, time in minutes, tx time, treatment time, total treatment minutes, duration mins, service time',
  note: 'note id, note, note file, encounter note, visit note, clinical note, note reference, note name, document, note path, progress note, soap note',
  remarks: 'remarks, remark, comment, comments, notes, line note, claim note, memo',
  description:
    'description, cpt description, procedure description, service description, desc, proc desc, cpt desc, procedure name, service name, code description, charge description, hcpcs description',
};

export const fieldNames = Object.keys(words) as readonly FieldName[];

/** Ordinals in the CMS research files and in words. */
const numberedWords: readonly (readonly [RegExp, string])[] = [
  [/\b(?:1st|first|one)\b/, '1'],
  [/\b(?:2nd|second|two)\b/, '2'],
  [/\b(?:3rd|third|three)\b/, '3'],
  [/\b(?:4th|fourth|four)\b/, '4'],
  [/\b(?:5th|fifth|five)\b/, '5'],
];

const byWord = new Map<string, FieldName>();
for (const field of fieldNames) for (const word of words[field].split(', ')) byWord.set(bare(word), field);

export interface MappedColumn {
  readonly field: FieldName;
  /** `2` of `dx2`, `mod 2`, `HCPCS_2ND_MDFR_CD`; absent without number. */
  readonly number?: number;
  /** The header itself says that the diagnoses are ICD-9-CM. */
  readonly isIcd9?: boolean;
}

/** What a header says of its column, or undefined. */
export function mapHeader(header: string): MappedColumn | undefined {
  const tokens = tokensOf(header);
  if (tokens.length === 0 || tokens.length > 8) return undefined;
  const found = exactly(tokens) ?? loosely(tokens);
  if (found === undefined) return undefined;
  const isIcd9 =
    found.field.includes('diagnosis') && /icd9(?!\d)/.test(tokens.join('')) && !/icd10/.test(tokens.join(''));
  return isIcd9 ? { ...found, isIcd9 } : found;
}

/** A field by its own name, however it is spaced and written; with its number (`modifier 2`). */
export function fieldNamed(name: string): MappedColumn | undefined {
  const [, base = '', number] = /^(.*?)\s*(\d{1,2})?$/.exec(name.trim()) ?? [];
  const field =
    fieldNames.find((each) => bare(each) === bare(base)) ??
    (number === undefined ? byWord.get(bare(base)) : undefined);
  if (field === undefined) return mapHeader(name);
  return number === undefined ? { field } : { field, number: Number(number) };
}

function bare(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Words of a header: `claimLineNo`, `Claim_Line_No` and `CLAIM LINE NO` are the same three. */
function tokensOf(header: string): readonly string[] {
  const spaced = header
    .replace(/\(s\)/gi, 's')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/['’]/g, '');
  return spaced.match(/[a-z0-9]+/g) ?? [];
}

/** All words are a known header: as they are, without a number at the end, or with an ordinal among them. */
function exactly(tokens: readonly string[]): MappedColumn | undefined {
  const whole = tokens.join('');
  const field = byWord.get(whole);
  if (field !== undefined) return { field };
  for (const digits of [1, 2]) {
    const [base, number] = [whole.slice(0, -digits), whole.slice(-digits)];
    const numbered = byWord.get(base);
    if (numbered !== undefined && /^\d+$/.test(number) && Number(number) > 0)
      return { field: numbered, number: Number(number) };
  }
  const lone = /^m([1-4])$/.exec(whole)?.[1];
  if (lone !== undefined) return { field: 'modifier', number: Number(lone) };
  const last = tokens.at(-1) ?? '';
  if (tokens.length > 1 && /^[a-l]$/.test(last)) {
    const lettered = byWord.get(tokens.slice(0, -1).join(''));
    if (lettered === 'diagnosis') return { field: lettered, number: last.charCodeAt(0) - 96 };
  }
  const spaced = tokens.join(' ');
  for (const [ordinal, number] of numberedWords) {
    if (!ordinal.test(spaced)) continue;
    const rest =
      byWord.get(spaced.replace(ordinal, '').replace(/ /g, '')) ??
      (/\bmdfr\b/.test(spaced) ? 'modifier' : undefined);
    if (rest !== undefined) return { field: rest, number: Number(number) };
  }
  return undefined;
}

/** Some words decide, whatever else stands with them ("Svc CPT Code (billed)"); words that name another thing exclude. */
const rules: readonly {
  readonly field: FieldName;
  readonly all: readonly RegExp[];
  readonly none?: RegExp;
}[] = [
  { field: 'pointers', all: [/^(?:dx|diag|diagnosis|icd)/, /^(?:ptrs?|pointers?)$/] },
  {
    field: 'modifier',
    all: [/^(?:mod|mods|modifiers?|mdfr)$/],
    none: /^(?:desc|description|name|date|user|by)$/,
  },
  {
    field: 'procedure code',
    all: [/^(?:cpt|hcpcs)\d?$/],
    none: /^(?:desc|description|name|category|type|group|mod|date|rate|version|count|count|units|modifiers?|rvu|status|year|yr)$/,
  },
  { field: 'place of service', all: [/^(?:pos)$/], none: /^(?:desc|description|name)$/ },
  {
    field: 'diagnosis',
    all: [/^(?:dx|diag|diagnosis|icd|icd10|icd10cm)\d{0,2}$/],
    none: /^(?:desc|description|name|date|type|poa|group|version|vrsn|category|admit|admitting|count|count|related|drg|hcc|present|proc|procedure|pcs|px|e)$/,
  },
  { field: 'referring npi', all: [/^(?:ref|referring|ordering)$/, /^npi$/] },
  { field: 'supervising npi', all: [/^supervis/, /^npi$/] },
  { field: 'billing npi', all: [/^(?:billing|group|practice|organization|org|pay)$/, /^npi$/] },
  { field: 'facility npi', all: [/^(?:facility|location)$/, /^npi$/] },
  {
    field: 'rendering npi',
    all: [/^(?:rend|rendering|provider|prov|performing|servicing|treating|therapist|attending)$/, /^npi$/],
  },
  {
    field: 'units',
    all: [/^(?:units|unit)$/],
    none: /^(?:price|cost|type|measure|uom|basis|rate|charge|code|allowed|approved|paid|name|drug|ndc|desc|description)$/,
  },
  { field: 'date of service', all: [/^dos$/], none: /^(?:to|thru|through|end|last)$/ },
  {
    field: 'date of service',
    all: [/^(?:service|svc)$/, /^(?:date|dt)$/],
    none: /^(?:to|thru|through|end|last|created|entered|posted|paid)$/,
  },
];

function loosely(tokens: readonly string[]): MappedColumn | undefined {
  for (const { field, all, none } of rules) {
    if (!all.every((pattern) => tokens.some((token) => pattern.test(token)))) continue;
    if (none !== undefined && tokens.some((token) => none.test(token))) continue;
    const number = /^[a-z]*?0?(\d{1,2})$/.exec(
      tokens.find((token) => /\d$/.test(token) && !/^(?:icd|cpt|box)/.test(token)) ?? '',
    )?.[1];
    return number === undefined || Number(number) === 0 || Number(number) > 25
      ? { field }
      : { field, number: Number(number) };
  }
  return undefined;
}

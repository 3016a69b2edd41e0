// What a file that is no claim and no note seems to be, and where it went wrong; never repeats what it holds.
import { looksLikeHl7 } from './hl7';
import { messagesOf } from './hl7/messages';
import { describeX12 } from './x12';

/** Enough to tell what a file is. */
const firstLook = 20_000;

/** One or two sentences for a coder: what the file is and what to do. `binary`: its bytes are no text. */
export function describeUnreadable(text: string, binary = false): string {
  const start = text
    .slice(0, firstLook)
    .replace(/^\ufeff/, '')
    .trimStart();
  const container = containerOf(start);
  if (container !== undefined) return container;
  if (binary)
    return 'This file is not text. Claimlint reads claims (837, FHIR, CSV, .claim, HL7) and notes as text files.';
  if (start === '') return 'This file is empty.';
  return (
    x12Of(start) ??
    hl7Of(text, start) ??
    jsonOf(start) ??
    markupOf(start) ??
    tableOf(start) ??
    'Claimlint does not recognise this file as a claim or a note.'
  );
}

/** A file of another X12 transaction or HL7 message is no note, whatever its name ends with. */
export function isInterchange(text: string): boolean {
  return /^\ufeff?\s{0,100}ISA[^A-Za-z0-9\s]/.test(text.slice(0, 200)) || looksLikeHl7(text);
}

/** Known by their first bytes, which are the same letters in every encoding that we read. */
function containerOf(start: string): string | undefined {
  if (start.startsWith('%PDF-'))
    return 'This is a PDF, which holds pages, not claim data. Export the claim or the note as text.';
  if (start.startsWith('PK\u0003\u0004'))
    return 'This is a zip archive, or an Excel or Word file, which is one. Unpack it, or save it as CSV or text.';
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0') || start.startsWith('ÐÏ'))
    return 'This is an Excel or Word file of the old kind. Save it as CSV or text.';
  if (start.startsWith('{\\rtf')) return 'This is formatted text (RTF). Save the note as plain text.';
  return undefined;
}

function x12Of(start: string): string | undefined {
  const found = describeX12(start);
  if (found?.transactionSet !== undefined && found.transactionSet !== '837')
    return `This is an X12 ${found.transactionSet} (${found.name}), not a claim. Claimlint reads the 837.`;
  if (!/^ISA[^A-Za-z0-9]/.test(start) && start !== 'ISA') return undefined;
  return found === undefined || start.length < 106
    ? 'This file starts as an X12 interchange, but its first segment (ISA, 106 characters) is cut. Export it again.'
    : 'This file is an X12 interchange without a claim (837) in it.';
}

/** The names of message types that people meet; the others are named by their letters. */
const messageTypes: Readonly<Record<string, string>> = {
  ADT: 'admission and patient data',
  ACK: 'an acknowledgement',
  BAR: 'the billing account without charges',
  MDM: 'a document',
  ORM: 'an order',
  ORU: 'results',
  RDE: 'a pharmacy order',
  REF: 'a referral',
  SIU: 'an appointment',
  VXU: 'vaccinations',
};

function hl7Of(text: string, start: string): string | undefined {
  if (/^MSH[^A-Za-z0-9\s]?$/.test(start))
    return 'This file starts as an HL7 message (MSH) and breaks off there. Export it again.';
  if (!looksLikeHl7(text)) return undefined;
  const { messages } = messagesOf(text.slice(0, firstLook));
  const type = messages.find((message) => message.type !== '')?.type;
  if (messages.length === 0) return 'This is an HL7 batch without a message in it. Export it again.';
  if (type === undefined)
    return 'This is an HL7 message whose header (MSH-9) does not say of what type it is, and it holds no charge (FT1). Claimlint reads charge messages (DFT).';
  if (!/^[A-Z]{3}$/.test(type))
    return 'This is an HL7 message of a type that the standard does not know (MSH-9). Claimlint reads charge messages (DFT).';
  const name = messageTypes[type];
  return `This is an HL7 ${type} message${name === undefined ? '' : ` (${name})`}, not a charge. Claimlint reads charge messages (DFT).`;
}

function jsonOf(start: string): string | undefined {
  if (!/^[[{]/.test(start)) return undefined;
  const [, type] = /"resourceType"\s{0,20}:\s{0,20}"([A-Za-z]{1,40})"/.exec(start) ?? [];
  if (type === undefined)
    return 'This is JSON, but no FHIR resource: it has no "resourceType". Claimlint reads FHIR Claim and ExplanationOfBenefit.';
  if (type === 'Bundle')
    return 'This is a FHIR Bundle without a Claim or ExplanationOfBenefit in it, or it is cut before one.';
  if (type === 'Claim' || type === 'ExplanationOfBenefit')
    return `This starts as a FHIR ${type}, but cannot be read as one: it may be cut or no longer be JSON. Export it again.`;
  return `This is a FHIR ${type}, not a claim. Claimlint reads Claim and ExplanationOfBenefit.`;
}

function markupOf(start: string): string | undefined {
  if (!/^<[?!A-Za-z]/.test(start)) return undefined;
  if (start.includes('http://hl7.org/fhir'))
    return 'This is FHIR written as XML. Claimlint reads FHIR as JSON; export it so.';
  if (start.includes('urn:hl7-org:v3'))
    return 'This is a clinical document (CDA) in XML. Claimlint reads notes as plain text.';
  return 'This is XML or a web page. Claimlint reads claims as 837, FHIR JSON, CSV, .claim or HL7, and notes as text.';
}

/** A header and a row with as many cells, between which nothing says that these are charges. */
function tableOf(start: string): string | undefined {
  const [header = '', row = ''] = start.split(/\r\n|\n|\r/, 2);
  for (const [sign, name] of [
    [',', 'commas'],
    ['\t', 'tabs'],
    [';', 'semicolons'],
    ['|', 'strokes'],
  ] as const) {
    const columns = header.split(sign).length;
    if (columns < 4 || (row !== '' && row.split(sign).length < columns)) continue;
    return `This is a table parted by ${name}, but not a charge export that Claimlint knows: its first line must name a column for the procedure code, and one for the claim or patient. Columns with other names can be given under columns: in .claimlint.yaml.`;
  }
  return undefined;
}

// The file itself: what the readers report. Their logic stands with the formats; their explanation stands here.
import type { Severity, Source } from '../model/finding';

/** A rule without logic of its own: a reader of `formats/` makes its findings. */
export interface StructureRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly explanation: string;
  readonly sources: readonly Source[];
  readonly denialCodes: readonly string[];
}

export const structureRules: readonly StructureRule[] = [
  {
    id: 'structure/x12',
    title: 'The 837 is built as the implementation guide asks',
    severity: 'error',
    explanation: `An 837 is a chain of segments in envelopes: ISA/IEA around GS/GE around ST/SE. A clearinghouse refuses the whole file when a control number or a count is wrong, a required segment or element is missing, or a code stands where the guide does not allow it.
Each message names the loop, the segment and the element, in that order. Counts can be corrected by quick fix; missing content has to come from the billing system.`,
    sources: [{ title: 'X12N 005010X222A1, X223A2 and X224A2 (own words)', vintage: '2010 with errata' }],
    denialCodes: ['CARC 16'],
  },
  {
    id: 'structure/csv',
    title: 'The charge export can be read without guessing',
    severity: 'warning',
    explanation: `Spreadsheets change what they open: leading zeros are lost (place of service 02 becomes 2), long numbers become 1.23E+09, codes become 20561.0, dates become serial numbers.
Claimlint reads what can be read safely and says where the file no longer holds what was exported. Export the file again with all columns as text, or correct the cell. Columns with unusual names can be mapped under \`columns:\` in \`.claimlint.yaml\`.`,
    sources: [{ title: 'RFC 4180, and how spreadsheets change codes', vintage: '2005' }],
    denialCodes: ['CARC 16'],
  },
  {
    id: 'structure/claim-file',
    title: 'The .claim file can be read',
    severity: 'error',
    explanation: `A \`.claim\` file is YAML with the field names of the CMS-1500. Indentation shows what belongs together; a text that looks like a number or a date is best put in quotes.
Each message stands at the place where reading failed and says what was expected there.`,
    sources: [{ title: 'Claimlint .claim format, schemas/claim.schema.json', vintage: '2026' }],
    denialCodes: [],
  },
  {
    id: 'structure/fhir',
    title: 'The FHIR claim is built as the standard asks',
    severity: 'error',
    explanation: `FHIR R4 says which elements a Claim or an ExplanationOfBenefit must have, what kind of value each holds, and that entries are pointed to by their "sequence". A payer's server refuses a resource that breaks this before anyone looks at the codes.
Each message names the element. A missing bracket or comma is shown where reading broke off; the first problem is often the cause of the next ones.`,
    sources: [
      {
        title: 'HL7 FHIR R4, Claim and ExplanationOfBenefit (own words)',
        url: 'https://hl7.org/fhir/R4/claim.html',
        vintage: '4.0.1',
      },
    ],
    denialCodes: ['CARC 16'],
  },
  {
    id: 'structure/hl7',
    title: 'The HL7 charge message is built as the standard asks',
    severity: 'error',
    explanation: `A charge message (DFT) is a list of segments, one a line: MSH the header, PID the patient, FT1 a charge, PR1 its procedure, DG1 a diagnosis. A billing system refuses or drops a charge whose date (FT1-4), type (FT1-6) or charge code (FT1-7) is missing.
Each message names the segment and the field, for example FT1-4 (date of service). Counts of a batch can be corrected by quick fix; missing content has to come from the system that sends the message.`,
    sources: [
      { title: 'HL7 version 2.3 to 2.8, chapter 6, financial management (own words)', vintage: '2014' },
    ],
    denialCodes: ['CARC 16'],
  },
];

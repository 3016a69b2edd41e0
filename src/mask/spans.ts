// What in a file may tell who somebody is. Everything is taken for that but what is known to be a code, an amount or a
// word of the format itself.
import { parseTree, visit as visitJson } from 'jsonc-parser';
import { isScalar, parseAllDocuments, visit as visitYaml } from 'yaml';
import { readClaims } from '../formats';
import { findLayout } from '../formats/csv/layout';
import { emptyRow, scanRow } from '../formats/csv/scan';
import { fieldRange, lastField, segmentsOf } from '../formats/hl7/segments';
import { readInterchanges } from '../formats/x12';
import { componentBounds, type Segment, type SegmentList, segmentAt } from '../formats/x12/segments';
import type { Claim, FormatId } from '../model/claim';
import { rangeOf, type TextRange } from '../model/text';
import { isDate } from './dates';

/**
 * `words`: replaced word by word; `text`: free text, of which known names and numbers, dates, telephone numbers and the
 * like are replaced; `dates`: moved; `attachment`: Base64 of a free text.
 */
export interface Span {
  readonly range: TextRange;
  readonly kind: 'words' | 'text' | 'dates' | 'attachment';
}

/** What is to be replaced in a claim file, in order, without overlap. */
export function spansOfClaims(text: string, format: FormatId): readonly Span[] {
  switch (format) {
    case 'x12-837p':
    case 'x12-837i':
    case 'x12-837d':
      return x12Spans(text);
    case 'hl7-dft':
      return hl7Spans(text);
    case 'fhir':
    case 'fhir-ndjson':
      return jsonSpans(text, format);
    case 'csv':
      return csvSpans(text);
    case 'claim':
      return yamlSpans(text);
    default:
      return [{ range: rangeOf(0, text.length), kind: 'text' }];
  }
}

type Kinds = Readonly<Record<string, Readonly<Record<number, Span['kind']>>>>;

const [words, dates, free] = ['words', 'dates', 'text'] as const;

/** Elements of an 837 by segment (X12 005010X222, X223, X224); a segment that is not listed holds codes and amounts only. */
const x12Elements: Kinds = {
  ISA: { 2: words, 4: words, 6: words, 8: words },
  GS: { 2: words, 3: words, 4: dates },
  BHT: { 3: words, 4: dates },
  NM1: { 3: words, 4: words, 5: words, 6: words, 7: words, 9: words },
  N2: { 1: words, 2: words },
  N3: { 1: words, 2: words },
  N4: { 1: words, 3: words },
  PER: { 2: words, 4: words, 6: words, 8: words },
  DMG: { 2: dates },
  DTP: { 3: dates },
  REF: { 2: words, 3: words, 4: words },
  SBR: { 3: words, 4: words },
  PAT: { 6: dates },
  CLM: { 1: words },
  NTE: { 2: free },
  K3: { 1: free },
  PWK: { 6: words, 7: free },
  SVD: { 1: words },
  TRN: { 2: words, 3: words, 4: words },
  HCP: { 4: words },
  HI: Object.fromEntries(Array.from({ length: 12 }, (_, index) => [index + 1, dates])),
  FRM: { 3: words, 4: dates },
  CR1: { 9: free, 10: free },
  CR2: { 10: free, 11: free },
  CR8: { 3: dates, 4: dates },
};

/** Where the words for a procedure stand: component 7 of these elements. */
const x12Procedures: Readonly<Record<string, number>> = { SV1: 1, SV2: 2, SV3: 1, SVD: 3 };
const descriptionComponent = 7;

function x12Spans(text: string): Span[] {
  return readInterchanges(text).interchanges.flatMap(({ list }) =>
    Array.from({ length: list.count }, (_, index) => segmentAt(list, index)).flatMap((segment) =>
      x12SegmentSpans(text, list, segment),
    ),
  );
}

function x12SegmentSpans(text: string, list: SegmentList, segment: Segment): Span[] {
  const spans = Object.entries(x12Elements[segment.id] ?? {}).flatMap(([position, kind]): Span[] => {
    const range = elementRange(segment, Number(position));
    // REF02 of a transaction's header names the guide that it follows.
    const isGuide = range !== undefined && /^00\d{4}X\d{3}/.test(text.slice(range.start, range.end));
    return range === undefined || isGuide ? [] : [{ range, kind }];
  });
  const procedure = elementRange(segment, x12Procedures[segment.id] ?? -1);
  if (procedure === undefined) return spans;
  const bounds = componentBounds(list, procedure.start, procedure.end);
  const [start, next] = bounds.slice(descriptionComponent - 1);
  return start === undefined || next === undefined || next - 1 <= start
    ? spans
    : [...spans, { range: rangeOf(start, next - 1), kind: free }];
}

function elementRange({ bounds }: Segment, position: number): TextRange | undefined {
  const start = bounds[position];
  const next = bounds[position + 1];
  return start === undefined || next === undefined || next - 1 <= start
    ? undefined
    : rangeOf(start, next - 1);
}

/** Fields of an HL7 message that are codes or numbers of the message itself; all others of a listed segment may tell. */
const hl7Codes: Readonly<Record<string, readonly number[]>> = {
  MSH: [1, 2, 9, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21],
  EVN: [1, 4],
  PID: [1, 8, 10, 15, 16, 17, 22, 24, 25, 26, 27, 28, 30],
  PV1: [1, 2, 4, 10, 12, 13, 14, 15, 16, 18, 20, 21, 22, 24, 36, 37, 40, 41],
  FT1: [1, 6, 7, 10, 11, 12, 15, 17, 18, 19, 25, 26],
  PR1: [1, 2, 3, 4, 6, 7, 10, 13, 14, 15, 16],
  DG1: [1, 2, 3, 6, 15, 17],
  IN1: [1, 2, 15, 17, 20, 21, 43, 47],
  GT1: [1, 9, 10, 11],
  NK1: [1, 3],
  AL1: [1, 2, 3, 4],
  OBX: [1, 2, 3, 4, 6, 7, 8, 9, 10, 11],
  FHS: [1, 2],
  BHS: [1, 2],
  BTS: [1, 2, 3],
  FTS: [1, 2],
};

function hl7Spans(text: string): Span[] {
  return segmentsOf(text).flatMap((segment): Span[] => {
    if (segment.id === '') return [{ range: rangeOf(segment.start, segment.end), kind: free }];
    const codes = hl7Codes[segment.id] ?? [1];
    return Array.from({ length: lastField(segment) }, (_, index) => index + 1).flatMap((number): Span[] => {
      const range = fieldRange(segment, number);
      if (codes.includes(number) || range === undefined || range.end <= range.start) return [];
      return isDate(text.slice(range.start, range.end))
        ? [{ range, kind: dates }]
        : componentsOf(text, range).map((part) => ({ range: part, kind: words }));
    });
  });
}

/** Kinds of names and numbers (HL7 tables 0200, 0203, 0301), which say nothing of a person. */
const hl7Kinds = /^(?:NPI|ISO|L|MR|MC|PI|SS|DL|AN|VN|PN|PRN|EI|XX|U|D|M|A|B|TAX|UPIN|CMS|[\d.]+\.\d+)?$/;

function componentsOf(text: string, { start, end }: TextRange): TextRange[] {
  const parts: TextRange[] = [];
  for (let at = start; at <= end; ) {
    let next = at;
    while (next < end && !'^~&'.includes(text.charAt(next))) next++;
    if (!hl7Kinds.test(text.slice(at, next))) parts.push(rangeOf(at, next));
    at = next + 1;
  }
  return parts;
}

/** Names of FHIR members whose text is a code, an amount, or said by the standard. */
const fhirCodes = new Set([
  ...['resourceType', 'system', 'code', 'version', 'status', 'use', 'currency', 'unit', 'mode', 'gender'],
  ...['profile', 'contentType', 'language', 'intent', 'outcome', 'linkId', 'type', 'rank', 'relationship'],
]);
const fhirText = new Set([
  'text',
  'description',
  'comment',
  'title',
  'display',
  'note',
  'valueString',
  'div',
]);

function jsonSpans(text: string, format: FormatId): Span[] {
  const spans: Span[] = [];
  const visitFrom = (start: number, end: number) => {
    const part = text.slice(start, end);
    if (parseTree(part) === undefined) return;
    visitJson(part, {
      onLiteralValue(value, offset, length, _line, _character, pathOf) {
        if (typeof value !== 'string' || value === '') return;
        const kind = kindOfMember(pathOf(), value);
        if (kind !== undefined)
          spans.push({ range: rangeOf(start + offset + 1, start + offset + length - 1), kind });
      },
    });
  };
  if (format === 'fhir') visitFrom(0, text.length);
  else
    for (let start = 0; start < text.length; ) {
      const found = text.indexOf('\n', start);
      const end = found < 0 ? text.length : found;
      visitFrom(start, end);
      start = end + 1;
    }
  return spans;
}

function kindOfMember(path: readonly (string | number)[], value: string): Span['kind'] | undefined {
  const names = path.filter((part): part is string => typeof part === 'string');
  const name = names.at(-1) ?? '';
  const parent = names.at(-2) ?? '';
  if (name === 'data' && parent === 'attachment') return 'attachment';
  if (/^(?:19|20)\d{2}(?:-\d{2}(?:-\d{2}(?:T.*)?)?)?$/.test(value)) return dates;
  if (fhirCodes.has(name) && !(name === 'type' && parent === '')) return undefined;
  // The words of a code are no person; those of a reference are.
  if (name === 'display' && ['coding', 'valueCoding'].includes(parent)) return undefined;
  if (name === 'url' && ['extension', 'modifierExtension'].includes(parent)) return undefined;
  if (fhirText.has(name) && parent !== 'name') return name === 'display' ? words : free;
  return words;
}

function csvSpans(text: string): Span[] {
  const layout = findLayout(text, {});
  if (!layout) return [{ range: rangeOf(0, text.length), kind: free }];
  const codes = protectedRanges(text, 'csv');
  const spans: Span[] = [];
  const row = emptyRow();
  for (let at = layout.dataStart; at < text.length; at = row.next) {
    scanRow(text, at, layout.delimiter, row);
    for (let cell = 0; cell + 1 < row.cells.length; cell += 2) {
      const range = rangeOf(row.cells[cell] ?? 0, row.cells[cell + 1] ?? 0);
      const written = text.slice(range.start, range.end);
      const column = layout.columns[cell >> 1]?.header ?? '';
      if (written.length < 2 || codes.overlaps(range) || isAmount(written) || isCodeColumn(column)) continue;
      spans.push({ range, kind: isDate(written) ? dates : words });
    }
  }
  return spans;
}

/** By its header, a column of codes, amounts or counts, and of nobody's number or address. */
function isCodeColumn(header: string): boolean {
  const says = (names: string) => new RegExp(`(?:^|[_\\s])(?:${names})(?=[_\\s\\d]|$)`, 'i').test(header);
  return (
    says(
      'cd|codes?|type|status|ind|indicator|amt|amount|cnt|count|qty|units?|flag|vrsn|version|sw|sex|gender',
    ) &&
    !says('zip|postal|cnty|county|patient|member|subscriber|name|provider|account|id|npi|upin|num|number')
  );
}

/** Keys of a `.claim` whose values are codes or amounts wherever they stand. */
const claimCodes =
  /^(?:code|modifiers?|units?|charges?|total charge|pointers?|minutes|place of service|pos|type|sex|taxonomy|frequency|diagnoses|[a-l]|kind|revenue code|type of bill|ndc|emergency|relationship)$/i;

function yamlSpans(text: string): Span[] {
  const codes = protectedRanges(text, 'claim');
  const spans: Span[] = [];
  for (const document of parseAllDocuments(text, { uniqueKeys: false }))
    visitYaml(document as Parameters<typeof visitYaml>[0], {
      Scalar(key, node, path) {
        if (key === 'key' || !node.range) return;
        const range = rangeOf(node.range[0], node.range[1]);
        const written = text.slice(range.start, range.end);
        const pair = path.at(-1);
        const name = pair && 'key' in pair && isScalar(pair.key) ? String(pair.key.value) : '';
        if (
          codes.overlaps(range) ||
          claimCodes.test(name) ||
          /^(?:true|false|null|~|yes|no)?$/i.test(written)
        )
          return;
        spans.push({ range, kind: isDate(written) ? dates : words });
      },
    });
  for (const comment of text.matchAll(/(?<=^|\s)#.*/g)) {
    const range = rangeOf(comment.index, comment.index + comment[0].length);
    if (!spans.some((span) => span.range.start < range.end && range.start < span.range.end))
      spans.push({ range, kind: free });
  }
  return spans.sort((a, b) => a.range.start - b.range.start);
}

function isAmount(written: string): boolean {
  return /^["\s]*[-$]?\d{1,7}\.\d{2}["\s]*$/.test(written);
}

/** Where codes, units and amounts stand, as the format's own reader finds them. */
function protectedRanges(
  text: string,
  format: FormatId,
): { readonly overlaps: (range: TextRange) => boolean } {
  const ranges = readClaims(text, format, {})
    .claims.flatMap(codesOf)
    .sort((a, b) => a.start - b.start);
  return {
    overlaps({ start, end }) {
      let low = 0;
      let high = ranges.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((ranges[middle]?.end ?? 0) <= start) low = middle + 1;
        else high = middle;
      }
      const found = ranges[low];
      return found !== undefined && found.start < end && found.end > start;
    },
  };
}

function codesOf(claim: Claim): readonly TextRange[] {
  const { placeOfService, totalCharge, frequencyCode, typeOfBill, payer, patient, subscriber } = claim;
  const providers = [
    ...[claim.billingProvider, claim.renderingProvider, claim.referringProvider],
    ...[claim.supervisingProvider, claim.serviceFacility],
    ...claim.serviceLines.map((line) => line.renderingProvider),
  ];
  const fields = [
    ...[placeOfService, totalCharge, frequencyCode, typeOfBill, payer.filingIndicator],
    ...[patient.sex, subscriber?.sex, ...providers.map((provider) => provider?.taxonomy)],
    ...claim.diagnoses.map(({ code }) => code),
    ...claim.serviceLines.flatMap((line) => [
      ...[line.procedureCode, line.revenueCode, line.units, line.charge, line.placeOfService, line.minutes],
      ...[line.drugCode, ...line.modifiers, ...line.diagnosisPointers],
    ]),
  ];
  return fields.flatMap((field) => (field && field.range.end > field.range.start ? [field.range] : []));
}

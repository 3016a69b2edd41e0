// A copy of claims and their notes without the people in it: names, numbers and addresses replaced by others of the same
// shape, dates moved by one number of weeks, codes, units and amounts as they are.
import type { FormatId } from '../model/claim';
import { applyEdits, rangeOf, type TextEdit } from '../model/text';
import { readNote } from '../notes';
import { movedDates } from './dates';
import { type Span, spansOfClaims } from './spans';
import { type StandIns, standIns } from './stand-in';

export interface MaskedDocument {
  /** The name of the file, with the names in it replaced. */
  readonly name: string;
  readonly text: string;
}

interface Original {
  readonly name: string;
  readonly text: string;
  readonly format: FormatId;
}

/**
 * The copy. What a claim or the head of a note says of a person is replaced wherever it stands again, also in free text,
 * and so are dates, telephone numbers, addresses of mail and of houses, long numbers, and names with a title or a
 * credential. A name that stands in free text only is not known: somebody has to read the copy.
 */
export function maskDocuments(documents: readonly Original[], seed: string): readonly MaskedDocument[] {
  const stand = standIns(seed);
  const spans = documents.map(({ text, format }) =>
    format === 'note' ? noteSpans(text) : spansOfClaims(text, format),
  );
  const known = knownWords(documents, spans);
  const free = (text: string) => maskedFreeText(text, known, stand);
  return documents.map(({ name, text }, index) => ({
    name: maskedName(name, known, stand),
    text: applyEdits(
      text,
      (spans[index] ?? []).map(({ range, kind }): TextEdit => {
        const written = text.slice(range.start, range.end);
        return { range, newText: masked(written, kind, stand, free) };
      }),
    ),
  }));
}

function masked(
  written: string,
  kind: Span['kind'],
  stand: StandIns,
  free: (text: string) => string,
): string {
  switch (kind) {
    case 'words':
      return maskedWords(written, stand);
    case 'dates':
      return movedDates(written, stand.days);
    case 'text':
      return free(written);
    case 'attachment':
      return maskedAttachment(written, free);
  }
}

/** Escapes of JSON, HL7 and XML are signs, not words. */
function maskedWords(written: string, stand: StandIns): string {
  return written
    .split(/(\\u[0-9a-fA-F]{4}|\\[a-zA-Z.]+\\?|&[a-z]+;|<[^>]*>)/)
    .map((part, index) => (index % 2 === 1 ? part : stand.words(part)))
    .join('');
}

function maskedAttachment(data: string, free: (text: string) => string): string {
  try {
    const bytes = Uint8Array.from(atob(data), (sign) => sign.charCodeAt(0));
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    const copy = new TextEncoder().encode(free(text));
    return btoa(Array.from(copy, (byte) => String.fromCharCode(byte)).join(''));
  } catch {
    return ''; // A picture or a PDF may show anything.
  }
}

function noteSpans(text: string): readonly Span[] {
  return text === '' ? [] : [{ range: rangeOf(0, text.length), kind: 'text' }];
}

/** Words of names and numbers that the files themselves say are somebody's. */
function knownWords(
  documents: readonly Original[],
  spans: readonly (readonly Span[])[],
): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (text: string) => {
    for (const [word] of text.matchAll(/[\p{L}\p{N}]+/gu))
      if (/^\p{L}{3,}$/u.test(word) || /\p{N}.{2,}|.{3,}\p{N}/u.test(word)) found.add(word.toUpperCase());
  };
  for (const [index, { text, format }] of documents.entries()) {
    for (const { range, kind } of spans[index] ?? [])
      if (kind === 'words') add(text.slice(range.start, range.end));
    if (format !== 'note') continue;
    const { patientName, account, provider } = readNote(text, {}).header;
    for (const field of [patientName, account, provider])
      if (field) add(text.slice(field.range.start, field.range.end));
  }
  for (const word of everyday) found.delete(word);
  return found;
}

/** Words of addresses and of organisations that are nobody's, and would change what a note says. */
const everyday = new Set(
  `STREET ROAD AVENUE DRIVE LANE SUITE NORTH SOUTH EAST WEST LEFT RIGHT THE AND FOR PHYSICAL THERAPY CLINIC HEALTH PLAN
  CENTER CENTRE MEDICAL HOSPITAL GROUP INSURANCE PATIENT PROVIDER BILLING NOTE VISIT CLAIM MEDICARE MEDICAID COMMERCIAL
  REHABILITATION SERVICES CARE PAIN SPINE SPORTS LLC INC DPT CODE NONE UNKNOWN SELF SAMPLE TEST EXAMPLE`.split(
    /\s+/,
  ),
);

const credentials = '(?:PT|DPT|PTA|OT|OTR|MD|DO|DC|DACM|LAc|NP|PA|PA-C|RN|ATC|DPM|FNP|CRNP|MPT|OCS|CMTPT)';
const capitalised = "\\p{Lu}[\\p{L}'’-]+";

/** What tells who somebody is by its shape alone. */
const shapes: readonly RegExp[] = [
  /[\w.+-]+@[\w-]+\.[\w.-]+/gu,
  /\bhttps?:\/\/\S+/gu,
  /(?<!\d)(?:\+?1[-. ]?)?(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\d)/gu,
  /(?<!\d)\d{3}-\d{2}-\d{4}(?!\d)/gu,
  /(?<![\d.])\d{6,}(?![\d.])/gu,
  new RegExp(`(?<=\\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\\.? )${capitalised}(?: ${capitalised})?`, 'gu'),
  new RegExp(`${capitalised}(?: (?:\\p{Lu}\\.|${capitalised})){1,2}(?=,? ${credentials}\\b)`, 'gu'),
  new RegExp(
    `\\b\\d{1,5} (?:${capitalised} ){1,3}(?:St|Street|Ave|Avenue|Rd|Road|Dr|Drive|Ln|Lane|Blvd|Boulevard|Ct|Court)\\b`,
    'gu',
  ),
  /(?<=\b(?:MRN|Acct|Account|Member ID|DOB|SSN|Patient(?: ID)?|ID)\s?[:#]\s?#?)[\p{L}\p{N}][\p{L}\p{N}-]*/gu,
];

function maskedFreeText(text: string, known: ReadonlySet<string>, { words, days }: StandIns): string {
  // Dates first, so that no part of one is taken for a number.
  let copy = movedDates(text, days);
  for (const shape of shapes) copy = copy.replace(shape, (found) => (isMoved(found) ? found : words(found)));
  return copy.replace(/[\p{L}\p{N}]+/gu, (word) => (known.has(word.toUpperCase()) ? words(word) : word));
}

/** A date in the compact form, which has been moved before. */
function isMoved(found: string): boolean {
  return /^(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{4}|\d{6})?$/.test(found);
}

/** Names in the name of a file; its ending stays. */
function maskedName(name: string, known: ReadonlySet<string>, { words }: StandIns): string {
  const ending = /(?:\.[A-Za-z0-9]{1,8})?$/.exec(name)?.[0] ?? '';
  return (
    name
      .slice(0, name.length - ending.length)
      .replace(/[\p{L}\p{N}]+/gu, (word) => (known.has(word.toUpperCase()) ? words(word) : word)) + ending
  );
}

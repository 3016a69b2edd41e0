// Everything of ours that takes a text or bytes from outside, and what must hold whatever it is given.
import { checkDocuments, defaultConfiguration, readConfiguration, ruleIds } from '../../src/check';
import { describeMention } from '../../src/check/describe';
import { describePlace } from '../../src/check/describe-place';
import { importTables, openTables } from '../../src/codes/tables';
import { noTables } from '../../src/codes/tables/lookup';
import { claimFormats, detectFormat, readClaims } from '../../src/formats';
import { decodeText, encodeText } from '../../src/formats/decode';
import { segmentLines } from '../../src/formats/x12/segment-lines';
import type { FormatId } from '../../src/model/claim';
import { documentationElements } from '../../src/model/note';
import { applyEdits } from '../../src/model/text';
import { insertHeadings, readNote } from '../../src/notes';
import { readPack } from '../../src/packs/read-pack';

/** What does not hold; its message is the kind of failure, so that like failures are told once. */
export class Broken extends Error {}

const today = '2026-11-23';

/** Every range in a value lies within the text and no number is NaN. */
export function checkPlain(value: unknown, length: number, where = ''): void {
  if (typeof value === 'number' && Number.isNaN(value)) throw new Broken(`NaN at ${where}`);
  if (typeof value === 'function') throw new Broken(`a function at ${where}`);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const part of value) checkPlain(part, length, where);
    return;
  }
  const { start, end } = value as { readonly start?: unknown; readonly end?: unknown };
  if (typeof start === 'number' && typeof end === 'number' && !(0 <= start && start <= end && end <= length))
    throw new Broken(`a range outside of the text at ${where}`);
  for (const [name, part] of Object.entries(value)) checkPlain(part, length, `${where}.${name}`);
}

/** A claim reader: reads what it is given, whether or not it takes it for its own, and names any place. */
function claimReader(id: FormatId, name: string): (text: string) => void {
  return (text) => {
    detectFormat(text, name);
    const document = readClaims(text, id, { name });
    checkPlain({ claims: document.claims, problems: document.problems }, text.length);
    for (const { fix } of document.problems) if (fix !== undefined) applyEdits(text, fix.edits);
    const places = [0, 0.3, 0.7, 1].map((share) => Math.floor(text.length * share));
    for (const place of [...places, text.indexOf('constructor') + 1, text.indexOf('toString') + 1])
      describePlace({ path: name, text, format: id }, place, defaultConfiguration);
    for (const claim of document.claims)
      if (claim.attachedNotes.some((note) => note.range.end > text.length)) throw new Broken('attached note');
    if (id.startsWith('x12')) {
      const lines = segmentLines(text);
      if (lines.text.replaceAll('\n', '') !== text.replaceAll('\n', '')) throw new Broken('view of segments');
    }
  };
}

function noteReader(text: string): void {
  const note = readNote(text, { dateOfService: '2026-03-05', aliases: { UT: 'upper trapezius' } });
  checkPlain(note, text.length);
  applyEdits(text, insertHeadings(text, note, documentationElements));
  for (const mention of note.muscles.slice(0, 5)) describeMention(note, mention.range.start);
}

/** A claim and a note together through every rule; the two are separated by `separator`. */
export const separator = '\u0001\n';
function wholeCheck(text: string): void {
  const [claim = '', note = ''] = text.split(separator);
  const { documents, failures } = checkDocuments(
    [
      { path: 'visit.claim', text: claim },
      { path: 'visit.note', text: note, as: 'note' },
    ],
    { configuration: defaultConfiguration, tables: noTables, today, note: 'visit.note' },
  );
  const [failure] = failures;
  if (failure !== undefined) throw new Broken(`the rule ${failure.rule} failed: ${failure.error}`);
  const texts = new Map(documents.map((document) => [document.path, document.text]));
  for (const { findings } of documents)
    for (const { at, evidence, fixes } of findings) {
      for (const place of [at, ...evidence]) checkPlain(place.range, texts.get(place.path)?.length ?? 1e9);
      for (const fix of fixes)
        for (const part of fix.edits) applyEdits(texts.get(part.path) ?? '', part.edits);
    }
}

function configurationReader(text: string): void {
  const { configuration, problems } = readConfiguration(text, ruleIds);
  checkPlain(problems, text.length);
  if (Object.getPrototypeOf(configuration) !== Object.prototype) throw new Broken('prototype');
  if ('polluted' in {} || 'rule' in {}) throw new Broken('prototype of all objects');
}

export const textReaders: Readonly<Record<string, (text: string) => void>> = {
  x12: claimReader('x12-837p', 'a.837'),
  csv: claimReader('csv', 'a.csv'),
  'claim-file': claimReader('claim', 'a.claim'),
  ...(claimFormats.some(({ ids }) => ids.includes('fhir')) ? { fhir: claimReader('fhir', 'a.json') } : {}),
  ...(claimFormats.some(({ ids }) => ids.includes('hl7-dft'))
    ? { hl7: claimReader('hl7-dft', 'a.hl7') }
    : {}),
  note: noteReader,
  configuration: configurationReader,
  pack: (text) => checkPlain(readPack(text, ruleIds).problems, text.length),
  check: wholeCheck,
};

const decoder = (bytes: Uint8Array): void => {
  const { text, encoding, problem } = decodeText(bytes);
  if (problem !== undefined) return;
  const again = encodeText(text, encoding);
  const length = encoding.startsWith('utf-16') ? bytes.length - (bytes.length % 2) : bytes.length;
  if (again.length !== length || again.some((byte, index) => byte !== bytes[index]))
    throw new Broken(`${encoding} does not come back as it was`);
};

async function tableImport(name: string, bytes: Uint8Array): Promise<void> {
  const { tables, problems } = await importTables([{ name, bytes }], { importedAt: `${today}T00:00:00Z` });
  for (const { message } of problems) if (message === '') throw new Broken('a problem without words');
  const opened = openTables(tables.map((table) => table.bytes));
  if (opened.problems.length > 0) throw new Broken('a table that was just imported does not open');
  opened.ptp('practitioner', '20560', '20561', today);
  opened.icd10('M542', today);
}

/** A stored table: whatever is not whole must be named and left out. */
function storedTable(bytes: Uint8Array): void {
  const opened = openTables([bytes]);
  opened.ptp('practitioner', '20560', '20561', today);
  opened.ptpEditsOf('practitioner', '20561', today);
  opened.mue('practitioner', '20561', today);
  opened.icd10('M542', today);
  opened.excludes1('M542', 'M549', today);
  opened.search('neck', today, 3);
}

export const byteReaders: Readonly<
  Record<string, (bytes: Uint8Array, name: string) => void | Promise<void>>
> = {
  decode: decoder,
  import: (bytes, name) => tableImport(name, bytes),
  archive: (bytes, name) => tableImport(name, bytes),
  'stored-table': storedTable,
};

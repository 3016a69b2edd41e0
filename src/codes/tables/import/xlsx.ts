// Spreadsheets (xlsx): the rows of a sheet as texts. Numbers come as they are stored; what is a date, the importer of the
// table knows. A sheet is read piece by piece, so that one of half a million rows fits into little memory.
import { SaxesParser } from 'saxes';
import { ImportError } from './problem';
import type { Row } from './rows';
import { isZip, type ZipMember, zipMembers } from './zip';

export interface Sheet {
  readonly name: string;
  /** Rows in batches; each may be read once. */
  readonly batches: () => Generator<{ readonly rows: readonly Row[]; readonly bytes: number }>;
  readonly bytes: number;
}

const broken = 'The spreadsheet is damaged. Download it again, or save it anew as xlsx or csv.';

/** Whether the members of an archive are those of a spreadsheet. */
export function isWorkbook(members: readonly ZipMember[]): boolean {
  return members.some(({ name }) => /^xl\/workbook\.xml$/i.test(name));
}

/** The sheets of a spreadsheet, in the order in which they are shown. Throws an ImportError when it is damaged. */
export function sheetsOf(bytes: Uint8Array): readonly Sheet[] {
  if (!isZip(bytes)) throw new ImportError(broken);
  const members = new Map(zipMembers(bytes).map((member) => [member.name.replace(/^\//, ''), member]));
  const targets = new Map<string, string>();
  readXml(members.get('xl/_rels/workbook.xml.rels'), {
    open: (name, attributes) => {
      if (name === 'Relationship') targets.set(attributes.Id ?? '', attributes.Target ?? '');
    },
  });
  const sheets: { readonly name: string; readonly member: ZipMember }[] = [];
  readXml(members.get('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name !== 'sheet') return;
      const target = targets.get(attributes['r:id'] ?? attributes.id ?? '') ?? '';
      const member = members.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`);
      if (member !== undefined) sheets.push({ name: attributes.name ?? '', member });
    },
  });
  const texts = once(() => sharedTexts(members.get('xl/sharedStrings.xml')));
  return sheets.map(({ name, member }) => ({
    name,
    bytes: member.size,
    batches: () => sheetRows(member, texts()),
  }));
}

interface Handlers {
  readonly open?: (name: string, attributes: Readonly<Record<string, string>>) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

function parserFor({ open, text, close }: Handlers): SaxesParser {
  const parser = new SaxesParser();
  parser.on('error', () => {
    throw new ImportError(broken);
  });
  if (open !== undefined) parser.on('opentag', ({ name, attributes }) => open(localName(name), attributes));
  if (text !== undefined) parser.on('text', text);
  if (close !== undefined) parser.on('closetag', ({ name }) => close(localName(name)));
  return parser;
}

function readXml(member: ZipMember | undefined, handlers: Handlers): void {
  if (member === undefined) return;
  const parser = parserFor(handlers);
  const decoder = new TextDecoder();
  for (const chunk of member.chunks()) parser.write(decoder.decode(chunk, { stream: true }));
  parser.write(decoder.decode()).close();
}

/** Texts that cells name by number; the pieces of a formatted text are joined, phonetic hints left out. */
function sharedTexts(member: ZipMember | undefined): readonly string[] {
  const texts: string[] = [];
  let text = '';
  let isText = false;
  let isHint = false;
  readXml(member, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 't') isText = true;
      else if (name === 'rPh') isHint = true;
    },
    text: (piece) => {
      if (isText && !isHint) text += piece;
    },
    close: (name) => {
      if (name === 't') isText = false;
      else if (name === 'rPh') isHint = false;
      else if (name === 'si') texts.push(text);
    },
  });
  return texts;
}

function* sheetRows(member: ZipMember, texts: readonly string[]): ReturnType<Sheet['batches']> {
  let rows: Row[] = [];
  let cells: string[] = [];
  let line = 0;
  let cell = 0;
  let type = '';
  let value = '';
  let isValue = false;
  const parser = parserFor({
    open: (name, attributes) => {
      if (name === 'row') {
        line = attributes.r === undefined ? line + 1 : Number(attributes.r);
        cells = [];
        cell = -1;
      } else if (name === 'c') {
        cell = attributes.r === undefined ? cell + 1 : columnIndex(attributes.r);
        type = attributes.t ?? 'n';
        value = '';
      } else if (name === 'v' || name === 't') isValue = true;
    },
    text: (piece) => {
      if (isValue) value += piece;
    },
    close: (name) => {
      if (name === 'v' || name === 't') isValue = false;
      else if (name === 'c') {
        while (cells.length < cell) cells.push('');
        cells[cell] = (type === 's' ? (texts[Number(value)] ?? '') : value).trim();
      } else if (name === 'row') rows.push({ cells, line });
    },
  });
  const decoder = new TextDecoder();
  for (const chunk of member.chunks()) {
    parser.write(decoder.decode(chunk, { stream: true }));
    yield { rows, bytes: chunk.length };
    rows = [];
  }
  parser.write(decoder.decode()).close();
  yield { rows, bytes: 0 };
}

/** `AB12` → 27. */
function columnIndex(reference: string): number {
  let index = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) - 64;
    if (letter < 1 || letter > 26) break;
    index = index * 26 + letter;
  }
  return index - 1;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

// The ICD-10-CM tabular list (XML): chapters, sections and nested codes with their instructions.
import { SaxesParser } from 'saxes';
import { encodeNotes, type NoteRow } from '../kinds/icd10-notes';
import type { Icd10Instruction } from '../lookup';
import { codeKey } from '../store/code-key';
import type { TableDescription } from '../store/table-file';
import { ImportError } from './problem';

const instructions: Readonly<Record<string, Icd10Instruction['kind']>> = {
  includes: 'includes',
  inclusionTerm: 'inclusion-term',
  excludes1: 'excludes1',
  excludes2: 'excludes2',
  codeFirst: 'code-first',
  useAdditionalCode: 'use-additional-code',
  codeAlso: 'code-also',
  sevenChrNote: 'note',
  sevenChrDef: 'seventh-character',
  notes: 'note',
};

export interface TabularReader {
  readonly write: (text: string) => void;
  readonly finish: () => void;
  /** The year in `<version>`. */
  readonly version: () => string;
  readonly size: () => number;
  readonly encode: (description: TableDescription) => Uint8Array;
}

interface Span {
  readonly first: string;
  /** Empty for a code. */
  readonly last: string;
}

/** Takes the text of the list piece by piece. Throws an ImportError with line and column where it is not well-formed. */
export function createTabularReader(): TabularReader {
  const rows: NoteRow[] = [];
  const owners: (Span | undefined)[] = [];
  let kind: Icd10Instruction['kind'] | undefined;
  let text = '';
  let extension = '';
  let version = '';
  let isOpen = false;
  const parser = new SaxesParser({ position: true });
  parser.on('error', (error) => {
    throw new ImportError(
      `The XML is damaged here (${error.message.replace(/^[^:]*:\d+:\d+: /, '')}). Download it again.`,
      {
        line: parser.line,
        column: parser.column,
      },
    );
  });
  const add = (words: string): void => {
    const owner = [...owners].reverse().find((each) => each !== undefined);
    const plain = words.replace(/\s+/g, ' ').trim();
    const key = owner === undefined ? undefined : codeKey(owner.first);
    if (owner !== undefined && kind !== undefined && key !== undefined && plain !== '')
      rows.push({ key, last: owner.last, kind, text: plain });
  };
  parser.on('opentag', ({ name, attributes }) => {
    text = '';
    if (name === 'chapter' || name === 'section' || name === 'diag')
      owners.push(name === 'section' ? spanIn(String(attributes.id ?? '')) : undefined);
    else if (Object.hasOwn(instructions, name)) kind = instructions[name];
    else if (name === 'extension') extension = String(attributes.char ?? '');
    isOpen = true;
  });
  parser.on('text', (piece) => {
    if (isOpen) text += piece;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'chapter' || name === 'section' || name === 'diag') owners.pop();
    else if (name === 'name' && owners.length > 0) nameOwner(owners, text);
    else if (name === 'desc' && owners.length > 0)
      owners[owners.length - 1] ??= spanIn(/\(([^()]*)\)\s*$/.exec(text)?.[1] ?? '');
    else if (name === 'note') add(text);
    else if (name === 'extension') add(`${extension} ${text}`);
    else if (name === 'version' && version === '') version = text.trim();
    else if (Object.hasOwn(instructions, name)) kind = undefined;
    text = '';
    isOpen = false;
  });
  return {
    write: (piece) => {
      parser.write(piece);
    },
    finish() {
      parser.close();
      if (rows.length === 0) throw new ImportError('No instructions are in this file.');
    },
    version: () => version,
    size: () => rows.length,
    encode: (description) => encodeNotes(description, rows),
  };
}

/** The name of a diagnosis is its code; of a chapter, its number. */
function nameOwner(owners: (Span | undefined)[], name: string): void {
  const code = name.trim().replace('.', '');
  if (/^[A-Z]\d[0-9A-Z]{1,5}$/.test(code)) owners[owners.length - 1] = { first: code, last: '' };
}

/** `A00-B99`; a section of one category is written `A00`. */
function spanIn(text: string): Span | undefined {
  const match = /^([A-Z]\d[0-9A-Z])(?:-([A-Z]\d[0-9A-Z]))?$/.exec(text.trim());
  return match === null ? undefined : { first: match[1] ?? '', last: match[2] ?? match[1] ?? '' };
}

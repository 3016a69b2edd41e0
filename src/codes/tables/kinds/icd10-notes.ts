// The instructions of the ICD-10-CM tabular list as stored: at which code (or section, or chapter), of which kind, the text.
// An instruction at a category holds for every code below it.
import type { Excludes1, Icd10Instruction } from '../lookup';
import { codeKey, codeOfKey } from '../store/code-key';
import { type ColumnKinds, encodeRows, keysOf, textsOf, wordsOf } from '../store/columns';
import { encodeTable, type TableDescription, type TableFile } from '../store/table-file';
import { type CodeReference, codeReferences, refersTo } from './code-references';

export interface NoteRow {
  readonly key: number;
  /** Empty for a code; for a section or chapter its last category, the key being its first. */
  readonly last: string;
  readonly kind: Icd10Instruction['kind'];
  readonly text: string;
}

const kinds: ColumnKinds<NoteRow> = { last: 'word', kind: 'word', text: 'text' };

export function encodeNotes(description: TableDescription, rows: readonly NoteRow[]): Uint8Array {
  return encodeTable(description, encodeRows(rows, kinds));
}

export interface NotesTable {
  /** The Excludes1 note at one of the codes (or above it) that names the other. */
  readonly excludes1: (a: string, b: string) => Excludes1 | 'none';
  /** All instructions that hold for a code, nearest first. */
  readonly instructions: (code: string) => readonly Icd10Instruction[];
}

export function openNotes(file: TableFile): NotesTable {
  const { keys, rowsOf } = keysOf(file);
  const last = wordsOf(file, 'last');
  const kind = wordsOf(file, 'kind') as (row: number) => Icd10Instruction['kind'];
  const text = textsOf(file, 'text');
  const { vintage } = file.description;
  let wide: readonly number[] | undefined;
  const references = new Map<number, readonly CodeReference[]>();

  /** Rows of the code, the codes above it, its section and its chapter. */
  function* rowsAbove(code: string): Generator<number> {
    for (let length = code.length; length >= 3; length--) {
      const [first, end] = rowsOf(codeKey(code.slice(0, length)));
      for (let row = first; row < end; row++) if (last(row) === '') yield row;
    }
    wide ??= Array.from(keys.keys()).filter((row) => last(row) !== '');
    const category = code.slice(0, 3);
    for (const row of wide) if (category >= codeOfKey(keys[row] ?? 0) && category <= last(row)) yield row;
  }

  const nameOf = (row: number): string => {
    const first = codeOfKey(keys[row] ?? 0);
    return last(row) === '' ? first : `${first}-${last(row)}`;
  };

  const noteAgainst = (own: string, other: string): Excludes1 | undefined => {
    for (const row of rowsAbove(own)) {
      if (kind(row) !== 'excludes1') continue;
      const named = references.get(row) ?? codeReferences(text(row));
      references.set(row, named);
      const at = nameOf(row);
      // What stands under the note itself is not what it excludes.
      if (!other.startsWith(at) && named.some((each) => refersTo(each, other)))
        return { at, note: text(row), vintage };
    }
    return undefined;
  };

  return {
    excludes1: (a, b) => noteAgainst(a, b) ?? noteAgainst(b, a) ?? 'none',
    instructions: (code) =>
      Array.from(rowsAbove(code), (row) => ({ kind: kind(row), at: nameOf(row), text: text(row) })),
  };
}

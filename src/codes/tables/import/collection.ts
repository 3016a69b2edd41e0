// What the importer of each kind of table offers: it takes rows from one or several files and makes the stored table of them.
import type { LoadedTable, Setting } from '../lookup';
import type { Period } from '../periods';
import type { TableDescription } from '../store/table-file';
import type { Content } from './content';
import type { Delimiter, Row } from './rows';

export type NamedColumns = Readonly<Record<string, number | undefined>>;

/** How the rows stand in a file. */
export type Layout =
  | { readonly how: 'pair-text' }
  | { readonly how: 'lines' }
  | { readonly how: 'xml' }
  | {
      readonly how: 'rows';
      /** Of a text; a spreadsheet has the number of its sheet instead. */
      readonly delimiter?: Delimiter;
      readonly sheet?: number;
      readonly columns: NamedColumns;
      /** The column that no row leaves empty. */
      readonly key: number;
      readonly headerLine: number;
    };

/** A file, and the table that was recognised in it. */
export interface Recognised {
  readonly content: Content;
  readonly kind: LoadedTable['kind'];
  readonly setting?: Setting;
  /** What names and titles tell of its period. */
  readonly period?: Period;
  /** 1 to 4 of a table that comes in parts. */
  readonly part?: number;
  readonly layout: Layout;
  /** Files of one table that hold the same in another form: the lowest is read, the others are left out. */
  readonly preference: number;
}

export interface Collection {
  /** Takes a row of a delimited text or spreadsheet; or of a fixed-width text, where the whole line is the one cell. */
  readonly row: (row: Row, columns: NamedColumns) => void;
  /** The period that the rows themselves tell. */
  readonly period: () => Period | undefined;
  readonly size: () => number;
  readonly encode: (description: TableDescription) => Uint8Array;
}

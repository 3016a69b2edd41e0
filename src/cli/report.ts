// What a report is made of: findings already written in its format, file by file, and the totals at its end.
import type { FormatId } from '../model/claim';
import type { Finding, Severity } from '../model/finding';
import type { Position, TextRange } from '../model/text';
import type { Summary } from './json';

/** Where a range of a document is, as lines and characters (0-based). */
export type RangeWriter = (
  path: string,
  range: TextRange,
) => { readonly start: Position; readonly end: Position };

/** Writes one finding in a format. */
export type FindingWriter = (finding: Finding, range: RangeWriter, path: string) => string;

/** A finding as its report has it. Plain data, so that another thread can make it. */
export interface Told {
  /** Offset in its file, for the order of the report. */
  readonly offset: number;
  /** True for what is said of the file as a whole; goes before others at the same place. */
  readonly isOfFile: boolean;
  readonly rule: string;
  readonly severity: Severity;
  readonly text: string;
}

export interface CheckedFile {
  readonly path: string;
  readonly format: FormatId;
  readonly claims: number;
}

/** Puts a report together. */
export interface Report {
  readonly write: FindingWriter;
  /** Takes findings of a file that is still being read; absent where a report has to have them all in their order. */
  readonly found?: (told: readonly Told[]) => void;
  /** Takes a file, with those of its findings that were not given before. */
  readonly file: (file: CheckedFile, told: readonly Told[]) => void;
  /** `hidden`: how many findings were left out by `--max-findings`; `summary` counts them, too. */
  readonly end: (summary: Summary, hidden: number) => void;
}

/** In the order of the file, then of rules' names, as a whole file is told. */
export function inFileOrder(told: readonly Told[]): readonly Told[] {
  return [...told].sort(
    (a, b) =>
      a.offset - b.offset ||
      (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : Number(b.isOfFile) - Number(a.isOfFile)),
  );
}

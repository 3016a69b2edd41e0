// Reports that `claimlint check` wrote for parts of the work, read back and looked at: one that broke off must not pass.
import type { FormatId } from '../model/claim';
import type { Severity } from '../model/finding';
import { readDocument, readingOf, UsageError } from './files';
import type { Summary } from './json';
import { byteChunks, decoder } from './text-chunks';
import { formatWords, severities } from './words';

/** A whole report of `--format json`. */
export interface ReportPart {
  readonly files: readonly {
    readonly path: string;
    readonly format: FormatId;
    readonly claims: number;
    readonly findings: readonly object[];
  }[];
  readonly summary: Summary;
}

export interface ReportLine {
  readonly text: string;
  /** 1-based. */
  readonly number: number;
}

type Fields = Readonly<Record<string, unknown>>;

/** A report of `--format json`; undefined for one that is written line by line. Throws a UsageError for a broken one. */
export function partOfReport(path: string): ReportPart | undefined {
  // The layout tells them apart: a finding of NDJSON has its brace and its first field on one line.
  if (path === '-' || !/^\uFEFF?\s*\{\s*\n/.test(headOf(path))) return undefined;
  const { text } = readDocument(path, 'note');
  const value = parsed(text);
  if (value === undefined) throw broken(path, 'it breaks off, or is no JSON');
  const { version, files, summary } = value;
  if (version !== 1 || !Array.isArray(files) || !files.every(isFile) || !isSummary(summary))
    throw broken(path, 'it is no report of claimlint check --format json');
  return { files, summary };
}

/** The lines of a report of `--format ndjson`, one at a time. Throws a UsageError when the last one breaks off. */
export function* reportLines(path: string): Generator<ReportLine> {
  const decode = decoder(true);
  let rest = '';
  let number = 0;
  for (const bytes of chunksOf(path)) {
    const lines = `${rest}${decode(bytes)}`.split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) yield { text, number: ++number };
  }
  if (rest !== '') throw broken(path, `line ${number + 1} breaks off`);
}

/** The severity of a finding's line. Throws a UsageError for what is no finding. */
export function severityOfLine(text: string, path: string, number: number): Severity {
  const value = parsed(text);
  const found = severities.find((severity) => severity === value?.severity);
  if (found === undefined || typeof value?.path !== 'string' || typeof value.rule !== 'string')
    throw broken(path, `line ${number} is no finding of claimlint check --format ndjson`);
  return found;
}

function headOf(path: string): string {
  for (const bytes of chunksOf(path)) return decoder(true)(bytes.subarray(0, 4096));
  return '';
}

function* chunksOf(path: string): Generator<Uint8Array> {
  const chunks = readingOf(path, () => byteChunks(path));
  for (;;) {
    const { value, done } = readingOf(path, () => chunks.next());
    if (done === true) return;
    yield value;
  }
}

function parsed(text: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined;
  } catch {
    return undefined;
  }
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && Number(value) >= 0;

function isFile(value: unknown): value is ReportPart['files'][number] {
  const { path, format, claims, findings } = (value ?? {}) as Fields;
  return (
    typeof path === 'string' &&
    [...formatWords, 'unknown'].some((word) => word === format) &&
    isCount(claims) &&
    Array.isArray(findings)
  );
}

function isSummary(value: unknown): value is Summary {
  const fields = (value ?? {}) as Fields;
  return severities.every((severity) => isCount(fields[severity]));
}

function broken(path: string, why: string): UsageError {
  return new UsageError(`${path}: this report cannot be merged: ${why}`);
}

// The words that options take.
import type { FormatId } from '../model/claim';
import type { Severity } from '../model/finding';

export const reportFormats = ['text', 'json', 'ndjson', 'sarif', 'junit', 'github'] as const;

export type ReportFormat = (typeof reportFormats)[number];

/** From the gravest on. */
export const severities: readonly Severity[] = ['error', 'warning', 'information'];

/** Whether a severity makes a check fail that fails on another. */
export function failsFrom(failOn: Severity): (severity: Severity) => boolean {
  return (severity) => severities.indexOf(severity) <= severities.indexOf(failOn);
}

/** What `--as` takes: every format that has a reader, and notes. */
export const formatWords: readonly FormatId[] = [
  'x12-837p',
  'x12-837i',
  'x12-837d',
  'hl7-dft',
  'fhir',
  'fhir-ndjson',
  'claim',
  'csv',
  'note',
];

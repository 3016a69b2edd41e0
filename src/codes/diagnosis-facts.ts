// The bundled ICD-10-CM facts: categories that are no longer billable, and Excludes1 notes of common pain diagnoses.
import type { Source } from '../model/finding';
import facts from './diagnosis-facts.yaml';

interface DiagnosisFacts {
  readonly source: Source;
  readonly headers: readonly {
    readonly code: string;
    readonly from: string;
    readonly longer: readonly string[];
  }[];
  readonly excludes1: readonly {
    readonly at: string;
    readonly excludes: readonly string[];
    readonly note: string;
  }[];
}

const known = facts as DiagnosisFacts;

export const diagnosisFactsSource: Source = known.source;

/** Billable codes below a category that is not billable on the date; undefined when the bundled facts do not know it. */
export function longerDiagnoses(code: string, date: string): readonly string[] | undefined {
  return known.headers.find((header) => header.code === code && header.from <= date)?.longer;
}

/** The Excludes1 note that sets two diagnoses (without decimal point) against each other. */
export function bundledExcludes1(
  a: string,
  b: string,
): { readonly at: string; readonly note: string } | undefined {
  return known.excludes1.find(
    ({ at, excludes }) =>
      (a.startsWith(at) && excludes.some((code) => b.startsWith(code))) ||
      (b.startsWith(at) && excludes.some((code) => a.startsWith(code))),
  );
}

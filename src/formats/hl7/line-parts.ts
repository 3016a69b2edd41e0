// Where an FT1 and its PR1 hold the procedure, its modifiers and its diagnoses; reader and writer look in the same places.
import type { Field, TextRange } from '../../model/text';
import type { Transaction } from './messages';
import { component, componentIn, fieldRange, repetitions, type Segment, split, valueAt } from './segments';

/** What may have been meant for a modifier or a code; a date or a name that slipped into the field was not, and is not repeated. */
const modifierShape = /^[A-Za-z0-9]{1,4}$/;
const meantAsCode = /^(?!\d{8}$)(?=.{0,9}\d)[A-Za-z0-9.:-]{1,10}$/;
const codeShape = /^(?:\d{4}[0-9A-Z]|[A-V]\d{4})$/i;
const procedureSystems: readonly string[] = [
  'C4',
  'C5',
  'CPT',
  'CPT4',
  'CPT-4',
  'CPT5',
  'HCPCS',
  'HCPC',
  'HPC',
  'HCPCS2',
  'HPCS',
  'HL70088',
];

export interface CodePlace {
  readonly segment: Segment;
  /** Field number in the segment. */
  readonly number: number;
  readonly field: Field;
}

/**
 * The CPT or HCPCS code of a transaction: FT1-25, else FT1-7 when that is such a code and not said to be a local one,
 * else PR1-3 when there is one PR1.
 */
export function procedurePlace(text: string, transaction: Transaction): CodePlace | undefined {
  const { segment, procedures } = transaction;
  const own = component(text, segment, 25);
  if (own && meantAsCode.test(own.value)) return { segment, number: 25, field: own };
  const code = component(text, segment, 7);
  const system = component(text, segment, 7, 3)?.value.toUpperCase();
  if (code && codeShape.test(code.value) && (system === undefined || procedureSystems.includes(system)))
    return { segment, number: 7, field: code };
  const [only] = procedures;
  const performed = only && procedures.length === 1 ? component(text, only, 3) : undefined;
  return only && performed && meantAsCode.test(performed.value)
    ? { segment: only, number: 3, field: performed }
    : undefined;
}

/** All places in the transaction that hold this very code: FT1-25, FT1-7, PR1-3. */
export function placesOfCode(text: string, transaction: Transaction, code: string): readonly CodePlace[] {
  const { segment, procedures } = transaction;
  const candidates: readonly (readonly [Segment, number])[] = [
    [segment, 7],
    [segment, 25],
    ...procedures.map((each) => [each, 3] as const),
  ];
  return candidates.flatMap(([each, number]) => {
    const field = component(text, each, number);
    return field && field.value.toUpperCase() === code ? [{ segment: each, number, field }] : [];
  });
}

export interface ModifierPlaces {
  readonly segment: Segment;
  readonly number: number;
  /** `component`: 59^GP, as some systems write them; else 59~GP, as the standard does. */
  readonly style: 'repetition' | 'component';
  readonly fields: readonly Field[];
}

/** Modifiers stand in FT1-26; where that is empty, in PR1-16 of the PR1 with the line's code. */
export function modifierPlaces(text: string, transaction: Transaction): ModifierPlaces {
  const own = modifiersIn(text, transaction.segment, 26);
  if (own.fields.length > 0) return own;
  const code = procedurePlace(text, transaction)?.field.value.toUpperCase();
  for (const each of transaction.procedures) {
    if (component(text, each, 3)?.value.toUpperCase() !== code) continue;
    const performed = modifiersIn(text, each, 16);
    if (performed.fields.length > 0) return performed;
  }
  return own;
}

function modifiersIn(text: string, segment: Segment, number: number): ModifierPlaces {
  const parts = repetitions(text, segment, number);
  const [first] = parts;
  if (first && parts.length === 1) {
    const components = split(text, first, segment.delimiters.component).map((range) =>
      valueAt(text, segment, range),
    );
    const filled = components.filter((field) => field !== undefined);
    if (components[0] && components[1] && filled.every(({ value }) => /^[A-Za-z0-9]{2}$/.test(value)))
      return { segment, number, style: 'component', fields: filled };
  }
  const fields = parts.flatMap((part) => {
    const field = componentIn(text, segment, part, 1);
    return field && modifierShape.test(field.value) ? [field] : [];
  });
  return { segment, number, style: 'repetition', fields };
}

/** FT1-19: the diagnoses of a transaction, repetition by repetition. */
export function lineDiagnoses(text: string, { segment }: Transaction): readonly DiagnosisPlace[] {
  return repetitions(text, segment, 19).flatMap((range) => {
    const field = componentIn(text, segment, range, 1);
    return field ? [{ field, ...systemOf(componentIn(text, segment, range, 3)) }] : [];
  });
}

export interface DiagnosisPlace {
  readonly field: Field;
  /** Coding system as written. */
  readonly system?: string;
}

/** DG1-3, with the system named there or in DG1-2. */
export function diagnosisPlace(text: string, segment: Segment): DiagnosisPlace | undefined {
  const field = component(text, segment, 3);
  return field && { field, ...systemOf(component(text, segment, 3, 3) ?? component(text, segment, 2)) };
}

function systemOf(field: Field | undefined): { readonly system?: string } {
  return field === undefined ? {} : { system: field.value };
}

/** A diagnosis code without its point, in upper case. */
export function plainDiagnosis(written: string): string {
  return written.replace(/[.\s]/g, '').toUpperCase();
}

/** The whole field, for a value that is missing in it; the segment's name where the field is not written. */
export function placeOf(segment: Segment, number: number): TextRange {
  return (
    fieldRange(segment, number) ?? { start: segment.start, end: Math.min(segment.end, segment.start + 3) }
  );
}

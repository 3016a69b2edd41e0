// Service lines: LX, SV1 / SV2 / SV3 and the dates of the line.
import type { Field } from '../../model/text';
import { type ClaimDraft, emptyLine, type LineDraft } from './claim-draft';
import {
  componentField,
  componentValue,
  dateFields,
  elementField,
  elementValue,
  inCapitals,
  moneyField,
  numberField,
  type Source,
} from './fields';

/** Where each kind of service segment keeps what a line has; 0 = no place for it. */
export interface ServiceLayout {
  readonly revenueCode: number;
  readonly procedure: number;
  readonly charge: number;
  readonly unitBasis: number;
  readonly units: number;
  readonly placeOfService: number;
  readonly pointers: number;
}

/** Element positions; the composite of the procedure has qualifier, code, four modifiers and a description. */
export const serviceLayouts: Readonly<Record<string, ServiceLayout>> = {
  SV1: { revenueCode: 0, procedure: 1, charge: 2, unitBasis: 3, units: 4, placeOfService: 5, pointers: 7 },
  SV2: { revenueCode: 1, procedure: 2, charge: 3, unitBasis: 4, units: 5, placeOfService: 0, pointers: 0 },
  SV3: { revenueCode: 0, procedure: 1, charge: 2, unitBasis: 0, units: 6, placeOfService: 3, pointers: 11 },
};

/** Components of the procedure composite, 1-based. */
export const firstModifier = 3;
export const lastModifier = 6;

/** Code systems that are not CPT, HCPCS or CDT: jurisdiction, home infusion, alternative medicine, HIPPS rates, drugs. */
const otherCodeSystems = new Set(['ER', 'IV', 'WK', 'HP', 'N1', 'N2', 'N3', 'N4', 'ID', 'ZZ']);

/** The line that a segment belongs to: a new one for LX and for a service without one of its own. */
export function lineOf(claim: ClaimDraft, source: Source, isHeader: boolean): LineDraft {
  const last = claim.lines[claim.lines.length - 1];
  const isSecondService = last?.served === true && source.segment.id.startsWith('SV');
  if (last && !isHeader && !isSecondService) return last;
  const line = emptyLine(claim.lines.length + 1, source.segment.start);
  claim.lines.push(line);
  return line;
}

/** Reads SV1, SV2 or SV3 into its line. */
export function readService(line: LineDraft, source: Source): void {
  const layout = serviceLayouts[source.segment.id];
  if (!layout) return;
  line.served = true;
  const { values } = line;
  if (!otherCodeSystems.has(componentValue(source, layout.procedure, 1)))
    assign(values, 'procedureCode', inCapitals(componentField(source, layout.procedure, 2)));
  line.modifiers = modifiersOf(source, layout.procedure);
  assign(values, 'description', componentField(source, layout.procedure, 7));
  if (layout.revenueCode > 0) assign(values, 'revenueCode', elementField(source, layout.revenueCode));
  assign(values, 'charge', moneyField(elementField(source, layout.charge)));
  assign(values, 'units', numberField(elementField(source, layout.units)));
  if (layout.placeOfService > 0)
    assign(values, 'placeOfService', elementField(source, layout.placeOfService));
  const basis = layout.unitBasis > 0 ? elementValue(source, layout.unitBasis) : '';
  line.unitBasis = basis === 'MJ' ? 'minutes' : basis === 'DA' ? 'days' : 'units';
  if (basis === 'MJ') assign(values, 'minutes', values.units);
  if (layout.pointers > 0) line.pointers = pointersOf(source, layout.pointers);
}

/** DTP*472: the day or days of the service. */
export function readLineDate(line: LineDraft, source: Source): void {
  if (elementValue(source, 1) !== '472') return;
  const { from, to } = dateFields(elementField(source, 3));
  assign(line.values, 'dateOfService', from);
  assign(line.values, 'dateOfServiceEnd', to);
}

function modifiersOf(source: Source, position: number): readonly Field[] {
  const modifiers: Field[] = [];
  for (let part = firstModifier; part <= lastModifier; part++) {
    const modifier = inCapitals(componentField(source, position, part));
    if (modifier) modifiers.push(modifier);
  }
  return modifiers;
}

function pointersOf(source: Source, position: number): readonly Field<number>[] {
  const pointers: Field<number>[] = [];
  for (let part = 1; part <= 4; part++) {
    const pointer = numberField(componentField(source, position, part));
    if (pointer && Number.isInteger(pointer.value)) pointers.push(pointer);
  }
  return pointers;
}

function assign<T extends object, K extends keyof T>(target: T, key: K, value: T[K] | undefined): void {
  if (value !== undefined) target[key] = value;
}

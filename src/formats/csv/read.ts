// A charge export → claims. Rows belong together by claim or encounter id, else by patient and date of service.
import type {
  Claim,
  ClaimDocument,
  ClaimKind,
  Diagnosis,
  OutlineItem,
  ReadProblem,
  ServiceLine,
} from '../../model/claim';
import { type Field, rangeOf } from '../../model/text';
import type { ReadOptions } from '../format';
import { readDate } from '../written-value';
import { type ClaimFields, readClaimFields } from './claim-fields';
import { type DiagnosisCell, diagnosesOf } from './diagnoses';
import { type FieldName, fieldNames } from './fields';
import { findLayout, type Layout } from './layout';
import { cellOf, type Reading, startReading } from './row';
import { emptyRow, firstRow, isBlank, type Row, scanRow } from './scan';
import { type RowDiagnoses, readLine } from './service-line';
import { checkShape, dayFirstColumns, isOfClaim } from './shape';

/** Outline entries of a file; more than anyone reads. */
const mostOutlineClaims = 5000;

/** Reads a charge export. Never throws; time linear in the length of the text. */
export function readCharges(text: string, options: ReadOptions): ClaimDocument {
  const { file = text } = options;
  const layout = findLayout(file, options);
  if (layout === undefined || !layout.fields.has('procedure code')) return withoutLayout(text, layout);
  const reading = startReading(text, layout, dayFirstColumns(file, layout));
  complainOfMistakenFields(reading);
  const claims = new Map<string, ClaimRows>();
  const row = emptyRow();
  let rowNumber = 0;
  for (let offset = layout.dataStart; offset < text.length; offset = row.next) {
    scanRow(text, offset, layout.delimiter, row);
    if (isBlank(text, row) || !isOfClaim(reading, row)) continue;
    checkShape(reading, row);
    rowNumber += 1;
    const key = claimKey(reading, row) ?? `row ${rowNumber}`;
    let claim = claims.get(key);
    if (claim === undefined) {
      claim = startClaim(reading, row, claims.size);
      claims.set(key, claim);
    } else continueClaim(reading, row, claim);
    addLines(reading, row, claim);
  }
  const read = [...claims.values()].map(finishClaim);
  return { format: 'csv', claims: read, problems: reading.complaints.problems(), outline: outlineOf(read) };
}

/** The configuration names fields that there are not. */
function complainOfMistakenFields({ layout, complaints }: Reading): void {
  for (const { by, index, range } of layout.columns) {
    if (by !== 'mistaken') continue;
    complaints.add({
      kind: 'mistaken field',
      column: index,
      range,
      severity: 'warning',
      message: `There is no such field as “columns” in .claimlint.yaml names for this column, so it is not read. The fields are: ${fieldNames.join(', ')}; or “ignore”.`,
    });
  }
}

/** A claim while its rows are read. */
interface ClaimRows {
  readonly index: number;
  readonly start: number;
  readonly first: ClaimFields;
  readonly patient: string;
  readonly kind: ClaimKind;
  readonly diagnoses: Diagnosis[];
  /** Code → position in the claim. */
  readonly positions: Map<string, number>;
  readonly lines: ServiceLine[];
  end: number;
  place: Field | undefined;
  samePlace: boolean;
}

function withoutLayout(text: string, layout: Layout | undefined): ClaimDocument {
  const start = firstRow(text);
  const first = scanRow(text, start, ',', emptyRow());
  const range = layout?.header ?? rangeOf(start, first.end);
  const message =
    layout === undefined
      ? 'No header row is found: a row with names such as “CPT”, “DOS” and “Units” above the charges. Name the columns by their numbers under “columns” in .claimlint.yaml if the file has none.'
      : 'No column of this header is known to hold procedure codes. Say which one does under “columns” in .claimlint.yaml.';
  const problem: ReadProblem = { rule: 'structure/csv', severity: 'error', message, range };
  return {
    format: 'csv',
    claims: [],
    problems: text.trim() === '' ? [{ ...problem, message: 'This file is empty.' }] : [problem],
    outline: [],
  };
}

/** What rows of one claim share. Undefined: a claim of its own. */
function claimKey(reading: Reading, row: Row): string | undefined {
  const id = cellOf(reading, row, 'claim id');
  if (id !== undefined) return `claim ${id.value}`;
  const patient = patientKey(reading, row);
  if (patient === undefined) return undefined;
  const date = (cellOf(reading, row, 'date of service') ?? cellOf(reading, row, 'claim date'))?.value ?? '';
  return `patient ${patient} ${readDate(date)?.date ?? date}`;
}

const patientFields: readonly FieldName[] = ['medical record number', 'patient id', 'account', 'member id'];

function patientKey(reading: Reading, row: Row): string | undefined {
  for (const field of patientFields) {
    const cell = cellOf(reading, row, field);
    if (cell !== undefined) return `${field} ${cell.value}`;
  }
  const name = [
    cellOf(reading, row, 'patient name'),
    cellOf(reading, row, 'patient last name'),
    cellOf(reading, row, 'patient first name'),
  ];
  const words = name
    .map((cell) => cell?.value.toLowerCase() ?? '')
    .join(' ')
    .trim();
  return words === '' ? undefined : `${words} ${cellOf(reading, row, 'birth date')?.value ?? ''}`;
}

function startClaim(reading: Reading, row: Row, index: number): ClaimRows {
  const type = cellOf(reading, row, 'claim type')?.value ?? '';
  return {
    index,
    start: row.start,
    end: row.end,
    first: readClaimFields(reading, row, index),
    patient: patientKey(reading, row) ?? '',
    kind: kindOf(reading, row, type),
    diagnoses: [],
    positions: new Map(),
    lines: [],
    place: undefined,
    samePlace: true,
  };
}

function kindOf(reading: Reading, row: Row, type: string): ClaimKind {
  if (/^(?:inst|facility|ub|837i|hospital|i$)/i.test(type)) return 'institutional';
  if (/^(?:dent|837d|ada)/i.test(type)) return 'dental';
  if (/^(?:prof|cms|hcfa|837p|phys|p$)/i.test(type)) return 'professional';
  const institutional =
    cellOf(reading, row, 'revenue code') !== undefined || cellOf(reading, row, 'type of bill') !== undefined;
  return institutional ? 'institutional' : 'professional';
}

/** Later rows of a claim: the same patient is expected in them. */
function continueClaim(reading: Reading, row: Row, claim: ClaimRows): void {
  claim.end = Math.max(claim.end, row.end);
  const patient = patientKey(reading, row) ?? '';
  if (patient === claim.patient || patient === '' || claim.patient === '') return;
  const cell =
    patientFields.map((field) => cellOf(reading, row, field)).find((each) => each !== undefined) ??
    cellOf(reading, row, 'patient name');
  reading.complaints.add({
    kind: 'two patients',
    column: cell?.column.index ?? -1,
    range: cell?.range ?? rangeOf(row.start, row.end),
    severity: 'error',
    message:
      'This row has the claim id of an earlier row and another patient. Check which of the two is wrong.',
    claim: claim.index,
    line: claim.lines.length + 1,
  });
}

function addLines(reading: Reading, row: Row, claim: ClaimRows): void {
  const own = addDiagnoses(diagnosesOf(reading, row), claim);
  const procedures = reading.layout.procedures;
  const add = (procedure?: number) => {
    const number = claim.lines.length + 1;
    const line = readLine(reading, row, number, own, { claim: claim.index, line: number }, procedure);
    claim.lines.push(line);
    if (number === 1) claim.place = line.placeOfService;
    claim.samePlace &&= line.placeOfService?.value === claim.place?.value;
  };
  if (procedures.length === 0) add();
  else
    for (const procedure of procedures)
      if (cellOf(reading, row, 'procedure code', procedure) !== undefined) add(procedure);
}

/** Puts a row's diagnoses into its claim, each code once, and says at which positions they are there. */
function addDiagnoses(cells: readonly DiagnosisCell[], claim: ClaimRows): RowDiagnoses {
  const positions: number[] = [];
  const fields: Field<number>[] = [];
  const lineDiagnoses: Field<number>[] = [];
  for (const { role, code, range, written, isIcd10cm } of cells) {
    const listRole = role === 'principal' || role === 'other' || role === 'line' ? undefined : role;
    const key = `${listRole ?? ''} ${code}`;
    let position = claim.positions.get(key);
    if (position === undefined) {
      position = claim.diagnoses.length + 1;
      claim.positions.set(key, position);
      const pointable = claim.diagnoses.some((other) => other.role === 'principal') ? 'other' : 'principal';
      claim.diagnoses.push({
        position,
        code: { value: code, range },
        written,
        role: listRole ?? pointable,
        isIcd10cm,
      });
    }
    if (role === 'line') lineDiagnoses.push({ value: position, range });
    else if (listRole === undefined && !positions.includes(position)) {
      positions.push(position);
      fields.push({ value: position, range });
    }
  }
  return { positions, fields, lineDiagnoses };
}

function finishClaim(claim: ClaimRows): Claim {
  return {
    ...claim.first,
    kind: claim.kind,
    range: rangeOf(claim.start, claim.end),
    ...(claim.samePlace && claim.place !== undefined ? { placeOfService: claim.place } : {}),
    diagnoses: claim.diagnoses,
    serviceLines: claim.lines,
  };
}

function outlineOf(claims: readonly Claim[]): readonly OutlineItem[] {
  return claims.slice(0, mostOutlineClaims).map((claim) => ({
    name: `claim ${claim.id?.value ?? claim.index + 1}`,
    kind: 'claim',
    range: claim.range,
    selection:
      claim.id?.range ?? rangeOf(claim.range.start, claim.serviceLines[0]?.range.end ?? claim.range.end),
    children: claim.serviceLines.map((line) => ({
      name: [
        `${line.number}`,
        line.procedureCode?.value ?? line.revenueCode?.value,
        ...line.modifiers.map(({ value }) => value),
      ]
        .filter((word) => word !== undefined)
        .join(' '),
      kind: 'service-line',
      range: line.range,
      selection: line.procedureCode?.range ?? line.range,
      children: [],
    })),
  }));
}

// The diagnoses of a row: in one cell, in dx1 … dx12, principal, line and the lists of institutional claims.
import type { Diagnosis } from '../../model/claim';
import type { TextRange } from '../../model/text';
import { cellOf, cellsOf, type PlacedCell, partOf, piecesOfCell, type Reading } from './row';
import { complainOfPadding } from './row-values';
import type { Row } from './scan';

export interface DiagnosisCell {
  /** Upper case, without the point. */
  readonly code: string;
  readonly written: string;
  readonly range: TextRange;
  readonly cell: PlacedCell;
  /** `line`: given for this line alone. */
  readonly role: Diagnosis['role'] | 'line';
  readonly isIcd10cm: boolean;
}

const codeLike =
  /^(?:[A-Za-z]\d[A-Za-z\d](?:\.?[A-Za-z\d]{1,4})?|\d{3}(?:\.?\d{1,2})?|[Vv]\d{2}\.?\d{0,2})\.?$/;

/** All diagnoses of a row, in the order in which pointers count them: the principal one first. */
export function diagnosesOf(reading: Reading, row: Row): readonly DiagnosisCell[] {
  const isIcd10 = versionOf(reading, row);
  const read = (cell: PlacedCell, role: DiagnosisCell['role']) => {
    const version = isIcd10(cell.column.mapped?.number);
    return piecesOf(reading, cell).map(
      ({ text, range }): DiagnosisCell => ({
        code: text.toUpperCase().replace(/\./g, ''),
        written: text,
        range,
        cell,
        role,
        isIcd10cm: cell.column.mapped?.isIcd9 !== true && version,
      }),
    );
  };
  const all = (
    field: 'principal diagnosis' | 'diagnosis' | 'line diagnosis' | 'external cause',
    role: DiagnosisCell['role'],
  ) => cellsOf(reading, row, field).flatMap((cell) => read(cell, role));
  const admitting = cellOf(reading, row, 'admitting diagnosis');
  return [
    ...all('principal diagnosis', 'principal'),
    ...all('diagnosis', 'other'),
    ...all('line diagnosis', 'line'),
    ...(admitting === undefined ? [] : read(admitting, 'admitting')),
    ...all('external cause', 'external-cause'),
  ];
}

/** "M79.18", "M79.18, M54.2", "M79.18 Myalgia, other site". */
function piecesOf(
  reading: Reading,
  cell: PlacedCell,
): readonly { readonly text: string; readonly range: TextRange }[] {
  complainOfPadding(reading, cell, {});
  const pieces = piecesOfCell(cell);
  const [first] = pieces;
  if (first === undefined) return [];
  if (pieces.every(({ text }) => codeLike.test(text))) return pieces;
  return codeLike.test(first.text) ? [first] : [partOf(cell, 0, cell.value.length)];
}

/** Whether a diagnosis of this number is ICD-10-CM: by its version column (0 or 10, against 9), else yes. */
function versionOf(reading: Reading, row: Row): (number: number | undefined) => boolean {
  const versions = new Map<number | undefined, boolean>();
  for (const { column, value } of cellsOf(reading, row, 'diagnosis version'))
    versions.set(column.mapped?.number, !/^(?:icd)?[- ]?0?9(?!\d)/i.test(value));
  if (versions.size === 0) return () => true;
  return (number) => versions.get(number) ?? versions.get(undefined) ?? true;
}

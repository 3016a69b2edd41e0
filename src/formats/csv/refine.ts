// Headers that say too little ("Patient", "Procedure", "Provider ID"): the values below them decide.
import { readCell } from './cell';
import type { FieldName } from './fields';
import type { Column } from './layout';
import { emptyRow, isBlank, scanRow } from './scan';

const sampleRows = 30;

/** Fields that hold an NPI, and the field of the name that may stand in its place. */
const names: Readonly<Partial<Record<FieldName, FieldName>>> = {
  'rendering npi': 'rendering name',
  'billing npi': 'billing name',
  'referring npi': 'referring name',
  'facility npi': 'facility name',
};
const npis = new Map(Object.entries(names).map(([npi, name]) => [name, npi as FieldName]));

const isCode = /^(?:="?)?(?:\d{3,4}[0-9A-Za-z]|[A-Za-z]\d{4})(?:\.0+)?(?![A-Za-z0-9])/;
const isDiagnosis = /^(?:[A-Za-z]\d[A-Za-z\d](?:\.?[A-Za-z\d]{1,4})?|\d{3}(?:\.?\d{1,2})?)(?![A-Za-z\d])/;
const isNpi = /^(?:\d{10}(?:\.0+)?|\d\.\d+E\+?\d+)$/i;
const isName = /^[A-Za-z][A-Za-z.'-]*(?:, ?| )[A-Za-z]/;

/** Columns with what their values say of them. */
export function refineByValues(
  text: string,
  dataStart: number,
  delimiter: string,
  columns: readonly Column[],
): readonly Column[] {
  const samples = sampleValues(text, dataStart, delimiter, columns.length);
  const withCodes = columns.filter(
    (column) => column.mapped?.field === 'procedure code' && most(samples[column.index], isCode),
  );
  return columns.map((column) => {
    const field = column.mapped?.field;
    const values = samples[column.index] ?? [];
    if (field === undefined || column.by !== 'header' || values.length === 0) return column;
    const saysNpi = /npi/i.test(column.header);
    if (field === 'patient id' && most(values, isName)) return as(column, 'patient name');
    if (field === 'procedure code' && withCodes.length > 0 && !withCodes.includes(column)) {
      return column.mapped?.number === undefined ? as(column, 'description') : column;
    }
    if (field === 'diagnosis' && !values.some((value) => isDiagnosis.test(value)))
      return as(column, undefined);
    const name = names[field];
    if (name !== undefined && !saysNpi && !values.some((value) => isNpi.test(value))) {
      return as(column, most(values, isName) ? name : undefined);
    }
    const npi = npis.get(field);
    return npi !== undefined && most(values, isNpi) ? as(column, npi) : column;
  });
}

function as(column: Column, field: FieldName | undefined): Column {
  const { index, header, range } = column;
  return field === undefined ? { index, header, range, by: 'none' } : { ...column, mapped: { field } };
}

function most(values: readonly string[] | undefined, pattern: RegExp): boolean {
  return values !== undefined && values.filter((value) => pattern.test(value)).length * 2 > values.length;
}

/** Values of each column in the first rows, without the empty ones. */
function sampleValues(
  text: string,
  dataStart: number,
  delimiter: string,
  width: number,
): readonly (readonly string[])[] {
  const samples: string[][] = Array.from({ length: width }, () => []);
  const row = emptyRow();
  for (let i = 0, offset = dataStart; i < sampleRows && offset < text.length; i++, offset = row.next) {
    scanRow(text, offset, delimiter, row);
    if (isBlank(text, row)) continue;
    for (const [index, values] of samples.entries()) {
      const start = row.cells[index * 2];
      const value = start === undefined ? '' : readCell(text, start, row.cells[index * 2 + 1] ?? start).value;
      if (value !== '') values.push(value);
    }
  }
  return samples;
}

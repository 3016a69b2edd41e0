// Charge exports: comma-, tab-, semicolon- or pipe-separated files with a header, a row per service line.
import { rangeOf, type TextRange } from '../../model/text';
import type { ClaimFormat, ReadOptions } from '../format';
import { readOnce } from '../read-once';
import { describeCellAt } from './describe';
import type { FieldName } from './fields';
import { findLayout, type Layout } from './layout';
import { readCharges } from './read';
import { cellAt, cellOf, startReading } from './row';
import { emptyRow, firstRow, isBlank, scanRow } from './scan';
import { writeCharges } from './write';

export { describeColumns } from './layout';

const sampleRows = 60;

/**
 * A header with a column for procedure codes and, beside it, what makes a code a charge: whose it is or which claim's,
 * and when, how many or how much. A fee schedule or a list of codes has no patient and no claim.
 */
function isChargeFile(text: string, name: string): boolean {
  const start = firstRow(text);
  if (/^(?:ISA|MSH\||FHS\||BHS\||[{[<])/.test(text.slice(start, start + 40).trimStart())) return false;
  if (/\.(?:json|ndjson|xml|claim|note|soap|md|hl7|837)$/i.test(name)) return false;
  const layout = findLayout(text, {});
  if (layout === undefined || !layout.fields.has('procedure code')) return false;
  const has = (fields: readonly FieldName[]) => fields.some((field) => layout.fields.has(field));
  const whose = has([
    'claim id',
    'patient id',
    'medical record number',
    'account',
    'member id',
    'patient name',
    'patient last name',
  ]);
  const when = has(['date of service', 'claim date']);
  const howMuch = has([
    'units',
    'charge',
    'modifier',
    'diagnosis',
    'principal diagnosis',
    'place of service',
  ]);
  return (
    ((whose && (when || howMuch)) || (when && howMuch && layout.fields.size >= 5)) && holdsCodes(text, layout)
  );
}

/** Half of the codes that are there look like procedure codes; a header without rows is taken at its word. */
function holdsCodes(text: string, layout: Layout): boolean {
  const reading = startReading(text, layout);
  const columns = layout.fields.get('procedure code') ?? [];
  const row = emptyRow();
  let [rows, codes, others, revenue] = [0, 0, 0, 0];
  for (let offset = layout.dataStart; rows < sampleRows && offset < text.length; offset = row.next) {
    scanRow(text, offset, layout.delimiter, row);
    if (isBlank(text, row)) continue;
    rows += 1;
    if (cellOf(reading, row, 'revenue code') !== undefined) revenue += 1;
    for (const column of columns) {
      const value = cellAt(reading, row, column)?.value;
      if (value === undefined) continue;
      if (/^(?:\d{3,4}[0-9A-Za-z]|[A-Za-z]\d{4})(?:\.0+)?(?:[-:, ]+[A-Za-z0-9]{2}\b.*)?$/.test(value))
        codes += 1;
      else others += 1;
    }
  }
  return (
    rows === 0 || (codes > 0 ? codes >= others : others === 0 && (revenue > 0 || layout.fields.size >= 8))
  );
}

/** All that stands before the first row of charges. Looked for once for the claims of a file. */
const headerOf = readOnce((text): TextRange | undefined => {
  const layout = findLayout(text, {});
  return layout === undefined ? undefined : rangeOf(0, layout.dataStart);
});

/** Charge exports; `describeColumns` says how their columns are read. */
export const csv: ClaimFormat = {
  ids: ['csv'],
  detect: (text, name) => (isChargeFile(text, name) ? 'csv' : undefined),
  read: (text: string, options: ReadOptions) => readCharges(text, options),
  // A claim's rows below the header are a file of their own.
  pieceOf: (text, { range }) => {
    const header = headerOf(text);
    return header === undefined || header.end > range.start
      ? undefined
      : { parts: [header, rangeOf(range.start, range.end)], trailer: () => '' };
  },
  write: (text, claim, change, options) => writeCharges(text, claim, change, options),
  describeAt: describeCellAt,
};

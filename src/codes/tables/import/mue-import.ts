// Medically Unlikely Edits: `HCPCS/CPT Code`, `<Setting> Services MUE Values`, `MUE Adjudication Indicator`, `MUE Rationale`.
import { encodeMue, type MueRow } from '../kinds/mue';
import type { Setting } from '../lookup';
import { codeKey } from '../store/code-key';
import { cellOf, codeCell, wrongCell } from './cells';
import type { Collection } from './collection';
import type { Shape } from './table-shape';

export const mueShape: Shape<'code' | 'units' | 'indicator' | 'rationale'> = {
  names: {
    code: /^(?:hcpcs|cpt)\b/,
    units: /\bmue\b.*(?:value|unit)/,
    indicator: /adjudication|^mai\b/,
    rationale: /rationale/,
  },
  required: ['code', 'units', 'indicator'],
};

/** The setting that the name of the units column or the file tells. */
export function mueSetting(texts: readonly string[]): Setting | undefined {
  const text = texts.join(' ').toLowerCase();
  if (/\bdme|supplier/.test(text)) return 'dme';
  if (/outpatient|hospital|[-_ ]oph?\b|mue[-_ ]out/.test(text)) return 'outpatient';
  return /practitioner|mue[-_ ]prac/.test(text) ? 'practitioner' : undefined;
}

export function collectMue(): Collection {
  const rows: MueRow[] = [];
  return {
    row(row, columns) {
      const { code = 0, units = 1, indicator = 2 } = columns;
      const key = codeKey(codeCell(row, code, 'HCPCS/CPT Code')) ?? 0;
      const value = cellOf(row, units).replace(/\.0$/, '');
      if (!/^\d{1,9}$/.test(value)) throw wrongCell(row, units, 'MUE Values', 'a number of units');
      const kind = /^[123]\b/.exec(cellOf(row, indicator))?.[0];
      if (kind === undefined) throw wrongCell(row, indicator, 'MUE Adjudication Indicator', '1, 2 or 3');
      rows.push({
        key,
        units: Number(value),
        indicator: Number(kind),
        rationale: cellOf(row, columns.rationale),
      });
    },
    period: () => undefined,
    size: () => rows.length,
    encode: (description) => encodeMue(description, rows),
  };
}

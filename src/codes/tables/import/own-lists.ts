// Lists of the user's own: CPT descriptors under their licence, fees, and the list of places of service.
import {
  type DescriptorRow,
  encodeDescriptors,
  encodeFees,
  encodePlaces,
  type FeeRow,
  type PlaceRow,
} from '../kinds/titles';
import { codeKey } from '../store/code-key';
import { cellOf, codeCell, wrongCell } from './cells';
import type { Collection } from './collection';
import type { Shape } from './table-shape';

/** Which column of a list is what, chosen by hand where names do not tell. Names as in the file's header. */
export interface ColumnMapping {
  readonly kind: 'descriptors' | 'fees';
  readonly code: string;
  /** Descriptors: the text. */
  readonly title?: string;
  /** Fees: the amount in dollars, and the modifier where fees differ by it. */
  readonly amount?: string;
  readonly modifier?: string;
}

export const placeShape: Shape<'code' | 'title' | 'rate'> = {
  names: {
    code: /^(?:place of service|pos)(?: codes?(?: ?\(s\))?)?$/,
    title: /^(?:place of service|pos)? ?name$/,
    rate: /facility|type/,
  },
  required: ['code', 'title'],
};

export const descriptorShape: Shape<'code' | 'title'> = {
  names: {
    code: /^(?:cpt|procedure|hcpcs)(?:[ /](?:cpt|hcpcs))?(?: ?codes?)?$/,
    title: /^(?:long|full|medium|short|consumer)?[ -]*(?:descri?ptors?|descriptions?|long|title)(?: text)?$/,
  },
  required: ['code', 'title'],
};

export const feeShape: Shape<'code' | 'modifier' | 'amount'> = {
  names: {
    code: /^(?:cpt|procedure|hcpcs|code)(?:[ /](?:cpt|hcpcs))?(?: ?codes?)?$/,
    modifier: /^mod(?:ifier)?s?$/,
    amount:
      /^(?:our |standard |unit |total )*(?:fees?|charges?|price|rate|amount)(?: amount| schedule)?(?: \(?(?:usd|\$)\)?)?$/,
  },
  required: ['code', 'amount'],
};

/** A line of the AMA's plain text files: a CPT code and its descriptor. */
export const descriptorLine = /^(\d{4}[0-9A-Z])(?: +|\t)(\S.*)$/;

export function collectPlaces(): Collection {
  const rows: PlaceRow[] = [];
  return {
    row(row, columns) {
      const title = cellOf(row, columns.title);
      const written = cellOf(row, columns.code).replace(/\.0$/, '');
      // The list also shows ranges that are not assigned.
      if (/^\d{1,2} ?[-–] ?\d{1,2}$/.test(written) || /^unassigned/i.test(title)) return;
      if (!/^\d{1,2}$/.test(written))
        throw wrongCell(row, columns.code ?? 0, 'Place of Service Code', 'two digits');
      const rate = cellOf(row, columns.rate).toLowerCase();
      const isNonFacility = /^non|^nf$|^n$/.test(rate);
      rows.push({
        key: codeKey(written.padStart(2, '0')) ?? 0,
        title,
        rate: rate === '' ? 0 : isNonFacility ? 2 : /^f/.test(rate) ? 1 : 0,
      });
    },
    period: () => undefined,
    size: () => rows.length,
    encode: (description) => encodePlaces(description, rows),
  };
}

export function collectDescriptors(): Collection {
  const rows: DescriptorRow[] = [];
  return {
    row(row, columns) {
      const [line = ''] = row.cells;
      const plain = row.cells.length === 1 ? descriptorLine.exec(line) : null;
      // Plain text files begin with the AMA's notice.
      if (row.cells.length === 1 && plain === null) return;
      const code = plain?.[1] ?? codeCell(row, columns.code ?? 0, 'Code');
      rows.push({ key: codeKey(code) ?? 0, title: plain?.[2]?.trim() ?? cellOf(row, columns.title) });
    },
    period: () => undefined,
    size: () => rows.length,
    encode: (description) => encodeDescriptors(description, rows),
  };
}

export function collectFees(): Collection {
  const rows: FeeRow[] = [];
  return {
    row(row, columns) {
      const code = codeCell(row, columns.code ?? 0, 'Code');
      const amount = cellOf(row, columns.amount).replace(/[$,\s]/g, '');
      if (!/^\d+(?:\.\d+)?$/.test(amount))
        throw wrongCell(row, columns.amount ?? 1, 'Fee', 'an amount such as 95.00');
      rows.push({
        key: codeKey(code) ?? 0,
        modifier: cellOf(row, columns.modifier).toUpperCase(),
        cents: Math.round(Number(amount) * 100),
      });
    },
    period: () => undefined,
    size: () => rows.length,
    encode: (description) => encodeFees(description, rows),
  };
}

// Short lists of codes with a title, as stored: HCPCS Level II, places of service, the user's own descriptors and fees.
import type { HcpcsCode, OwnFee, PlaceOfServiceCode } from '../lookup';
import { codeKey } from '../store/code-key';
import { type ColumnKinds, encodeRows, keysOf, numbersOf, textsOf, wordsOf } from '../store/columns';
import { isoDate, noEnd } from '../store/dates';
import { encodeTable, type TableDescription, type TableFile } from '../store/table-file';

export interface HcpcsRow {
  readonly key: number;
  readonly isModifier: number;
  readonly title: string;
  /** Days as numbers: when the code was added, and the last day on which it may be used (`noEnd`: still). */
  readonly effective: number;
  readonly terminated: number;
}

const hcpcsKinds: ColumnKinds<HcpcsRow> = {
  isModifier: 'number',
  title: 'text',
  effective: 'number',
  terminated: 'number',
};

export function encodeHcpcs(description: TableDescription, rows: readonly HcpcsRow[]): Uint8Array {
  return encodeTable(description, encodeRows(rows, hcpcsKinds));
}

/** CPT codes and modifiers, and the dental codes, are other sets: of them this one tells nothing. */
const otherSets = /^(?:\d|D\d{4}$|P[1-6]$)/;

/** Finds a code or modifier of HCPCS Level II. Whether it is in force on a date, its own dates say. */
export function openHcpcs(file: TableFile): (code: string) => HcpcsCode | 'none' | undefined {
  const { rowsOf } = keysOf(file);
  const [isModifier, effective, terminated] = [
    numbersOf(file, 'isModifier'),
    numbersOf(file, 'effective'),
    numbersOf(file, 'terminated'),
  ];
  const title = textsOf(file, 'title');
  const { vintage } = file.description;
  return (code) => {
    const [row, end] = rowsOf(codeKey(code));
    if (row === end) return otherSets.test(code) ? undefined : 'none';
    return {
      code,
      isModifier: isModifier(row) === 1,
      title: title(row),
      ...(effective(row) === 0 ? {} : { effective: isoDate(effective(row)) }),
      ...(terminated(row) === noEnd ? {} : { terminated: isoDate(terminated(row)) }),
      vintage,
    };
  };
}

export interface PlaceRow {
  readonly key: number;
  readonly title: string;
  /** 1 facility, 2 non-facility, 0 the list does not say. */
  readonly rate: number;
}

const placeKinds: ColumnKinds<PlaceRow> = { title: 'text', rate: 'number' };

export function encodePlaces(description: TableDescription, rows: readonly PlaceRow[]): Uint8Array {
  return encodeTable(description, encodeRows(rows, placeKinds));
}

/** Finds a place of service by its two digits. */
export function openPlaces(file: TableFile): (code: string) => PlaceOfServiceCode | 'none' {
  const { rowsOf } = keysOf(file);
  const title = textsOf(file, 'title');
  const rate = numbersOf(file, 'rate');
  const { vintage } = file.description;
  return (code) => {
    const [row, end] = rowsOf(codeKey(code));
    if (row === end) return 'none';
    return { code, title: title(row), ...(rate(row) === 0 ? {} : { facility: rate(row) === 1 }), vintage };
  };
}

export interface DescriptorRow {
  readonly key: number;
  readonly title: string;
}

export function encodeDescriptors(description: TableDescription, rows: readonly DescriptorRow[]): Uint8Array {
  return encodeTable(description, encodeRows(rows, { title: 'text' }));
}

/** Finds the user's own descriptor of a code. */
export function openDescriptors(file: TableFile): (code: string) => string | undefined {
  const { rowsOf } = keysOf(file);
  const title = textsOf(file, 'title');
  return (code) => {
    const [row, end] = rowsOf(codeKey(code));
    return row === end ? undefined : title(row);
  };
}

export interface FeeRow {
  readonly key: number;
  readonly modifier: string;
  readonly cents: number;
}

const feeKinds: ColumnKinds<FeeRow> = { modifier: 'word', cents: 'number' };

export function encodeFees(description: TableDescription, rows: readonly FeeRow[]): Uint8Array {
  return encodeTable(description, encodeRows(rows, feeKinds));
}

/** Finds the user's own fee for a code and modifier; without a fee for the modifier, the one of the plain code. */
export function openFees(file: TableFile): (code: string, modifier: string | undefined) => OwnFee | 'none' {
  const { rowsOf } = keysOf(file);
  const modifierOf = wordsOf(file, 'modifier');
  const cents = numbersOf(file, 'cents');
  const { vintage } = file.description;
  return (code, modifier) => {
    const [first, end] = rowsOf(codeKey(code));
    for (const wanted of modifier === undefined || modifier === '' ? [''] : [modifier, '']) {
      for (let row = first; row < end; row++) {
        if (modifierOf(row) === wanted)
          return { code, ...(wanted === '' ? {} : { modifier: wanted }), cents: cents(row), vintage };
      }
    }
    return 'none';
  };
}

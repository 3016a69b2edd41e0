// One stored code table: a header, a description in JSON, and typed columns. Opening it checks length and checksum and
// lays typed arrays over the bytes; nothing is parsed or copied.
//
//   bytes  0– 7  "CLTABLE" and a line feed
//          8–11  version of the format, 1
//         12–15  0x01020304, so that a machine of the other byte order notices
//         16–19  length of the whole file
//         20–23  xxHash32 of all bytes from 24 on
//         24–27  length of the description
//         28–31  0
//         32–    description (UTF-8 JSON: TableDescription and the list of columns), then the columns, each on a multiple of 8
//
// Numbers are little-endian. A reader of version 1 refuses any other version: the table is then imported anew.
import type { LoadedTable } from '../lookup';
import { checksum } from './checksum';

export type Column = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** What a stored table says of itself. */
export interface TableDescription extends LoadedTable {
  /** Names of the files that it was made from. */
  readonly sources: readonly string[];
  /** Further facts that one kind of table needs. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

export interface TableFile {
  readonly description: TableDescription;
  readonly columns: ReadonlyMap<string, Column>;
}

const magic = [0x43, 0x4c, 0x54, 0x41, 0x42, 0x4c, 0x45, 0x0a];
export const formatVersion = 1;
const byteOrderMark = 0x01020304;
const headerLength = 32;

const kinds: Readonly<Record<LoadedTable['kind'], true>> = {
  ptp: true,
  mue: true,
  'add-on': true,
  'fee-schedule': true,
  icd10: true,
  'icd10-notes': true,
  hcpcs: true,
  'place-of-service': true,
  descriptors: true,
  fees: true,
};

const aligned = (offset: number): number => (offset + 7) & ~7;

type ColumnType = 'u8' | 'u16' | 'u32' | 'f64';
type ColumnPlace = readonly [name: string, type: ColumnType, offset: number, length: number];

function typeOf(column: Column): ColumnType {
  if (column instanceof Uint8Array) return 'u8';
  if (column instanceof Uint16Array) return 'u16';
  return column instanceof Uint32Array ? 'u32' : 'f64';
}

/** The bytes of a table file. Offsets in the list of columns count from the end of the description. */
export function encodeTable(description: TableDescription, columns: ReadonlyMap<string, Column>): Uint8Array {
  const places: ColumnPlace[] = [];
  let size = 0;
  for (const [name, column] of columns) {
    places.push([name, typeOf(column), size, column.length]);
    size = aligned(size + column.byteLength);
  }
  const json = new TextEncoder().encode(JSON.stringify({ ...description, columns: places }));
  const start = aligned(headerLength + json.length);
  const bytes = new Uint8Array(start + size);
  bytes.set(magic);
  bytes.set(json, headerLength);
  for (const [name, , offset] of places) {
    const column = columns.get(name);
    if (column !== undefined)
      bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), start + offset);
  }
  const view = new DataView(bytes.buffer);
  view.setUint32(8, formatVersion, true);
  view.setUint32(12, byteOrderMark, true);
  view.setUint32(16, bytes.length, true);
  view.setUint32(24, json.length, true);
  view.setUint32(20, checksum(bytes.subarray(24)), true);
  return bytes;
}

/** The table in the bytes, or in a string why they hold none. */
export function decodeTable(input: Uint8Array): TableFile | string {
  if (input.length < headerLength || magic.some((byte, index) => input[index] !== byte))
    return 'this is not a stored code table';
  // Typed arrays need their columns on multiples of their width in the underlying buffer.
  const bytes = input.byteOffset % 8 === 0 ? input : input.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(8, true) !== formatVersion)
    return `it was stored by another version of Claimlint (format ${view.getUint32(8, true)}, not ${formatVersion}); import the table again`;
  if (new Uint32Array(bytes.buffer, bytes.byteOffset + 12, 1)[0] !== byteOrderMark)
    return 'this machine orders the bytes of numbers in another way';
  if (view.getUint32(16, true) !== bytes.length) return 'it is cut off or has grown; import the table again';
  if (view.getUint32(20, true) !== checksum(bytes.subarray(24)))
    return 'its content is damaged; import the table again';
  const jsonEnd = headerLength + view.getUint32(24, true);
  if (jsonEnd > bytes.length) return 'its description is damaged; import the table again';
  const description = readDescription(bytes.subarray(headerLength, jsonEnd));
  if (description === undefined) return 'its description is damaged; import the table again';
  const columns = new Map<string, Column>();
  for (const [name, type, offset, length] of description.columns) {
    const start = bytes.byteOffset + aligned(jsonEnd) + offset;
    const width = { u8: 1, u16: 2, u32: 4, f64: 8 }[type];
    if (start + length * width > bytes.byteOffset + bytes.length)
      return 'a column is missing; import the table again';
    columns.set(name, viewOf(type, bytes.buffer, start, length));
  }
  return { description, columns };
}

function viewOf(type: ColumnType, buffer: ArrayBufferLike, start: number, length: number): Column {
  if (type === 'u8') return new Uint8Array(buffer, start, length);
  if (type === 'u16') return new Uint16Array(buffer, start, length);
  return type === 'u32' ? new Uint32Array(buffer, start, length) : new Float64Array(buffer, start, length);
}

type StoredDescription = TableDescription & { readonly columns: readonly ColumnPlace[] };

/** The checksum vouches for the content; this only guards against a file that another program wrote. */
function readDescription(json: Uint8Array): StoredDescription | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(json));
    if (typeof value !== 'object' || value === null) return undefined;
    const { kind, vintage, from, rows, importedAt, columns } = value as Record<string, unknown>;
    const isDescription =
      typeof kind === 'string' &&
      Object.hasOwn(kinds, kind) &&
      typeof vintage === 'string' &&
      typeof from === 'string' &&
      typeof rows === 'number' &&
      typeof importedAt === 'string' &&
      Array.isArray(columns);
    return isDescription ? (value as StoredDescription) : undefined;
  } catch {
    return undefined;
  }
}

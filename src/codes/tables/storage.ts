// Where table files are kept, and how a set of them is replaced so that an interruption at any step leaves the old set.
//
// An index file lists the table files that count. Writing goes:
//   1. each new table under a name that was never used before (its checksum is part of the name), then read back and compared;
//   2. the next index, `index-<number>.json`, one higher than the last; it ends with its own checksum. Of two imports at once
//      only one can create it; the other begins again on top of it;
//   3. the old index and what it alone listed are removed.
// Reading takes the highest index that is whole. Before step 2 is complete that is the old one, which still lists only old,
// untouched files; after it, the new one. A storage needs no renaming and no locks for that, so it can be a folder, the editor's
// storage in a browser, or a map in memory.
import { checksum } from './store/checksum';

export interface TableStorage {
  /** Names of all files, without folders. */
  list(): Promise<readonly string[]>;
  /** The file's bytes; undefined when there is none. */
  read(name: string): Promise<Uint8Array | undefined>;
  /** Writes a file; if interrupted, the file may be missing or hold anything. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** As `write`, but false where a file of that name is there already, which then stays as it is. */
  create(name: string, bytes: Uint8Array): Promise<boolean>;
  /** Removes a file; none is there: nothing happens. */
  remove(name: string): Promise<void>;
}

export interface NamedTable {
  /** Kind, setting and first day: the table of the same slot is replaced. */
  readonly slot: string;
  readonly bytes: Uint8Array;
}

export interface StoredTable extends NamedTable {
  readonly name: string;
}

interface Index {
  readonly number: number;
  readonly tables: readonly { readonly slot: string; readonly name: string }[];
}

const indexName = /^index-(\d+)\.json$/;
/** Also what a storage left of a file that it was writing. */
const anyIndex = /^index-\d+\.json(?:\.|$)/;
const anyTable = /\.cltable(?:\.|$)/;

/** The tables that count, in the order of the index. A listed file that cannot be read comes with no bytes. */
export async function loadTables(storage: TableStorage): Promise<readonly StoredTable[]> {
  const index = await currentIndex(storage);
  return Promise.all(
    index.tables.map(async ({ slot, name }) => ({
      slot,
      name,
      bytes: (await storage.read(name)) ?? new Uint8Array(0),
    })),
  );
}

/** Somebody else who imports at the same moment can be in the way of a save; then it is done again on top of theirs. */
const mostAttempts = 5;

/** Puts the tables into the storage, each in place of the one of its slot, all or none. */
export async function saveTables(storage: TableStorage, tables: readonly NamedTable[]): Promise<void> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const index = await currentIndex(storage);
    const existing = new Set(await storage.list());
    const present = new Set(existing);
    const added = new Map<string, string>();
    for (const { slot, bytes } of tables) {
      const name = freshName(slot, bytes, present);
      present.add(name);
      await storage.write(name, bytes);
      const written = await storage.read(name);
      if (written === undefined || written.length !== bytes.length || checksum(written) !== checksum(bytes))
        throw new Error(`The table ${slot} could not be written whole. The tables are as they were before.`);
      added.set(slot, name);
    }
    const kept = index.tables.filter(({ slot }) => !added.has(slot));
    const all = [...kept, ...Array.from(added, ([slot, name]) => ({ slot, name }))];
    const replaced = await replaceIndex(storage, index, all, existing);
    if (replaced && (await stands(storage, new Set(added.keys())))) return;
  }
  throw anotherImport();
}

const anotherImport = (): Error =>
  new Error('Another import is under way in the same place. Wait until it has ended, and import again.');

/** Whether the slots are listed and every listed file is there: another import may have listed its own or cleaned up. */
async function stands(storage: TableStorage, slots: ReadonlySet<string>): Promise<boolean> {
  const { tables } = await currentIndex(storage);
  const present = new Set(await storage.list());
  const listed = new Set(tables.map(({ slot }) => slot));
  return [...slots].every((slot) => listed.has(slot)) && tables.every(({ name }) => present.has(name));
}

/** Takes the tables of the slots out of the storage, all or none. */
export async function removeTables(storage: TableStorage, slots: readonly string[]): Promise<void> {
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    const index = await currentIndex(storage);
    const kept = index.tables.filter(({ slot }) => !slots.includes(slot));
    if (await replaceIndex(storage, index, kept, new Set(await storage.list()))) return;
  }
  throw anotherImport();
}

/** A name that no file has: an interrupted attempt may have left the obvious one half written. */
function freshName(slot: string, bytes: Uint8Array, existing: ReadonlySet<string>): string {
  const stem = `${slot}-${checksum(bytes).toString(16).padStart(8, '0')}`;
  let name = `${stem}.cltable`;
  for (let attempt = 2; existing.has(name); attempt++) name = `${stem}-${attempt}.cltable`;
  return name;
}

/**
 * Whether the index could be put in place of the old one: false where another import was first, and nothing has changed.
 * `before`: files that were there when the change began; what came since may belong to another import.
 */
async function replaceIndex(
  storage: TableStorage,
  old: Index,
  tables: Index['tables'],
  before: ReadonlySet<string>,
): Promise<boolean> {
  // Above every index that is there, whole or not: a half-written one is never written over.
  const numbers = (await storage.list()).map((name) => Number(indexName.exec(name)?.[1] ?? 0));
  // Looked at after the numbers: an index that comes later has the number that is created here, and the creation fails.
  if ((await currentIndex(storage)).number !== old.number) return false;
  const number = Math.max(old.number, ...numbers) + 1;
  const name = `index-${number}.json`;
  if (!(await storage.create(name, encodeIndex(tables)))) return false;
  if (readIndex(await storage.read(name)) === undefined)
    throw new Error('The list of tables could not be written whole. The tables are as they were before.');
  const listed = new Set(tables.map((table) => table.name));
  for (const file of await storage.list()) {
    const isOld =
      before.has(file) &&
      ((anyIndex.test(file) && file !== name) || (anyTable.test(file) && !listed.has(file)));
    // What cannot be removed now is removed next time; it does no harm.
    if (isOld) await storage.remove(file).catch(() => undefined);
  }
  return true;
}

async function currentIndex(storage: TableStorage): Promise<Index> {
  const numbers = (await storage.list())
    .flatMap((name) => (indexName.test(name) ? [Number(indexName.exec(name)?.[1])] : []))
    .sort((a, b) => b - a);
  for (const number of numbers) {
    const tables = readIndex(await storage.read(`index-${number}.json`));
    if (tables !== undefined) return { number, tables };
  }
  return { number: 0, tables: [] };
}

function encodeIndex(tables: Index['tables']): Uint8Array {
  const encoder = new TextEncoder();
  const body = JSON.stringify({ tables }, undefined, 1);
  return encoder.encode(`${body}\n${checksum(encoder.encode(body)).toString(16).padStart(8, '0')}\n`);
}

function readIndex(bytes: Uint8Array | undefined): Index['tables'] | undefined {
  const match = /^([\s\S]*)\n([0-9a-f]{8})\n$/.exec(new TextDecoder().decode(bytes ?? new Uint8Array(0)));
  const body = match?.[1] ?? '';
  if (match === null || checksum(new TextEncoder().encode(body)) !== Number.parseInt(match[2] ?? '', 16))
    return undefined;
  return (JSON.parse(body) as { readonly tables: Index['tables'] }).tables;
}

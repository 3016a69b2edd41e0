// An import that is interrupted at any step, with any file half written, leaves the tables as they were.
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { defaultTablesFolder, folderStorage } from '../../../src/cli/table-storage';
import { loadTables, removeTables, saveTables, type TableStorage } from '../../../src/codes/tables';

class Interrupted extends Error {}

interface Faults {
  /** Writes and removals that succeed before the interruption; what is being written then is torn. */
  readonly after: number;
  /** How much of the torn file reaches the storage: 0 nothing, 1 all of it. */
  readonly share: number;
}

/** A storage in memory that stops for good at the chosen step, as a machine does that loses power. */
function faultyStorage(files: Map<string, Uint8Array>, faults?: Faults): TableStorage {
  let steps = 0;
  const step = (): boolean => faults !== undefined && steps++ >= faults.after;
  return {
    list: async () => [...files.keys()],
    read: async (name) => files.get(name)?.slice(),
    async write(name, bytes) {
      if (step()) {
        const kept = Math.floor(bytes.length * (faults?.share ?? 0));
        if (kept > 0) files.set(name, bytes.slice(0, kept));
        throw new Interrupted();
      }
      files.set(name, bytes.slice());
    },
    async create(name, bytes) {
      if (files.has(name)) return false;
      await this.write(name, bytes);
      return true;
    },
    async remove(name) {
      if (step()) throw new Interrupted();
      files.delete(name);
    },
  };
}

const bytes = (text: string) => new TextEncoder().encode(text);
const contents = async (storage: TableStorage) =>
  Object.fromEntries(
    (await loadTables(storage)).map((table) => [table.slot, new TextDecoder().decode(table.bytes)]),
  );

const before = { 'mue-practitioner-2024-07-01': 'old MUE', 'ptp-practitioner-2024-07-01': 'old pairs' };
const after = { ...before, 'mue-practitioner-2024-07-01': 'new MUE', 'hcpcs-2024-01-01': 'new HCPCS' };
const replacement = [
  { slot: 'mue-practitioner-2024-07-01', bytes: bytes('new MUE') },
  { slot: 'hcpcs-2024-01-01', bytes: bytes('new HCPCS') },
];

async function filled(): Promise<Map<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  await saveTables(
    faultyStorage(files),
    Object.entries(before).map(([slot, text]) => ({ slot, bytes: bytes(text) })),
  );
  return files;
}

describe('replacing tables', () => {
  it('puts all new ones in place of the old', async () => {
    const files = await filled();
    const storage = faultyStorage(files);
    await saveTables(storage, replacement);
    expect(await contents(storage)).toEqual(after);
    expect(files.size).toBe(4);
  });

  it.each([0, 0.3, 0.999, 1])(
    'leaves the old or the new set, whole, when it stops at any step with %f of a file written',
    async (share) => {
      for (let step = 0; step < 12; step++) {
        const files = await filled();
        const outcome = await saveTables(faultyStorage(files, { after: step, share }), replacement).then(
          () => 'done',
          (error: unknown) => (error instanceof Interrupted ? 'interrupted' : error),
        );
        const found = await contents(faultyStorage(files));
        // Tables are two writes and the index a third: before it is whole the old set counts, after it the new one.
        const isNew = step > 2 || (step === 2 && share === 1);
        expect(found, `step ${step}, ${String(outcome)}`).toEqual(isNew ? after : before);
      }
    },
  );

  it('goes on after an interruption, and takes away what that left', async () => {
    for (let step = 0; step < 6; step++) {
      const files = await filled();
      await saveTables(faultyStorage(files, { after: step, share: 0.5 }), replacement).catch(() => undefined);
      const storage = faultyStorage(files);
      await saveTables(storage, replacement);
      expect(await contents(storage)).toEqual(after);
      expect([...files.keys()].filter((name) => name.startsWith('index-'))).toHaveLength(1);
      expect(files.size).toBe(4);
    }
  });

  it('notices when the storage keeps something else than was written', async () => {
    const files = await filled();
    const storage = faultyStorage(files);
    const lying: TableStorage = {
      ...storage,
      write: (name, content) =>
        storage.write(
          name,
          content.map((byte) => byte ^ 1),
        ),
    };
    await expect(saveTables(lying, replacement)).rejects.toThrow('as they were before');
    expect(await contents(storage)).toEqual(before);
  });

  it('keeps what another import put there while this one was writing', async () => {
    const files = await filled();
    const storage = faultyStorage(files);
    let others = 1;
    const meanwhile: TableStorage = {
      ...storage,
      async create(name, content) {
        if (others-- > 0) await saveTables(storage, [{ slot: 'add-on-2024-01-01', bytes: bytes('theirs') }]);
        return storage.create(name, content);
      },
    };
    await saveTables(meanwhile, replacement);
    expect(await contents(storage)).toEqual({ ...after, 'add-on-2024-01-01': 'theirs' });
  });

  it('removes tables, all or none', async () => {
    const files = await filled();
    await removeTables(faultyStorage(files), ['mue-practitioner-2024-07-01']);
    expect(await contents(faultyStorage(files))).toEqual({ 'ptp-practitioner-2024-07-01': 'old pairs' });
  });
});

describe('a folder as storage', () => {
  const folders: string[] = [];
  const folder = async () => {
    const made = await mkdtemp(join(tmpdir(), 'claimlint-tables-'));
    folders.push(made);
    return made;
  };
  afterEach(async () => {
    for (const made of folders.splice(0)) await rm(made, { recursive: true, force: true });
  });

  it('keeps tables, and is made when it is not there', async () => {
    const place = join(await folder(), 'not', 'yet');
    expect(await contents(folderStorage(place))).toEqual({});
    await saveTables(folderStorage(place), replacement);
    expect(await contents(folderStorage(place))).toMatchObject({ 'hcpcs-2024-01-01': 'new HCPCS' });
    expect((await readdir(place)).some((name) => name.endsWith('.part'))).toBe(false);
  });

  it('takes no notice of other files, and removes its own half-written ones', async () => {
    const place = await folder();
    await writeFile(join(place, 'readme.txt'), 'mine');
    await writeFile(join(place, 'mue-practitioner-2024-07-01-00000000.cltable.77.part'), 'half');
    await saveTables(folderStorage(place), replacement);
    expect(await contents(folderStorage(place))).toMatchObject({ 'hcpcs-2024-01-01': 'new HCPCS' });
    expect(await readdir(place)).toContain('readme.txt');
    expect((await readdir(place)).some((name) => name.endsWith('.part'))).toBe(false);
  });

  it('is the one for user data by the custom of each system', () => {
    expect(defaultTablesFolder('linux', {}, '/home/robin')).toBe('/home/robin/.local/share/claimlint/tables');
    expect(defaultTablesFolder('linux', { XDG_DATA_HOME: '/data' }, '/home/robin')).toBe(
      '/data/claimlint/tables',
    );
    expect(defaultTablesFolder('darwin', {}, '/Users/robin')).toBe(
      '/Users/robin/Library/Application Support/claimlint/tables',
    );
    expect(
      defaultTablesFolder('win32', { LOCALAPPDATA: 'C:/Users/robin/AppData/Local' }, 'C:/Users/robin'),
    ).toContain('claimlint');
  });
});

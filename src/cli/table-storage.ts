// The folder in which the command line keeps imported code tables.
import { constants, copyFile, link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
// Not by the door of the tables: a check that only opens them does not load what imports them.
import { type OpenedTables, openTables } from '../codes/tables/open';
import { loadTables, type TableStorage } from '../codes/tables/storage';

/** The per-user folder for code tables when `--tables` names none, by the custom of the system. */
export function defaultTablesFolder(
  platform: NodeJS.Platform = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  home: string = homedir(),
): string {
  if (platform === 'win32')
    return join(environment.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'claimlint', 'tables');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'claimlint', 'tables');
  const data = environment.XDG_DATA_HOME;
  return join(
    data === undefined || data === '' ? join(home, '.local', 'share') : data,
    'claimlint',
    'tables',
  );
}

const isMissing = (error: unknown): boolean =>
  (error as { readonly code?: string } | null)?.code === 'ENOENT';

/** What the system said of a file, in words that complete "the tables …". */
export function reasonInWords(error: unknown): string {
  const { code } = error as { readonly code?: string };
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'do not fit: the disk is full';
  if (code === 'EACCES' || code === 'EPERM') return 'may not be read or written by you';
  if (code === 'EROFS') return 'are in a place that cannot be written to';
  if (code === 'ENOTDIR' || code === 'EEXIST')
    return 'are not in a folder: a file of that name is in the way';
  return `cannot be read or written (${code ?? 'unknown reason'})`;
}

/** Writes a file of the folder under another name, to the disk, and has it put in its place. */
async function written(
  folder: string,
  name: string,
  bytes: Uint8Array,
  place: (from: string, to: string) => Promise<void>,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  const temporary = join(folder, `${name}.${process.pid}.part`);
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(temporary, join(folder, name));
  } finally {
    // Left over by a second name, or begun on a full disk, where it would keep the room.
    await rm(temporary, { force: true }).catch(() => undefined);
  }
}

/** Gives a whole file its name unless there is one of that name; a disk without second names takes a copy. */
async function nameOnce(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code !== 'EPERM' && code !== 'ENOSYS' && code !== 'ENOTSUP' && code !== 'EOPNOTSUPP') throw error;
    await copyFile(from, to, constants.COPYFILE_EXCL);
  }
}

/** A folder as table storage. A file is written under another name first: it is whole or not there. */
export function folderStorage(folder: string): TableStorage {
  return {
    async list() {
      try {
        const entries = await readdir(folder, { withFileTypes: true });
        return entries.filter((entry) => entry.isFile()).map((entry) => entry.name);
      } catch (error) {
        if (isMissing(error)) return [];
        throw error;
      }
    },
    async read(name) {
      try {
        return await readFile(join(folder, name));
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },
    write: (name, bytes) => written(folder, name, bytes, rename),
    async create(name, bytes) {
      try {
        await written(folder, name, bytes, nameOnce);
        return true;
      } catch (error) {
        // The folder itself can be a file: then there is nothing of that name in it.
        if ((error as { readonly code?: string }).code !== 'EEXIST' || !(await this.list()).includes(name))
          throw error;
        return false;
      }
    },
    async remove(name) {
      await rm(join(folder, name), { force: true });
    },
  };
}

/** Opens the tables of a folder. Damaged ones are named to `warn` and left out. */
export async function readTables(folder: string, warn: (message: string) => void): Promise<OpenedTables> {
  const stored = await loadTables(folderStorage(folder)).catch((error: unknown) => {
    warn(`the code tables in ${folder} ${reasonInWords(error)}; the check goes on without them`);
    return [];
  });
  const tables = openTables(stored.map(({ bytes }) => bytes));
  for (const { file, message } of tables.problems)
    warn(`code table ${join(folder, stored[file]?.name ?? '')}: ${message}`);
  return tables;
}

// Throw-away copies of folders: the tests and `npm start` never write to the samples themselves.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** Copies `folder` to a new temporary folder; `remove` deletes the copy. */
export function copyOf(folder) {
  const parent = mkdtempSync(join(tmpdir(), 'claimlint-'));
  const path = join(parent, basename(folder));
  cpSync(folder, path, { recursive: true });
  return { path, remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 10 }) };
}

/** A new empty temporary folder. */
export function emptyFolder(name) {
  const path = mkdtempSync(join(tmpdir(), `claimlint-${name}-`));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 10 }) };
}

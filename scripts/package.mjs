// npm run package: dist/claimlint.vsix, with a limit on its size.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createVSIX } from '@vscode/vsce';
import { root } from './host/install.mjs';

export const packagePath = join(root, 'dist/claimlint.vsix');

const largest = 500_000;

/** Packs the built extension and returns the size in bytes; throws when it has grown beyond the limit. */
export async function packageExtension() {
  await createVSIX({
    cwd: root,
    packagePath,
    dependencies: false,
    allowMissingRepository: true,
    // The README's links lead to files of this folder; there is no public address to put before them.
    rewriteRelativeLinks: false,
  });
  const { size } = statSync(packagePath);
  console.log(`dist/claimlint.vsix  ${(size / 1000).toFixed(0)} kB (limit ${largest / 1000} kB)`);
  if (size > largest) throw new Error(`The package has grown to ${size} bytes; the limit is ${largest}.`);
  return size;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await packageExtension();

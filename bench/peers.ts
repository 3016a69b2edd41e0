// The npm packages that the benchmarks compare with. They are no part of the project: bench/package.json names their versions,
// and they are installed beside it when they are first asked for.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const folder = join(process.cwd(), 'bench');

/** A peer by its name; undefined where it cannot be installed (no registry is reached). */
export function peer<T>(name: string): T | undefined {
  if (!existsSync(join(folder, 'node_modules', name.split('/')[0] ?? name)))
    spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'ignore',
      shell: process.platform === 'win32',
    });
  try {
    return createRequire(join(folder, 'package.json'))(name) as T;
  } catch {
    console.log(`  ${name}: not here; npm ci in bench/ installs it`);
    return undefined;
  }
}

// npm run bench: every benchmark, one after the other, in one run.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const options = process.argv.slice(2).filter((word) => word.startsWith('--'));
/** What the others share. */
const parts = ['generate.ts', 'measure.ts', 'peers.ts'];
const programs = readdirSync(import.meta.dirname).filter(
  (name) =>
    name.endsWith('.ts') &&
    !parts.includes(name) &&
    (wanted.length === 0 || wanted.includes(name.replace(/\.ts$/, ''))),
);
for (const name of programs) {
  console.log(`\n── ${name.replace(/\.ts$/, '')} ──`);
  const { status } = spawnSync(process.execPath, ['scripts/run-ts.mjs', join('bench', name), ...options], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}

// node scripts/run-ts.mjs FILE.ts [words…]: bundles a TypeScript program with the YAML tables into a temporary file and runs it.
// The file lies below node_modules, so that programs which build something find esbuild itself.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { yamlForEsbuild } from './yaml-modules.mjs';

const [program, ...words] = process.argv.slice(2);
if (program === undefined) {
  console.error('node scripts/run-ts.mjs FILE.ts [words…]');
  process.exit(2);
}
const cache = join(import.meta.dirname, '../node_modules/.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(join(cache, 'claimlint-run-'));
const outfile = join(folder, 'program.mjs');
try {
  await build({
    entryPoints: [program],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    mainFields: ['module', 'main'],
    outfile,
    plugins: [yamlForEsbuild],
    external: ['esbuild'],
    sourcemap: 'inline',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire as programRequire } from 'node:module'; const require = programRequire(import.meta.url);",
    },
  });
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...words], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

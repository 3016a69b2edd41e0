// node scripts/run-ts.mjs FILE.ts [words…]: bundles a TypeScript program with the YAML tables into a temporary file and runs it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { yamlForEsbuild } from './yaml-modules.mjs';

const [program, ...words] = process.argv.slice(2);
if (program === undefined) {
  console.error('node scripts/run-ts.mjs FILE.ts [words…]');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'claimlint-run-'));
const outfile = join(folder, 'program.mjs');
try {
  await build({
    entryPoints: [program],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile,
    plugins: [yamlForEsbuild],
    sourcemap: 'inline',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', outfile, ...words], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

// node scripts/run-ts.mjs FILE.ts [arguments]: bundles a TypeScript program with the project's loaders and runs it.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'esbuild';
import { yamlForEsbuild } from './yaml-modules.mjs';

const [file, ...args] = process.argv.slice(2);
if (file === undefined) throw new Error('usage: node scripts/run-ts.mjs FILE.ts [arguments]');

const folder = mkdtempSync(join(tmpdir(), 'claimlint-run-'));
try {
  const outfile = join(folder, `${basename(file, '.ts')}.mjs`);
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    plugins: [yamlForEsbuild],
    external: ['better-sqlite3', 'node:sqlite'],
    // Bundled CommonJS packages may call require.
    banner: {
      js: "import { createRequire as claimlintRequire } from 'node:module'; const require = claimlintRequire(import.meta.url);",
    },
    sourcemap: 'inline',
    logLevel: 'warning',
  });
  const { status } = spawnSync(process.execPath, ['--enable-source-maps', '--expose-gc', outfile, ...args], {
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}

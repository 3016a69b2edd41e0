// Builds dist/: the extension, the command line, with --library what other programs import, and with --tests the suite that
// runs inside VS Code.
// --into=FOLDER builds elsewhere, for tests that look at what is shipped.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { yamlForEsbuild } from './scripts/yaml-modules.mjs';

const folder = process.argv.find((word) => word.startsWith('--into='))?.slice('--into='.length) ?? 'dist';

const isWanted = (what) => process.argv.includes(`--${what}`);

const common = {
  bundle: true,
  minify: true,
  format: 'cjs',
  target: 'es2022',
  mainFields: ['module', 'main'],
  plugins: [yamlForEsbuild],
  logLevel: 'warning',
  legalComments: 'none',
};

// `platform: 'browser'` everywhere but in the command line: a Node API in the core or in editor/ fails the build,
// and one file serves the Node, the remote and the web-worker extension host.
const bundles = [
  {
    entryPoints: ['src/extension.ts'],
    outfile: `${folder}/extension.js`,
    platform: 'browser',
    external: ['vscode'],
  },
  {
    entryPoints: ['src/cli/main.ts'],
    outfile: `${folder}/cli.js`,
    platform: 'node',
    // Its form for Node loads worker threads, which nothing here uses.
    alias: { fflate: './node_modules/fflate/esm/browser.js' },
    banner: { js: '#!/usr/bin/env node' },
  },
  ...(isWanted('tests')
    ? [
        {
          entryPoints: ['test/editor/suite.ts'],
          outfile: `${folder}/test/suite.js`,
          platform: 'browser',
          external: ['vscode'],
          minify: false,
        },
      ]
    : []),
  ...(isWanted('library')
    ? [
        {
          entryPoints: ['src/library/index.ts'],
          outfile: `${folder}/library/index.cjs`,
          platform: 'browser',
        },
        // A file for each function, so that a bundler leaves out what a program does not call.
        {
          entryPoints: readdirSync('src/library')
            .filter((name) => name !== 'types.ts')
            .map((name) => `src/library/${name}`),
          outdir: `${folder}/library`,
          outExtension: { '.js': '.mjs' },
          chunkNames: 'parts/[hash]',
          splitting: true,
          format: 'esm',
          platform: 'browser',
        },
      ]
    : []),
];

if (isWanted('library')) rmSync(`${folder}/library`, { recursive: true, force: true });

await Promise.all(bundles.map((bundle) => build({ ...common, ...bundle })));
if (isWanted('library')) {
  // Loads the compiler, which no other build needs.
  const { writeLibraryTypes } = await import('./scripts/library-types.mjs');
  writeLibraryTypes(`${folder}/library/types`);
}
for (const { outfile } of bundles) {
  if (outfile === undefined) continue;
  const bytes = readFileSync(outfile);
  console.log(`${outfile}  ${kilobytes(bytes.length)}, ${kilobytes(gzipSync(bytes).length)} gzipped`);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

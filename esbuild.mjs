// Builds dist/: the extension, the command line and, with --tests, the suite that runs inside VS Code.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { yamlForEsbuild } from './scripts/yaml-modules.mjs';

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
    outfile: 'dist/extension.js',
    platform: 'browser',
    external: ['vscode'],
  },
  {
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.js',
    platform: 'node',
    banner: { js: '#!/usr/bin/env node' },
  },
  ...(process.argv.includes('--tests')
    ? [
        {
          entryPoints: ['test/editor/suite.ts'],
          outfile: 'dist/test/suite.js',
          platform: 'browser',
          external: ['vscode'],
          minify: false,
        },
      ]
    : []),
];

await Promise.all(bundles.map((bundle) => build({ ...common, ...bundle })));
for (const { outfile } of bundles) {
  const bytes = readFileSync(outfile);
  console.log(`${outfile}  ${kilobytes(bytes.length)}, ${kilobytes(gzipSync(bytes).length)} gzipped`);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(0)} kB`;
}

import { build } from 'esbuild';
import { yamlForEsbuild } from './scripts/yaml-modules.mjs';

const common = {
  bundle: true,
  minify: true,
  format: 'cjs',
  target: 'es2022',
  plugins: [yamlForEsbuild],
  logLevel: 'warning',
  legalComments: 'none',
};

await Promise.all([
  // One bundle for the Node and the web extension host: the core and editor/ use no Node API.
  build({ ...common, entryPoints: ['src/extension.ts'], outfile: 'dist/extension.js', platform: 'browser', mainFields: ['module', 'main'], external: ['vscode'] }),
  build({ ...common, entryPoints: ['src/cli/main.ts'], outfile: 'dist/cli.js', platform: 'node', mainFields: ['module', 'main'], banner: { js: '#!/usr/bin/env node' } }),
]);

// npm run docs: writes what is made from the code: the rules' pages, the page and schema of the settings, the tables of the README, the bill of materials, the manual page, the interface of the library.
// With --check nothing is written; it fails when something is stale.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './host/install.mjs';

const programs = [
  'scripts/generate-rule-pages.ts',
  'scripts/generate-configuration.ts',
  'scripts/generate-readme.ts',
  'scripts/sbom.ts',
  'scripts/generate-man-page.ts',
  'scripts/generate-library-api.mjs',
  'scripts/generate-l10n.mjs',
];
const words = process.argv.slice(2);
for (const program of programs) {
  const run = program.endsWith('.ts') ? [join(root, 'scripts/run-ts.mjs'), program] : [join(root, program)];
  const { status } = spawnSync(process.execPath, [...run, ...words], { cwd: root, stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}

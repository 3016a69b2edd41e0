// npm test: every lane in order, stopping at none of them, and a last word on which ran and how it went.
import { spawnSync } from 'node:child_process';
import { root, seconds } from './host/install.mjs';

const lanes = [
  ['check: format, lint, types, dead code', 'npm', 'run', '--silent', 'check'],
  ['generated pages are fresh', 'node', 'scripts/docs.mjs', '--check'],
  ['core', 'npm', 'run', '--silent', 'test:core'],
  ['build', 'node', 'esbuild.mjs', '--tests'],
  ['package', 'node', 'scripts/package.mjs'],
  ['suite in the Node host', 'node', 'scripts/test-host.mjs'],
  ['suite in the web-worker host', 'node', 'scripts/test-host.mjs', '--web'],
  ['a coder’s visit to the installed package', 'node', 'scripts/test-visit.mjs'],
];

const verdicts = lanes.map(([name, program, ...words]) => {
  console.log(`\n── ${name} ──`);
  const started = Date.now();
  const { status } = spawnSync(program, words, {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  return { name, passed: status === 0, time: seconds(started) };
});

console.log('\nLanes that ran:');
for (const { name, passed, time } of verdicts)
  console.log(`  ${passed ? 'passed' : 'FAILED'}  ${name} (${time})`);
console.log('  not run here: desktop VS Code (npm run test:desktop)');
process.exitCode = verdicts.every(({ passed }) => passed) ? 0 : 1;

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

const browserLanes = ['scripts/test-host.mjs', 'scripts/test-visit.mjs'];

const verdicts = lanes.map(([name, program, ...words]) => {
  const started = Date.now();
  const run = () => {
    console.log(`\n── ${name} ──`);
    const { status } = spawnSync(program, words, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    return status === 0;
  };
  if (run()) return { name, how: 'passed', time: seconds(started) };
  // A real browser on a busy machine can miss a key or a moment: such a lane is tried once more, and it is said.
  const again = browserLanes.includes(words[0]) && run();
  return { name, how: again ? 'passed at the second try' : 'FAILED', time: seconds(started) };
});

console.log('\nLanes that ran:');
for (const { name, how, time } of verdicts) console.log(`  ${how}  ${name} (${time})`);
console.log('  not run here: desktop VS Code (npm run test:desktop)');
process.exitCode = verdicts.every(({ how }) => how !== 'FAILED') ? 0 : 1;

// npm run test:offline: the suite in a real extension host and a coder's visit, on a machine whose only network is itself
// (a network namespace of Linux with the loopback alone, over which browser and editor talk to each other).
import { spawnSync } from 'node:child_process';
import { root } from './host/install.mjs';

const programs = ['node scripts/test-host.mjs', 'node scripts/test-visit.mjs'];
const asRoot = process.getuid?.() === 0;

for (const program of programs) {
  console.log(`\n── without a network: ${program} ──`);
  const inside = `ip link set lo up && test "$(tail -n +3 /proc/net/dev | wc -l)" -eq 1 && exec ${program}`;
  const { status } = spawnSync('unshare', [...(asRoot ? [] : ['-r']), '-n', 'sh', '-c', inside], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status !== 0) process.exitCode = 1;
}

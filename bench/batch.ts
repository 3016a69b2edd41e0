// An 837 as a clearing-house has it: reading into claims and checking with every rule, against a plain byte loop of the same
// run; memory of the command line by size of file; start-up on one small file against `node -e 0`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkDocuments, defaultConfiguration } from '../src/check';
import { noTables } from '../src/codes/tables/lookup';
import { readEachClaim } from '../src/formats/x12';
import { generate837 } from './generate';

const megabyte = 1_000_000;
const median = (times: readonly number[]) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
const run = (rounds: number, work: () => void) =>
  median(
    Array.from({ length: rounds }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );

const text = generate837(2 * megabyte, 20561);
const bytes = Buffer.from(text);
const speed = (milliseconds: number) => bytes.length / megabyte / (milliseconds / 1000);

const delimiters = new Int32Array(bytes.length);
let found = 0;
const loop = speed(
  run(5, () => {
    found = 0;
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at];
      if (byte === 42 || byte === 126 || byte === 58) delimiters[found++] = at;
    }
  }),
);
let claims = 0;
const reading = speed(
  run(3, () => {
    claims = 0;
    readEachClaim(text, () => claims++);
  }),
);
const options = { configuration: defaultConfiguration, tables: noTables, today: '2026-11-23' };
const checkTime = (kilobytes: number) => {
  const batch = generate837(kilobytes * 1000, 20561);
  return run(1, () => void checkDocuments([{ path: 'batch.837', text: batch }], options));
};
// The first check makes the tables of codes ready; it is not counted.
checkTime(10);
const smaller = checkTime(100);
const larger = checkTime(200);
const checking = 0.2 / (larger / 1000);
const share = (rate: number) =>
  `${rate.toFixed(1)} MB/s, ${((100 * rate) / loop).toFixed(2)} % of the byte loop`;
console.log(
  `837 of ${(bytes.length / megabyte).toFixed(1)} MB, ${claims} claims, ${found} delimiters; medians`,
);
console.log(`plain byte loop: ${loop.toFixed(0)} MB/s`);
console.log(`reading into claims: ${share(reading)}`);
console.log(`check with all rules, no imported tables: ${share(checking)}`);
console.log(
  `twice the batch (100 kB, 200 kB) takes ${(larger / smaller).toFixed(2)} times as long (linear: 2)`,
);

const folder = mkdtempSync(join(tmpdir(), 'claimlint-bench-'));
try {
  spawnSync(process.execPath, ['esbuild.mjs', `--into=${folder}`], { stdio: 'ignore' });
  const cli = join(folder, 'cli.js');
  const env = { ...process.env, XDG_DATA_HOME: join(folder, 'data') };
  for (const size of [0.05, 0.1]) {
    const path = join(folder, `batch-${size}.837`);
    writeFileSync(path, generate837(size * megabyte, size));
    const program = `process.argv.splice(1, 0, 'cli'); process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS)); require(${JSON.stringify(cli)})`;
    const start = performance.now();
    const { stderr } = spawnSync(
      process.execPath,
      ['-e', program, '--', 'check', '--max-findings', '10', path],
      { encoding: 'utf8', env },
    );
    const seconds = (performance.now() - start) / 1000;
    const kilobytes = Number(stderr.trim().split('\n').at(-1));
    console.log(
      `claimlint check of ${size} MB: ${(kilobytes / 1000).toFixed(0)} MB at most, ${seconds.toFixed(1)} s`,
    );
  }
  const small = run(5, () => {
    spawnSync(process.execPath, [cli, 'check', 'samples/edits/visit.claim'], { env });
  });
  const empty = run(5, () => {
    spawnSync(process.execPath, ['-e', '0']);
  });
  console.log(
    `start-up: one small file ${small.toFixed(0)} ms, node -e 0 ${empty.toFixed(0)} ms: ${(small / empty).toFixed(2)} times (wanted: 1.5)`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

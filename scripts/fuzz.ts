// npm run fuzz -- --seconds N [--seed N] [--only reader] [--from execution]: gives every reader changed files for that long,
// prints executions and crashes, and puts the shortest form of each new crash into test/fixtures/crashes.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { fuzzLanes } from '../test/trust/fuzz';

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    from: { type: 'string', default: '0' },
  },
});
const seed = Number(values.seed);
const lanes = (await fuzzLanes(seed)).filter(
  ({ reader }) => values.only?.split(',').includes(reader) ?? true,
);
const counts = lanes.map(({ reader }) => ({
  reader,
  executions: Number(values.from),
  seconds: 0,
  crashes: 0,
}));
const known = new Set<string>();
const folder = 'test/fixtures/crashes';
const end = Date.now() + Number(values.seconds) * 1000;
let told = Date.now();

// Each reader has a second in turn, so that all have the same time whenever the run ends.
while (Date.now() < end) {
  for (const [index, lane] of lanes.entries()) {
    const count = counts[index];
    if (count === undefined || Date.now() >= end) continue;
    const started = Date.now();
    const until = Math.min(end, started + 1000);
    while (Date.now() < until) {
      const crash = await lane.run(count.executions++);
      if (crash === undefined) continue;
      count.crashes++;
      const key = `${crash.reader} ${crash.kind}`;
      if (known.has(key)) continue;
      known.add(key);
      mkdirSync(folder, { recursive: true });
      const hash = createHash('sha256').update(crash.bytes).digest('hex').slice(0, 8);
      writeFileSync(
        `${folder}/${crash.reader}--${hash}--${crash.name.replace(/[^\w.-]/g, '_')}`,
        crash.bytes,
      );
      console.log(`crash of ${key} (--seed ${seed} --only ${crash.reader} --from ${crash.execution})`);
    }
    count.seconds += (Date.now() - started) / 1000;
  }
  if (Date.now() - told > 60_000) {
    told = Date.now();
    print();
  }
}
print();
process.exitCode = known.size > 0 ? 1 : 0;

function print(): void {
  const started = Number(values.from);
  console.log('\nreader           executions   per second   crashes');
  for (const { reader, executions, seconds, crashes } of counts) {
    const made = executions - started;
    console.log(
      `${reader.padEnd(14)} ${String(made).padStart(12)} ${(made / Math.max(seconds, 0.001)).toFixed(0).padStart(12)} ${String(crashes).padStart(9)}`,
    );
  }
  const all = counts.reduce((sum, { executions }) => sum + executions - started, 0);
  console.log(`in all ${all} executions, ${known.size} kinds of crashes (seed ${seed})`);
}

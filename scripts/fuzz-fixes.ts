// npm run fuzz:fixes -- [--seconds N] [--seed N]: every fix of the scenarios, the rules' examples and the sample files in every
// format, then of generated claims for that long; prints how many were tried of each rule in each format, and what is broken.
import { readdirSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { generatedCase, type Outcome, sampleCases, table, tryFixes, writtenCases } from '../test/trust/fixes';
import { randomFrom } from '../test/trust/random';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '20' }, seed: { type: 'string', default: '1' } },
});
const folder = 'test/fixtures/scenarios';
const scenarios = readdirSync(folder)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({ name, text: readFileSync(`${folder}/${name}`, 'utf8') }));
const outcome: Outcome = { tried: new Map(), broken: [] };
const end = Date.now() + Number(values.seconds) * 1000;

for (const each of writtenCases(scenarios, true)) tryFixes(each, outcome);
for (const each of sampleCases(6000)) tryFixes(each, outcome);
let generated = 0;
for (; Date.now() < end; generated++)
  tryFixes(generatedCase(randomFrom(Number(values.seed) * 1_000_003 + generated), generated), outcome);

console.log(table(outcome.tried));
const all = [...outcome.tried.values()].reduce((sum, count) => sum + count, 0);
console.log(`${all} fixes tried (${generated} generated claims), ${outcome.broken.length} broken`);
const kinds = new Map<string, number>();
for (const line of outcome.broken) {
  const kind = line.replace(/ — .*/s, '');
  if (!kinds.has(kind)) console.log(line);
  kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
}
for (const [kind, count] of kinds) console.log(`${String(count).padStart(7)}  ${kind}`);
process.exitCode = outcome.broken.length > 0 ? 1 : 0;

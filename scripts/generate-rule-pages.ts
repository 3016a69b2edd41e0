// Writes docs/rules from the rules themselves; with --check it only says whether the pages are fresh.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { rulePage, rulesWithPages } from '../src/check';
import { ruleTable } from './rule-table';

const folder = 'docs/rules';
const check = process.argv.includes('--check');

const index = [
  '# Rules',
  '',
  'Each page is made from the rule itself (`npm run docs`). The examples of a rule are its tests: they are run as they are, and written in each file format and run again; "found in" names the formats in which the rule found one of them. Where a format is missing, the example written in it lacks what the rule needs: the kind of payer, minutes, a total.',
  '',
  ruleTable(),
  '',
].join('\n');

const pages = new Map([
  ['README.md', index],
  ...rulesWithPages.map(({ id }) => [`${id}.md`, rulePage(id) ?? ''] as const),
]);
const stale = [...pages]
  .filter(
    ([name, text]) => !existsSync(join(folder, name)) || readFileSync(join(folder, name), 'utf8') !== text,
  )
  .map(([name]) => name);
const left = (existsSync(folder) ? readdirSync(folder, { recursive: true }) : [])
  .map((name) => String(name).split('\\').join('/'))
  .filter((name) => name.endsWith('.md') && !pages.has(name));

if (check) {
  if (stale.length + left.length > 0) {
    console.error(`docs/rules is not fresh (${[...stale, ...left].join(', ')}); run: npm run docs`);
    process.exitCode = 1;
  } else console.log(`docs/rules: ${pages.size} pages are fresh`);
} else {
  for (const name of left) rmSync(join(folder, name));
  for (const name of stale) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), pages.get(name) ?? '');
  }
  console.log(`docs/rules: ${stale.length} written, ${left.length} removed`);
}

// Writes l10n/bundle.l10n.json: every sentence that the editor says in a translatable way, for those who translate it.
// With --check nothing is written; it fails when the file is stale.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { getL10nJson } from '@vscode/l10n-dev';
import { root } from './host/install.mjs';

const name = 'l10n/bundle.l10n.json';
const path = join(root, name);

const sources = [
  'src/extension.ts',
  ...readdirSync(join(root, 'src/editor'), { recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => join('src/editor', file)),
].sort();
const found = await getL10nJson(
  sources.map((source) => ({ extension: '.ts', contents: readFileSync(join(root, source), 'utf8') })),
);
const text = `${JSON.stringify(Object.fromEntries(Object.entries(found).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`;
if (process.argv.includes('--check')) {
  if (readFileSync(path, 'utf8') !== text) {
    console.error(`${name}: stale; run npm run docs`);
    process.exitCode = 1;
  } else console.log(`${name}: ${Object.keys(found).length} sentences, fresh`);
} else {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`${name}: ${Object.keys(found).length} sentences`);
}

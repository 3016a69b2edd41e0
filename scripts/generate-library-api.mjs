// Writes docs/library-api.md; with --check it only says whether it is fresh.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { apiReport } from './library-types.mjs';

const path = 'docs/library-api.md';
const text = apiReport();
if (existsSync(path) && readFileSync(path, 'utf8') === text) console.log(`${path}: fresh`);
else if (process.argv.includes('--check')) {
  console.error(`${path} is not fresh; run: npm run docs`);
  process.exitCode = 1;
} else {
  writeFileSync(path, text);
  console.log(`${path}: written`);
}

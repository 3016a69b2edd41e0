// Writes docs/configuration.md and schemas/configuration.schema.json; with --check it only says whether they are fresh.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { configurationPage, configurationSchema } from './configuration-page';

const files = [
  ['docs/configuration.md', configurationPage()],
  ['schemas/configuration.schema.json', `${JSON.stringify(configurationSchema(), null, 2)}\n`],
] as const;

for (const [path, text] of files) {
  const isFresh = existsSync(path) && readFileSync(path, 'utf8') === text;
  if (isFresh) console.log(`${path}: fresh`);
  else if (process.argv.includes('--check')) {
    console.error(`${path} is not fresh; run: npm run docs`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    console.log(`${path}: written`);
  }
}

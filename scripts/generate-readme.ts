// Writes the rule table of README.md, between its markers, from the rules themselves, and checks that the table of
// dependencies names what is bundled. With --check nothing is written.
import { readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { rulesWithPages } from '../src/check';
import { yamlForEsbuild } from './yaml-modules.mjs';

const readme = readFileSync('README.md', 'utf8');
const check = process.argv.includes('--check');

const rules = [
  '| Rule | Says when wrong | What it looks at |',
  '|---|---|---|',
  ...rulesWithPages.map(
    ({ id, severity, title }) => `| [\`${id}\`](docs/rules/${id}.md) | ${severity} | ${title} |`,
  ),
].join('\n');

const written = between(readme, 'rules', rules);
if (written === readme) console.log(`README.md: the table of ${rulesWithPages.length} rules is fresh`);
else if (check) fail('The rule table of README.md is not fresh; run: npm run docs');
else {
  writeFileSync('README.md', written);
  console.log(`README.md: table of ${rulesWithPages.length} rules written`);
}

const bundled = await bundledPackages();
const unnamed = bundled.filter((name) => !section(readme, 'dependencies').includes(`| [${name}]`));
if (unnamed.length > 0) fail(`README.md does not name these bundled packages: ${unnamed.join(', ')}`);
else console.log(`README.md: names the ${bundled.length} bundled packages`);

/** The text with what stands between the two markers of `name` replaced. */
function between(text: string, name: string, content: string): string {
  const [start, end] = markers(name);
  const from = text.indexOf(start);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new Error(`README.md has no markers for ${name}`);
  return `${text.slice(0, from + start.length)}\n${content}\n${text.slice(to)}`;
}

function section(text: string, name: string): string {
  const [start, end] = markers(name);
  return text.slice(text.indexOf(start), text.indexOf(end));
}

function markers(name: string): readonly [string, string] {
  const how = name === 'dependencies' ? 'checked' : 'written';
  return [`<!-- ${name}: ${how} by npm run docs -->`, `<!-- end of ${name} -->`];
}

function fail(message: string): void {
  console.error(message);
  process.exitCode = 1;
}

/** Names of the packages whose code ends up in the extension or the command line. */
async function bundledPackages(): Promise<readonly string[]> {
  const { metafile } = await build({
    entryPoints: ['src/extension.ts', 'src/cli/main.ts'],
    outdir: 'unused',
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    mainFields: ['module', 'main'],
    external: ['vscode'],
    plugins: [yamlForEsbuild],
    logLevel: 'warning',
  });
  const names = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(names)].sort();
}

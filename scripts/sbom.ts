// Writes sbom.json (CycloneDX: which packages are part of what is shipped, from the lock file) and THIRD-PARTY-NOTICES.md
// (their licences in full, shipped with the extension). With --check nothing is written; it fails when one is stale,
// when a licence is not on the list, or when a package would run something while it is installed.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { version } from '../package.json';
import { yamlForEsbuild } from './yaml-modules.mjs';

/** Licences that allow use in a product of any kind and ask for no more than to be named. */
const allowedLicences = ['MIT', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0'];

interface LockEntry {
  readonly version: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly hasInstallScript?: boolean;
}
interface Package extends LockEntry {
  readonly name: string;
  readonly licence: string;
  readonly licenceText: string;
  readonly description?: string;
}

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  readonly packages: Readonly<Record<string, LockEntry>>;
};

/** Folders below node_modules whose code ends up in the extension or the command line. */
async function bundledFolders(): Promise<readonly string[]> {
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
  const folders = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([path]) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(folders)].sort();
}

function readPackage(folder: string): Package {
  const entry = lock.packages[folder];
  if (entry === undefined) throw new Error(`${folder} is bundled but not in package-lock.json`);
  const manifest = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as {
    readonly name: string;
    readonly version: string;
    readonly license?: string;
    readonly description?: string;
    readonly scripts?: Readonly<Record<string, string>>;
  };
  if (manifest.version !== entry.version)
    throw new Error(
      `${manifest.name}: ${manifest.version} is installed, the lock file says ${entry.version}`,
    );
  const licence = manifest.license ?? 'none given';
  if (!allowedLicences.includes(licence))
    throw new Error(`${manifest.name} has the licence ${licence}; allowed: ${allowedLicences.join(', ')}`);
  const runs = ['preinstall', 'install', 'postinstall'].filter(
    (name) => manifest.scripts?.[name] !== undefined,
  );
  if (entry.hasInstallScript === true || runs.length > 0)
    throw new Error(`${manifest.name} runs something while it is installed`);
  return {
    ...entry,
    name: manifest.name,
    licence,
    licenceText: licenceTextOf(folder, manifest.name),
    ...(manifest.description === undefined ? {} : { description: manifest.description }),
  };
}

/** Words of the licence file; for a package that forgot to bring its own, those of its repository, in scripts/licences. */
function licenceTextOf(folder: string, name: string): string {
  const own = readdirSync(folder).find((entry) => /^(?:licen[cs]e|copying)(?:\.|$)/i.test(entry));
  const path = own === undefined ? `scripts/licences/${name.replace('/', '__')}.txt` : `${folder}/${own}`;
  if (!existsSync(path))
    throw new Error(`${name} holds no licence file; put the one of its repository at ${path}`);
  return readFileSync(path, 'utf8').replaceAll('\r\n', '\n').trim();
}

function component(found: Package): object {
  const { name, licence, description, integrity, resolved } = found;
  const purl = purlOf(found);
  const [group, short] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const hash = integrity?.startsWith('sha512-')
    ? Buffer.from(integrity.slice(7), 'base64').toString('hex')
    : undefined;
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group === undefined ? {} : { group }),
    name: short,
    version: found.version,
    ...(description === undefined ? {} : { description }),
    scope: 'required',
    ...(hash === undefined ? {} : { hashes: [{ alg: 'SHA-512', content: hash }] }),
    licenses: [{ license: { id: licence } }],
    purl,
    ...(resolved?.startsWith('https://registry.npmjs.org/')
      ? { externalReferences: [{ type: 'distribution', url: resolved }] }
      : {}),
  };
}

const purlOf = ({ name, version: of }: Package) => `pkg:npm/${name.replace('@', '%40')}@${of}`;

const packages = (await bundledFolders()).map(readPackage);
const product = `pkg:npm/claimlint@${version}`;
const bill = {
  bomFormat: 'CycloneDX',
  specVersion: '1.5',
  version: 1,
  metadata: {
    component: {
      type: 'application',
      'bom-ref': product,
      name: 'claimlint',
      version,
      licenses: [{ license: { id: 'MIT' } }],
      purl: product,
    },
  },
  components: packages.map(component),
  dependencies: [{ ref: product, dependsOn: packages.map(purlOf) }],
};
const notices = [
  '# Third-party notices',
  '',
  'Claimlint contains code of these packages. Their licences follow in full.',
  ...packages.flatMap(({ name, version: of, licence, licenceText }) => [
    '',
    `## ${name} ${of} (${licence})`,
    '',
    '```text',
    licenceText,
    '```',
  ]),
  '',
].join('\n');

const check = process.argv.includes('--check');
for (const [file, content] of [
  ['sbom.json', `${JSON.stringify(bill, undefined, 2)}\n`],
  ['THIRD-PARTY-NOTICES.md', notices],
] as const) {
  const isFresh = existsSync(file) && readFileSync(file, 'utf8') === content;
  if (isFresh) console.log(`${file}: the ${packages.length} bundled packages are fresh`);
  else if (check) {
    console.error(`${file} is not fresh; run: npm run docs`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, content);
    console.log(`${file}: ${packages.length} bundled packages written`);
  }
}

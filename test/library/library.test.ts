// The library as another program has it: packed as `npm pack` packs it, unpacked into a folder of its own, imported both ways.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { build } from 'esbuild';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiReport } from '../../scripts/library-types.mjs';

const folder = mkdtempSync(join(tmpdir(), 'claimlint-library-'));
const packed = join(folder, 'node_modules/claimlint');
const page = readFileSync('docs/library.md', 'utf8');
const example = /```js\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly exports: {
    readonly '.': Readonly<Record<'import' | 'require', Readonly<Record<string, string>>>>;
  };
};

beforeAll(() => {
  execFileSync(process.execPath, ['esbuild.mjs', '--library', `--into=${join(packed, 'dist')}`]);
  writeFileSync(join(packed, 'package.json'), readFileSync('package.json'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(name: string, program: string): string {
  writeFileSync(join(folder, name), program);
  const { stdout, stderr } = spawnSync(process.execPath, [name], { cwd: folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout;
}

describe('the library', () => {
  it('does what its page shows, as an ES module and as CommonJS', () => {
    const asModule = run('example.mjs', example);
    expect(asModule).toContain('warning needling/muscle-count');
    expect(asModule).toMatch(/\{ error: \d+, warning: [1-9]\d*, information: \d+ \}/);
    const asCommonJs = example.replace(
      "import { check, positionsIn } from 'claimlint'",
      "const { check, positionsIn } = require('claimlint')",
    );
    expect(asCommonJs).not.toBe(example);
    expect(run('example.cjs', asCommonJs)).toBe(asModule);
  });

  it('gives both systems of modules the same names, and its page names them all', () => {
    const names = run(
      'names.mjs',
      "console.log(Object.keys(await import('claimlint')).sort().join())",
    ).trim();
    expect(run('names.cjs', "console.log(Object.keys(require('claimlint')).sort().join())").trim()).toBe(
      names,
    );
    for (const name of names.split(',')) expect(page).toContain(`\`${name}(`);
  });

  it('has types for both, which hold for a program that uses them', () => {
    const program = `import { check, readClaims, type Finding, type Severity } from 'claimlint';
const findings: readonly Finding[] = check([{ path: 'a.claim', text: '' }]).files.flatMap((file) => file.findings);
export const severities: readonly Severity[] = findings.map(({ severity }) => severity);
export const total: number | undefined = readClaims('').claims[0]?.serviceLines.length;
// @ts-expect-error a file has a text
check([{ path: 'a.claim' }]);
`;
    for (const name of ['typed.mts', 'typed.cts']) writeFileSync(join(folder, name), program);
    const compiled = ts.createProgram(
      ['typed.mts', 'typed.cts'].map((name) => join(folder, name)),
      {
        strict: true,
        noEmit: true,
        types: [],
        lib: ['lib.es2022.d.ts'],
        target: ts.ScriptTarget.ES2022,
        module: ts.ModuleKind.NodeNext,
        moduleResolution: ts.ModuleResolutionKind.NodeNext,
      },
    );
    const told = ts.getPreEmitDiagnostics(compiled);
    expect(told.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))).toEqual([]);
  });

  it('needs no module, no file and no process', () => {
    const { import: asModule, require: asCommonJs } = manifest.exports['.'];
    const inputs = [asModule.default, asCommonJs.default].map((path) => join(packed, path ?? ''));
    for (const path of inputs) expect(existsSync(path)).toBe(true);
    const program = readFileSync(inputs[1] ?? '', 'utf8');
    const names = new Set<string>();
    const visit = (node: ts.Node): void => {
      if (ts.isIdentifier(node)) names.add(node.text);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile('index.js', program, ts.ScriptTarget.ES2022, false, ts.ScriptKind.JS));
    expect(names.has('module')).toBe(true);
    const notOfALibrary = ['require', 'process', 'Buffer', 'fetch', 'vscode', 'eval', '__dirname'];
    expect(notOfALibrary.filter((name) => names.has(name))).toEqual([]);
  });

  it('leaves out of a bundle what the program does not call', async () => {
    const sizeOf = async (name: string) => {
      const { outputFiles } = await build({
        stdin: {
          contents: `import { ${name} } from 'claimlint'; globalThis.it = ${name};`,
          resolveDir: folder,
        },
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        platform: 'browser',
      });
      return outputFiles[0]?.contents.length ?? Number.NaN;
    };
    const whole = await sizeOf('check');
    expect(whole).toBeGreaterThan(500_000);
    expect(await sizeOf('positionsIn')).toBeLessThan(5_000);
    expect(await sizeOf('readNote')).toBeLessThan(whole / 2);
    expect(await sizeOf('readClaims')).toBeLessThan(whole / 2);
  });

  it('tells what is wrong with what it is given, and checks with the rest', () => {
    const answer = JSON.parse(
      run(
        'problems.mjs',
        `import { check } from 'claimlint';
const { problems, files } = check([{ path: 'a.claim', text: 'claim: A1' }, { path: 'b.bin', text: '???' }], {
  configuration: 'today: never', packs: ['rules: 7'], tables: [new Uint8Array([1, 2, 3])], today: '2026-07-09',
});
console.log(JSON.stringify({ problems, formats: files.map(({ format }) => format) }));`,
      ),
    ) as { readonly problems: readonly string[]; readonly formats: readonly string[] };
    expect(answer.formats).toEqual(['claim', 'unknown']);
    for (const part of ['configuration:1:', 'packs[0]:', 'tables[0]:'])
      expect(answer.problems.some((problem) => problem.startsWith(part))).toBe(true);
  });

  it('has an interface whose report is fresh', () => {
    expect(readFileSync('docs/library-api.md', 'utf8')).toBe(apiReport());
  });
});

describe('npm pack', () => {
  it('takes the command line, the library and its pages, and nothing else', () => {
    const copy = join(folder, 'copy');
    for (const path of [
      'dist/cli.js',
      'dist/extension.js',
      'src/check.ts',
      'docs/configuration.md',
      'docs/library.md',
    ]) {
      mkdirSync(dirname(join(copy, path)), { recursive: true });
      writeFileSync(join(copy, path), '');
    }
    mkdirSync(join(copy, 'dist/library'));
    writeFileSync(join(copy, 'dist/library/index.mjs'), '');
    for (const name of ['package.json', '.npmignore']) writeFileSync(join(copy, name), readFileSync(name));
    const listed = execFileSync('npm', ['pack', '--dry-run', '--json', '--offline'], {
      cwd: copy,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    });
    const [{ files }] = JSON.parse(listed) as [{ readonly files: readonly { readonly path: string }[] }];
    expect(files.map(({ path }) => path).sort()).toEqual([
      'dist/cli.js',
      'dist/library/index.mjs',
      'docs/library.md',
      'package.json',
    ]);
  });
});

// Nothing that tells of a patient comes out where it does not belong: not on standard error, not in a report that travels (SARIF),
// not in the words of a finding, and not in anything that Claimlint keeps; also when files are damaged and when rules fail.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yamlForEsbuild } from '../../scripts/yaml-modules.mjs';
import { checkDocuments, defaultConfiguration } from '../../src/check';
import { noTables } from '../../src/codes/tables/lookup';
import { canary, canaryFiles } from './canaries';
import { builds, mutate } from './mutate';
import { randomFrom } from './random';

const folder = mkdtempSync(join(tmpdir(), 'claimlint-privacy-'));
const inFolder = (name: string) => join(folder, name);

/** A command line in which a part fails with an exception that quotes what it was given. */
function failing(file: RegExp, change: (source: string) => string): Plugin {
  return {
    name: 'failing',
    setup(bundle) {
      bundle.onLoad({ filter: file }, ({ path }) => ({
        contents: change(readFileSync(path, 'utf8')),
        loader: 'ts',
      }));
    },
  };
}
const failingRule = failing(/src\/rules\/registry\.ts$/, (source) =>
  source.replace(
    'export const bundledRules: readonly Rule[] = [',
    `export const bundledRules: readonly Rule[] = [{ ...npi, id: 'test/failing', scope: 'claim', judge: (encounter) => { throw new Error(JSON.stringify(encounter.claim) + encounter.noteFor()?.text); } } as Rule,`,
  ),
);
const failingReader = failing(/src\/notes\/read\.ts$/, (source) =>
  source.replace(
    /export function readNote\([\s\S]*?\): Note \{/,
    (head) => `${head} if (text.length > 0) throw new TypeError(text);`,
  ),
);

async function bundle(name: string, plugins: Plugin[]): Promise<void> {
  await build({
    entryPoints: ['src/cli/main.ts'],
    outfile: inFolder(name),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    plugins: [...plugins, yamlForEsbuild],
  });
}

beforeAll(async () => {
  await Promise.all([
    bundle('cli.cjs', []),
    bundle('failing-rule.cjs', [failingRule]),
    bundle('failing-reader.cjs', [failingReader]),
  ]);
  mkdirSync(inFolder('work'));
  for (const [name, text] of Object.entries(canaryFiles)) writeFileSync(inFolder(`work/${name}`), text);
  mkdirSync(inFolder('damaged'));
  for (const [name, text] of Object.entries(canaryFiles)) {
    writeFileSync(inFolder(`damaged/cut-${name}`), text.slice(0, Math.floor(text.length * 0.6)));
    writeFileSync(inFolder(`damaged/binary-${name}`), `${text.slice(0, 200)}\u0000\u0001\u0000\u0002${text}`);
    writeFileSync(inFolder(`damaged/odd-${name}`), text.replaceAll(/[,:*|]/g, ';'));
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function run(args: readonly string[], cli = 'cli.cjs') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inFolder(cli), ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: inFolder('home'), XDG_DATA_HOME: inFolder('data') },
  });
  return { status, stdout, stderr };
}

const filesBelow = (path: string): readonly string[] =>
  existsSync(path)
    ? readdirSync(path, { recursive: true, encoding: 'utf8' })
        .map((name) => join(path, name))
        .filter((name) => statSync(name).isFile())
    : [];

describe('the command line keeps to itself what tells of a patient', () => {
  it('finds the files and has something to say of them', () => {
    const { stdout, status } = run(['check', '--format', 'json', 'work']);
    expect(status).toBe(1);
    expect(JSON.parse(stdout).summary.error).toBeGreaterThan(3);
    // The search itself finds what it looks for.
    expect(Object.values(canaryFiles).every((text) => canary.test(text))).toBe(true);
  });

  it('in the words of reports and on standard error, also of damaged files', () => {
    for (const format of ['text', 'json', 'sarif'] as const) {
      const { stdout, stderr } = run(['check', '--format', format, 'work', 'damaged']);
      expect(stderr).not.toMatch(canary);
      if (format === 'sarif') expect(stdout).not.toMatch(canary);
      if (format === 'json')
        for (const file of JSON.parse(stdout).files as { findings: { message: string }[] }[])
          for (const { message } of file.findings) expect(message).not.toMatch(canary);
    }
    for (const command of ['explain', 'fix']) {
      const dry = command === 'fix' ? ['--dry-run'] : [];
      expect(run([command, ...dry, 'work', 'damaged']).stderr).not.toMatch(canary);
    }
  });

  it('when a rule fails: the others go on, and it is said once without a word of the file', () => {
    const { stdout, stderr } = run(['check', '--format', 'sarif', 'work'], 'failing-rule.cjs');
    expect(stderr.match(/test\/failing failed/g)).toHaveLength(1);
    expect(stderr).not.toMatch(canary);
    expect(stdout).toContain('identifier/npi');
    expect(stdout).not.toMatch(canary);
  });

  it('when Claimlint itself fails', () => {
    const { status, stderr, stdout } = run(['check', 'work'], 'failing-reader.cjs');
    expect(status).toBe(2);
    expect(stderr).toBe('claimlint: internal error (TypeError); please report this\n');
    expect(stdout).not.toMatch(canary);
  });

  it('when the reader of its output goes away, and when a call is wrong', () => {
    const { stderr } = spawnSync(
      'sh',
      ['-c', `node cli.cjs check --format json work work work | head -c 10`],
      {
        cwd: folder,
        encoding: 'utf8',
      },
    );
    expect(stderr).toBe('');
    for (const args of [
      ['chekc', 'work/visit.note'],
      ['check', '--fromat', 'x'],
      ['check', 'nothing.note'],
    ])
      expect(run(args).stderr).not.toMatch(canary);
  });

  it('lets no file command the terminal', () => {
    const command = '\u001b]0;owned\u0007\u001b[2J\u202e';
    writeFileSync(
      inFolder('odd.claim'),
      `claim: "A${command}1"\nservice lines:\n  - { date: 2026-03-02, code: "9${command}9", modifiers: ["${command}"], units: 1 }\n`,
    );
    writeFileSync(
      inFolder('odd.note'),
      `Date: 2026-03-02\nDry needling of left ${command}upper trapezius. ${command}\n`,
    );
    for (const args of [
      ['check', 'odd.claim'],
      ['check', '--note', 'odd.note', 'odd.claim'],
      ['explain', 'odd.note', 'odd.claim'],
    ]) {
      const { stdout, stderr } = run(args);
      expect(stdout.length).toBeGreaterThan(20);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
      expect(stdout + stderr).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e]/);
    }
  });

  it('keeps nothing of what it read: neither after checks nor after an import that fails', () => {
    for (const name of ['visit.claim', 'charges.csv', 'visit.note', 'visit.837'])
      expect(run(['import', `work/${name}`, `damaged/cut-${name}`]).stderr).not.toMatch(canary);
    writeFileSync(
      inFolder('ccipra-v323r0.TXT'),
      'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n20561\t20560\t\t20200101\t*\t0\treason\r\n',
    );
    expect(run(['import', 'ccipra-v323r0.TXT', 'work']).stdout).toContain('Imported NCCI pairs');
    const kept = [...filesBelow(inFolder('data')), ...filesBelow(inFolder('home'))];
    expect(kept).not.toEqual([]);
    for (const path of kept) expect(readFileSync(path, 'latin1')).not.toMatch(canary);
    // And the files that were read are as they were.
    for (const [name, text] of Object.entries(canaryFiles))
      expect(readFileSync(inFolder(`work/${name}`), 'utf8')).toBe(text);
  });

  const mayCutOff = process.platform === 'linux' && spawnSync('unshare', ['-rn', 'true']).status === 0;
  it.runIf(mayCutOff)('works without any network interface at all', () => {
    const { status, stdout, stderr } = spawnSync(
      'unshare',
      ['-rn', process.execPath, inFolder('cli.cjs'), 'check', resolve('samples')],
      { encoding: 'utf8', env: { PATH: process.env.PATH, XDG_DATA_HOME: inFolder('data') } },
    );
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('needling/muscle-count');
  });
  it.skipIf(mayCutOff)('(cutting off the network is not permitted here: not tried)', () => undefined);
});

describe('the words of a finding', () => {
  const kinds = {
    'visit.claim': builds.yaml,
    'visit.837': builds.x12,
    'charges.csv': builds.csv,
    'bundle.json': builds.json,
    'message.hl7': builds.hl7,
  } as const;

  it.each(Object.entries(kinds))(
    'tell nothing of the patient however the file is damaged: %s',
    (name, kind) => {
      const text = canaryFiles[name] ?? '';
      for (let turn = 0; turn < 100; turn++) {
        const random = randomFrom(turn * 7919 + 3);
        const { documents } = checkDocuments(
          [
            { path: name, text: mutate(text, text, kind, random) },
            { path: 'visit.note', text: canaryFiles['visit.note'] ?? '' },
          ],
          { configuration: defaultConfiguration, tables: noTables, today: '2026-11-23' },
        );
        for (const { findings } of documents)
          for (const { message, rule } of findings)
            expect([turn, rule, message, canary.test(message)]).toEqual([turn, rule, message, false]);
      }
    },
  );
});

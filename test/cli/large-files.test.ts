// Large files on the command line: checked in pieces and on several threads, they are reported as a file read whole is.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate837, generateNdjson } from '../../bench/generate';
import { yamlForEsbuild } from '../../scripts/yaml-modules.mjs';

const folder = mkdtempSync(join(tmpdir(), 'claimlint-large-'));
const cli = join(folder, 'cli.cjs');
// Letters beyond ASCII, a lost trailer count and a second interchange behind a line break.
const batch = `${generate837(150_000, 3)
  .replace('PATIENT7*', 'PATIÉNT7*')
  .replace(/SE\*\d+\*0001/, 'SE*9*0001')}\r\n${generate837(20_000, 4)}`;
const note = `Patient: PATIENT2, AVERY\nAccount: A2\nDry needling of the left and right upper trapezius.\n`;

// An umlaut, a line that breaks off, a blank one and one with a claim within a claim.
const ndjson = generateNdjson(60_000, 5)
  .replace('Patient3', 'Pätient3')
  .split('\n')
  .map((line, index) =>
    index === 9
      ? line.slice(0, -40)
      : index === 11
        ? `${line.slice(0, -1)},"contained":[{"resourceType":"Claim","id":"inner"}]}`
        : index === 12
          ? `\r\n  ${line}\r`
          : line,
  )
  .join('\n');

beforeAll(async () => {
  await build({
    entryPoints: ['src/cli/main.ts'],
    outfile: cli,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    plugins: [yamlForEsbuild],
  });
  writeFileSync(join(folder, 'batch.837'), batch);
  writeFileSync(join(folder, 'latin.837'), Buffer.from(batch, 'latin1'));
  writeFileSync(join(folder, 'visit.note'), note);
  writeFileSync(join(folder, 'claims.ndjson'), ndjson);
  writeFileSync(join(folder, 'bundle.ndjson'), `${ndjson}{"resourceType":"Patient","id":"P1"}\n`);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function claimlint(args: readonly string[], input: string | Buffer = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'check', ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    maxBuffer: 1 << 28,
    env: { ...process.env, XDG_DATA_HOME: join(folder, 'data') },
  });
  return { status, stdout, stderr };
}

const whole = ['--pieces-from', '1000000000'];
const pieces = (jobs: number) => ['--pieces-from', '1000', '--jobs', String(jobs)];
const lines = (text: string) => text.split('\n').sort();

describe('a large file', () => {
  it.each(['json', 'sarif', 'junit'])('is reported byte for byte like a whole one, as %s', (format) => {
    const asked = ['--format', format, 'batch.837', 'visit.note'];
    const expected = claimlint([...whole, ...asked]);
    expect(expected.stdout.length).toBeGreaterThan(100_000);
    for (const jobs of [1, 2]) expect(claimlint([...pieces(jobs), ...asked])).toEqual(expected);
  });

  it.each(['text', 'ndjson', 'github'])(
    'is told as found, the same whatever the threads, as %s',
    (format) => {
      const asked = ['--format', format, 'batch.837'];
      const one = claimlint([...pieces(1), ...asked]);
      expect(claimlint([...pieces(3), ...asked])).toEqual(one);
      const expected = claimlint([...whole, ...asked]);
      expect(lines(one.stdout)).toEqual(lines(expected.stdout));
      expect(one.status).toBe(expected.status);
    },
  );

  it('reads standard input, Latin-1 and a choice of rules in the same way', () => {
    for (const asked of [
      ['--format', 'json', 'latin.837'],
      ['--format', 'json', '--only', 'structure', '--max-findings', '5', 'batch.837'],
      ['--format', 'json', '--redact', 'batch.837'],
    ])
      expect(claimlint([...pieces(1), ...asked])).toEqual(claimlint([...whole, ...asked]));
    const asked = ['--format', 'json', '--stdin-filename', 'batch.837', '-'];
    expect(claimlint([...pieces(2), ...asked], batch)).toEqual(claimlint([...whole, ...asked], batch));
  });

  it('of FHIR, a claim a line, is reported in the same way; one whose lines lead to each other is read whole', () => {
    for (const asked of [
      ['--format', 'json', 'claims.ndjson', 'visit.note'],
      ['--format', 'sarif', 'claims.ndjson'],
      ['--format', 'json', '--redact', '--only', 'structure', 'claims.ndjson'],
      ['--format', 'json', 'bundle.ndjson'],
    ]) {
      const expected = claimlint([...whole, ...asked]);
      expect(expected.stdout.length).toBeGreaterThan(900);
      for (const jobs of [1, 2]) expect(claimlint([...pieces(jobs), ...asked])).toEqual(expected);
    }
    const asked = ['--format', 'json', '-'];
    expect(claimlint([...pieces(2), ...asked], ndjson)).toEqual(claimlint([...whole, ...asked], ndjson));
  });

  it('says what is wrong with the options', () => {
    expect(claimlint(['--jobs', 'many', 'batch.837', '--pieces-from', '1'])).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('--jobs takes a number'),
    });
    expect(claimlint(['--pieces-from', '8 MB', 'batch.837']).status).toBe(2);
  });
});

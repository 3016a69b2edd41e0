// Code tables whatever happens while they are imported: the process is killed, the disk is full, the folder cannot be written
// to, two imports run at once. Afterwards there are the old tables or the new ones, whole. KILLS=200 kills more often.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yamlForEsbuild } from '../../scripts/yaml-modules.mjs';
import { readTables } from '../../src/cli/table-storage';

const folder = mkdtempSync(join(tmpdir(), 'claimlint-tables-'));
const cli = join(folder, 'cli.cjs');
const tables = join(folder, 'tables');

/** Pairs 20560 with codes from 90000 on: each row with this indicator. */
function pairFile(name: string, rows: number, indicator: 0 | 1): string {
  const path = join(folder, name);
  const lines = Array.from(
    { length: rows },
    (_, row) => `20560\t${90_000 + (row % 9_999)}\t\t20200101\t*\t${indicator}\treason`,
  );
  const header = 'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale';
  writeFileSync(path, `${[header, ...lines].join('\r\n')}\r\n`);
  return path;
}

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
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]) => spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });

/** Starts an import and gives its exit code; null when it was killed. */
function importing(file: string, killAfter?: number, into = tables): Promise<number | null> {
  const child = spawn(process.execPath, [cli, 'import', '--tables', into, file], { stdio: 'ignore' });
  if (killAfter !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve(code));
  });
}

/** What the folder answers: no warning, and every pair of one table has the same indicator. */
async function indicators(into = tables): Promise<readonly (number | 'none')[]> {
  const warnings: string[] = [];
  const opened = await readTables(into, (message) => warnings.push(message));
  expect(warnings).toEqual([]);
  const found = ['90000', '94000', '99000'].map((code) =>
    opened.ptp('practitioner', '20560', code, '2026-11-02'),
  );
  return [...new Set(found.map((each) => (each === undefined || each === 'none' ? 'none' : each.indicator)))];
}

const kills = Number(process.env.KILLS ?? 8);

describe('an import that is killed', () => {
  it('leaves the old tables or the new ones, whole, at whatever moment', {
    timeout: 60_000 + kills * 3_000,
  }, async () => {
    const files = [
      pairFile('ccipra-v323r0-a.TXT', 60_000, 0),
      pairFile('ccipra-v323r0-b.TXT', 60_000, 1),
    ] as const;
    expect(await importing(files[0])).toBe(0);
    const started = Date.now();
    expect(await importing(files[1])).toBe(0);
    const whole = Date.now() - started;
    expect(await indicators()).toEqual([1]);
    let killed = 0;
    for (let turn = 0; turn < kills; turn++) {
      const before = await indicators();
      const moment = whole * (0.25 + (0.75 * (turn + 1)) / kills);
      if ((await importing(files[turn % 2 === 0 ? 0 : 1], moment)) === null) killed++;
      const after = await indicators();
      expect(after).toHaveLength(1);
      expect([before[0], turn % 2 === 0 ? 0 : 1]).toContain(after[0]);
    }
    expect(killed).toBeGreaterThan(0);
    // What was left behind half written is gone after the next import.
    expect(await importing(files[0])).toBe(0);
    expect(await indicators()).toEqual([0]);
    expect(readdirSync(tables).map((name) => name.replace(/[-\d].*\./, '.'))).toEqual([
      'index.json',
      'ptp.cltable',
    ]);
  });
});

describe('two imports at once', () => {
  it('end with both tables there', async () => {
    const into = join(folder, 'both');
    const limits = join(folder, 'MCR_MUE_PractitionerServices_Eff_10-01-2026.csv');
    writeFileSync(
      limits,
      'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n20561,1,2 Date of Service Edit: Policy,x\r\n',
    );
    const pairs = pairFile('ccipra-v323r0-c.TXT', 300, 1);
    for (let turn = 0; turn < 3; turn++) {
      rmSync(into, { recursive: true, force: true });
      expect(
        await Promise.all([importing(pairs, undefined, into), importing(limits, undefined, into)]),
      ).toEqual([0, 0]);
      const warnings: string[] = [];
      const opened = await readTables(into, (message) => warnings.push(message));
      expect(warnings).toEqual([]);
      expect(opened.loaded.map(({ kind }) => kind).sort()).toEqual(['mue', 'ptp']);
    }
  });
});

describe('where nothing can be written', () => {
  it('is said in plain words when a file is in the way, and checks go on', () => {
    const inTheWay = join(folder, 'file');
    writeFileSync(inTheWay, 'x');
    const pairs = pairFile('ccipra-v323r0-d.TXT', 10, 1);
    const { status, stdout, stderr } = run('import', '--tables', inTheWay, pairs);
    expect([status, stderr]).toEqual([2, '']);
    expect(stdout).toContain('a file of that name is in the way. Nothing was imported.');
    const checked = run('check', '--tables', inTheWay, 'samples/edits/visit.claim');
    expect(checked.stderr).toContain('the check goes on without them');
    expect(checked.stdout).toContain('visit.claim');
    expect(checked.status).toBe(1);
  });

  const mayMount = process.platform === 'linux' && spawnSync('unshare', ['-rm', 'true']).status === 0;
  /** Runs a shell script in which DISK is a disk of its own of 64 kB. */
  const onSmallDisk = (script: string) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk, { recursive: true });
    const first = 'mount -t tmpfs -o size=64k tmpfs "$DISK" || exit 99';
    return spawnSync('unshare', ['-rm', 'sh', '-c', `${first}\n${script}`], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, DISK: disk, NODE: process.execPath, CLI: cli, FILES: folder },
    });
  };

  it.runIf(mayMount)('keeps the old tables on a full disk, and on one that cannot be written to', () => {
    pairFile('ccipra-v323r0-small.TXT', 20, 1);
    pairFile('ccipra-v323r0-large.TXT', 120_000, 0);
    const noise = Array.from({ length: 60_000 }, (_, row) => (row * 2_654_435_761) % 89_999);
    const large = join(folder, 'ccipra-v323r0-large.TXT');
    const [header = ''] = readFileSync(large, 'utf8').split('\r\n');
    const rows = noise.map(
      (value, row) =>
        `${10_000 + value}\t${10_000 + ((value * 7) % 89_999)}\t\t2020${String(1 + (row % 12)).padStart(2, '0')}01\t*\t0\treason`,
    );
    writeFileSync(large, `${[header, ...rows].join('\r\n')}\r\n`);
    const { status, stdout } = onSmallDisk(
      [
        '"$NODE" "$CLI" import --tables "$DISK/t" "$FILES/ccipra-v323r0-small.TXT"',
        '"$NODE" "$CLI" import --tables "$DISK/t" "$FILES/ccipra-v323r0-large.TXT"; echo "exit $?"',
        '"$NODE" "$CLI" tables --tables "$DISK/t"; echo "exit $?"',
        'mount -o remount,ro "$DISK"',
        '"$NODE" "$CLI" import --tables "$DISK/t" "$FILES/ccipra-v323r0-small.TXT"; echo "exit $?"',
        '"$NODE" "$CLI" tables --tables "$DISK/t"; echo "exit $?"',
        'ls "$DISK/t"',
      ].join('\n'),
    );
    expect(status).toBe(0);
    const [first, full, shown, readOnly, still, list] =
      stdout.split(/exit \d\n/).length === 5 ? split(stdout) : [];
    expect(first).toContain('Imported NCCI pairs');
    expect(full).toContain('the disk is full. They are as they were before.');
    expect(shown).toContain('NCCI pairs (practitioner): 2026 Q4 (20 rows).');
    expect(readOnly).toContain('cannot be written to');
    expect(still).toContain('NCCI pairs (practitioner): 2026 Q4 (20 rows).');
    expect(list).not.toContain('.part');
  });
  it.skipIf(mayMount)('(a disk of one’s own is not permitted here: not tried)', () => undefined);
});

/** The output of each step; the first two share a piece. */
function split(output: string): readonly string[] {
  const pieces = output.split(/exit \d\n/);
  const [firstTwo = '', ...rest] = pieces;
  const lines = firstTwo.split('\n');
  const at = lines.findIndex((line) => line.startsWith('Code tables are in')) + 1;
  return [lines.slice(0, at).join('\n'), lines.slice(at).join('\n'), ...rest];
}

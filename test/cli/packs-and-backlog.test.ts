// Rule packs, baselines and accepted findings on the command line, as a team's pipeline calls them.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yamlForEsbuild } from '../../scripts/yaml-modules.mjs';

const folder = mkdtempSync(join(tmpdir(), 'claimlint-packs-'));
const cli = join(folder, 'cli.cjs');

const claim = `claim: ACCT-7
service lines:
  - { date: 2026-03-02, code: "97110", units: 1 }
  - { date: 2026-03-02, code: "97110", units: 1 }
`;
const pack = (severity: string) => `pack: clinic
rules:
  - id: clinic/exercise
    title: Exercise carries GP
    severity: ${severity}
    why: The payer asks for it.
    source: { title: Payer letter }
    when: { codes: ["97110"], not: { modifiers: [GP] } }
    message: "{code} needs GP."
severities:
  edit/duplicate-line: { to: warning, why: Our payer takes a line for each visit. }
`;

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
  mkdirSync(join(folder, 'claims'));
  writeFileSync(join(folder, 'claims/visit.claim'), claim);
  writeFileSync(join(folder, 'old.yaml'), pack('warning'));
  writeFileSync(join(folder, 'new.yaml'), pack('error'));
  writeFileSync(join(folder, 'unsound.yaml'), pack('fatal'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function claimlint(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input: '',
    env: { ...process.env, XDG_DATA_HOME: join(folder, 'data') },
  });
  return { status, stdout, stderr };
}

describe('a rule pack of a call', () => {
  it('ends the call with 2 when it is not sound or not there, each mistake at its place', () => {
    for (const command of [['check', 'claims'], ['rules']]) {
      const unsound = claimlint(...command, '--pack', 'unsound.yaml');
      expect(unsound).toMatchObject({ status: 2, stdout: '' });
      expect(unsound.stderr).toContain(
        'unsound.yaml:5:15: The severity can be error, warning or information.',
      );
      expect(unsound.stderr).toContain('cannot be used as it is');
      expect(claimlint(...command, '--pack', 'absent.yaml').status).toBe(2);
    }
  });

  it('changes a severity, and check, explain and rules name the pack', () => {
    const said = 'The rule pack clinic makes this a warning: Our payer takes a line for each visit.';
    expect(claimlint('check', 'claims').stdout).toContain('error edit/duplicate-line');
    const checked = claimlint('check', 'claims', '--pack', 'old.yaml');
    expect(checked).toMatchObject({ status: 0 });
    expect(checked.stdout).toContain('warning edit/duplicate-line');
    expect(checked.stdout).toContain(said);
    expect(claimlint('explain', 'claims/visit.claim', '--pack', 'old.yaml').stdout).toContain(said);
    expect(claimlint('rules', '--pack', 'old.yaml').stdout).toMatch(
      /^edit\/duplicate-line +warning .*\[error without the rule pack clinic: Our payer/m,
    );
    const listed = JSON.parse(claimlint('rules', '--pack', 'old.yaml', '--format', 'json').stdout) as {
      readonly id: string;
      readonly severity: string;
      readonly changedBy?: { readonly pack: string; readonly from: string };
    }[];
    expect(listed.find(({ id }) => id === 'edit/duplicate-line')).toMatchObject({
      severity: 'warning',
      changedBy: { pack: 'clinic', from: 'error' },
    });
    expect(listed.filter(({ changedBy }) => changedBy !== undefined)).toHaveLength(1);
  });

  it('is compared with its next version, on claims as well', () => {
    const alone = claimlint('rules', 'diff', 'old.yaml', 'new.yaml');
    expect(alone).toMatchObject({
      status: 0,
      stdout: 'changed  clinic/exercise (Exercise carries GP)\n  severity: warning -> error\n',
    });
    const onClaims = claimlint('rules', 'diff', 'old.yaml', 'new.yaml', 'claims').stdout;
    expect(onClaims.match(/^(appears|vanishes) .*$/gm)).toEqual([
      expect.stringMatching(/appears +claims.visit\.claim:3:\d+ error clinic\/exercise/),
      expect.stringMatching(/appears +claims.visit\.claim:4:\d+ error clinic\/exercise/),
      expect.stringMatching(/vanishes +claims.visit\.claim:3:\d+ warning clinic\/exercise/),
      expect.stringMatching(/vanishes +claims.visit\.claim:4:\d+ warning clinic\/exercise/),
    ]);
    expect(claimlint('rules', 'diff', 'old.yaml').status).toBe(2);
    expect(claimlint('rules', 'diff', 'old.yaml', 'unsound.yaml').status).toBe(2);
  });
});

describe('a backlog', () => {
  it('is written down as known, then hidden; what is new fails, what is gone is told', () => {
    const baseline = '.claimlint-baseline.json';
    expect(claimlint('check', 'claims').status).toBe(1);
    const written = claimlint('check', 'claims', '--write-baseline', baseline);
    expect(written).toMatchObject({ status: 0 });
    expect(readFileSync(join(folder, baseline), 'utf8')).not.toContain('ACCT');
    const known = claimlint('check', 'claims', '--baseline', baseline);
    expect(known).toMatchObject({ status: 0 });
    expect(known.stderr).toContain('not shown');

    writeFileSync(join(folder, 'claims/next.claim'), claim.replace('ACCT-7', 'ACCT-8'));
    const more = claimlint('check', 'claims', '--baseline', baseline);
    expect(more.status).toBe(1);
    expect(more.stdout).toContain('next.claim');
    expect(more.stdout).not.toContain('visit.claim:');
    rmSync(join(folder, 'claims/next.claim'));

    const corrected = claim.split('\n').slice(0, 3).join('\n');
    writeFileSync(join(folder, 'claims/visit.claim'), `${corrected}\n`);
    const gone = claimlint('check', 'claims', '--baseline', baseline);
    expect(gone.stderr).toContain(
      '1 finding of it no longer occurs (edit/duplicate-line in claims/visit.claim line 2)',
    );
    writeFileSync(join(folder, 'claims/visit.claim'), claim);

    writeFileSync(join(folder, 'no-baseline.json'), '{}');
    expect(claimlint('check', 'claims', '--baseline', 'no-baseline.json').status).toBe(2);
    expect(claimlint('check', 'claims', '--baseline', 'absent.json').status).toBe(2);
  });

  it('has accepted findings that are no longer needed told at their place in .claimlint.yaml', () => {
    writeFileSync(
      join(folder, '.claimlint.yaml'),
      `ignores:
  - { rule: edit/duplicate-line, claim: ACCT-7, reason: two visits }
  - { rule: edit/mue, claim: ACCT-7, reason: was too many }
  - { rule: edit/mue, claim: ACCT-9, reason: another claim }
`,
    );
    const whole = claimlint('check', '.', '--format', 'json');
    const { files } = JSON.parse(whole.stdout) as {
      readonly files: readonly {
        readonly path: string;
        readonly findings: readonly { readonly rule: string; readonly range: { readonly start: object } }[];
      }[];
    };
    const settings = files.find(({ path }) => path === '.claimlint.yaml');
    expect(settings?.findings.map(({ rule, range }) => [rule, range.start])).toEqual([
      ['ignore/stale', { line: 2, character: 4 }],
      ['ignore/stale', { line: 3, character: 4 }],
    ]);
    expect(whole.status).toBe(0);
    const one = claimlint('check', 'claims/visit.claim').stdout;
    expect(one.match(/ignore\/stale/g)?.length).toBe(1);
    expect(claimlint('check', '.', '--skip', 'ignore').stdout).not.toContain('ignore/stale');
    rmSync(join(folder, '.claimlint.yaml'));
  });
});

// Reports for other programs and the options that choose what is shown: a bundle made as the build makes it, on files of its own.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { build } from 'esbuild';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yamlForEsbuild } from '../../scripts/yaml-modules.mjs';
import { canary, canaryFiles } from '../trust/canaries';

const folder = mkdtempSync(join(tmpdir(), 'claimlint-reports-'));
const cli = join(folder, 'cli.cjs');

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
  cpSync('samples', join(folder, 'samples'), { recursive: true });
  cpSync('samples/edits', join(folder, 'odd & <old>, 100% "x"'), { recursive: true });
  for (const [name, text] of Object.entries(canaryFiles)) writeFileSync(join(folder, name), text);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function claimlint(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input,
    env: { ...process.env, XDG_DATA_HOME: join(folder, 'data') },
  });
  return { status, stdout, stderr };
}

interface Report {
  readonly files: readonly { readonly path: string; readonly findings: readonly JsonFinding[] }[];
  readonly summary: Readonly<Record<string, number>>;
}
interface JsonFinding {
  readonly rule: string;
  readonly claim?: string;
  readonly evidence: readonly { readonly text: string }[];
}
const reportOf = (args: readonly string[], input = '') =>
  JSON.parse(claimlint(['check', '--format', 'json', ...args], input).stdout) as Report;
const findingsOf = (args: readonly string[], input = '') =>
  reportOf(args, input).files.flatMap(({ findings }) => findings);
const rulesOf = (args: readonly string[]) => findingsOf(args).map(({ rule }) => rule);

describe('reports for other programs', () => {
  it('writes SARIF that its schema accepts, with rules that results point at, and fixes', () => {
    // Its dialect (draft-04) differs from what ajv reads by these two keys only, as far as this schema uses it.
    const {
      $schema: _dialect,
      id: _name,
      ...schema
    } = JSON.parse(readFileSync('test/fixtures/sarif/sarif-2.1.0-rtm.5.json', 'utf8')) as Record<
      string,
      unknown
    >;
    const isSarif = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(schema);
    const sarif = JSON.parse(claimlint(['check', '--format', 'sarif', 'samples', ...names]).stdout);
    expect(isSarif(sarif), JSON.stringify(isSarif.errors)).toBe(true);
    expect(isSarif({ ...sarif, runs: [{ ...sarif.runs[0], results: [{ ruleId: 'x' }] }] })).toBe(false);
    const [{ results, tool }] = sarif.runs;
    for (const { ruleId, ruleIndex } of results)
      if (ruleIndex !== undefined) expect(tool.driver.rules[ruleIndex].id).toBe(ruleId);
    expect(
      results.filter((result: { fixes?: unknown }) => result.fixes !== undefined).length,
    ).toBeGreaterThan(3);
  });

  it('writes JUnit that an XML reader takes, whatever the name of the file, and fails what fails the call', () => {
    for (const [failOn, wanted] of [
      ['error', 'error'],
      ['information', 'any'],
    ] as const) {
      const paths = ['odd & <old>, 100% "x"', 'samples'];
      const { stdout } = claimlint(['check', '--format', 'junit', '--fail-on', failOn, ...paths]);
      const seen = { failure: 0, testcase: 0, tests: 0, failures: 0 };
      const parser = new SaxesParser();
      parser.on('error', (error) => {
        throw error;
      });
      parser.on('opentag', ({ name, attributes }) => {
        if (name === 'failure' || name === 'testcase') seen[name]++;
        if (name === 'testsuites') {
          seen.tests = Number(attributes.tests);
          seen.failures = Number(attributes.failures);
        }
      });
      parser.write(stdout).close();
      const { error = 0, warning = 0, information = 0 } = reportOf(paths).summary;
      expect(seen.failure).toBe(wanted === 'error' ? error : error + warning + information);
      expect(seen).toMatchObject({ tests: seen.testcase, failures: seen.failure });
    }
  });

  it('writes one GitHub command a finding, its parts escaped as GitHub reads them', () => {
    const { stdout } = claimlint(['check', '--format', 'github', 'odd & <old>, 100% "x"']);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(findingsOf(['odd & <old>, 100% "x"']).length);
    for (const line of lines) {
      expect(line).toMatch(
        /^::(error|warning|notice) file=[^,:]+,line=\d+,endLine=\d+(,col=\d+,endColumn=\d+)?,title=[^,:]+::./,
      );
      expect(line).toContain('file=odd & <old>%2C 100%25 "x"/');
    }
  });
});

const names = Object.keys(canaryFiles);

describe('a report that may be passed on', () => {
  it('tells nothing of the patient with --redact, in every format, and as many findings as without', () => {
    for (const format of ['text', 'json', 'ndjson', 'sarif', 'junit', 'github']) {
      const { stdout } = claimlint(['check', '--redact', '--format', format, ...names]);
      expect(stdout.length, format).toBeGreaterThan(500);
      expect(stdout, format).not.toMatch(canary);
      expect(stdout, format).not.toContain('A-77');
    }
    const open = findingsOf(names);
    const closed = findingsOf(['--redact', ...names]);
    expect(closed.map(({ rule }) => rule)).toEqual(open.map(({ rule }) => rule));
    // The search itself finds what it looks for.
    expect(open.some(({ claim }) => claim === 'A-77')).toBe(true);
    expect(closed.flatMap(({ evidence }) => evidence).every(({ text }) => text === '[redacted]')).toBe(true);
  });

  it('redacts for SARIF and GitHub without being asked, unless it is told not to', () => {
    for (const format of ['sarif', 'github']) {
      const as = (...args: string[]) =>
        claimlint(['check', '--format', format, ...args, 'samples/edits']).stdout;
      expect(as()).toBe(as('--redact'));
      expect(as()).toContain('[redacted]');
      expect(as('--no-redact')).not.toContain('[redacted]');
    }
  });
});

describe('what is shown', () => {
  it('takes a rule or a family by --only and leaves it out by --skip: two parts of one whole', () => {
    const all = rulesOf(['samples']);
    for (const name of ['edit/mue', 'edit', 'modifier/']) {
      const only = rulesOf(['--only', name, 'samples']);
      const skipped = rulesOf(['--skip', name, 'samples']);
      expect(only.length, name).toBeGreaterThan(0);
      expect(only.every((rule) => rule.startsWith(name))).toBe(true);
      expect([...only, ...skipped].sort()).toEqual([...all].sort());
    }
    expect(claimlint(['check', '--only', 'edit/nothing', 'samples'])).toMatchObject({
      status: 2,
      stdout: '',
    });
  });

  it('lets the exit code speak of what was selected', () => {
    expect(claimlint(['check', '--only', 'edit/mue', 'samples/edits']).status).toBe(1);
    expect(claimlint(['check', '--only', 'needling/muscle-count', 'samples/edits']).status).toBe(0);
  });

  it('shows at most --max-findings and still counts and fails all', () => {
    const all = reportOf(['samples']);
    const some = reportOf(['--max-findings', '3', 'samples']);
    expect(some.files.flatMap(({ findings }) => findings)).toEqual(
      all.files.flatMap(({ findings }) => findings).slice(0, 3),
    );
    expect(some.summary).toEqual(all.summary);
    const none = claimlint(['check', '--max-findings', '0', 'samples/edits']);
    expect(none.status).toBe(1);
    expect(none.stdout).toContain('more findings not shown');
    expect(claimlint(['check', '--max-findings', 'few', 'samples']).status).toBe(2);
  });

  it('sums up by rule, most frequent first', () => {
    const { stdout } = claimlint(['check', 'samples/edits']);
    const counts = [...stdout.slice(stdout.indexOf('By rule:')).matchAll(/^ +(\d+) {2}\S+\/\S+$/gm)];
    const numbers = counts.map(([, count]) => Number(count));
    expect(numbers.reduce((sum, count) => sum + count, 0)).toBe(findingsOf(['samples/edits']).length);
    expect(numbers).toEqual([...numbers].sort((a, b) => b - a));
  });
});

describe('which files', () => {
  it('calls standard input by the name that it is given', () => {
    const text = readFileSync('samples/edits/visit.claim', 'utf8');
    const { files } = reportOf(['--stdin-filename', 'here/visit.claim', '-'], text);
    expect(files).toMatchObject([{ path: 'here/visit.claim', format: 'claim' }]);
    expect(claimlint(['check', '--stdin-filename', 'a.837', '-'], '').status).toBe(2);
    expect(claimlint(['fix', '--stdin-filename', 'a.claim', '-'], text).status).toBe(2);
  });

  it('takes a list of files, by lines or as git writes it, and has nothing to do for an empty one', () => {
    const paths = ['samples/edits/visit.claim', 'samples/cannot-tell/visit.claim'];
    for (const list of [paths.join('\n'), `${paths.join('\0')}\0`])
      expect(reportOf(['--files-from', '-'], list).files.map(({ path }) => path)).toEqual(paths);
    expect(claimlint(['check', '--files-from', '-'], '').status).toBe(0);
    expect(claimlint(['check', '--files-from', '-'], 'gone.claim\n').status).toBe(2);
  });

  it('ends without a word, and by its own verdict, when nobody reads on', () => {
    const { stdout, stderr } = spawnSync(
      'bash',
      [
        '-c',
        `"${process.execPath}" cli.cjs check --format json samples samples samples | head -c 5; echo " \${PIPESTATUS[0]}"`,
      ],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(stderr).toBe('');
    expect(stdout).toBe('{\n  " 1\n');
  });
});

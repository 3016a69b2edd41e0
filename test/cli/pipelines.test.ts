// The recipes of docs/pipelines.md, the GitHub Action and the pre-commit hooks: run as they stand there, as far as the
// programs that they need are on this machine.
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generate837, generateNdjson } from '../../bench/generate';
import { type BuiltCli, buildCli } from './built';

const page = readFileSync('docs/pipelines.md', 'utf8');
/** Blocks of the page in a language. */
const blocks = (language: string) =>
  [...page.matchAll(/```(\w+)\n([\s\S]*?)```/g)].flatMap(([, of, text = '']) =>
    of === language ? [text] : [],
  );
const recipe = (language: string, part: string) => {
  const found = blocks(language).filter((text) => text.includes(part));
  if (found.length !== 1) throw new Error(`${found.length} recipes with ${part}`);
  return found[0] ?? '';
};
const has = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

let cli: BuiltCli;
const folders = ['a', 'b', 'c', 'd', 'e'];
const write = (name: string, text: string) => writeFileSync(join(cli.folder, name), text);
const read = (name: string) => readFileSync(join(cli.folder, name), 'utf8');

beforeAll(async () => {
  cli = await buildCli();
  mkdirSync(join(cli.folder, 'bin'));
  write('bin/claimlint', `#!/bin/sh\nexec "${process.execPath}" "${cli.program}" "$@"\n`);
  chmodSync(join(cli.folder, 'bin/claimlint'), 0o755);
  for (const folder of folders) {
    mkdirSync(join(cli.folder, 'claims', folder), { recursive: true });
    cpSync('samples/too-few-muscles', join(cli.folder, 'claims', folder), { recursive: true });
  }
  mkdirSync(join(cli.folder, 'findings'));
}, 60_000);
afterAll(() => cli.remove());

function shell(script: string, env: Readonly<Record<string, string>> = {}, input = '', program = 'bash') {
  const { status, stdout, stderr } = spawnSync(program, ['-c', script], {
    cwd: cli.folder,
    encoding: 'utf8',
    input,
    env: {
      ...process.env,
      PATH: `${join(cli.folder, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
      XDG_DATA_HOME: join(cli.folder, 'data'),
      HOME: cli.folder,
      ...env,
    },
  });
  return { status, stdout, stderr };
}

interface Line {
  readonly rule: string;
  readonly claim?: string;
  readonly line?: number;
}
const findingsIn = (text: string) =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
    .map(({ rule, claim, line }) => `${claim} ${line} ${rule}`);

describe.runIf(has('parallel'))('GNU parallel', () => {
  it('checks NDJSON in parts with the findings of the whole, in order', () => {
    write('claims.ndjson', generateNdjson(60_000, 1));
    const whole = cli.run(['check', '--format', 'ndjson', 'claims.ndjson']);
    const { status } = shell(recipe('sh', 'part.ndjson').replace('10M', '16k'));
    expect(status).toBe(1);
    expect(findingsIn(whole.stdout).length).toBeGreaterThan(20);
    expect(findingsIn(read('findings.ndjson'))).toEqual(findingsIn(whole.stdout));
  });

  it('checks an 837 in whole interchanges', () => {
    write('claims.837', [1, 2, 3, 4].map((seed) => generate837(9_000, seed)).join(''));
    const whole = cli.run(['check', '--format', 'ndjson', 'claims.837']);
    expect(shell(recipe('sh', 'part.837').replace('10M', '12k')).status).toBe(1);
    expect(findingsIn(whole.stdout).length).toBeGreaterThan(20);
    // What is said of the file as a whole (control numbers that repeat) takes the whole file.
    const ofClaims = (text: string) => findingsIn(text).filter((finding) => !finding.startsWith('undefined'));
    expect(ofClaims(read('findings.ndjson'))).toEqual(ofClaims(whole.stdout));
  });

  it('checks folders, each by itself', () => {
    const whole = cli.run(['check', '--format', 'ndjson', 'claims']);
    expect(shell(recipe('sh', '-S 2/:')).status).toBe(whole.status);
    expect(read('findings.ndjson')).toBe(whole.stdout);
  });
});

describe('Spark', () => {
  it('pipes the lines of a partition through, and findings are no failure', () => {
    const [, command = ''] = /"""(.*)"""/.exec(recipe('python', 'pipe(')) ?? [];
    const ndjson = generateNdjson(5_000, 2);
    const { status, stdout } = shell(command, {}, ndjson);
    expect(status).toBe(0);
    expect(stdout).toBe(
      cli.run(['check', '--format', 'ndjson', '--stdin-filename', 'part.ndjson', '-'], ndjson).stdout,
    );
    expect(stdout).not.toBe('');
    expect(shell(command.replace('--format ndjson', '--format nonsense'), {}, ndjson).status).not.toBe(0);
  });
});

describe('an indexed Job', () => {
  const [container] = parse(recipe('yaml', 'kind: Job')).spec.template.spec.containers;
  const script: string = container.command[2];

  it('gives each folder to one part, whatever their numbers, in order and evenly', () => {
    const [, awk = ''] =
      /awk -v parts="\$PARTS" -v part="\$JOB_COMPLETION_INDEX" '([^']*)'/.exec(script) ?? [];
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), (count, parts) => {
        const list = Array.from({ length: count }, (_, index) => `claims/${index}/`);
        const given = Array.from({ length: parts }, (_, part) =>
          spawnSync('awk', ['-v', `parts=${parts}`, '-v', `part=${part}`, awk], {
            encoding: 'utf8',
            input: list.map((name) => `${name}\n`).join(''),
          })
            .stdout.split('\n')
            .filter((name) => name !== ''),
        );
        expect(given.flat()).toEqual(list);
        const sizes = given.map(({ length }) => length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 15 },
    );
  });

  it('has parts that merge to the report of the whole', () => {
    const whole = cli.run(['check', '--format', 'ndjson', 'claims']);
    // More than ten parts, so that their order is one of numbers and not of letters.
    const parts = 12;
    for (let part = 0; part < parts; part++) {
      const own = script.replaceAll('/tmp/', `${cli.folder}/`);
      const { status } = shell(own, { PARTS: String(parts), JOB_COMPLETION_INDEX: String(part) }, '', 'sh');
      expect(status).toBe(0);
    }
    const [, merge = ''] = /`(ls findings[^`]*)`/.exec(page) ?? [];
    expect(shell(merge).status).toBe(whole.status);
    expect(read('findings.ndjson')).toBe(whole.stdout);
  });
});

describe.runIf(has('git'))('the GitHub Action', () => {
  const action = parse(readFileSync('action.yml', 'utf8'));
  const [step] = action.runs.steps;
  const run = (inputs: Readonly<Record<string, string>>) => {
    const given = Object.fromEntries(
      Object.entries(step.env as Readonly<Record<string, string>>).map(([name, value]) => {
        const [, input = ''] = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value) ?? [];
        expect(Object.keys(action.inputs)).toContain(input);
        return [name, inputs[input] ?? action.inputs[input].default];
      }),
    );
    write('outputs', '');
    const found = shell(step.run, {
      ...given,
      GITHUB_ACTION_PATH: join(cli.folder, 'action'),
      GITHUB_OUTPUT: 'outputs',
    });
    return { ...found, output: read('outputs') };
  };
  beforeAll(() => {
    mkdirSync(join(cli.folder, 'action/dist'), { recursive: true });
    mkdirSync(join(cli.folder, 'action/scripts'));
    cpSync(cli.program, join(cli.folder, 'action/dist/cli.js'));
    cpSync('scripts/action.sh', join(cli.folder, 'action/scripts/action.sh'));
  });

  it('annotates, writes SARIF and ends as the check does', () => {
    const { status, stdout, output } = run({
      paths: 'claims/a\n\nclaims/b\n',
      sarif: 'found.sarif',
      'fail-on': 'warning',
    });
    expect(status).toBe(1);
    expect(output).toBe('exit-code=1\n');
    expect(stdout).toMatch(/^::(?:error|warning|notice) file=claims\/a\/visit\.claim/m);
    expect(JSON.parse(read('found.sarif')).runs[0].results.length).toBe(stdout.trim().split('\n').length);
    expect(run({ paths: 'no such folder' })).toMatchObject({ status: 2, output: 'exit-code=2\n' });
  });

  it('checks what changed since a revision, and names of paths are no program', () => {
    const git = 'git -c user.name=t -c user.email=t@example.org';
    expect(shell(`git init -q . && git add claims && ${git} commit -q -m one`).status).toBe(0);
    expect(run({ 'changed-since': 'HEAD' })).toMatchObject({ status: 0, stdout: '' });
    cpSync('samples/edits/visit.claim', join(cli.folder, 'claims/c/visit.claim'));
    const { stdout } = run({ 'changed-since': 'HEAD', paths: 'claims' });
    expect(stdout).toContain('claims/c/visit.claim');
    expect(stdout).not.toContain('claims/a/');
    run({ paths: '$(touch hacked); touch hacked' });
    expect(existsSync(join(cli.folder, 'hacked'))).toBe(false);
    rmSync(join(cli.folder, '.git'), { recursive: true });
  });
});

describe('the pre-commit hooks', () => {
  it('run commands that there are, on the files that they are for', () => {
    const hooks = parse(readFileSync('.pre-commit-hooks.yaml', 'utf8')) as readonly Readonly<
      Record<string, string>
    >[];
    expect(hooks.map(({ id }) => id)).toEqual(['claimlint', 'claimlint-fix']);
    for (const { entry = '', files = '', language } of hooks) {
      expect(language).toBe('system');
      const wanted = new RegExp(files);
      for (const name of ['a.claim', 'b/c.837', 'd.837p', 'e.ndjson', 'f.csv'])
        expect(wanted.test(name)).toBe(true);
      for (const name of ['README.md', 'package.json']) expect(wanted.test(name)).toBe(false);
      const { status } = shell(`${entry} ${resolve('samples/edits/visit.claim')} --help`);
      expect(status).toBe(0);
    }
  });
});

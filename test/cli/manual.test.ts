// What the command line says of itself: help, the manual page and the completion of shells come from one list.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { claimFormatIds, ruleIds } from '../../src/check';
import { commandManuals } from '../../src/cli/manual';
import { formatWords } from '../../src/cli/words';
import { type BuiltCli, buildCli } from './built';

let cli: BuiltCli;
beforeAll(async () => {
  cli = await buildCli();
}, 60_000);
afterAll(() => cli.remove());

const has = (program: string) => spawnSync(program, ['--version'], { stdio: 'ignore' }).status === 0;

describe('the list of commands', () => {
  it('names every command that there is', () => {
    const { stderr } = cli.run(['nonsense']);
    const told = /Commands: (.*)\. See/.exec(stderr)?.[1]?.split(', ') ?? [];
    expect([...told].sort()).toEqual(commandManuals.map(({ name }) => name).sort());
  });

  it('knows every format', () => {
    expect([...formatWords].sort()).toEqual([...claimFormatIds, 'note'].sort());
  });
});

describe('--help', () => {
  it('says of each command how it is called, its options and an example', () => {
    for (const { name, options, examples } of commandManuals) {
      const { status, stdout, stderr } = cli.run([name, '--help']);
      expect([status, stderr]).toEqual([0, '']);
      expect(stdout).toContain(`claimlint ${name}`);
      for (const option of options) expect(stdout).toContain(`--${option.name}`);
      for (const { call } of examples) expect(stdout).toContain(call);
    }
  });

  it('fits a terminal', () => {
    for (const name of ['', ...commandManuals.map((command) => command.name)])
      for (const line of cli.run([name, '--help']).stdout.split('\n')) expect(line.length).toBeLessThan(105);
  });
});

describe('an option that a command has not', () => {
  it('is refused, for the command would do something else than was asked', () => {
    expect(cli.run(['fix', '--only', 'edit', '.'])).toEqual({
      status: 2,
      stdout: '',
      stderr: 'claimlint: claimlint fix has no option --only; claimlint fix --help lists those that it has\n',
    });
    expect(cli.run(['check', '--dry-run', '.']).status).toBe(2);
  });

  it('is --changed-since, and git is named, which makes such a list', () => {
    const { status, stderr } = cli.run(['check', '--changed-since', 'main']);
    expect(status).toBe(2);
    expect(stderr).toContain('git diff --name-only');
  });
});

describe.runIf(has('groff'))('the manual page', () => {
  it('is sound', () => {
    const { status, stdout, stderr } = spawnSync('groff', ['-man', '-Tascii', '-ww', 'docs/claimlint.1'], {
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    for (const { name } of commandManuals) expect(stdout).toContain(name[0]);
  });
});

describe('completion', () => {
  const script = (shell: string) => {
    const { status, stdout } = cli.run(['completion', shell]);
    expect(status).toBe(0);
    const path = join(cli.folder, `completion.${shell}`);
    writeFileSync(path, stdout);
    return path;
  };

  it('is for shells that there are', () => {
    expect(cli.run(['completion']).status).toBe(2);
    expect(cli.run(['completion', 'tcsh']).status).toBe(2);
  });

  describe.runIf(has('bash'))('in bash', () => {
    const complete = (...words: readonly string[]) => {
      const { stdout, stderr } = spawnSync(
        'bash',
        [
          '--norc',
          '-c',
          `source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _claimlint; printf '%s\\n' "\${COMPREPLY[@]}"`,
          script('bash'),
          ...words,
        ],
        { encoding: 'utf8', cwd: cli.folder },
      );
      expect(stderr).toBe('');
      return stdout.split('\n').filter((word) => word !== '');
    };

    it('completes commands, options, the words that they take, rules and files', () => {
      expect(complete('claimlint', 'c')).toEqual(['check', 'code', 'completion']);
      expect(complete('claimlint', 'check', '--f')).toEqual(['--format', '--fail-on', '--files-from']);
      expect(complete('claimlint', 'check', '--format', 's')).toEqual(['sarif']);
      expect(complete('claimlint', 'check', '--format', '=', 'j')).toEqual(['json', 'junit']);
      expect(complete('claimlint', 'check', '--only', 'needling/')).toEqual(
        ruleIds.filter((id) => id.startsWith('needling/')),
      );
      expect(complete('claimlint', 'rules', '--format', '')).toEqual(['text', 'json']);
      expect(complete('claimlint', 'completion', '')).toEqual(['bash', 'zsh', 'fish']);
      expect(complete('claimlint', 'check', 'comp')).toEqual(['completion.bash']);
    });
  });

  describe.runIf(has('fish'))('in fish', () => {
    it('completes commands, options and the words that they take', () => {
      const complete = (line: string) =>
        spawnSync('fish', ['--no-config', '-c', `source ${script('fish')}; complete -C '${line}'`], {
          encoding: 'utf8',
          cwd: cli.folder,
          env: { ...process.env, HOME: cli.folder },
        })
          .stdout.split('\n')
          .map((word) => word.split('\t')[0]);
      expect(complete('claimlint ch')).toContain('check');
      expect(complete('claimlint check --fail-on ')).toEqual(expect.arrayContaining(['warning']));
      expect(complete('claimlint check --only needling/m')).toContain('needling/muscle-count');
      expect(complete('claimlint check --jo').join()).toContain('--jobs');
    });
  });

  describe.runIf(has('zsh'))('in zsh', () => {
    it('completes commands, options and the words that they take', () => {
      // A terminal of its own, in which the tabulator is pressed.
      const typed = ['claimlint check --fail-on=inf', 'claimlint rules --format t', 'claimlint check --on'];
      const program = `zmodload zsh/zpty
zpty z "zsh -f -i"
zpty -w z "PS1=''; autoload -U compinit; compinit -D -u; source ${script('zsh')}; echo rea''dy"
zpty -r -m z before '*ready*'
${typed.map((words) => `zpty -w -n z $'\\C-u${words}\t'; sleep 1; zpty -r -t z out; print -r -- "$out"`).join('\n')}
zpty -d z
`;
      const { stdout } = spawnSync('zsh', ['-f', '-c', program], {
        encoding: 'utf8',
        env: { ...process.env, TERM: 'dumb' },
        timeout: 30_000,
      });
      for (const words of ['--fail-on=information ', '--format text ', 'check --only='])
        expect(stdout).toContain(words);
    });
  });
});

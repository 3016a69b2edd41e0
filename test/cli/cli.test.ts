// The command line as other programs use it: a bundle made as the build makes it, run on files of a folder of its own.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { yamlForEsbuild } from '../../scripts/yaml-modules.mjs';

const folder = mkdtempSync(join(tmpdir(), 'claimlint-cli-'));
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
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function claimlint(args: readonly string[], input?: string) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], {
    cwd: folder,
    encoding: 'utf8',
    input: input ?? '',
    // No table of the person who runs the tests takes part.
    env: { ...process.env, XDG_DATA_HOME: join(folder, 'data') },
  });
  return { status, stdout, stderr };
}

interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly verdict: string;
  readonly line?: number;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
  readonly evidence: readonly { readonly path: string; readonly text: string }[];
  readonly source: readonly { readonly title: string }[];
  readonly fixes: readonly {
    readonly title: string;
    readonly edits: readonly { readonly path: string; readonly newText: string }[];
  }[];
}
interface JsonReport {
  readonly version: number;
  readonly files: readonly {
    readonly path: string;
    readonly format: string;
    readonly claims: number;
    readonly findings: readonly JsonFinding[];
  }[];
  readonly summary: { readonly error: number; readonly warning: number; readonly information: number };
}
const report = (stdout: string) => JSON.parse(stdout) as JsonReport;

describe('claimlint check', () => {
  it('finds too few muscles, shows the words it rests on, and offers the lower code', () => {
    const { status, stdout } = claimlint([
      'check',
      '--format',
      'json',
      '--fail-on',
      'warning',
      'samples/too-few-muscles',
    ]);
    expect(status).toBe(1);
    const { version, files, summary } = report(stdout);
    expect(version).toBe(1);
    expect(files.map(({ format }) => format).sort()).toEqual(['claim', 'note']);
    const finding = files
      .flatMap(({ findings }) => findings)
      .find(({ rule }) => rule === 'needling/muscle-count');
    expect(finding).toMatchObject({ severity: 'warning', verdict: 'fail' });
    expect(finding?.evidence.length).toBeGreaterThan(1);
    expect(finding?.source.length).toBeGreaterThan(0);
    expect(finding?.fixes[0]?.edits).toHaveLength(1);
    expect(finding?.fixes[0]?.edits[0]?.newText).toContain('20560');
    expect(summary.warning).toBeGreaterThan(0);
  });

  it('is quiet about a claim that its note supports', () => {
    const { status, stdout } = claimlint([
      'check',
      '--format',
      'json',
      '--fail-on',
      'warning',
      'samples/supported',
    ]);
    expect(status).toBe(0);
    expect(report(stdout).summary).toMatchObject({ error: 0, warning: 0 });
  });

  it('says cannot tell for a group word', () => {
    const { stdout } = claimlint(['check', '--format', 'json', 'samples/cannot-tell']);
    const finding = report(stdout)
      .files.flatMap(({ findings }) => findings)
      .find(({ rule }) => rule === 'needling/muscle-count');
    expect(finding).toMatchObject({ verdict: 'cannot-tell', fixes: [] });
  });

  it('reads standard input, in any format that it is told or finds', () => {
    const claim = readFileSync(join(folder, 'samples/edits/visit.claim'), 'utf8');
    const { stdout, status } = claimlint(['check', '--format', 'json', '-'], claim);
    expect(report(stdout).files).toMatchObject([{ path: '-', format: 'claim' }]);
    expect(status).toBe(1);
  });

  it('takes a note by --note whatever it is called', () => {
    writeFileSync(
      join(folder, 'alone.claim'),
      'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
    );
    writeFileSync(
      join(folder, 'elsewhere.txt'),
      'Date of service: 03/02/2026\nDry needling to right upper trapezius and right levator scapulae.\n',
    );
    const without = claimlint(['check', '--format', 'json', 'alone.claim']);
    expect(
      report(without.stdout).files[0]?.findings.some(({ rule }) => rule === 'needling/muscle-count'),
    ).toBe(false);
    const withNote = claimlint(['check', '--format', 'json', '--note', 'elsewhere.txt', 'alone.claim']);
    expect(
      report(withNote.stdout).files[0]?.findings.some(({ rule }) => rule === 'needling/muscle-count'),
    ).toBe(true);
  });

  it('prints a finding a line as NDJSON, SARIF with rules, and words for people', () => {
    const lines = claimlint(['check', '--format', 'ndjson', 'samples/edits']).stdout.trim().split('\n');
    for (const line of lines) expect(JSON.parse(line)).toHaveProperty('rule');
    const sarif = JSON.parse(claimlint(['check', '--format', 'sarif', 'samples/edits']).stdout) as {
      runs: { results: unknown[]; tool: { driver: { rules: unknown[] } } }[];
    };
    expect(sarif.runs[0]?.results).toHaveLength(lines.length);
    expect(sarif.runs[0]?.tool.driver.rules.length).toBeGreaterThan(30);
    expect(claimlint(['check', 'samples/edits']).stdout).toContain('fix: ');
  });

  it('exits with 2 and says why on standard error for what it cannot use', () => {
    for (const args of [
      ['check'],
      ['check', 'nowhere.claim'],
      ['check', '--format', 'xml', 'samples'],
      ['check', '--loud'],
      ['sing'],
    ]) {
      const { status, stderr } = claimlint(args);
      expect(status, args.join(' ')).toBe(2);
      expect(stderr.startsWith('claimlint: '), args.join(' ')).toBe(true);
    }
    writeFileSync(join(folder, 'picture.png'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0, 0, 1, 2, 3]));
    writeFileSync(join(folder, 'empty.837'), '');
    for (const name of ['picture.png', 'empty.837']) expect(claimlint(['check', name]).status, name).toBe(2);
  });
});

describe('claimlint explain', () => {
  it('shows what was read of a claim, with every verdict', () => {
    const { stdout } = claimlint(['explain', '--format', 'json', 'samples/too-few-muscles/visit.claim']);
    const { claims } = JSON.parse(stdout) as {
      claims: { serviceLines: { code: string; verdicts: { rule: string; verdict: string }[] }[] }[];
    };
    const line = claims[0]?.serviceLines.find(({ code }) => code === '20561');
    expect(line?.verdicts.find(({ rule }) => rule === 'needling/muscle-count')?.verdict).toBe('no-data');
  });

  it('shows the muscles of a note with status, side and count', () => {
    const { stdout } = claimlint(['explain', '--format', 'json', 'samples/too-few-muscles/visit.note']);
    const { note } = JSON.parse(stdout) as {
      note: {
        muscles: { status: string; side: string }[];
        count: { byName: { atLeast: number; atMost: number } };
        documentation: Record<string, string>;
      };
    };
    expect(note.count.byName).toEqual({ atLeast: 2, atMost: 2 });
    expect(note.muscles.filter(({ status }) => status === 'performed').length).toBeGreaterThanOrEqual(2);
    expect(new Set(Object.values(note.documentation))).toEqual(new Set(['present', 'absent']));
  });
});

describe('claimlint code and rules', () => {
  it('describes procedure codes, modifiers and places, and says when it knows nothing', () => {
    const { stdout, status } = claimlint(['code', '20561', '59', '11', '99999']);
    expect(status).toBe(0);
    expect(stdout).toContain('three or more muscles');
    expect(stdout).toContain('Modifier 59');
    expect(stdout).toContain('Office');
    expect(claimlint(['code', 'what']).status).toBe(2);
  });

  it('lists every rule with a page that exists', () => {
    const rules = JSON.parse(claimlint(['rules', '--format', 'json']).stdout) as {
      id: string;
      page: string;
    }[];
    expect(rules.length).toBeGreaterThan(30);
    for (const { page } of rules) expect(existsSync(page), page).toBe(true);
  });
});

describe('claimlint fix', () => {
  it('takes out what a format forbids and touches nothing else', () => {
    const source = readFileSync(join(folder, 'samples/clinic-837/2026-03-05.837'), 'utf8');
    const dotted = source.replace(/(ABK[:>^])([A-Z]\d\w)(\w+)/, '$1$2.$3');
    expect(dotted).not.toBe(source);
    writeFileSync(join(folder, 'dotted.837'), dotted);
    expect(claimlint(['fix', '--dry-run', 'dotted.837']).stdout).toContain('would be fixed');
    expect(readFileSync(join(folder, 'dotted.837'), 'utf8')).toBe(dotted);
    expect(claimlint(['fix', 'dotted.837']).status).toBe(0);
    expect(readFileSync(join(folder, 'dotted.837'), 'utf8')).toBe(source);
  });
});

describe('rule packs', () => {
  const team = join(folder, 'team');
  const pack = `pack: clinic
rules:
  - id: clinic/needling-modifier
    title: Needling carries GP for this payer
    severity: error
    why: The payer's letter asks for the discipline.
    source: { title: Payer letter, vintage: "2026-01" }
    when: { codes: ["2056*"], not: { modifiers: [GP] } }
    message: "{code} needs modifier GP."
    fixes: [{ add modifier: GP }]
`;
  const settings = (more: string) =>
    writeFileSync(join(team, '.claimlint.yaml'), `packs: [rules/clinic.yaml]\n${more}`);
  beforeAll(() => {
    cpSync('samples/supported', team, { recursive: true });
    mkdirSync(join(team, 'rules'));
    writeFileSync(join(team, 'rules/clinic.yaml'), pack);
    writeFileSync(
      join(team, 'visit.claim'),
      'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 1 }\n',
    );
  });
  const findings = () => {
    const { stdout } = claimlint(['check', '--format', 'json', 'team/visit.claim']);
    const report = JSON.parse(stdout) as JsonReport;
    return report.files[0]?.findings.filter(({ rule }) => rule.startsWith('clinic/')) ?? [];
  };

  it('that the settings of the folder name run beside the bundled rules, and say whose they are', () => {
    settings('');
    const [finding] = findings();
    expect(finding?.severity).toBe('error');
    expect(finding?.source.map(({ title }) => title)).toEqual(['Payer letter (rule pack clinic)']);
    expect(finding?.fixes[0]?.edits[0]?.newText).toContain('GP');
  });

  it('take their severity from the settings like any other rule', () => {
    settings('rules:\n  clinic/needling-modifier: information\n');
    expect(findings()[0]?.severity).toBe('information');
    settings('rules:\n  clinic/needling-modifier: off\n');
    expect(findings()).toEqual([]);
  });

  it('that are not there are told, and the check goes on', () => {
    writeFileSync(join(team, '.claimlint.yaml'), 'packs: [rules/gone.yaml]\n');
    const { stderr, stdout } = claimlint(['check', '--format', 'json', 'team/visit.claim']);
    expect(stderr).toContain('there is no rule pack');
    expect((JSON.parse(stdout) as JsonReport).files).toHaveLength(1);
  });
});

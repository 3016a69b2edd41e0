// claimlint merge: the reports of parts of the work are the report of the whole.
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generate837 } from '../../bench/generate';
import { type BuiltCli, buildCli } from './built';

let cli: BuiltCli;
const parts = ['a.837', 'b.837', 'c.837', 'd.837'];
const write = (name: string, text: string) => writeFileSync(join(cli.folder, name), text);

beforeAll(async () => {
  cli = await buildCli();
  cpSync('samples/edits/visit.claim', join(cli.folder, 'visit.claim'));
  for (const [index, name] of parts.entries()) write(name, generate837(8_000, index + 1));
}, 60_000);
afterAll(() => cli.remove());

/** Checks each part by itself and keeps its report; gives the names of the reports. */
function checkParts(format: string): readonly string[] {
  return parts.map((name) => {
    const { stdout } = cli.run(['check', '--format', format, name]);
    write(`${name}.${format}`, stdout);
    return `${name}.${format}`;
  });
}

describe('claimlint merge', () => {
  it.each(['json', 'ndjson'])(
    'gives the report and exit code of the whole, byte for byte, as %s',
    (format) => {
      const reports = checkParts(format);
      for (const failOn of ['error', 'warning']) {
        const whole = cli.run(['check', '--format', format, '--fail-on', failOn, ...parts]);
        expect(whole.stdout.length).toBeGreaterThan(10_000);
        expect(cli.run(['merge', '--fail-on', failOn, ...reports])).toEqual(whole);
      }
    },
  );

  it('says 0 where no part has anything to fail on', () => {
    write('clean.ndjson', '');
    expect(cli.run(['merge', 'clean.ndjson'])).toEqual({ status: 0, stdout: '', stderr: '' });
    write('clean.json', cli.run(['check', '--format', 'json', '--only', 'file', 'visit.claim']).stdout);
    const merged = cli.run(['merge', 'clean.json', 'clean.json']);
    expect(merged.status).toBe(0);
    expect(JSON.parse(merged.stdout).summary).toEqual({ error: 0, warning: 0, information: 0 });
  });

  it('puts what several parts tell of one file together', () => {
    const [first = ''] = checkParts('json');
    const one = JSON.parse(readFileSync(join(cli.folder, first), 'utf8'));
    const { files, summary } = JSON.parse(cli.run(['merge', first, first]).stdout);
    expect(files).toHaveLength(1);
    expect(files[0].claims).toBe(2 * one.files[0].claims);
    expect(files[0].findings).toHaveLength(2 * one.files[0].findings.length);
    expect(summary.warning).toBe(2 * one.summary.warning);
  });

  it('takes lines from standard input', () => {
    const { stdout } = cli.run(['check', '--format', 'ndjson', 'a.837']);
    expect(cli.run(['merge', '-'], stdout).stdout).toBe(stdout);
  });

  it('refuses a report that breaks off, is empty, is none, or is of another kind', () => {
    const [json = ''] = checkParts('json');
    const [ndjson = ''] = checkParts('ndjson');
    const text = (name: string) => readFileSync(join(cli.folder, name), 'utf8');
    write('half.json', text(json).slice(0, -100));
    write('half.ndjson', text(ndjson).slice(0, -100));
    write('other.ndjson', '{"level":"error"}\n');
    write('other.json', '{\n  "runs": []\n}\n');
    write('empty.json', '');
    for (const [name, why] of [
      ['half.json', 'breaks off'],
      ['half.ndjson', 'breaks off'],
      ['other.ndjson', 'line 1 is no finding'],
      ['other.json', 'is no report'],
      ['gone.json', 'no such file'],
    ] as const) {
      const { status, stderr } = cli.run(['merge', name]);
      expect(status).toBe(2);
      expect(stderr).toContain(`${name}: `);
      expect(stderr).toContain(why);
    }
    for (const other of ['empty.json', ndjson])
      for (const order of [
        [json, other],
        [other, json],
      ])
        expect(cli.run(['merge', ...order])).toMatchObject({
          status: 2,
          stderr: expect.stringContaining('one kind'),
        });
    expect(cli.run(['merge']).status).toBe(2);
  });
});

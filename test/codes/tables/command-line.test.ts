// claimlint import and claimlint tables, as a coder runs them.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runImport, runTables } from '../../../src/cli/import';
import { readTables } from '../../../src/cli/table-storage';
import { zipOf } from './write-archive';

const pairs =
  'Column 1\tColumn 2\t*=in existence\tEffective\tDeletion\tModifier\tPTP Edit Rationale\r\n20561\t20560\t\t20200101\t*\t0\treason\r\n';
const limits =
  'HCPCS/CPT Code,Practitioner Services MUE Values,MUE Adjudication Indicator,MUE Rationale\r\n20561,1,2 Date of Service Edit: Policy,x\r\n';

let folder = '';
let lines: string[] = [];
const out = (line: string) => {
  lines.push(line);
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'claimlint-import-'));
  lines = [];
});
afterEach(() => rm(folder, { recursive: true, force: true }));

async function given(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, 'downloads', name);
  await mkdir(join(folder, 'downloads'), { recursive: true });
  await writeFile(path, content);
  return path;
}
const tablesIn = () => join(folder, 'tables');

describe('importing from the command line', () => {
  it('imports several files, says what became of each, and lists them', async () => {
    const zip = await given('edits.zip', zipOf([{ name: 'ccipra-v323r0.TXT', bytes: Buffer.from(pairs) }]));
    const csv = await given('MCR_MUE_PractitionerServices_Eff_10-01-2026.csv', limits);
    expect(await runImport([zip, csv], tablesIn(), out, { importedAt: '2026-11-23T09:00:00Z' })).toBe(0);
    expect(lines).toEqual([
      'Imported NCCI pairs (practitioner): 2026 Q4, 2026-10-01 to 2026-12-31, 1 row, from edits.zip › ccipra-v323r0.TXT',
      'Imported Medically Unlikely Edits (practitioner): 2026 Q4, 2026-10-01 to 2026-12-31, 1 row, from MCR_MUE_PractitionerServices_Eff_10-01-2026.csv',
      `Code tables are in ${tablesIn()}`,
    ]);
    lines = [];
    expect(await runTables(tablesIn(), out, ['2026-11-02'])).toBe(0);
    expect(lines).toContain('NCCI pairs (practitioner): 2026 Q4 (1 row).');
    expect(lines).toContain('HCPCS Level II: not imported. Import 2026 Q4.');
    const tables = await readTables(tablesIn(), () => undefined);
    expect(tables.ptp('practitioner', '20560', '20561', '2026-11-02')).toMatchObject({
      indicator: 0,
      vintage: '2026 Q4',
    });
    expect(tables.mue('practitioner', '20561', '2026-11-02')).toMatchObject({ units: 1 });
  });

  it('takes a whole folder of downloads', async () => {
    await given('ccipra-v323r0.TXT', pairs);
    await given('letter.txt', 'Dear colleague');
    expect(await runImport([join(folder, 'downloads')], tablesIn(), out)).toBe(2);
    expect(lines.join('\n')).toMatch(/Imported NCCI pairs[\s\S]*Not imported letter\.txt: /);
  });

  it('leaves the old tables when the new file is broken', async () => {
    expect(await runImport([await given('ccipra-v323r0.TXT', pairs)], tablesIn(), out)).toBe(0);
    const before = await readdir(tablesIn());
    lines = [];
    expect(
      await runImport(
        [await given('ccipra-v323r0.TXT', pairs.replace('20200101', '2020O101'))],
        tablesIn(),
        out,
      ),
    ).toBe(2);
    expect(lines).toEqual([
      expect.stringMatching(
        /^Not imported ccipra-v323r0\.TXT, line 2, column 14: "Effective Date" holds "2020O101"/,
      ),
    ]);
    expect(await readdir(tablesIn())).toEqual(before);
    expect(
      (await readTables(tablesIn(), () => undefined)).ptp('practitioner', '20560', '20561', '2026-11-02'),
    ).toMatchObject({ indicator: 0 });
  });

  it('replaces a table of the same period, and keeps others', async () => {
    await runImport(
      [await given('ccipra-v323r0.TXT', pairs), await given('ccipra-v322r0.TXT', pairs)],
      tablesIn(),
      out,
    );
    await runImport(
      [await given('ccipra-v323r0.TXT', pairs.replace('\t0\treason', '\t1\treason'))],
      tablesIn(),
      out,
    );
    const tables = await readTables(tablesIn(), () => undefined);
    expect(tables.loaded).toHaveLength(2);
    expect(tables.ptp('practitioner', '20560', '20561', '2026-11-02')).toMatchObject({ indicator: 1 });
    expect(tables.ptp('practitioner', '20560', '20561', '2026-08-02')).toMatchObject({
      indicator: 0,
      vintage: '2026 Q3',
    });
  });

  it('names a stored table that was damaged, and opens the others', async () => {
    await runImport(
      [
        await given('ccipra-v323r0.TXT', pairs),
        await given('MCR_MUE_PractitionerServices_Eff_10-01-2026.csv', limits),
      ],
      tablesIn(),
      out,
    );
    const [name = ''] = (await readdir(tablesIn())).filter((file) => file.startsWith('ptp-'));
    const bytes = await readFile(join(tablesIn(), name));
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    await writeFile(join(tablesIn(), name), bytes);
    const warnings: string[] = [];
    const tables = await readTables(tablesIn(), (message) => warnings.push(message));
    expect(warnings).toEqual([expect.stringContaining('damaged; import the table again')]);
    expect(tables.loaded.map(({ kind }) => kind)).toEqual(['mue']);
    lines = [];
    expect(await runTables(tablesIn(), out)).toBe(2);
    expect(lines.join('\n')).toContain('Damaged: ptp-practitioner-2026-10-01');
  });

  it('says when a file cannot be read', async () => {
    expect(await runImport([join(folder, 'nothing.zip')], tablesIn(), out)).toBe(2);
    expect(lines).toEqual([expect.stringContaining('nothing.zip: the file cannot be read')]);
  });

  it('shows an empty folder as such', async () => {
    expect(await runTables(tablesIn(), out)).toBe(0);
    expect(lines[0]).toBe('NCCI pairs (practitioner): not imported.');
  });
});

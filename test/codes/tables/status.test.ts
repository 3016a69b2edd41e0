// What the status bar and the list of tables say.
import { describe, expect, it } from 'vitest';
import { type LoadedTable, tableStatus } from '../../../src/codes/tables';

const table = (
  kind: LoadedTable['kind'],
  vintage: string,
  from: string,
  to: string,
  more: Partial<LoadedTable> = {},
): LoadedTable => ({
  kind,
  vintage,
  from,
  to,
  rows: 1234,
  importedAt: '2026-11-23T09:00:00Z',
  ...more,
});
const practitioner = { setting: 'practitioner' } as const;
const complete: readonly LoadedTable[] = [
  table('ptp', '2026 Q4', '2026-10-01', '2026-12-31', {
    ...practitioner,
    historyFrom: '1996-01-01',
    rows: 2_633_389,
  }),
  table('mue', '2026 Q4', '2026-10-01', '2026-12-31', practitioner),
  table('add-on', '2026 Q1', '2026-01-01', '2026-12-31'),
  table('fee-schedule', '2026 Q4', '2026-10-01', '2026-12-31'),
  table('icd10', 'FY 2027', '2026-10-01', '2027-09-30'),
  table('icd10-notes', 'FY 2027', '2026-10-01', '2027-09-30'),
  table('hcpcs', '2026 Q4', '2026-10-01', '2026-12-31'),
];
const stateOf = (loaded: readonly LoadedTable[], dates: readonly string[]) =>
  Object.fromEntries(tableStatus({ loaded }, dates).tables.map(({ kind, state }) => [kind, state]));

describe('the state of the code tables', () => {
  it('is complete when every table covers the dates of service', () => {
    const status = tableStatus({ loaded: complete }, ['2026-11-02', '2026-12-31']);
    expect(status.isComplete).toBe(true);
    expect(status.summary).toBe('Code tables: 2026 Q4, 2026 Q1 …');
    expect(status.tables[0]?.words).toBe('NCCI pairs (practitioner): 2026 Q4 (2,633,389 rows).');
  });

  it('names what is missing, and the period to import', () => {
    const status = tableStatus({ loaded: [] }, ['2026-11-02']);
    expect(status.summary).toBe('Code tables: none imported');
    expect(status.tables.map(({ words }) => words)).toContain(
      'ICD-10-CM codes: not imported. Import FY 2027.',
    );
    expect(status.tables.map(({ words }) => words)).toContain(
      'NCCI pairs (practitioner): not imported. Import 2026 Q4.',
    );
  });

  it('says what is loaded but not for these dates', () => {
    const status = tableStatus({ loaded: complete }, ['2026-11-02', '2026-09-30', '2026-08-14']);
    expect(stateOf(complete, ['2026-09-30'])).toMatchObject({
      ptp: 'loaded',
      mue: 'out-of-date',
      'add-on': 'loaded',
      icd10: 'out-of-date',
    });
    expect(status.summary).toBe('Code tables: 5 of 7 missing or not for these dates');
    expect(status.tables.find(({ kind }) => kind === 'mue')).toMatchObject({
      needed: ['2026 Q3'],
      words:
        'Medically Unlikely Edits (practitioner): 2026 Q4 (1,234 rows); nothing for 2 dates of service, 2026-08-14 to 2026-09-30. Import 2026 Q3.',
    });
    expect(status.tables.find(({ kind }) => kind === 'icd10')).toMatchObject({ needed: ['FY 2026'] });
  });

  it('counts a table with history for dates before its period, not after it', () => {
    expect(stateOf(complete, ['2019-05-05'])).toMatchObject({ ptp: 'loaded' });
    expect(stateOf(complete, ['2027-01-01'])).toMatchObject({ ptp: 'out-of-date', icd10: 'loaded' });
  });

  it('misses hospital tables only when a hospital claim is open', () => {
    expect(tableStatus({ loaded: complete }, ['2026-11-02']).isComplete).toBe(true);
    const status = tableStatus({ loaded: complete }, ['2026-11-02'], ['practitioner', 'outpatient']);
    expect(status.tables.filter(({ state }) => state === 'missing').map(({ name }) => name)).toEqual([
      'NCCI pairs (hospital outpatient)',
      'Medically Unlikely Edits (hospital outpatient)',
    ]);
  });

  it('says which parts of the pair table are missing', () => {
    const [pairs, ...rest] = complete;
    const partial = pairs === undefined ? rest : [{ ...pairs, missingParts: [2, 4] }, ...rest];
    expect(tableStatus({ loaded: partial }, ['2026-11-02']).tables[0]).toMatchObject({
      state: 'incomplete',
      words:
        'NCCI pairs (practitioner): 2026 Q4 (2,633,389 rows). Of 2026 Q4, f2, f4 is missing: import all parts.',
    });
  });

  it('lists the coder’s own lists when they are loaded', () => {
    const own = table('descriptors', 'your list', '1900-01-01', '9999-12-31');
    expect(tableStatus({ loaded: [...complete, own] }, []).tables.at(-1)).toMatchObject({
      kind: 'descriptors',
      state: 'loaded',
    });
  });
});

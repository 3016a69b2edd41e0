// NCD 30.3.3 over several claims: sessions 13 to 20 need KX and improvement, 20 a year.
import { describe, expect, it } from 'vitest';
import { checkDocuments, defaultConfiguration, type InputDocument } from '../../src/check';
import { noTables } from '../../src/codes/tables/lookup';

const rule = 'coverage/sessions';

interface Visit {
  readonly date: string;
  readonly code?: string;
  readonly modifiers?: string;
  readonly diagnosis?: string;
  readonly patient?: string;
  readonly more?: string;
}

const claimOf = ({ date, code = '20561', modifiers = '', diagnosis = 'M54.59', patient, more = '' }: Visit) =>
  `claim: V${date}
payer: { type: MB }
patient: ${patient ?? '{ member id: 1EG4TE5MK73, birth date: 1950-05-06 }'}
${more}diagnoses: { A: ${diagnosis} }
service lines:
  - { date: ${date}, code: "${code}", modifiers: [${modifiers}], units: 1, pointers: A }
`;

/** A day every `step` days from a first one. */
const days = (count: number, start = '2025-03-10', step = 5): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const day = new Date(`${start}T00:00:00Z`);
    day.setUTCDate(day.getUTCDate() + index * step);
    return day.toISOString().slice(0, 10);
  });

/** What the rule says of the last of visits, each in a file of its own. */
function said(visits: readonly Visit[], note?: string) {
  const last = visits.at(-1);
  const inputs: InputDocument[] = visits.map((visit) => ({
    path: `${visit.date}-${visit.code ?? ''}.claim`,
    text: claimOf(visit),
    as: 'claim',
  }));
  if (note !== undefined && last !== undefined)
    inputs.push({
      path: `${last.date}-${last.code ?? ''}.note`,
      text: `Date of service: ${last.date}\n\nTreatment:\nDry needling to left multifidus, left quadratus lumborum, left gluteus medius.\n${note}\n`,
      as: 'note',
    });
  const { documents, failures } = checkDocuments(inputs, {
    configuration: defaultConfiguration,
    tables: noTables,
    today: '2026-11-24',
  });
  expect(failures).toEqual([]);
  const document = documents[visits.length - 1];
  const findings = document?.findings.filter((finding) => finding.rule === rule) ?? [];
  const verdicts = document?.claims.flatMap(({ judgements }) =>
    judgements.filter((judgement) => judgement.rule === rule).map(({ verdict }) => verdict),
  );
  return { findings, verdicts };
}

const visitsOn = (dates: readonly string[], last: Partial<Visit> = {}): readonly Visit[] =>
  dates.map((date, index) => ({ date, ...(index === dates.length - 1 ? last : {}) }));

describe('sessions for chronic low back pain under Medicare', () => {
  it('are twelve without further conditions', () => {
    expect(said(visitsOn(days(12)))).toEqual({ findings: [], verdicts: ['pass'] });
  });

  it('need KX from the thirteenth on, in whatever file the others are', () => {
    const { findings } = said(visitsOn(days(13)));
    expect(findings[0]?.message).toMatch(/^At least session 13 since 2025-03-10, and no KX/);
    expect(findings[0]?.severity).toBe('warning');
    // KX attests something: without a note that shows it, Claimlint does not offer it.
    expect(findings[0]?.fixes).toEqual([]);
  });

  it('have KX offered where the note documents improvement, and say what it attests', () => {
    const { findings } = said(visitsOn(days(13)), 'Pain improved from 7/10 to 3/10.');
    expect(findings[0]?.fixes.map(({ title }) => title)).toEqual([
      'Add modifier KX, which attests the documented improvement (the line may then be paid)',
    ]);
    expect(findings[0]?.evidence.map(({ text }) => text)).toEqual(['improved']);
  });

  it('pass with KX and improvement; without words of it the coder is asked to look', () => {
    expect(
      said(visitsOn(days(13), { modifiers: 'KX' }), 'Pain improved from 7/10 to 3/10.').verdicts,
    ).toEqual(['pass']);
    expect(said(visitsOn(days(13), { modifiers: 'KX' })).verdicts).toEqual(['no-data']);
    for (const words of ['No improvement so far.', 'Pain has not improved.', 'Plan: better sleep.']) {
      const { findings } = said(visitsOn(days(13), { modifiers: 'KX' }), words);
      expect([words, findings[0]?.severity]).toEqual([words, 'information']);
    }
  });

  it('are twenty a year, KX or not', () => {
    expect(said(visitsOn(days(20), { modifiers: 'KX' })).findings).toEqual([]);
    const { findings } = said(visitsOn(days(21), { modifiers: 'KX' }));
    expect(findings[0]?.message).toContain('Medicare covers 20 sessions');
  });

  it('begin anew when eleven whole months have passed after the month of the first', () => {
    const year = days(20, '2025-03-10', 5);
    expect(said([...visitsOn(year), { date: '2026-02-28' }]).findings[0]?.message).toContain('session 21');
    expect(said([...visitsOn(year), { date: '2026-03-01' }]).verdicts).toEqual(['pass']);
  });

  it('are counted by date: acupuncture counts, another diagnosis, patient or payer does not', () => {
    const dates = days(12);
    const then: Visit = { date: '2025-06-01' };
    const mixed = dates.map((date, index): Visit => ({ date, code: index % 2 ? '97810' : '20560' }));
    expect(said([...mixed, then]).findings).toHaveLength(1);
    const twice = dates.slice(0, 11).flatMap((date): Visit[] => [{ date }, { date, code: '97811' }]);
    expect(said([...twice, then]).findings).toEqual([]);
    const others: readonly Partial<Visit>[] = [
      { diagnosis: 'M79.18' },
      { patient: '{ member id: 9AA9AA9AA99, birth date: 1950-05-06 }' },
      { more: 'frequency code: "8"\n' },
    ];
    for (const other of others)
      expect(said([...dates.map((date) => ({ date, ...other })), then]).findings).toEqual([]);
  });

  it('cannot be counted where the claim does not tell who the patient is', () => {
    expect(said([{ date: '2025-06-01', patient: '{ last name: Mockford }' }]).verdicts).toEqual(['no-data']);
  });

  it('are counted in a time that grows with their number', () => {
    const visits = days(1500, '2021-01-01', 1).map((date) => claimOf({ date }));
    const start = performance.now();
    checkDocuments([{ path: 'all.claim', text: visits.join('---\n'), as: 'claim' }], {
      configuration: defaultConfiguration,
      tables: noTables,
      today: '2026-11-24',
    });
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});

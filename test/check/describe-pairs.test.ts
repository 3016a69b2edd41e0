// What the card of a code says of the other codes of its date.
import { describe, expect, test } from 'vitest';
import { checkDocuments, defaultConfiguration } from '../../src/check';
import { pairsOnDate } from '../../src/check/describe-pairs';
import { type CodeTables, noTables } from '../../src/codes/tables/lookup';

const quarter: CodeTables = {
  ...noTables,
  loaded: [
    {
      kind: 'ptp',
      setting: 'practitioner',
      vintage: '2024 Q3',
      from: '2024-07-01',
      to: '2024-09-30',
      rows: 1,
      importedAt: '2024-07-02T00:00:00Z',
    },
  ],
  ptp: (_, a, b, date) => {
    if (date < '2024-07-01' || date > '2024-09-30') return undefined;
    const isThePair = [a, b].includes('20561') && [a, b].includes('97530');
    return isThePair
      ? { column1: '97530', column2: '20561', indicator: 1, effective: '2020-01-01', vintage: '2024 Q3' }
      : 'none';
  },
};

function card(date: string, codes: readonly string[], tables: CodeTables): string | undefined {
  const lines = codes.map((code) => `  - { date: ${date}, code: "${code}", units: 1 }\n`).join('');
  const { documents } = checkDocuments([{ path: 'a.claim', text: `claim: A1\nservice lines:\n${lines}` }], {
    configuration: defaultConfiguration,
    tables,
    today: '2024-09-01',
  });
  const claim = documents[0]?.claims[0]?.claim;
  const line = claim?.serviceLines[0];
  return claim && line && pairsOnDate(line, claim, tables);
}

describe('the card of a code', () => {
  test('names an edit, who is paid and what opens it, with the quarter', () => {
    const said = card('2024-08-02', ['20561', '97530'], quarter);
    expect(said).toContain('**97530** with 20561: 20561 is denied beside 97530 unless');
    expect(said).toContain('2024 Q3');
  });

  test('says for a pair without an edit in which quarter that holds', () => {
    expect(card('2024-08-02', ['20561', '97140'], quarter)).toContain(
      '**97140** with 20561: no edit in 2024 Q3.',
    );
  });

  test('does not take a missing table for a missing edit', () => {
    expect(card('2026-08-02', ['20561', '29581'], quarter)).toContain(
      '**29581** with 20561: no data: no NCCI table for 2026-08-02 is loaded.',
    );
  });

  test('is silent where the code stands alone or is only repeated', () => {
    expect(card('2024-08-02', ['20561', '20561'], quarter)).toBeUndefined();
  });
});

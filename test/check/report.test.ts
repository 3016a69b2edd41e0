// Reports to hand on: what stands in them, what does not, and that a spreadsheet or a browser runs nothing of them.
import { describe, expect, test } from 'vitest';
import { checkDocuments, defaultConfiguration } from '../../src/check';
import { reportAsCsv, reportAsHtml } from '../../src/check/report';
import { noTables } from '../../src/codes/tables/lookup';

const { documents } = checkDocuments(
  [
    {
      path: 'claims/mockford-sky.claim',
      text: 'claim: "=A-77"\npatient: { name: "Mockford, Sky" }\nservice lines:\n  - { date: 2026-03-02, code: "20561", units: 3 }\n',
    },
    {
      path: 'claims/mockford-sky.note',
      text: 'Date of service: 03/02/2026\nDN to right upper trapezius <b> only.\n',
    },
  ],
  { configuration: defaultConfiguration, tables: noTables, today: '2026-03-05' },
);
const plain = { withPatientData: false, today: '2026-03-05' };
const full = { withPatientData: true, today: '2026-03-05' };

describe('a report', () => {
  test('without patient data has no name, no id and no word of the note', () => {
    for (const text of [reportAsCsv(documents, plain), reportAsHtml(documents, plain)]) {
      expect(text).toContain('needling/muscle-count');
      expect(text).not.toMatch(/mockford|A-77|trapezius/i);
    }
  });

  test('with patient data shows the words that a finding rests on', () => {
    expect(reportAsCsv(documents, full)).toContain('“upper trapezius”');
    expect(reportAsHtml(documents, full)).toContain('mockford-sky.claim');
  });

  test('as CSV begins no formula in any cell', () => {
    const cells = reportAsCsv(documents, full)
      .slice(1)
      .split(/\r\n|,(?=(?:[^"]*"[^"]*")*[^"]*$)/);
    expect(cells).toContain("'=A-77");
    expect(cells.filter((cell) => /^"?[=+@]/.test(cell))).toEqual([]);
  });

  test('as HTML holds no script, takes nothing from outside and escapes what it quotes', () => {
    const html = reportAsHtml(documents, full);
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/<script|https?:\/\/[^"]*"\s*>|<b>/i);
  });

  test('has a row for every finding', () => {
    const findings = documents.flatMap((document) => document.findings);
    expect(findings.length).toBeGreaterThan(1);
    expect(reportAsHtml(documents, plain).match(/<tr><td/g)).toHaveLength(findings.length);
  });
});

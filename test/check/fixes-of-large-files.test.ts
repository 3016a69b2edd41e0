// Fixes of several changes in a large file are written from one claim alone, and are the same as from the whole file.
import { describe, expect, it } from 'vitest';
import { generate837, generateCsv, generateNdjson } from '../../bench/generate';
import { resolveFix } from '../../src/check/fixes';
import { readClaimAt, readClaims, writeChange } from '../../src/formats';
import type { Claim, ClaimChange, FormatId } from '../../src/model/claim';
import { applyEdits } from '../../src/model/text';

/** The first rows of this export say how it writes: numbers for pointers, a blank between them, modifiers behind the code. */
const habits = `Claim ID,Patient,DOS,CPT,Units,Charge,Dx1,Dx2,Pointer
H1,Avery,03/02/2026,97110-GP,1,50,M54.2,M25.511,1 2
${Array.from({ length: 400 }, (_, index) => `C${index},Blake,03/02/2026,97140,1,50,M54.2,M25.511,`).join('\n')}
`;

describe.each<[string, string, FormatId]>([
  ['a charge export', generateCsv(30_000, 1), 'csv'],
  ['a charge export with habits of its own', habits, 'csv'],
  ['NDJSON', generateNdjson(30_000, 1), 'fhir-ndjson'],
  ['an 837', generate837(30_000, 1), 'x12-837p'],
])('in %s', (_name, text, format) => {
  const { claims } = readClaims(text, format, {});
  const someClaims = claims.filter((_, index) => index % 9 === 0);

  it('are those that one change after the other makes in the whole file', () => {
    expect(text.length).toBeGreaterThan(10_000);
    let made = 0;
    for (const claim of someClaims) {
      const changes: readonly ClaimChange[] = [
        { kind: 'add-modifier', line: 1, modifier: '59' },
        { kind: 'set-diagnosis-pointers', line: 1, pointers: [2, 1] },
        { kind: 'set-units', line: 1, units: 7 },
      ];
      let whole: string | undefined = text;
      for (const change of changes) {
        const now: Claim | undefined =
          whole === undefined ? undefined : readClaimAt(whole, format, claim.index, {});
        const edits: ReturnType<typeof writeChange> =
          whole === undefined || now === undefined ? undefined : writeChange(whole, now, change, {});
        whole = whole === undefined || edits === undefined ? undefined : applyEdits(whole, edits);
      }
      const fix = { title: '', lossless: false, action: { kind: 'claim' as const, changes } };
      const [part] = resolveFix(fix, 'a', text, claim, {})?.edits ?? [];
      expect(part === undefined ? undefined : applyEdits(text, part.edits)).toBe(whole);
      if (part !== undefined) made++;
    }
    expect(made).toBeGreaterThan(someClaims.length / 2);
  });
});

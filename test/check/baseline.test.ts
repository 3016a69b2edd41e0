import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkDocuments, defaultConfiguration, type InputDocument } from '../../src/check';
import { baselineText, makeBaseline, readBaseline, withoutKnown } from '../../src/check/baseline';
import { sha256 } from '../../src/check/sha256';
import { tablesOf } from '../scenarios/tables';

const visit = (more = '') => `claim: ACCT-4711
patient: { last name: Quillfeather, first name: Ada }
diagnoses: { A: M62.830, B: M79.18 }
service lines:
  - { date: 2026-03-02, code: "20561", units: 1, pointers: AB }
  - { date: 2026-03-02, code: "97110", units: 1, pointers: E }
${more}`;

const check = (...inputs: readonly InputDocument[]) =>
  checkDocuments(inputs, { configuration: defaultConfiguration, tables: tablesOf([]), today: '2026-04-01' })
    .documents;
const same = (path: string) => path;
const findingsOf = (documents: ReturnType<typeof check>) =>
  documents.flatMap(({ findings }) => findings.map(({ rule, line }) => `${rule} ${line ?? ''}`.trim()));

describe('a baseline', () => {
  const known = makeBaseline(check({ path: 'a.claim', text: visit() }), same, 'salt');

  it('hides the findings that it was made of, and is read back as it was written', () => {
    expect(known.findings.length).toBeGreaterThan(1);
    expect(readBaseline(baselineText(known))).toEqual({ baseline: known });
    const { documents, hidden, gone } = withoutKnown(check({ path: 'a.claim', text: visit() }), known, same);
    expect(findingsOf(documents)).toEqual([]);
    expect(hidden).toBe(known.findings.length);
    expect(gone).toEqual([]);
  });

  it('shows a new finding, wherever the known ones have moved to', () => {
    const more = '  - { date: 2026-03-02, code: "97140", units: 1, pointers: F }\n';
    const text = `# a remark that moves every line\n${visit(more)}`;
    const { documents } = withoutKnown(check({ path: 'a.claim', text }), known, same);
    expect(findingsOf(documents)).toEqual(['diagnosis/pointer 3']);
  });

  it('shows a known finding again when what it rests on has changed', () => {
    const text = visit().replace('pointers: E', 'pointers: F');
    const { documents, gone } = withoutKnown(check({ path: 'a.claim', text }), known, same);
    expect(findingsOf(documents)).toEqual(['diagnosis/pointer 2']);
    expect(gone.map(({ rule, line }) => [rule, line])).toEqual([['diagnosis/pointer', 2]]);
  });

  it('names what is gone, and nothing of files that were not checked', () => {
    const text = visit().replace('pointers: E', 'pointers: A');
    const { gone } = withoutKnown(check({ path: 'a.claim', text }), known, same);
    expect(gone.map(({ rule }) => rule)).toEqual(['diagnosis/pointer']);
    expect(withoutKnown(check({ path: 'b.claim', text }), known, same).gone).toEqual([]);
  });

  it('counts findings that cannot be told apart, and hides no more of them than it counted', () => {
    const claim = visit().replace('ACCT-4711', 'SAME');
    const text = `${claim}---\n${claim}`;
    const twice = makeBaseline(check({ path: 'a.claim', text }), same, 'salt');
    expect(twice.findings.some(({ count }) => count === 2)).toBe(true);
    const three = withoutKnown(check({ path: 'a.claim', text: `${text}---\n${claim}` }), twice, same);
    expect(new Set(findingsOf(three.documents)).size).toBe(findingsOf(three.documents).length);
    expect(findingsOf(three.documents)).toContain('diagnosis/pointer 2');
  });

  it('holds no word of the patient, the claim or the note', () => {
    const note = 'Procedure: dry needling performed to left upper trapezius and right infraspinatus.\n';
    const text = baselineText(
      makeBaseline(check({ path: 'a.claim', text: visit() }, { path: 'a.note', text: note }), same, 'salt'),
    );
    for (const word of ['Quillfeather', 'ACCT', '4711', 'trapezius', 'M62', '2026-03-02'])
      expect(text).not.toContain(word);
  });

  it('has other hashes with another salt', () => {
    const other = makeBaseline(check({ path: 'a.claim', text: visit() }), same, 'pepper');
    const hashes = new Set(known.findings.map(({ hash }) => hash));
    expect(other.findings.some(({ hash }) => hashes.has(hash))).toBe(false);
  });

  it('is refused in a sentence when the file is none', () => {
    for (const text of ['', '[]', '{"version":2,"salt":"","findings":[]}', '{"version":1,"findings":{}}'])
      expect(readBaseline(text)).toHaveProperty('problem');
  });
});

describe('SHA-256', () => {
  it('agrees with another implementation on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256(text)).toBe(
          createHash('sha256')
            .update(Buffer.from(new TextEncoder().encode(text)))
            .digest('hex'),
        );
      }),
    );
  });
});

// Where completion believes the cursor to be; `|` marks it.
import { describe, expect, it } from 'vitest';
import { claimCursor } from '../../src/editor/claim-cursor';

function at(marked: string): string {
  const offset = marked.indexOf('|');
  const cursor = claimCursor(marked.replace('|', ''), offset);
  if (cursor === undefined) return 'nowhere';
  if (cursor.at === 'diagnosis') return 'a diagnosis';
  return cursor.at === 'key'
    ? `key of ${cursor.section}`
    : `value of ${cursor.key.name} in ${cursor.section}`;
}

describe('the cursor in a .claim file', () => {
  it('is at a key of the claim at the start of a line', () => {
    expect(at('claim: A1\n|')).toBe('key of claim');
    expect(at('claim: A1\npla|')).toBe('key of claim');
  });

  it('is at the value behind a key and its colon', () => {
    expect(at('place of service: "|')).toBe('value of place of service in claim');
    expect(at('POS: |')).toBe('value of place of service in claim');
  });

  it('is in a section that is opened by indentation', () => {
    expect(at('payer:\n  |')).toBe('key of payer');
    expect(at('service lines:\n  - code: |')).toBe('value of code in service line');
    expect(at('service lines:\n- code: 20561\n  |')).toBe('key of service line');
    expect(at('service lines:\n  - code: 20561\n    modifiers: [GP, |')).toBe(
      'value of modifiers in service line',
    );
  });

  it('is at a diagnosis, in a list or in braces', () => {
    expect(at('diagnoses:\n  A: |')).toBe('a diagnosis');
    expect(at('diagnoses:\n  - M79|')).toBe('a diagnosis');
    expect(at('diagnoses: { A: M79.18, B: |')).toBe('a diagnosis');
  });

  it('is in a section within a section', () => {
    expect(at('service lines:\n  - code: 20561\n    rendering provider:\n      npi: |')).toBe(
      'value of npi in provider',
    );
  });

  it('is in a section that is opened by a brace', () => {
    expect(at('payer: { name: X, type: |')).toBe('value of type in payer');
    expect(at('service lines:\n  - { date: 2026-03-02, code: |')).toBe('value of code in service line');
    expect(at('service lines:\n  - { code: 20561, modifiers: [59, |')).toBe(
      'value of modifiers in service line',
    );
    expect(at('service lines:\n  - { code: 20561, modifiers: [59], u|')).toBe('key of service line');
  });

  it('is back in the claim after a section', () => {
    expect(at('payer:\n  name: X\n|')).toBe('key of claim');
  });

  it('is nowhere in a comment or behind an unknown key', () => {
    expect(at('# place of service: |')).toBe('nowhere');
    expect(at('shoe size: |')).toBe('nowhere');
  });

  it('begins anew after a document marker', () => {
    expect(at('service lines:\n  - code: 1\n---\n|')).toBe('key of claim');
  });

  it('is in a claim of a list of claims', () => {
    expect(at('claims:\n  - claim: A1\n    place of service: |')).toBe('value of place of service in claim');
  });
});

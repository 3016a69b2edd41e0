// Where "ignore with a reason" is written down, and that nothing else changes.
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { commentInClaim, commentInNote, entryInConfiguration } from '../../src/editor/ignore-text';
import { readClaims } from '../../src/formats';
import type { Finding } from '../../src/model/finding';
import { applyEdits, rangeOf } from '../../src/model/text';

const finding: Finding = {
  rule: 'needling/muscle-count',
  severity: 'warning',
  verdict: 'fail',
  message: '',
  at: { path: 'visit.claim', range: rangeOf(0, 0) },
  claim: 'A1',
  claimIndex: 0,
  line: 2,
  evidence: [],
  sources: [],
  fixes: [],
  drafts: [],
};

const unmarked = (reason: string) => ({ reason, mark: undefined });

describe('an accepted finding in a .claim file', () => {
  const text = [
    'claim: A1',
    'service lines:',
    '  - code: 97140',
    '    units: 1',
    '  - code: 20561',
    '    units: 1',
    '',
  ];

  for (const [name, end] of [
    ['LF', '\n'],
    ['CR LF', '\r\n'],
  ] as const) {
    it(`is a comment above its service line, in a file with ${name}`, () => {
      const before = text.join(end);
      const claim = readClaims(before, 'claim', {}).claims[0];
      const after = applyEdits(before, [
        commentInClaim(before, claim, finding, unmarked(' seen \n by  hand ')),
      ]);
      const comment = '  # claimlint-ignore needling/muscle-count line 2: seen by hand';
      expect(after).toBe([...text.slice(0, 4), comment, ...text.slice(4)].join(end));
      expect(readClaims(after, 'claim', {}).problems).toEqual([]);
    });
  }

  it('is a comment at the head of the claim when it is about no line', () => {
    const before = text.join('\n');
    const claim = readClaims(before, 'claim', {}).claims[0];
    const { line: _, ...withoutLine } = finding;
    const after = applyEdits(before, [commentInClaim(before, claim, withoutLine, unmarked('so agreed'))]);
    expect(after).toBe(`# claimlint-ignore needling/muscle-count: so agreed\n${before}`);
  });
});

describe('an accepted finding in a note', () => {
  it('is a comment above the words that it is about', () => {
    const before = 'PLAN\nDry needling.\n';
    const at = { path: 'visit.note', range: rangeOf(before.indexOf('needling'), before.length) };
    const after = applyEdits(before, [commentInNote(before, { ...finding, at }, unmarked('so agreed'))]);
    expect(after).toBe('PLAN\n<!-- claimlint-ignore needling/muscle-count: so agreed -->\nDry needling.\n');
  });
});

describe('an accepted finding in .claimlint.yaml', () => {
  const entry = { rule: 'needling/muscle-count', claim: 'A1', line: 2, reason: 'seen "by hand"' };

  function withEntry(before: string): string | undefined {
    const edit = entryInConfiguration(before, finding, unmarked('seen "by hand"'));
    return edit && applyEdits(before, edit);
  }

  for (const [name, before] of [
    ['an empty file', ''],
    ['a file of comments', '# our settings\n'],
    ['a file without ignores', 'rules:\n  edit/mue: off\n'],
    ['a file that does not end its last line', 'rules:\n  edit/mue: off'],
    ['a file with Windows line ends', 'rules:\r\n  edit/mue: off\r\n'],
  ] as const) {
    it(`begins the list in ${name}`, () => {
      const after = withEntry(before) ?? '';
      expect(after.startsWith(before)).toBe(true);
      expect(parse(after).ignores).toEqual([entry]);
    });
  }

  const other = { rule: 'edit/mue', reason: 'x' };
  for (const [name, before] of [
    ['an indented list', 'ignores:\n  - rule: edit/mue\n    reason: x\n\n# end\nrules: {}\n'],
    ['a list that is not indented', 'ignores:\n- rule: edit/mue\n  reason: x\nrules: {}\n'],
    ['a list at the end without a line end', 'ignores:\n  - rule: edit/mue\n    reason: x'],
  ] as const) {
    it(`follows the last entry of ${name}`, () => {
      const after = withEntry(before) ?? '';
      expect(parse(after).ignores).toEqual([other, entry]);
      for (const line of before.split('\n')) expect(after).toContain(line);
    });
  }

  it('is not written into a file that it might spoil', () => {
    expect(withEntry('rules: [')).toBeUndefined();
    expect(withEntry('ignores: [{ rule: edit/mue, reason: x }]\n')).toBeUndefined();
    expect(withEntry('just words\n')).toBeUndefined();
  });
});

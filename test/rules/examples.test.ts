// Every rule carries its own examples; here each of them is run, and each of its fixes applied.
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding';
import { applyEdits } from '../../src/model/text';
import { bundledRules } from '../../src/rules/registry';
import type { RuleExample } from '../../src/rules/rule';
import { tablesOf } from '../scenarios/tables';
import { checkExample } from './example-check';

const tablesFor = ({ tables }: RuleExample) =>
  tables === undefined ? {} : { tables: tablesOf(tables.split('\n')) };
const errors = (findings: readonly Finding[]) =>
  findings
    .filter((finding) => finding.severity === 'error')
    .map((finding) => `${finding.rule} ${finding.message}`);

describe.each(bundledRules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('explains itself: title, explanation, sources with a date, denial codes', () => {
    expect(rule.title.length).toBeLessThan(90);
    expect(rule.explanation.split(' ').length).toBeGreaterThan(30);
    expect(rule.sources.length).toBeGreaterThan(0);
    for (const source of rule.sources) expect(source.vintage, source.title).toBeDefined();
  });

  it('has examples of both kinds', () => {
    expect(rule.examples.valid.length).toBeGreaterThan(0);
    expect(rule.examples.invalid.length).toBeGreaterThan(0);
  });

  for (const example of rule.examples.valid) {
    it(`is quiet: ${example.says}`, () => {
      const checked = checkExample(example.claim, example.note, tablesFor(example));
      expect(checked.findings.filter((finding) => finding.rule === id)).toEqual([]);
      expect(checked.findings.filter((finding) => finding.rule.startsWith('structure/'))).toEqual([]);
    });
  }

  for (const example of rule.examples.invalid) {
    it(`reports: ${example.says}`, () => {
      const checked = checkExample(example.claim, example.note, tablesFor(example));
      const own = checked.findings.filter((finding) => finding.rule === id);
      expect(own.length).toBeGreaterThan(0);
      for (const finding of own) {
        expect(finding.message.length, finding.message).toBeLessThan(420);
        for (const fix of finding.fixes) {
          const edits = fix.edits.filter(({ path }) => path === 'visit.claim').flatMap((part) => part.edits);
          const after = checkExample(applyEdits(example.claim, edits), example.note, tablesFor(example));
          const left = after.findings.filter(
            (other) =>
              other.rule === id &&
              other.at.range.start === finding.at.range.start &&
              other.message === finding.message,
          );
          expect(left, fix.title).toEqual([]);
          const before = new Set(errors(checked.findings));
          expect(
            errors(after.findings).filter((error) => !before.has(error)),
            fix.title,
          ).toEqual([]);
        }
      }
    });
  }
});

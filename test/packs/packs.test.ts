// Rule packs: what a pack's rules find, and what is said of a pack that is wrong.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ruleIds } from '../../src/check';
import { matches } from '../../src/packs/condition';
import { readPack } from '../../src/packs/read-pack';
import { checkExample } from '../rules/example-check';

const head = 'pack: clinic\nrules:\n';
const ruleNamed = (id: string, rest: string) =>
  `  - id: ${id}
    title: Needling has the modifier of the clinic
    severity: warning
    why: The payer asks for it.
    source: { title: Payer letter, vintage: "2026-01" }
    message: "{code} with {units} on {date} needs GP; it has {modifiers}."
${rest}`;
const needling = ruleNamed(
  'clinic/needling',
  `    effective: { from: "2026-01-01" }
    when: { codes: ["2056*"], not: { modifiers: [GP] } }
    fixes: [{ add modifier: GP }]
`,
);
const claimOn = (date: string, more = '') =>
  `claim: A1\nservice lines:\n  - { date: ${date}, code: "20560", units: 1${more} }\n`;

const found = (pack: string, claim: string, note?: string) => {
  const { rules, problems } = readPack(pack, ruleIds);
  expect(problems).toEqual([]);
  return checkExample(claim, note, { packRules: rules }).findings.filter(({ rule }) =>
    rule.startsWith('clinic/'),
  );
};

describe('a rule of a pack', () => {
  it('finds what its condition says, fills its message in, offers its fix and names pack and source', () => {
    const [finding] = found(head + needling, claimOn('2026-03-02'));
    expect(finding).toMatchObject({
      severity: 'warning',
      verdict: 'fail',
      message: '20560 with 1 on 2026-03-02 needs GP; it has no modifiers.',
      sources: [{ title: 'Payer letter (rule pack clinic)', vintage: '2026-01' }],
    });
    expect(finding?.fixes.map(({ title }) => title)).toEqual(['Add modifier GP']);
  });

  it('is quiet before its effective date and where the condition does not hold', () => {
    expect(found(head + needling, claimOn('2025-12-31'))).toEqual([]);
    expect(found(head + needling, claimOn('2026-03-02', ', modifiers: [GP]'))).toEqual([]);
  });

  it('cannot tell where the muscles of the note may be few or many', () => {
    const pack =
      head + ruleNamed('clinic/many', '    when: { codes: ["20560"], muscles: { at least: 3 } }\n');
    const note = (treated: string) =>
      `Date of service: 2026-03-02\n\nTreatment:\nDry needling performed to ${treated}.\n`;
    const three = 'the left upper trapezius, left levator scapulae and left infraspinatus';
    expect(found(pack, claimOn('2026-03-02'), note(three))[0]?.verdict).toBe('fail');
    expect(found(pack, claimOn('2026-03-02'), note('the left upper trapezius'))).toEqual([]);
    expect(found(pack, claimOn('2026-03-02'), note('multiple muscles'))[0]?.verdict).toBe('cannot-tell');
    expect(found(pack, claimOn('2026-03-02'))).toEqual([]);
  });

  it('takes codes as lists, beginnings and ranges', () => {
    expect(matches('9716*', '97161')).toBe(true);
    expect(matches('97161-97163', '97162')).toBe(true);
    expect(matches('97161-97163', '97164')).toBe(false);
    expect(matches('.*', '97164')).toBe(false);
  });
});

describe('a pack that is wrong', () => {
  it('keeps its sound rules and names the others at their place', () => {
    const pack = `${head}${needling}${needling.replace('clinic/needling', 'clinic/other').replace('severity: warning', 'severity: fatal')}`;
    const { rules, problems } = readPack(pack, ruleIds);
    expect(rules.map(({ id }) => id)).toEqual(['clinic/needling']);
    expect(problems.map(({ message, range }) => [message, pack.slice(range.start, range.end)])).toEqual([
      ['The severity can be error, warning or information.', 'fatal'],
    ]);
  });

  it('needs a source and a name that no other rule has', () => {
    const sourceless = head + needling.replace(/ {4}source:.*\n/, '');
    expect(readPack(sourceless, ruleIds).problems[0]?.message).toBe('"source" is missing here.');
    const taken = head + needling.replace('clinic/needling', 'needling/muscle-count');
    expect(readPack(taken, ruleIds)).toMatchObject({ rules: [] });
    expect(readPack(taken, ruleIds).problems[0]?.message).toContain('already');
  });

  it('may not use aliases, endless nesting or endless length', () => {
    for (const text of ['pack: &a x\nrules: [*a]\n', '['.repeat(9999), ' '.repeat(300_000)])
      expect(readPack(text, []).problems).toHaveLength(1);
  });

  it('never makes the reader throw', () => {
    fc.assert(
      fc.property(fc.nat(needling.length), fc.string(), (at, text) => {
        const whole = head + needling;
        readPack(whole.slice(0, at) + text + whole.slice(at + text.length), []);
      }),
      { numRuns: 150 },
    );
  });
});

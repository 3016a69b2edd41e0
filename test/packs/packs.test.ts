// Rule packs: what a pack's rules find, and what is said of a pack that is wrong.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CheckedDocument, type CheckOptions, defaultConfiguration, ruleIds } from '../../src/check';
import { applyEdits } from '../../src/model/text';
import { matches } from '../../src/packs/condition';
import { readPack } from '../../src/packs/read-pack';
import { changesByRule } from '../../src/packs/severity-change';
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

const visitNote = (treated: string) =>
  `Date of service: 2026-03-02\n\nTreatment:\n${treated}\nSigned: Alex Example, PT\n`;

describe('muscles of a pack', () => {
  const rule = (when: string) =>
    head +
    ruleNamed('clinic/count', `    when: ${when}\n`).replace(
      /message: .*/,
      'message: "{code} with {muscles}, {nothing}."',
    );
  const both = visitNote(
    'Dry needling to the left upper trapezius, left levator scapulae and left infraspinatus.\nTrigger point injection of 1 ml lidocaine into the right piriformis.',
  );

  it('are counted of the procedure that the condition names, and told in the message', () => {
    const of = (procedure: string, count: number) =>
      found(
        rule(`{ muscles: { of: ${procedure}, at least: ${count}, at most: ${count} } }`),
        claimOn('2026-03-02'),
        both,
      );
    expect(of('needling', 3).map(({ message }) => message)).toEqual(['20560 with 3 muscles, {nothing}.']);
    expect(of('injection', 1).map(({ message }) => message)).toEqual(['20560 with 1 muscle, {nothing}.']);
    expect(of('injection', 3)).toEqual([]);
  });

  it('are the evidence of the finding', () => {
    const [finding] = found(rule('{ muscles: { of: needling, at least: 3 } }'), claimOn('2026-03-02'), both);
    expect(finding?.evidence.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['upper trapezius', 'levator scapulae', 'infraspinatus']),
    );
  });

  it('are unknown in the message where there is no note', () => {
    const [finding] = found(rule('{ codes: ["20560"] }'), claimOn('2026-03-02'));
    expect(finding?.message).toBe('20560 with an unknown number of muscles, {nothing}.');
  });
});

describe('the help of a pack with a note', () => {
  const pack =
    head +
    ruleNamed(
      'clinic/consent',
      '    when: { codes: ["20560"], not: { documented: [consent, aftercare] } }\n    fixes: [{ insert heading: [consent, aftercare] }]\n',
    );

  it('inserts headings for what is missing, and none for what is there', () => {
    const note = visitNote('Dry needling to the left upper trapezius. Informed consent obtained.');
    const [finding] = found(pack, claimOn('2026-03-02'), note);
    const [draft] = finding?.drafts ?? [];
    expect(finding?.fixes).toEqual([]);
    expect(draft?.kind).toBe('insert');
    if (draft?.kind !== 'insert') throw new Error('no help with headings');
    const after = applyEdits(note, draft.edits);
    expect(after.length).toBeGreaterThan(note.length);
    expect(draft.edits).toHaveLength(1);
    expect(draft.edits[0]?.newText).not.toMatch(/consent/i);
    // A heading that nobody has filled in documents nothing: the finding stays.
    expect(found(pack, claimOn('2026-03-02'), after)).toHaveLength(1);
  });

  it('offers nothing without a note', () => {
    expect(found(pack, claimOn('2026-03-02'))).toEqual([]);
  });
});

describe('a severity that a pack changes', () => {
  const pack = (to: string, rule = 'edit/duplicate-line') =>
    `pack: clinic\nseverities:\n  ${rule}: { to: ${to}, why: Our payer denies it twice. }\n`;
  const twice = `claim: A1
service lines:
  - { date: 2026-03-02, code: "97110", units: 1 }
  - { date: 2026-03-02, code: "97110", units: 1 }
`;
  const duplicates = (text: string, more: Partial<CheckOptions> = {}) => {
    const read = readPack(text, ruleIds);
    expect(read.problems).toEqual([]);
    return checkExample(twice, undefined, { severityChanges: changesByRule([read]), ...more });
  };
  const finding = (document: CheckedDocument) =>
    document.findings.find(({ rule }) => rule === 'edit/duplicate-line');

  it('holds, and the finding and its explanation name the pack and the reason', () => {
    const document = duplicates(pack('information'));
    const said = /The rule pack clinic makes this information: Our payer denies it twice\.$/;
    expect(finding(document)?.severity).toBe('information');
    expect(finding(document)?.message).toMatch(said);
    const [judged] = document.claims.flatMap(({ judgements }) =>
      judgements.filter(({ rule, verdict }) => rule === 'edit/duplicate-line' && verdict === 'fail'),
    );
    expect(judged?.reason).toMatch(said);
  });

  it('is not spoken of where it changes nothing, and gives way to the team\u2019s own setting', () => {
    expect(finding(duplicates(pack('error')))?.message).not.toContain('clinic');
    const configuration = { ...defaultConfiguration, rules: { 'edit/duplicate-line': 'warning' } as const };
    const own = finding(duplicates(pack('information'), { configuration }));
    expect(own?.severity).toBe('warning');
    expect(own?.message).not.toContain('clinic');
  });

  it('needs a rule that there is, a reason, and never switches one off', () => {
    const place = (text: string) =>
      readPack(text, ruleIds).problems.map(({ message, range }) => [
        message,
        text.slice(range.start, range.end),
      ]);
    expect(place(pack('error', 'edit/nothing'))).toEqual([
      [expect.stringContaining('no rule "edit/nothing"'), expect.stringContaining('to: error')],
    ]);
    expect(place(pack('off'))).toEqual([['The severity can be error, warning or information.', 'off']]);
    expect(place('pack: clinic\nseverities:\n  edit/mue: { to: error }\n')[0]?.[0]).toBe(
      '"why" is missing here.',
    );
  });
});

describe('a pack that is wrong', () => {
  it('has each key that stands twice named at its place; the other rules hold', () => {
    const second = needling
      .replace('clinic/needling', 'clinic/other')
      .replace('    why:', '    why: First.\n    why:');
    const pack = head + needling + second;
    const { rules, problems } = readPack(pack, ruleIds);
    expect(rules.map(({ id }) => id)).toEqual(['clinic/needling']);
    expect(problems).toEqual([
      { message: '"why" stands here twice; keep one of them.', range: expect.anything() },
    ]);
    expect(problems[0]?.range.start).toBe(pack.lastIndexOf('why:'));
  });

  it('is read in a time that grows with its length, however many keys it has', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${index}: 1\n`).join('');
    const start = performance.now();
    expect(readPack(keys, ruleIds).rules).toEqual([]);
    expect(performance.now() - start).toBeLessThan(3000);
  });

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

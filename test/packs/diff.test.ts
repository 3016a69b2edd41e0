import { describe, expect, it } from 'vitest';
import { ruleIds } from '../../src/check';
import { differenceOfFindings, differenceOfPacks } from '../../src/packs/diff';
import { readPack } from '../../src/packs/read-pack';
import { changesByRule } from '../../src/packs/severity-change';
import { checkExample } from '../rules/example-check';

const rule = (id: string, more = '') => `  - id: ${id}
    title: Needling has the modifier of the clinic
    severity: warning
    why: The payer asks for it.
    source: { title: Payer letter, vintage: "2026-01" }
    effective: { from: "2026-01-01" }
    when: { codes: ["2056*"], not: { modifiers: [GP] } }
    message: "{code} needs GP."
${more}`;
const read = (text: string) => {
  const pack = readPack(text, ruleIds);
  expect(pack.problems).toEqual([]);
  return pack;
};
const pack = (...rules: readonly string[]) =>
  read(`pack: clinic\n${rules.length === 0 ? '' : `rules:\n${rules.join('')}`}`);

describe('two versions of a pack', () => {
  it('are the same when nothing but the order of keys and rules has changed', () => {
    const turned = rule('clinic/a').replace(
      'when: { codes: ["2056*"], not: { modifiers: [GP] } }',
      'when: { not: { modifiers: [GP] }, codes: ["2056*"] }',
    );
    expect(
      differenceOfPacks(pack(rule('clinic/a'), rule('clinic/b')), pack(rule('clinic/b'), turned)),
    ).toEqual([]);
  });

  it('differ in rules that are new and gone', () => {
    const difference = differenceOfPacks(pack(rule('clinic/a')), pack(rule('clinic/b')));
    expect(difference.map(({ rule: id, kind }) => [id, kind])).toEqual([
      ['clinic/b', 'new'],
      ['clinic/a', 'gone'],
    ]);
  });

  it('differ in severity, dates, condition, message, source and fixes of a rule, each named', () => {
    const changed = rule('clinic/a', '    fixes: [{ add modifier: GP }]\n')
      .replace('severity: warning', 'severity: error')
      .replace('from: "2026-01-01"', 'from: "2026-07-01"')
      .replace('"2056*"', '"20561"')
      .replace('needs GP', 'lacks GP')
      .replace('vintage: "2026-01"', 'vintage: "2026-06"');
    const [difference] = differenceOfPacks(pack(rule('clinic/a')), pack(changed));
    expect(difference?.changes).toEqual([
      { what: 'severity', from: 'warning', to: 'error' },
      { what: 'effective', from: '{ from: 2026-01-01 }', to: '{ from: 2026-07-01 }' },
      {
        what: 'when',
        from: '{ codes: [2056*], not: { modifiers: [GP] } }',
        to: '{ codes: [20561], not: { modifiers: [GP] } }',
      },
      { what: 'message', from: '{code} needs GP.', to: '{code} lacks GP.' },
      { what: 'fixes', from: 'nothing', to: '[{ add modifier: GP }]' },
      { what: 'source', from: 'Payer letter, 2026-01', to: 'Payer letter, 2026-06' },
    ]);
  });

  it('differ in the severities that they give to other rules', () => {
    const severities = (to: string) =>
      read(`pack: clinic\nseverities:\n  edit/mue: { to: ${to}, why: It is denied. }\n`);
    expect(differenceOfPacks(pack(), severities('warning'))[0]?.changes).toEqual([
      { what: 'severity of a bundled rule', from: 'its own', to: 'warning (It is denied.)' },
    ]);
    expect(differenceOfPacks(severities('warning'), severities('warning'))).toEqual([]);
    expect(differenceOfPacks(severities('warning'), pack())[0]?.changes[0]?.to).toBe('its own');
  });
});

describe('the findings of two versions on a claim', () => {
  const claim = (code: string) =>
    `claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "${code}", units: 1 }\n`;
  const findings = (version: ReturnType<typeof pack>, code: string) =>
    checkExample(claim(code), undefined, {
      packRules: version.rules,
      severityChanges: changesByRule([version]),
    }).findings;
  const old = pack(rule('clinic/a'));
  const narrower = pack(rule('clinic/a').replace('"2056*"', '"20561"'));

  it('vanish where the new version no longer applies, appear the other way round, and stay where both do', () => {
    const on = (code: string) => differenceOfFindings(findings(old, code), findings(narrower, code));
    expect(on('20560').vanishes.map(({ rule: id }) => id)).toEqual(['clinic/a']);
    expect(on('20560').appears).toEqual([]);
    expect(on('20561')).toEqual({ appears: [], vanishes: [] });
    const back = differenceOfFindings(findings(narrower, '20560'), findings(old, '20560'));
    expect(back.appears.map(({ rule: id }) => id)).toEqual(['clinic/a']);
  });
});

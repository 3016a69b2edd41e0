// An accepted finding remembers what it rested on. When that changes, it is shown again, and says so.
import { describe, expect, it } from 'vitest';
import {
  checkDocuments,
  defaultConfiguration,
  evidenceMark,
  readConfiguration,
  ruleIds,
} from '../../src/check';
import { staleIgnores } from '../../src/check/stale-ignores';
import { noTables } from '../../src/codes/tables/lookup';
import { commentInClaim, entryInConfiguration, outdatedEntry } from '../../src/editor/ignore-text';
import type { Finding } from '../../src/model/finding';
import { applyEdits } from '../../src/model/text';

const rule = 'needling/muscle-count';
const claim = `claim: A1
patient: Synthetic One
date of service: 2026-03-09
service lines:
  - code: 20561
    units: 1
    charge: 80.00
`;
const note = `Date of service: 03/09/2026
Dry needling was performed without injection. Needles were placed in the left upper trapezius and the left levator scapulae.
The patient tolerated it well.
`;

function check(claimText: string, noteText: string, configurationText?: string) {
  const configuration =
    configurationText === undefined
      ? defaultConfiguration
      : readConfiguration(configurationText, ruleIds).configuration;
  const { documents } = checkDocuments(
    [
      { path: 'visit.claim', text: claimText },
      { path: 'visit.note', text: noteText },
    ],
    { configuration, tables: noTables, today: '2026-11-23' },
  );
  const [checked] = documents;
  if (!checked) throw new Error('nothing was checked');
  return { documents, checked, configuration, found: checked.findings.find((one) => one.rule === rule) };
}

function markOf(finding: Finding | undefined, { checked }: ReturnType<typeof check>): string {
  const [own] = checked.claims;
  if (!finding || !own) throw new Error('no finding to accept');
  const mark = evidenceMark(finding, checked.text, own.noteFor(own.claim.serviceLines[0]));
  if (mark === undefined) throw new Error('the finding rests on nothing');
  return mark;
}

function accepted(): string {
  const before = check(claim, note);
  if (!before.found) throw new Error('no finding to accept');
  const mark = markOf(before.found, before);
  const own = before.checked.claims[0]?.claim;
  return applyEdits(claim, [commentInClaim(claim, own, before.found, { reason: 'addendum seen', mark })]);
}

describe('a finding accepted in a comment', () => {
  it('stays away while what it rests on is the same', () => {
    const text = accepted();
    expect(text).toMatch(/line 1: addendum seen \[evidence [0-9a-f]{8}\]\n/);
    expect(check(text, note).found).toBeUndefined();
    expect(check(text, `${note}Next visit in a week.\n`).found).toBeUndefined();
    expect(check(text, note.replace('The patient', '\n\nThe patient')).found).toBeUndefined();
  });

  it('comes back when its sentence is another', () => {
    const { found } = check(accepted(), note.replace('levator scapulae', 'levator scapulae superficially'));
    expect(found?.message).toContain('accepted before, but what it rests on has changed');
  });

  it('is judged so in "why is this (not) flagged?" as well', () => {
    const verdicts = (text: string) =>
      check(accepted(), text).checked.claims[0]?.judgements.filter((one) => one.rule === rule);
    expect(verdicts(note)).toMatchObject([{ verdict: 'ignored' }]);
    expect(verdicts(note.replace('levator scapulae', 'rhomboids'))).not.toMatchObject([
      { verdict: 'ignored' },
    ]);
  });

  it('without a mark holds whatever changes', () => {
    const text = accepted().replace(/ \[evidence .*\]/, '');
    expect(check(text, note.replace('levator scapulae', 'levator scapulae too')).found).toBeUndefined();
  });
});

describe('a finding accepted in .claimlint.yaml', () => {
  const before = check(claim, note);
  const entry = applyEdits(
    '',
    entryInConfiguration('', before.found as Finding, {
      reason: 'addendum seen',
      mark: markOf(before.found, before),
    }) ?? [],
  );
  const changed = note.replace('levator scapulae', 'levator scapulae superficially');

  it('comes back when its sentence is another, and the entry says why it holds nothing back', () => {
    expect(check(claim, note, entry).found).toBeUndefined();
    const { found, documents, configuration } = check(claim, changed, entry);
    expect(found?.message).toContain('accepted before');
    const stale = staleIgnores(configuration.ignores, documents, {
      path: '.claimlint.yaml',
      today: '2026-11-23',
      isWhole: true,
    });
    expect(stale.map(({ message }) => message)).toEqual([
      expect.stringContaining('has changed since this entry was written'),
    ]);
  });

  it('is accepted anew in the same entry', () => {
    const again = check(claim, changed, entry);
    const outdated = outdatedEntry(again.configuration.ignores, again.found as Finding);
    const renewed = applyEdits(
      entry,
      entryInConfiguration(
        entry,
        again.found as Finding,
        { reason: 'second addendum', mark: markOf(again.found, again) },
        outdated,
      ) ?? [],
    );
    expect(renewed.match(/- rule:/g)).toHaveLength(1);
    expect(renewed).toContain('second addendum');
    expect(check(claim, changed, renewed).found).toBeUndefined();
  });

  it('holds no word of the note', () => {
    for (const word of ['trapezius', 'levator', 'Needles']) expect(entry).not.toContain(word);
  });

  it('is refused where the mark is none', () => {
    const { problems } = readConfiguration(entry.replace(/evidence: .*/, 'evidence: yes'), ruleIds);
    expect(problems.map(({ message }) => message)).toEqual([expect.stringContaining('`evidence:`')]);
  });
});

// While one types in a large 837, only the claim at the cursor is read and checked again. What that says must be what a
// check of the whole file says, but for what one claim says about others.
import { describe, expect, it } from 'vitest';
import { generate837 } from '../../bench/generate';
import {
  type CheckedDocument,
  type CheckOptions,
  checkDocuments,
  defaultConfiguration,
  recheckClaim,
  type TextChange,
} from '../../src/check';
import { noTables } from '../../src/codes/tables/lookup';
import type { TextRange } from '../../src/model/text';
import { corpusFiles, hasCorpus } from '../formats/x12-laws';

const options: CheckOptions = {
  configuration: defaultConfiguration,
  tables: noTables,
  today: '2026-11-23',
};

const path = 'batch.837';

function checked(text: string): CheckedDocument {
  const [document] = checkDocuments([{ path, text }], options).documents;
  if (!document) throw new Error('nothing was checked');
  return document;
}

/** Changes at a few places of each of a few claims: a character more, a character less, another digit. */
function changesOf({ claims, text }: CheckedDocument): readonly { change: TextChange; text: string }[] {
  const some = claims.filter((_, index) => index % Math.ceil(claims.length / 4) === 0);
  return some.flatMap(({ range }) =>
    [0.15, 0.4, 0.6, 0.9].flatMap((share, number) => {
      const start = Math.floor(range.start + (range.end - range.start) * share);
      const [end, inserted] = [
        [start, '7'],
        [start + 1, ''],
        [start + 1, '1'],
        [start + 2, 'GP9'],
      ][number] as [number, string];
      const change = { start, end, newLength: inserted.length };
      return { change, text: text.slice(0, start) + inserted + text.slice(end) };
    }),
  );
}

/** What is said within claims, without fixes. */
function told({ findings }: CheckedDocument, { claims }: CheckedDocument) {
  const isInClaim = (place: TextRange) =>
    claims.some(({ range }) => place.start >= range.start && place.end <= range.end);
  return findings
    .filter(({ at }) => isInClaim(at.range))
    .map(({ rule, message, at, claim, claimIndex, line, evidence, severity }) =>
      JSON.stringify({ rule, message, at, claim, claimIndex, line, evidence, severity }),
    );
}

function fixesOf({ findings }: CheckedDocument): ReadonlySet<string> {
  return new Set(findings.flatMap(({ rule, fixes }) => fixes.map((fix) => JSON.stringify({ rule, fix }))));
}

/** Says which differ, not all of them. A fix that reaches outside of its claim waits; none may be another. */
function expectSameTold(local: CheckedDocument, whole: CheckedDocument): void {
  const [own, all] = [told(local, whole), told(whole, whole)];
  expect(own.filter((each) => !all.includes(each)).slice(0, 2)).toEqual([]);
  expect(all.filter((each) => !own.includes(each)).slice(0, 2)).toEqual([]);
  const known = fixesOf(whole);
  expect([...fixesOf(local)].filter((each) => !known.has(each)).slice(0, 2)).toEqual([]);
}

function expectSame(before: CheckedDocument): number {
  let taken = 0;
  for (const { change, text } of changesOf(before)) {
    const local = recheckClaim(before, text, change, [], options);
    if (local === undefined) continue;
    taken++;
    const whole = checked(text);
    expect(local.text).toBe(text);
    expect(local.claims.map(({ claim }) => claim)).toEqual(whole.claims.map(({ claim }) => claim));
    expectSameTold(local, whole);
  }
  return taken;
}

describe('a change within one claim of an 837', () => {
  it('gives the claims and findings that a check of the whole file gives, in a batch of hundreds', () => {
    expect(expectSame(checked(generate837(120_000, 11)))).toBeGreaterThan(8);
  });

  it('moves with every key that follows', () => {
    let current = checked(generate837(20_000, 3));
    const at = current.claims[2]?.claim.serviceLines[0]?.charge?.range.start ?? 0;
    for (const [step, sign] of [...'1234'].entries()) {
      const text = current.text.slice(0, at + step) + sign + current.text.slice(at + step);
      const change = { start: at + step, end: at + step, newLength: 1 };
      const next = recheckClaim(current, text, change, [], options);
      expect(next).toBeDefined();
      if (next) current = next;
    }
    const whole = checked(current.text);
    expect(current.claims.map(({ claim }) => claim)).toEqual(whole.claims.map(({ claim }) => claim));
    expectSameTold(current, whole);
  });

  it('leaves it to a check of the whole file when the number of claims changes', () => {
    const before = checked(generate837(20_000, 3));
    const { range } = before.claims[1] ?? { range: { start: 0, end: 0 } };
    const start = before.text.indexOf('~', range.start) + 1;
    const inserted = 'CLM*NEW*100***11:B:1*Y*A*Y*Y~';
    const text = before.text.slice(0, start) + inserted + before.text.slice(start);
    expect(recheckClaim(before, text, { start, end: start, newLength: inserted.length }, [], options)).toBe(
      undefined,
    );
  });

  it('is not taken for one when it touches two claims or the envelope', () => {
    const before = checked(generate837(20_000, 3));
    const { range } = before.claims[1] ?? { range: { start: 0, end: 0 } };
    const change = { start: range.start - 1, end: range.start + 1, newLength: 0 };
    const text = before.text.slice(0, change.start) + before.text.slice(change.end);
    expect(recheckClaim(before, text, change, [], options)).toBe(undefined);
  });
});

describe.runIf(hasCorpus)('public 837 files', () => {
  for (const { name, text } of corpusFiles().filter((file) => file.text.length < 60_000))
    it(`${name}: a change in a claim says what a check of the whole file says`, () => {
      expectSame(checked(text));
    });
});

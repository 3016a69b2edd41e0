// The work of a check, counted and not timed: characters that are looked at, and look-ups in tables. A file of twice
// the length takes twice the work, its fixes included; a machine that is busy changes nothing in that.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { generate837, generateCsv, generateNdjson } from '../../bench/generate';
import { checkDocuments, defaultConfiguration } from '../../src/check';
import { type CodeTables, noTables } from '../../src/codes/tables/lookup';

let work = 0;
let lookUps = 0;

/** Counts what strings are asked while something is done. */
function counted(run: () => void): { readonly work: number; readonly lookUps: number } {
  const { charCodeAt, indexOf, lastIndexOf, split } = String.prototype;
  vi.spyOn(String.prototype, 'charCodeAt').mockImplementation(function (this: string, at) {
    work++;
    return charCodeAt.call(this, at);
  });
  vi.spyOn(String.prototype, 'indexOf').mockImplementation(function (this: string, wanted, from = 0) {
    const found = indexOf.call(this, wanted, from);
    work += Math.max(0, (found < 0 ? this.length : found) - from);
    return found;
  });
  vi.spyOn(String.prototype, 'lastIndexOf').mockImplementation(function (
    this: string,
    wanted,
    from = this.length,
  ) {
    const found = lastIndexOf.call(this, wanted, from);
    work += Math.max(0, Math.min(from, this.length) - found);
    return found;
  });
  vi.spyOn(String.prototype, 'split').mockImplementation(function (
    this: string,
    ...words: readonly unknown[]
  ) {
    work += this.length;
    return Reflect.apply(split, this, words) as string[];
  });
  [work, lookUps] = [0, 0];
  try {
    run();
  } finally {
    vi.restoreAllMocks();
  }
  return { work, lookUps };
}
afterEach(() => vi.restoreAllMocks());

/** Tables that hold nothing and count how often they are asked. */
const countingTables = new Proxy(noTables, {
  get(tables, name, receiver) {
    const found: unknown = Reflect.get(tables, name, receiver);
    if (typeof found !== 'function') return found;
    return (...words: readonly unknown[]) => {
      lookUps++;
      return Reflect.apply(found, tables, words) as unknown;
    };
  },
}) satisfies CodeTables;

function check(path: string, text: string): void {
  const { documents } = checkDocuments([{ path, text }], {
    configuration: defaultConfiguration,
    tables: countingTables,
    today: '2026-11-23',
  });
  // Fixes are made when they are looked at.
  for (const { findings } of documents)
    for (const { fixes } of findings) expect(fixes.length).toBeLessThan(100);
}

describe.each([
  ['an 837', 'batch.837', generate837, 250],
  ['a charge export', 'charges.csv', generateCsv, 400],
  ['NDJSON', 'claims.ndjson', generateNdjson, 100],
] as const)('%s of twice the length', (_name, path, generate, mostWork) => {
  it('takes twice the work', () => {
    const [once, twice] = [60_000, 120_000].map((length) => {
      const text = generate(length, 5);
      check(path, text.slice(0, 0));
      const found = counted(() => check(path, text));
      return { ...found, perCharacter: found.work / text.length };
    });
    if (once === undefined || twice === undefined) throw new Error('nothing was counted');
    expect(once.lookUps).toBeGreaterThan(100);
    expect(twice.lookUps / once.lookUps).toBeLessThan(2.2);
    expect(twice.work / once.work).toBeLessThan(2.2);
    expect(twice.perCharacter).toBeLessThan(mostWork);
  });
});

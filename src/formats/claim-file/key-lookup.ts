// Finds a key of a .claim file by any of the ways to write it, and the one that was meant by a slip.
import { type KeyDefinition, type SectionName, sections } from './keys';

/** All ways to write a key, its box number included. */
export function writings(key: KeyDefinition): readonly string[] {
  const boxes = key.box === undefined ? [] : [`box ${key.box}`, key.box];
  return [key.name, ...boxes, ...(key.also ?? [])];
}

/** What is left of a key for comparison: its letters and digits, in lower case. */
export function bareKey(written: string): string {
  return written.toLowerCase().replace(/[^a-z0-9]/g, '');
}

const byBareKey = new Map<SectionName, ReadonlyMap<string, KeyDefinition>>();
for (const [section, keys] of Object.entries(sections) as [SectionName, readonly KeyDefinition[]][]) {
  byBareKey.set(
    section,
    new Map(keys.flatMap((key) => writings(key).map((text) => [bareKey(text), key] as const))),
  );
}

/** The key of a section that is written like this, or undefined. */
export function findKey(section: SectionName, written: string): KeyDefinition | undefined {
  return byBareKey.get(section)?.get(bareKey(written));
}

/** The name that was probably meant by an unknown key: at most one slip for every four letters, and no second candidate as near. */
export function nearestName(section: SectionName, written: string): string | undefined {
  const bare = bareKey(written);
  if (bare.length < 3 || bare.length > 40) return undefined;
  let best: { key: KeyDefinition; slips: number } | undefined;
  let contested = false;
  for (const [candidate, key] of byBareKey.get(section) ?? []) {
    const allowed = Math.min(2, Math.floor(Math.max(candidate.length, bare.length) / 4));
    const slips = slipsBetween(bare, candidate, allowed);
    if (slips > allowed || (best !== undefined && slips > best.slips)) continue;
    contested = best !== undefined && slips === best.slips && best.key !== key;
    best = { key, slips };
  }
  return contested ? undefined : best?.key.name;
}

/** Letters to add, leave out, change or swap with their neighbour; `limit` + 1 when there are more than `limit`. */
function slipsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let slips = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        slips = Math.min(slips, (beforeLast[j - 2] ?? 0) + 1);
      row.push(slips);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}

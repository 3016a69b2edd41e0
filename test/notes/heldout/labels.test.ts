// The held-out labels agree with each other: counts with lists, verdicts with ranges, offsets with text.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { documentationElements } from '../../../src/model/note';

interface Passage {
  readonly id: string;
  readonly text: string;
  readonly procedure: string;
  readonly status: string;
  readonly muscles_performed: readonly string[];
  readonly distinct_muscle_count_ignoring_side: number;
  readonly count_by_side: number;
  readonly range_ignoring_side: readonly [number, number];
  readonly range_by_side: readonly [number, number];
  readonly verdict_pair: string;
  readonly documentation?: Readonly<Record<string, boolean>>;
}

interface StatusSentence {
  readonly id: string;
  readonly text: string;
  readonly subject: string;
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly expected: string;
}

const folder = dirname(fileURLToPath(import.meta.url));

function rows(file: string): unknown[] {
  return readFileSync(join(folder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): unknown => JSON.parse(line));
}

const files = readdirSync(folder).filter((name) => name.endsWith('.jsonl'));
const passages = files
  .filter((name) => !name.startsWith('status-'))
  .flatMap((name) => rows(name) as Passage[]);
const sentences = rows('status-sentences.jsonl') as StatusSentence[];

/** `trapezius, upper fibers (left)` → muscle and side. */
function muscleAndSide(label: string): { readonly muscle: string; readonly side: string } {
  const [, name = '', side = ''] =
    /^(.+) \((left|right|bilateral|unspecified|midline)\)(?: \[group\])?$/.exec(label) ?? [];
  return { muscle: name.split(',')[0] ?? '', side };
}

function sidesOf(labels: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const sides = new Map<string, Set<string>>();
  for (const { muscle, side } of labels.map(muscleAndSide)) {
    const known = sides.get(muscle) ?? new Set<string>();
    for (const one of side === 'bilateral' ? ['left', 'right'] : [side]) known.add(one);
    sides.set(muscle, known);
  }
  return sides;
}

describe('the held-out passages', () => {
  test('every id is used once', () => {
    const ids = [...passages, ...sentences].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(passages)('$id: the counts follow from the list of muscles', (passage) => {
    const sides = sidesOf(passage.muscles_performed);
    expect([...sides.keys()]).not.toContain('');
    if (sides.size === 0) return;
    expect(passage.distinct_muscle_count_ignoring_side).toBe(sides.size);
    expect(passage.count_by_side).toBe(
      [...sides.values()].reduce(
        (sum, known) => sum + Math.max(1, known.has('left') && known.has('right') ? 2 : 1),
        0,
      ),
    );
  });

  test.each(passages)(
    '$id: the verdict lies within the range',
    ({ procedure, range_by_side: [low, high], verdict_pair: verdict }) => {
      if (procedure !== 'needling' && procedure !== 'injection') expect(verdict).toBe('none');
      else if (verdict === '3+') expect(low).toBeGreaterThanOrEqual(3);
      else if (verdict === 'none') expect(high).toBe(0);
      else if (verdict === '1-2') {
        expect(low).toBeGreaterThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(2);
      } else expect(low < 3 && high > 0).toBe(true);
    },
  );

  test.each(passages)('$id: nothing is performed that is not performed', (passage) => {
    const { status, muscles_performed: muscles } = passage;
    if (['planned', 'negated', 'historical'].includes(status)) expect(muscles).toEqual([]);
    expect(passage.range_ignoring_side[0]).toBeLessThanOrEqual(passage.range_ignoring_side[1]);
    expect(passage.range_by_side[0]).toBeGreaterThanOrEqual(passage.range_ignoring_side[0]);
  });

  test.each(passages.filter(({ documentation }) => documentation !== undefined))(
    '$id: documentation elements are known',
    ({ documentation }) => {
      for (const element of Object.keys(documentation ?? {}))
        expect(documentationElements).toContain(element);
    },
  );
});

test.each(sentences)(
  '$id: the subject stands where it is said to',
  ({ text, subject, start, end, kind, expected }) => {
    expect(text.slice(start, end)).toBe(subject);
    const known =
      kind === 'muscle'
        ? ['performed', 'negated', 'planned', 'historical', 'examined', 'uncertain']
        : ['negated', 'affirmed'];
    expect(known).toContain(expected);
  },
);

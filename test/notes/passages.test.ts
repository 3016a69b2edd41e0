// The reader on single passages: which muscles count for certain, and the interval of the count.
import { describe, expect, test } from 'vitest';
import { countMuscles, readNote } from '../../src/notes';
import { groups, mixed, type Passage, prose, shorthand, traps } from './passages';

const letters = { left: ' L', right: ' R', both: ' B', none: '' } as const;

/** "trapezius R, levator-scapulae R": the muscles that count for certain, each once with the union of its sides. */
function performedIn({ text, kind = 'needling' }: Passage): readonly string[] {
  const note = readNote(text);
  const sides = new Map<string, string>();
  for (const mention of note.muscles) {
    const procedure = mention.procedure === undefined ? undefined : note.procedures[mention.procedure];
    if (mention.status !== 'performed' || procedure?.kind !== kind || mention.names.atMost === 0) continue;
    const side = letters[mention.side];
    const before = sides.get(mention.countsAs);
    sides.set(
      mention.countsAs,
      before === undefined || before === '' ? side : side === '' || side === before ? before : ' B',
    );
  }
  return [...sides].map(([id, side]) => `${id}${side}`).sort();
}

const wanted = (performed: string): readonly string[] =>
  performed
    .split(', ')
    .filter((name) => name !== '')
    .sort();

describe.each([
  ['prose', prose],
  ['shorthand', shorthand],
  ['what must not count', traps],
  ['done beside not done', mixed],
  ['groups and totals', groups],
])('reads %s', (_, passages) => {
  test.each(passages.map((passage) => [passage.text.slice(0, 90), passage] as const))(
    '%s',
    (_name, passage) => {
      expect(performedIn(passage)).toEqual(wanted(passage.performed));
      const count = countMuscles(readNote(passage.text), passage.kind ?? 'needling');
      if (passage.byName !== undefined)
        expect([count.byName.atLeast, count.byName.atMost]).toEqual(passage.byName);
      if (passage.bySide !== undefined)
        expect([count.bySide.atLeast, count.bySide.atMost]).toEqual(passage.bySide);
    },
  );
});

// Families of wordings: the same treatment told in another list form, with other short forms, the side before or after,
// with something not done beside it. What is counted changes as it must, and nothing else does.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countMuscles, readNote } from '../../src/notes';

const names: Readonly<Record<string, readonly string[]>> = {
  trapezius: ['upper trapezius', 'upper trap', 'UT'],
  infraspinatus: ['infraspinatus', 'infra', 'infraspin'],
  supraspinatus: ['supraspinatus', 'supra', 'supraspin'],
  'gluteus-medius': ['gluteus medius', 'glute med', 'GMed'],
  piriformis: ['piriformis', 'piri'],
  'quadratus-lumborum': ['quadratus lumborum', 'QL', 'quad lumborum'],
  sternocleidomastoid: ['sternocleidomastoid', 'SCM'],
  soleus: ['soleus'],
  'vastus-lateralis': ['vastus lateralis', 'vastus lat', 'VL'],
  brachioradialis: ['brachioradialis'],
  'tibialis-anterior': ['tibialis anterior', 'tib ant'],
  'splenius-capitis': ['splenius capitis', 'splenius cap'],
};
const ids = Object.keys(names);
const sides = {
  left: ['L', 'left', 'Lt'],
  right: ['R', 'right', 'Rt'],
  both: ['B', 'bilateral', 'B/L'],
} as const;
type Side = keyof typeof sides;

interface Item {
  readonly id: string;
  readonly side: Side;
  readonly name: number;
  readonly sideWord: number;
}

const item = (id: string): fc.Arbitrary<Item> =>
  fc.record({
    id: fc.constant(id),
    side: fc.constantFrom<Side>('left', 'right', 'both'),
    name: fc.nat({ max: 8 }),
    sideWord: fc.nat({ max: 2 }),
  });
/** Some muscles, each once, and one further that is not among them. */
const muscles = fc
  .shuffledSubarray(ids, { minLength: 2, maxLength: 6 })
  .chain((chosen) => fc.tuple(...chosen.map(item)))
  .map((items) => ({ items: items.slice(1), other: items[0] as Item }));

const nameOf = ({ id, name }: Item): string => {
  const forms = names[id] ?? [id];
  return forms[name % forms.length] ?? id;
};
const sideOf = ({ side, sideWord }: Item): string => sides[side][sideWord] ?? side;

const placings: Readonly<Record<string, (item: Item) => string>> = {
  before: (one) => `${sideOf(one)} ${nameOf(one)}`,
  'in brackets after': (one) => `${nameOf(one)} (${sideOf(one)})`,
  'after a dash': (one) => `${nameOf(one)} - ${sideOf(one)}`,
};
const placing = fc.constantFrom(...Object.values(placings));

const forms: readonly ((entries: readonly string[]) => string)[] = [
  (entries) => `Dry needling to ${prose(entries)}.`,
  (entries) => `Dry needled ${prose(entries)}.`,
  (entries) => `DN: ${entries.join(', ')}`,
  (entries) => `TDN performed to ${entries.join('; ')}.`,
  (entries) => `Dry needling performed:\n${entries.map((entry) => `- ${entry}`).join('\n')}`,
  (entries) => `Muscles needled:\n${entries.map((entry, at) => `${at + 1}. ${entry}`).join('\n')}`,
  (entries) => `Treatment: trigger point dry needling: ${entries.join(' / ')}`,
  (entries) => `${prose(entries)} were needled with a 40 mm needle.`,
  (entries) => `Filiform needles were inserted into ${prose(entries)}.`,
  (entries) => `O: TDN ${entries.join(' + ')}, LTR x ${entries.length}`,
  (entries) => `The patient was treated with dry needling to ${prose(entries)} and tolerated it well.`,
];
const form = fc.constantFrom(...forms);

function prose(entries: readonly string[]): string {
  return entries.length < 2
    ? (entries[0] ?? '')
    : `${entries.slice(0, -1).join(', ')} and ${entries.at(-1) ?? ''}`;
}

const told = (items: readonly Item[]): readonly string[] =>
  items.map(({ id, side }) => `${id} ${side}`).sort();

function counted(text: string): readonly string[] {
  const note = readNote(text);
  const found = new Map<string, string>();
  for (const mention of note.muscles) {
    const own = mention.procedure === undefined ? undefined : note.procedures[mention.procedure];
    if (mention.status === 'performed' && own?.kind === 'needling') found.set(mention.countsAs, mention.side);
  }
  return [...found].map(([id, side]) => `${id} ${side}`).sort();
}

const runs = { numRuns: 150, seed: 20561 } as const;

describe('the same treatment in other words', () => {
  test('any list form, short form and place of the side gives the same muscles and sides', () => {
    fc.assert(
      fc.property(muscles, form, placing, ({ items }, write, place) => {
        const text = write(items.map(place));
        expect(counted(text), text).toEqual(told(items));
        const { byName } = countMuscles(readNote(text), 'needling');
        expect(byName, text).toEqual({ atLeast: items.length, atMost: items.length });
      }),
      runs,
    );
  });

  test('small letters throughout change nothing', () => {
    fc.assert(
      fc.property(muscles, form, ({ items }, write) => {
        const plain = items.map((one) => ({ ...one, name: 0, sideWord: 1 }));
        const text = write(plain.map((one) => `${sideOf(one)} ${nameOf(one)}`)).toLowerCase();
        expect(counted(text), text).toEqual(told(items));
      }),
      runs,
    );
  });
});

const besides: Readonly<Record<string, readonly ((other: string) => string)[]>> = {
  'not done': [
    (other) => `The ${other} was not needled.`,
    (other) => `Needling of the ${other} was deferred.`,
    (other) => `Avoided the ${other}.`,
    (other) => `No needling of the ${other} today.`,
    (other) => `Patient declined needling of the ${other}.`,
    (other) => `The ${other} was left out.`,
    (other) => `The ${other} was spared.`,
  ],
  'for later': [
    (other) => `Next visit: dry needling to ${other}.`,
    (other) => `Will add ${other} next session.`,
    (other) => `Consider needling the ${other} at a later visit.`,
    (other) => `Plan: DN ${other}.`,
    (other) => `Patient would benefit from dry needling to the ${other}.`,
  ],
  'at another time': [
    (other) => `Last visit the ${other} was needled.`,
    (other) => `Patient had dry needling to the ${other} two weeks ago.`,
    (other) => `Soreness after dry needling of the ${other} last week has resolved.`,
  ],
  'of something else': [
    (other) => `Tender to palpation ${other}.`,
    (other) => `STM to ${other} for 8 minutes.`,
    (other) => `Stretching of the ${other}, 3 x 30 seconds.`,
    (other) => `IASTM ${other}.`,
  ],
};

describe.each(Object.entries(besides))('a muscle %s beside those that were needled', (_, wordings) => {
  test.each(wordings.map((write) => [write('…'), write] as const))('%s', (_name, beside) => {
    fc.assert(
      fc.property(muscles, form, fc.boolean(), ({ items, other }, write, first) => {
        const entries = items.map((one) => `${sideOf(one)} ${nameOf(one)}`);
        const away = beside(`${sides[other.side][1]} ${names[other.id]?.[0] ?? other.id}`);
        const main = write(entries);
        const text = first ? `${away}\n${main}` : `${main}\n${away}`;
        const found = counted(text);
        // Never the one that was not needled; a sentence after a plan may be doubted, what stands before one may not.
        expect(found, text).not.toContain(`${other.id} ${other.side}`);
        if (!first) expect(found, text).toEqual(told(items));
        const { byName } = countMuscles(readNote(text), 'needling');
        expect(byName.atLeast, text).toBeLessThanOrEqual(items.length);
      }),
      { ...runs, numRuns: 40 },
    );
  });
});

describe('any row of such words', () => {
  const words =
    'DN|TDN|needled|R|L|B|UT|LS|infra|soleus|(|)|[|]|:|;|,|.|-|/|and|or|not|declined|will|next visit|today|therefore|only|did|both|the first two|were|instead of|except for|all three vasti|every muscle of|rotator cuff|injected|2 mL lidocaine|into|was|left|out|so|which|\n|||01/02/2026|20561|[x]|[ ]|Yes / No|could be done|Carried out as planned|Repeated today|LUT|gluteus medius, minimus|followed by stretching to'.split(
      '|',
    );

  test('is read without an error, with a least count that is no greater than the most', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (row) => {
        const text = row.join(' ');
        const note = readNote(text);
        for (const { range } of note.muscles) {
          expect(range.start, text).toBeLessThan(range.end);
          expect(range.end, text).toBeLessThanOrEqual(text.length);
        }
        for (const kind of ['needling', 'injection'] as const) {
          const { byName, bySide } = countMuscles(note, kind);
          expect(byName.atLeast, text).toBeLessThanOrEqual(byName.atMost);
          expect(bySide.atLeast, text).toBeLessThanOrEqual(bySide.atMost);
        }
      }),
      { ...runs, numRuns: 400 },
    );
  });
});

// Sentences that answer an earlier one, and clauses that answer an earlier clause: what is counted in the end.
import { describe, expect, test } from 'vitest';
import { countMuscles, readNote } from '../../src/notes';

function statuses(text: string): Readonly<Record<string, string>> {
  const order = ['negated', 'examined', 'historical', 'planned', 'uncertain', 'performed'];
  const found: Record<string, string> = {};
  for (const { countsAs, status } of readNote(text).muscles)
    if (order.indexOf(status) > order.indexOf(found[countsAs] ?? '')) found[countsAs] = status;
  return found;
}
const range = (text: string): readonly [number, number] => {
  const { byName } = countMuscles(readNote(text), 'needling');
  return [byName.atLeast, byName.atMost];
};

describe('a plan and what came of it', () => {
  const plan = 'Plan for today: dry needling to R piriformis, R QL and R soleus.';
  test.each([
    ['Carried out as planned.', [3, 3]],
    ['Performed as planned without incident.', [3, 3]],
    ['The first two were needled.', [2, 2]],
    ['Only the first was done.', [1, 1]],
    ['Patient became dizzy after the first; stopped.', [1, 1]],
    ['The last was needled.', [1, 1]],
  ] as const)('%s', (answer, expected) => {
    expect(range(`${plan} ${answer}`)).toEqual(expected);
  });

  test('a plan that nothing answers stays a plan', () => {
    expect(range(plan)).toEqual([0, 0]);
    expect(range(`${plan} Patient agrees.`)).toEqual([0, 0]);
  });

  test('"therefore … only" and "did both plus" tell what was done instead', () => {
    expect(statuses('Was going to needle R UT and R LS but she felt faint, therefore R UT only.')).toEqual({
      trapezius: 'performed',
      'levator-scapulae': 'planned',
    });
    expect(range('Was going to needle L soleus and L FHL; instead did both plus L QL.')).toEqual([3, 3]);
    expect(statuses('DN of L soleus and L QL was planned, but only the soleus could be done.')).toEqual({
      soleus: 'performed',
      'quadratus-lumborum': 'planned',
    });
  });
});

describe('a refusal after it', () => {
  test.each([
    'Dry needling to R UT and R LS. Patient declined.',
    'DN R UT, R LS. Deferred due to fever.',
    'DN to R UT and R LS. Not performed today.',
    'Offered DN to R UT and R LS. Pt would rather wait.',
  ])('%s', (text) => {
    expect(range(text)).toEqual([0, 0]);
  });

  test('what is declined may be something else', () => {
    expect(range('Dry needled R UT and R LS. Declined handout.')).toEqual([2, 2]);
    expect(range('DN to R UT and R LS. Patient declined ice.')).toEqual([2, 2]);
  });
});

describe('another time and this one', () => {
  test.each([
    ["Responded well to last session's DN of L UT and L LS. Repeated today, with L SCM added.", [3, 3]],
    ['Hx: s/p DN R soleus 3/2/26. Today DN R soleus and R tib post.', [2, 2]],
    ['Unlike last week, only the right QL was needled.', [1, 1]],
    ['Sore for 2 days after DN to glute med. No needling this visit.', [0, 0]],
  ] as const)('%s', (text, expected) => {
    expect(range(text)).toEqual(expected);
  });
});

describe('exceptions', () => {
  test.each([
    ['Except for the R teres minor, every muscle of the R rotator cuff was needled.', [3, 3]],
    ['Instead of the infraspinatus, the left teres minor was needled.', [1, 1]],
    ['All three vasti on the right were dry needled.', [3, 3]],
    ['Two of the left hamstrings were needled.', [2, 2]],
    ['Dry needling to the left hamstrings.', [1, 3]],
    ['Neither the supraspinatus nor the infraspinatus was needled; only R deltoid.', [1, 1]],
  ] as const)('%s', (text, expected) => {
    expect(range(text)).toEqual(expected);
  });
});

describe('what is not understood is doubted, not counted', () => {
  test.each(['The R soleus was grumbling.', 'R soleus felt odd to her.'])('DN L QL. %s', (sentence) => {
    const found = statuses(`DN L QL.\n${sentence}`);
    expect(found['quadratus-lumborum']).toBe('performed');
    expect(found.soleus).not.toBe('performed');
  });
});

describe('forms', () => {
  test('a side field, an unticked answer, a choice that nobody made', () => {
    const note = readNote('Procedure: Dry needling\nLaterality: Bilateral\nStructures: UT, LS');
    expect(note.muscles.map(({ side }) => side)).toEqual(['both', 'both']);
    expect(range('Dry needling performed: [ ] Yes [X] No\nMuscles: upper trapezius')).toEqual([0, 0]);
    expect(range('Dry needling performed: [X] Yes [ ] No\nMuscles: upper trapezius')).toEqual([1, 1]);
  });

  test('rows of a table are visits where a column gives the day', () => {
    const table =
      '| Date | Area | Muscles needled |\n|---|---|---|\n| 1/5/26 | R hip | GMED, TFL |\n| 1/12/26 | R hip | GMED |';
    const on = (day: string) => countMuscles(readNote(table, { dateOfService: day }), 'needling').byName;
    expect(on('2026-01-05')).toEqual({ atLeast: 2, atMost: 2 });
    expect(on('2026-01-12')).toEqual({ atLeast: 1, atMost: 1 });
    expect(on('2026-01-19')).toEqual({ atLeast: 0, atMost: 0 });
  });

  test('lines that begin with a day are visits', () => {
    const log = '03/11/26 - DN L QL, L soleus.\n03/18/26 - DN held, fever.\n03/25/26 - DN L QL only.';
    const on = (day: string) => countMuscles(readNote(log, { dateOfService: day }), 'needling').byName;
    expect(on('2026-03-11')).toEqual({ atLeast: 2, atMost: 2 });
    expect(on('2026-03-18').atLeast).toBe(0);
    expect(on('2026-03-25')).toEqual({ atLeast: 1, atMost: 1 });
  });
});

// A clinic's own words for muscles.
import { describe, expect, test } from 'vitest';
import { countMuscles, readNote } from '../../src/notes';

const aliases = { 'hip triangle': 'piriformis', SPC: 'splenius capitis', zzz: 'no such muscle' };
const counted = (text: string) => countMuscles(readNote(text, { aliases }), 'needling').byName;

describe('muscle aliases', () => {
  test('a wording of several words and a short form count as their muscle, with its side', () => {
    const note = readNote('DN to R Hip Triangle, L SPC and L SCM.', { aliases });
    expect(note.muscles.map(({ id, side, status }) => `${id} ${side} ${status}`)).toEqual([
      'piriformis right performed',
      'splenius-capitis left performed',
      'sternocleidomastoid left performed',
    ]);
  });

  test('without the alias the words are no muscle', () => {
    expect(readNote('DN to R hip triangle.').muscles).toEqual([]);
  });

  test('an alias of an unknown muscle is left out', () => {
    expect(counted('DN to R zzz and R QL.')).toEqual({ atLeast: 1, atMost: 1 });
  });

  test('an alias is negated and planned like any other name', () => {
    expect(counted('DN R QL. No needling of the hip triangle.')).toEqual({ atLeast: 1, atMost: 1 });
    expect(counted('Plan: DN R hip triangle next visit.')).toEqual({ atLeast: 0, atMost: 0 });
  });
});

// Linking in folders of many claims and notes: by what they say, and in time that does not grow with the folder.
import { describe, expect, it } from 'vitest';
import { type LinkableNote, linkNotes } from '../../src/check/link';
import { readClaims } from '../../src/formats';
import type { Claim } from '../../src/model/claim';
import { readNote } from '../../src/notes';

function claimOf(last: string, account?: string): Claim {
  const { claims } = readClaims(
    `claim: X1\n${account === undefined ? '' : `account: ${account}\n`}patient: { last: ${last} }\nlines:\n  - { date: 2026-07-09, code: 20560 }\n`,
    'claim',
    {},
  );
  const [claim] = claims;
  if (claim === undefined) throw new Error('no claim');
  return claim;
}

const noteOf = (path: string, text: string): LinkableNote => ({
  path,
  note: readNote(text, {}),
  named: /\.note$/.test(path),
});

describe('a claim in a folder', () => {
  it('takes the note of its patient among those of others, though nothing else leads there', () => {
    const notes = ['Doe', 'Roe', 'Poe'].map((name) =>
      noteOf(`day/${name}-note.note`, `Patient: ${name}, A\n`),
    );
    expect(linkNotes('day/claim-2.claim', claimOf('Roe'), 1, notes)).toEqual({
      linked: ['day/Roe-note.note'],
      candidates: [],
      how: 'configured',
      refused: [],
    });
  });

  it('says of the only note there that it is another patient’s, and of many such notes nothing', () => {
    const notes = ['Doe', 'Poe'].map((name) => noteOf(`day/${name}-note.note`, `Patient: ${name}, A\n`));
    expect(linkNotes('day/a.claim', claimOf('Roe'), 1, notes.slice(0, 1)).refused).toEqual([
      'day/Doe-note.note',
    ]);
    expect(linkNotes('day/a.claim', claimOf('Roe'), 1, notes)).toEqual({
      linked: [],
      candidates: [],
      how: 'none',
      refused: [],
    });
  });

  it('has several candidates where a few notes fit, and none where a whole archive does', () => {
    const unnamed = (count: number) =>
      Array.from({ length: count }, (_, index) => noteOf(`day/${index}.note`, 'Dry needling.\n'));
    expect(linkNotes('day/a.claim', claimOf('Roe'), 1, unnamed(3)).candidates).toHaveLength(3);
    expect(linkNotes('day/a.claim', claimOf('Roe'), 1, unnamed(30)).candidates).toEqual([]);
  });
});

it('looks at each note a few times, however many claims there are', () => {
  let looks = 0;
  const count = 400;
  const notes = Array.from({ length: count }, (_, index): LinkableNote => {
    const name = [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    const { path, note, named } = noteOf(`day/n${index}.note`, `Patient: Dd${name}, A\nAccount: N${index}\n`);
    return {
      path,
      named,
      get note() {
        looks++;
        return note;
      },
    };
  });
  for (let index = 0; index < count; index++) {
    const name = [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
    // Half of them have the account of their note, the other half another one.
    const claim = claimOf(`Dd${name}`, index % 2 === 0 ? `N${index}` : `M${index}`);
    const { how } = linkNotes(`day/c${index}.claim`, claim, 1, notes);
    expect(how).toBe(index % 2 === 0 ? 'account-and-date' : 'none');
  }
  expect(looks).toBeLessThan(20 * count);
});

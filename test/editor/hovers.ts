// What the cards say.
import { findingOf, hoverAt, open, rangeOfWord } from './open';
import { holds, test } from './story';

test('hovering over 20561 shows the card with the checklist of the linked note', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const card = await hoverAt(claim, rangeOfWord(claim, '20561').start);
  for (const words of ['20561', 'upper trapezius', 'levator scapulae', '✓', '✗']) {
    holds(card.includes(words), `the card says "${words}":\n${card}`);
  }
});

test('the muscles of the card are links to their places in the note', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const card = await hoverAt(claim, rangeOfWord(claim, '20561').start);
  holds(card.includes('command:claimlint.showPlace?'), `the card has links:\n${card}`);
});

test('modifiers and places of service in a claim have cards of their own', async () => {
  const claim = await open('visit.claim');
  await findingOf(claim, 'needling/muscle-count');
  const modifier = await hoverAt(claim, rangeOfWord(claim, '59').start);
  holds(/distinct/i.test(modifier), `modifier 59:\n${modifier}`);
  const place = await hoverAt(claim, rangeOfWord(claim, '11').start);
  holds(/office/i.test(place), `place of service 11:\n${place}`);
});

test('the card of a code in an 837 is the same', async () => {
  const batch = await open('batch.dat');
  await findingOf(batch, 'needling/muscle-count');
  const card = await hoverAt(batch, rangeOfWord(batch, '20561').start);
  holds(card.includes('gluteus medius'), `the card names the muscle of the note:\n${card}`);
  const therapy = await hoverAt(batch, rangeOfWord(batch, '97140').start);
  holds(therapy.includes('97140'), therapy);
});

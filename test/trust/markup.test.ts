// Words of a file never become markup: no link that runs a command, no picture that is fetched, no HTML.
import { describe, expect, it } from 'vitest';
import { checkDocuments, defaultConfiguration } from '../../src/check';
import {
  describeMention,
  describeModifier,
  describePlaceOfService,
  describeProcedure,
} from '../../src/check/describe';
import { describePlace } from '../../src/check/describe-place';
import { noTables } from '../../src/codes/tables/lookup';

const hostile =
  '![p](https://evil.example/p.png) [q](command:evil) <img src=https://evil.example> <https://evil.example> **b**';
const claim = `claim: '${hostile}'
payer: { name: '${hostile}', id: '${hostile}' }
patient: { name: '${hostile}' }
diagnoses: { A: '${hostile}' }
service lines:
  - date: 2026-03-02
    code: 20561
    modifiers: ['${hostile}', GP]
    units: 1
    pointers: A
    place of service: '${hostile}'
    description: '${hostile}'
`;
const note = `Patient: ${hostile}
Date of service: 2026-03-02
Treatment: Dry needling of left ${hostile} upper trapezius ${hostile}, levator scapulae; ${hostile}
Plan: ${hostile} needle infraspinatus next visit.
`;

/** Markup that Markdown would act on: what is escaped does not match. */
const markup = /(?<!\\)\]\((?:https?|command):[^)]*evil|<img|<https?:\/\/evil|(?<!\\)!\[p|(?<!\\)\[q/;

describe('hovers', () => {
  it('would be caught', () => {
    expect(hostile).toMatch(markup);
  });

  it('show the words of a claim and a note as words', () => {
    const { documents } = checkDocuments(
      [
        { path: 'a.claim', text: claim },
        { path: 'a.note', text: note },
      ],
      { configuration: defaultConfiguration, tables: noTables, today: '2026-11-23', note: 'a.note' },
    );
    const shown: string[] = [];
    for (const { claims, note: read, document } of documents) {
      for (const { claim: each, noteFor, judgements } of claims)
        for (const line of each.serviceLines) {
          const found = noteFor(line);
          const context = {
            claim: each,
            line,
            noteCandidates: [hostile],
            judgements,
            ...(found === undefined ? {} : { note: found }),
          };
          shown.push(describeProcedure('20561', { tables: noTables, date: '2026-03-02', context }));
          for (const { value } of line.modifiers) shown.push(describeModifier(value, { context }));
          shown.push(describePlaceOfService(line.placeOfService?.value ?? '', { context }));
        }
      for (const mention of read?.muscles ?? [])
        if (read !== undefined) shown.push(describeMention(read, mention.range.start)?.markdown ?? '');
      if (document !== undefined)
        for (let offset = 0; offset < claim.length; offset += 3)
          shown.push(
            describePlace({ path: 'a.claim', text: claim, format: 'claim' }, offset, defaultConfiguration)
              ?.markdown ?? '',
          );
    }
    expect(shown.filter((text) => text !== '').length).toBeGreaterThan(4);
    expect(shown.filter((text) => markup.test(text))).toEqual([]);
  });
});

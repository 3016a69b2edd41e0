// What the editor and the manifest say can be translated.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const manifest = readFileSync('package.json', 'utf8');
const sentences: Readonly<Record<string, string>> = JSON.parse(readFileSync('package.nls.json', 'utf8'));

/** Members of the manifest that people read. A category and a settings heading that are the product's name stay. */
const read =
  /"(?:title|description|markdownDescription|contents|name|userDescription|shortTitle)": "((?:[^"\\]|\\.)*)"/g;
const names = new Set(['claimlint', 'Claimlint']);

describe('the manifest', () => {
  it('has every sentence in package.nls.json and no other there', () => {
    const asked = [...manifest.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key);
    expect(new Set(asked)).toEqual(new Set(Object.keys(sentences)));
    for (const sentence of Object.values(sentences)) expect(sentence.trim()).not.toBe('');
  });

  it('says nothing to people in place', () => {
    // What a language model is told about a tool's input is not for people.
    const { languageModelTools: _, ...forPeople } = JSON.parse(manifest).contributes;
    const contributes = JSON.stringify(forPeople, null, 1);
    const inPlace = [...contributes.matchAll(read)]
      .map(([, words = '']) => words)
      .filter((words) => !/^%.*%$/.test(words) && !names.has(words) && words.includes(' '));
    expect(inPlace).toEqual([]);
  });
});

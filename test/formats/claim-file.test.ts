import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { claimFile } from '../../src/formats/claim-file';

const sample = (name: string) => readFileSync(new URL(`../../samples/${name}`, import.meta.url), 'utf8');

describe('samples', () => {
  it.each(['too-few-muscles', 'supported', 'cannot-tell', 'edits'])(
    '%s is read without a structure problem',
    (name) => {
      const document = claimFile.read(sample(`${name}/visit.claim`), {});
      expect(document.problems).toEqual([]);
      expect(document.claims).toHaveLength(1);
    },
  );
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { agreementPage, pointsMissed, type Sample, unexplained, type Verdict } from './x12-agreement';
import { corpusFiles, hasCorpus } from './x12-laws';

function samples(): readonly Sample[] {
  const verdicts = readFileSync('../shared/corpora/dev/pyx12-verdicts.jsonl', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Verdict);
  return corpusFiles().map(({ name, text }) => {
    const verdict = verdicts.find(({ path }) => path === `x12/${name}`);
    if (!verdict) throw new Error(`no verdict on ${name}`);
    return { name, text, verdict };
  });
}

describe.runIf(hasCorpus)('the public samples and the verdicts of pyx12', () => {
  it('agree, or the difference is explained', () => {
    expect(unexplained(samples())).toEqual([]);
  });

  it('have every complaint of the peer made by us too, or left out for a reason', () => {
    expect(pointsMissed(samples())).toEqual([]);
  });

  it('has no error in a file that the peer calls valid', () => {
    const page = agreementPage(samples().filter(({ verdict }) => verdict.valid === true));
    expect(page).toContain('| valid | 6 | 6 | 0 |');
  });

  // `npx vitest run -u test/formats/x12-agreement.test.ts` writes the page anew.
  it('are listed case by case on a page that is up to date', async () => {
    await expect(agreementPage(samples())).toMatchFileSnapshot('../fixtures/x12/AGREEMENT.md');
  });
});

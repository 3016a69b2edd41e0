// Every fix of every rule, in every format: it clears its finding, raises no error, leaves the rest of the file as it was.
// `npm run fuzz:fixes` is the long form.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { generatedCase, type Outcome, sampleCases, tryFixes, writtenCases } from './fixes';
import { randomFrom } from './random';

const scenarios = readdirSync('test/fixtures/scenarios')
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({ name, text: readFileSync(`test/fixtures/scenarios/${name}`, 'utf8') }));

function outcomeOf(run: (outcome: Outcome) => void): Outcome {
  const outcome: Outcome = { tried: new Map(), broken: [] };
  run(outcome);
  return outcome;
}
const count = ({ tried }: Outcome) => [...tried.values()].reduce((sum, each) => sum + each, 0);

describe('every fix that is offered keeps its promises', () => {
  it('in the scenarios and the examples of the rules, in each format', () => {
    const outcome = outcomeOf((to) => {
      for (const each of writtenCases(scenarios, false)) tryFixes(each, to);
    });
    expect(outcome.broken).toEqual([]);
    expect(count(outcome)).toBeGreaterThan(100);
  });

  it('in public samples', () => {
    const outcome = outcomeOf((to) => {
      for (const each of sampleCases(2500)) tryFixes(each, to);
    });
    expect(outcome.broken).toEqual([]);
  });

  it('in claims with slips of every kind', () => {
    const outcome = outcomeOf((to) => {
      for (let number = 0; number < 40; number++) tryFixes(generatedCase(randomFrom(number), number), to);
    });
    expect(outcome.broken).toEqual([]);
    expect(count(outcome)).toBeGreaterThan(30);
  });
});

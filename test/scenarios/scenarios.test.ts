// The stories of a coder's day, one file each. `UPDATE=1 npx vitest run test/scenarios` rewrites the caret lines.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type Comparison, compareScenario, currentMarks } from './compare';
import { readScenario, replaceMarks } from './fixture';

const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'fixtures', 'scenarios');
const files = readdirSync(folder).filter((name) => name.endsWith('.txt'));
const update = process.env.UPDATE === '1';
const waiting: string[] = [];

describe('scenarios', () => {
  test.each(files)('%s', (file) => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const scenario = readScenario(text);
    if (update) {
      writeFileSync(path, replaceMarks(text, currentMarks(scenario)));
      return;
    }
    const comparison = compareScenario(scenario);
    const holds = comparison.missing.length === 0 && comparison.unexpected.length === 0;
    if (scenario.waitsFor === undefined) expect(holds, describeComparison(comparison)).toBe(true);
    else {
      waiting.push(`${file}: ${scenario.waitsFor}`);
      expect(holds, 'this scenario holds now: take its "# waits for" line out').toBe(false);
    }
  });
});

afterAll(() => {
  if (waiting.length > 0)
    console.log(`${waiting.length} of ${files.length} scenarios wait:\n  ${waiting.join('\n  ')}`);
});

function describeComparison({ missing, unexpected }: Comparison): string {
  const list = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? '' : `\n${title}\n${lines.map((line) => `  - ${line}`).join('\n')}`;
  return `${list('missing:', missing)}${list('unexpected:', unexpected)}\n`;
}

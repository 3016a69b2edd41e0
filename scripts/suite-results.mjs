// Prints the results that the editor suite left in its workspace.
import { existsSync, readFileSync } from 'node:fs';

/** Prints one line per test; returns the number of failures, or 1 when no result came back at all. */
export function printResults(path, lane) {
  const results = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
  for (const { name, milliseconds, remarks, error } of results) {
    console.log(error === undefined ? `  ok    ${name} (${milliseconds} ms)` : `  FAIL  ${name}\n${error}`);
    for (const remark of remarks) console.log(`        ${remark}`);
  }
  const failures = results.filter(({ error }) => error !== undefined).length;
  if (results.length === 0) console.error(`${lane}: no result came back`);
  else console.log(`${lane}: ${results.length - failures} passed, ${failures} failed`);
  return results.length === 0 ? 1 : failures;
}

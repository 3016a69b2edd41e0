// Core check of a claim with its note of 5 KB: read both, link them, run every rule. Limit: 10 ms median.
import { readFileSync } from 'node:fs';
import { checkDocuments, defaultConfiguration } from '../src/check';
import { noTables } from '../src/codes/tables/lookup';

const claim = readFileSync('samples/supported/visit.claim', 'utf8');
const visit = readFileSync('samples/supported/visit.note', 'utf8');
// Repeat the body under later headings until the note has 5 KB, as copied-forward notes do.
let note = visit;
while (note.length < 5120) note += `\n${visit.slice(visit.indexOf('\n') + 1)}`;
note = note.slice(0, 5120);

const documents = [
  { path: 'visit.claim', text: claim },
  { path: 'visit.note', text: note },
];
const options = { configuration: defaultConfiguration, tables: noTables, today: '2026-11-23' };
const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
const run = (rounds: number, work: () => void) =>
  median(
    Array.from({ length: rounds }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );

const first = run(1, () => checkDocuments(documents, options));
const check = run(200, () => checkDocuments(documents, options));
// The yardstick of the same run: as many characters parsed as JSON.
const json = JSON.stringify({ note });
const peer = run(200, () => JSON.parse(json));
console.log(
  `check of a claim with a ${(note.length / 1024).toFixed(1)} KB note: ${check.toFixed(2)} ms median of 200 (first ${first.toFixed(1)} ms)`,
);
console.log(
  `limit 10 ms: ${(check / 10).toFixed(2)} of it; JSON.parse of the same note: ${peer.toFixed(3)} ms`,
);

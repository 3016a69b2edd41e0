// The note reader: time to its first note, a note of 5 KB (limit 3 ms), megabytes a second over many notes and over one
// file of many visits, and texts made to be slow: their time for a kilobyte must not grow with their length.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { countMuscles, readNote } from '../src/notes';

const quick = process.argv.includes('--quick');
const now = (): number => performance.now();

const beforeFirst = now();
readNote('DN R UT, L LS.');
const first = now() - beforeFirst;

const folders = [resolve('../shared/corpora/dev/notes'), resolve('test/notes/heldout')];
const notes = folders
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    if (path.endsWith('.txt')) return text.length < 200_000 ? [text] : [];
    if (!path.endsWith('.jsonl')) return [];
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => (JSON.parse(line) as { text: string }).text);
  });

const median = (times: readonly number[]): number =>
  [...times].sort((a, b) => a - b)[times.length >> 1] ?? Number.NaN;

function timesOf(rounds: number, work: () => unknown): readonly number[] {
  return Array.from({ length: rounds }, () => {
    const start = now();
    work();
    return now() - start;
  });
}

/** A note of about so many bytes, put together from whole notes. */
function noteOf(bytes: number, from: number): string {
  let text = '';
  for (let at = from; text.length < bytes; at++) text += `${notes[at % notes.length] ?? ''}\n\n`;
  return text.slice(0, bytes);
}

const five = Array.from({ length: 20 }, (_, at) => noteOf(5120, at * 7));
for (const text of five) readNote(text);
const fiveTimes = timesOf(quick ? 5 : 20, () => {
  for (const text of five) countMuscles(readNote(text), 'needling');
}).map((time) => time / five.length);

const target = quick ? 1_000_000 : 10_000_000;
let read = 0;
const startMany = now();
for (let at = 0; read < target; at++) {
  const text = notes[at % notes.length] ?? '';
  readNote(text);
  read += text.length;
}
const many = read / 1e6 / ((now() - startMany) / 1000);

let file = '';
for (let day = 0; file.length < target; day++) {
  const date = new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
  file += `\nDate of service: ${date}\n\n${noteOf(3000, day)}\n`;
}
const [wholeTime = 0] = timesOf(1, () => readNote(file, { dateOfService: '2026-03-01' }));

console.log(`first note of a fresh program: ${first.toFixed(0)} ms`);
console.log(
  `5 KB note: ${median(fiveTimes).toFixed(2)} ms median (limit 3 ms: ${(median(fiveTimes) / 3).toFixed(2)} of it)`,
);
console.log(`${(read / 1e6).toFixed(0)} MB of notes, each read whole: ${many.toFixed(1)} MB/s`);
console.log(
  `one file of ${(file.length / 1e6).toFixed(0)} MB, the visit of one day read: ${(file.length / 1e6 / (wholeTime / 1000)).toFixed(1)} MB/s`,
);

const fill = (unit: string) => (bytes: number) => unit.repeat(Math.ceil(bytes / unit.length)).slice(0, bytes);
const slow: Readonly<Record<string, (bytes: number) => string>> = {
  'no no no': fill('no '),
  commas: fill(','),
  'open brackets': fill('('),
  'brackets in pairs': fill('()'),
  digits: fill('7'),
  numbers: fill('12 '),
  slashes: fill('/'),
  dates: fill('01/02/2026 '),
  bars: fill('| '),
  'line ends': fill('\n'),
  colons: fill('a:\n'),
  'one long word': fill('x'),
  'muscles without end': fill('R UT, '),
  'acts without end': fill('DN to '),
  'sides without end': fill('left right '),
  boxes: fill('[ ] '),
  'negated acts': fill('no DN '),
  'misspelt words': fill('trapzeius '),
  'unknown words': fill('lorem ipsum dolor '),
  findings: fill('TTP R UT. '),
  'referring sentences': fill('The first two were needled. '),
  stops: fill('but then '),
  quantifiers: fill('all three '),
  codes: fill('CPT 20561 '),
  minutes: fill('8 min '),
  table: fill('| a | b |\n'),
  'wide gaps': fill('a    b\n'),
};
let worst = 0;
for (const [name, make] of Object.entries(slow)) {
  const small = make(20_000);
  const large = make(quick ? 80_000 : 160_000);
  readNote(small);
  const perSmall = median(timesOf(3, () => readNote(small))) / (small.length / 1024);
  const perLarge = median(timesOf(2, () => readNote(large))) / (large.length / 1024);
  const growth = perLarge / Math.max(perSmall, 0.002);
  worst = Math.max(worst, growth);
  const mark = growth > 3 ? '  ← grows with the length' : '';
  console.log(
    `  ${name.padEnd(22)} ${perSmall.toFixed(3)} ms/KB at 20 KB, ${perLarge.toFixed(3)} ms/KB at ${Math.round(large.length / 1000)} KB${mark}`,
  );
}
if (worst > 3) process.exitCode = 1;

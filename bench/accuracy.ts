// npm run accuracy: the note reader against labelled passages. Per kind of procedure: precision and recall of the muscles
// performed (by name, then with side), how many intervals contain the labelled range, how many verdicts are right for the
// code pair (1 to 2, or 3 and more), how wide the intervals are; then negation on sentences without muscles.
//   … --show      prints every passage that differs
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { countedAs, muscles } from '../src/codes/muscles/dictionary';
import type { Interval, ProcedureKind } from '../src/model/note';
import { countMuscles, isNegated, readNote } from '../src/notes';

interface Gold {
  readonly id: string;
  readonly text: string;
  readonly procedure: string;
  readonly status?: string;
  readonly dateOfService?: string;
  readonly muscles_performed: readonly string[];
  readonly distinct_muscle_count_ignoring_side: number;
  readonly range_ignoring_side: readonly [number, number | null];
  readonly range_by_side: readonly [number, number | null];
  readonly ambiguous?: boolean;
}

interface Tally {
  passages: number;
  nameHits: number;
  nameFound: number;
  nameGold: number;
  sideHits: number;
  sideFound: number;
  sideGold: number;
  nameContained: number;
  sideContained: number;
  verdicts: number;
  exactVerdicts: number;
  widthName: number;
  widthSide: number;
  open: number;
}

const newTally = (): Tally => ({
  passages: 0,
  nameHits: 0,
  nameFound: 0,
  nameGold: 0,
  sideHits: 0,
  sideFound: 0,
  sideGold: 0,
  nameContained: 0,
  sideContained: 0,
  verdicts: 0,
  exactVerdicts: 0,
  widthName: 0,
  widthSide: 0,
  open: 0,
});

const show = process.argv.includes('--show');
const kinds: Readonly<Record<string, ProcedureKind>> = {
  botox: 'chemodenervation',
  chemo: 'chemodenervation',
};
const kindOf = (procedure: string): ProcedureKind => kinds[procedure] ?? (procedure as ProcedureKind);

const idByWord = new Map<string, string>();
for (const muscle of muscles) {
  for (const word of [
    ...muscle.ambiguous,
    ...muscle.abbreviations,
    ...muscle.words,
    muscle.name,
    muscle.anatomical ?? '',
    muscle.id.replaceAll('-', ' '),
    muscle.id,
  ])
    if (word !== '') idByWord.set(word.toLowerCase(), muscle.id);
}

/** The dictionary id that a label names: the longest run of its words that the dictionary knows. */
function idOfLabel(label: string): string {
  const plain = label
    .toLowerCase()
    .replace(/\[.*?\]/g, ' ')
    .replace(/\(.*?\)/g, ' ')
    .trim();
  const turned = plain.includes(',') ? plain.split(',').reverse().join(' ').trim() : plain;
  for (const reading of [plain.replace(/,/g, ' '), turned]) {
    const words = reading.split(/\s+/);
    for (let length = words.length; length > 0; length--)
      for (let from = 0; from + length <= words.length; from++) {
        const id = idByWord.get(words.slice(from, from + length).join(' '));
        if (id !== undefined) return countedAs(id);
      }
  }
  return `?${plain}`;
}

function sideOfLabel(label: string): string {
  const side = /\((left|right|bilateral|unspecified|one side)/.exec(label)?.[1] ?? 'unspecified';
  return { left: 'left', right: 'right', bilateral: 'both' }[side] ?? 'none';
}

/** One name for entries that differ only in how much the note says. */
const merged: Readonly<Record<string, string>> = {
  'rhomboid-generic': 'rhomboids',
  pectorals: 'pectoralis-generic',
};
const canonical = (id: string): string => merged[id] ?? id;

const addSide = (sides: Map<string, string>, id: string, side: string): void => {
  const there = sides.get(id);
  sides.set(
    id,
    there === undefined || there === 'none' ? side : side === 'none' || there === side ? there : 'both',
  );
};

type VerdictKind = 'none' | 'low' | 'high' | 'open';

function verdictOf(least: number, most: number): VerdictKind {
  if (most === 0) return 'none';
  if (least >= 3) return 'high';
  return most <= 2 && least >= 1 ? 'low' : 'open';
}

const infinite = (value: number | null): number => value ?? Number.POSITIVE_INFINITY;
const contains = (own: Interval, gold: readonly [number, number | null]): boolean =>
  own.atLeast <= gold[0] && own.atMost >= infinite(gold[1]);
const cap = 12;
const width = ({ atLeast, atMost }: Interval): number => Math.min(atMost, atLeast + cap) - atLeast;

function score(gold: Gold, tally: Tally): void {
  const kind = kindOf(gold.procedure);
  const note = readNote(
    gold.text,
    gold.dateOfService === undefined ? {} : { dateOfService: gold.dateOfService },
  );
  const count = countMuscles(note, kind);
  const found = new Map<string, string>();
  for (const mention of note.muscles) {
    const own = mention.procedure === undefined ? undefined : note.procedures[mention.procedure];
    if (mention.status !== 'performed' || own?.kind !== kind || mention.names.atMost === 0) continue;
    addSide(found, canonical(mention.countsAs), mention.side);
  }
  const labelled = new Map<string, string>();
  for (const label of gold.muscles_performed)
    addSide(labelled, canonical(idOfLabel(label)), sideOfLabel(label));
  const nameHits = [...found.keys()].filter((id) => labelled.has(id)).length;
  const sideHits = [...found].filter(([id, side]) => labelled.get(id) === side).length;
  tally.passages++;
  tally.nameHits += nameHits;
  tally.nameFound += found.size;
  tally.nameGold += labelled.size;
  tally.sideHits += sideHits;
  tally.sideFound += found.size;
  tally.sideGold += labelled.size;
  const inName = contains(count.byName, gold.range_ignoring_side);
  const inSide = contains(count.bySide, gold.range_by_side);
  if (inName) tally.nameContained++;
  if (inSide) tally.sideContained++;
  const own = verdictOf(count.byName.atLeast, count.byName.atMost);
  const ranged = verdictOf(gold.range_ignoring_side[0], infinite(gold.range_ignoring_side[1]));
  const point = verdictOf(gold.distinct_muscle_count_ignoring_side, gold.distinct_muscle_count_ignoring_side);
  if (own === ranged) tally.exactVerdicts++;
  if (own === ranged || own === point) tally.verdicts++;
  tally.widthName += width(count.byName);
  tally.widthSide += width(count.bySide);
  if (!Number.isFinite(count.byName.atMost)) tally.open++;
  const isSame =
    nameHits === found.size &&
    nameHits === labelled.size &&
    sideHits === nameHits &&
    inName &&
    inSide &&
    (own === ranged || own === point);
  if (show && !isSame) {
    const written = (map: Map<string, string>) =>
      [...map].map(([id, side]) => `${id}:${side}`).join(' ') || '(none)';
    console.log(
      `  ${gold.id}${gold.ambiguous === true ? ' (ambiguous)' : ''}: found ${written(found)} | labelled ${written(labelled)} | ${JSON.stringify(count.byName)} for ${JSON.stringify(gold.range_ignoring_side)} | by side ${JSON.stringify(count.bySide)} for ${JSON.stringify(gold.range_by_side)} | ${own}/${ranged}/${point}`,
    );
  }
}

const percent = (part: number, whole: number): string =>
  whole === 0 ? '   –' : `${((100 * part) / whole).toFixed(1)}`.padStart(5);

function print(title: string, tallies: ReadonlyMap<string, Tally>): void {
  console.log(`\n${title}`);
  console.log(
    '  kind              n   name P  name R  side P  side R  range  by side  verdict  exact  width  by side  open',
  );
  const total = newTally();
  const line = (name: string, tally: Tally) =>
    console.log(
      `  ${name.padEnd(16)}${String(tally.passages).padStart(3)}   ${percent(tally.nameHits, tally.nameFound)}   ${percent(tally.nameHits, tally.nameGold)}   ${percent(tally.sideHits, tally.sideFound)}   ${percent(tally.sideHits, tally.sideGold)}  ${percent(tally.nameContained, tally.passages)}    ${percent(tally.sideContained, tally.passages)}    ${percent(tally.verdicts, tally.passages)}  ${percent(tally.exactVerdicts, tally.passages)}  ${(tally.widthName / tally.passages).toFixed(2)}     ${(tally.widthSide / tally.passages).toFixed(2)}  ${String(tally.open).padStart(3)}`,
    );
  for (const [kind, tally] of tallies) {
    line(kind, tally);
    for (const key of Object.keys(total) as (keyof Tally)[]) total[key] += tally[key];
  }
  line('all', total);
}

interface StatusSentence {
  readonly id: string;
  readonly text: string;
  readonly kind: 'muscle' | 'finding';
  readonly start: number;
  readonly end: number;
  readonly expected: string;
}

/** Sentences with one marked word and the status that a careful reader gives it. */
function scoreStatuses(path: string, title: string): void {
  const right = { muscle: 0, finding: 0 };
  const all = { muscle: 0, finding: 0 };
  let falselyCertain = 0;
  for (const line of readFileSync(path, 'utf8')
    .split('\n')
    .filter((written) => written.trim() !== '')) {
    const item = JSON.parse(line) as StatusSentence;
    all[item.kind]++;
    const found =
      item.kind === 'finding' ? (isNegated(item.text, item) ? 'negated' : 'affirmed') : statusAt(item);
    if (found === item.expected) right[item.kind]++;
    else if (show)
      console.log(
        `  ${item.id}: found ${found}, labelled ${item.expected}: ${item.text.slice(0, item.start)}«${item.text.slice(item.start, item.end)}»${item.text.slice(item.end)}`,
      );
    if (found === 'performed' && item.expected !== 'performed') falselyCertain++;
  }
  console.log(
    `\n${title}: muscles ${right.muscle} of ${all.muscle} right (${falselyCertain} counted for certain that are not), findings ${right.finding} of ${all.finding}`,
  );
}

function statusAt({ text, start, end }: StatusSentence): string {
  const mention = readNote(text).muscles.find(({ range }) => range.start < end && range.end > start);
  return mention?.status ?? 'not found';
}

function readGold(path: string): readonly Gold[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Gold);
}

function scoreFile(path: string, title: string): void {
  const tallies = new Map<string, Tally>();
  for (const gold of readGold(path)) {
    const kind = kindOf(gold.procedure);
    const tally = tallies.get(kind) ?? newTally();
    tallies.set(kind, tally);
    score(gold, tally);
  }
  print(title, tallies);
}

function scoreNegation(path: string): void {
  let hits = 0;
  let found = 0;
  let gold = 0;
  let sentences = 0;
  let right = 0;
  for (const line of readFileSync(path, 'utf8').split(/\r?\n/).slice(1)) {
    const [, concept, written, label] = line.split('\t');
    if (concept === undefined || written === undefined || label === undefined) continue;
    const sentence = written.replace(/^"|"$/g, '').replaceAll('""', '"');
    // The labelled finding stands in capitals.
    const upper = concept.toUpperCase();
    const at = sentence.includes(upper)
      ? sentence.indexOf(upper)
      : sentence.toLowerCase().indexOf(concept.toLowerCase());
    if (at < 0) continue;
    sentences++;
    const isGold = label.trim() === 'Negated';
    const isFound = isNegated(sentence, { start: at, end: at + concept.length });
    if (isGold) gold++;
    if (isFound) found++;
    if (isGold && isFound) hits++;
    if (isGold === isFound) right++;
    else if (show)
      console.log(
        `  ${isGold ? 'missed' : 'wrong '} [${concept}] ${sentence.slice(Math.max(0, at - 90), at + concept.length + 60)}`,
      );
  }
  console.log(
    `\nNegation of findings, ${sentences} sentences: precision ${percent(hits, found)}, recall ${percent(hits, gold)}, right ${percent(right, sentences)}`,
  );
}

const corpora = resolve('../shared/corpora/dev');
const goldPath = join(corpora, 'gold-muscles.jsonl');
if (existsSync(goldPath)) scoreFile(goldPath, 'Labelled passages (draft labels)');
const heldout = resolve('test/notes/heldout');
if (existsSync(heldout))
  for (const name of readdirSync(heldout)
    .filter((file) => file.endsWith('.jsonl'))
    .sort()) {
    const path = join(heldout, name);
    if (name.startsWith('status')) scoreStatuses(path, `Held-out: ${name}`);
    else scoreFile(path, `Held-out: ${name}`);
  }
const negexPath = join(corpora, 'notes/negex-annotated-sentences.txt');
if (existsSync(negexPath)) scoreNegation(negexPath);

// The real rows of the tables, as the corpus has them: plain CSV without descriptors. Dates on which pairs began are not in it;
// they are made up here so that rows of one pair follow each other as in the real table.
import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export const corpusFolder = '../shared/corpora/dev/tables';
export const hasCorpus = existsSync(`${corpusFolder}/ncci_ptp_prac_2024q3_active.csv.gz`);

export function corpusText(name: string): string {
  const bytes = readFileSync(`${corpusFolder}/${name}`);
  return (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** Rows of a small file as cells; quotes as in any CSV. The header is left out. */
export function corpusRows(name: string): readonly (readonly string[])[] {
  return corpusText(name)
    .split(/\r?\n/)
    .slice(1)
    .filter((line) => line !== '')
    .map((line) =>
      [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
        (match) => match[1]?.replaceAll('""', '"') ?? match[2] ?? '',
      ),
    );
}

/** The columns of the pair table, a row at each index. */
export interface PairRows {
  readonly count: number;
  readonly column1: (row: number) => string;
  readonly column2: (row: number) => string;
  /** Every code that occurs. */
  readonly codes: readonly string[];
  /** YYYYMMDD as numbers; 0 while in force. */
  readonly effective: Uint32Array;
  readonly deleted: Uint32Array;
  readonly indicator: Uint8Array;
  readonly rationale: Uint8Array;
  readonly rationales: readonly string[];
}

/** Days on which quarters begin, 1996 to 2024 Q3. */
const quarters = Array.from(
  { length: 115 },
  (_, index) => (1996 + Math.floor(index / 4)) * 10_000 + ((index % 4) * 3 + 1) * 100 + 1,
);

function quarterAtOrBefore(date: number): number {
  return quarters.reduce((best, quarter) => (quarter <= date ? quarter : best), quarters[0] ?? 0);
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++)
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return (value ^ (value >>> 15)) >>> 0;
}

/** A day on which the code might have been new; 1 January 2020 for dry needling, as it was. */
const births = new Map<string, number>([
  ['20560', 20_200_101],
  ['20561', 20_200_101],
]);
function birthOf(code: string): number {
  const known = births.get(code);
  if (known !== undefined) return known;
  const birth = quarters[Math.floor(((hash(code) % 1000) / 1000) ** 2 * quarters.length)] ?? 19_960_101;
  births.set(code, birth);
  return birth;
}

/** The rows of one corpus file, which is in order of column 1, column 2 and the last day. */
interface Lines {
  readonly count: number;
  /** Numbers of codes, in order of the codes. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly deleted: Uint32Array;
  readonly indicator: Uint8Array;
  readonly rationale: Uint8Array;
}

/** Five characters as one number that sorts as they do. */
function packed(bytes: Uint8Array, at: number): number {
  let value = 0;
  for (let index = at; index < at + 5; index++) value = value * 64 + (bytes[index] ?? 32) - 32;
  return value;
}

function unpacked(value: number): string {
  let [rest, code] = [value, ''];
  for (let index = 0; index < 5; index++) {
    code = String.fromCharCode((rest % 64) + 32) + code;
    rest = Math.floor(rest / 64);
  }
  return code;
}

function pairLines(name: string): Lines {
  const bytes = gunzipSync(readFileSync(`${corpusFolder}/${name}`));
  const most = Math.ceil(bytes.length / 16);
  const [first, second, deleted] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)];
  const [indicator, rationale] = [new Uint8Array(most), new Uint8Array(most)];
  let count = 0;
  for (let at = bytes.indexOf(10) + 1; at > 0 && at + 14 < bytes.length; at = bytes.indexOf(10, at) + 1) {
    first[count] = packed(bytes, at);
    second[count] = packed(bytes, at + 6);
    indicator[count] = (bytes[at + 12] ?? 48) - 48;
    let next = at + 14;
    for (; bytes[next] !== 44; next++)
      rationale[count] = (rationale[count] ?? 0) * 10 + (bytes[next] ?? 48) - 48;
    let date = 0;
    for (next++; (bytes[next] ?? 0) > 32; next++)
      if (bytes[next] !== 45) date = date * 10 + (bytes[next] ?? 48) - 48;
    deleted[count] = date;
    count++;
  }
  return { count, first, second, deleted, indicator, rationale };
}

/** All rows of the practitioner table (2.5 million, ended ones too) or of the outpatient one (in force only), in CMS's order. */
export function pairRows(setting: 'practitioner' | 'outpatient'): PairRows {
  const short = setting === 'practitioner' ? 'prac' : 'out';
  const active = pairLines(`ncci_ptp_${short}_2024q3_active.csv.gz`);
  const ended = setting === 'practitioner' ? pairLines('ncci_ptp_prac_2024q3_deleted.csv.gz') : undefined;
  const merged = ended === undefined ? active : merge(ended, active);
  const codes = [
    ...new Set([
      ...new Set(merged.first.subarray(0, merged.count)),
      ...new Set(merged.second.subarray(0, merged.count)),
    ]),
  ].sort((a, b) => a - b);
  const names = new Map(codes.map((code) => [code, unpacked(code)]));
  const born = new Map(codes.map((code) => [code, birthOf(names.get(code) ?? '')]));
  const effective = new Uint32Array(merged.count);
  let [last1, last2, lastEnd] = [0, 0, 0];
  for (let row = 0; row < merged.count; row++) {
    const [first, second, end] = [merged.first[row] ?? 0, merged.second[row] ?? 0, merged.deleted[row] ?? 0];
    if (first !== last1 || second !== last2) [last1, last2, lastEnd] = [first, second, 0];
    const isWithdrawn = merged.indicator[row] === 9;
    effective[row] = isWithdrawn
      ? end
      : beginning(Math.max(born.get(first) ?? 0, born.get(second) ?? 0), lastEnd, end);
    if (!isWithdrawn) lastEnd = end;
  }
  const rationales = JSON.parse(corpusText(`ncci_ptp_${short}_2024q3.rationales.json`)) as string[];
  return {
    count: merged.count,
    column1: (row) => names.get(merged.first[row] ?? 0) ?? '',
    column2: (row) => names.get(merged.second[row] ?? 0) ?? '',
    codes: [...names.values()],
    effective,
    deleted: merged.deleted,
    indicator: merged.indicator,
    rationale: merged.rationale,
    rationales,
  };
}

/** The rows that are chosen, as a small table for tests that need not read all. */
export function chosenRows(rows: PairRows, isChosen: (row: number) => boolean): PairRows {
  const chosen = Array.from({ length: rows.count }, (_, row) => row).filter(isChosen);
  return {
    ...rows,
    count: chosen.length,
    column1: (row) => rows.column1(chosen[row] ?? 0),
    column2: (row) => rows.column2(chosen[row] ?? 0),
    effective: Uint32Array.from(chosen, (row) => rows.effective[row] ?? 0),
    deleted: Uint32Array.from(chosen, (row) => rows.deleted[row] ?? 0),
    indicator: Uint8Array.from(chosen, (row) => rows.indicator[row] ?? 0),
    rationale: Uint8Array.from(chosen, (row) => rows.rationale[row] ?? 0),
  };
}

/** When the later of the codes was new, but after the row before, and not after the row's own end. */
function beginning(birth: number, after: number, end: number): number {
  const wanted = birth > after ? birth : (quarters.find((quarter) => quarter > after) ?? 20_240_701);
  return end === 0 || wanted <= end ? wanted : Math.max(quarterAtOrBefore(end), after);
}

/** Two files in one order: of one pair the ended rows by their ends, then the one in force. */
function merge(ended: Lines, active: Lines): Lines {
  const count = ended.count + active.count;
  const [first, second, deleted] = [new Uint32Array(count), new Uint32Array(count), new Uint32Array(count)];
  const [indicator, rationale] = [new Uint8Array(count), new Uint8Array(count)];
  let [a, b] = [0, 0];
  for (let row = 0; row < count; row++) {
    const isEnded =
      b >= active.count ||
      (a < ended.count &&
        ((ended.first[a] ?? 0) < (active.first[b] ?? 0) ||
          (ended.first[a] === active.first[b] && (ended.second[a] ?? 0) <= (active.second[b] ?? 0))));
    const from = isEnded ? ended : active;
    const at = isEnded ? a++ : b++;
    first[row] = from.first[at] ?? 0;
    second[row] = from.second[at] ?? 0;
    deleted[row] = from.deleted[at] ?? 0;
    indicator[row] = from.indicator[at] ?? 0;
    rationale[row] = from.rationale[at] ?? 0;
  }
  return { count, first, second, deleted, indicator, rationale };
}

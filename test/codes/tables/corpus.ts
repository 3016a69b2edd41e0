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

export interface PairRows {
  readonly count: number;
  readonly column1: readonly string[];
  readonly column2: readonly string[];
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

interface Line {
  readonly column1: string;
  readonly column2: string;
  readonly indicator: number;
  readonly rationale: number;
  /** YYYYMMDD; 0 while in force. */
  readonly deleted: number;
}

function* pairLines(name: string): Generator<Line> {
  const text = corpusText(name);
  const codes = new Map<string, string>();
  const code = (from: number): string => {
    const cut = text.slice(from, from + 5);
    const known = codes.get(cut);
    if (known === undefined) codes.set(cut, cut);
    return known ?? cut;
  };
  for (let at = text.indexOf('\n') + 1; at > 0 && at < text.length; at = text.indexOf('\n', at) + 1) {
    const end = text.indexOf('\n', at);
    const [, , indicator, rationale, deleted = ''] = text
      .slice(at, end < 0 ? undefined : end)
      .trim()
      .split(',');
    yield {
      column1: code(at),
      column2: code(at + 6),
      indicator: Number(indicator),
      rationale: Number(rationale),
      deleted: deleted === '' ? 0 : Number(deleted.replaceAll('-', '')),
    };
    if (end < 0) return;
  }
}

/** All rows of the practitioner table (2.5 million, ended ones too) or of the outpatient one (in force only), in CMS's order. */
export function pairRows(setting: 'practitioner' | 'outpatient'): PairRows {
  const short = setting === 'practitioner' ? 'prac' : 'out';
  const lines = [...pairLines(`ncci_ptp_${short}_2024q3_active.csv.gz`)];
  if (setting === 'practitioner')
    for (const line of pairLines('ncci_ptp_prac_2024q3_deleted.csv.gz')) lines.push(line);
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  lines.sort(
    (a, b) =>
      order(a.column1, b.column1) ||
      order(a.column2, b.column2) ||
      (a.deleted || 99_999_999) - (b.deleted || 99_999_999),
  );
  const effective = new Uint32Array(lines.length);
  let [last1, last2, lastEnd] = ['', '', 0];
  lines.forEach((line, index) => {
    const isSamePair = line.column1 === last1 && line.column2 === last2;
    const earliest = isSamePair ? lastEnd : 0;
    effective[index] = beginningOf(line, earliest);
    [last1, last2] = [line.column1, line.column2];
    if (line.indicator !== 9) lastEnd = line.deleted;
    else if (!isSamePair) lastEnd = 0;
  });
  return {
    count: lines.length,
    column1: lines.map(({ column1 }) => column1),
    column2: lines.map(({ column2 }) => column2),
    effective,
    deleted: Uint32Array.from(lines, ({ deleted }) => deleted),
    indicator: Uint8Array.from(lines, ({ indicator }) => indicator),
    rationale: Uint8Array.from(lines, ({ rationale }) => rationale),
    rationales: JSON.parse(corpusText(`ncci_ptp_${short}_2024q3.rationales.json`)) as string[],
  };
}

/** Withdrawn rows began on their last day; others when the later of the codes was new, but after the row before them. */
function beginningOf({ column1, column2, indicator, deleted }: Line, after: number): number {
  if (indicator === 9) return deleted;
  const birth = Math.max(birthOf(column1), birthOf(column2));
  const wanted = birth > after ? birth : (quarters.find((quarter) => quarter > after) ?? 20_240_701);
  return deleted === 0 || wanted <= deleted ? wanted : Math.max(quarterAtOrBefore(deleted), after);
}

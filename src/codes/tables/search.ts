// Finds codes by their beginning or by words of their titles, over all loaded sets of a date. The texts of a table are made
// lower case once, when first searched, and then searched as one string.
import type { FoundCode, LoadedTable } from './lookup';
import { codeKey, codeOfKey, keyAfter, lowerBound } from './store/code-key';
import { keysOf, numbersOf, textsOf, wordsOf } from './store/columns';
import { fromIso, noEnd } from './store/dates';
import type { TableFile } from './store/table-file';

interface Candidate extends FoundCode {
  readonly score: number;
}

interface Searchable {
  readonly file: TableFile;
  /** One character a byte, so that places in it are places in the column. */
  readonly text: string;
  readonly starts: ArrayLike<number>;
}

const searchables = new WeakMap<TableFile, Searchable>();
const searched: Partial<Record<LoadedTable['kind'], true>> = {
  icd10: true,
  'icd10-notes': true,
  hcpcs: true,
  'place-of-service': true,
  descriptors: true,
};
/** More candidates than this cannot be told apart by reading them; the words have to say more. */
const enough = 400;

/** Codes of the files that cover the date, best first: exact and beginning codes, then titles by how well the words fit. */
export function searchCodes(
  files: readonly TableFile[],
  words: string,
  date: number,
  limit: number,
): readonly FoundCode[] {
  const wanted = words
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return [];
  const current = latestOfEachKind(files, date);
  const titles = current.find(({ description }) => description.kind === 'icd10');
  const found = current.flatMap((file) => [...byCode(file, wanted), ...byTitle(file, wanted, titles)]);
  found.sort((a, b) => b.score - a.score || a.title.length - b.title.length || (a.code < b.code ? -1 : 1));
  const seen = new Set<string>();
  return found
    .filter(({ kind, code }) => !seen.has(`${kind} ${code}`) && seen.add(`${kind} ${code}`))
    .slice(0, limit)
    .map(({ score: _score, ...code }) => code);
}

function latestOfEachKind(files: readonly TableFile[], date: number): readonly TableFile[] {
  const latest = new Map<string, TableFile>();
  for (const file of files) {
    const { kind, from, to } = file.description;
    const isCurrent = fromIso(from) <= date && (to === undefined ? noEnd : fromIso(to)) >= date;
    const other = latest.get(kind);
    if (searched[kind] && isCurrent && (other === undefined || other.description.from < from))
      latest.set(kind, file);
  }
  return [...latest.values()];
}

/** `m79.1`, `2056`: the codes that begin so. */
function byCode(file: TableFile, wanted: readonly string[]): readonly Candidate[] {
  const [first = '', ...more] = wanted;
  const beginning = first.replace('.', '').toUpperCase();
  if (more.length > 0 || file.description.kind === 'icd10-notes' || !/^[A-Z]?[0-9A-Z]{1,6}$/.test(beginning))
    return [];
  const { keys } = keysOf(file);
  const from = lowerBound(keys, codeKey(beginning) ?? Number.POSITIVE_INFINITY);
  const end = Math.min(from + enough, lowerBound(keys, keyAfter(beginning) ?? 0));
  return rowsBetween(from, end).map((row) =>
    candidate(file, row, codeOfKey(keys[row] ?? 0) === beginning ? 1000 : 500),
  );
}

function byTitle(
  file: TableFile,
  wanted: readonly string[],
  titles: TableFile | undefined,
): readonly Candidate[] {
  const { text, starts } = searchable(file);
  const needles = wanted.map(bytesAsText);
  const [longest = ''] = [...needles].sort((a, b) => b.length - a.length);
  const found: Candidate[] = [];
  let at = text.indexOf(longest);
  while (at >= 0 && found.length < enough) {
    const row = lowerBound(starts as number[], at + 1) - 1;
    const end = starts[row + 1] ?? text.length;
    const title = text.slice(starts[row] ?? 0, end);
    const each = scoreOf(title, needles);
    const code = each === undefined ? undefined : candidateOf(file, row, each, titles);
    if (code !== undefined) found.push(code);
    at = text.indexOf(longest, end);
  }
  return found;
}

/** Each word counts more where it begins a word, most where the whole title is that word; undefined when one is missing. */
function scoreOf(title: string, needles: readonly string[]): number | undefined {
  let score = 0;
  for (const needle of needles) {
    const at = title.indexOf(needle);
    if (at < 0) return undefined;
    const isBeginning = at === 0 || new RegExp(`[^0-9a-z\u0080-\u00ff]${escaped(needle)}`).test(title);
    score += at === 0 ? 40 : isBeginning ? 30 : 10;
  }
  return score - Math.min(20, title.length / 10);
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A title that fits, or for an inclusion term of the tabular list the code that it stands at. */
function candidateOf(
  file: TableFile,
  row: number,
  score: number,
  titles: TableFile | undefined,
): Candidate | undefined {
  if (file.description.kind !== 'icd10-notes') return candidate(file, row, score);
  const kind = wordsOf(file, 'kind')(row);
  if (
    titles === undefined ||
    (kind !== 'inclusion-term' && kind !== 'includes') ||
    wordsOf(file, 'last')(row) !== ''
  )
    return undefined;
  const { keys, rowsOf } = keysOf(titles);
  const [at, end] = rowsOf(keysOf(file).keys[row]);
  if (at === end) return undefined;
  const code = candidate(titles, at, score - 5);
  return { ...code, code: codeOfKey(keys[at] ?? 0), title: `${code.title} (${textsOf(file, 'text')(row)})` };
}

function candidate(file: TableFile, row: number, score: number): Candidate {
  const { kind, vintage } = file.description;
  const code = codeOfKey(keysOf(file).keys[row] ?? 0);
  const title = textsOf(file, 'title')(row);
  const billable = kind !== 'icd10' || numbersOf(file, 'billable')(row) === 1;
  const kindOfCode: FoundCode['kind'] =
    kind === 'icd10'
      ? 'diagnosis'
      : kind === 'place-of-service'
        ? 'place-of-service'
        : kind === 'descriptors'
          ? 'procedure'
          : numbersOf(file, 'isModifier')(row) === 1
            ? 'modifier'
            : 'hcpcs';
  return { code, title, kind: kindOfCode, billable, vintage, score: score + (billable ? 15 : 0) };
}

function searchable(file: TableFile): Searchable {
  const known = searchables.get(file);
  if (known !== undefined) return known;
  const name = file.description.kind === 'icd10-notes' ? 'text' : 'title';
  const bytes = file.columns.get(`${name}.bytes`) ?? new Uint8Array(0);
  const made: Searchable = {
    file,
    // Each byte one character; letters beyond ASCII stay as they are in both text and words.
    text: bytesToText(bytes as Uint8Array).replace(/[A-Z]+/g, (letters) => letters.toLowerCase()),
    starts: file.columns.get(`${name}.starts`) ?? [],
  };
  searchables.set(file, made);
  return made;
}

const bytesAsText = (word: string): string => bytesToText(new TextEncoder().encode(word));

/** One character a byte. In slices, because the arguments of a call are limited. */
function bytesToText(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

const rowsBetween = (from: number, end: number): readonly number[] =>
  Array.from({ length: Math.max(0, end - from) }, (_, index) => from + index);

// Reads procedure-to-procedure edits from CMS's tab-delimited text byte by byte: two and a half million rows in a few seconds
// and without a string for each. A row is two codes and a tail (in existence before 1996, dates, indicator, rationale); there
// are only some thousand different tails, so each is read and checked once and then found again by its bytes.
import { codeOfPair, pairCodeAt } from '../kinds/pair-code';
import type { PtpBuilder } from '../kinds/ptp-builder';
import { ImportError } from './problem';
import { readPtpTail } from './ptp-rows';
import type { Row } from './rows';

const tab = 9;
const lineFeed = 10;
const carriageReturn = 13;
/** Two codes with the tab after each. */
const tailStart = 12;
const longestLine = 4096;

export interface PtpTextReader {
  /** Takes the next bytes of the file; a line may end in the next ones. */
  readonly read: (chunk: Uint8Array) => void;
  /** To be called after the last bytes. Throws an ImportError when the file ends inside of a row or holds none. */
  readonly finish: () => void;
  /** First and last code of column 1. */
  readonly range: () => readonly [string, string];
}

/** Adds the rows of one file to the builder. Throws an ImportError at the first row that is not one. */
export function createPtpTextReader(builder: PtpBuilder): PtpTextReader {
  const tails = createTails();
  let rest: Uint8Array = new Uint8Array(0);
  let line = 0;
  let rows = 0;
  let lowest = 0x7fffffff;
  let highest = 0;

  const readLine = (bytes: Uint8Array, start: number, end: number): void => {
    line++;
    const stop = end > start && bytes[end - 1] === carriageReturn ? end - 1 : end;
    const isRow = stop - start > tailStart && bytes[start + 5] === tab && bytes[start + 11] === tab;
    const first = isRow ? pairCodeAt(bytes, start) : -1;
    const second = isRow ? pairCodeAt(bytes, start + 6) : -1;
    if (first < 0 || second < 0) {
      checkOtherLine(bytes.subarray(start, stop), line, rows > 0);
      return;
    }
    const known = tails.find(bytes, start + tailStart, stop);
    const number =
      known ??
      tails.add(bytes, start + tailStart, stop, builder.attributes(readTail(bytes, start, stop, line)));
    builder.add(first, second, number);
    if (first < lowest) lowest = first;
    if (first > highest) highest = first;
    rows++;
  };

  return {
    read(chunk) {
      let start = 0;
      if (rest.length > 0) {
        const end = chunk.indexOf(lineFeed);
        const head = chunk.subarray(0, end < 0 ? chunk.length : end);
        const joined = new Uint8Array(rest.length + head.length);
        joined.set(rest);
        joined.set(head, rest.length);
        if (end < 0) {
          if (joined.length > longestLine)
            throw new ImportError('The line is too long for this table.', { line: line + 1 });
          rest = joined;
          return;
        }
        rest = new Uint8Array(0);
        readLine(joined, 0, joined.length);
        start = end + 1;
      }
      for (let end = chunk.indexOf(lineFeed, start); end >= 0; end = chunk.indexOf(lineFeed, start)) {
        readLine(chunk, start, end);
        start = end + 1;
      }
      if (start < chunk.length) rest = chunk.slice(start);
    },
    finish() {
      const isUnfinished = rest.length > 0;
      if (isUnfinished) readLine(rest, 0, rest.length);
      if (rows === 0) throw new ImportError('No pairs of codes are in this file.');
      if (isUnfinished && tails.isCutOff())
        throw new ImportError('The file ends inside of a row: the download was cut off. Download it again.', {
          line,
        });
    },
    range: () => [codeOfPair(lowest), codeOfPair(highest)],
  };
}

/** Notices and the header may be anything; after the first row only empty lines may stand between rows. */
function checkOtherLine(bytes: Uint8Array, line: number, isAfterFirstRow: boolean): void {
  if (!isAfterFirstRow || bytes.every((byte) => byte === tab || byte === 32)) return;
  const cells = new TextDecoder('windows-1252').decode(bytes).split('\t');
  if (cells.slice(1).every((cell) => cell.trim() === '')) {
    // A closing remark is a sentence; a lonely code is what is left of a row.
    if ((cells[0] ?? '').trim().length > 12) return;
    throw new ImportError('The row breaks off: expected are two codes, dates, indicator and rationale.', {
      line,
      column: 1,
    });
  }
  const wrong = /^[0-9A-Z]{5}$/.test((cells[0] ?? '').trim()) ? 1 : 0;
  const name = wrong === 0 ? 'Column 1' : 'Column 2';
  throw new ImportError(
    `"${name}" holds "${(cells[wrong] ?? '').slice(0, 30)}"; expected is a code of five characters.`,
    {
      line,
      column: wrong === 0 ? 1 : (cells[0] ?? '').length + 2,
    },
  );
}

function readTail(bytes: Uint8Array, start: number, stop: number, line: number) {
  const cells = new TextDecoder('windows-1252').decode(bytes.subarray(start, stop)).split('\t');
  let at = 1;
  const columns = cells.map((cell) => {
    const column = at;
    at += cell.length + 1;
    return column;
  });
  const row: Row = { cells: cells.map((cell) => cell.trim()), line, columns };
  return readPtpTail(row, { before1996: 2, effective: 3, deleted: 4, indicator: 5, rationale: 6 });
}

interface Tails {
  /** Number of the attributes of a tail that was seen before. */
  readonly find: (bytes: Uint8Array, start: number, end: number) => number | undefined;
  readonly add: (bytes: Uint8Array, start: number, end: number, number: number) => number;
  /** Whether the tail that was asked for last is the beginning of another one, and stood only once. */
  readonly isCutOff: () => boolean;
}

function createTails(): Tails {
  let size = 1 << 12;
  let hashes = new Int32Array(size);
  let places = new Int32Array(size).fill(-1);
  const seen: { readonly bytes: Uint8Array; readonly number: number; count: number }[] = [];
  let asked: (typeof seen)[number] | undefined;
  let askedHash = 0;

  const insert = (hash: number, index: number): void => {
    let place = hash & (size - 1);
    while ((places[place] ?? -1) >= 0) place = (place + 1) & (size - 1);
    hashes[place] = hash;
    places[place] = index;
  };

  return {
    find(bytes, start, end) {
      let hash = 0x811c9dc5;
      for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193);
      hash ^= hash >>> 15;
      askedHash = hash;
      for (let place = hash & (size - 1); ; place = (place + 1) & (size - 1)) {
        const index = places[place] ?? -1;
        if (index < 0) return undefined;
        const tail = seen[index];
        if (hashes[place] !== hash || tail === undefined || !isSame(tail.bytes, bytes, start, end)) continue;
        tail.count++;
        asked = tail;
        return tail.number;
      }
    },
    add(bytes, start, end, number) {
      asked = { bytes: bytes.slice(start, end), number, count: 1 };
      seen.push(asked);
      if (seen.length * 2 > size) {
        const old = Array.from(places, (index, place) => [hashes[place] ?? 0, index] as const);
        size *= 2;
        hashes = new Int32Array(size);
        places = new Int32Array(size).fill(-1);
        for (const [hash, index] of old) if (index >= 0) insert(hash, index);
      }
      insert(askedHash, seen.length - 1);
      return number;
    },
    isCutOff() {
      const last = asked;
      if (last === undefined || last.count > 1) return false;
      return seen.some(({ bytes }) => bytes.length > last.bytes.length && endsDifferently(bytes, last.bytes));
    },
  };
}

function isSame(tail: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (tail.length !== end - start) return false;
  for (let index = 0; index < tail.length; index++) if (tail[index] !== bytes[start + index]) return false;
  return true;
}

/** Whether the rationale of the shorter tail is the beginning of the longer one's. */
function endsDifferently(longer: Uint8Array, shorter: Uint8Array): boolean {
  const decoder = new TextDecoder('windows-1252');
  const rationale = decoder.decode(shorter).split('\t').at(-1) ?? '';
  const other = decoder.decode(longer).split('\t').at(-1) ?? '';
  return other.length > rationale.length && other.startsWith(rationale);
}

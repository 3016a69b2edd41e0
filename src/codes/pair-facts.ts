// The NCCI pairs that cards state for themselves, for claims whose quarter no imported table covers.
import type { Source } from '../model/finding';
import { cardFor } from './cards';

export interface KnownPair {
  readonly indicator: 0 | 1 | 'none';
  /** The code that is paid; absent when there is no edit. */
  readonly column1?: string;
  readonly note?: string;
  readonly source: Source;
}

/** What the cards know of two codes, in either order; undefined when neither card speaks of the other code. */
export function pairFact(a: string, b: string): KnownPair | undefined {
  const key = `${a} ${b}`;
  const known = found.get(key);
  if (known !== undefined) return known === null ? undefined : known;
  const fact = factOn(a, b) ?? factOn(b, a);
  if (found.size < mostKept) found.set(key, fact ?? null);
  return fact;
}

/** The pairs of a batch are few and asked again with every claim. Null: looked for, and not there. */
const found = new Map<string, KnownPair | null>();
const mostKept = 10_000;

function factOn(own: string, other: string): KnownPair | undefined {
  const pairs = cardFor(own)?.pairs;
  const fact = pairs?.facts.find((candidate) => candidate.with.some((range) => inCodeRange(range, other)));
  if (pairs === undefined || fact === undefined) return undefined;
  const { indicator, column, note } = fact;
  return {
    indicator,
    source: pairs.source,
    ...(column === undefined ? {} : { column1: column === 1 ? own : other }),
    ...(note === undefined ? {} : { note }),
  };
}

/** `97810` or an inclusive range `64400-64408` of codes of equal length. */
function inCodeRange(range: string, code: string): boolean {
  const [from = '', to = from] = range.split('-');
  return code.length === from.length && code >= from && code <= to;
}

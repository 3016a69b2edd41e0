// One claim cut out of a large file, with what it depends on: small enough to be read again with every key.
import { rangeOf, type TextRange } from '../../model/text';
import type { PieceOfFile } from '../format';
import { type Delimiters, interchangeAt, isBlank, isLineBreak, skipBlank } from './delimiters';
import { scanSegments } from './segments';

/** Levels of the hierarchy from the outside: billing provider, subscriber, patient. */
const rankOfLevel: Readonly<Record<string, number>> = { '20': 1, '22': 2, '23': 3 };

/**
 * The parts of the text that together are a file with this claim alone: envelope, header of the transaction, its
 * billing provider, subscriber and patient, and the claim itself. Undefined where one of them is not to be found.
 * Looks back from the claim only, so it takes no time that grows with the file behind it.
 */
export function claimPiece(text: string, claim: TextRange): PieceOfFile | undefined {
  const isa = previousInterchange(text, claim.start);
  const start = isa < 0 ? undefined : interchangeAt(text, isa);
  if (!start?.complete) return undefined;
  const { delimiters } = start;
  const find = segmentFinder(text, delimiters);
  const transaction = find.previous('ST', claim.start);
  const group = transaction < 0 ? -1 : find.previous('GS', transaction);
  if (group < isa || transaction < isa) return undefined;
  const levels = levelsOf(find, transaction, claim.start);
  const [outermost] = levels;
  if (outermost === undefined) return undefined;
  const { element, segment } = delimiters;
  return {
    parts: [
      find.segmentRange(isa),
      find.segmentRange(group),
      rangeOf(transaction, find.nextLevel(transaction)),
      ...levels.map((level) => rangeOf(level, find.nextLevel(level))),
      claim,
    ],
    trailer(piece) {
      // All but ISA and GS, and SE itself.
      const count = scanSegments(piece, 0, delimiters).count - 1;
      const segments = [`SE${element}${count}`, `GE${element}1`, `IEA${element}1`];
      return segments.map((each) => `${each}${element}1${segment}`).join('');
    },
  };
}

/** Starts of the HL segments that the claim lies under, outermost first; empty when there is no billing provider. */
function levelsOf(find: SegmentFinder, transaction: number, claim: number): readonly number[] {
  const levels: number[] = [];
  let rank = 4;
  for (
    let at = find.previous('HL', claim);
    at > transaction && rank > 1;
    at = rank > 1 ? find.previous('HL', at) : at
  ) {
    const own = rankOfLevel[find.element(at, 3)] ?? 2;
    if (own >= rank) continue;
    levels.unshift(at);
    rank = own;
  }
  return rank === 1 ? levels : [];
}

function previousInterchange(text: string, before: number): number {
  return lastBefore(text, 'ISA', before, 'ISA', (at) => {
    const sign = text.charAt(at + 3);
    return sign !== '' && !/[A-Za-z0-9\s]/.test(sign) && text.charAt(at + 6) === sign;
  });
}

/** What was looked for last: `found` is the last place before `before` that counts. */
interface LookedFor {
  readonly text: string;
  readonly before: number;
  readonly found: number;
}

/** The fixes of a file are made one after the other, and each looks back for the same headers, far away. */
const lookedFor = new Map<string, LookedFor>();
const mostRemembered = 8;

/** Start of the last `wanted` before an offset that counts; -1 when there is none. `key` names what is looked for. */
function lastBefore(
  text: string,
  wanted: string,
  before: number,
  key: string,
  counts: (at: number) => boolean,
): number {
  const known = lookedFor.get(key);
  const isKnown = known !== undefined && known.text === text;
  if (isKnown && known.found < before && before <= known.before) return known.found;
  const [low, other] = isKnown && before > known.before ? [known.before, known.found] : [0, -1];
  // Only what was not looked through before.
  const part = low === 0 ? text : text.slice(low, before - 1 + wanted.length);
  let at = before <= 0 ? -1 : part.lastIndexOf(wanted, before - 1 - low);
  while (at >= 0 && !counts(low + at)) at = at === 0 ? -1 : part.lastIndexOf(wanted, at - 1);
  const found = at < 0 ? other : low + at;
  if (lookedFor.size >= mostRemembered) lookedFor.clear();
  lookedFor.set(key, { text, before, found });
  return found;
}

interface SegmentFinder {
  /** Start of the last segment with this id before an offset; -1 when there is none. */
  readonly previous: (id: string, before: number) => number;
  /** Start of the next HL, CLM or end of the transaction behind the segment at an offset. */
  readonly nextLevel: (from: number) => number;
  readonly segmentRange: (start: number) => TextRange;
  /** Text of an element of the segment at an offset. */
  readonly element: (start: number, position: number) => string;
}

function segmentFinder(text: string, { element, segment }: Delimiters): SegmentFinder {
  const byLine = isLineBreak(segment.charCodeAt(0));
  const isTerminator = (code: number) => (byLine ? isLineBreak(code) : code === segment.charCodeAt(0));
  const isStart = (at: number) => {
    let before = at - 1;
    while (before >= 0 && isBlank(text.charCodeAt(before))) {
      if (isTerminator(text.charCodeAt(before))) return true;
      before--;
    }
    return before < 0 || isTerminator(text.charCodeAt(before));
  };
  const endOf = (start: number) => {
    let at = start;
    while (at < text.length && !isTerminator(text.charCodeAt(at))) at++;
    return at;
  };
  return {
    previous(id, before) {
      return lastBefore(text, id + element, before, `${id}${element}${segment}`, isStart);
    },
    nextLevel(from) {
      for (let at = from; at < text.length; ) {
        at = skipBlank(text, endOf(at) + 1);
        if (['HL', 'CLM', 'SE'].some((id) => text.startsWith(id + element, at))) return at;
      }
      return text.length;
    },
    segmentRange: (start) => rangeOf(start, Math.min(text.length, endOf(start) + 1)),
    element: (start, position) => text.slice(start, endOf(start)).split(element)[position]?.trim() ?? '',
  };
}

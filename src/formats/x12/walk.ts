// Says for each segment of a transaction which loop it belongs to. Lenient on purpose: a segment in a wrong place is
// still given the best loop there is, so that a damaged claim can be read; the trouble is reported beside it.
import type { TextRange } from '../../model/text';
import type { Guide, Loop, SegmentUse } from './guide/compile';

/** One open loop. */
export interface Frame {
  readonly loop: Loop;
  /** The segment that opened it, or the first segment found in it when its opening segment is missing. */
  readonly at: TextRange;
  /** Its opening segment is missing. */
  readonly implied: boolean;
  /** A NM1 of a role that the guide does not know in `loop`: what follows belongs to it, and to nobody else. */
  readonly unplaced: boolean;
  /** How often each use of the loop was found, by `SegmentUse.index`. */
  readonly counts: number[];
  /** How often each child loop was found, by `Loop.index`. */
  readonly children: number[];
  /** Rank of the last segment or loop in it. */
  position: number;
}

/**
 * unknown: the guide has no such segment; qualifier: the segment is known here, but not with this qualifier;
 * misplaced: belongs to a loop that is over; late: belongs further up in this loop; too-many: more often than allowed.
 */
export type Trouble = 'unknown' | 'qualifier' | 'misplaced' | 'late' | 'too-many' | 'too-many-loops';

export interface Placement {
  readonly frame: Frame;
  readonly use?: SegmentUse;
  readonly trouble?: Trouble;
}

export interface Walk {
  readonly guide: Guide;
  readonly stack: Frame[];
  /** Called for each loop that ends, innermost first. */
  readonly onClose: (frame: Frame) => void;
}

/** What may follow a NM1 without opening a loop of its own. */
const partySegments = new Set(['N2', 'N3', 'N4', 'REF', 'PER', 'PRV', 'DMG']);
/** Segments that tell where we are even when the loop's opening segment is missing. */
const tellingSegments = new Set(['SV1', 'SV2', 'SV3', 'HI', 'SBR', 'PAT']);

/** Begins at the header of a transaction. `at` is the place to report what the header lacks. */
export function startWalk(guide: Guide, at: TextRange, onClose: (frame: Frame) => void = () => {}): Walk {
  return { guide, stack: [frameOf(guide.root, at, false, false)], onClose };
}

/** Finds the loop for a segment and moves there. `qualifier` is the element that tells what the segment is about. */
export function place(walk: Walk, id: string, qualifier: string, at: TextRange): Placement {
  if (!walk.guide.ids.has(id)) return { frame: topFrame(walk), trouble: 'unknown' };
  const found = climb(walk, id, qualifier);
  if (found && !found.late) return settle(walk, found, at);
  if (found) return settleLate(walk, found, at);
  const path = descend(walk, id, qualifier);
  if (path) return settlePath(walk, path, at);
  const top = topFrame(walk);
  if (top.unplaced && partySegments.has(id)) return { frame: top };
  return wrongQualifier(walk, id, at) ?? { frame: top, trouble: 'unknown' };
}

/** Ends all open loops. */
export function endWalk(walk: Walk): void {
  popTo(walk, -1);
}

/** True for the claim and everything below it. */
export function isInsideClaim(loopId: string): boolean {
  const number = Number(loopId.slice(0, 4));
  return number >= 2300 && number < 3000;
}

interface Candidate {
  readonly depth: number;
  readonly use: SegmentUse;
  readonly child?: Loop;
  readonly late: boolean;
}

/** The innermost open loop that has room for the segment, itself or as the beginning of a child loop. */
function climb(walk: Walk, id: string, qualifier: string): Candidate | undefined {
  const top = walk.stack.length - 1;
  let late: Candidate | undefined;
  for (let depth = top; depth >= 0; depth--) {
    const frame = walk.stack[depth];
    if (!frame) continue;
    if (frame.unplaced) {
      if (partySegments.has(id)) return undefined;
      continue;
    }
    const own = ownUse(frame, id, qualifier, depth);
    const child = own ? undefined : childFor(frame.loop, id, qualifier);
    const use = own ?? child?.uses[0];
    if (!use) continue;
    const isLate = (child?.order ?? use.order) < frame.position;
    const candidate = { depth, use, late: isLate, ...(child ? { child } : {}) };
    if (!isLate || depth === top) return candidate;
    late ??= candidate;
  }
  return late;
}

function ownUse(frame: Frame, id: string, qualifier: string, depth: number): SegmentUse | undefined {
  let full: SegmentUse | undefined;
  const uses = frame.loop.usesById.get(id);
  if (!uses) return undefined;
  for (const use of uses) {
    if (use.qualifiers && !use.qualifiers.has(qualifier)) continue;
    // The opening segment again begins the loop anew, one level up; the header has no level above it.
    if (use.index === 0 && depth > 0 && ((frame.counts[0] ?? 0) > 0 || frame.implied)) continue;
    if ((frame.counts[use.index] ?? 0) < use.max) return use;
    full ??= use;
  }
  return full;
}

function childFor(loop: Loop, id: string, qualifier: string): Loop | undefined {
  const children = loop.childrenById.get(id);
  if (children) for (const child of children) if (opens(child, qualifier)) return child;
  return undefined;
}

/** For a child loop whose opening segment has the right id. */
function opens(loop: Loop, qualifier: string): boolean {
  const qualifiers = loop.uses[0]?.qualifiers;
  return qualifiers === undefined || qualifiers.has(qualifier);
}

function settle(walk: Walk, { depth, use, child, late }: Candidate, at: TextRange): Placement {
  popTo(walk, depth);
  const parent = topFrame(walk);
  const trouble = late ? ('late' as const) : undefined;
  if (!late) parent.position = child?.order ?? use.order;
  if (!child) {
    const many = raise(parent.counts, use.index) > use.max ? ('too-many' as const) : trouble;
    return { frame: parent, use, ...(many ? { trouble: many } : {}) };
  }
  const frame = push(walk, child, at, false);
  raise(frame.counts, 0);
  frame.position = use.order;
  const many = raise(parent.children, child.index) > child.max ? ('too-many-loops' as const) : trouble;
  return { frame, use, ...(many ? { trouble: many } : {}) };
}

/** A segment that should have come earlier: taken where it belongs if that is the same claim, else only reported. */
function settleLate(walk: Walk, candidate: Candidate, at: TextRange): Placement {
  const frame = walk.stack[candidate.depth];
  if (!frame) return { frame: topFrame(walk), trouble: 'unknown' };
  if (candidate.depth === walk.stack.length - 1 || isInsideClaim(frame.loop.id))
    return settle(walk, candidate, at);
  if (!candidate.child) {
    raise(frame.counts, candidate.use.index);
    return { frame, use: candidate.use, trouble: 'misplaced' };
  }
  const unplaced = push(walk, candidate.child, at, true);
  return { frame: unplaced, trouble: 'misplaced' };
}

/** The way down to a loop whose parents' opening segments are missing. */
function descend(
  walk: Walk,
  id: string,
  qualifier: string,
): { readonly depth: number; readonly path: readonly Loop[]; readonly use: SegmentUse } | undefined {
  for (let depth = walk.stack.length - 1; depth >= 0; depth--) {
    const frame = walk.stack[depth];
    if (!frame || frame.unplaced) continue;
    const path: Loop[] = [];
    const use = descendInto(frame.loop, id, qualifier, path);
    if (use) return { depth, path, use };
  }
  return undefined;
}

function descendInto(loop: Loop, id: string, qualifier: string, path: Loop[]): SegmentUse | undefined {
  for (const child of loop.children) {
    path.push(child);
    const opener = child.uses[0];
    if (opener?.id === id && opens(child, qualifier)) return opener;
    if (tellingSegments.has(id)) {
      const use = child.usesById
        .get(id)
        ?.find((each) => each.index > 0 && (!each.qualifiers || each.qualifiers.has(qualifier)));
      if (use) return use;
    }
    const below = descendInto(child, id, qualifier, path);
    if (below) return below;
    path.pop();
  }
  return undefined;
}

function settlePath(
  walk: Walk,
  { depth, path, use }: { readonly depth: number; readonly path: readonly Loop[]; readonly use: SegmentUse },
  at: TextRange,
): Placement {
  popTo(walk, depth);
  for (const loop of path) {
    const parent = topFrame(walk);
    raise(parent.children, loop.index);
    parent.position = Math.max(parent.position, loop.order);
    const isLast = loop === path[path.length - 1];
    walk.stack.push(frameOf(loop, at, !(isLast && use.index === 0), false));
  }
  const frame = topFrame(walk);
  raise(frame.counts, use.index);
  frame.position = use.order;
  return { frame, use };
}

/** The segment is known in an open loop, but with other qualifiers. */
function wrongQualifier(walk: Walk, id: string, at: TextRange): Placement | undefined {
  for (let depth = walk.stack.length - 1; depth >= 0; depth--) {
    const frame = walk.stack[depth];
    if (!frame || frame.unplaced) continue;
    const child = frame.loop.children.find((each) => each.uses[0]?.id === id);
    if (child && id === 'NM1') {
      popTo(walk, depth);
      return { frame: push(walk, frame.loop, at, true), trouble: 'qualifier' };
    }
    const known = frame.loop.usesById.get(id)?.some((use) => use.index > 0) ?? false;
    if (known || child) return { frame, trouble: 'qualifier' };
    // A level or a claim is as far up as a segment can still be meant for.
    const opener = frame.loop.uses[0]?.id;
    if (opener === 'HL' || opener === 'CLM') break;
  }
  return undefined;
}

function frameOf(loop: Loop, at: TextRange, implied: boolean, unplaced: boolean): Frame {
  return { loop, at, implied, unplaced, counts: [], children: [], position: 0 };
}

function push(walk: Walk, loop: Loop, at: TextRange, unplaced: boolean): Frame {
  const frame = frameOf(loop, at, false, unplaced);
  walk.stack.push(frame);
  return frame;
}

/** Closes the loops deeper than `depth`. */
function popTo(walk: Walk, depth: number): void {
  while (walk.stack.length - 1 > depth) {
    const frame = walk.stack.pop();
    if (frame && !frame.unplaced) walk.onClose(frame);
  }
}

function topFrame(walk: Walk): Frame {
  const frame = walk.stack[walk.stack.length - 1];
  if (!frame) throw new Error('the walk has ended');
  return frame;
}

function raise(counts: number[], index: number): number {
  const count = (counts[index] ?? 0) + 1;
  counts[index] = count;
  return count;
}

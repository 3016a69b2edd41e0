// How many muscles a note shows, as an interval: what is certain below, what is possible above.
// By name (left and right of a muscle are one) and by side. FACTS 1.2: the unit is the distinct muscle; parts, heads
// and levels of one muscle count once; a bare group is at least one and at most its members.
import { countedAs, muscleOf } from '../codes/muscles/dictionary';
import type { Interval, MuscleCount, MuscleMention, Note, NoteProcedure, ProcedureKind } from '../model/note';

type SideSet = Set<'left' | 'right' | 'only'>;

interface Sides {
  /** Written for certain. */
  readonly certain: SideSet;
  /** Written, or carried over from elsewhere in the list. */
  readonly possible: SideSet;
  /** Some mention has no side. */
  unsaid: boolean;
  /** "The affected side". */
  one: boolean;
}

interface Entry {
  readonly id: string;
  performed: boolean;
  readonly sides: Sides;
}

interface GroupEntry extends Entry {
  readonly members: readonly string[];
  /** A name that leaves open which one was meant: no more than this many. */
  readonly limit: number;
  /** "Two of the hamstrings": no fewer than this many. */
  readonly least: number;
}

const newSides = (): Sides => ({ certain: new Set(), possible: new Set(), unsaid: false, one: false });

function addSide(sides: Sides, mention: MuscleMention, paired: boolean): void {
  if (!paired) {
    sides.certain.add('only');
    return;
  }
  const named =
    mention.side === 'both'
      ? (['left', 'right'] as const)
      : mention.side === 'none'
        ? []
        : ([mention.side] as const);
  if (named.length === 0) {
    if (mention.oneSide === true) sides.one = true;
    else sides.unsaid = true;
    return;
  }
  for (const side of named)
    (mention.sideIsCertain && mention.status === 'performed' ? sides.certain : sides.possible).add(side);
  if (!mention.sideIsCertain && mention.side !== 'both') sides.unsaid = true;
}

/** Least and most instances by side of a muscle that is there at all. */
function sideRange({ certain, possible, unsaid }: Sides): Interval {
  if (certain.has('only')) return { atLeast: 1, atMost: 1 };
  const all = new Set([...certain, ...possible]);
  const least = Math.max(1, certain.size);
  // A further mention without a side is read as one of the sides already named.
  const most = unsaid && certain.size === 0 ? 2 : Math.max(1, all.size);
  return { atLeast: least, atMost: Math.max(least, most) };
}

const spineRegion = (levels: string | undefined): string | undefined => {
  if (levels === undefined) return undefined;
  if (/cerv|^\s*c/i.test(levels)) return 'cervical';
  if (/thor|^\s*t/i.test(levels)) return 'thoracic';
  return /lumb|sacr|^\s*[ls]/i.test(levels) ? 'lumbar' : undefined;
};

const counts = (mention: MuscleMention): boolean =>
  mention.status === 'performed' || mention.status === 'uncertain';

interface Gathered {
  readonly singles: ReadonlyMap<string, Entry>;
  readonly groups: readonly GroupEntry[];
  readonly alternatives: ReadonlyMap<number, ReadonlySet<string>>;
}

function gather(mentions: readonly MuscleMention[], denied: ReadonlySet<string>): Gathered {
  const singles = new Map<string, Entry>();
  const groups = new Map<string, GroupEntry>();
  const alternatives = new Map<number, Set<string>>();
  for (const mention of mentions) {
    const muscle = muscleOf(mention.id);
    if (muscle === undefined || mention.names.atMost === 0) continue;
    const all = membersOf(mention);
    // "The cuff except teres minor": what the note says was not done is no candidate.
    const open = all.filter((id) => !denied.has(id));
    const members = open.length > 0 ? open : all;
    // "All of the cuff", and what was left out of it is known: each member is named.
    if (mention.names.atLeast >= all.length && all.length > 1) {
      for (const id of members) {
        const entry = singles.get(id) ?? { id, performed: false, sides: newSides() };
        entry.performed ||= mention.status === 'performed';
        addSide(entry.sides, mention, muscle.paired);
        singles.set(id, entry);
      }
      continue;
    }
    // "gastroc-soleus": the second may be one complex with the first.
    const performed = mention.status === 'performed' && mention.names.atLeast > 0;
    if (members.length === 0) {
      const id = countedAs(mention.id);
      const entry = singles.get(id) ?? { id, performed: false, sides: newSides() };
      entry.performed ||= performed;
      addSide(entry.sides, mention, muscle.paired);
      singles.set(id, entry);
      if (mention.alternative !== undefined && mention.status === 'uncertain') {
        const set = alternatives.get(mention.alternative) ?? new Set<string>();
        set.add(id);
        alternatives.set(mention.alternative, set);
      }
      continue;
    }
    const key = `${mention.id} ${spineRegion(mention.levels) ?? ''}`;
    const entry = groups.get(key) ?? {
      id: key,
      performed: false,
      sides: newSides(),
      members,
      limit: mention.names.atMost,
      least: Math.max(1, mention.names.atLeast),
    };
    entry.performed ||= performed;
    addSide(entry.sides, mention, muscle.paired);
    groups.set(key, entry);
  }
  return { singles, groups: [...groups.values()], alternatives };
}

/** The muscles that a group mention may stand for, as they are counted. */
function membersOf(mention: MuscleMention): readonly string[] {
  const muscle = muscleOf(mention.id);
  if (muscle === undefined) return [];
  const region = spineRegion(mention.levels);
  const members =
    muscle.oneOf.length > 0
      ? muscle.oneOf
      : ((region === undefined ? undefined : muscle.regions[region]) ?? muscle.members);
  return [...new Set(members.map(countedAs))];
}

/** Fewest further muscles that explain the groups which no named muscle explains; groups that share a member need one. */
function leastForGroups(groups: readonly GroupEntry[], named: ReadonlySet<string>): readonly GroupEntry[] {
  const chosen: GroupEntry[] = [];
  const open = groups.filter(
    (group) => group.performed && !group.members.some((member) => named.has(member)),
  );
  for (const group of [...open].sort((a, b) => a.members.length - b.members.length))
    if (!chosen.some((other) => other.members.some((member) => group.members.includes(member))))
      chosen.push(group);
  return chosen;
}

function countMentions(mentions: readonly MuscleMention[], denied: ReadonlySet<string>): MuscleCount {
  const { singles, groups, alternatives } = gather(mentions, denied);
  const certain = [...singles.values()].filter((entry) => entry.performed);
  const named = new Set(certain.map((entry) => entry.id));
  const eitherOr = [...alternatives.values()].filter((ids) => ![...ids].some((id) => named.has(id))).length;
  const forGroups = leastForGroups(groups, named);
  let sideLeast = eitherOr;
  let sideMost = 0;
  for (const entry of singles.values()) {
    const range = sideRange(entry.sides);
    if (entry.performed) sideLeast += range.atLeast;
    sideMost += range.atMost;
  }
  let forNames = 0;
  for (const group of forGroups) {
    sideLeast += sideRange(group.sides).atLeast * group.least;
    forNames += group.least;
  }
  // The most: every member of every group, each on every side that its group may have.
  const members = new Map<string, number>();
  let nameMost = singles.size;
  for (const group of groups) {
    const free = group.members.filter((member) => !singles.has(member)).slice(0, group.limit);
    const most = sideRange(group.sides).atMost;
    for (const member of free) {
      if (!members.has(member)) nameMost++;
      members.set(member, Math.max(members.get(member) ?? 0, most));
    }
    // A named member may have been needled on a side that only the group says.
    for (const member of group.members) {
      const single = singles.get(member);
      if (single !== undefined) sideMost += Math.max(0, most - sideRange(single.sides).atMost);
    }
  }
  for (const most of members.values()) sideMost += most;
  const nameLeast = certain.length + forNames + eitherOr;
  return {
    byName: { atLeast: nameLeast, atMost: Math.max(nameLeast, nameMost) },
    bySide: { atLeast: sideLeast, atMost: Math.max(sideLeast, sideMost) },
  };
}

const isWithin = (inner: Interval, outer: Interval): boolean =>
  inner.atLeast >= outer.atLeast && inner.atMost <= outer.atMost;
const hull = (a: Interval, b: Interval): Interval => ({
  atLeast: Math.min(a.atLeast, b.atLeast),
  atMost: Math.max(a.atMost, b.atMost),
});

/** A stated total against the list: it narrows what the list leaves open, and where it disagrees both are possible. */
function withStated(count: MuscleCount, stated: Interval, hasList: boolean): MuscleCount {
  if (!hasList) return { byName: stated, bySide: { atLeast: stated.atLeast, atMost: stated.atMost } };
  const exact = stated.atLeast === stated.atMost;
  const narrowed = (own: Interval): Interval => (exact && isWithin(stated, own) ? stated : hull(own, stated));
  const byName = narrowed(count.byName);
  // A total may have been counted by side; it then says nothing against the names.
  // "4 muscles in the right shoulder girdle": the number settles the names; sides that the names leave open stay open.
  if (exact && isWithin(stated, count.byName) && count.byName.atLeast < stated.atLeast) {
    const most =
      count.bySide.atMost <= count.byName.atMost
        ? stated.atLeast
        : Math.max(stated.atLeast, count.bySide.atMost);
    return {
      byName: stated,
      bySide: { atLeast: Math.max(stated.atLeast, count.bySide.atLeast), atMost: most },
    };
  }
  if (exact && isWithin(stated, count.byName)) return { byName, bySide: count.bySide };
  // "4 muscles: R/L UT, R/L LS" counted sides. "4 muscles: UT, LS, infra" may have, or the list lacks one.
  if (exact && isWithin(stated, count.bySide)) {
    const countedSides = count.bySide.atLeast > count.byName.atLeast;
    return countedSides ? { byName: count.byName, bySide: stated } : { byName, bySide: count.bySide };
  }
  return { byName, bySide: hull(count.bySide, stated) };
}

/**
 * How many muscles the note documents for one kind of procedure at the visit that was read.
 * Lower bound: performed for certain. Upper bound: with what is uncertain, groups opened, sides left open.
 * A procedure that was done and names no muscle leaves the upper bound open: the note cannot tell.
 */
export function countMuscles(note: Note, procedure: ProcedureKind): MuscleCount {
  const mentions = note.muscles.filter((mention) => {
    const own = mention.procedure === undefined ? undefined : note.procedures[mention.procedure];
    return own?.kind === procedure && counts(mention);
  });
  const denied = new Set(
    note.muscles
      .filter((mention) => mention.status === 'negated' && !mention.isGroup)
      .map((mention) => mention.countsAs),
  );
  for (const mention of mentions) denied.delete(mention.countsAs);
  const count = countMentions(mentions, denied);
  const done = note.procedures.filter((own) => own.kind === procedure && own.status === 'performed');
  const stated = statedTotal(done);
  if (stated !== undefined)
    return withStated(
      count,
      stated,
      mentions.some((mention) => mention.names.atMost > 0),
    );
  const unnamed = mentions.length === 0 && done.some((own) => own.muscular === true);
  if (!unnamed) return count;
  return {
    byName: { atLeast: 0, atMost: Number.POSITIVE_INFINITY },
    bySide: { atLeast: 0, atMost: Number.POSITIVE_INFINITY },
  };
}

/** Totals stated for one kind: the same said twice is one; different ones are a range. */
function statedTotal(procedures: readonly NoteProcedure[]): Interval | undefined {
  let total: Interval | undefined;
  for (const { statedCount } of procedures) {
    if (statedCount === undefined) continue;
    total = total === undefined ? statedCount.value : hull(total, statedCount.value);
  }
  return total;
}

const inOrder: readonly ProcedureKind[] = ['needling', 'injection', 'chemodenervation'];

/** The muscle procedure that the note's own count is about: needling where any is named, else injection, else chemodenervation. */
export function mainProcedure(note: Note): ProcedureKind | undefined {
  const done = inOrder.find((kind) =>
    note.procedures.some(
      (own) =>
        own.kind === kind &&
        own.muscular === true &&
        (own.status === 'performed' || own.status === 'uncertain'),
    ),
  );
  return (
    done ?? inOrder.find((kind) => note.procedures.some((own) => own.kind === kind && own.muscular === true))
  );
}

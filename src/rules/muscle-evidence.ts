// The documented muscles of a note against what a code wants: the interval that counts, and the words it rests on.
import type { CodeCard } from '../codes/card';
import type { Evidence } from '../model/finding';
import type { Interval, MuscleCount, MuscleMention, Note, ProcedureKind } from '../model/note';
import { countMuscles } from '../notes';
import type { PayerProfile } from './payer-profile';
import { type EncounterNote, noteEvidence } from './rule';

/** How many muscles a code stands for. */
export function billedInterval(muscles: NonNullable<CodeCard['muscles']>): Interval {
  return { atLeast: muscles.atLeast, atMost: muscles.atMost ?? Number.POSITIVE_INFINITY };
}

export type Comparison = 'inside' | 'disjoint' | 'overlapping';

/** The documented interval against the billed one. */
export function compare(documented: Interval, billed: Interval): Comparison {
  if (documented.atLeast >= billed.atLeast && documented.atMost <= billed.atMost) return 'inside';
  return documented.atMost < billed.atLeast || documented.atLeast > billed.atMost
    ? 'disjoint'
    : 'overlapping';
}

/**
 * The interval that a payer counts. By side, a muscle whose side is not written counts as one (FACTS: no side given
 * counts as one, plus a note on the missing side), so the upper bound is that of the names unless sides are written.
 */
export function countedInterval(count: MuscleCount, laterality: PayerProfile['laterality']): Interval {
  if (laterality === 'by-name') return count.byName;
  return { atLeast: count.bySide.atLeast, atMost: Math.max(count.bySide.atLeast, count.byName.atMost) };
}

export interface DocumentedMuscles {
  readonly count: MuscleCount;
  /** Mentions of this procedure that count for certain, and those that only may. */
  readonly performed: readonly MuscleMention[];
  readonly possible: readonly MuscleMention[];
}

/** What a note documents for one kind of procedure. */
export function documentedMuscles(note: Note, procedure: ProcedureKind): DocumentedMuscles {
  const own = note.muscles.filter((mention) => {
    const of = mention.procedure === undefined ? undefined : note.procedures[mention.procedure];
    return of?.kind === procedure;
  });
  return {
    count: countMuscles(note, procedure),
    performed: own.filter((mention) => mention.status === 'performed' && !mention.isGroup),
    possible: own.filter(
      (mention) => mention.status === 'uncertain' || (mention.status === 'performed' && mention.isGroup),
    ),
  };
}

/** Evidence for related information: every counted and every possible mention once, then a few that a hasty reader would count. */
export function muscleEvidence(note: EncounterNote, muscles: DocumentedMuscles): readonly Evidence[] {
  const { performed, possible } = muscles;
  const tempting = note.note.muscles.filter(
    (mention) =>
      !performed.includes(mention) &&
      !possible.includes(mention) &&
      ['negated', 'planned', 'historical'].includes(mention.status),
  );
  const say = (mention: MuscleMention, how: string) =>
    noteEvidence(note, mention.range, `${how}: ${nameWithSide(mention)}`);
  return [
    ...distinctMentions(performed).map((mention) => say(mention, 'counted')),
    ...distinctMentions(possible).map((mention) => say(mention, 'may count')),
    ...distinctMentions(tempting)
      .slice(0, 4)
      .map((mention) => say(mention, `not counted, ${mention.status}`)),
  ];
}

/** A muscle that is mentioned again on the same side stands for the first mention. */
export function distinctMentions(mentions: readonly MuscleMention[]): readonly MuscleMention[] {
  return mentions.filter(
    (mention, index) =>
      mentions.findIndex((other) => other.countsAs === mention.countsAs && other.side === mention.side) ===
      index,
  );
}

/** `left upper trapezius`, `levator scapulae, both sides`, `infraspinatus (side not stated)` is left to the reader. */
export function nameWithSide({ name, side }: MuscleMention): string {
  if (side === 'none') return name;
  return side === 'both' ? `${name}, both sides` : `${name}, ${side}`;
}

/** `3`, `2 to 4`, `2 or more`. */
export function intervalInWords({ atLeast, atMost }: Interval): string {
  if (atLeast === atMost) return String(atLeast);
  return atMost === Number.POSITIVE_INFINITY ? `${atLeast} or more` : `${atLeast} to ${atMost}`;
}

/** `2 muscles`, `1 muscle`, `2 to 4 muscles`. */
export function musclesInWords(interval: Interval): string {
  return `${intervalInWords(interval)} ${interval.atLeast === 1 && interval.atMost === 1 ? 'muscle' : 'muscles'}`;
}

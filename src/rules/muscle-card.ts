// Cards of codes that are chosen by the number of muscles, and which of them a note fits.
import { allCards, cardFor } from '../codes';
import type { CodeCard } from '../codes/card';
import type { ServiceLine } from '../model/claim';
import type { Interval, NoteProcedure, ProcedureKind } from '../model/note';
import {
  billedInterval,
  compare,
  countedInterval,
  type DocumentedMuscles,
  musclesInWords,
} from './muscle-evidence';
import { type Encounter, type EncounterNote, linesOfSameDate } from './rule';

export type MuscleCard = CodeCard & { readonly muscles: NonNullable<CodeCard['muscles']> };

/** The line's card when the code is chosen by the number of muscles. */
export function muscleCard(line: ServiceLine): MuscleCard | undefined {
  const code = line.procedureCode?.value;
  const card = code === undefined ? undefined : cardFor(code);
  return card?.muscles === undefined ? undefined : { ...card, muscles: card.muscles };
}

/** What was done, as a past participle for messages. */
export const doneTo: Partial<Record<ProcedureKind, string>> = {
  needling: 'needled',
  injection: 'injected',
  chemodenervation: 'injected with toxin',
  emg: 'examined by EMG',
};

/** `1 or 2 muscles`, `3 or more muscles`: what a code is for. */
export function inWords(interval: Interval): string {
  if (interval.atMost === Number.POSITIVE_INFINITY) return `${interval.atLeast} or more muscles`;
  if (interval.atLeast === interval.atMost) return musclesInWords(interval);
  return `${interval.atLeast} ${interval.atMost === interval.atLeast + 1 ? 'or' : 'to'} ${interval.atMost} muscles`;
}

/** Whether another line of the date has the same code. */
export function isBilledTwice(encounter: Encounter, line: ServiceLine): boolean {
  return linesOfSameDate(encounter.claim, line).some(
    (other) =>
      other.number !== line.number && other.procedureCode?.value === (line.procedureCode?.value ?? ''),
  );
}

/** What the note says was done of a kind of procedure at this visit. */
export function performed({ note }: EncounterNote, kind: ProcedureKind): readonly NoteProcedure[] {
  return note.procedures.filter((procedure) => procedure.kind === kind && procedure.status === 'performed');
}

/** The card of a procedure that holds the documented number of muscles. */
export function codeForCount(
  procedure: ProcedureKind,
  muscles: DocumentedMuscles,
  { profile }: Encounter,
): MuscleCard | undefined {
  const counted = countedInterval(muscles.count, profile.laterality);
  if (counted.atMost === 0) return undefined;
  for (const card of allCards()) {
    if (
      card.muscles?.procedure === procedure &&
      card.ladder !== undefined &&
      compare(counted, billedInterval(card.muscles)) === 'inside'
    )
      return { ...card, muscles: card.muscles };
  }
  return undefined;
}

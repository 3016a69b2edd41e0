// Whether a pack's condition holds on a service line: yes, no, or not to be told.
import type { ServiceLine } from '../model/claim';
import type { Interval } from '../model/note';
import { countMuscles, mainProcedure } from '../notes';
import { countedInterval } from '../rules/muscle-evidence';
import { type Encounter, linesOfSameDate, serviceDate } from '../rules/rule';
import type { Condition, Limits } from './pack-schema';

export type Answer = 'yes' | 'no' | 'unknown';

/** All that the condition names must hold; one "no" decides, else one "unknown" leaves it open. */
export function answerOf(condition: Condition, encounter: Encounter, line: ServiceLine): Answer {
  const { all, any, not } = condition;
  const inner = (one: Condition) => answerOf(one, encounter, line);
  return every([
    ...factsOf(condition, encounter, line),
    ...(all ?? []).map(inner),
    ...(any === undefined ? [] : [opposite(every(any.map(inner).map(opposite)))]),
    ...(not === undefined ? [] : [opposite(inner(not))]),
  ]);
}

function every(answers: readonly Answer[]): Answer {
  if (answers.includes('no')) return 'no';
  return answers.includes('unknown') ? 'unknown' : 'yes';
}

function opposite(answer: Answer): Answer {
  if (answer === 'unknown') return answer;
  return answer === 'yes' ? 'no' : 'yes';
}

function factsOf(condition: Condition, encounter: Encounter, line: ServiceLine): readonly Answer[] {
  const { claim, profile } = encounter;
  const note = encounter.noteFor(line)?.note;
  const answers: Answer[] = [];
  const ask = <T>(wanted: T | undefined, answer: (wanted: T) => Answer) => {
    if (wanted !== undefined) answers.push(answer(wanted));
  };
  const isIn = (patterns: readonly string[], values: readonly (string | undefined)[]): Answer =>
    values.some((value) => value !== undefined && patterns.some((pattern) => matches(pattern, value)))
      ? 'yes'
      : 'no';

  ask(condition.codes, (codes) => isIn(codes, [line.procedureCode?.value]));
  ask(condition.modifiers, (modifiers) =>
    isIn(
      modifiers,
      line.modifiers.map(({ value }) => value),
    ),
  );
  ask(condition.payers, (payers) =>
    isIn(payers, [
      profile.name,
      claim.payer.id?.value,
      claim.payer.name?.value,
      claim.payer.filingIndicator?.value,
    ]),
  );
  ask(condition['places of service'], (places) => isIn(places, [line.placeOfService?.value]));
  ask(condition.diagnoses, (patterns) => {
    const pointed = new Set(line.diagnosisPointers.map(({ value }) => value));
    const own = claim.diagnoses.filter(({ position }) => pointed.size === 0 || pointed.has(position));
    return isIn(
      patterns.map((pattern) => pattern.replaceAll('.', '')),
      own.map(({ code }) => code.value),
    );
  });
  ask(condition['claim types'], (kinds) => (kinds.includes(claim.kind) ? 'yes' : 'no'));
  ask(condition.dates, (period) => inPeriod(period, serviceDate(line)));
  ask(condition.units, (limits) =>
    within(limits, line.unitBasis === 'units' ? line.units?.value : undefined),
  );
  ask(condition.minutes, (limits) => within(limits, minutesOf(encounter, line)));
  ask(condition.muscles, (limits) => {
    const procedure = note && (limits.of ?? mainProcedure(note));
    if (note === undefined || procedure === undefined) return 'unknown';
    return intervalWithin(limits, countedInterval(countMuscles(note, procedure), profile.laterality));
  });
  ask(condition.cues, (kinds) => {
    if (note === undefined) return 'unknown';
    return note.cues.some(({ kind }) => kinds.includes(kind)) ? 'yes' : 'no';
  });
  ask(condition.documented, (elements) => {
    if (note === undefined) return 'unknown';
    return elements.every((element) => note.documentation[element].length > 0) ? 'yes' : 'no';
  });
  ask(condition['codes on the same date'], (codes) =>
    isIn(
      codes,
      linesOfSameDate(claim, line)
        .filter(({ number }) => number !== line.number)
        .map(({ procedureCode }) => procedureCode?.value),
    ),
  );
  return answers;
}

/** `20561`, `9716*` or `97161-97163`; compared without case. */
export function matches(pattern: string, value: string): boolean {
  const wanted = pattern.trim().toUpperCase();
  const found = value.trim().toUpperCase();
  if (wanted === found) return true;
  if (wanted.endsWith('*')) return found.startsWith(wanted.slice(0, -1));
  const [first, last, ...more] = wanted.split('-');
  return (
    first !== undefined &&
    last !== undefined &&
    more.length === 0 &&
    first.length === found.length &&
    last.length === found.length &&
    first <= found &&
    found <= last
  );
}

/** Whether a day lies in a period, both ends included; an unknown day cannot be told. */
export function inPeriod(
  period: { readonly from?: string | undefined; readonly until?: string | undefined },
  day: string | undefined,
): Answer {
  if (day === undefined) return 'unknown';
  return (period.from ?? '') <= day && day <= (period.until ?? '9999') ? 'yes' : 'no';
}

function within(limits: Limits, value: number | undefined): Answer {
  return value === undefined ? 'unknown' : intervalWithin(limits, { atLeast: value, atMost: value });
}

function intervalWithin(limits: Limits, { atLeast, atMost }: Interval): Answer {
  const least = limits['at least'] ?? 0;
  const most = limits['at most'] ?? Number.POSITIVE_INFINITY;
  if (least <= atLeast && atMost <= most) return 'yes';
  return atMost < least || most < atLeast ? 'no' : 'unknown';
}

function minutesOf(encounter: Encounter, line: ServiceLine): number | undefined {
  if (line.minutes !== undefined) return line.minutes.value;
  if (line.unitBasis === 'minutes') return line.units?.value;
  const code = line.procedureCode?.value;
  return encounter.noteFor(line)?.note.minutes.find((entry) => entry.for === code)?.minutes.value;
}

// A rule of a pack as the engine runs it: its condition, its message with the blanks filled in, evidence, fixes, help.
import type { ServiceLine } from '../model/claim';
import type { Draft, Evidence, Fix } from '../model/finding';
import type { DocumentationElement, ProcedureKind } from '../model/note';
import { elementLabel, insertHeadings, mainProcedure } from '../notes';
import { countedInterval, documentedMuscles, muscleEvidence, musclesInWords } from '../rules/muscle-evidence';
import {
  claimFix,
  codeRange,
  type Encounter,
  inClaim,
  lineRule,
  noNote,
  noteEvidence,
  pass,
  type Rule,
  serviceDate,
} from '../rules/rule';
import { answerOf, inPeriod } from './condition';
import type { Condition, PackFix, PackRule } from './pack-schema';

/** The rule that runs what a pack says. */
export function asRule(rule: PackRule, pack: string): Rule {
  const { id, title, severity, why, source, message, fixes = [], effective = {}, examples = {} } = rule;
  const shown = (list: typeof examples.finds) =>
    (list ?? []).map(({ says, claim, note }) => ({ says, claim, ...(note === undefined ? {} : { note }) }));
  return lineRule({
    id,
    title,
    severity,
    explanation: why,
    sources: [
      {
        title: `${source.title} (rule pack ${pack})`,
        ...(source.url === undefined ? {} : { url: source.url }),
        ...(source.vintage === undefined ? {} : { vintage: source.vintage }),
      },
    ],
    denialCodes: [],
    examples: { valid: shown(examples.quiet), invalid: shown(examples.finds) },
    judge(encounter, line) {
      if (Object.keys(effective).length > 0 && inPeriod(effective, serviceDate(line)) !== 'yes') return [];
      const answer = answerOf(rule.when, encounter, line);
      if (answer === 'no') return [pass(`The condition of ${id} does not hold.`)];
      if (answer === 'unknown' && encounter.noteFor(line) === undefined) return [noNote(encounter, line)];
      const text = filled(message, rule.when, encounter, line);
      const common = {
        at: inClaim(encounter, codeRange(line)),
        evidence: evidenceFor(rule.when, encounter, line),
        drafts: fixes.flatMap((fix) => headingsOf(fix['insert heading'] ?? [], encounter, line)),
        ...(line.procedureCode === undefined ? {} : { code: line.procedureCode.value }),
      };
      if (answer === 'yes')
        return [
          { ...common, verdict: 'fail', message: text, fixes: fixes.flatMap((fix) => fixesOf(fix, line)) },
        ];
      return [
        {
          ...common,
          verdict: 'cannot-tell',
          severity: 'information',
          message: `It cannot be told whether this applies: ${text}`,
        },
      ];
    },
  });
}

/** `{code}`, `{units}`, `{modifiers}`, `{date}`, `{place}` and `{muscles}`; what a line lacks is said so. */
function filled(message: string, when: Condition, encounter: Encounter, line: ServiceLine): string {
  const values: Readonly<Record<string, () => string>> = {
    code: () => line.procedureCode?.value ?? 'no code',
    units: () => (line.units === undefined ? 'no units' : String(line.units.value)),
    modifiers: () => line.modifiers.map(({ value }) => value).join(', ') || 'no modifiers',
    date: () => serviceDate(line) ?? 'no date',
    place: () => line.placeOfService?.value ?? 'no place',
    muscles: () => countOfMuscles(when, encounter, line),
  };
  // One pass: what is filled in is never itself taken for a blank.
  return message.replace(/\{([a-z]{1,12})\}/g, (blank, name: string) =>
    Object.hasOwn(values, name) ? (values[name]?.() ?? blank) : blank,
  );
}

/** `3 muscles`, `2 to 4 muscles`, of the procedure that the condition counts. */
function countOfMuscles(when: Condition, encounter: Encounter, line: ServiceLine): string {
  const note = encounter.noteFor(line)?.note;
  const procedure = note && (countedProcedure(when) ?? mainProcedure(note));
  if (note === undefined || procedure === undefined) return 'an unknown number of muscles';
  const { count } = documentedMuscles(note, procedure);
  return musclesInWords(countedInterval(count, encounter.profile.laterality));
}

/** Conditions below this one, itself first. */
function* conditionsIn(when: Condition): Generator<Condition> {
  yield when;
  const { all = [], any = [], not } = when;
  for (const inner of [...all, ...any, ...(not === undefined ? [] : [not])]) yield* conditionsIn(inner);
}

/** The procedure of which the first count of muscles in a condition is. */
function countedProcedure(when: Condition): ProcedureKind | undefined {
  for (const { muscles } of conditionsIn(when)) if (muscles?.of !== undefined) return muscles.of;
  return undefined;
}

/** The words of the note that the condition looked at: muscles and cues. */
function evidenceFor(when: Condition, encounter: Encounter, line: ServiceLine): readonly Evidence[] {
  const note = encounter.noteFor(line);
  if (note === undefined) return [];
  const found: Evidence[] = [];
  for (const { muscles, cues } of conditionsIn(when)) {
    const procedure = muscles && (muscles.of ?? mainProcedure(note.note));
    if (procedure !== undefined && found.length === 0)
      found.push(...muscleEvidence(note, documentedMuscles(note.note, procedure)));
    for (const { kind, range } of note.note.cues)
      if (cues?.includes(kind)) found.push(noteEvidence(note, range, kind.replaceAll('-', ' ')));
  }
  return found;
}

/** Help with writing: headings with blanks for elements that the note does not show. */
function headingsOf(
  elements: readonly DocumentationElement[],
  encounter: Encounter,
  line: ServiceLine,
): readonly Draft[] {
  const note = encounter.noteFor(line);
  if (note === undefined) return [];
  const missing = elements.filter((element) => note.note.documentation[element].length === 0);
  const edits = insertHeadings(note.text, note.note, missing);
  if (edits.length === 0) return [];
  const names = missing.map((element) => elementLabel(element)).join(', ');
  return [
    {
      kind: 'insert',
      title: `Insert headings into the note, to be filled in by the provider: ${names}`,
      path: note.path,
      edits,
    },
  ];
}

function fixesOf(fix: PackFix, { number: line, modifiers }: ServiceLine): readonly Fix[] {
  const made: Fix[] = [];
  const added = fix['add modifier'];
  if (added !== undefined && !modifiers.some(({ value }) => value === added))
    made.push(claimFix(`Add modifier ${added}`, { kind: 'add-modifier', line, modifier: added }));
  const removed = fix['remove modifier'];
  const at = modifiers.findIndex(({ value }) => value === removed);
  if (removed !== undefined && at >= 0)
    made.push(claimFix(`Remove modifier ${removed}`, { kind: 'remove-modifier', line, at }));
  const code = fix['replace code'];
  if (code !== undefined)
    made.push(claimFix(`Change the code to ${code}`, { kind: 'replace-procedure-code', line, code }));
  const units = fix['set units'];
  if (units !== undefined)
    made.push(claimFix(`Set ${units} ${units === 1 ? 'unit' : 'units'}`, { kind: 'set-units', line, units }));
  const placeOfService = fix['set place of service'];
  if (placeOfService !== undefined)
    made.push(
      claimFix(`Set place of service ${placeOfService}`, {
        kind: 'set-place-of-service',
        line,
        placeOfService,
      }),
    );
  return made;
}

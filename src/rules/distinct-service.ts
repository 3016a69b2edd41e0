// Pairs that need a modifier to be paid, and modifiers where no pair needs them.
import type { ServiceLine } from '../model/claim';
import type { Fix } from '../model/finding';
import { codeOf, isEvaluation, isOpened, type Pair, pairOf, pairsOf } from './pairs';
import {
  claimEvidence,
  claimFix,
  claimRule,
  codeRange,
  type Encounter,
  inClaim,
  lineRule,
  linesOfSameDate,
  noData,
  noteEvidence,
  pass,
} from './rule';
import * as source from './sources';

export const distinctService = claimRule({
  id: 'modifier/distinct-service',
  title: 'A pair that needs a modifier to be paid',
  severity: 'warning',
  explanation: `Under modifier indicator 1 both codes of a pair are paid only when they were distinct: another session, another site, another practitioner, or for a visit (E/M) a significant, separate evaluation. The modifier says so, and the note has to show it.
On a visit the modifier is 25. Between procedures it is 59, or the one of XE, XP, XS, XU that says which kind of distinct it was.
Add a modifier only where the note supports it; without that, the second line is part of the first.`,
  sources: [source.ncciModifiers],
  denialCodes: ['CARC 236', 'CARC 97', 'CARC 4', 'RARC M15', 'RARC N822'],
  examples: {
    valid: [
      {
        says: '25 on the visit.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "99213", modifiers: ["25"], units: 1 }\n  - { date: 2024-08-02, code: "20561", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'A visit and needling without 25.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "99213", units: 1 }\n  - { date: 2024-08-02, code: "20561", units: 1 }\n',
      },
    ],
  },
  judge(encounter) {
    return pairsOf(encounter)
      .filter((pair) => pair.indicator === 1)
      .map((pair) => {
        const { column1, column2 } = pair;
        const visit = [column1, column2].find(isEvaluation);
        const names = `${codeOf(column1)} with ${codeOf(column2)}`;
        if (isOpened(pair))
          return { ...pass(`${names}: the pair carries a modifier.`), line: column2.number };
        const target = visit ?? column2;
        const wants = visit === undefined ? 'shows another site or session' : `shows a separate evaluation`;
        return {
          verdict: 'fail' as const,
          line: target.number,
          code: codeOf(target),
          message: `${codeOf(column2)} is part of ${codeOf(column1)} on one date unless a modifier says that they were distinct (${pair.source.title}, ${pair.source.vintage ?? ''}, indicator 1). Add one only if the note ${wants}; else remove the line.`,
          at: inClaim(encounter, codeRange(target)),
          evidence: [
            claimEvidence(
              encounter,
              codeRange(target === column1 ? column2 : column1),
              codeOf(target === column1 ? column2 : column1),
              'the other line of the pair',
            ),
            ...distinctCues(encounter, target),
          ],
          fixes: openings(encounter, pair, target, visit !== undefined),
          sources: [pair.source],
        };
      });
  },
});

function distinctCues(encounter: Encounter, line: ServiceLine) {
  const note = encounter.noteFor(line);
  if (note === undefined) return [];
  return note.note.cues
    .filter((cue) => cue.kind === 'distinct-site' || cue.kind === 'distinct-session')
    .map((cue) =>
      noteEvidence(
        note,
        cue.range,
        cue.kind === 'distinct-site' ? 'words for another site' : 'words for another session',
      ),
    );
}

/** A fifth modifier has no place; then only the removal is offered. */
function openings(
  encounter: Encounter,
  { column2 }: Pair,
  target: ServiceLine,
  isVisit: boolean,
): readonly Fix[] {
  const add = (modifier: string, why: string): Fix =>
    claimFix(`Add modifier ${modifier} to ${codeOf(target)} (${why}; affects payment)`, {
      kind: 'add-modifier',
      line: target.number,
      modifier,
      at: 0,
    });
  const removal = claimFix(`Remove the ${codeOf(column2)} line`, {
    kind: 'remove-line',
    line: column2.number,
  });
  if (target.modifiers.length >= 4) return [removal];
  if (isVisit) return [add('25', 'only if the note shows a separate evaluation'), removal];
  const choice = encounter.profile.distinctServiceModifier;
  const additions = [
    ...(choice === 'x' ? [] : [add('59', 'only if the note shows a distinct service')]),
    ...(choice === '59'
      ? []
      : [
          add('XS', 'only if the note shows another structure'),
          add('XE', 'only if the note shows another encounter'),
        ]),
  ];
  return [...additions, removal];
}

const distinctModifiers = ['59', 'XE', 'XP', 'XS', 'XU'];

export const unneeded59 = lineRule({
  id: 'modifier/unneeded-59',
  title: '59 or X{EPSU} where no pair needs it',
  severity: 'warning',
  explanation: `Modifier 59 and XE, XP, XS, XU only open a procedure-to-procedure pair that is on the claim. On a line without such a pair they change nothing for Medicare and draw audits.
No pair stands between 20560 or 20561 and 97140, 97110 or the other therapy codes in the Medicare table of 2024 Q3, although guides advise 59 there. A payer with edits of its own may want it: set \`report unneeded 59: false\` in that payer's profile.`,
  sources: [source.ncciModifiers],
  denialCodes: ['CARC 4', 'RARC N822', 'RARC N823'],
  examples: {
    valid: [
      {
        says: 'A real pair.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "20552", units: 1 }\n  - { date: 2024-08-02, code: "20560", modifiers: ["59"], units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'No pair with manual therapy.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "20561", modifiers: ["59"], units: 1 }\n  - { date: 2024-08-02, code: "97140", units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const at = line.modifiers.findIndex(({ value }) => distinctModifiers.includes(value));
    const modifier = line.modifiers[at];
    if (modifier === undefined || line.procedureCode === undefined) return [];
    if (!encounter.profile.reportUnneeded59)
      return [pass(`The payer profile "${encounter.profile.name}" accepts it.`)];
    const others = linesOfSameDate(encounter.claim, line).filter(
      (other) => other.number !== line.number && other.procedureCode !== undefined,
    );
    const repeated = others.some((other) => codeOf(other) === codeOf(line));
    const pairs = others.map((other) => pairOf(encounter, line, other));
    const real = pairs.find((pair) => pair !== undefined && pair !== 'none' && pair.indicator === 1);
    if (real !== undefined && real !== 'none')
      return [
        pass(
          `${codeOf(real.column1)} with ${codeOf(real.column2)} is a pair that the modifier opens (${real.source.vintage ?? ''}).`,
        ),
      ];
    if (pairs.some((pair) => pair !== undefined && pair !== 'none'))
      return [pass('The pair on this claim opens for no modifier; edit/ptp speaks of it.')];
    // The same code on another line may be separated by 59 where the units of the first line are used up (MUE, line edits).
    if (repeated) return [pass('The modifier tells two lines of one code apart.')];
    if (pairs.includes(undefined)) return [noData('No PTP table is loaded for this date.')];
    const among =
      others.length === 0
        ? 'no other line has this date'
        : `no edit stands between ${codeOf(line)} and ${[...new Set(others.map(codeOf))].join(', ')}`;
    return [
      {
        verdict: 'fail',
        code: modifier.value,
        message: `Modifier ${modifier.value} is not needed on ${codeOf(line)}: ${among}. Remove it, unless this payer has an edit of its own.`,
        at: inClaim(encounter, modifier.range),
        fixes: [
          claimFix(
            `Remove modifier ${modifier.value}`,
            // A modifier may stand on the line twice; the last goes first, so that the places before it hold.
            ...line.modifiers
              .flatMap(({ value }, place) => (value === modifier.value ? [place] : []))
              .reverse()
              .map((place) => ({ kind: 'remove-modifier' as const, line: line.number, at: place })),
          ),
        ],
        sources: [source.ncciPtp2024q3],
      },
    ];
  },
});

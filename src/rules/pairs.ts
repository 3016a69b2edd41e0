// NCCI procedure-to-procedure pairs on a claim: pairs that no modifier opens, pairs that need one, and 59 where no pair is.
import { cardFor, modifierInfo, pairFact } from '../codes';
import type { ServiceLine } from '../model/claim';
import type { Fix, Source } from '../model/finding';
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
  serviceDate,
} from './rule';
import * as source from './sources';

export interface Pair {
  /** The line that is paid. */
  readonly column1: ServiceLine;
  /** The line that is denied unless the edit allows both. */
  readonly column2: ServiceLine;
  readonly indicator: 0 | 1;
  readonly source: Source;
  readonly imported: boolean;
}

/**
 * The pair of two lines of one date: from the imported table that covers the date, else from what the bundled cards
 * state with their quarter. `'none'`: looked up, no edit. Undefined: nothing that is loaded tells.
 * Practitioner table for professional claims, outpatient table for institutional ones (NCCI manual, chapter I).
 */
export function pairOf(
  encounter: Pick<Encounter, 'claim' | 'tables'>,
  a: ServiceLine,
  b: ServiceLine,
): Pair | 'none' | undefined {
  const first = a.procedureCode?.value;
  const second = b.procedureCode?.value;
  if (first === undefined || second === undefined || first === second) return 'none';
  const setting = encounter.claim.kind === 'institutional' ? 'outpatient' : 'practitioner';
  const date = serviceDate(a);
  const row = date === undefined ? undefined : encounter.tables.ptp(setting, first, second, date);
  if (row === 'none' || (row !== undefined && row.indicator === 9)) return 'none';
  if (row !== undefined) {
    const swapped = row.column1 !== first;
    return {
      column1: swapped ? b : a,
      column2: swapped ? a : b,
      indicator: row.indicator === 0 ? 0 : 1,
      source: { title: `NCCI PTP edits, ${setting}`, vintage: row.vintage },
      imported: true,
    };
  }
  const fact = setting === 'practitioner' ? pairFact(first, second) : undefined;
  if (fact === undefined) return undefined;
  if (fact.indicator === 'none') return 'none';
  const swapped = fact.column1 !== first;
  return {
    column1: swapped ? b : a,
    column2: swapped ? a : b,
    indicator: fact.indicator,
    source: fact.source,
    imported: false,
  };
}

/** All pairs of a claim, each once. */
function pairsOf(encounter: Encounter): readonly Pair[] {
  return encounter.claim.serviceLines.flatMap((line, index) =>
    encounter.claim.serviceLines.slice(0, index).flatMap((earlier) => {
      if (serviceDate(earlier) !== serviceDate(line) || serviceDate(line) === undefined) return [];
      const pair = pairOf(encounter, earlier, line);
      return pair === undefined || pair === 'none' ? [] : [pair];
    }),
  );
}

function isEvaluation(line: ServiceLine): boolean {
  const code = line.procedureCode?.value ?? '';
  return (
    cardFor(code)?.kind === 'evaluation-and-management' ||
    /^992\d\d$|^993[0-5]\d$|^G0463$|^9949[56]$/.test(code)
  );
}

const visitModifiers = ['24', '25', '57'];

/** Whether one of the lines carries a modifier that opens a pair: on an E/M 24, 25 or 57, else any PTP-associated one. */
function isOpened({ column1, column2 }: Pair): boolean {
  const visit = [column1, column2].find(isEvaluation);
  if (visit?.modifiers.some(({ value }) => visitModifiers.includes(value))) return true;
  return [column1, column2].some((line) =>
    line.modifiers.some(
      ({ value }) => !visitModifiers.includes(value) && modifierInfo(value)?.opensPtp === true,
    ),
  );
}

const codeOf = (line: ServiceLine): string => line.procedureCode?.value ?? '';

export const ptp = claimRule({
  id: 'edit/ptp',
  title: 'Two codes that are never paid together',
  severity: 'error',
  explanation: `NCCI procedure-to-procedure edits name pairs of codes of which only the first is paid for one patient, one provider and one date. Under modifier indicator 0 no modifier changes that.
Take out the line that does not belong. For acupuncture with dry needling, CPT directs to keep the acupuncture codes while NCCI would pay the needling code: decide by what was done, not by what is paid.
The table of the quarter that covers the date of service decides; without one, Claimlint knows only the pairs on its cards and says their quarter.`,
  sources: [source.ncciManual],
  denialCodes: ['CARC 236', 'CARC 97', 'CARC 231', 'RARC M15'],
  examples: {
    valid: [
      {
        says: 'Needling and manual therapy: no edit.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "20561", units: 1 }\n  - { date: 2024-08-02, code: "97140", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'Needling and acupuncture.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "20561", units: 1 }\n  - { date: 2024-08-02, code: "97810", units: 1 }\n',
      },
    ],
  },
  judge(encounter) {
    return pairsOf(encounter)
      .filter((pair) => pair.indicator === 0 && (pair.imported || !sameLadder(pair)))
      .map((pair) => {
        const { column1, column2 } = pair;
        return {
          verdict: 'fail' as const,
          line: column2.number,
          code: codeOf(column2),
          message: `${codeOf(column2)} is not paid with ${codeOf(column1)} on one date, and no modifier changes that (${pair.source.title}, ${pair.source.vintage ?? ''}, indicator 0). Remove the line that the note does not support.`,
          at: inClaim(encounter, codeRange(column2)),
          evidence: [
            claimEvidence(encounter, codeRange(column1), codeOf(column1), `column 1: ${codeOf(column1)}`),
          ],
          fixes: [column2, column1].map((line) =>
            claimFix(`Remove the ${codeOf(line)} line (line ${line.number})`, {
              kind: 'remove-line',
              line: line.number,
            }),
          ),
          sources: [pair.source],
        };
      });
  },
});

/** Two codes of one muscle-count ladder are the business of needling/codes-together. */
function sameLadder({ column1, column2 }: Pair): boolean {
  return cardFor(codeOf(column1))?.ladder?.includes(codeOf(column2)) ?? false;
}

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

export const addOn = lineRule({
  id: 'edit/add-on',
  title: 'An add-on code stands with its base code',
  severity: 'error',
  explanation: `An add-on code describes work beyond a base service and is never reported alone: 97811 and 97814 need 97810 or 97813 on the same date by the same provider.
Add the base line if it was done and left out, or take the add-on line out.`,
  sources: [
    {
      title: 'CMS add-on code edits',
      url: 'https://www.cms.gov/ncci-medicare/medicare-ncci-add-code-edits',
      vintage: '2024 Q2',
    },
  ],
  denialCodes: ['CARC 107', 'CARC 97', 'RARC N122'],
  examples: {
    valid: [
      {
        says: 'Base and add-on.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "97813", units: 1 }\n  - { date: 2024-08-02, code: "97814", units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'The add-on alone.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2024-08-02, code: "97814", units: 1 }\n  - { date: 2024-08-02, code: "97110", units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const code = line.procedureCode?.value;
    if (code === undefined) return [];
    const date = serviceDate(line);
    const row = date === undefined ? undefined : encounter.tables.addOn(code, date);
    const card = cardFor(code);
    if (row === 'none') return [];
    const bases = row?.primaries ?? card?.addOnTo;
    if (bases === undefined) return [];
    if (row?.type === 2 || bases.length === 0)
      return [noData(`The contractor decides which base codes ${code} goes with.`)];
    const base = linesOfSameDate(encounter.claim, line).find((other) => bases.includes(codeOf(other)));
    if (base !== undefined) return [pass(`${codeOf(base)} is the base of ${code}.`)];
    const severity = row?.type === 3 ? ('warning' as const) : ('error' as const);
    const removal =
      encounter.claim.serviceLines.length > 1
        ? [claimFix(`Remove the ${code} line`, { kind: 'remove-line', line: line.number })]
        : [];
    return [
      {
        verdict: 'fail',
        severity,
        message: `${code} is an add-on code and needs ${bases.slice(0, 5).join(' or ')}${bases.length > 5 ? ' or another base code' : ''} on the same date. Add the base line if it was done, or remove this one.`,
        at: inClaim(encounter, codeRange(line)),
        fixes: removal,
        sources: row === undefined ? [] : [{ title: 'CMS add-on code edits', vintage: row.vintage }],
      },
    ];
  },
});

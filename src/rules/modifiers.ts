// Modifiers: which exist, which fit together, which fit the code, and when a service was reduced or stopped.
import { cardFor, isKnownModifier, modifierConflict, modifierInfo } from '../codes';
import type { CodeCard } from '../codes/card';
import type { ServiceLine } from '../model/claim';
import type { Fix, Severity, Source } from '../model/finding';
import type { Cue } from '../model/note';
import { isQuotable, quoted } from './quote';
import {
  claimEvidence,
  claimFix,
  codeRange,
  type Encounter,
  type EncounterNote,
  inClaim,
  lineRule,
  noData,
  noteEvidence,
  type Outcome,
  pass,
  type Report,
  serviceDate,
} from './rule';
import * as source from './sources';

function removal(line: ServiceLine, at: number): Fix {
  const modifier = line.modifiers[at]?.value ?? '';
  // What needs this one beside it (an assistant's modifier its discipline) cannot stay alone.
  const left = line.modifiers.filter((_, place) => place !== at).map(({ value }) => value);
  const orphans = line.modifiers.flatMap(({ value }, place) => {
    const { requires = [] } = modifierInfo(value) ?? {};
    return place !== at && requires.includes(modifier) && !left.some((other) => requires.includes(other))
      ? [{ value, place }]
      : [];
  });
  const and = orphans.map(({ value }) => ` and ${value}, which needs it`).join('');
  const places = [at, ...orphans.map(({ place }) => place)].sort((a, b) => b - a);
  return claimFix(
    isQuotable(modifier) ? `Remove modifier ${modifier}${and}` : 'Remove this modifier',
    ...places.map((place) => ({ kind: 'remove-modifier' as const, line: line.number, at: place })),
  );
}

export const unknownModifier = lineRule({
  id: 'modifier/unknown',
  title: 'A modifier exists',
  severity: 'error',
  explanation: `A modifier is two characters of the CPT or HCPCS Level II list. One that is on neither list is a slip of the keys, or the letter O for a zero; payers refuse the line.
Claimlint knows all modifiers of the 2024 lists by code, and the common ones in its own words.`,
  sources: [source.hcpcsModifiers],
  denialCodes: ['CARC 4', 'CARC 182', 'RARC N519', 'RARC N822'],
  examples: {
    valid: [
      {
        says: 'A modifier of the list.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: [GP], units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'No such modifier.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: ["5Q"], units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    if (line.modifiers.length === 0) return [];
    const unknown = line.modifiers.flatMap((modifier, at): Report[] => {
      if (isKnownModifier(modifier.value)) return [];
      const wellFormed = /^[A-Z0-9]{2}$/.test(modifier.value);
      return [
        {
          verdict: 'fail',
          ...(isQuotable(modifier.value) ? { code: modifier.value } : {}),
          message: wellFormed
            ? `"${modifier.value}" is no modifier of the CPT or HCPCS lists (2024). Check it against the charge.`
            : `${quoted(modifier.value)} is not a modifier: modifiers have two letters or digits.`,
          at: inClaim(encounter, modifier.range),
          fixes: [removal(line, at)],
        },
      ];
    });
    return unknown.length > 0 ? unknown : [pass('All modifiers of the line exist.')];
  },
});

export const conflict = lineRule({
  id: 'modifier/conflict',
  title: 'The modifiers of a line do not contradict each other',
  severity: 'error',
  explanation: `Some modifiers say things that cannot both be true: reduced and stopped (52, 53), two plans of care (GP, GO), a notice on file and none (GA, GZ), distinct and why distinct (59 with XE, XP, XS or XU). Some need a partner: CQ stands with GP, CO with GO.
Which of two is right follows from the note; the quick fixes take out one or the other.`,
  sources: [source.hcpcsModifiers],
  denialCodes: ['CARC 4', 'RARC N822', 'RARC N519'],
  examples: {
    valid: [
      {
        says: 'GP with KX.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: [GP, KX], units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: 'Reduced and stopped.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: ["52", "53"], units: 1 }\n',
      },
      {
        says: 'An assistant without the discipline.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "97110", modifiers: [CQ], units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const { modifiers } = line;
    if (modifiers.length === 0) return [];
    const clashes = modifiers.flatMap((second, at) =>
      modifiers.slice(0, at).flatMap((first, firstAt): Report[] => {
        const twice = first.value === second.value;
        const because = twice ? 'once is enough' : modifierConflict(first.value, second.value);
        if (because === undefined) return [];
        return [
          {
            verdict: 'fail',
            code: second.value,
            message: twice
              ? `Modifier ${second.value} stands on the line twice.`
              : `${first.value} and ${second.value} cannot stand on one line: ${because}. Keep the one that the note supports.`,
            at: inClaim(encounter, second.range),
            evidence: [
              claimEvidence(encounter, first.range, first.value, `the other modifier: ${first.value}`),
            ],
            fixes: twice ? [removal(line, at)] : [removal(line, at), removal(line, firstAt)],
          },
        ];
      }),
    );
    const alone = modifiers.flatMap((modifier): Report[] => {
      const requires = modifierInfo(modifier.value)?.requires ?? [];
      if (requires.length === 0 || modifiers.some(({ value }) => requires.includes(value))) return [];
      const first = requires[0] ?? '';
      return [
        {
          verdict: 'fail',
          code: modifier.value,
          message: `${modifier.value} needs ${requires.join(' or ')} on the same line.`,
          at: inClaim(encounter, modifier.range),
          fixes:
            modifiers.length < 4 &&
            !modifiers.some(({ value }) => modifierConflict(value, first) !== undefined)
              ? [
                  claimFix(`Add modifier ${first}`, {
                    kind: 'add-modifier',
                    line: line.number,
                    modifier: first,
                    at: 0,
                  }),
                ]
              : [],
        },
      ];
    });
    const found = [...clashes, ...alone];
    return found.length > 0 ? found : [pass('The modifiers of the line agree.')];
  },
});

interface Misfit {
  readonly because: string;
  readonly severity: Severity;
  readonly sources?: readonly Source[];
}

/** Why a modifier does not fit the code of its line; the imported fee schedule goes before the card. */
export function misfit(
  encounter: Encounter,
  line: ServiceLine,
  modifier: string,
  card: CodeCard | undefined,
): Misfit | undefined {
  const code = line.procedureCode?.value ?? '';
  const byTable = misfitByFeeSchedule(encounter, line, code, modifier);
  if (byTable !== undefined) return byTable;
  const wrong = card?.modifiers.wrong.find(({ codes }) => codes.includes(modifier));
  if (wrong !== undefined) return { because: wrong.because, severity: wrong.severity };
  const info = modifierInfo(modifier);
  if (info === undefined) return undefined;
  const visit = card === undefined ? /^99[2-4]\d\d$/.test(code) : card.kind === 'evaluation-and-management';
  if (info.onlyWith === 'visit' && card !== undefined && !visit && card.kind !== 'therapy-evaluation')
    return { because: 'it belongs on a visit (evaluation and management) code', severity: 'error' };
  if (info.onlyWith === 'laboratory' && card !== undefined)
    return { because: 'it is for laboratory tests', severity: 'error' };
  if (info.onlyWith === 'chiropractic' && card !== undefined && !/^9894[012]$/.test(code))
    return { because: 'it is for chiropractic manipulation', severity: 'warning' };
  if (info.notWith === 'visit' && visit) return { because: 'it belongs on a procedure', severity: 'warning' };
  if (info.setting === 'facility' && encounter.claim.kind === 'professional')
    return { because: 'only a facility reports it', severity: 'error' };
  return undefined;
}

/** Bilateral, assistant, PC/TC and global indicators of the Medicare fee schedule for the date. */
function misfitByFeeSchedule(
  encounter: Encounter,
  line: ServiceLine,
  code: string,
  modifier: string,
): Misfit | undefined {
  const date = serviceDate(line);
  const row = date === undefined ? undefined : encounter.tables.feeSchedule(code, undefined, date);
  if (row === undefined || row === 'none') return undefined;
  const sources = [{ title: 'Medicare Physician Fee Schedule', vintage: row.vintage }];
  const say = (because: string, severity: Severity = 'error'): Misfit => ({ because, severity, sources });
  if (modifier === '50' && (row.bilateral === '0' || row.bilateral === '2' || row.bilateral === '9'))
    return say(
      row.bilateral === '2'
        ? 'the code covers both sides already (bilateral indicator 2)'
        : `the fee schedule gives no bilateral payment (indicator ${row.bilateral})`,
    );
  if (
    (modifier === '26' || modifier === 'TC') &&
    ['0', '2', '3', '4', '5', '7', '8', '9'].includes(row.pcTc)
  ) {
    // 2: professional part only as such; 3: technical part only; 8: interpretation of clinical laboratory codes.
    if (!(row.pcTc === '8' && modifier === '26'))
      return say(
        `the code has no ${modifier === '26' ? 'professional' : 'technical'} part of its own (PC/TC indicator ${row.pcTc})`,
      );
  }
  if (['80', '81', '82', 'AS'].includes(modifier) && row.assistant === '1')
    return say('no assistant at surgery is paid (indicator 1)');
  if (modifier === '62' && row.coSurgeon === '0') return say('no second surgeon is allowed (indicator 0)');
  if (modifier === '66' && row.team === '0') return say('no surgical team is allowed (indicator 0)');
  if (['54', '55', '56'].includes(modifier) && row.globalDays === 'XXX')
    return say('the code has no global period (XXX)', 'warning');
  return undefined;
}

export const notForCode = lineRule({
  id: 'modifier/not-for-code',
  title: 'A modifier fits the code that it stands on',
  severity: 'error',
  explanation: `Each modifier is made for some services: 25 for visits, 50 where the fee schedule pays for both sides, 26 and TC where a service has two parts, 73 and 74 for facilities. On any other code it makes the line unprocessable or changes nothing.
The reason is in the message; the quick fix takes the modifier off, and moves 25 to the visit of the same date where there is one.`,
  sources: [source.hcpcsModifiers],
  denialCodes: ['CARC 4', 'CARC 182', 'RARC N822', 'RARC N519'],
  examples: {
    valid: [
      {
        says: '25 on the visit.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "99213", modifiers: ["25"], units: 1 }\n',
      },
    ],
    invalid: [
      {
        says: '50 where no bilateral payment exists.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", modifiers: ["50"], units: 1 }\n',
      },
      {
        says: '25 on the procedure.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "99213", units: 1 }\n  - { date: 2026-03-02, code: "20561", modifiers: ["25"], units: 1 }\n',
      },
    ],
  },
  judge(encounter, line) {
    const code = line.procedureCode?.value;
    if (code === undefined || line.modifiers.length === 0) return [];
    const card = cardFor(code);
    const found = line.modifiers.flatMap((modifier, at): Report[] => {
      const why = misfit(encounter, line, modifier.value, card);
      if (why === undefined) return [];
      return [
        {
          verdict: 'fail',
          severity: why.severity,
          code: modifier.value,
          message: `Modifier ${modifier.value} does not fit ${code}: ${why.because}.`,
          at: inClaim(encounter, modifier.range),
          fixes: [...moveToVisit(encounter, line, modifier.value, at), removal(line, at)],
          ...(why.sources === undefined ? {} : { sources: why.sources }),
        },
      ];
    });
    if (found.length > 0) return found;
    return [
      card === undefined
        ? noData(`No card or table tells which modifiers fit ${code}.`)
        : pass(`The modifiers fit ${code}.`),
    ];
  },
});

/** 24, 25 and 57 belong on the one visit of the date, when it has room and does not carry them. */
function moveToVisit(encounter: Encounter, line: ServiceLine, modifier: string, at: number): readonly Fix[] {
  if (modifierInfo(modifier)?.onlyWith !== 'visit') return [];
  const visits = encounter.claim.serviceLines.filter(
    (other) =>
      serviceDate(other) === serviceDate(line) &&
      cardFor(other.procedureCode?.value ?? '')?.kind === 'evaluation-and-management',
  );
  const [visit] = visits;
  if (
    visit === undefined ||
    visits.length > 1 ||
    visit.modifiers.length >= 4 ||
    visit.modifiers.some(({ value }) => value === modifier)
  )
    return [];
  return [
    claimFix(
      `Move modifier ${modifier} to ${visit.procedureCode?.value ?? 'the visit'} (only if the note shows a separate evaluation; affects payment)`,
      { kind: 'remove-modifier', line: line.number, at },
      { kind: 'add-modifier', line: visit.number, modifier, at: 0 },
    ),
  ];
}

export const reducedOrDiscontinued = lineRule({
  id: 'modifier/reduced-or-discontinued',
  title: '52 and 53 rest on what the note says',
  severity: 'warning',
  explanation: `52 says that a service was deliberately done in part and has no code for the part. Where a lower code exists, as 20560 for 20561, the lower code is the report.
53 says that a procedure was begun and stopped because going on would have endangered the patient: a vasovagal reaction, bleeding, breathlessness. It is not for a procedure that was never begun, nor for a patient who declined before it; then there is nothing to report.
Claimlint looks in the note for the words that say so, and shows them.`,
  sources: [source.hcpcsModifiers, source.cptDryNeedling],
  denialCodes: ['CARC 4', 'CARC 16', 'RARC N822'],
  examples: {
    valid: [
      {
        says: 'Stopped for safety after the start.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20560", modifiers: ["53"], units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Dry needling started to right upper trapezius. Procedure stopped after the first needle because the patient had a vasovagal reaction.\n',
      },
    ],
    invalid: [
      {
        says: '52 where a lower code exists.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", modifiers: ["52"], units: 1 }\n',
      },
      {
        says: '53 without a word of stopping.',
        claim:
          'claim: A1\nservice lines:\n  - { date: 2026-03-02, code: "20561", modifiers: ["53"], units: 1 }\n',
        note: 'Date of service: 03/02/2026\nProcedure: Dry needling to right upper trapezius, right levator scapulae and right infraspinatus. Tolerated well.\n',
      },
    ],
  },
  judge(encounter, line) {
    const card = cardFor(line.procedureCode?.value ?? '');
    if (card?.muscles === undefined || card.ladder === undefined) return [];
    const outcomes = line.modifiers.flatMap((modifier, at): readonly Outcome[] => {
      if (modifier.value === '52') return [reduced(encounter, line, card, at)];
      return modifier.value === '53' ? [discontinued(encounter, line, card, at)] : [];
    });
    if (outcomes.length > 0) return outcomes;
    const note = encounter.noteFor(line);
    const stop = note === undefined ? undefined : stopped(note);
    if (note === undefined || stop === undefined) return [];
    return [
      {
        verdict: 'cannot-tell',
        severity: 'information',
        message: `The note says that ${card.code} was stopped for the patient's safety. Report what was completed; 53 only if this payer wants the intended service and not even the lower code was completed.`,
        at: inClaim(encounter, codeRange(line)),
        evidence: [noteEvidence(note, stop.range, 'stopped')],
        fixes:
          line.modifiers.length < 4 &&
          !line.modifiers.some(({ value }) => modifierConflict(value, '53') !== undefined)
            ? [
                claimFix(`Add modifier 53 to ${card.code} (stopped for safety; affects payment)`, {
                  kind: 'add-modifier',
                  line: line.number,
                  modifier: '53',
                  at: 0,
                }),
              ]
            : [],
      },
    ];
  },
});

/** 52 on a code that has a lower neighbour of the same service, or is itself the lowest and once per session. */
function reduced(encounter: Encounter, line: ServiceLine, card: CodeCard, at: number): Report {
  const lower = card.ladder?.[0];
  const hasLower = lower !== undefined && lower !== card.code;
  const cues = cuesOf(encounter, line, ['stopped-early']);
  return {
    verdict: 'fail',
    code: '52',
    message: hasLower
      ? `52 is for a reduced service that has no code of its own; fewer muscles than ${card.code} are reported with ${lower}.`
      : `52 does not fit ${card.code}: one muscle is all that the code asks for.`,
    at: inClaim(encounter, line.modifiers[at]?.range ?? codeRange(line)),
    evidence: cues,
    fixes: [
      ...(hasLower &&
      !encounter.claim.serviceLines.some(
        (other) =>
          other.number !== line.number &&
          [lower, card.code].includes(other.procedureCode?.value ?? '') &&
          serviceDate(other) === serviceDate(line),
      )
        ? [
            claimFix(
              `Change ${card.code}-52 to ${lower}`,
              { kind: 'remove-modifier', line: line.number, at },
              { kind: 'replace-procedure-code', line: line.number, code: lower },
            ),
          ]
        : []),
      removal(line, at),
    ],
  };
}

function discontinued(encounter: Encounter, line: ServiceLine, card: CodeCard, at: number) {
  const note = encounter.noteFor(line);
  if (note === undefined) return noData('No note is linked that could show why the service was stopped.');
  const stop = stopped(note);
  if (stop !== undefined) return pass('The note says that the procedure was stopped for safety.');
  const notStarted = note.note.cues.find(
    (cue) => cue.kind === 'not-started' || cue.kind === 'patient-declined',
  );
  return {
    verdict: 'fail' as const,
    code: '53',
    message:
      notStarted === undefined
        ? `53 needs a note that says the procedure was begun and stopped for the patient's safety; the note does not say so.`
        : `53 is for a procedure that was begun; the note says that it was not. Then ${card.code} is not reported.`,
    at: inClaim(encounter, line.modifiers[at]?.range ?? codeRange(line)),
    evidence: notStarted === undefined ? [] : [noteEvidence(note, notStarted.range, 'not begun')],
    fixes:
      notStarted === undefined
        ? [removal(line, at)]
        : encounter.claim.serviceLines.length > 1
          ? [claimFix(`Remove the ${card.code} line`, { kind: 'remove-line' as const, line: line.number })]
          : [removal(line, at)],
  };
}

/** Words for stopping, when words for the patient's safety stand in the note too. */
function stopped({ note }: EncounterNote): Cue | undefined {
  return note.cues.some((cue) => cue.kind === 'patient-safety')
    ? note.cues.find((cue) => cue.kind === 'stopped-early')
    : undefined;
}

function cuesOf(encounter: Encounter, line: ServiceLine, kinds: readonly Cue['kind'][]) {
  const note = encounter.noteFor(line);
  return note === undefined
    ? []
    : note.note.cues
        .filter((cue) => kinds.includes(cue.kind))
        .map((cue) => noteEvidence(note, cue.range, 'in the note'));
}

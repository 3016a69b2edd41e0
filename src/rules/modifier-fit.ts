// Modifiers against the code that they stand on: the imported fee schedule first, then the card, then what the modifier is for.
import { cardFor, modifierInfo } from '../codes';
import type { CodeCard } from '../codes/card';
import type { ServiceLine } from '../model/claim';
import type { Fix, Severity, Source } from '../model/finding';
import { removal } from './modifier-removal';
import { claimFix, type Encounter, inClaim, lineRule, noData, pass, type Report, serviceDate } from './rule';
import * as source from './sources';

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

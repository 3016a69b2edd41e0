// Sessions of acupuncture and dry needling for chronic low back pain under NCD 30.3.3, counted over the claims of a check.
import { cardFor } from '../codes';
import type { Fix } from '../model/finding';
import type { SectionKind } from '../model/note';
import { rangeOf, type TextRange } from '../model/text';
import { isNegated } from '../notes';
import type { PatientService } from './history';
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
  pass,
  serviceDate,
} from './rule';
import * as source from './sources';

/** NCD 30.3.3: 12 sessions, 8 more with improvement, 20 in a year. */
const first = 12;
const most = 20;
const effective = '2020-01-21';
/** Chronic low back pain as the MACs list it since 1 October 2021. */
const lowBackPain = 'M545';

interface Session {
  /** 1 for the first session of its year. */
  readonly number: number;
  /** Date of the first session of the year that it belongs to. */
  readonly since: string;
}

/** One computation for all lines of a patient. */
const known = new WeakMap<readonly PatientService[], ReadonlyMap<string, Session>>();

/** The sessions of a patient by date. Every date counts once, whatever was billed on it. */
function sessionsOf(services: readonly PatientService[]): ReadonlyMap<string, Session> {
  const found = known.get(services);
  if (found !== undefined) return found;
  const dates = new Set(
    services.flatMap(({ claim, line }) => {
      const date = serviceDate(line);
      return date === undefined || date < effective || !isSession({ claim, line }) ? [] : [date];
    }),
  );
  const sessions = new Map<string, Session>();
  let session: Session | undefined;
  for (const date of [...dates].sort()) {
    session =
      session === undefined || date >= nextYear(session.since)
        ? { number: 1, since: date }
        : { number: session.number + 1, since: session.since };
    sessions.set(date, session);
  }
  known.set(services, sessions);
  return sessions;
}

/** Medicare's year of treatments: eleven whole months pass after the month of the first one. */
function nextYear(since: string): string {
  return `${Number(since.slice(0, 4)) + 1}-${since.slice(5, 7)}-01`;
}

/** Needling or acupuncture for low back pain, as the line's diagnoses say. */
function isSession({ claim, line }: Pick<PatientService, 'claim' | 'line'>): boolean {
  const card = cardFor(line.procedureCode?.value ?? '');
  if (card === undefined || !(card.muscles?.procedure === 'needling' || card.kind === 'acupuncture'))
    return false;
  const pointed = new Set(line.diagnosisPointers.map(({ value }) => value));
  return claim.diagnoses.some(
    ({ code, isIcd10cm, position }) =>
      isIcd10cm && code.value.startsWith(lowBackPain) && (pointed.size === 0 || pointed.has(position)),
  );
}

const dates = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, index) => {
    const day = new Date(Date.UTC(2026, 0, 5 + index * 4));
    return day.toISOString().slice(0, 10);
  });

const example = (count: number, modifiers = ''): string =>
  `claim: A1
payer: { type: MB }
patient: { member id: 1EG4TE5MK73 }
diagnoses: { A: M54.59 }
service lines:
${dates(count)
  .map(
    (date, index) =>
      `  - { date: ${date}, code: "20561"${index >= first ? modifiers : ''}, units: 1, pointers: A }\n`,
  )
  .join('')}`;

export const sessions = lineRule({
  id: 'coverage/sessions',
  title: 'Sessions for chronic low back pain stay within what Medicare covers',
  severity: 'warning',
  explanation: `Medicare covers 12 sessions of acupuncture, dry needling included, for chronic low back pain, and 8 more while the patient improves: 20 in a year (NCD 30.3.3). Each date counts as one session, whichever of the codes is billed. On sessions 13 to 20 modifier KX attests that the note documents improvement; treatment ends where there is none.
Claimlint counts the sessions of a patient over the claims that are checked together, from the first one among them until eleven whole months have passed after its month. Sessions elsewhere, or in files that were not checked, come on top, so the count is "at least".
Let the note show the improvement with a measure (ODI, pain scale, what the patient can do again) before KX goes on the line.`,
  sources: [source.ncd3033],
  denialCodes: ['CARC 119', 'CARC 151', 'CARC 50', 'RARC N386'],
  examples: {
    valid: [
      { says: 'Twelve sessions.', claim: example(12) },
      { says: 'Thirteen sessions, KX on the last.', claim: example(13, ', modifiers: [KX]') },
    ],
    invalid: [{ says: 'A thirteenth session without KX.', claim: example(13) }],
  },
  judge(encounter, line) {
    const { claim, profile } = encounter;
    const date = serviceDate(line);
    if (profile.dryNeedlingCoverage !== 'low-back-pain-only' || date === undefined) return [];
    if (!isSession({ claim, line })) return [];
    const services = encounter.history?.(claim);
    if (services === undefined)
      return [
        noData('The claim has neither a member id nor name and date of birth; sessions cannot be counted.'),
      ];
    const session = sessionsOf(services).get(date);
    if (session === undefined) return [];
    const { number, since } = session;
    const counted = `At least session ${number} since ${since}`;
    if (number <= first) return [pass(`${counted}; Medicare covers ${first} without further conditions.`)];
    const code = line.procedureCode?.value ?? '';
    const at = inClaim(encounter, codeRange(line));
    const evidence = evidenceOf(services, since, date, encounter);
    if (number > most)
      return [
        {
          verdict: 'fail',
          message: `${counted} in the files that were checked: Medicare covers ${most} sessions for chronic low back pain in a year (NCD 30.3.3). Expect a denial of ${code}; check the notice that the patient signed.`,
          at,
          evidence,
        },
      ];
    const note = encounter.noteFor(line);
    const shown =
      note === undefined ? [] : improvement(note).map((range) => noteEvidence(note, range, 'improvement'));
    if (!line.modifiers.some(({ value }) => value === 'KX'))
      return [
        {
          verdict: 'fail',
          message: `${counted}, and no KX on the line: sessions ${first + 1} to ${most} are covered only with documented improvement, which KX attests. ${
            shown.length > 0 ? 'The note documents improvement.' : 'Add KX only if the note documents it.'
          }`,
          at,
          evidence: [...shown, ...evidence],
          fixes: shown.length > 0 ? [attested(line.number)] : [],
        },
      ];
    if (note === undefined)
      return [noData(`${counted}, with KX. No note shows the improvement that KX attests.`)];
    if (shown.length > 0) return [pass(`${counted}, with KX, and the note documents improvement.`)];
    return [
      {
        verdict: 'fail',
        severity: 'information',
        message: `${counted}: KX attests improvement, and Claimlint finds no words of improvement in the note. Make sure that it is documented, or ask the provider.`,
        at,
        evidence,
      },
    ];
  },
});

/** Sections that speak of other days than this one, or of what is wanted. */
const elsewhere: readonly SectionKind[] = ['plan', 'education', 'consent', 'home-program', 'history'];

/** Words of improvement that are not denied and not about a plan. */
function improvement({ note, text }: EncounterNote): readonly TextRange[] {
  return note.cues
    .filter(({ kind, range }) => {
      if (kind !== 'improvement') return false;
      const section = note.sections.find(
        (each) => each.range.start <= range.start && range.end <= each.range.end,
      );
      return (section === undefined || !elsewhere.includes(section.kind)) && !isDenied(text, range);
    })
    .map(({ range }) => range);
}

/** "No improvement", "has not improved": looked at within the sentence. */
function isDenied(text: string, { start, end }: TextRange): boolean {
  const marks = /[.;\n]/;
  const before =
    text
      .slice(Math.max(0, start - 300), start)
      .split(marks)
      .at(-1) ?? '';
  const after = text.slice(end, end + 300).split(marks)[0] ?? '';
  const sentence = before + text.slice(start, end) + after;
  return isNegated(sentence, rangeOf(before.length, before.length + end - start));
}

function attested(line: number): Fix {
  return claimFix('Add modifier KX, which attests the documented improvement (the line may then be paid)', {
    kind: 'add-modifier',
    line,
    modifier: 'KX',
  });
}

/** The first session of the year and the last before this one, where they stand in this file. */
function evidenceOf(
  services: readonly PatientService[],
  since: string,
  date: string,
  encounter: Encounter,
): ReturnType<typeof claimEvidence>[] {
  const start = services.find(
    ({ claim, line }) => serviceDate(line) === since && since !== date && isSession({ claim, line }),
  );
  const field = start?.line.dateOfService;
  if (start === undefined || field === undefined || start.path !== encounter.path) return [];
  return [claimEvidence(encounter, field.range, since, 'first session of this count')];
}

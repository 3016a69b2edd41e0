// The settings of a payer profile: how they are written, what they can be, why payers differ. The reader of
// `.claimlint.yaml`, its JSON schema and docs/configuration.md are all made from this table.
import type { PayerProfile } from '../rules/payer-profile';

/** The profile's properties that a setting fills. */
type ProfileKey = Exclude<keyof PayerProfile, 'name' | 'match'>;

export interface PayerSetting {
  /** As written in the file. */
  readonly name: string;
  readonly fills: ProfileKey;
  /** Allowed words; `yes-no` is true or false, `days` a whole number above 0. */
  readonly values: readonly string[] | 'yes-no' | 'days';
  /** What it does, in a sentence. */
  readonly says: string;
  /** Why payers differ, and why the default is what it is. */
  readonly why: string;
}

export const payerSettings: readonly PayerSetting[] = [
  {
    name: 'laterality',
    fills: 'laterality',
    values: ['by-side', 'by-name'],
    says: 'Whether left and right of one muscle count as two muscles (by-side) or as one (by-name).',
    why: 'No text of the AMA or CMS settles it for 20560 and 20561, and coding newsletters and payers answer both ways. The default counts by side; where the answer decides about the code, the finding says so.',
  },
  {
    name: 'timed units',
    fills: 'timedUnits',
    values: ['pooled', 'midpoint'],
    says: 'How minutes become units of 15-minute codes: pooled over all timed codes of the day (the 8-minute rule of Medicare), or each code by its own midpoint.',
    why: 'Medicare pools (Pub 100-04, chapter 5, 20.2), as do payers that follow it; the AMA counts each code alone. Commercial payers are given the midpoint rule unless told otherwise.',
  },
  {
    name: 'therapy modifiers',
    fills: 'therapyModifiers',
    values: ['required', 'not-required', 'unknown'],
    says: 'Whether GP, GO or GN is wanted on codes that are always therapy.',
    why: 'Medicare requires them; many commercial payers do, some do not want them. Unknown says so for information instead of as an error.',
  },
  {
    name: 'distinct service modifier',
    fills: 'distinctServiceModifier',
    values: ['59', 'x', 'either'],
    says: 'Which modifier opens a pair of codes that allows one: 59, the more exact XE, XP, XS, XU (x), or either.',
    why: 'CMS takes both and prefers the exact ones; some payers know only 59.',
  },
  {
    name: 'report unneeded 59',
    fills: 'reportUnneeded59',
    values: 'yes-no',
    says: 'Whether 59 or X{EPSU} is reported where no NCCI pair needs it.',
    why: 'Under NCCI an unneeded 59 invites audits. A payer with edits of its own may bundle codes that NCCI does not: switch it off for that payer.',
  },
  {
    name: 'dry needling coverage',
    fills: 'dryNeedlingCoverage',
    values: ['covered', 'not-covered', 'low-back-pain-only', 'unknown'],
    says: 'Whether the payer covers 20560 and 20561.',
    why: 'Plans range from covered to investigational, and change. Claimlint ships no verdict on a plan: unknown asks to verify before treatment. Medicare covers chronic low back pain only (NCD 30.3.3).',
  },
  {
    name: 'timely filing days',
    fills: 'timelyFilingDays',
    values: 'days',
    says: 'How many days after the service a first claim can be filed.',
    why: 'Medicare: one calendar year (42 CFR 424.44). Contracts range from 90 days to a year; without a number nothing is said.',
  },
];

/** What makes a profile the claim\u2019s: any value of any of these. */
export const payerMatches = [
  { name: 'payer ids', fills: 'ids', says: 'Payer ids (NM109 of the payer, an id column).' },
  {
    name: 'payer names',
    fills: 'names',
    says: 'Names of the payer as the claim writes them, without regard to case.',
  },
  {
    name: 'filing indicators',
    fills: 'filingIndicators',
    says: 'Claim filing indicators (SBR09): MB Medicare Part B, CI commercial, BL Blue Cross, and others.',
  },
] as const;

// What payers differ on, as settings with a stated default. A team's own profiles stand in `.claimlint.yaml`.
import type { Claim } from '../model/claim';

export interface PayerProfile {
  readonly name: string;
  /** Any of these makes the profile the claim's; compared without case. */
  readonly match: {
    readonly ids?: readonly string[];
    readonly names?: readonly string[];
    readonly filingIndicators?: readonly string[];
  };
  /** Left and right of one muscle: two muscles, or one. No AMA or CMS text settles it for 20560/20561. */
  readonly laterality: 'by-side' | 'by-name';
  /** Timed units: minutes pooled over all timed codes (Medicare), or each code by its own midpoint (AMA). */
  readonly timedUnits: 'pooled' | 'midpoint';
  /** GP, GO, GN on always-therapy codes. */
  readonly therapyModifiers: 'required' | 'not-required' | 'unknown';
  readonly distinctServiceModifier: '59' | 'x' | 'either';
  /** Whether to report 59 or X{EPSU} where no PTP pair needs it; off for payers with edits of their own. */
  readonly reportUnneeded59: boolean;
  readonly dryNeedlingCoverage: 'covered' | 'not-covered' | 'low-back-pain-only' | 'unknown';
  /** Days from the date of service within which a claim must be filed. */
  readonly timelyFilingDays?: number;
}

/** Medicare Part B: NCD 30.3.3, Pub 100-04 ch. 5 (pooled minutes, therapy modifiers), 42 CFR 424.44 (one calendar year). */
const medicarePartB: PayerProfile = {
  name: 'medicare-part-b',
  match: { filingIndicators: ['MB'] },
  laterality: 'by-side',
  timedUnits: 'pooled',
  therapyModifiers: 'required',
  distinctServiceModifier: 'either',
  reportUnneeded59: true,
  dryNeedlingCoverage: 'low-back-pain-only',
  timelyFilingDays: 365,
};

/** The default: says "unknown" wherever payers differ and the claim does not tell. */
export const commercialDefault: PayerProfile = {
  name: 'commercial-default',
  match: {},
  laterality: 'by-side',
  timedUnits: 'midpoint',
  therapyModifiers: 'unknown',
  distinctServiceModifier: 'either',
  reportUnneeded59: true,
  dryNeedlingCoverage: 'unknown',
};

export const bundledProfiles: readonly PayerProfile[] = [medicarePartB, commercialDefault];

/**
 * The profile of a claim: the one named by the user; else the first whose payer id, name or filing indicator matches
 * (a team's profiles before the bundled ones); else the default.
 */
export function profileFor(
  claim: Claim,
  profiles: readonly PayerProfile[],
  chosen: string | undefined,
  fallback: string | undefined,
): PayerProfile {
  const all = [...profiles, ...bundledProfiles];
  const named = (name: string | undefined) => all.find((profile) => same(profile.name, name));
  const { id, name, filingIndicator } = claim.payer;
  return (
    named(chosen) ??
    all.find((profile) => includes(profile.match.ids, id?.value)) ??
    all.find((profile) => includes(profile.match.names, name?.value)) ??
    all.find((profile) => includes(profile.match.filingIndicators, filingIndicator?.value)) ??
    named(fallback) ??
    commercialDefault
  );
}

function includes(list: readonly string[] | undefined, value: string | undefined): boolean {
  return list?.some((entry) => same(entry, value)) ?? false;
}

function same(a: string, b: string | undefined): boolean {
  return b !== undefined && a.trim().toLowerCase() === b.trim().toLowerCase();
}

// A rule that a pack makes more or less severe: never silently, so the finding names the pack and its reason.
import type { Severity } from '../model/finding';

export interface SeverityChange {
  readonly rule: string;
  readonly to: Severity;
  readonly why: string;
  /** Name of the pack. */
  readonly pack: string;
}

/** The changes of several packs by rule; of two packs the later one counts. */
export function changesByRule(
  packs: readonly { readonly severities: readonly SeverityChange[] }[],
): ReadonlyMap<string, SeverityChange> {
  return new Map(packs.flatMap(({ severities }) => severities.map((change) => [change.rule, change])));
}

/** What a finding says of it, behind its message. */
export function changeInWords({ to, pack, why }: SeverityChange): string {
  return `The rule pack ${pack} makes this ${to === 'error' ? 'an error' : to === 'warning' ? 'a warning' : 'information'}: ${why}`;
}

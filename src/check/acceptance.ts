// Whether a finding was accepted by the people who work on the claim: in a comment of the claim or note, or in
// `.claimlint.yaml`; and whether it still rests on what it rested on then.
import type { Claim } from '../model/claim';
import type { Configuration } from './configuration';
import { commentCovers, entryCovers, type IgnoreComment, readIgnoreComments } from './ignores';

/** `changed`: accepted once, but the words or values that the finding rests on are others now, so it is shown again. */
export type Acceptance = 'open' | 'accepted' | 'changed';

/** What a changed finding says behind its message. */
export const changedSince =
  'It was accepted before, but what it rests on has changed since: please look at it again.';

/** A rule's finding on a claim or one of its service lines. */
export interface Accepted {
  readonly rule: string;
  readonly claim: Claim;
  /** Claim id as findings name it. */
  readonly claimName: string;
  /** Service line number, 1-based. */
  readonly line: number | undefined;
}

export interface Agreements {
  readonly claimText: string;
  /** Ignore comments of the claim's file. */
  readonly comments: readonly IgnoreComment[];
  readonly noteText: string | undefined;
  readonly configuration: Configuration;
  /** ISO date. */
  readonly today: string;
}

/**
 * Judges one finding. `mark` gives its evidence mark and `others` those of all findings of the same rule in the same place,
 * itself among them; both are only asked for when an agreement names a mark.
 */
export function acceptanceOf(
  about: Accepted,
  agreements: Agreements,
  mark: () => string | undefined,
  others: () => readonly (string | undefined)[],
): Acceptance {
  let acceptance: Acceptance = 'open';
  for (const { evidence } of agreementsAbout(about, agreements)) {
    if (evidence === undefined || evidence === mark()) return 'accepted';
    // A mark of another finding in the same place says nothing about this one.
    if (!others().includes(evidence)) acceptance = 'changed';
  }
  return acceptance;
}

function* agreementsAbout(
  { rule, claim, claimName, line }: Accepted,
  { claimText, comments, noteText, configuration, today }: Agreements,
): Generator<{ readonly evidence?: string }> {
  const holds = (entry: IgnoreComment) => entry.rule === rule && entry.reason !== '';
  for (const entry of comments) if (holds(entry) && commentCovers(entry, claim, claimText, line)) yield entry;
  if (noteText !== undefined)
    for (const entry of readIgnoreComments(noteText))
      if (holds(entry) && (entry.line === undefined || entry.line === line)) yield entry;
  for (const entry of configuration.ignores)
    if (entryCovers(entry, rule, claimName, line, today)) yield entry;
}

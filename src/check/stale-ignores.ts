// Entries of `ignores:` that have expired or hold nothing back any more, said where they stand.
import type { Finding, Judgement } from '../model/finding';
import { type CheckedClaim, type CheckedDocument, claimName } from './check';
import type { IgnoreEntry } from './ignore-entries';

export interface StaleOptions {
  /** The configuration file. */
  readonly path: string;
  /** ISO date. */
  readonly today: string;
  /**
   * Whether all files that the configuration is for were checked. If not, an entry is only looked at when its claim was
   * among the checked ones: one without a claim may be meant for a file that was left out.
   */
  readonly isWhole: boolean;
}

/** Findings about entries that have expired (warning) or that hold nothing back (information), at their places. */
export function staleIgnores(
  entries: readonly IgnoreEntry[],
  documents: readonly CheckedDocument[],
  { path, today, isWhole }: StaleOptions,
): readonly Finding[] {
  if (entries.length === 0) return [];
  const claims = new Map<string, CheckedClaim[]>();
  for (const checked of documents.flatMap((document) => document.claims)) {
    const name = claimName(checked.claim);
    const known = claims.get(name);
    if (known === undefined) claims.set(name, [checked]);
    else known.push(checked);
  }
  return entries.flatMap((entry): Finding[] => {
    const owner = entry.owner === undefined ? '' : ` Ask ${entry.owner}.`;
    const found = (severity: 'warning' | 'information', message: string): Finding[] => [
      {
        rule: 'ignore/stale',
        severity,
        verdict: 'fail',
        message: `${message}${owner}`,
        at: { path, range: entry.range },
        evidence: [],
        sources: [],
        fixes: [],
        drafts: [],
      },
    ];
    if (entry.expires !== undefined && entry.expires < today)
      return found(
        'warning',
        `This entry held until ${entry.expires} and ignores nothing any more. Remove it, or decide anew and give another date.`,
      );
    const about = entry.claim === undefined ? [...claims.values()].flat() : (claims.get(entry.claim) ?? []);
    if (about.length === 0)
      return isWhole && entry.claim !== undefined
        ? found('information', 'This entry is for a claim that is in none of the files. Remove it.')
        : [];
    if (entry.claim === undefined && !isWhole) return [];
    if (about.some((checked) => holdsBack(entry, checked))) return [];
    if (entry.evidence !== undefined && about.some((checked) => finds(entry, checked)))
      return found(
        'information',
        `What ${entry.rule} rests on has changed since this entry was written, so the finding is shown again. Accept it anew, or remove this entry.`,
      );
    return found(
      'information',
      `This entry ignores nothing: ${entry.rule} finds nothing there any more. Remove it, so that it cannot hide a new finding.`,
    );
  });
}

/** Whether a finding of the claim is ignored that the entry is about. */
function holdsBack(entry: IgnoreEntry, { judgements }: CheckedClaim): boolean {
  return judgements.some((judgement) => isAbout(entry, judgement) && judgement.verdict === 'ignored');
}

/** Whether its rule has an open finding where the entry is about. */
function finds(entry: IgnoreEntry, { judgements }: CheckedClaim): boolean {
  return judgements.some(
    (judgement) =>
      isAbout(entry, judgement) && (judgement.verdict === 'fail' || judgement.verdict === 'cannot-tell'),
  );
}

function isAbout({ rule, line }: IgnoreEntry, judgement: Judgement): boolean {
  return judgement.rule === rule && (line === undefined || judgement.line === line);
}

// Drafts of provider queries in the manner of the AHIMA/ACDIS guideline on compliant queries: they quote the record,
// ask openly or with balanced choices, always leave "other" and "unable to determine", and say nothing of payment.

import type { DateText } from '../model/claim';
import type { Draft } from '../model/finding';

export interface ProviderQuery {
  readonly dateOfService?: DateText;
  /** Passages of the note, word for word. */
  readonly quotes: readonly string[];
  readonly question: string;
  /** Choices that the record allows, in no order of preference; the two open ones are added. */
  readonly choices?: readonly string[];
}

/** A new document with the query; nothing is sent. Contains the note's words. */
export function draftQuery(query: ProviderQuery): Draft {
  const quotes = query.quotes.map((quote) => `> ${quote.trim().replace(/\s*[\r\n]+\s*/g, '\n> ')}`);
  const choices = [...(query.choices ?? []), 'Other (please describe): ______', 'Unable to determine'];
  const text = [
    '# Query to the provider',
    '',
    `Date of service: ${query.dateOfService ?? '______'}`,
    'To: ______',
    'From: ______',
    '',
    quotes.length > 0
      ? 'The record for this visit says:'
      : 'The record for this visit does not describe the following.',
    '',
    ...quotes.flatMap((quote) => [quote, '']),
    query.question,
    '',
    ...(query.choices === undefined ? ['Answer: ______'] : choices.map((choice) => `- [ ] ${choice}`)),
    '',
    'Please answer from your clinical judgement and your memory of the visit, and document the answer as a dated, signed addendum to the note.',
    '',
    'Provider: ______    Date: ______',
    '',
  ].join('\n');
  return { kind: 'new-document', title: 'Draft a query to the provider', language: 'markdown', text };
}

// Takes what tells of a patient out of findings, for reports that travel further than claims should: quoted words, names,
// member and account numbers, dates of birth and of service. Places (file, line, column) stay; so do names of files.
import type { Claim } from '../model/claim';
import type { Finding } from '../model/finding';
import { isQuotable } from '../rules/quote';

const mark = '[redacted]';

/** A function that gives findings of some claims as they may be passed on. What is said of no claim names nobody. */
export function redactorOf(claims: readonly Claim[]): (finding: Finding) => Finding {
  const byNumber = new Map(claims.map((claim) => [claim.index, claim]));
  let last: { readonly claim: Claim | undefined; readonly words: ReadonlySet<string> } | undefined;
  return (finding) => {
    const claim = finding.claimIndex === undefined ? undefined : byNumber.get(finding.claimIndex);
    if (last === undefined || last.claim !== claim)
      last = { claim, words: new Set(claim === undefined ? [] : wordsOf(claim)) };
    return redact(finding, last.words);
  };
}

function redact(finding: Finding, personal: ReadonlySet<string>): Finding {
  const clean = (text: string) => withoutPersonal(text, personal);
  const { code, claim, claimIndex, ...rest } = finding;
  return {
    ...rest,
    message: clean(finding.message),
    ...(code === undefined ? {} : { code: isQuotable(code) ? clean(code) : mark }),
    // An account number is the patient's; the claim's place in the file is not.
    ...(claim === undefined ? {} : { claim: claimIndex === undefined ? mark : String(claimIndex + 1) }),
    ...(claimIndex === undefined ? {} : { claimIndex }),
    evidence: finding.evidence.map(({ label, ...evidence }) => ({
      ...evidence,
      text: mark,
      ...(label === undefined ? {} : { label: clean(label) }),
    })),
    // A fix that writes a patient's data is left out whole: half of it would be a wrong one.
    fixes: finding.fixes.flatMap((fix) =>
      fix.edits.some(({ edits }) =>
        edits.some(({ newText }) => clean(newText) !== newText || !isQuotable(newText)),
      )
        ? []
        : [{ ...fix, title: clean(fix.title) }],
    ),
    // Drafts quote the note.
    drafts: [],
  };
}

const word = /[\p{L}\p{N}](?:[\p{L}\p{N}'’./_-]*[\p{L}\p{N}])?/gu;

function withoutPersonal(text: string, personal: ReadonlySet<string>): string {
  return text.replace(word, (found) => {
    const whole = isoDate(found.toLowerCase());
    if (personal.has(whole)) return mark;
    return found
      .split(/([^\p{L}\p{N}]+)/u)
      .map((part) => (personal.has(part.toLowerCase()) ? mark : part))
      .join('');
  });
}

function isoDate(text: string): string {
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (american === null) return text;
  const [, month = '', day = '', year = ''] = american;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** Words by which a claim names its patient, in lower case. Those of one or two characters tell nothing. */
function wordsOf(claim: Claim): readonly string[] {
  const people = [claim.patient, claim.subscriber];
  const fields = [
    ...people.flatMap((person) => [person?.lastName, person?.firstName, person?.memberId, person?.birthDate]),
    claim.id,
    ...claim.accountNumbers,
    ...claim.serviceLines.flatMap((line) => [line.dateOfService, line.dateOfServiceEnd]),
  ];
  return fields
    .flatMap((field) => (field?.value ?? '').toLowerCase().match(word) ?? [])
    .filter((part) => part.length > 2);
}

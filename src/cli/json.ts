// Findings as the stable JSON of `--format json` and `ndjson`: lines and characters 0-based, characters in UTF-16 units.
import type { CheckedDocument } from '../check';
import type { Draft, Finding, Severity } from '../model/finding';
import { lineStarts, positionAt, type TextRange } from '../model/text';

interface JsonRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** Gives ranges of any checked document as lines and characters; line starts are computed once a document. */
export function rangeWriter(
  documents: readonly CheckedDocument[],
): (path: string, range: TextRange) => JsonRange {
  const texts = new Map(documents.map((document) => [document.path, document.text]));
  for (const document of documents)
    for (const { claim } of document.claims)
      for (const [index, note] of claim.attachedNotes.entries())
        texts.set(`${document.path}#note-${index + 1}`, note.text);
  const starts = new Map<string, readonly number[]>();
  return (path, range) => {
    const known = starts.get(path) ?? lineStarts(texts.get(path) ?? '');
    starts.set(path, known);
    return { start: positionAt(known, range.start), end: positionAt(known, range.end) };
  };
}

export type RangeWriter = ReturnType<typeof rangeWriter>;

/** One finding in the shape of the contract. `drafts` are helps with writing that do not clear the finding by themselves. */
export function findingAsJson(finding: Finding, range: RangeWriter): object {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    range: range(finding.at.path, finding.at.range),
    ...(finding.code === undefined ? {} : { code: finding.code }),
    ...(finding.claim === undefined ? {} : { claim: finding.claim }),
    ...(finding.line === undefined ? {} : { line: finding.line }),
    verdict: finding.verdict,
    evidence: finding.evidence.map(({ path, range: where, text, label }) => ({
      path,
      range: range(path, where),
      text,
      ...(label === undefined ? {} : { label }),
    })),
    source: finding.sources,
    fixes: finding.fixes.map(({ title, edits }) => ({
      title,
      edits: edits.flatMap(({ path, edits: list }) =>
        list.map((edit) => ({ path, range: range(path, edit.range), newText: edit.newText })),
      ),
    })),
    drafts: finding.drafts.map((draft) => draftAsJson(draft, range)),
  };
}

function draftAsJson(draft: Draft, range: RangeWriter): object {
  if (draft.kind === 'new-document') return { title: draft.title, text: draft.text };
  return {
    title: draft.title,
    edits: draft.edits.map((edit) => ({
      path: draft.path,
      range: range(draft.path, edit.range),
      newText: edit.newText,
    })),
  };
}

export type Summary = Readonly<Record<Severity, number>>;

/** How many findings of each severity. */
export function summarize(documents: readonly CheckedDocument[]): Summary {
  const findings = documents.flatMap((document) => document.findings);
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { error: count('error'), warning: count('warning'), information: count('information') };
}

/** The whole report of `--format json`. `summary` counts findings that are not shown, too. */
export function reportAsJson(documents: readonly CheckedDocument[], summary = summarize(documents)): object {
  const range = rangeWriter(documents);
  return {
    version: 1,
    files: documents.map(({ path, format, claims, findings }) => ({
      path,
      format,
      claims: claims.length,
      findings: findings.map((finding) => findingAsJson(finding, range)),
    })),
    summary,
  };
}

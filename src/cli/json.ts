// Findings as the stable JSON of `--format json` and `ndjson`: lines and characters 0-based, characters in UTF-16 units.
import type { CheckedDocument } from '../check';
import type { Draft, Finding, Severity } from '../model/finding';
import { lineStarts, positionAt } from '../model/text';
import type { RangeWriter, Report, Told } from './report';

/** Gives ranges of any checked document as lines and characters; line starts are computed once a document. */
export function rangeWriter(documents: readonly CheckedDocument[]): RangeWriter {
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

/** The report of `--format json`, laid out as `JSON.stringify` would with two blanks. */
export function jsonReport(out: (text: string) => void): Report {
  let files = 0;
  return {
    write: (finding, range) => JSON.stringify(findingAsJson(finding, range), undefined, 2),
    file({ path, format, claims }, told) {
      const findings = told.map(({ text }) => `\n        ${text.replaceAll('\n', '\n        ')}`).join(',');
      out(
        `${files++ === 0 ? '{\n  "version": 1,\n  "files": [' : ','}\n    {\n      "path": ${JSON.stringify(path)},\n      "format": "${format}",\n      "claims": ${claims},\n      "findings": [${findings === '' ? '' : `${findings}\n      `}]\n    }`,
      );
    },
    end(summary) {
      out(files === 0 ? '{\n  "version": 1,\n  "files": [' : '\n  ');
      out(`],\n  "summary": ${JSON.stringify(summary, undefined, 2).replaceAll('\n', '\n  ')}\n}\n`);
    },
  };
}

/** The report of `--format ndjson`: a finding a line, as found. */
export function ndjsonReport(out: (text: string) => void): Report {
  const found = (told: readonly Told[]) => {
    for (const { text } of told) out(text);
  };
  return {
    write: (finding, range, path) => `${JSON.stringify({ path, ...findingAsJson(finding, range) })}\n`,
    found,
    file: (_file, told) => found(told),
    end: () => undefined,
  };
}

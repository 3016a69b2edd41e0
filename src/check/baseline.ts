// A baseline: the findings of a backlog that a team knows of, written down once so that a check shows what is new. It
// holds no word of a claim or note: which finding is meant is told by rule, file and a hash over what it rests on.
import * as v from 'valibot';
import type { Finding } from '../model/finding';
import type { CheckedDocument } from './check';
import { sha256 } from './sha256';

export interface BaselineEntry {
  readonly rule: string;
  /** With forward slashes, as the baseline names files. */
  readonly file: string;
  /** Service line number, 1-based. */
  readonly line?: number | undefined;
  /** Over claim, code and the words or values that the finding rests on, with the baseline's salt. */
  readonly hash: string;
  /** How many findings there are of this kind, when it is more than one. */
  readonly count?: number | undefined;
}

export interface Baseline {
  readonly version: 1;
  /** Makes hashes of equal claims differ between baselines. */
  readonly salt: string;
  readonly findings: readonly BaselineEntry[];
}

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const schema = v.object({
  version: v.literal(1),
  salt: v.string(),
  findings: v.array(
    v.object({
      rule: v.string(),
      file: v.string(),
      line: v.optional(count),
      hash: v.string(),
      count: v.optional(count),
    }),
  ),
});

/** Reads a baseline, or says in a sentence why the text is none. */
export function readBaseline(text: string): { readonly baseline: Baseline } | { readonly problem: string } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { problem: 'this is no baseline: it does not read as JSON' };
  }
  const read = v.safeParse(schema, data);
  if (!read.success) return { problem: 'this is no baseline of this version of Claimlint; write it anew' };
  return { baseline: read.output };
}

/** The baseline as text, an entry a line, so that a comparison of versions shows what came and went. */
export function baselineText({ version, salt, findings }: Baseline): string {
  const entries = findings.map((entry) => `    ${JSON.stringify(entry)}`).join(',\n');
  return `{\n  "version": ${version},\n  "salt": ${JSON.stringify(salt)},\n  "findings": [${entries === '' ? '' : `\n${entries}\n  `}]\n}\n`;
}

/**
 * A baseline of all findings. `nameOf` gives the name of a file in the baseline for a document's path; `salt` is any text
 * that others do not have.
 */
export function makeBaseline(
  documents: readonly CheckedDocument[],
  nameOf: (path: string) => string,
  salt: string,
): Baseline {
  const entries = new Map<string, BaselineEntry>();
  for (const { entry } of fingerprints(documents, nameOf, salt)) {
    const key = keyOf(entry);
    const known = entries.get(key);
    entries.set(key, known === undefined ? entry : { ...known, count: (known.count ?? 1) + 1 });
  }
  const findings = [...entries.values()].sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
  return { version: 1, salt, findings };
}

export interface WithoutKnown {
  /** The same documents with the findings that the baseline does not know. */
  readonly documents: readonly CheckedDocument[];
  /** How many findings were left out. */
  readonly hidden: number;
  /** Entries about checked files whose finding no longer occurs; with `count`, how often it is missing. */
  readonly gone: readonly BaselineEntry[];
}

/** Leaves out the findings that a baseline knows, each as often as it knows them. */
export function withoutKnown(
  documents: readonly CheckedDocument[],
  baseline: Baseline,
  nameOf: (path: string) => string,
): WithoutKnown {
  const left = new Map<string, number>();
  for (const entry of baseline.findings)
    left.set(keyOf(entry), (left.get(keyOf(entry)) ?? 0) + (entry.count ?? 1));
  const known = new Set<Finding>();
  for (const { entry, finding } of fingerprints(documents, nameOf, baseline.salt)) {
    const key = keyOf(entry);
    const open = left.get(key) ?? 0;
    if (open === 0) continue;
    left.set(key, open - 1);
    known.add(finding);
  }
  const checked = new Set(documents.map(({ path }) => nameOf(path)));
  return {
    documents: documents.map((document) => ({
      ...document,
      findings: document.findings.filter((finding) => !known.has(finding)),
    })),
    hidden: known.size,
    gone: baseline.findings.flatMap((entry) => {
      const missing = checked.has(entry.file) ? (left.get(keyOf(entry)) ?? 0) : 0;
      left.delete(keyOf(entry));
      if (missing === 0) return [];
      const { count: _, ...rest } = entry;
      return [missing === 1 ? rest : { ...rest, count: missing }];
    }),
  };
}

function* fingerprints(
  documents: readonly CheckedDocument[],
  nameOf: (path: string) => string,
  salt: string,
): Generator<{ readonly finding: Finding; readonly entry: BaselineEntry }> {
  const texts = new Map(documents.map(({ path, text }) => [path, text]));
  for (const { path, findings } of documents) {
    const file = nameOf(path);
    for (const finding of findings) {
      const { rule, line } = finding;
      const hash = hashOf(finding, texts, salt);
      yield { finding, entry: { rule, file, ...(line === undefined ? {} : { line }), hash } };
    }
  }
}

/** As much of a text as tells findings apart; a finding may be about a claim of a megabyte. */
const longest = 500;

/** Sixteen hexadecimal digits over what the finding is about. Its message is not in it: its wording may get better. */
function hashOf(finding: Finding, texts: ReadonlyMap<string, string>, salt: string): string {
  const { rule, verdict, code, claim, line, at, evidence } = finding;
  const value = texts.get(at.path)?.slice(at.range.start, Math.min(at.range.end, at.range.start + longest));
  const words = evidence.map(({ text }) => text.replace(/\s+/g, ' ').slice(0, longest));
  return sha256(JSON.stringify([salt, rule, verdict, code, claim, line, value, words])).slice(0, 16);
}

const keyOf = ({ rule, file, line, hash }: BaselineEntry): string => [rule, file, line, hash].join('|');

const orderOf = ({ rule, file, line, hash }: BaselineEntry): string =>
  [file, String(line ?? 0).padStart(6, '0'), rule, hash].join('|');

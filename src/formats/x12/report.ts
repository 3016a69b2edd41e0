// Collects what is wrong with the file, each problem with loop, segment and element named in plain words.
import type { ReadProblem } from '../../model/claim';
import { rangeOf, type TextEdit, type TextRange } from '../../model/text';
import type { Era } from './guide/compile';
import type { ElementSpec } from './guide/elements';
import type { Segment, SegmentList } from './segments';

export interface Report {
  readonly problems: ReadProblem[];
  /** There are so many problems that no more are looked for. */
  full: boolean;
  /** Index of the claim and number of the line that the reading is in. */
  claim: number | undefined;
  line: number | undefined;
}

export interface Wrong {
  readonly severity: ReadProblem['severity'];
  readonly message: string;
  readonly range: TextRange;
  readonly fix?: { readonly title: string; readonly edits: readonly TextEdit[]; readonly lossless?: boolean };
}

/** A file with more than this is no 837 in a working state; what follows is read, but not checked. */
const problemsKept = 1000;

export function emptyReport(): Report {
  return { problems: [], full: false, claim: undefined, line: undefined };
}

/** Adds a problem at the claim and line that the report stands at. Fixes are lossless (derived counts, empty padding) unless they say otherwise. */
export function report(to: Report, { severity, message, range, fix }: Wrong): void {
  if (to.problems.length >= problemsKept) {
    to.full = true;
    return;
  }
  to.problems.push({
    rule: 'structure/x12',
    severity,
    message,
    range,
    ...(to.claim === undefined ? {} : { claim: to.claim }),
    ...(to.line === undefined ? {} : { line: to.line }),
    ...(fix ? { fix: { lossless: true, ...fix } } : {}),
  });
}

/** Said at the beginning of a text when its report is full. */
export function moreProblems(text: string): ReadProblem {
  return {
    rule: 'structure/x12',
    severity: 'information',
    message: 'There are more problems than are listed here; correct the first ones and check again.',
    range: rangeOf(0, Math.min(3, text.length)),
  };
}

/** Where an element is missing: the empty place with its separator, or the end of the segment where it should be added. */
export function missingRange(list: SegmentList, segment: Segment, position: number): TextRange {
  const start = segment.bounds[position];
  if (position < segment.bounds.length - 1 && start !== undefined)
    return rangeOf(start - 1, Math.max(start, (segment.bounds[position + 1] ?? start + 1) - 1));
  const after = segment.end < list.text.length ? segment.end + 1 : segment.end;
  return after > segment.end
    ? rangeOf(segment.end, after)
    : rangeOf(Math.max(segment.start, segment.end - 1), segment.end);
}

/** The segment's id. */
export function idRange(segment: Segment): TextRange {
  return rangeOf(segment.start, (segment.bounds[1] ?? segment.end + 1) - 1);
}

/** A segment at its place. */
export interface Placed {
  readonly list: SegmentList;
  readonly segment: Segment;
  /** "Claim (loop 2300)". */
  readonly place: string;
  readonly era: Era;
  /** ISA is padded with blanks to fixed lengths; they are part of it. */
  readonly padded?: boolean;
}

/** Reports something wrong in a segment, its place said first. */
export function say(
  to: Report,
  placed: Placed,
  severity: Wrong['severity'],
  what: string,
  range: TextRange,
  more: Pick<Wrong, 'fix'> = {},
): void {
  report(to, { severity, message: `${placed.place}, ${what}`, range, ...more });
}

/** The same about one element, which is named. */
export function sayOf(
  to: Report,
  placed: Placed,
  spec: ElementSpec,
  severity: Wrong['severity'],
  what: string,
  range: TextRange,
): void {
  say(to, placed, severity, `${named(spec)}: ${what}`, range);
}

/** "SV104, units". */
export function named(spec: ElementSpec): string {
  return `${spec.label}, ${spec.name}`;
}

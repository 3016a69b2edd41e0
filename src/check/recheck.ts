// A change within one claim of a large file: that claim alone is read and checked again, everything else is moved.
// What one claim says about another (counts of the envelope, a duplicate) waits for the next check of the whole file, and so
// do fixes that reach outside of their claim.
import { pieceOf } from '../formats';
import type { PieceOfFile } from '../formats/format';
import type { Claim, ClaimDocument, OutlineItem } from '../model/claim';
import type { Finding, ResolvedFix } from '../model/finding';
import { type Location, rangeOf, type TextEdit, type TextRange } from '../model/text';
import {
  type CheckedClaim,
  type CheckedDocument,
  type CheckOptions,
  checkDocuments,
  type InputDocument,
} from './check';

/** The text from `start` to `end` (offsets before the change) is now `newLength` characters long. */
export interface TextChange {
  readonly start: number;
  readonly end: number;
  readonly newLength: number;
}

/** Where an offset of one text stands in another. */
type Move = (offset: number) => number;

/** Everything from `behind` on was moved `by` so many characters. */
interface Step {
  readonly behind: number;
  readonly by: number;
}

/** One step for each claim that was changed. */
interface Moves {
  readonly steps: readonly Step[];
  readonly move: Move;
}

/**
 * The result for `text`, which is `before.text` after one change. `others` are the notes that were read with the file.
 * Undefined when the change is not within one claim, or makes another number of claims: then all is to be checked.
 */
export function recheckClaim(
  before: CheckedDocument,
  text: string,
  change: TextChange,
  others: readonly CheckedDocument[],
  options: CheckOptions,
): CheckedDocument | undefined {
  const { document, path, format } = before;
  const place = before.claims.findIndex(({ range }) => range.start < change.start && change.end < range.end);
  const old = before.claims[place];
  if (!document || !old) return undefined;
  const piece = pieceOf(before.text, old.claim);
  if (!piece) return undefined;
  const delta = change.newLength - (change.end - change.start);
  const parts = [
    ...piece.parts.slice(0, -1).map(({ start, end }) => before.text.slice(start, end)),
    text.slice(old.range.start, old.range.end + delta),
  ];
  const joined = parts.join('');
  const firstClaim = old.claim.index;
  const input: InputDocument = {
    path,
    text: joined + piece.trailer(joined),
    as: format,
    piece: { claimsOfFile: before.claims.length, firstClaim },
  };
  const [checked] = checkDocuments([input, ...others.map(asRead)], options).documents;
  const [claim, ...more] = checked?.claims ?? [];
  const start = parts.slice(0, -1).join('').length;
  const end = start + (parts.at(-1)?.length ?? 0);
  const isInClaim = ({ range }: { readonly range: TextRange }) => range.start >= start && range.start < end;
  if (!checked?.document || !claim || more.length > 0 || !isInClaim(claim)) return undefined;

  const further = movesAfter({ behind: old.range.end, by: delta });
  const isElsewhere = (range: TextRange) => range.end <= old.range.start || range.start >= old.range.end;
  const toFile = moveOf(piece, parts);
  const claims = before.claims.map((known, index) =>
    index < place ? known : index === place ? renewedClaim(claim, toFile) : movedClaim(known, further),
  );
  const kept = before.findings
    .filter(({ at, claimIndex }) => (at.path === path ? isElsewhere(at.range) : claimIndex !== firstClaim))
    .map((finding) => movedFinding(finding, path, further, before.claims[finding.claimIndex ?? -1]?.range));
  const renewed = checked.findings
    .filter(({ at }) => at.path !== path || isInClaim(at))
    .map((finding) => new MovedFinding(finding, path, toFile, rangeOf(start, end)));
  const first = kept.findIndex(({ at }) => at.path === path && at.range.start >= old.range.start);
  const findings =
    first < 0 ? [...kept, ...renewed] : [...kept.slice(0, first), ...renewed, ...kept.slice(first)];
  return { ...before, text, claims, document: movedDocument(document, claims, further), findings };
}

function asRead({ path, text, format, document, note }: CheckedDocument): InputDocument {
  return {
    path,
    text,
    as: format,
    read: { ...(document ? { claims: document } : {}), ...(note ? { note } : {}) },
  };
}

/** From offsets of the piece to offsets of the file; the claim's start is where it was. */
function moveOf({ parts: ranges }: PieceOfFile, parts: readonly string[]): Move {
  const starts: number[] = [];
  let length = 0;
  for (const part of parts) {
    starts.push(length);
    length += part.length;
  }
  return (offset) => {
    let index = starts.length - 1;
    while (index > 0 && offset < (starts[index] ?? 0)) index--;
    return (ranges[index]?.start ?? 0) + offset - (starts[index] ?? 0);
  };
}

/** One more step behind the steps of before; of two in the same claim one is made, so that typing makes no long list. */
function movesAfter(step: Step): (moves: Moves) => Moves {
  const known = new Map<Moves, Moves>();
  return (moves) => {
    const result = known.get(moves) ?? movesOf(withStep(moves.steps, step));
    known.set(moves, result);
    return result;
  };
}

function withStep(steps: readonly Step[], step: Step): readonly Step[] {
  const last = steps.at(-1);
  return last !== undefined && step.behind === last.behind + last.by
    ? [...steps.slice(0, -1), { behind: last.behind, by: last.by + step.by }]
    : [...steps, step];
}

function movesOf(steps: readonly Step[]): Moves {
  const move = (offset: number) => {
    let at = offset;
    for (const { behind, by } of steps) if (at >= behind) at += by;
    return at;
  };
  return { steps, move };
}

function renewedClaim(checked: CheckedClaim, move: Move): CheckedClaim {
  const { profile, link, noteFor } = checked;
  return {
    ...{ profile, link, noteFor, range: movedRange(checked.range, move) },
    claim: movedValue(checked.claim, move) as Claim,
    get judgements() {
      return checked.judgements;
    },
  };
}

function movedClaim(checked: CheckedClaim, further: (moves: Moves) => Moves): CheckedClaim {
  return checked instanceof MovedClaim
    ? new MovedClaim(checked.made, further(checked.moves))
    : new MovedClaim(checked, further(unmoved));
}

/** `claim`: where the finding's claim stands in the text that the finding stands in. */
function movedFinding(
  finding: Finding,
  path: string,
  further: (moves: Moves) => Moves,
  claim: TextRange | undefined,
): Finding {
  if (finding instanceof MovedFinding && finding.moves !== undefined) {
    const moves = further(finding.moves);
    return new MovedFinding(finding.made, path, moves.move, finding.limits, moves);
  }
  const moves = further(unmoved);
  return new MovedFinding(finding, path, moves.move, claim, moves);
}

const unmoved = movesOf([]);

/** A claim that stands elsewhere than when it was read. Made when it is looked at: of thousands, few are. */
class MovedClaim implements CheckedClaim {
  readonly range: TextRange;
  readonly made: CheckedClaim;
  readonly moves: Moves;
  private knownClaim: Claim | undefined;

  constructor(made: CheckedClaim, moves: Moves) {
    this.made = made;
    this.moves = moves;
    this.range = movedRange(made.range, moves.move);
  }

  get claim(): Claim {
    this.knownClaim ??= movedValue(this.made.claim, this.moves.move) as Claim;
    return this.knownClaim;
  }

  get profile() {
    return this.made.profile;
  }

  get link() {
    return this.made.link;
  }

  get noteFor() {
    return this.made.noteFor;
  }

  get judgements() {
    return this.made.judgements;
  }
}

/** A finding that stands elsewhere than when it was made. */
class MovedFinding implements Finding {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly at: Location;
  readonly code?: string;
  readonly claim?: string;
  readonly claimIndex?: number;
  readonly line?: number;
  readonly made: Finding;
  readonly limits: TextRange | undefined;
  readonly moves: Moves | undefined;
  private readonly path: string;
  private readonly move: Move;
  private knownFixes: readonly ResolvedFix[] | undefined;

  /**
   * `limits`: the claim of `made`; fixes that reach outside are not offered. `moves`: where the move is made of steps
   * that others may follow.
   */
  constructor(made: Finding, path: string, move: Move, limits: TextRange | undefined, moves?: Moves) {
    this.made = made;
    this.limits = limits;
    this.moves = moves;
    this.path = path;
    this.move = move;
    this.at = movedPlace(made.at, path, move);
    const { rule, severity, code, claim, claimIndex, line } = made;
    this.rule = rule;
    this.severity = severity;
    if (code !== undefined) this.code = code;
    if (claim !== undefined) this.claim = claim;
    if (claimIndex !== undefined) this.claimIndex = claimIndex;
    if (line !== undefined) this.line = line;
  }

  get verdict() {
    return this.made.verdict;
  }

  get message() {
    return this.made.message;
  }

  get sources() {
    return this.made.sources;
  }

  get evidence() {
    return this.made.evidence.map((evidence) => movedPlace(evidence, this.path, this.move));
  }

  get fixes() {
    this.knownFixes ??= this.made.fixes
      .filter(({ edits }) => edits.every((file) => file.path !== this.path || isWithin(file, this.limits)))
      .map((fix) => ({ ...fix, edits: fix.edits.map((file) => movedEdits(file, this.path, this.move)) }));
    return this.knownFixes;
  }

  get drafts() {
    return this.made.drafts.map((draft) =>
      draft.kind === 'insert' ? movedEdits(draft, this.path, this.move) : draft,
    );
  }
}

function isWithin(
  { edits }: { readonly edits: readonly TextEdit[] },
  limits: TextRange | undefined,
): boolean {
  return edits.every(
    ({ range }) => limits !== undefined && range.start >= limits.start && range.end <= limits.end,
  );
}

function movedPlace<T extends Location>(place: T, path: string, move: Move): T {
  return place.path === path ? { ...place, range: movedRange(place.range, move) } : place;
}

function movedEdits<T extends { readonly path: string; readonly edits: readonly TextEdit[] }>(
  file: T,
  path: string,
  move: Move,
): T {
  if (file.path !== path) return file;
  return { ...file, edits: file.edits.map((edit) => ({ ...edit, range: movedRange(edit.range, move) })) };
}

/** The document around claims that were moved; its outline is made when it is looked at. */
class MovedDocument implements ClaimDocument {
  readonly format: ClaimDocument['format'];
  readonly made: ClaimDocument;
  readonly moves: Moves;
  private readonly checkedClaims: readonly CheckedClaim[];
  private knownOutline: readonly OutlineItem[] | undefined;

  constructor(made: ClaimDocument, moves: Moves, claims: readonly CheckedClaim[]) {
    this.format = made.format;
    this.made = made;
    this.moves = moves;
    this.checkedClaims = claims;
  }

  get claims() {
    return this.checkedClaims.map(({ claim }) => claim);
  }

  get problems() {
    const move = this.moves.move;
    return this.made.problems.map((problem) => ({ ...problem, range: movedRange(problem.range, move) }));
  }

  get outline() {
    this.knownOutline ??= movedValue(this.made.outline, this.moves.move) as readonly OutlineItem[];
    return this.knownOutline;
  }
}

function movedDocument(
  document: ClaimDocument,
  claims: readonly CheckedClaim[],
  further: (moves: Moves) => Moves,
): ClaimDocument {
  return document instanceof MovedDocument
    ? new MovedDocument(document.made, further(document.moves), claims)
    : new MovedDocument(document, further(unmoved), claims);
}

function movedRange({ start, end }: TextRange, move: Move): TextRange {
  return rangeOf(move(start), end > start ? move(end - 1) + 1 : move(end));
}

/** A copy of plain data with every range in it moved. Text attached to a claim has positions of its own. */
function movedValue(value: unknown, move: Move): unknown {
  if (Array.isArray(value)) return value.map((item) => movedValue(item, move));
  if (typeof value !== 'object' || value === null) return value;
  if ('start' in value && 'end' in value && typeof value.start === 'number' && typeof value.end === 'number')
    return movedRange({ start: value.start, end: value.end }, move);
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, movedValue(part, move)]));
}

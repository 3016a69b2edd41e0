// What later words make of muscles named before: "these were needled", a list whose act comes after it,
// an act that was done and names no muscle, a template that was never filled in.

import { type Piece, pieceText } from './piece';
import type { Part } from './structure';
import type { DoneAct, FoundMuscle } from './verdict';
import { plainKind } from './verdict';
import { muscleKinds, type OpenMention, reach, type SpokenSentence, type VisitState } from './visit-state';

const isTreating = (part: Part): boolean =>
  part.kind === 'treatment' || part.kind === 'other' || part.kind === 'assessment';

/** "These were needled", "above muscles treated with DN": what was found just before is what was done. */
export function adoptBefore(
  state: VisitState,
  { pieces, part }: SpokenSentence,
  acts: ReadonlyMap<number, DoneAct>,
  found: readonly FoundMuscle[],
  index: number,
): void {
  const refers =
    pieces.some((piece) => piece.is === 'these') ||
    (found.length === 0 && pieces.some((piece) => piece.is === 'finding'));
  if (!refers) return;
  for (const [at, act] of acts) {
    if (act.judgement.status !== 'performed' || !muscleKinds.has(act.kind)) continue;
    if (found.some((muscle) => muscle.procedure === act.procedure)) continue;
    const piece = pieces[at];
    // "Dry needling to all of the above" names its muscles, though elsewhere.
    const isAimed = !act.isTool && pieces.slice(at + 1, at + 5).some((other) => isReference(state, other));
    const isDone = act.judgement.attested || isAimed || (piece?.is === 'act' && piece.act.form === 'past');
    if (!isDone) continue;
    adopt(state, act, part, index);
    return;
  }
}

/** "the above", "these muscles"; "each" alone tells how many needles. */
const isReference = (state: VisitState, piece: Piece): boolean =>
  piece.is === 'these' && !/^(each|both|all|every)$/i.test(pieceText(state.reading.tokens, piece));

/** Takes the muscles that the nearest sentences before found, and that wait for an act. */
function adopt(state: VisitState, act: DoneAct, part: Part, index: number): void {
  const waiting = (mention: OpenMention) =>
    mention.awaits && mention.sentence <= index && (mention.part === part || isTreating(part));
  let last: number | undefined;
  for (const mention of state.mentions) if (waiting(mention)) last = mention.sentence;
  if (last === undefined) return;
  // The lines of one list belong together; sentences of prose only the nearest two.
  let first = last;
  for (let at = state.mentions.length - 1; at >= 0; at--) {
    const mention = state.mentions[at];
    if (mention === undefined || !waiting(mention) || mention.sentence > last) continue;
    if (first - mention.sentence > (mention.listed ? 2 : 1)) break;
    first = mention.listed ? mention.sentence : Math.max(mention.sentence, last - 1);
  }
  state.mentions.forEach((mention, at) => {
    if (!waiting(mention) || mention.sentence < (first ?? 0)) return;
    const adopted: OpenMention = {
      ...mention,
      status: 'performed',
      because: `${plainKind[act.kind]}: "these" refers to it`,
      procedure: act.procedure,
      awaits: false,
    };
    state.mentions[at] = adopted;
    reach(state, adopted);
  });
}

const listTitle = /muscle|site|location|target|area|point|needl|inject|treat/i;

/** "Muscles: R UT, R LS" with the act named only later: the one act of the visit is meant. */
export function settleLists(state: VisitState): void {
  const done = state.procedures
    .map((open, index) => ({ open, index }))
    .filter(({ open }) => open.status === 'performed' && open.muscular && muscleKinds.has(open.kind));
  const kinds = new Set(done.map(({ open }) => open.kind));
  const [only] = done;
  if (only === undefined || kinds.size !== 1) return;
  const hasOther = state.procedures.some(
    (open) => open.kind === 'manual-therapy' && open.status === 'performed',
  );
  state.mentions.forEach((mention, at) => {
    if (
      !mention.listed ||
      mention.procedure !== undefined ||
      mention.status === 'performed' ||
      !mention.awaits
    )
      return;
    const isMarked = mention.marked === true;
    if (!isMarked && mention.part.kind !== 'treatment' && mention.part.kind !== 'other') return;
    const titled = mention.part.carries && listTitle.test(mention.part.title);
    const certain = isMarked || (titled && !hasOther);
    if (!isMarked && !titled && mention.part.kind !== 'treatment') return;
    const settled: OpenMention = {
      ...mention,
      status: certain ? 'performed' : 'uncertain',
      because: certain
        ? `${plainKind[only.open.kind]}: listed under "${mention.part.title}"`
        : 'listed under the treatment; which treatment is not said',
      procedure: only.index,
      awaits: false,
    };
    state.mentions[at] = settled;
    reach(state, settled);
  });
}

/** Done, and no muscle named with it: the muscles that were found tender or consented to may be those. */
export function offerFound(state: VisitState): void {
  for (const kind of muscleKinds) {
    const done = state.procedures.findIndex(
      (open) => open.kind === kind && open.status === 'performed' && open.muscular,
    );
    if (done < 0) continue;
    const isNamed = state.mentions.some((mention) => {
      const open = mention.procedure === undefined ? undefined : state.procedures[mention.procedure];
      return open?.kind === kind && (mention.status === 'performed' || mention.status === 'uncertain');
    });
    if (isNamed) continue;
    state.mentions.forEach((mention, index) => {
      if (!mention.awaits) return;
      state.mentions[index] = {
        ...mention,
        status: 'uncertain',
        because: `${plainKind[kind]} was done and no muscle is named with it; this one was found or spoken of`,
        procedure: done,
      };
    });
  }
}

const isBlank = (piece: Piece): boolean => piece.is === 'blank' || (piece.is === 'box' && !piece.checked);

/** A heading such as "Dry needling:" over blanks that nobody filled in is no treatment. */
export function settleTemplates(state: VisitState, sentences: readonly SpokenSentence[]): void {
  const blankParts = new Set<Part>();
  const filledParts = new Set<Part>();
  for (const { part, pieces } of sentences) {
    if (pieces.some(isBlank)) blankParts.add(part);
    else if (pieces.length > 0) filledParts.add(part);
  }
  if (blankParts.size === 0) return;
  for (const open of state.procedures) {
    if (open.status !== 'performed' || open.objects > 0 || open.attested) continue;
    const blank = blankParts.has(open.part) || (open.fromHeading && !filledParts.has(open.part));
    if (!blank) continue;
    open.status = 'uncertain';
    open.because = 'the template was never filled in';
    open.muscular = false;
  }
}

/** "TrPs in R UT, R LS … the upper trapezius was needled": the side written with the finding just before is meant. */
export function takeSidesFromFindings(state: VisitState): void {
  state.mentions.forEach((mention, at) => {
    if (
      mention.status !== 'performed' ||
      mention.side.side !== 'none' ||
      mention.side.oneOfTwo ||
      !mention.muscle.paired
    )
      return;
    const found = new Set<'left' | 'right' | 'both'>();
    for (const other of state.mentions) {
      const isSame =
        (other.muscle.partOf ?? other.muscle.id) === (mention.muscle.partOf ?? mention.muscle.id);
      const isNear =
        other.part === mention.part && other.from < mention.from && mention.sentence - other.sentence <= 2;
      if (
        isSame &&
        isNear &&
        (other.status === 'examined' || other.status === 'planned') &&
        other.side.certain &&
        other.side.side !== 'none'
      )
        found.add(other.side.side);
    }
    const [side] = found;
    if (side === undefined || found.size !== 1) return;
    state.mentions[at] = { ...mention, side: { side, certain: true, oneOfTwo: false } };
  });
}

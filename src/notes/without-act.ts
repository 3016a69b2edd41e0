// Muscles whose own words name no act, or name it only by what stands beside: bare lists, additions, shared objects, doubts.
import { type Piece, pieceText } from './piece';
import { isSoft, type Run } from './runs';
import type { Tokens } from './tokens';
import {
  byAct,
  type DoneAct,
  muscular,
  nearestAct,
  type SentenceView,
  startsWith,
  type Verdict,
} from './verdict';

/** The clause around a list: from one semicolon or "then" to the next. */
function clauseOf(pieces: readonly Piece[], run: Run): { from: number; to: number } {
  const ends = (piece: Piece | undefined) => piece?.is === 'stop' || piece?.is === 'semicolon';
  let from = run.first;
  while (from > 0 && !ends(pieces[from - 1])) from--;
  let to = run.last;
  while (to < pieces.length && !ends(pieces[to])) to++;
  return { from, to };
}

const hasMarkAfter = (pieces: readonly Piece[], run: Run): boolean =>
  ['dash', 'colon', 'comma', 'open'].includes(pieces[run.last + 1]?.is ?? 'word');

const spoils = new Set<Piece['is']>(['finding', 'person', 'if', 'purpose', 'general', 'past', 'past-before']);

/** A clause of muscles and details only belongs to the act before it in the sentence, else to the act in force. */
export function alone(view: SentenceView, run: Run, place: 'last' | 'other'): Verdict {
  const { tokens, pieces, flow } = view;
  const { from, to } = clauseOf(pieces, run);
  let words = 0;
  let other = 0;
  for (const piece of pieces.slice(from, to)) {
    if (piece.is === 'word' && !isSoft(tokens, piece)) words++;
    else if (spoils.has(piece.is)) other++;
  }
  const starts = startsWith(tokens, pieces, run, from);
  // Under a heading or an introduction that names the act, findings are details: "QL - L, 2 TrPs".
  const detailed = starts && from === 0 && flow.headed && hasMarkAfter(pieces, run);
  const bare = (other === 0 || detailed) && words <= (starts ? 6 : 3);
  const act = (from > 0 ? nearestAct(view, from) : undefined) ?? flow.act;
  if (bare && act !== undefined) {
    const verdict: Verdict = { ...byAct(act, undefined, place), fromFlow: true };
    const said = verdict.status === 'performed' ? predicateAfter(tokens, pieces, run, to) : undefined;
    return said === undefined
      ? verdict
      : { ...verdict, status: 'uncertain', because: 'what is said of it is not understood', cue: said };
  }
  const denied = bare && act === undefined ? deniedBeside(view, run) : undefined;
  if (denied !== undefined)
    return { status: 'performed', because: 'listed beside the muscle that was not treated', act: denied };
  if (bare && flow.isTreatment && flow.responding !== undefined)
    return {
      status: 'uncertain',
      because: 'listed under the treatment, which of the treatments is not said',
      act: flow.responding,
    };
  const tool = toolBeside(view, run);
  if (tool !== undefined) return byAct(tool, undefined, place);
  return { status: 'examined', because: 'mentioned only', awaits: bare && starts, listed: bare && starts };
}

const copula = /^(was|were|is|are|has|had|remains?|remained|felt|feels|became|seems?|appears?|got)$/;

/** "The splenius was …": a sentence of its own, which no known word explains. */
function predicateAfter(tokens: Tokens, pieces: readonly Piece[], run: Run, to: number): Piece | undefined {
  const verb = pieces
    .slice(run.last + 1, to)
    .find((piece) => piece.is === 'word' && copula.test(pieceText(tokens, piece).toLowerCase()));
  return verb;
}

/** "UT, LS, no needling of SCM": what is listed beside the one that was left out was needled. */
function deniedBeside({ acts, pieces }: SentenceView, run: Run): DoneAct | undefined {
  for (const [at, act] of acts) {
    const hasObject = pieces.slice(at + 1, at + 5).some((piece) => piece.is === 'muscle');
    if (at > run.last && muscular.has(act.kind) && act.judgement.status === 'negated' && hasObject)
      return act;
  }
  return undefined;
}

/** "L UT (3 needles, LTR)": needles named beside the muscle. */
function toolBeside({ acts, pieces }: SentenceView, run: Run): DoneAct | undefined {
  for (const [at, act] of acts) {
    const isBeside = at > run.first && at <= run.last + 5;
    if (
      act.isTool &&
      isBeside &&
      act.judgement.status === 'performed' &&
      pieces.slice(Math.max(0, at - 3), at).some((piece) => piece.is === 'number' || piece.is === 'open')
    )
      return act;
  }
  return undefined;
}

/** "Dry needling and STM to R UT", "DN followed by stretching to the pecs": two acts that share what follows. */
export function partnerOf(
  { tokens, pieces, acts }: SentenceView,
  at: number,
  own: DoneAct,
): { act: DoneAct; certain: boolean } | undefined {
  if (muscular.has(own.kind) || own.judgement.status !== 'performed') return undefined;
  let joined = false;
  let comma = false;
  for (let index = at - 1; index >= 0 && index >= at - 4; index--) {
    const piece = pieces[index];
    if (piece === undefined) return undefined;
    if (piece.is === 'act') {
      const act = acts.get(index);
      const fits =
        act !== undefined && !act.isTool && muscular.has(act.kind) && act.judgement.status === 'performed';
      return fits && (joined || comma) ? { act, certain: joined } : undefined;
    }
    const said = pieceText(tokens, piece).toLowerCase();
    if (piece.is === 'and' || piece.is === 'plus' || piece.is === 'slash') joined = true;
    else if (piece.is === 'stop' && /^(followed by|and then|then)$/.test(said)) joined = true;
    else if (piece.is === 'comma') comma = true;
    else return undefined;
  }
  return undefined;
}

/** "…, and her left ECRL too", "along with the coracobrachialis": what was done to the muscles before it was done to it. */
export function addedTo(view: SentenceView, run: Run): DoneAct | undefined {
  const { tokens, pieces } = view;
  const said = (at: number) => {
    const piece = pieces[at];
    return piece === undefined ? '' : pieceText(tokens, piece).toLowerCase();
  };
  let first = run.first - 1;
  while (first >= 0 && (pieces[first]?.is === 'side' || /^(the|her|his|their|a)$/.test(said(first)))) first--;
  let last = run.last + 1;
  while (pieces[last]?.is === 'side' || pieces[last]?.is === 'filler') last++;
  const before =
    (/^with$/.test(said(first)) && /^(along|together)$/.test(said(first - 1))) || /^plus$/.test(said(first));
  const after =
    /^(too|also|likewise|twice|once|added|included|second|next)$/.test(said(last)) ||
    (/^as$/.test(said(last)) && /^well$/.test(said(last + 1)));
  if (!before && !after) return undefined;
  const act = nearestAct(view, run.first - 1);
  return act !== undefined && muscular.has(act.kind) ? act : undefined;
}

/** "Unclear whether the obturator was reached with the needle": the doubt stands before what is doubted. */
export function doubtBefore(pieces: readonly Piece[], run: Run): Piece | undefined {
  for (let at = run.first - 1; at >= 0 && at >= run.first - 6; at--) {
    const piece = pieces[at];
    if (piece?.is === 'hedge') return piece;
    if (piece?.is === 'stop' || piece?.is === 'semicolon' || piece?.is === 'comma') return undefined;
  }
  return undefined;
}

export function doubted(tokens: Tokens, verdict: Verdict, doubt: Piece | undefined): Verdict {
  return doubt === undefined || verdict.status !== 'performed'
    ? verdict
    : {
        ...verdict,
        status: 'uncertain',
        because: `"${pieceText(tokens, doubt)}" before it`,
        cue: doubt,
      };
}

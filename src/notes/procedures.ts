// What kind of procedure each act is. A bare "injected" or "treated" takes its kind from the words around it.
import type { ProcedureKind } from '../model/note';
import type { Act } from './lexicon';
import { type Piece, pieceText } from './piece';

import type { Tokens } from './tokens';

/** Kinds that a needle act may be read as, in the sentence or before it. */
const needleKinds = new Set<string>([
  'needling',
  'injection',
  'chemodenervation',
  'emg',
  'acupuncture',
  'nerve-block',
  'other',
]);
const muscleKinds = new Set<string>(['needling', 'injection', 'chemodenervation', 'emg']);

/** What the note as a whole is about: kinds named outright, and how often. */
export type KindTally = ReadonlyMap<ProcedureKind, number>;

const isSpecific = (act: Act): boolean =>
  !act.generic &&
  !act.ambiguous &&
  !act.tool &&
  act.form !== 'finding' &&
  act.kind !== 'infer' &&
  act.kind !== 'none';

/** Counts the acts that name their kind. */
export function tallyKinds(tokens: Tokens, sentences: readonly (readonly Piece[])[]): KindTally {
  const tally = new Map<ProcedureKind, number>();
  for (const pieces of sentences)
    for (const piece of pieces)
      if (piece.is === 'act' && isSpecific(piece.act)) {
        const kind = piece.act.kind as ProcedureKind;
        tally.set(kind, (tally.get(kind) ?? 0) + 1);
      } else if (piece.is === 'past' && /\b(t?dn|needling)\b/i.test(pieceText(tokens, piece)))
        // "Last DN session" names the kind too.
        tally.set('needling', (tally.get('needling') ?? 0) + 1);
  return tally;
}

const codeActs: Readonly<Record<string, Act>> = Object.fromEntries(
  [
    ['20552', 'injection'],
    ['20553', 'injection'],
    ['20560', 'needling'],
    ['20561', 'needling'],
  ].map(([code, kind]): [string, Act] => [
    code ?? '',
    {
      is: 'act',
      kind: kind as ProcedureKind,
      form: 'noun',
      muscular: true,
      generic: false,
      tool: false,
      ambiguous: false,
    },
  ]),
);

/** "Procedure note: 20553. Sites – …": where no word names the procedure, its code in the treatment does. */
export function readCodes(tokens: Tokens, pieces: readonly Piece[]): readonly Piece[] {
  return pieces.map((piece): Piece => {
    const act = piece.is === 'number' ? codeActs[pieceText(tokens, piece)] : undefined;
    return act === undefined ? piece : { is: 'act', act, from: piece.from, to: piece.to };
  });
}

const injectate =
  /^(lidocaine|xylocaine|marcaine|bupivacaine|ropivacaine|sensorcaine|kenalog|triamcinolone|depo|methylprednisolone|dexamethasone|decadron|celestone|betamethasone|saline|dextrose|ketorolac|toradol|sarapin|procaine|mepivacaine|steroid|cortisone|anesthetic|naropin|lido|bupi|d5w|prp|prolotherapy|cc|ml)$/i;

/** Whether the sentence names something that is injected. */
export function namesInjectate(tokens: Tokens, pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => piece.is === 'word' && injectate.test(pieceText(tokens, piece)));
}

/** "Trigger point injection without medication" is needling, whatever it is called (FACTS 2, how to tell them apart). */
const dryInjection =
  /without (?:any )?(?:medication|injectate|substance|drug)|["“](?:dry|wet-free)["”]|\bdry technique|no (?:medication|injectate|substance|drug)s? (?:was |were )?(?:injected|used)|\bno injectate\b/i;

const sentenceText = ({ tokens, pieces }: KindContext): string => {
  const first = pieces[0];
  const last = pieces.at(-1);
  return first === undefined || last === undefined
    ? ''
    : tokens.text.slice(tokens.start[first.from], tokens.end[last.to - 1]);
};

export interface KindContext {
  readonly tokens: Tokens;
  readonly pieces: readonly Piece[];
  /** Kind of the act in force before the sentence. */
  readonly flow: ProcedureKind | undefined;
  readonly tally: KindTally;
}

/** The kind of the act at piece `at`; undefined when it is none that counts here. */
export function kindOfAct(context: KindContext, at: number): ProcedureKind | undefined {
  const piece = context.pieces[at];
  if (piece?.is !== 'act') return undefined;
  const { act } = piece;
  if (act.kind === 'none') return undefined;
  if (act.form === 'finding') return context.flow === 'emg' ? 'emg' : undefined;
  if (act.kind === 'injection' && dryInjection.test(sentenceText(context))) return 'needling';
  if (act.kind === 'needling' && act.form === 'past' && isJoinedToInjection(context.pieces, at))
    return 'injection';
  if (isSpecific(act) || act.ambiguous) return act.kind === 'infer' ? undefined : act.kind;
  const others = specificKinds(context.pieces, at);
  if (act.generic) return isIntoOther(context, at) ? 'other' : injectionKind(context, others);
  if (act.tool) return toolKind(context, others);
  return treatedKind(context, others);
}

/** "needled and injected": one injection. */
function isJoinedToInjection(pieces: readonly Piece[], at: number): boolean {
  return [-1, 1].some((step) => {
    const joint = pieces[at + step]?.is;
    const other = pieces[at + 2 * step];
    return (
      (joint === 'and' || joint === 'slash') &&
      other?.is === 'act' &&
      other.act.kind === 'injection' &&
      other.act.form === 'past'
    );
  });
}

const otherTarget =
  /^(bursa|bursae|joint|joints|tunnel|sheath|tendon|ligament|fascia|space|knee|sacroiliac|si|glenohumeral|facet|scar|cyst|ganglion|compartment|capsule)$/i;

/** "Right subacromial bursa injected": what the verb is about is no muscle. */
function isIntoOther({ tokens, pieces }: KindContext, at: number): boolean {
  const isEnd = (piece: Piece | undefined) =>
    piece === undefined || piece.is === 'stop' || piece.is === 'semicolon' || piece.is === 'comma';
  let from = at;
  while (from > 0 && !isEnd(pieces[from - 1])) from--;
  let to = at + 1;
  while (to < pieces.length && !isEnd(pieces[to])) to++;
  const clause = pieces.slice(from, to);
  return (
    !clause.some((piece) => piece.is === 'muscle' || piece.is === 'these') &&
    clause.some((piece) => otherTarget.test(pieceText(tokens, piece)))
  );
}

/** Kinds that the same sentence names outright, nearest first. */
function specificKinds(pieces: readonly Piece[], at: number): readonly ProcedureKind[] {
  const found: { kind: ProcedureKind; distance: number }[] = [];
  pieces.forEach((piece, index) => {
    if (index !== at && piece.is === 'act' && isSpecific(piece.act))
      found.push({ kind: piece.act.kind as ProcedureKind, distance: Math.abs(index - at) });
  });
  return found.sort((a, b) => a.distance - b.distance).map(({ kind }) => kind);
}

function injectionKind({ flow, tally }: KindContext, others: readonly ProcedureKind[]): ProcedureKind {
  const named = others.find(
    (kind) =>
      kind === 'chemodenervation' || kind === 'injection' || kind === 'nerve-block' || kind === 'other',
  );
  if (named !== undefined) return named;
  if (flow === 'chemodenervation' || flow === 'injection' || flow === 'nerve-block' || flow === 'other')
    return flow;
  if ((tally.get('chemodenervation') ?? 0) > 0 && (tally.get('injection') ?? 0) === 0)
    return 'chemodenervation';
  return 'injection';
}

function toolKind(
  { tokens, pieces, flow, tally }: KindContext,
  others: readonly ProcedureKind[],
): ProcedureKind {
  const named = others.find((kind) => needleKinds.has(kind));
  if (named !== undefined) return named;
  if (pieces.some((piece) => piece.is === 'act' && piece.act.generic) || namesInjectate(tokens, pieces)) {
    return flow !== undefined && flow !== 'needling' && needleKinds.has(flow)
      ? flow
      : (tally.get('needling') ?? 0) > 0 && (tally.get('injection') ?? 0) === 0
        ? 'needling'
        : 'injection';
  }
  if (flow !== undefined && needleKinds.has(flow)) return flow;
  if ((tally.get('needling') ?? 0) > 0) return 'needling';
  const most = [...tally].filter(([kind]) => needleKinds.has(kind)).sort((a, b) => b[1] - a[1])[0];
  return most?.[0] ?? 'needling';
}

function treatedKind(context: KindContext, others: readonly ProcedureKind[]): ProcedureKind | undefined {
  const { flow, tally } = context;
  const named = others[0];
  if (named !== undefined) return named;
  if (flow !== undefined) return flow;
  const kinds = [...tally.keys()].filter((kind) => muscleKinds.has(kind) || kind === 'manual-therapy');
  if (kinds.length === 1) return kinds[0];
  // "Intended to treat with needles; … therefore R UT only."
  const tool = context.pieces.some((piece) => piece.is === 'act' && piece.act.tool);
  return kinds.length === 0 && tool ? toolKind(context, others) : undefined;
}

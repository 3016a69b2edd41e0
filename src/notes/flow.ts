// Reads a visit sentence by sentence and carries on what stays in force: the act that a list belongs to, a side label.

import { isGroup, type Muscle } from '../codes/muscles/dictionary';
import type { MuscleMention, NoteProcedure, ProcedureKind, Status } from '../model/note';
import { rangeOf, type TextRange } from '../model/text';
import { type Judgement, judgeAct, type Setting } from './acts';
import { type DoneAct, type Flow, type FoundMuscle, musclesOf, plainKind } from './attach';
import type { SpokenSide } from './lexicon';
import { type Piece, pieceText, type Reading } from './pieces';
import { type KindTally, kindOfAct } from './procedures';
import type { Sentence } from './sentences';
import { statedCounts } from './stated';
import type { Part } from './structure';
import type { Tokens } from './tokens';

/** A sentence of the visit with its part and pieces. */
export interface SpokenSentence {
  readonly part: Part;
  readonly sentence: Sentence;
  readonly pieces: readonly Piece[];
}

export interface VisitReading {
  readonly procedures: readonly NoteProcedure[];
  readonly muscles: readonly MuscleMention[];
}

interface OpenProcedure {
  kind: ProcedureKind;
  readonly from: number;
  readonly to: number;
  extentFrom: number;
  extentTo: number;
  status: Status;
  because: string;
  cue?: Piece;
  muscular: boolean;
  stated?: { value: { atLeast: number; atMost: number }; first: number; last: number };
  readonly isTool: boolean;
  readonly sentence: number;
  /** Muscles that it was said to reach. */
  objects: number;
}

interface OpenMention extends FoundMuscle {
  readonly sentence: number;
  readonly part: Part;
}

const muscleKinds = new Set<ProcedureKind>(['needling', 'injection', 'chemodenervation', 'emg']);
const doneWords =
  /\b(prescribed|issued|instructed|performed|provided|completed|applied|administered|tolerated|educated|assigned)\b/i;

const rangeOfTokens = (tokens: Tokens, from: number, to: number): TextRange =>
  rangeOf(tokens.start[from] ?? 0, tokens.end[Math.max(from, to - 1)] ?? 0);

/** Reads the sentences of a visit in their order. */
export function readVisit(
  reading: Reading,
  sentences: readonly SpokenSentence[],
  tally: KindTally,
): VisitReading {
  const reader = new VisitReader(reading, tally);
  sentences.forEach((spoken, index) => {
    reader.read(spoken, index);
  });
  return reader.finish();
}

/** State of one reading; lives only inside `readVisit`. */
class VisitReader {
  private readonly procedures: OpenProcedure[] = [];
  private readonly mentions: OpenMention[] = [];
  private part: Part | undefined;
  private act: DoneAct | undefined;
  private responding: DoneAct | undefined;
  private side: SpokenSide | undefined;
  private headed = false;
  private alternatives = 0;

  constructor(
    private readonly reading: Reading,
    private readonly tally: KindTally,
  ) {}

  read(spoken: SpokenSentence, index: number): void {
    const { part, pieces, sentence } = spoken;
    if (part !== this.part) this.enter(part, index);
    if (pieces.length === 0) return;
    const { tokens } = this.reading;
    const acts = this.judgeActs(spoken, index);
    const flow: Flow = {
      ...(this.act === undefined ? {} : { act: this.act }),
      ...(this.side === undefined ? {} : { side: this.side }),
      ...(this.responding === undefined ? {} : { responding: this.responding }),
      headed: this.headed,
      isTreatment: part.kind === 'treatment',
    };
    const label = labelSide(tokens, pieces);
    if (sentence.startsLine && sentence.afterGap) this.side = undefined;
    const found = musclesOf({
      tokens,
      pieces,
      acts,
      flow: label === undefined ? flow : { ...flow, side: label },
      alternative: this.alternatives,
    });
    this.alternatives += pieces.length + 1;
    this.spreadSides(spoken, found.length);
    for (const muscle of found) {
      if (muscle.procedure !== undefined) this.extend(muscle);
      this.mentions.push({ ...muscle, sentence: index, part });
    }
    this.settleAnaphora(spoken, acts, found, index);
    this.recordStated(spoken, acts, found);
    this.carryOn(spoken, acts, label, found);
  }

  private enter(part: Part, sentence: number): void {
    const keeps =
      part.carries &&
      this.part !== undefined &&
      (this.part.kind === 'treatment' || this.part.kind === 'other' || this.part.kind === part.kind);
    this.part = part;
    this.side = undefined;
    if (!keeps) {
      this.act = undefined;
      this.responding = undefined;
      this.headed = false;
    }
    if (part.act === undefined) return;
    const kind = part.act.kind === 'infer' ? undefined : part.act.kind;
    if (kind === undefined || kind === 'none') return;
    const resolved =
      part.act.generic && (this.tally.get('chemodenervation') ?? 0) > 0 ? 'chemodenervation' : kind;
    const setting: Setting = {
      kind: part.kind,
      mixed: part.mixed,
      underPlan: part.underPlan,
      tellsOfDone: false,
    };
    const judgement = judgeAct(
      this.reading.tokens,
      [{ is: 'act', act: part.act, from: part.headingFrom, to: part.headingTo }],
      0,
      setting,
      undefined,
    );
    this.act = this.open(
      resolved,
      part.headingFrom,
      part.headingTo,
      { ...judgement, because: `under the heading "${part.title}"` },
      part.act.muscular,
      false,
      sentence,
    );
    this.headed = true;
    if (this.act.judgement.status === 'performed' && muscleKinds.has(resolved)) this.responding = this.act;
  }

  private open(
    kind: ProcedureKind,
    from: number,
    to: number,
    judgement: Judgement,
    muscular: boolean,
    isTool: boolean,
    sentence: number,
  ): DoneAct {
    this.procedures.push({
      kind,
      from,
      to,
      extentFrom: from,
      extentTo: to,
      status: judgement.status,
      because: judgement.because,
      ...(judgement.cue === undefined ? {} : { cue: judgement.cue }),
      muscular,
      isTool,
      sentence,
      objects: 0,
    });
    return { kind, judgement, procedure: this.procedures.length - 1, isTool };
  }

  private judgeActs(spoken: SpokenSentence, index: number): Map<number, DoneAct> {
    const { pieces, part, sentence } = spoken;
    const { tokens } = this.reading;
    const acts = new Map<number, DoneAct>();
    let before: Judgement | undefined;
    let tellsOfDone: boolean | undefined;
    pieces.forEach((piece, at) => {
      if (piece.is === 'stop' || piece.is === 'semicolon') before = undefined;
      if (piece.is !== 'act' || piece.act.kind === 'none') return;
      const kind = kindOfAct({ tokens, pieces, flow: this.act?.kind, tally: this.tally }, at);
      if (kind === undefined) return;
      if (tellsOfDone === undefined) {
        const first = tokens.start[sentence.from] ?? 0;
        tellsOfDone =
          part.kind === 'plan' && doneWords.test(tokens.text.slice(first, tokens.end[sentence.to - 1]));
      }
      const setting: Setting = { kind: part.kind, mixed: part.mixed, underPlan: part.underPlan, tellsOfDone };
      const judged = judgeAct(tokens, pieces, at, setting, before);
      const inFlow =
        this.act !== undefined && this.headed && piece.act.kind === 'infer' && judged.status === 'performed';
      const judgement =
        inFlow && this.act !== undefined && this.act.judgement.status !== 'performed'
          ? this.act.judgement
          : judged;
      before = judgement;
      const muscular = muscleKinds.has(kind) && piece.act.muscular && !piece.act.generic;
      acts.set(
        at,
        this.open(
          kind,
          piece.from,
          piece.to,
          judgement,
          muscular,
          piece.act.form === 'tool' || piece.act.kind === 'infer',
          index,
        ),
      );
    });
    return acts;
  }

  private extend(muscle: FoundMuscle): void {
    const procedure = muscle.procedure === undefined ? undefined : this.procedures[muscle.procedure];
    if (procedure === undefined) return;
    procedure.extentFrom = Math.min(procedure.extentFrom, muscle.from);
    procedure.extentTo = Math.max(procedure.extentTo, muscle.to);
    if (muscle.status === 'performed' || muscle.status === 'uncertain') {
      procedure.objects++;
      if (muscleKinds.has(procedure.kind)) procedure.muscular = true;
    }
  }

  /** "Same on L", "all performed bilaterally": sides for muscles already named. */
  private spreadSides({ pieces, part }: SpokenSentence, own: number): void {
    const { tokens } = this.reading;
    pieces.forEach((piece, at) => {
      if (piece.is !== 'again') return;
      const next = pieces
        .slice(at + 1)
        .find((other) => other.is === 'muscle' || other.is === 'comma' || other.is === 'semicolon');
      if (next?.is === 'muscle') return;
      const said = pieceText(tokens, piece).toLowerCase();
      const side = /\b(l|lt|left)\b/.test(said) ? 'left' : /\b(r|rt|right)\b/.test(said) ? 'right' : 'both';
      this.resideAll(
        part,
        (old) => (side === 'both' || (old !== 'none' && old !== side) ? 'both' : side),
        at,
      );
    });
    if (own > 0 || pieces.length > 8) return;
    const side = pieces.find((piece) => piece.is === 'side' && !piece.near);
    const general = pieces.some(
      (piece) =>
        piece.is === 'done' ||
        piece.is === 'these' ||
        (piece.is === 'word' && /^(all|done|both|everything)$/i.test(pieceText(tokens, piece))),
    );
    if (
      side?.is === 'side' &&
      side.side !== 'one' &&
      (general || pieces.length <= 2) &&
      pieces.at(-1)?.is !== 'colon'
    ) {
      const spoken = side.side;
      this.resideAll(part, (old) => (old === 'none' ? spoken : old), 0);
    }
  }

  private resideAll(
    part: Part,
    change: (old: OpenMention['side']['side']) => OpenMention['side']['side'],
    from: number,
  ): void {
    this.mentions.forEach((mention, index) => {
      if (mention.part !== part || mention.status !== 'performed') return;
      const side = change(mention.side.side);
      if (side !== mention.side.side)
        this.mentions[index] = { ...mention, side: { side, certain: true, oneOfTwo: false, from } };
    });
  }

  /** "These were needled": what was found just before is what was done. */
  private settleAnaphora(
    { pieces, part }: SpokenSentence,
    acts: ReadonlyMap<number, DoneAct>,
    found: readonly FoundMuscle[],
    index: number,
  ): void {
    const referring = pieces.some((piece) => piece.is === 'these');
    if (!referring) return;
    for (const [at, act] of acts) {
      if (act.judgement.status !== 'performed' || !muscleKinds.has(act.kind)) continue;
      if (found.some((muscle) => muscle.procedure === act.procedure)) continue;
      const isDone =
        act.judgement.attested ||
        (pieces[at]?.is === 'act' && (pieces[at] as Piece & { is: 'act' }).act.form === 'past');
      if (!isDone) continue;
      this.adopt(act, part, index);
      return;
    }
  }

  /** Takes the muscles that the nearest sentences before found, and that wait for an act. */
  private adopt(act: DoneAct, part: Part, index: number): void {
    const waiting = this.mentions.filter(
      (mention) => mention.awaits && mention.sentence <= index && (mention.part === part || isTreating(part)),
    );
    const last = waiting.at(-1)?.sentence;
    if (last === undefined) return;
    for (let at = 0; at < this.mentions.length; at++) {
      const mention = this.mentions[at];
      if (mention === undefined || !mention.awaits || last - mention.sentence > 1) continue;
      const adopted: OpenMention = {
        ...mention,
        status: 'performed',
        because: `${plainKind[act.kind]}: "these" refers to it`,
        procedure: act.procedure,
        awaits: false,
      };
      this.mentions[at] = adopted;
      this.extend(adopted);
    }
  }

  private recordStated(
    { pieces, part, sentence }: SpokenSentence,
    acts: ReadonlyMap<number, DoneAct>,
    found: readonly FoundMuscle[],
  ): void {
    const { tokens } = this.reading;
    const counts = statedCounts(tokens, pieces);
    if (counts.length === 0 || part.kind === 'billing') return;
    const written = tokens.text.slice(tokens.start[sentence.from], tokens.end[sentence.to - 1]);
    if (/\b(cpt|205[56]\d|2055[0-3]|646\d\d|code)\b/i.test(written)) return;
    const own = [...acts.values()].filter((act) => muscleKinds.has(act.kind));
    const act =
      own.find((candidate) => candidate.judgement.status === 'performed') ??
      (own.length === 0 && found.length === 0 ? this.act : undefined);
    if (act === undefined || act.judgement.status !== 'performed') return;
    const procedure = this.procedures[act.procedure];
    for (const count of counts) {
      if (procedure === undefined) continue;
      const first = pieces[count.first];
      const last = pieces[count.last];
      if (first === undefined || last === undefined) continue;
      if (count.vague && found.some((muscle) => muscle.procedure === act.procedure)) continue;
      procedure.stated = { value: { ...count.interval }, first: first.from, last: last.to };
      if (muscleKinds.has(procedure.kind)) procedure.muscular = true;
    }
  }

  private carryOn(
    { pieces, sentence }: SpokenSentence,
    acts: ReadonlyMap<number, DoneAct>,
    label: SpokenSide | undefined,
    found: readonly FoundMuscle[],
  ): void {
    const { tokens } = this.reading;
    if (label !== undefined && (found.length === 0 || sentence.startsLine)) this.side = label;
    const named = [...acts.entries()].filter(([at, act]) => !act.isTool && pieces[at]?.is === 'act');
    let next: DoneAct | undefined;
    for (const [, act] of named) {
      const hasObject = found.some((muscle) => muscle.procedure === act.procedure);
      if (next === undefined || muscleKinds.has(act.kind) || !muscleKinds.has(next.kind)) {
        // A negated or planned act with its own object does not take over what follows.
        if (hasObject && act.judgement.status !== 'performed' && this.act !== undefined) continue;
        next = act;
      }
    }
    const tool = [...acts.values()].find((act) => act.isTool && act.judgement.status === 'performed');
    if (next === undefined && this.act === undefined && tool !== undefined && found.length > 0) next = tool;
    if (next === undefined) return;
    const isBulletOf =
      this.headed &&
      sentence.bullet &&
      this.act !== undefined &&
      muscleKinds.has(this.act.kind) &&
      !muscleKinds.has(next.kind);
    if (!isBulletOf && !(this.headed && this.act?.kind === 'emg' && next.kind === 'other')) this.act = next;
    if (next.judgement.status === 'performed' && muscleKinds.has(next.kind)) this.responding = next;
    void tokens;
  }

  finish(): VisitReading {
    this.offerFound();
    const { tokens } = this.reading;
    return {
      procedures: this.procedures.map((open) => ({
        kind: open.kind,
        range: rangeOfTokens(tokens, open.from, open.to),
        extent: rangeOfTokens(tokens, open.extentFrom, open.extentTo),
        status: open.status,
        reason: {
          because: open.because,
          ...(open.cue === undefined ? {} : { range: rangeOfTokens(tokens, open.cue.from, open.cue.to) }),
        },
        muscular: open.muscular,
        ...(open.stated === undefined
          ? {}
          : {
              statedCount: {
                value: open.stated.value,
                range: rangeOfTokens(tokens, open.stated.first, open.stated.last),
              },
            }),
      })),
      muscles: this.mentions.map((mention) => this.close(mention)),
    };
  }

  /** Done, and no muscle named with it: the muscles that were found tender or consented to may be those. */
  private offerFound(): void {
    for (const kind of muscleKinds) {
      const done = this.procedures.findIndex(
        (open) => open.kind === kind && open.status === 'performed' && open.muscular,
      );
      if (done < 0) continue;
      const isNamed = this.mentions.some((mention) => {
        const open = mention.procedure === undefined ? undefined : this.procedures[mention.procedure];
        return open?.kind === kind && (mention.status === 'performed' || mention.status === 'uncertain');
      });
      if (isNamed) continue;
      this.mentions.forEach((mention, index) => {
        if (!mention.awaits) return;
        this.mentions[index] = {
          ...mention,
          status: 'uncertain',
          because: `${plainKind[kind]} was done and no muscle is named with it; this one was found or spoken of`,
          procedure: done,
        };
      });
    }
  }

  private close(mention: OpenMention): MuscleMention {
    const { tokens } = this.reading;
    const { muscle, side } = mention;
    return {
      id: muscle.id,
      countsAs: countsAsOf(muscle),
      name: muscle.name,
      range: rangeOfTokens(tokens, mention.from, mention.to),
      side: side.side,
      sideIsCertain: side.certain,
      status: mention.status,
      reason: {
        because: mention.because,
        ...(mention.cue === undefined
          ? {}
          : { range: rangeOfTokens(tokens, mention.cue.from, mention.cue.to) }),
      },
      ...(mention.procedure === undefined ? {} : { procedure: mention.procedure }),
      isGroup: isGroup(muscle),
      names: mention.replaced ? { atLeast: 0, atMost: 0 } : namesOf(muscle),
      ...(mention.levels === undefined ? {} : { levels: mention.levels }),
      ...(mention.alternative === undefined ? {} : { alternative: mention.alternative }),
      ...(side.oneOfTwo ? { oneSide: true } : {}),
      ...(mention.others.length === 0 ? {} : { mayAlsoMean: mention.others.map((other) => other.id) }),
    };
  }
}

function isTreating(part: Part): boolean {
  return part.kind === 'treatment' || part.kind === 'other' || part.kind === 'assessment';
}

function countsAsOf(muscle: Muscle): string {
  return muscle.partOf ?? muscle.id;
}

function namesOf(muscle: Muscle): { atLeast: number; atMost: number } {
  if (muscle.members.length > 0) return { atLeast: 1, atMost: muscle.members.length };
  if (muscle.oneOf.length === 0) return { atLeast: 1, atMost: 1 };
  // "Rhomboids" may be both; other names that leave the part open stand for one.
  return { atLeast: 1, atMost: muscle.id === 'rhomboid-generic' ? 2 : 1 };
}

/** A line or sentence that begins with a side and a colon: "Right: UT, LS". */
function labelSide(tokens: Tokens, pieces: readonly Piece[]): SpokenSide | undefined {
  let at = 0;
  while (pieces[at]?.is === 'box' || pieces[at]?.is === 'dash') at++;
  const first = pieces[at];
  if (first?.is !== 'side' || first.side === 'one' || first.side === 'none') return undefined;
  let next = at + 1;
  while (pieces[next]?.is === 'word' && /^(side|sided)$/i.test(pieceText(tokens, pieces[next] as Piece)))
    next++;
  return pieces[next]?.is === 'colon' || next >= pieces.length ? first.side : undefined;
}

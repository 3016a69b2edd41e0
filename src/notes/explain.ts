// What a mention of a muscle was taken for, for hovers.
import { muscleOf } from '../codes/muscles/dictionary';
import type { MuscleMention, Note, ProcedureKind, Status } from '../model/note';
import type { TextRange } from '../model/text';
import { plainKind } from './verdict';

export interface MentionExplanation {
  readonly mention: MuscleMention;
  /** "upper trapezius (part of trapezius), left". */
  readonly takenFor: string;
  readonly status: Status;
  /** The status in plain words. */
  readonly statusInWords: string;
  readonly because: string;
  /** Where the deciding words stand. */
  readonly decidedBy?: TextRange;
  readonly procedure?: ProcedureKind;
  /** What more there is to say: a group, a short form, a side by convention. */
  readonly remarks: readonly string[];
}

const statusWords: Readonly<Record<Status, string>> = {
  performed: 'counted: done at this visit',
  negated: 'not counted: the note says it was not done',
  planned: 'not counted: planned, or only spoken of',
  historical: 'not counted: another visit or another person',
  examined: 'not counted: examined, mentioned or treated by hand only',
  uncertain: 'may count: the note does not settle it',
};

const sideWords = { left: ', left', right: ', right', both: ', both sides', none: '' } as const;

function remarksOn(mention: MuscleMention): readonly string[] {
  const muscle = muscleOf(mention.id);
  const remarks: string[] = [];
  if (muscle?.partOf !== undefined)
    remarks.push(
      `Part of ${muscleOf(muscle.partOf)?.name ?? muscle.partOf}: parts of one muscle count once.`,
    );
  if (mention.names.atMost === 0)
    remarks.push('The muscles of this group are named beside it; they are counted instead.');
  else if (mention.isGroup && muscle !== undefined) {
    const members = (muscle.members.length > 0 ? muscle.members : muscle.oneOf).map(
      (id) => muscleOf(id)?.name ?? id,
    );
    remarks.push(
      `Not one named muscle: it may stand for ${members.join(', ')}. At least 1, at most ${mention.names.atMost}.`,
    );
  }
  if (mention.levels !== undefined) remarks.push(`Levels (${mention.levels}) of one muscle count once.`);
  if (mention.side !== 'none' && !mention.sideIsCertain)
    remarks.push('The side is written earlier in the list and carried on by convention.');
  if (mention.side === 'none' && muscle?.paired !== false)
    remarks.push(mention.oneSide === true ? 'One side, which is not said.' : 'No side is written.');
  if (mention.misspelt === true) remarks.push(`Misspelt; read as ${mention.name}.`);
  if (mention.mayAlsoMean !== undefined)
    remarks.push(
      `It may also mean ${mention.mayAlsoMean.map((id) => muscleOf(id)?.name ?? id).join(' or ')}.`,
    );
  if (muscle?.note !== undefined) remarks.push(muscle.note);
  return remarks;
}

/** Explains the muscle mention at an offset of the note's text, if one stands there. */
export function explainMention(note: Note, offset: number): MentionExplanation | undefined {
  const mention = note.muscles.find(({ range }) => range.start <= offset && offset <= range.end);
  if (mention === undefined) return undefined;
  const procedure = mention.procedure === undefined ? undefined : note.procedures[mention.procedure]?.kind;
  return {
    mention,
    takenFor: `${mention.name}${sideWords[mention.side]}${procedure === undefined ? '' : ` (${plainKind[procedure]})`}`,
    status: mention.status,
    statusInWords: statusWords[mention.status],
    because: mention.reason.because,
    ...(mention.reason.range === undefined ? {} : { decidedBy: mention.reason.range }),
    ...(procedure === undefined ? {} : { procedure }),
    remarks: remarksOn(mention),
  };
}

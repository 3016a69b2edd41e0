// What a reader concludes of an act, and by which word.
import type { Status } from '../model/note';
import type { Piece } from './piece';

export interface Judgement {
  readonly status: Status;
  readonly because: string;
  /** The piece that decided. */
  readonly cue?: Piece;
  /** Words say that it was done, rather than the section implying it. */
  readonly attested: boolean;
  /** Spoken of as a thing one may do, consents to or learns about; a later "was injected" may still refer to it. */
  readonly purpose: boolean;
  /** Only the last muscle of the list is meant by the cue; the others have this status. */
  readonly lastOnly?: { readonly last: Status; readonly others: Status };
}

export const acting = (piece: Piece | undefined): boolean =>
  piece?.is === 'act' && piece.act.kind !== 'none' && piece.act.kind !== 'infer' && piece.act.form !== 'tool';

export interface Seen {
  now: boolean;
  done: boolean;
}

export const made = (
  status: Status,
  because: string,
  cue: Piece | undefined,
  more: Partial<Judgement> = {},
): Judgement => ({
  status,
  because,
  ...(cue === undefined ? {} : { cue }),
  attested: false,
  purpose: false,
  ...more,
});

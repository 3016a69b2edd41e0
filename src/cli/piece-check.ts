// Checks pieces of a large file and tells their findings, in this thread or in another.
import { type CheckOptions, checkDocuments, type InputDocument, type RuleFailure } from '../check';
import { type Piece, placesOf, readPiece } from '../formats/pieces';
import type { FormatId } from '../model/claim';
import { readNote } from '../notes';
import { rangeWriter } from './json';
import type { Options } from './options';
import type { RangeWriter, Told } from './report';
import { isSelected } from './selection';
import { reportFor, type TellOptions, tell } from './tell';

/** What holds for all pieces of a file. Plain data, so that it can be handed to another thread. */
export interface PieceSetup {
  readonly path: string;
  readonly format: FormatId;
  /** The options of the call, and where the search for settings begins. */
  readonly values: Options;
  readonly start: string;
  readonly telling: TellOptions;
  /** Notes of the call, which claims may be linked with. */
  readonly notes: readonly InputDocument[];
}

export interface PieceJob {
  readonly piece: Piece;
  /** How many claims the file has; any number above one says "several". */
  readonly claimsOfFile: number;
}

export interface PieceAnswer {
  /** In the order of the piece. */
  readonly told: readonly Told[];
  readonly failures: readonly RuleFailure[];
}

/** Makes ready for the pieces of one file; the notes are read once. */
export function pieceChecker(
  { path, format, values, telling, notes }: PieceSetup,
  options: CheckOptions,
): (job: PieceJob) => PieceAnswer {
  const { muscleAliases: aliases } = options.configuration;
  const readNotes = notes.map(
    (input): InputDocument => ({
      ...input,
      as: 'note',
      read: { note: readNote(input.text, { aliases }) },
    }),
  );
  const isWanted = isSelected({ only: values.only ?? [], skip: values.skip ?? [] });
  const report = reportFor(telling, () => undefined, '', options.packRules ?? []);
  return ({ piece, claimsOfFile }) => {
    const { text, firstClaim } = piece;
    const input: InputDocument = {
      path,
      text,
      as: format,
      read: { claims: readPiece(piece) },
      piece: { claimsOfFile, firstClaim },
    };
    const { documents, failures } = checkDocuments([...readNotes, input], options);
    const [document] = documents.slice(-1);
    if (document === undefined) return { told: [], failures };
    const places = placesOf(piece);
    const elsewhere = rangeWriter(documents);
    const range: RangeWriter = (of, at) => (of === path ? places.range(at) : elsewhere(of, at));
    const wanted = { ...document, findings: document.findings.filter(({ rule }) => isWanted(rule)) };
    const isOfFile = piece.document !== undefined;
    return { told: tell(wanted, report, telling.redact, range, places.offset, isOfFile), failures };
  };
}

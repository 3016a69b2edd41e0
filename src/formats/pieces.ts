// Which files can be read in pieces, and how: cutting while the text comes in, and reading a piece.
import type { ClaimDocument, FormatId } from '../model/claim';
import { holdsClaimLines, ndjsonCutter, ndjsonSurvey, readNdjsonPiece } from './fhir';
import type { Cutter, Piece, Survey } from './piece';
import { holdsClaims, readX12Piece, x12Cutter } from './x12';

export type { Cutter, Piece, Survey } from './piece';
export { placesOf } from './piece';

/**
 * A cutter for a file that begins with `head` and was found to be of a format. `head` is some hundred thousand characters.
 * Undefined where such a file has to be read as a whole.
 */
export function cutterFor(format: FormatId, head: string): Cutter | undefined {
  if (format.startsWith('x12-837')) return holdsClaims(head) ? x12Cutter() : undefined;
  if (format === 'fhir-ndjson') return holdsClaimLines(head) ? ndjsonCutter() : undefined;
  return undefined;
}

/** What a file of this format has to be looked through for before it is cut; undefined where its beginning tells enough. */
export function surveyFor(format: FormatId): Survey | undefined {
  return format === 'fhir-ndjson' ? ndjsonSurvey() : undefined;
}

/** Reads a piece; claims, their numbers and all ranges are those of the piece. */
export function readPiece(piece: Piece): ClaimDocument {
  if (piece.document !== undefined) return piece.document;
  return piece.format === 'fhir-ndjson' ? readNdjsonPiece(piece) : readX12Piece(piece);
}

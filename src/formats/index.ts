// Every claim format, in the order in which they are asked whether a text is theirs.
import type { Claim, ClaimChange, ClaimDocument, FormatId } from '../model/claim';
import type { Steps } from '../model/steps';
import type { TextEdit } from '../model/text';
import { claimFile } from './claim-file';
import { csv } from './csv';
import { fhir } from './fhir';
import type { ClaimFormat, PieceOfFile, PlaceDescription, ReadOptions } from './format';
import { hl7 } from './hl7';
import { isInterchange } from './unreadable';
import { x12 } from './x12';

export { describeUnreadable } from './unreadable';

export const claimFormats: readonly ClaimFormat[] = [x12, hl7, fhir, claimFile, csv];

const noteNames = /\.(note|soap|txt|text|md)$/i;

/** The format of a text by its content, then by its name; prose in a note's or text file is a note. */
export function detectFormat(text: string, name: string): FormatId {
  for (const format of claimFormats) {
    const id = format.detect(text, name);
    if (id !== undefined) return id;
  }
  return noteNames.test(name) && text.trim() !== '' && !isInterchange(text) ? 'note' : 'unknown';
}

/** Reads claims in the given format; an id that no reader has gives an empty document. */
export function readClaims(text: string, id: FormatId, options: ReadOptions): ClaimDocument {
  return formatOf(id)?.read(text, options) ?? { format: id, claims: [], problems: [], outline: [] };
}

/** The same in steps, where the format can read so; else in one. */
export function* readClaimsInSteps(text: string, id: FormatId, options: ReadOptions): Steps<ClaimDocument> {
  const steps = formatOf(id)?.readSteps?.(text, options);
  return steps === undefined ? readClaims(text, id, options) : yield* steps;
}

/** One claim of a text, by its position. */
export function readClaimAt(
  text: string,
  id: FormatId,
  index: number,
  options: ReadOptions,
): Claim | undefined {
  const format = formatOf(id);
  return format?.readOne ? format.readOne(text, index, options) : format?.read(text, options).claims[index];
}

/** What a claim depends on and the claim itself; undefined where its format cannot tell without reading the file. */
export function pieceOf(text: string, claim: Claim): PieceOfFile | undefined {
  return formatOf(claim.format)?.pieceOf?.(text, claim);
}

/** The smallest edits that make a change to a claim read from this text, or undefined when its format has no place for it. */
export function writeChange(
  text: string,
  claim: Claim,
  change: ClaimChange,
  options: ReadOptions,
): readonly TextEdit[] | undefined {
  return formatOf(claim.format)?.write(text, claim, change, options);
}

/** What stands at an offset of a claim file in the words of its standard; undefined where its format does not tell. */
export function describePlaceAt(
  text: string,
  id: FormatId,
  offset: number,
  options: ReadOptions,
): PlaceDescription | undefined {
  return formatOf(id)?.describeAt?.(text, offset, options);
}

function formatOf(id: FormatId): ClaimFormat | undefined {
  return claimFormats.find((format) => format.ids.includes(id));
}

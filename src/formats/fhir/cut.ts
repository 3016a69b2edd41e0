// Cuts large NDJSON of FHIR claims into pieces of whole lines while it comes in. Each claim stands on a line of its own, so a
// piece reads as the same lines of the file do. A file whose lines lead to each other (patients, Bundles) is not cut.
import type { ClaimDocument } from '../../model/claim';
import { lineStarts } from '../../model/text';
import type { Cutter, Piece, Survey } from '../piece';
import { claimTypes, readFhir } from './read-file';
import { readResources } from './resources';

/** Characters that a piece has at least, unless the file ends. */
const usualSize = 1 << 18;

/** Reading goes by the ending; a piece has always lines of its own. */
const pieceName = 'piece.ndjson';

const claimType = /"resourceType"\s*:\s*"(?:Claim|ExplanationOfBenefit)"/g;
const beginsAsClaim = /^\ufeff?\s*\{\s*"resourceType"\s*:\s*"(?:Claim|ExplanationOfBenefit)"/;
const bundle = /"resourceType"\s*:\s*"Bundle"/;

/** Whether every line holds a claim by itself. The last line may break off. */
export function ndjsonSurvey(): Survey {
  const lines = lineCollector();
  let fits = true;
  const look = (text: string): void => {
    if (!fits) return;
    for (const line of text.split('\n')) {
      if (line.trim() === '' || line === '\ufeff') continue;
      fits = line.search(claimType) >= 0 && !bundle.test(line);
      if (!fits) return;
    }
  };
  return {
    take: (text) => look(lines.take(text)),
    fits: () => {
      look(lines.rest());
      return fits;
    },
  };
}

/** Whether NDJSON that begins with `head` is worth cutting: its whole lines hold claims only. */
export function holdsClaimLines(head: string): boolean {
  const survey = ndjsonSurvey();
  survey.take(head.slice(0, head.lastIndexOf('\n') + 1) || head);
  return survey.fits();
}

/** Cuts NDJSON text at its lines. `size` is for tests. */
export function ndjsonCutter(size = usualSize): Cutter {
  const lines = lineCollector();
  let front = { offset: 0, line: 0 };
  let claims = 0;
  let held = '';
  const pieceOf = (text: string): Piece => {
    const piece: Piece = {
      format: 'fhir-ndjson',
      text,
      stretches: [{ at: 0, ...front, character: 0 }],
      firstClaim: claims,
      claims: claimsIn(text),
    };
    front = { offset: front.offset + text.length, line: front.line + lineStarts(text).length - 1 };
    claims += piece.claims;
    return piece;
  };
  return {
    take(text) {
      held += lines.take(text);
      if (held.length < size) return [];
      const found: Piece[] = [];
      let from = 0;
      while (held.length - from >= size) {
        const end = held.indexOf('\n', from + size - 1) + 1;
        if (end === 0) break;
        found.push(pieceOf(held.slice(from, end)));
        from = end;
      }
      held = held.slice(from);
      return found;
    },
    finish() {
      const text = held + lines.rest();
      held = '';
      return text === '' ? [] : [pieceOf(text)];
    },
  };
}

/** Reads a piece; claims, their numbers and all ranges are those of the piece. */
export function readNdjsonPiece({ text }: Piece): ClaimDocument {
  return readFhir(text, pieceName);
}

/** How many claims reading will find. Most lines tell it by how they begin; others are read for it. */
function claimsIn(text: string): number {
  let count = 0;
  for (const line of text.split('\n')) {
    const named = line.match(claimType)?.length ?? 0;
    if (named === 0) continue;
    if (named === 1 && beginsAsClaim.test(line)) count++;
    else
      count += readResources(line, pieceName).resources.filter(({ type }) =>
        claimTypes.includes(type),
      ).length;
  }
  return count;
}

/** Gives whole lines of a text that comes bit by bit; a line without end is put together once. */
function lineCollector(): { readonly take: (text: string) => string; readonly rest: () => string } {
  let parts: string[] = [];
  const all = (last: string): string => {
    const text = parts.length === 0 ? last : [...parts, last].join('');
    parts = [];
    return text;
  };
  return {
    take(text) {
      const end = text.lastIndexOf('\n') + 1;
      const whole = end === 0 ? '' : all(text.slice(0, end));
      if (end < text.length) parts.push(text.slice(end));
      return whole;
    },
    rest: () => all(''),
  };
}

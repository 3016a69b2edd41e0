// NDJSON that is cut into pieces while it comes in holds the claims of the whole file, place by place.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generateNdjson } from '../../bench/generate';
import { fhir, holdsClaimLines, ndjsonCutter, ndjsonSurvey, readNdjsonPiece } from '../../src/formats/fhir';
import { placesOf } from '../../src/formats/piece';
import { lineStarts, positionAt } from '../../src/model/text';

const text = generateNdjson(12_000, 1);

function piecesOf(whole: string, size: number, chunk: number) {
  const cutter = ndjsonCutter(size);
  const pieces = [];
  for (let at = 0; at < whole.length; at += chunk) pieces.push(...cutter.take(whole.slice(at, at + chunk)));
  return [...pieces, ...cutter.finish()];
}

/** Lines of claims, some broken, with what may stand around them. */
const anyLines = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...text.trim().split('\n')) },
      fc.constantFrom(
        '',
        '  ',
        '\r',
        '{"resourceType":"Claim"',
        '{"id":"1","resourceType":"Claim"}',
        '[{"resourceType":"Claim"}]',
      ),
      fc.constant('{"resourceType":"Claim"}{"resourceType":"ExplanationOfBenefit"}'),
      fc.constant('{"resourceType":"ExplanationOfBenefit","contained":[{"resourceType":"Claim"}]}'),
    ),
    { maxLength: 8 },
  )
  .map((lines) => lines.join('\n'));

describe('pieces of NDJSON', () => {
  it('are the file, each line in one of them, and count its claims', () => {
    fc.assert(
      fc.property(
        anyLines,
        fc.constantFrom('', '\ufeff'),
        fc.boolean(),
        fc.integer({ min: 1, max: 4000 }),
        fc.integer({ min: 1, max: 3000 }),
        (lines, mark, ends, size, chunk) => {
          const whole = `${mark}${lines}${ends ? '\n' : ''}`;
          const { claims, problems } = fhir.read(whole, { name: 'a.ndjson' });
          const pieces = piecesOf(whole, size, chunk);
          expect(pieces.map((piece) => piece.text).join('')).toBe(whole);
          const starts = lineStarts(whole);
          const found = pieces.flatMap((piece) => {
            const document = readNdjsonPiece(piece);
            expect(document.claims).toHaveLength(piece.claims);
            const places = placesOf(piece);
            for (const { range } of document.claims)
              expect(places.position(range.start)).toEqual(positionAt(starts, places.offset(range.start)));
            return document.claims.map((claim) => ({
              index: claim.index + piece.firstClaim,
              start: places.offset(claim.range.start),
              id: claim.id?.value,
              codes: claim.serviceLines.map((line) => line.procedureCode?.value),
            }));
          });
          expect(found).toEqual(
            claims.map((claim) => ({
              index: claim.index,
              start: claim.range.start,
              id: claim.id?.value,
              codes: claim.serviceLines.map((line) => line.procedureCode?.value),
            })),
          );
          expect(pieces.flatMap((piece) => readNdjsonPiece(piece).problems)).toHaveLength(problems.length);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are made of files only whose lines stand alone', () => {
    const fits = (lines: string) => {
      const survey = ndjsonSurvey();
      for (let at = 0; at < lines.length; at += 7) survey.take(lines.slice(at, at + 7));
      return survey.fits();
    };
    expect(fits(text)).toBe(true);
    expect(fits(`${text}{"resourceType":"Patient"}`)).toBe(false);
    expect(fits(`${text}{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Claim"}}]}\n`)).toBe(
      false,
    );
    expect(holdsClaimLines(text.slice(0, 5000))).toBe(true);
    expect(holdsClaimLines(`{"resourceType":"Patient"}\n${text}`)).toBe(false);
  });
});

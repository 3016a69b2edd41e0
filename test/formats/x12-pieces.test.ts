// The law of large files: an 837 that is cut into pieces while it comes in is read as the whole file is, place by place.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { generate837 } from '../../bench/generate';
import { decodeText } from '../../src/formats/decode';
import { type Piece, placesOf } from '../../src/formats/piece';
import { x12 } from '../../src/formats/x12';
import { type CutSizes, x12Cutter } from '../../src/formats/x12/cut';
import { readX12Piece } from '../../src/formats/x12/read-piece';
import type { Claim, ReadProblem } from '../../src/model/claim';
import { lineStarts, positionAt } from '../../src/model/text';

/** The same with every range led back to the file. */
function inFile<T>(value: T, piece: Piece): T {
  const places = placesOf(piece);
  const end = (from: number, until: number) =>
    until > from ? places.offset(until - 1) + 1 : places.offset(until);
  const walk = (part: unknown): unknown => {
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== 'object' || part === null) return part;
    const { start, end: until } = part as { readonly start?: unknown; readonly end?: unknown };
    if (typeof start === 'number' && typeof until === 'number')
      return { start: places.offset(start), end: end(start, until) };
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk(value) as T;
}

const inOrder = (problems: readonly ReadProblem[]) =>
  problems
    .map((problem) => ({ problem, text: JSON.stringify(problem) }))
    .sort((a, b) => a.problem.range.start - b.problem.range.start || (a.text < b.text ? -1 : 1))
    .map(({ problem }) => problem);

function piecesOf(text: string, sizes: CutSizes, chunk: number): readonly Piece[] {
  const cutter = x12Cutter(sizes);
  const pieces: Piece[] = [];
  for (let at = 0; at < text.length; at += chunk) pieces.push(...cutter.take(text.slice(at, at + chunk)));
  pieces.push(...cutter.finish());
  return pieces;
}

function readInPieces(text: string, sizes: CutSizes, chunk: number) {
  const claims: Claim[] = [];
  const problems: ReadProblem[] = [];
  const starts = lineStarts(text);
  for (const piece of piecesOf(text, sizes, chunk)) {
    const places = placesOf(piece);
    for (const { at, offset } of piece.stretches) {
      const first = text.slice(offset, offset + 1);
      expect(piece.text.slice(at, at + first.length)).toBe(first);
      expect(places.position(at)).toEqual(positionAt(starts, offset));
    }
    const document = piece.document ?? readX12Piece(piece);
    if (piece.document === undefined) expect(document.claims).toHaveLength(piece.claims);
    const { firstClaim } = piece;
    claims.push(
      ...inFile(document.claims, piece).map((claim) => ({ ...claim, index: claim.index + firstClaim })),
    );
    for (const problem of inFile(document.problems, piece))
      problems.push(
        problem.claim === undefined ? problem : { ...problem, claim: problem.claim + firstClaim },
      );
  }
  return { claims, problems: inOrder(problems) };
}

const tooMany = (problems: readonly ReadProblem[]) => problems.length > 1000;

function expectTheSame(text: string, sizes: CutSizes, chunk: number): void {
  const whole = x12.read(text, {});
  if (tooMany(whole.problems)) return;
  const pieces = readInPieces(text, sizes, chunk);
  expect(pieces.claims).toEqual(whole.claims);
  expect(pieces.problems).toEqual(inOrder(whole.problems));
}

const small: CutSizes = { window: 600, piece: 1 };

const corpora = '../shared/corpora/dev';
const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
  );
const fixtures = filesBelow('test/fixtures').filter((path) => statSync(path).size < 400_000);
const isX12 = (path: string) => /^\s*(?:ISA|GS|ST)/.test(decodeText(readFileSync(path)).text.slice(0, 200));

describe('an 837 in pieces', () => {
  it('is what it is as a whole: fixtures of this project', () => {
    for (const path of fixtures.filter(isX12)) {
      const { text } = decodeText(readFileSync(path));
      expectTheSame(text, small, 1000);
      expectTheSame(text, { window: 5000, piece: 3000 }, 700);
    }
  });

  it('is what it is as a whole: batches of all sizes, in any bits', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 0, max: 1000 }),
        fc.integer({ min: 50, max: 20_000 }),
        fc.integer({ min: 500, max: 30_000 }),
        (bytes, seed, chunk, window) => {
          expectTheSame(generate837(bytes, seed), { window, piece: window >> 2 }, chunk);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is what it is as a whole: batches with segments lost, doubled, cut off and moved', () => {
    const batch = `${generate837(3000, 1)}\r\n${generate837(9000, 2)}`.split('~');
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.nat(batch.length - 1),
            fc.constantFrom('lose', 'double', 'swap', 'break', 'empty', 'stray', 'wrap', 'sign'),
          ),
          { maxLength: 8 },
        ),
        fc.nat(3000),
        (changes, chunk) => {
          const segments = [...batch];
          for (const [at, how] of changes) {
            const segment = segments[at] ?? '';
            const other = segments[(at * 7) % segments.length] ?? '';
            segments[at] =
              how === 'lose'
                ? ''
                : how === 'double'
                  ? `${segment}~${segment}`
                  : how === 'swap'
                    ? other
                    : how === 'break'
                      ? segment.slice(0, 5)
                      : how === 'empty'
                        ? `~${segment}`
                        : how === 'stray'
                          ? `${segment}~IEA*1*000000001~ some words`
                          : how === 'wrap'
                            ? `\r\n${segment.slice(0, 3)}\r\n${segment.slice(3)}`
                            : `${segment}é\u0001`;
          }
          expectTheSame(segments.join('~'), small, chunk + 1);
        },
      ),
      { numRuns: 60 },
    );
  });

  it.runIf(existsSync(corpora))('is what it is as a whole: public files', () => {
    const files = filesBelow(corpora).filter((path) => statSync(path).size < 300_000 && isX12(path));
    expect(files.length).toBeGreaterThan(10);
    for (const path of files) {
      const { text } = decodeText(readFileSync(path));
      expectTheSame(text, { window: 3000, piece: 1 }, 4096);
    }
  });
});

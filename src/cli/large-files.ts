// Checks large files piece by piece, so that memory does not grow with the file.
import { setFlagsFromString } from 'node:v8';
import type { CheckOptions, RuleFailure } from '../check';
import type { Piece } from '../formats/pieces';
import type { LargeFile } from './open-file';
import { type PieceAnswer, type PieceJob, type PieceSetup, pieceChecker } from './piece-check';
import { showProgress } from './progress';
import type { Told } from './report';
import { outTaken } from './terminal';
import { startThreads } from './workers';

export interface LargeResult {
  readonly claims: number;
  readonly failures: readonly RuleFailure[];
}

/** How many pieces are on their way for each thread. */
const ahead = 3;

/**
 * Checks a large file. `onTold` gets the findings of each piece, in the order of the file and the same whatever the number
 * of threads.
 */
export async function checkLarge(
  large: LargeFile,
  setup: PieceSetup,
  options: CheckOptions,
  threads: number,
  onTold: (told: readonly Told[]) => void,
): Promise<LargeResult> {
  const { cutter, chunks, path, size } = large;
  // Engines let garbage lie until memory has grown by much; a file that is checked in pieces makes garbage all the time.
  setFlagsFromString('--heap-growing-percent=30');
  const pool = threads > 1 ? startThreads(threads, setup, __filename) : undefined;
  const own = pool === undefined ? pieceChecker(setup, options) : undefined;
  const check = (job: PieceJob): Promise<PieceAnswer> | PieceAnswer =>
    own?.(job) ?? pool?.check(job) ?? { told: [], failures: [] };
  const failures = new Map<string, RuleFailure>();
  const waiting: (Promise<PieceAnswer> | PieceAnswer)[] = [];
  const takeAnswer = async (): Promise<void> => {
    const answer = await waiting.shift();
    if (answer === undefined) return;
    for (const failure of answer.failures) failures.set(failure.rule, failure);
    onTold(answer.told);
    await outTaken();
  };
  // Whether a file has one claim or several matters for its note: pieces wait until that is known.
  const held: Piece[] = [];
  let claims = 0;
  const release = async (): Promise<void> => {
    for (const piece of held.splice(0)) {
      waiting.push(check({ piece, claimsOfFile: claims }));
      if (waiting.length >= threads * ahead || threads === 1) await takeAnswer();
    }
  };
  const progress = showProgress(path, size);
  try {
    const takePieces = async (pieces: readonly Piece[]): Promise<void> => {
      for (const piece of pieces) {
        held.push(piece);
        claims += piece.claims;
        if (claims > 1) await release();
      }
    };
    for (const text of chunks(progress.at)) await takePieces(cutter.take(text));
    await takePieces(cutter.finish());
    await release();
    while (waiting.length > 0) await takeAnswer();
  } finally {
    progress.end();
    await pool?.close();
  }
  return { claims, failures: [...failures.values()] };
}

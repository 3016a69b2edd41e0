// The pieces of a large file on several threads. Each answers in its own time; who asked puts the answers in order.
import { availableParallelism } from 'node:os';
// Threads of this very program: they are started from its own file, get plain data and give plain data back. No code comes
// from anywhere else, and nothing leaves the machine.
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { checkOptions } from './check-options';
import { UsageError } from './files';
import { type PieceAnswer, type PieceJob, type PieceSetup, pieceChecker } from './piece-check';

export interface PieceThreads {
  readonly check: (job: PieceJob) => Promise<PieceAnswer>;
  readonly close: () => Promise<void>;
}

/** How many threads `--jobs` asks for: a number, or `auto` for as many as the machine runs at once. */
export function threadsOf(jobs: string): number {
  if (jobs === 'auto') return availableParallelism();
  if (!/^[1-9]\d{0,2}$/.test(jobs))
    throw new UsageError(`--jobs takes a number from 1 to 999, or auto; found "${jobs}"`);
  return Number(jobs);
}

interface Waiting {
  readonly resolve: (answer: PieceAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** Starts threads for the pieces of one file; `program` is the file of the command line. */
export function startThreads(count: number, setup: PieceSetup, program: string): PieceThreads {
  const threads = Array.from({ length: count }, () => {
    const worker = new Worker(program, { argv: ['check-pieces'], workerData: setup });
    // A thread answers in the order in which it was asked.
    const waiting: Waiting[] = [];
    worker.on('message', (answer: PieceAnswer) => waiting.shift()?.resolve(answer));
    worker.on('error', (error: Error) => {
      for (const { reject } of waiting.splice(0)) reject(error);
    });
    return { worker, waiting };
  });
  return {
    check(job) {
      const idlest = threads.reduce((best, thread) =>
        thread.waiting.length < best.waiting.length ? thread : best,
      );
      return new Promise((resolve, reject) => {
        idlest.waiting.push({ resolve, reject });
        idlest.worker.postMessage(job);
      });
    },
    async close() {
      await Promise.all(threads.map(({ worker }) => worker.terminate()));
    },
  };
}

/** What such a thread does: answers until it is ended. */
export async function runThread(): Promise<number> {
  const setup = workerData as PieceSetup;
  // What is wrong with settings and tables was told by the thread that asks.
  const options = await checkOptions(setup.start, setup.values, () => undefined);
  const check = pieceChecker(setup, options);
  const port = parentPort;
  port?.on('message', (job: PieceJob) => port.postMessage(check(job)));
  return 0;
}

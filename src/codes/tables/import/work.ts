// Keeps a long import answering: tells how far it is, lets the host do other things, and stops when asked to.
import { Cancelled } from './problem';

export interface Progress {
  /** The file that is being read. */
  readonly file: string;
  /** Bytes read of all bytes to read, both unpacked. */
  readonly done: number;
  readonly total: number;
}

export interface WorkOptions {
  readonly onProgress?: (progress: Progress) => void;
  readonly signal?: AbortSignal;
}

export interface Work {
  /** To be called after every few thousand rows: bytes since the last call, and of which file. Throws `Cancelled`. */
  readonly did: (bytes: number, file: string) => Promise<void>;
}

const bytesBetweenPauses = 4_000_000;

/** `total`: bytes that will be read in all. */
export function createWork(total: number, { onProgress, signal }: WorkOptions): Work {
  let done = 0;
  let sincePause = bytesBetweenPauses;
  const stopIfAsked = () => {
    if (signal?.aborted === true) throw new Cancelled();
  };
  return {
    async did(bytes, file) {
      done += bytes;
      sincePause += bytes;
      stopIfAsked();
      if (sincePause < bytesBetweenPauses) return;
      sincePause = 0;
      onProgress?.({ file, done: Math.min(done, total), total });
      await new Promise<void>((resolve) => {
        setTimeout(resolve);
      });
      stopIfAsked();
    },
  };
}

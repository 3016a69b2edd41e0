// How far the reading of a large file is, for a person at a terminal: part, rate and time left, on one line of standard error.

export interface Progress {
  /** Bytes that were read so far. */
  readonly at: (bytes: number) => void;
  readonly end: () => void;
}

const everyMilliseconds = 200;

/** Shows nothing where standard error is no terminal. `size` in bytes; undefined where it is not known. */
export function showProgress(name: string, size: number | undefined): Progress {
  if (process.stderr.isTTY !== true) return { at: () => undefined, end: () => undefined };
  const begin = performance.now();
  let shown = 0;
  return {
    at(bytes) {
      const now = performance.now();
      if (now - shown < everyMilliseconds) return;
      shown = now;
      process.stderr.write(`\r\u001b[2K${progressLine(name, bytes, size, (now - begin) / 1000)}`);
    },
    end: () => void process.stderr.write('\r\u001b[2K'),
  };
}

/** "batch.837 42 %, 12.5 MB/s, 1 min 5 s left". */
export function progressLine(name: string, bytes: number, size: number | undefined, seconds: number): string {
  const rate = bytes / Math.max(seconds, 0.001);
  const speed = `${(rate / 1e6).toFixed(1)} MB/s`;
  if (size === undefined || size === 0) return `${name} ${(bytes / 1e6).toFixed(0)} MB, ${speed}`;
  const left = Math.round((size - bytes) / Math.max(rate, 1));
  const time = left < 60 ? `${left} s` : `${Math.floor(left / 60)} min ${left % 60} s`;
  return `${name} ${Math.floor((100 * bytes) / size)} %, ${speed}, ${time} left`;
}

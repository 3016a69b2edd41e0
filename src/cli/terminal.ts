// What the command line says: results on standard output, everything else on standard error.

/** Files may hold characters that command a terminal (colours, titles, what is pasted next); they are shown as a mark. */
export function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' || character === '\t' ? character : '\ufffd',
  );
}

/** Writes a result as it is. */
export function out(text: string): void {
  process.stdout.write(text);
}

/** Waits until what was written is taken, so that the output of a slow reader is not heaped up in memory. */
export async function outTaken(): Promise<void> {
  if (!process.stdout.writableNeedDrain || process.stdout.destroyed) return;
  await new Promise<void>((resolve) => {
    const done = () => {
      process.stdout.off('drain', done).off('close', done).off('error', done);
      resolve();
    };
    process.stdout.on('drain', done).on('close', done).on('error', done);
  });
}

/** Writes a line of a result for people. */
export function line(text: string): void {
  out(withoutControls(`${text}\n`));
}

/** Tells something beside the result. */
export function warn(message: string): void {
  process.stderr.write(withoutControls(`claimlint: ${message}\n`));
}

/** Writes a result; gives the exit code. */
export function print(text: string, exit = 0): number {
  out(text);
  return exit;
}

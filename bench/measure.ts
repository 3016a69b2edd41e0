// What the benchmarks share: medians of several rounds, and a command with its time and its largest memory.
import { spawnSync } from 'node:child_process';

/** Bytes of a megabyte. */
export const megabyte = 1_000_000;

/** The middle of some times. */
export function median(times: readonly number[]): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
}

/** Median milliseconds of some rounds. */
export function run(rounds: number, work: () => void): number {
  return median(
    Array.from({ length: rounds }, () => {
      const start = performance.now();
      work();
      return performance.now() - start;
    }),
  );
}

/** The same for work that is waited for. */
export async function runAsync(rounds: number, work: () => Promise<void>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Megabytes a second. */
export function speed(bytes: number, milliseconds: number): number {
  return bytes / megabyte / (milliseconds / 1000);
}

/** Wall seconds and megabytes at most of a call of the built command line; its report is thrown away. */
export function callOf(
  cli: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): { readonly seconds: number; readonly megabytes: number } {
  const program = `process.argv.splice(1, 0, 'cli'); process.on('exit', () => process.stderr.write('\\n' + process.resourceUsage().maxRSS)); require(${JSON.stringify(cli)})`;
  const start = performance.now();
  const { stderr } = spawnSync(process.execPath, ['-e', program, '--', ...words], {
    encoding: 'utf8',
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const seconds = (performance.now() - start) / 1000;
  return { seconds, megabytes: Number(stderr.trim().split('\n').at(-1)) / 1000 };
}

/** One line of a result: what, how much, and against what. */
export function say(what: string, value: string, against = ''): void {
  console.log(`${what.padEnd(52)} ${value.padStart(12)}  ${against}`.trimEnd());
}

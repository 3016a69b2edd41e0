// Time that a piece of work takes of the processor; what else runs on the machine does not count.

/** Seconds. */
export function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}

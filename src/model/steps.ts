// Long work in small steps: whoever runs it may pause after each, or give up.

/** Work that pauses after each step and ends with a result. */
export type Steps<T> = Generator<void, T, void>;

/** All steps at once. */
export function runAll<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

// Long work in small slices, so that hovers, completion and "Cancel" are heard in between.
import type { Steps } from '../model/steps';

/** Longest stretch of work before the extension host may do something else, in milliseconds. */
const slice = 12;

/** Runs all steps; small work is done at once. Undefined when `isStale` says that nobody waits for the result any more. */
export async function inSlices<T>(steps: Steps<T>, isStale: () => boolean): Promise<T | undefined> {
  let since = performance.now();
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() - since < slice) continue;
    await new Promise((resolve) => setTimeout(resolve, 0));
    if (isStale()) return undefined;
    since = performance.now();
  }
}

// What codes mean.
import { describeBundled } from '../check/describe';
import { noTables } from '../codes/tables/lookup';

/** What a procedure code, modifier or place of service means, as Markdown; undefined for one that Claimlint does not know. */
export function describeCode(code: string): string | undefined {
  return describeBundled(code, noTables);
}

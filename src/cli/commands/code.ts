// claimlint code: what procedure codes, modifiers and places of service mean.
import { describeBundled } from '../../check/describe';
import { tablesOf } from '../check-options';
import { UsageError } from '../files';
import type { Options } from '../options';
import { out } from '../terminal';

/** Exit code: 0, or 2 when a code is not known. */
export async function code(codes: readonly string[], values: Options): Promise<number> {
  if (codes.length === 0) throw new UsageError('name a code, as in: claimlint code 20561');
  const loaded = await tablesOf(values);
  const texts = codes.map((name) => describeBundled(name, loaded));
  out(
    `${texts.map((text, index) => text ?? `${codes[index] ?? ''}: not a procedure code, modifier or place of service that Claimlint knows.`).join('\n\n')}\n`,
  );
  return texts.some((text) => text === undefined) ? 2 : 0;
}

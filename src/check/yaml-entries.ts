// What a YAML mapping or list holds, each value with its place. Used for settings, where a mistake is said where it stands.
import { isScalar, isSeq, type Pair, type Scalar, type YAMLMap } from 'yaml';
import { rangeOf, type TextRange } from '../model/text';

/** One key of a mapping with its value. */
export interface Entry {
  readonly key: string;
  readonly value: unknown;
  readonly range: TextRange;
  readonly keyRange: TextRange;
}

/** Where a mistake is said: what, and at which place. */
export type Report = (message: string, range: TextRange) => void;

/**
 * The entries of a mapping in their order. Of `known` keys, `timed-units`, `timedUnits` and `timed units` are one; others
 * (rule ids, names of payers) stay as they are written.
 */
export function entriesOf(map: YAMLMap, known: ReadonlySet<string>, report: Report): readonly Entry[] {
  const seen = new Set<string>();
  return map.items.map((pair: Pair) => {
    const key = pair.key as Scalar;
    const keyRange = rangeOfNode(key) ?? rangeOf(0, 0);
    const name = String(key?.value ?? '');
    if (seen.has(name)) report(`"${name}" stands here twice; the last one counts.`, keyRange);
    seen.add(name);
    const plain = name
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .replace(/[-_]/g, ' ')
      .toLowerCase();
    return {
      key: known.has(plain) ? plain : name,
      value: pair.value,
      keyRange,
      range: rangeOfNode(pair.value) ?? keyRange,
    };
  });
}

/** The texts of a list; a single value counts as a list of one. */
export function textsOf(value: unknown): readonly string[] {
  if (isSeq(value)) return value.items.map(textOf);
  return isScalar(value) && value.value !== null ? [textOf(value)] : [];
}

/** A scalar as it is written, without quotes. */
export function textOf(value: unknown): string {
  return isScalar(value) ? (value.source ?? String(value.value ?? '')) : '';
}

/** Where a node stands. */
export function rangeOfNode(node: unknown): TextRange | undefined {
  const range = (node as { range?: readonly number[] } | null | undefined)?.range;
  const [start, end] = range ?? [];
  return start === undefined || end === undefined ? undefined : rangeOf(start, end);
}

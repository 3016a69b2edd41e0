// The fix that takes a modifier off a line.
import { modifierInfo } from '../codes';
import type { ServiceLine } from '../model/claim';
import type { Fix } from '../model/finding';
import { isQuotable } from './quote';
import { claimFix } from './rule';

export function removal(line: ServiceLine, at: number): Fix {
  const modifier = line.modifiers[at]?.value ?? '';
  // What needs this one beside it (an assistant's modifier its discipline) cannot stay alone.
  const left = line.modifiers.filter((_, place) => place !== at).map(({ value }) => value);
  const orphans = line.modifiers.flatMap(({ value }, place) => {
    const { requires = [] } = modifierInfo(value) ?? {};
    return place !== at && requires.includes(modifier) && !left.some((other) => requires.includes(other))
      ? [{ value, place }]
      : [];
  });
  const and = orphans.map(({ value }) => ` and ${value}, which needs it`).join('');
  const places = [at, ...orphans.map(({ place }) => place)].sort((a, b) => b - a);
  return claimFix(
    isQuotable(modifier) ? `Remove modifier ${modifier}${and}` : 'Remove this modifier',
    ...places.map((place) => ({ kind: 'remove-modifier' as const, line: line.number, at: place })),
  );
}

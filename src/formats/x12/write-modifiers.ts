// Modifiers stand in four components of the procedure composite; what is before and after them must not move.
import type { ClaimChange } from '../../model/claim';
import { firstModifier, lastModifier } from './read-line';

type ModifierChange = Extract<
  ClaimChange,
  { readonly kind: 'add-modifier' | 'remove-modifier' | 'set-modifiers' }
>;

const slots = lastModifier - firstModifier + 1;

/**
 * The composite's components after the change; undefined when it cannot be made (a fifth modifier, no such modifier).
 * Empty places stay where they were as far as they can, so that a change and its inverse give the same text.
 */
export function changedModifiers(
  components: readonly string[],
  change: ModifierChange,
): readonly string[] | undefined {
  const before = components.slice(0, firstModifier - 1);
  const region = components.slice(firstModifier - 1, lastModifier);
  const after = components.slice(lastModifier);
  // Positions count the modifiers that are there; a place in the composite may be empty.
  const filled = region.flatMap((text, index) => (text.trim() === '' ? [] : [index]));
  const next = changedRegion(region, filled, change);
  if (!next || next.length > slots) return undefined;
  if (after.length > 0) while (next.length < slots) next.push('');
  return [...before, ...next, ...after];
}

function changedRegion(
  region: readonly string[],
  filled: readonly number[],
  change: ModifierChange,
): string[] | undefined {
  switch (change.kind) {
    case 'add-modifier': {
      const modifier = modifierCode(change.modifier);
      const at = change.at ?? filled.length;
      if (
        modifier === undefined ||
        filled.length >= slots ||
        !Number.isInteger(at) ||
        at < 0 ||
        at > filled.length
      )
        return undefined;
      const place = filled[at] ?? (filled[filled.length - 1] ?? -1) + 1;
      return inserted(region, place, modifier);
    }
    case 'remove-modifier': {
      const place = filled[change.at];
      return place === undefined ? undefined : removed(region, place);
    }
    case 'set-modifiers': {
      const modifiers = change.modifiers.map(modifierCode);
      const codes = modifiers.filter((code) => code !== undefined);
      if (codes.length < modifiers.length || codes.length > slots) return undefined;
      return endsEmpty(region) ? padded(codes, region.length) : codes;
    }
  }
}

/** Uses up an empty place at the end, else one elsewhere when the four are full, else makes the region longer. */
function inserted(region: readonly string[], place: number, modifier: string): string[] {
  const next = [...region.slice(0, place), modifier, ...region.slice(place)];
  if (endsEmpty(region)) next.pop();
  else if (next.length > slots) {
    const gap = next.findIndex((text) => text.trim() === '');
    if (gap >= 0) next.splice(gap, 1);
  }
  return next;
}

/** Moves the later modifiers forward; no empty place is left at the end unless there was one. */
function removed(region: readonly string[], place: number): string[] {
  const next = [...region.slice(0, place), ...region.slice(place + 1)];
  if (endsEmpty(region)) next.push('');
  else while (endsEmpty(next)) next.pop();
  return next;
}

function endsEmpty(region: readonly string[]): boolean {
  return region.length > 0 && region[region.length - 1]?.trim() === '';
}

function padded(codes: readonly string[], length: number): string[] {
  return [...codes, ...Array.from({ length: Math.max(0, length - codes.length) }, () => '')];
}

function modifierCode(text: string): string | undefined {
  const code = text.trim().toUpperCase();
  return /^[A-Z0-9]{2}$/.test(code) ? code : undefined;
}

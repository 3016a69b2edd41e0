// Loads the code cards: one YAML file per family, each with `defaults` that its cards share.
import type { CodeCard } from './card';
import acupuncture from './cards/acupuncture.yaml';
import chemodenervation from './cards/chemodenervation.yaml';
import injections from './cards/injections.yaml';
import needling from './cards/needling.yaml';
import neighbours from './cards/neighbours.yaml';
import therapy from './cards/therapy.yaml';
import visits from './cards/visits.yaml';
import { sectionOf } from './sections';

interface CardFamily {
  readonly family: string;
  readonly defaults?: Partial<CodeCard>;
  readonly cards: readonly Partial<CodeCard>[];
}

const families = [
  needling,
  injections,
  acupuncture,
  therapy,
  visits,
  chemodenervation,
  neighbours,
] as readonly CardFamily[];

const empty = { modifiers: { advice: [], wrong: [] }, documentation: [], neighbours: [], sources: [] };

const cards: ReadonlyMap<string, CodeCard> = new Map(
  families.flatMap(({ family, defaults, cards: own }) =>
    own.map((card) => {
      const section = sectionOf(card.code ?? '') ?? 'No section';
      const whole = { ...empty, family, section, ...defaults, ...card } as CodeCard;
      return [whole.code, whole] as const;
    }),
  ),
);

/** The card of a procedure code, or undefined when Claimlint has none. */
export function cardFor(code: string): CodeCard | undefined {
  return cards.get(code);
}

/** Every card, family by family. */
export function allCards(): readonly CodeCard[] {
  return [...cards.values()];
}

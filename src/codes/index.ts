// The door to bundled code knowledge.
export { allCards, cardFor } from './cards';
export {
  allModifiers,
  isKnownModifier,
  type ModifierInfo,
  modifierConflict,
  modifierInfo,
  modifierSource,
} from './modifiers';
export { type KnownPair, pairFact } from './pair-facts';
export {
  allPlacesOfService,
  type PlaceOfService,
  placeOfServiceInfo,
  placeOfServiceSource,
} from './places-of-service';
export { type CodeShape, codeShape, sectionOf } from './sections';

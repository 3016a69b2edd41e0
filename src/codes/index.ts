// The door to bundled code knowledge.
export { allCards, cardFor } from './cards';
export { allModifiers, isKnownModifier, modifierConflict, modifierInfo, modifierSource, type ModifierInfo } from './modifiers';
export { pairFact, type KnownPair } from './pair-facts';
export { allPlacesOfService, placeOfServiceInfo, placeOfServiceSource, type PlaceOfService } from './places-of-service';
export { codeShape, sectionOf, type CodeShape } from './sections';

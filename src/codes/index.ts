// The door to bundled code knowledge. (Being built: cards, modifiers, places of service, sections.)
export type { CodeCard } from './card';

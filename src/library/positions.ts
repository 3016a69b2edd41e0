// Offsets as people and other programs count them.
export { applyEdits } from '../model/text';

import { lineStarts, type Position, positionAt } from '../model/text';

/** A function that gives line and column (0-based, UTF-16) of offsets in a text. Made once a text; each answer is quick. */
export function positionsIn(text: string): (offset: number) => Position {
  const starts = lineStarts(text);
  return (offset) => positionAt(starts, offset);
}

// The door of the note reader: text → Note, the count of muscles, and help for a note that lacks something.
export { countMuscles, mainProcedure } from './counts';
export { elementInformation, elementLabel } from './elements';
export { explainMention, type MentionExplanation } from './explain';
export { insertHeadings } from './insert-headings';
export { isInEnglish } from './language';
export { isNegated } from './negation';
export { type ReadNoteOptions, readNote } from './read';

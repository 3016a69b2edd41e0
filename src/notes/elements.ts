// The elements of the documentation in plain words: what each is called, why it is asked for and by whom.
import type { DocumentationElement } from '../model/note';
import { within } from './lexicon';
import table from './words/documentation.yaml';

export interface ElementInformation {
  /** Plain words, for the middle of a sentence. */
  readonly label: string;
  /** What an inserted heading says. */
  readonly heading: string;
  /** What is to be filled in after it. */
  readonly blank: string;
  readonly why: string;
  readonly source: string;
}

const textAt = (element: DocumentationElement, key: string): string => {
  const value = within(table, element, key);
  return typeof value === 'string' ? value : '';
};

/** All that is told of an element. */
export function elementInformation(element: DocumentationElement): ElementInformation {
  return {
    label: textAt(element, 'label'),
    heading: textAt(element, 'heading'),
    blank: textAt(element, 'blank'),
    why: textAt(element, 'why'),
    source: textAt(element, 'source'),
  };
}

/** Plain words for an element, for the middle of a sentence: "the patient's response". */
export function elementLabel(element: DocumentationElement): string {
  return textAt(element, 'label');
}

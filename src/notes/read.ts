// Text → Note: the visit is chosen, its parts and sentences are cut, read, and what they document is gathered.
import type { Note, Section } from '../model/note';
import { rangeOf, type TextRange } from '../model/text';
import { readDocumentation } from './documentation';
import { completeNames } from './ellipsis';
import { readVisit } from './flow';
import { headerOf } from './header';
import { lexicon } from './lexicon';
import { minutesOf } from './minutes';
import type { Reading } from './piece';
import { piecesOf } from './pieces';
import { tallyKinds } from './procedures';
import { sentencesOf } from './sentences';
import { linesOf, type Part, partsOf } from './structure';
import { type Tokens, tokenize } from './tokens';
import type { SpokenSentence } from './visit-state';
import { visitsOf } from './visits';

export interface ReadNoteOptions {
  /** ISO day: only the visit of that day counts. */
  readonly dateOfService?: string;
  /** A clinic's own short forms: wording → muscle id or name. */
  readonly aliases?: Readonly<Record<string, string>>;
}

/** The first token that begins at or after an offset. */
function tokenAt(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.start[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function sectionOf(tokens: Tokens, part: Part): Section {
  const start = tokens.start[part.headingFrom] ?? tokens.text.length;
  const end = part.to > part.headingFrom ? (tokens.end[part.to - 1] ?? start) : start;
  const heading: TextRange =
    part.headingTo > part.headingFrom
      ? rangeOf(start, tokens.end[part.headingTo - 1] ?? start)
      : rangeOf(start, start);
  return { kind: part.kind, title: part.title, heading, range: rangeOf(start, Math.max(start, end)) };
}

/** Reads a clinical note. Never throws; time is linear in the length of the text. */
export function readNote(text: string, options: ReadNoteOptions = {}): Note {
  const words = lexicon();
  const tokens = tokenize(text, words.vocabulary);
  const lines = linesOf(tokens);
  const header = headerOf(tokens, lines);
  const visits = visitsOf(tokens, lines, header.dateOfService);
  const wanted = options.dateOfService;
  const dated = visits.filter((visit) => visit.date !== undefined);
  const visit =
    wanted === undefined
      ? visits.length === 1
        ? visits[0]
        : [...dated].sort((a, b) => (a.date?.value ?? '').localeCompare(b.date?.value ?? '')).at(-1)
      : (visits.find((candidate) => candidate.date?.value === wanted) ??
        (visits.length === 1 && dated.length === 0 ? visits[0] : undefined));
  const range = visit?.range ?? rangeOf(0, text.length);
  const from = tokenAt(tokens, range.start);
  const to = tokenAt(tokens, range.end);
  const parts = partsOf(tokens, lines, from, to);
  const day = visit?.date?.value ?? wanted;
  const reading: Reading = { tokens, words, ...(day === undefined ? {} : { day }) };
  const sentences: SpokenSentence[] = [];
  for (const part of parts)
    for (const sentence of sentencesOf(tokens, lines, part.from, part.to))
      sentences.push({
        part,
        sentence,
        pieces: completeNames(reading, piecesOf(reading, sentence.from, sentence.to)),
      });
  const tally = tallyKinds(sentences.map(({ pieces }) => pieces));
  const { procedures, muscles } = readVisit(reading, sentences, tally);
  const { documentation, cues } = readDocumentation(tokens, words, sentences, parts, muscles);
  return {
    header,
    visits,
    ...(visit === undefined ? {} : { visit }),
    sections: parts
      .filter((part) => part.headingTo > part.headingFrom)
      .map((part) => sectionOf(tokens, part)),
    procedures,
    muscles:
      visit === undefined
        ? muscles.map((mention) => ({
            ...mention,
            status: 'historical' as const,
            reason: { because: 'no visit of the date that was asked for' },
          }))
        : muscles,
    documentation,
    minutes: minutesOf(tokens, sentences),
    cues,
  };
}

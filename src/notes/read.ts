// Text → Note: the visit is chosen, its parts and sentences are cut, read, and what they document is gathered.
import type { Note, Section } from '../model/note';
import { rangeOf, type TextRange } from '../model/text';
import { aliasesOf } from './aliases';
import { readBoxes } from './boxes';
import { readDocumentation } from './documentation';
import { completeNames } from './ellipsis';
import { readVisit } from './flow';
import { headerOf } from './header';
import { lexicon } from './lexicon';
import { type Line, lineAt, linesOf } from './lines';
import { minutesOf } from './minutes';
import { readMisspellings } from './misspellings';
import { byNeighbours } from './neighbours';
import type { Reading } from './piece';
import { piecesOf } from './pieces';
import { type KindTally, readCodes, tallyKinds } from './procedures';
import { sentencesOf } from './sentences';
import { type Part, partsOf } from './structure';
import { mayBeTable, readRow, tableAt } from './tables';
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

/** The sentences of a part; tables row by row. */
function spokenOf(
  reading: Reading,
  lines: readonly Line[],
  part: Part,
  next: Part | undefined,
): readonly SpokenSentence[] {
  const { tokens } = reading;
  const cut = (from: number, to: number) =>
    byNeighbours(
      tokens,
      readBoxes(tokens, completeNames(reading, readMisspellings(reading, piecesOf(reading, from, to)))),
    );
  const spoken: SpokenSentence[] = [];
  let from = part.from;
  const prose = (to: number) => {
    for (const sentence of sentencesOf(tokens, lines, from, to))
      spoken.push({ part, sentence, pieces: cut(sentence.from, sentence.to) });
  };
  for (
    let index = lineAt(lines, part.from);
    index < lines.length && (lines[index]?.from ?? part.to) < part.to;
    index++
  ) {
    const line = lines[index];
    if (line === undefined || line.from < part.from || !mayBeTable(tokens, line)) continue;
    const table = tableAt(reading, lines, index, part.to, cut);
    if (table === undefined) continue;
    prose(table.first.from);
    const whole = (row: Line): SpokenSentence => ({
      part,
      sentence: sentenceOf(row.from, row.to),
      pieces: cut(row.from, row.to),
      silent: true,
    });
    spoken.push(whole(table.first));
    for (const row of table.rows) {
      spoken.push(whole(row));
      for (const { cell, verdict } of readRow(reading, table, row, cut).entries)
        spoken.push({
          part,
          sentence: sentenceOf(cell.from, cell.to),
          pieces: cut(cell.from, cell.to),
          row: verdict,
        });
    }
    const last = table.rows.at(-1) ?? table.first;
    from = last.to;
    while ((lines[index]?.to ?? part.to) < last.to) index++;
  }
  prose(part.to);
  // A heading without words of its own still says what is done: "DRY NEEDLING NOTE" over fields.
  if (spoken.length === 0 && part.act !== undefined && next?.carries === true)
    spoken.push({ part, sentence: sentenceOf(part.from, part.from), pieces: [], silent: true });
  return spoken;
}

const sentenceOf = (from: number, to: number): SpokenSentence['sentence'] => ({
  from,
  to,
  startsLine: true,
  bullet: true,
  indent: 0,
  afterGap: false,
});

const named = new Set<string>(['needling', 'injection', 'chemodenervation', 'emg', 'acupuncture']);

/** The sentences with codes read as procedures when no word names one. */
function withCodes(
  tokens: Tokens,
  sentences: readonly SpokenSentence[],
): { sentences: readonly SpokenSentence[]; tally: KindTally } {
  const tally = tallyKinds(
    tokens,
    sentences.map(({ pieces }) => pieces),
  );
  const isNamed = sentences.some(({ pieces }) =>
    pieces.some((piece) => piece.is === 'act' && (piece.act.tool || named.has(piece.act.kind))),
  );
  if (isNamed) return { sentences, tally };
  const read = sentences.map((spoken) =>
    spoken.part.kind === 'treatment' || spoken.part.kind === 'other'
      ? { ...spoken, pieces: readCodes(tokens, spoken.pieces) }
      : spoken,
  );
  return {
    sentences: read,
    tally: tallyKinds(
      tokens,
      read.map(({ pieces }) => pieces),
    ),
  };
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
  const aliases = aliasesOf(options.aliases);
  const reading: Reading = {
    tokens,
    words,
    ...(day === undefined ? {} : { day }),
    ...(aliases === undefined ? {} : { aliases }),
  };
  const { sentences, tally } = withCodes(
    tokens,
    parts.flatMap((part, index) => spokenOf(reading, lines, part, parts[index + 1])),
  );
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

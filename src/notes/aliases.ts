// A clinic's own words for muscles (`muscle aliases` of the configuration): wording → muscle id or name.
import { type Muscle, muscleOf, muscles } from '../codes/muscles/dictionary';
import type { Alias, Aliases, Piece } from './piece';
import type { Tokens } from './tokens';

const plain = (text: string): string => text.trim().toLowerCase();

/** The muscle of an id or of any of its names. */
function muscleNamed(name: string): Muscle | undefined {
  const wanted = plain(name);
  return (
    muscleOf(wanted.replace(/\s+/g, '-')) ??
    muscles.find(
      (muscle) =>
        plain(muscle.name) === wanted ||
        plain(muscle.anatomical ?? '') === wanted ||
        muscle.words.some((word) => plain(word) === wanted) ||
        muscle.abbreviations.includes(name.trim()),
    )
  );
}

/** Words as the reader cuts them: letters with inner apostrophes, numbers, single marks. */
const wordsOfAlias = (wording: string): readonly string[] =>
  plain(wording).match(/[\p{L}]+(?:['’][\p{L}]+)*|\d+(?:\.\d+)*|[^\s\p{L}\d]/gu) ?? [];

/** Aliases whose muscle the dictionary knows; others are left out. */
export function aliasesOf(written: Readonly<Record<string, string>> | undefined): Aliases | undefined {
  const found = new Map<string, Alias[]>();
  for (const [wording, name] of Object.entries(written ?? {})) {
    const muscle = muscleNamed(name);
    const words = wordsOfAlias(wording);
    const [first] = words;
    if (muscle === undefined || first === undefined) continue;
    const there = found.get(first) ?? [];
    there.push({ words, muscle });
    found.set(first, there);
  }
  for (const list of found.values()) list.sort((a, b) => b.words.length - a.words.length);
  return found.size === 0 ? undefined : found;
}

/** The alias that begins at token `at`, as a muscle. */
export function aliasAt(aliases: Aliases, tokens: Tokens, at: number, to: number): Piece | undefined {
  const wordAt = (index: number): string =>
    tokens.text.slice(tokens.start[index], tokens.end[index]).toLowerCase();
  const fitting = aliases
    .get(wordAt(at))
    ?.find(
      ({ words }) => at + words.length <= to && words.every((word, index) => wordAt(at + index) === word),
    );
  return fitting === undefined
    ? undefined
    : {
        is: 'muscle',
        from: at,
        to: at + fitting.words.length,
        muscle: fitting.muscle,
        others: [],
        sure: true,
      };
}

// The codes that a note of the tabular list names in brackets: `(M54.4-)`, `(G43.-)`, `(I60-I69)`, `(S39.012, S33.5)`,
// `(E08-E13 with .44)`, `(S52.- with 7th character B)`, `(I69. with final characters -23)`.

export interface CodeReference {
  /** Without the point; a code is meant when it begins with `from`, lies between the two, or begins with `to`. */
  readonly from: string;
  readonly to: string;
  /** What further characters the code must have. */
  readonly condition?: (code: string) => boolean;
}

const code = '[A-Z][0-9][0-9A-Z](?:\\.[0-9A-Z]*)?';
const bracket = /\(([A-Z][0-9][0-9A-Z][^()]*)\)/g;
const reference = new RegExp(
  `(${code})-?(?:\\s*(?:-|to|through)?\\s*(?<=[-o h])(${code})-?)?((?:(?!${code})[^,;])*)`,
  'g',
);
const bare = (written: string): string => written.replace('.', '');

/** The codes named in a note. What a condition means that is not understood is left out: it would accuse the wrong code. */
export function codeReferences(note: string): readonly CodeReference[] {
  return [...note.matchAll(bracket)].flatMap(([, group = '']) =>
    [...group.matchAll(reference)].flatMap(([, first = '', last, rest = '']): readonly CodeReference[] => {
      const from = bare(first);
      const to = bare(last ?? first);
      const words = rest.replace(/^[-\s.]+|[-\s.]+$/g, '').replace(/^(?:and|or)$/, '');
      if (words === '') return [{ from, to }];
      const condition = readCondition(words, Math.max(from.length, to.length));
      return condition === undefined ? [] : [{ from, to, condition }];
    }),
  );
}

/** Whether the code (without the point) is one of those that the reference means. */
export function refersTo({ from, to, condition }: CodeReference, own: string): boolean {
  const isWithin =
    own.slice(0, from.length) >= from && own.slice(0, to.length) <= to && own.length >= from.length;
  return isWithin && (condition === undefined || condition(own));
}

const places: Readonly<Record<string, number>> = {
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  '4th': 4,
  '5th': 5,
  '6th': 6,
  '7th': 7,
};
const place = '(fourth|fifth|sixth|seventh|[4-7]th)';
const byPlace = new RegExp(`^with ${place}(?:[ -](or|to|and)[ -]${place})?[ -]characters? (.+)$`);

function readCondition(words: string, after: number): CodeReference['condition'] {
  const ending = /^with (?:final|last) characters? -?([0-9A-Z]+)$/.exec(words)?.[1];
  if (ending !== undefined) return (own) => own.endsWith(ending);
  const placed = byPlace.exec(words);
  if (placed !== null) {
    const first = places[placed[1] ?? ''] ?? 0;
    const second = places[placed[3] ?? ''] ?? first;
    const wanted = characters(placed[4] ?? '');
    if (wanted === undefined) return undefined;
    if (placed[2] === 'to') return (own) => wanted.includes(own.slice(first - 1, second));
    return (own) => [first, second].some((each) => wanted.includes(own.charAt(each - 1)));
  }
  // `.51-.52`, `.61-`, `1`: the characters that follow those of the reference.
  const following = /^with \.?([0-9A-Z]+)-?(?:\.?([0-9A-Z]+))?-?$/.exec(words);
  if (following === null) return undefined;
  const low = following[1] ?? '';
  const high = following[2] ?? low;
  return (own) =>
    own.slice(after, after + low.length) >= low &&
    own.slice(after, after + high.length) <= high &&
    own.length > after;
}

/** `1-4 or 6` → 1, 2, 3, 4, 6; `51` → 51; undefined when it is anything else. */
function characters(written: string): readonly string[] | undefined {
  const found: string[] = [];
  for (const part of written.split(/,| or | and /)) {
    const match = /^\s*\.?([0-9A-Z]+)(?:-([0-9A-Z]))?\s*$/.exec(part);
    if (match === null) return undefined;
    const [, first = '', last] = match;
    if (last === undefined) found.push(first);
    else
      for (let each = first.charCodeAt(0); each <= last.charCodeAt(0); each++)
        found.push(String.fromCharCode(each));
  }
  return found;
}

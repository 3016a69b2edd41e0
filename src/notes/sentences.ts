// Where a sentence ends, in prose, in lists with one item a line, and in lines that a mail program wrapped.
import { isGlued, isRule, type Line, lineAt } from './lines';
import { shape, type Tokens } from './tokens';

export interface Sentence {
  /** Tokens: first, and the one after the last; line ends within are those of wrapped text. */
  readonly from: number;
  readonly to: number;
  readonly startsLine: boolean;
  readonly bullet: boolean;
  readonly indent: number;
  /** Whether an empty line stands between this sentence and the one before. */
  readonly afterGap: boolean;
}

/** Short forms that are written with a point and seldom end a sentence. */
const neverEnds = new Set(
  'rt lt lft bi dr mr mrs ms vs approx lev scap ant post sup inf tib e.g i.e st r l pt incl resp esp abd add ext flex glut pect pec quad fib musc ml no fig med lat bil bilat b mm m gastroc semi rect trap ad'.split(
    ' ',
  ),
);
/** Before a name. */
const titles = new Set('dr mr mrs ms vs approx e.g i.e incl resp'.split(' '));
const maybeEnds = new Set(
  'min mins hr sec wk wks mo yr tx hx dx rx sx fx cont eval temp inj cc mg u in ft lb lbs w no'.split(' '),
);

const wrapWidth = 58;
/** No sentence is longer than this many tokens; it bounds the time of those who compare its parts with each other. */
const longest = 240;

/** Where an overlong sentence may be cut: at a mark of a list, in need after twice the length anywhere. */
const canPart = (tokens: Tokens, at: number): boolean => {
  const mark = tokens.text[tokens.start[at] ?? 0];
  return mark === ',' || mark === ';' || mark === '|' || at % longest === 0;
};

/** The sentences of tokens [from, to). `lines`: the lines of the whole text, in order. */
export function sentencesOf(
  tokens: Tokens,
  lines: readonly Line[],
  from: number,
  to: number,
): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let begin = from;
  let startsLine = true;
  let bullet = false;
  let indent = 0;
  let afterGap = false;
  let index = lineAt(lines, from);
  const close = (end: number) => {
    let first = begin;
    let last = end;
    while (first < last && ((tokens.shape[first] ?? 0) & shape.newline) !== 0) first++;
    while (last > first && ((tokens.shape[last - 1] ?? 0) & shape.newline) !== 0) last--;
    if (last > first) sentences.push({ from: first, to: last, startsLine, bullet, indent, afterGap });
    afterGap = false;
    startsLine = false;
  };
  for (; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined || line.from >= to) break;
    const start = Math.max(line.from, from);
    const end = Math.min(line.to, to);
    if (start >= end) continue;
    const previous = lines[index - 1];
    if (start > from || begin === from) {
      const joins =
        start > from &&
        previous !== undefined &&
        previous.to > from &&
        continues(tokens, previous, line, begin < previous.to);
      if (!joins) {
        if (start > begin) close(start);
        begin = line.from >= from ? line.content : start;
        startsLine = line.from >= from;
        bullet = line.bullet && line.from >= from;
        indent = line.indent;
        afterGap = previous !== undefined && start - previous.to > 1;
      }
    }
    for (let at = Math.max(begin, start); at < end; at++) {
      const overlong = at - begin >= longest && canPart(tokens, at);
      if (!overlong && !endsSentence(tokens, at, end)) continue;
      close(at);
      begin = at + 1;
      bullet = false;
    }
    if (isRule(tokens, line)) {
      begin = end;
    }
  }
  close(to);
  return sentences;
}

const lastWritten = (tokens: Tokens, line: Line): string =>
  tokens.text.slice(tokens.start[line.to - 1], tokens.end[line.to - 1]);

/** Whether `line` goes on with the sentence of `previous`: wrapped text, or a list that a comma carries over. */
function continues(tokens: Tokens, previous: Line, line: Line, isOpen: boolean): boolean {
  if (line.bullet || line.from - previous.to > 1 || isRule(tokens, line) || isRule(tokens, previous))
    return false;
  if (!isOpen) return false;
  const last = lastWritten(tokens, previous).toLowerCase();
  if (['.', '!', '?', ':', ';', '|'].includes(last)) return false;
  // "LTR+" ends an entry; "R UT +" goes on.
  const isGluedSign = (last === '+' || last === '-') && isGlued(tokens, previous.to - 1);
  if (
    !isGluedSign &&
    [',', 'and', '&', '/', '+', 'or', 'to', 'of', 'the', 'with', '-', 'into', 'in', 'right', 'left'].includes(
      last,
    )
  )
    return true;
  const width = (tokens.end[previous.to - 1] ?? 0) - (tokens.start[previous.from] ?? 0) + previous.indent;
  const firstBits = tokens.shape[line.from] ?? 0;
  const firstMark = tokens.text[tokens.start[line.from] ?? 0] ?? '';
  if (
    firstMark === '[' ||
    firstMark === '|' ||
    firstMark === '#' ||
    firstMark === '☐' ||
    firstMark === '☑' ||
    firstMark === '☒'
  )
    return false;
  // After a line without a point a capital begins a new sentence, unless all words are written so.
  const plainCapital = (bits: number): boolean =>
    (bits & shape.capitalised) !== 0 && (bits & shape.allCapitals) === 0;
  if (plainCapital(firstBits) && !/^[A-Z][a-z]+$/.test(lastWritten(tokens, previous))) return false;
  if (width >= wrapWidth)
    return (firstBits & shape.word) !== 0 || (firstBits & shape.number) !== 0 || firstMark === '(';
  return false;
}

const wordOf = (tokens: Tokens, at: number): string =>
  tokens.text.slice(tokens.start[at], tokens.end[at]).toLowerCase();

const halves = new Set(
  'max med min maj minor major minimus medius maximus ant post cap capitis cerv cervicis lat sup inf long brev longus brevis dig dors dorsi lumb fem fems brach scap trap tend memb oblique pec carp rad uln poll hal int ext'.split(
    ' ',
  ),
);

const sideShort = new Set(['r', 'l', 'b', 'rt', 'lt', 'bil', 'bilat', 'lft']);
const beforeName =
  /^([,:;(/+&|\-–•]|and|or|to|of|in|into|the|on|for|with|his|her|their|dn|tdn|needled|performed|then|plus)$/;

/** Whether the side at `at` stands before the name that it belongs to: "of rt. trapezius", but not "UT rt. Patient …". */
function opensName(tokens: Tokens, at: number): boolean {
  if (at === 0 || ((tokens.shape[at - 1] ?? 0) & shape.newline) !== 0) return true;
  if (((tokens.shape[at] ?? 0) & shape.glued) !== 0 && wordOf(tokens, at - 1) === '>') return false;
  return beforeName.test(wordOf(tokens, at - 1));
}

function endsSentence(tokens: Tokens, at: number, lineEnd: number): boolean {
  if (((tokens.shape[at] ?? 0) & shape.mark) === 0) return false;
  const mark = tokens.text[tokens.start[at] ?? 0];
  if (mark === '!') return true;
  if (mark === '?') return at + 1 >= lineEnd || ((tokens.shape[at + 1] ?? 0) & shape.capitalised) !== 0;
  if (mark !== '.') return false;
  if (at + 1 >= lineEnd) return true;
  const nextBits = tokens.shape[at + 1] ?? 0;
  const previous = tokens.text.slice(tokens.start[at - 1], tokens.end[at - 1]).toLowerCase();
  if ((nextBits & shape.glued) !== 0) {
    // "performed.Patient": a missing space.
    const isWord =
      (nextBits & shape.word) !== 0 &&
      (nextBits & shape.capitalised) !== 0 &&
      (nextBits & shape.allCapitals) === 0;
    return isWord && previous.length > 3;
  }
  const isLower = (nextBits & shape.word) !== 0 && (nextBits & shape.capitalised) === 0;
  if (sideShort.has(previous) && !isLower)
    return !opensName(tokens, at - 1) && nextStartsClause(tokens, at + 1, lineEnd);
  if (previous.length === 1 && /[a-z]/.test(previous) && ((tokens.shape[at] ?? 0) & shape.glued) !== 0)
    return !isLower && !/[rlbmeg]/.test(previous);
  // "Glut. Max.": the halves of one name.
  if (neverEnds.has(previous) && halves.has(wordOf(tokens, at + 1))) return false;
  if (neverEnds.has(previous))
    return !titles.has(previous) && !isLower && nextStartsClause(tokens, at + 1, lineEnd);
  return !(maybeEnds.has(previous) && isLower);
}

/** After "bilat." a capital begins a sentence unless it is a short form in capitals: "bilat. UT". */
function nextStartsClause(tokens: Tokens, at: number, lineEnd: number): boolean {
  const bits = tokens.shape[at] ?? 0;
  return at < lineEnd && (bits & shape.capitalised) !== 0 && (bits & shape.allCapitals) === 0;
}

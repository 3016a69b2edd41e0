// A sentence as a row of pieces: muscles, acts, sides, cues, list marks and plain words. All later judgement looks at these.
import { aliasAt } from './aliases';
import { settle } from './clashes';
import { dateAt, isSameDay } from './dates';
import type { Speech } from './lexicon';
import { longestMatch, type Match, meaningsOf } from './phrases';
import { type MarkKind, type Piece, type Reading, tokenText, type Unsettled } from './piece';
import { shape, type Tokens } from './tokens';

const marks: Readonly<Record<string, MarkKind>> = {
  ',': 'comma',
  '/': 'slash',
  '\\': 'slash',
  '+': 'plus',
  '&': 'and',
  ';': 'semicolon',
  ':': 'colon',
  '-': 'dash',
  '–': 'dash',
  '—': 'dash',
  '(': 'open',
  ')': 'close',
  '[': 'open',
  ']': 'close',
  '|': 'bar',
  '•': 'comma',
};

const boxes: Readonly<Record<string, boolean>> = {
  '☐': false,
  '□': false,
  '◻': false,
  '☑': true,
  '☒': true,
  '✓': true,
  '✔': true,
  '✗': true,
  '✘': true,
  '■': true,
};

/** Whether token `at` is one of the spinal letters with a number glued to it: L3, C2. */
function levelAt(tokens: Tokens, at: number, to: number): number {
  const length = (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0);
  if (length !== 1 || ((tokens.shape[at] ?? 0) & shape.word) === 0) return 0;
  const letter = tokens.text[tokens.start[at] ?? 0] ?? '';
  if (!/[CTLS]/i.test(letter)) return 0;
  const next = at + 1;
  const isNumber =
    next < to &&
    ((tokens.shape[next] ?? 0) & shape.number) !== 0 &&
    ((tokens.shape[next] ?? 0) & shape.glued) !== 0;
  if (!isNumber || Number(tokenText(tokens, next, next + 1)) > 12) return 0;
  let end = next + 1;
  // -5, /5, –C7, "to L5", ", L4"
  while (end + 1 < to) {
    const joint = tokenText(tokens, end, end + 1);
    if (!['-', '–', '—', '/', 'to', 'through', '&'].includes(joint.toLowerCase())) break;
    const after = end + 1;
    const bits = tokens.shape[after] ?? 0;
    if ((bits & shape.number) !== 0 && (bits & shape.glued) !== 0) {
      end = after + 1;
      continue;
    }
    const inner =
      after + 1 < to &&
      /^[CTLS]$/i.test(tokenText(tokens, after, after + 1)) &&
      ((tokens.shape[after + 1] ?? 0) & shape.number) !== 0;
    if (!inner) break;
    end = after + 2;
  }
  return end;
}

const beforeDay = new Set([
  'on',
  'visit',
  'session',
  'tx',
  'treatment',
  'dated',
  'since',
  'appt',
  'appointment',
  'seen',
  'date',
  'dos',
  'lv',
  'until',
  'by',
  'for',
]);

/** A date at token `at`. Without a year only after a word such as "on" or "visit (": 4/5 is a muscle grade. */
function datePiece({ tokens, day }: Reading, at: number, to: number): Piece | undefined {
  const bits = tokens.shape[at] ?? 0;
  if ((bits & shape.number) === 0 || (bits & shape.glued) !== 0) {
    const afterOpen = at > 0 && (bits & shape.number) !== 0 && tokens.text[tokens.start[at - 1] ?? 0] === '(';
    if (!afterOpen && !isMonth(tokens, at)) return undefined;
  } else if (at + 1 < to && !/[-/.\d a-zA-Z]/.test(tokens.text[tokens.end[at] ?? 0] ?? '')) return undefined;
  const date = dateAt(tokens.text, tokens.start[at] ?? 0);
  if (date === undefined) return undefined;
  let end = at + 1;
  while (end < to && (tokens.start[end] ?? 0) < date.end) end++;
  if ((tokens.end[end - 1] ?? 0) !== date.end) return undefined;
  if (date.year === undefined) {
    let before = at - 1;
    if (before >= 0 && tokens.text[tokens.start[before] ?? 0] === '(') before--;
    const word = before < 0 ? '' : tokenText(tokens, before, before + 1).toLowerCase();
    if (!beforeDay.has(word)) return undefined;
    if (/[.]/.test(tokenText(tokens, at, end))) return undefined;
  }
  if (day === undefined) return { is: 'date', from: at, to: end, day: 'unknown' };
  if (isSameDay(date, day)) return { is: 'date', from: at, to: end, day: 'same' };
  const [year = 0, month = 0, monthDay = 0] = day.split('-').map(Number);
  const difference = ((date.year ?? year) - year) * 372 + (date.month - month) * 31 + (date.day - monthDay);
  return { is: 'date', from: at, to: end, day: difference < 0 ? 'earlier' : 'later' };
}

const monthWord = /^(jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)/;

function isMonth(tokens: Tokens, at: number): boolean {
  const bits = tokens.shape[at] ?? 0;
  if ((bits & shape.word) === 0 || (bits & shape.capitalised) === 0) return false;
  return monthWord.test(
    tokenText(tokens, at, at + 1)
      .slice(0, 4)
      .toLowerCase(),
  );
}

/** `[x]`, `[ ]`, `( )`, `(x)`, ☐ …, or a blank to fill in: `____`, `***`, `[MUSCLES]`. */
function boxOrBlankAt(tokens: Tokens, at: number, to: number): Piece | undefined {
  const mark = tokenText(tokens, at, at + 1);
  const box = boxes[mark];
  if (box !== undefined) return { is: 'box', from: at, to: at + 1, checked: box };
  if (mark === '_') {
    let end = at + 1;
    while (end < to && tokenText(tokens, end, end + 1) === '_') end++;
    return end - at >= 2 ? { is: 'blank', from: at, to: end } : undefined;
  }
  if (mark === '*') {
    let end = at + 1;
    while (end < to && tokenText(tokens, end, end + 1) === '*') end++;
    return end - at >= 3 ? { is: 'blank', from: at, to: end } : undefined;
  }
  const close = { '[': ']', '(': ')', '{': '}', '<': '>' }[mark];
  if (close === undefined) return undefined;
  const second = tokenText(tokens, at + 1, at + 2);
  if (at + 1 < to && second === close && (mark === '[' || mark === '('))
    return { is: 'box', from: at, to: at + 2, checked: false };
  const third = at + 2 < to ? tokenText(tokens, at + 2, at + 3) : '';
  if (third === close && (mark === '[' || mark === '(')) {
    if (/^[xX✓✔*☒√]$/.test(second)) return { is: 'box', from: at, to: at + 3, checked: true };
    if (mark === '(' && /^(y|yes)$/i.test(second)) return { is: 'box', from: at, to: at + 3, checked: true };
    if (mark === '(' && /^(n|no)$/i.test(second)) return { is: 'box', from: at, to: at + 3, checked: false };
    if (/^[_oO-]$/.test(second) && mark === '[') return { is: 'box', from: at, to: at + 3, checked: false };
  }
  if (mark === '(') return undefined;
  let end = at + 1;
  while (end < to && end - at < 8 && tokenText(tokens, end, end + 1) !== close) end++;
  if (end >= to || tokenText(tokens, end, end + 1) !== close) return undefined;
  const inside = tokens.text.slice(tokens.end[at], tokens.start[end]);
  // "[20561]" is a code.
  if (/^\d[\d., x]*$/.test(inside)) return undefined;
  return /^[\s_A-Z0-9/*#|-]*$/.test(inside) ||
    mark === '{' ||
    /^(insert|enter|list|select|specify|muscle|number|side|name|date|gauge|fill)/i.test(inside)
    ? { is: 'blank', from: at, to: end + 1 }
    : undefined;
}

const joinWords: Readonly<Record<string, MarkKind>> = { and: 'and', or: 'or', plus: 'plus', with: 'and' };

function markPiece(tokens: Tokens, at: number, to: number): Piece {
  const written = tokenText(tokens, at, at + 1).toLowerCase();
  if (
    written === 'and' &&
    at + 2 < to &&
    tokenText(tokens, at + 1, at + 2) === '/' &&
    tokenText(tokens, at + 2, at + 3).toLowerCase() === 'or'
  )
    return { is: 'and-or', from: at, to: at + 3 };
  if (written === 'as' && at + 2 < to && tokenText(tokens, at, at + 3).toLowerCase() === 'as well as')
    return { is: 'and', from: at, to: at + 3 };
  const joint = written === 'with' ? undefined : joinWords[written];
  if (joint !== undefined) return { is: joint, from: at, to: at + 1 };
  const mark = marks[written];
  if (mark !== undefined) return { is: mark, from: at, to: at + 1 };
  const bits = tokens.shape[at] ?? 0;
  if ((bits & shape.number) !== 0) return { is: 'number', from: at, to: at + 1, value: Number(written) };
  if ((bits & shape.newline) !== 0) return { is: 'line', from: at, to: at + 1 };
  return { is: 'word', from: at, to: at + 1 };
}

function pieceOf(match: Match<Speech>, meaning: Speech): Piece {
  const span = { from: match.from, to: match.to };
  switch (meaning.is) {
    case 'muscle':
      return { is: 'muscle', ...span, muscle: meaning.muscle, others: [], sure: meaning.sure };
    case 'act':
      return { is: 'act', ...span, act: meaning };
    case 'finding':
      return { is: 'finding', ...span };
    case 'side':
      return { is: 'side', ...span, side: meaning.side, near: meaning.near };
    default:
      return { is: meaning.is, ...span };
  }
}

const isLetterSide = (tokens: Tokens, match: Match<Speech>): boolean => {
  const next = match.to;
  const length = (tokens.end[match.to - 1] ?? 0) - (tokens.start[match.from] ?? 0);
  // "®UT" needs no space.
  if (length > 1 || ((tokens.shape[match.from] ?? 0) & shape.mark) !== 0) return false;
  const gluedNext =
    next < tokens.count &&
    ((tokens.shape[next] ?? 0) & shape.glued) !== 0 &&
    ((tokens.shape[next] ?? 0) & (shape.number | shape.word)) !== 0;
  const gluedBefore =
    ((tokens.shape[match.from] ?? 0) & shape.glued) !== 0 &&
    ((tokens.shape[match.from - 1] ?? 0) & (shape.number | shape.word)) !== 0;
  return gluedNext || gluedBefore;
};

/** The point of a short form: "rt.", "bil."; sentences are cut already. */
const isPoint = (tokens: Tokens, at: number): boolean =>
  ((tokens.shape[at] ?? 0) & (shape.mark | shape.glued)) === (shape.mark | shape.glued) &&
  tokens.text[tokens.start[at] ?? 0] === '.' &&
  ((tokens.shape[at - 1] ?? 0) & shape.word) !== 0;

const isWithStroke = (tokens: Tokens, piece: Piece): boolean =>
  piece.is === 'word' &&
  tokens.text[tokens.end[piece.to - 1] ?? 0] === '/' &&
  /^w$/i.test(tokenText(tokens, piece.from, piece.to));

const sideOfLetter: Readonly<Record<string, 'left' | 'right' | 'both'>> = {
  L: 'left',
  R: 'right',
  B: 'both',
};

/** "LUT", "RSCM": a side letter written together with a short form that the tables know for certain. */
function sideInWord({ tokens, words }: Reading, at: number): readonly Unsettled[] | undefined {
  const written = tokenText(tokens, at, at + 1);
  if (written.length < 3 || written.length > 6 || ((tokens.shape[at] ?? 0) & shape.allCapitals) === 0)
    return undefined;
  const side = sideOfLetter[written[0] ?? ''];
  const rest = written.slice(1);
  const number = words.vocabulary.numbers.get(rest.toLowerCase());
  if (side === undefined || number === undefined) return undefined;
  const meanings = (meaningsOf(words.speech, [number]) ?? []).filter(
    ({ exactly }) => exactly === undefined || exactly === rest,
  );
  const named = meanings.flatMap(({ value }) => (value.is === 'muscle' ? [value] : []));
  const sure = named.find((value) => value.sure);
  if (sure === undefined && named.length !== meanings.length) return undefined;
  const muscles = sure === undefined ? named.map(({ muscle }) => muscle) : [sure.muscle];
  if (muscles.length === 0) return undefined;
  const span = { from: at, to: at + 1 };
  return [
    { is: 'side', ...span, side, near: false },
    sure === undefined
      ? { ...span, muscles, otherwise: { is: 'word', ...span } }
      : { is: 'muscle', ...span, muscle: sure.muscle, others: [], sure: true },
  ];
}

/** The pieces of tokens [from, to). */
export function piecesOf(reading: Reading, from: number, to: number): readonly Piece[] {
  const { tokens, words } = reading;
  const pieces: Unsettled[] = [];
  let at = from;
  while (at < to) {
    const date = datePiece(reading, at, to);
    if (date !== undefined) {
      pieces.push(date);
      at = date.to;
      continue;
    }
    const alias = reading.aliases === undefined ? undefined : aliasAt(reading.aliases, tokens, at, to);
    if (alias !== undefined) {
      pieces.push(alias);
      at = alias.to;
      continue;
    }
    const level = levelAt(tokens, at, to);
    if (level > 0) {
      pieces.push({ is: 'level', from: at, to: level });
      at = level;
      continue;
    }
    if (isPoint(tokens, at)) {
      at++;
      continue;
    }
    const match = tokens.word[at] === 0 ? undefined : longestMatch(words.speech, tokens, at, to);
    if (match !== undefined && !isLetterSide(tokens, match)) {
      pieces.push(readMatch(tokens, match));
      at = match.to;
      continue;
    }
    const sided = tokens.word[at] === 0 ? sideInWord(reading, at) : undefined;
    if (sided !== undefined) {
      pieces.push(...sided);
      at++;
      continue;
    }
    const marked = ((tokens.shape[at] ?? 0) & shape.mark) === 0 ? undefined : boxOrBlankAt(tokens, at, to);
    const piece = marked ?? markPiece(tokens, at, to);
    pieces.push(piece);
    // The stroke of "w/" parts no list.
    at = isWithStroke(tokens, piece) ? piece.to + 1 : piece.to;
  }
  return settle(
    tokens,
    pieces.map((piece, index) => repeatedOn(tokens, piece, pieces[index + 1])),
  );
}

/** "The procedure was repeated in the right obturator internus": a side for what follows, not for what stood before. */
function repeatedOn(tokens: Tokens, piece: Unsettled, next: Unsettled | undefined): Unsettled {
  if ('muscles' in piece || piece.is !== 'again' || next === undefined) return piece;
  const isNamed = 'muscles' in next || next.is === 'muscle' || next.is === 'level';
  if (!isNamed) return piece;
  const said = tokenText(tokens, piece.from, piece.to).toLowerCase();
  const side = /\b(l|lt|left)\b/.test(said) ? 'left' : /\b(r|rt|right)\b/.test(said) ? 'right' : 'one';
  return { is: 'side', from: piece.from, to: piece.to, side, near: false };
}

/** Cues that may stand before or after what they bear on: "declined DN", "DN declined". */
function bothWays(meanings: readonly Speech[]): Speech | undefined {
  const has = (role: Speech['is']) => meanings.some((meaning) => meaning.is === role);
  if (has('later-before') && has('later-after')) return { is: 'later-both' };
  if (has('later-after') && has('purpose')) return { is: 'spoken' };
  return (has('not-act') || has('not-before')) && has('not-after') ? { is: 'not-both' } : undefined;
}

function readMatch(tokens: Tokens, match: Match<Speech>): Unsettled {
  const meanings = match.meanings.map((meaning) => meaning.value);
  const sure = meanings.find((meaning) => meaning.is === 'muscle' && meaning.sure);
  if (sure !== undefined) return pieceOf(match, sure);
  const muscles = meanings.flatMap((meaning) => (meaning.is === 'muscle' ? [meaning.muscle] : []));
  const rest = bothWays(meanings) ?? meanings.find((meaning) => meaning.is !== 'muscle');
  if (muscles.length === 0)
    return rest === undefined ? markPiece(tokens, match.from, match.to) : pieceOf(match, rest);
  const otherwise: Piece =
    rest === undefined ? { is: 'word', from: match.from, to: match.to } : pieceOf(match, rest);
  return { from: match.from, to: match.to, muscles, otherwise };
}

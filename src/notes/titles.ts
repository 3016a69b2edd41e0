// Which lines and words are headings: `SUBJECTIVE:`, `S:`, `## Plan`, `**Treatment**`, a title over dashes, `Plan:` amid a line,
// and titles of nobody's list that name a procedure or stand in capitals.
import type { Act, Lexicon, SpokenSide, TitleKind } from './lexicon';
import { isGlued, markOf } from './lines';
import { longestMatch } from './phrases';
import { shape, type Tokens } from './tokens';

export interface Title {
  readonly kind: TitleKind | 'other';
  readonly act?: Act;
  /** "Right shoulder dry needling:" gives its side to what follows. */
  readonly side?: SpokenSide;
  readonly from: number;
  readonly to: number;
  /** First token of the body. */
  readonly body: number;
}

function isCapitals(tokens: Tokens, from: number, to: number): boolean {
  let letters = 0;
  for (let at = from; at < to; at++) {
    const bits = tokens.shape[at] ?? 0;
    if ((bits & shape.word) === 0) continue;
    if ((bits & shape.allCapitals) === 0) return false;
    letters += (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0);
  }
  return letters >= 3;
}

/** Past `**`, `__`, `:` and the like that close a title. */
function afterDecoration(tokens: Tokens, from: number, to: number): { at: number; closed: boolean } {
  let at = from;
  let closed = false;
  while (at < to) {
    const mark = markOf(tokens, at);
    if (mark === ':') closed = true;
    else if (mark !== '*' && mark !== '_' && mark !== '#') break;
    at++;
  }
  return { at, closed };
}

/** The title at `from`, if the words there are one and its end is marked. `to`: end of the line. */
export function titleAt(
  words: Lexicon,
  tokens: Tokens,
  from: number,
  to: number,
  atLineStart: boolean,
  isUnderlined: boolean,
): Title | undefined {
  let at = from;
  let hashes = 0;
  let stars = 0;
  while (at < to) {
    const mark = markOf(tokens, at);
    if (mark === '#') hashes++;
    else if (mark === '*' || mark === '_') stars++;
    else if (mark !== '[' && mark !== '=') break;
    at++;
  }
  if (at >= to || ((tokens.shape[at] ?? 0) & (shape.word | shape.number)) === 0) return undefined;
  const first = at;
  const decorated = atLineStart && (hashes > 0 || stars >= 2 || isUnderlined);
  const known = longestMatch(words.titles, tokens, first, to);
  if (known !== undefined) {
    const joint = joinedTitle(words, tokens, first, known.to, to, known.meanings[0]?.value);
    if (joint !== undefined) {
      const title = closeTitle(tokens, first, joint.to, to, decorated, atLineStart, joint.kind);
      if (title !== undefined) return withAct(words, tokens, title);
    }
    const title = closeTitle(tokens, first, known.to, to, decorated, atLineStart, known.meanings[0]?.value);
    if (title !== undefined) return withAct(words, tokens, title);
  }
  if (!atLineStart) return undefined;
  return freeTitle(words, tokens, first, to, decorated);
}

/** "Objective/Treatment:", "Assessment & Response": two titles over one part; what tells of the treatment counts. */
function joinedTitle(
  words: Lexicon,
  tokens: Tokens,
  from: number,
  to: number,
  lineEnd: number,
  kind: TitleKind | undefined,
): { to: number; kind: TitleKind } | undefined {
  const mark = tokens.text.slice(tokens.start[to], tokens.end[to]);
  if (to + 1 >= lineEnd || !/^([/&+]|and)$/i.test(mark) || kind === undefined || kind === 'field')
    return undefined;
  const second = longestMatch(words.titles, tokens, to + 1, lineEnd);
  const other = second?.meanings[0]?.value;
  if (second === undefined || other === undefined || other === 'field' || to === from) return undefined;
  const kinds = [kind, other];
  const joined: TitleKind =
    kinds.includes('assessment') && kinds.includes('plan')
      ? 'assessment-plan'
      : kinds.includes('treatment')
        ? 'treatment'
        : kind;
  return { to: second.to, kind: joined };
}

/** A known title of the treatment may name the act too: `Manual therapy:`, `Needling sites:`. */
function withAct(words: Lexicon, tokens: Tokens, title: Title): Title {
  if (title.kind !== 'treatment') return title;
  for (let at = title.from; at < title.to; at++) {
    const spoken = longestMatch(words.speech, tokens, at, title.to)?.meanings.map((meaning) => meaning.value);
    const act = spoken?.find(
      (value): value is Act =>
        value.is === 'act' && value.kind !== 'none' && value.kind !== 'infer' && !value.ambiguous,
    );
    if (act !== undefined) return { ...title, act };
  }
  return title;
}

/** A known title must be closed by a colon, stand alone on its line, or be decorated. */
function closeTitle(
  tokens: Tokens,
  from: number,
  to: number,
  lineEnd: number,
  decorated: boolean,
  atLineStart: boolean,
  kind: TitleKind | undefined,
): Title | undefined {
  if (kind === undefined) return undefined;
  let end = to;
  // "Objective (O):", "Treatment (today):"
  if (markOf(tokens, end) === '(' && end < lineEnd) {
    let close = end;
    while (close < lineEnd && close < end + 8 && markOf(tokens, close) !== ')') close++;
    if (markOf(tokens, close) === ')') {
      const after = afterDecoration(tokens, close + 1, lineEnd);
      if (after.closed || after.at >= lineEnd) end = close + 1;
    }
  }
  const { at, closed } = afterDecoration(tokens, end, lineEnd);
  const capitalised = ((tokens.shape[from] ?? 0) & shape.capitalised) !== 0;
  const length = (tokens.end[to - 1] ?? 0) - (tokens.start[from] ?? 0);
  if (closed && (capitalised || atLineStart || decorated)) return { kind, from, to, body: at };
  if (!atLineStart) return undefined;
  if (at >= lineEnd && (length > 1 || decorated) && (capitalised || decorated))
    return { kind, from, to, body: at };
  const mark = markOf(tokens, end);
  const dash = (mark === '-' || mark === '–' || mark === '—') && !isGlued(tokens, end + 1);
  const paren = mark === ')' && length === 1;
  if ((dash || paren) && kind !== 'field' && capitalised) return { kind, from, to, body: end + 1 };
  return undefined;
}

const freeTitleWords = 9;

/** A title of nobody's list: capitals before a colon, a Markdown or underlined title, or a procedure's name before a colon. */
function freeTitle(
  words: Lexicon,
  tokens: Tokens,
  from: number,
  lineEnd: number,
  decorated: boolean,
): Title | undefined {
  let end = from;
  let colon = -1;
  let count = 0;
  let brackets = 0;
  while (end < lineEnd && count <= freeTitleWords) {
    const mark = markOf(tokens, end);
    if (mark === ':') {
      colon = end;
      break;
    }
    if (mark === '(') brackets++;
    else if (mark === ')') brackets--;
    if (mark === '.' || mark === ';' || mark === ',' || mark === '|' || mark === '?') return undefined;
    if (mark === '*' && decorated) break;
    if (((tokens.shape[end] ?? 0) & shape.word) !== 0) count++;
    end++;
  }
  if (count === 0 || count > freeTitleWords || brackets !== 0) return undefined;
  const standsAlone = end >= lineEnd || (colon < 0 && afterDecoration(tokens, end, lineEnd).at >= lineEnd);
  if (colon < 0 && !(standsAlone && (decorated || isCapitals(tokens, from, end)))) return undefined;
  const described = describeTitle(words, tokens, from, end);
  if (described === undefined) return undefined;
  const { kind, act, side, whole } = described;
  const isTitle = decorated || isCapitals(tokens, from, end) || (act !== undefined && colon > 0 && whole);
  if (!isTitle || (colon < 0 && kind === 'other' && !decorated)) return undefined;
  const body = colon < 0 ? lineEnd : afterDecoration(tokens, colon, lineEnd).at;
  return {
    kind,
    ...(act === undefined ? {} : { act }),
    ...(side === undefined ? {} : { side }),
    from,
    to: end,
    body,
  };
}

/** What the words of a free title name: a procedure, a known title within, muscles (then it is no title). */
function describeTitle(
  words: Lexicon,
  tokens: Tokens,
  from: number,
  to: number,
): { kind: TitleKind | 'other'; act?: Act; side?: SpokenSide; whole: boolean } | undefined {
  let act: Act | undefined;
  let kind: TitleKind | undefined;
  let unknown = 0;
  let off: TitleKind | undefined;
  let side: SpokenSide | undefined;
  let placeOnly = true;
  let at = from;
  while (at < to) {
    const spoken = longestMatch(words.speech, tokens, at, to);
    const values = spoken?.meanings.map((meaning) => meaning.value) ?? [];
    if (values.some((value) => (value.is === 'muscle' && value.sure) || value.is === 'finding'))
      return undefined;
    const spokenSide = values.find((value) => value.is === 'side');
    if (spokenSide?.is === 'side' && spokenSide.side !== 'one') side = spokenSide.side;
    if (!values.some((value) => value.is === 'side' || value.is === 'region' || value.is === 'filler'))
      placeOnly = false;
    const found = values.find(
      (value): value is Act =>
        value.is === 'act' && value.kind !== 'none' && !value.ambiguous && value.form !== 'finding',
    );
    if (
      values.some(
        (value) => value.is === 'later-before' || value.is === 'later-after' || value.is === 'later-both',
      )
    )
      off = 'plan';
    else if (values.some((value) => value.is === 'past')) off = 'history';
    else if (
      values.some(
        (value) =>
          value.is === 'not-before' ||
          value.is === 'not-act' ||
          value.is === 'not-both' ||
          value.is === 'not-after',
      )
    )
      return undefined;
    const title = longestMatch(words.titles, tokens, at, to);
    if (found !== undefined && (act === undefined || act.kind === 'infer')) act = found;
    if (title !== undefined && title.to <= to && kind === undefined) kind = title.meanings[0]?.value;
    const next = Math.max(spoken?.to ?? 0, title !== undefined && title.to <= to ? title.to : 0, at + 1);
    if (values.length === 0 && title === undefined && ((tokens.shape[at] ?? 0) & shape.word) !== 0) unknown++;
    at = next;
  }
  if (placeOnly) return undefined;
  // A wrapped line that happens to hold a colon is no title: one in small letters must be known word for word.
  const capitalised = ((tokens.shape[from] ?? 0) & (shape.capitalised | shape.number)) !== 0;
  const whole = unknown <= (capitalised ? 1 : 0);
  const withSide = side === undefined ? {} : { side };
  if (off !== undefined) return { kind: off, ...(act === undefined ? {} : { act }), ...withSide, whole };
  if (act !== undefined) {
    const turned =
      kind === 'plan' ||
      kind === 'consent' ||
      kind === 'education' ||
      kind === 'history' ||
      kind === 'billing'
        ? kind
        : 'treatment';
    return { kind: turned, act, ...withSide, whole };
  }
  return { kind: kind === undefined || kind === 'field' ? 'other' : kind, ...withSide, whole };
}

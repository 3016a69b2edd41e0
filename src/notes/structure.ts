// The skeleton of a note: lines, and the sections that its headings open, whatever their habit:
// `SUBJECTIVE:`, `S:`, `## Plan`, `**Treatment**`, a title over dashes, `Plan:` in the middle of a line.
import type { SectionKind } from '../model/note';
import { type Act, type Lexicon, lexicon, type TitleKind } from './lexicon';
import { longestMatch } from './phrases';
import { shape, type Tokens } from './tokens';

export interface Line {
  /** Tokens of the line without its line end. */
  readonly from: number;
  readonly to: number;
  /** First token after a bullet, number or heading mark. */
  readonly content: number;
  readonly bullet: boolean;
  /** Characters before the first token. */
  readonly indent: number;
}

export interface Part {
  readonly kind: SectionKind;
  /** Assessment and plan in one: what is said may be either. */
  readonly mixed: boolean;
  /** A treatment title that follows a plan without a mark that it stands beside it. */
  readonly underPlan: boolean;
  /** A field of the treatment such as `Muscles treated:`, which keeps the procedure of the title before it. */
  readonly carries: boolean;
  /** The title names a procedure: `Dry needling:`, `NEEDLE EMG:`. */
  readonly act?: Act;
  readonly title: string;
  /** Heading tokens. */
  readonly headingFrom: number;
  readonly headingTo: number;
  /** Body tokens; ends where the next part begins. */
  readonly from: number;
  to: number;
}

const sublabels = new Set(
  `muscles treated|muscles needled|muscles injected|muscle treated|muscles targeted|muscles sampled|muscles tested|muscles examined|sites|site|sites treated|sites injected|injection sites|injection site|needling sites|needle sites|location|locations|area treated|areas treated|muscles|muscle|muscles addressed|target muscles|targets|points|details|detail|needles|needle details|needle|needle size|needles used|injectate|medication|medications used|dose|units|response|response to treatment|patient response|tolerance|post treatment|post-treatment|post tx|reaction|results|complications|complication|adverse events|adverse reaction|adverse response|anesthesia|position|positioning|patient position|equipment|parameters|e-stim|time|total time|duration|neck|back|shoulder|extremities|general|trigger points|tone|indication|indications|technique`.split(
    '|',
  ),
);

const markOf = (tokens: Tokens, at: number): string => {
  const bits = tokens.shape[at] ?? 0;
  return (bits & shape.mark) !== 0 ? tokens.text.slice(tokens.start[at], tokens.end[at]) : '';
};
const isNewline = (tokens: Tokens, at: number): boolean => ((tokens.shape[at] ?? 0) & shape.newline) !== 0;
const isGlued = (tokens: Tokens, at: number): boolean => ((tokens.shape[at] ?? 0) & shape.glued) !== 0;

const bulletMarks = new Set(['-', '*', '•', '+', '–', '—', '●', '▪', '·', '○', '◦', '‣', '>', '»']);

/** Where the content of a line begins, after a bullet or a number. */
function contentOf(tokens: Tokens, from: number, to: number): { content: number; bullet: boolean } {
  const mark = markOf(tokens, from);
  if (bulletMarks.has(mark) && from + 1 < to && (!isGlued(tokens, from + 1) || mark === '•'))
    return { content: from + 1, bullet: true };
  const bits = tokens.shape[from] ?? 0;
  const length = (tokens.end[from] ?? 0) - (tokens.start[from] ?? 0);
  const isNumber = (bits & shape.number) !== 0 && length <= 2;
  const next = markOf(tokens, from + 1);
  if (
    isNumber &&
    from + 2 < to &&
    (next === '.' || next === ')') &&
    isGlued(tokens, from + 1) &&
    !isGlued(tokens, from + 2)
  )
    return { content: from + 2, bullet: true };
  return { content: from, bullet: false };
}

/** Cuts the tokens into lines; blank lines have no tokens and are left out. */
export function linesOf(tokens: Tokens): readonly Line[] {
  const lines: Line[] = [];
  let from = 0;
  let lineStart = 0;
  for (let at = 0; at <= tokens.count; at++) {
    if (at < tokens.count && !isNewline(tokens, at)) continue;
    if (at > from) {
      const { content, bullet } = contentOf(tokens, from, at);
      lines.push({ from, to: at, content, bullet, indent: (tokens.start[from] ?? 0) - lineStart });
    }
    from = at + 1;
    lineStart = tokens.end[at] ?? 0;
  }
  return lines;
}

/** A line of dashes, equals signs or underscores only. */
export function isRule(tokens: Tokens, line: Line): boolean {
  const mark = markOf(tokens, line.from);
  if (!'-=_*~'.includes(mark) || mark === '' || line.to - line.from < 3) return false;
  for (let at = line.from; at < line.to; at++) if (markOf(tokens, at) !== mark) return false;
  return true;
}

interface Title {
  readonly kind: TitleKind | 'other';
  readonly act?: Act;
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
function titleAt(
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
    const title = closeTitle(tokens, first, known.to, to, decorated, atLineStart, known.meanings[0]?.value);
    if (title !== undefined) return title;
  }
  if (!atLineStart) return undefined;
  return freeTitle(words, tokens, first, to, decorated);
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
  while (end < lineEnd && count <= freeTitleWords) {
    const mark = markOf(tokens, end);
    if (mark === ':') {
      colon = end;
      break;
    }
    if (mark === '.' || mark === ';' || mark === ',' || mark === '|' || mark === '?') return undefined;
    if (mark === '*' && decorated) break;
    if (((tokens.shape[end] ?? 0) & shape.word) !== 0) count++;
    end++;
  }
  if (count === 0 || count > freeTitleWords) return undefined;
  const standsAlone = end >= lineEnd || (colon < 0 && afterDecoration(tokens, end, lineEnd).at >= lineEnd);
  if (colon < 0 && !(standsAlone && (decorated || isCapitals(tokens, from, end)))) return undefined;
  const described = describeTitle(words, tokens, from, end);
  if (described === undefined) return undefined;
  const { kind, act, whole } = described;
  const isTitle = decorated || isCapitals(tokens, from, end) || (act !== undefined && colon > 0 && whole);
  if (!isTitle || (colon < 0 && kind === 'other' && !decorated)) return undefined;
  const body = colon < 0 ? lineEnd : afterDecoration(tokens, colon, lineEnd).at;
  return { kind, ...(act === undefined ? {} : { act }), from, to: end, body };
}

/** What the words of a free title name: a procedure, a known title within, muscles (then it is no title). */
function describeTitle(
  words: Lexicon,
  tokens: Tokens,
  from: number,
  to: number,
): { kind: TitleKind | 'other'; act?: Act; whole: boolean } | undefined {
  let act: Act | undefined;
  let kind: TitleKind | undefined;
  let unknown = 0;
  let off: TitleKind | undefined;
  let at = from;
  while (at < to) {
    const spoken = longestMatch(words.speech, tokens, at, to);
    const values = spoken?.meanings.map((meaning) => meaning.value) ?? [];
    if (values.some((value) => (value.is === 'muscle' && value.sure) || value.is === 'finding'))
      return undefined;
    const found = values.find(
      (value): value is Act =>
        value.is === 'act' && value.kind !== 'none' && !value.ambiguous && value.form !== 'finding',
    );
    if (values.some((value) => value.is === 'later-before' || value.is === 'later-after')) off = 'plan';
    else if (values.some((value) => value.is === 'past')) off = 'history';
    else if (values.some((value) => value.is === 'not-before' || value.is === 'not-act')) return undefined;
    const title = longestMatch(words.titles, tokens, at, to);
    if (found !== undefined && (act === undefined || act.kind === 'infer')) act = found;
    if (title !== undefined && title.to <= to && kind === undefined) kind = title.meanings[0]?.value;
    const next = Math.max(spoken?.to ?? 0, title !== undefined && title.to <= to ? title.to : 0, at + 1);
    if (values.length === 0 && title === undefined && ((tokens.shape[at] ?? 0) & shape.word) !== 0) unknown++;
    at = next;
  }
  const whole = unknown <= 1;
  if (off !== undefined) return { kind: off, ...(act === undefined ? {} : { act }), whole };
  if (act !== undefined) {
    const turned =
      kind === 'plan' ||
      kind === 'consent' ||
      kind === 'education' ||
      kind === 'history' ||
      kind === 'billing'
        ? kind
        : 'treatment';
    return { kind: turned, act, whole };
  }
  return { kind: kind === undefined || kind === 'field' ? 'other' : kind, whole };
}

const startsSentence = new Set(['.', ';', '|', '!', '?', ')']);

/** The parts of tokens [from, to), each with its kind and body. Text before the first heading is a part of kind `other`. */
export function partsOf(tokens: Tokens, lines: readonly Line[], from: number, to: number): readonly Part[] {
  const words = lexicon();
  const titles: { title: Title; atLineStart: boolean; bullet: boolean; indent: number }[] = [];
  lines.forEach((line, index) => {
    if (line.from < from || line.to > to) return;
    const below = lines[index + 1];
    const isUnderlined = below !== undefined && isRule(tokens, below) && !isRule(tokens, line);
    const first = titleAt(words, tokens, line.content, line.to, true, isUnderlined);
    if (first !== undefined)
      titles.push({ title: first, atLineStart: true, bullet: line.bullet, indent: line.indent });
    for (let at = first?.body ?? line.content + 1; at < line.to; at++) {
      const previous = markOf(tokens, at - 1);
      const gap = (tokens.start[at] ?? 0) - (tokens.end[at - 1] ?? 0);
      if (!startsSentence.has(previous) && gap < 3) continue;
      if (((tokens.shape[at] ?? 0) & shape.word) === 0) continue;
      const inner = titleAt(words, tokens, at, line.to, false, false);
      if (inner !== undefined && inner.kind !== 'field')
        titles.push({ title: inner, atLineStart: false, bullet: false, indent: line.indent });
    }
  });
  return joinParts(tokens, titles, from, to);
}

const offKinds = new Set<SectionKind>([
  'plan',
  'history',
  'subjective',
  'education',
  'consent',
  'home-program',
]);

function joinParts(
  tokens: Tokens,
  titles: readonly { title: Title; atLineStart: boolean; bullet: boolean; indent: number }[],
  from: number,
  to: number,
): readonly Part[] {
  const parts: Part[] = [];
  const open = (part: Omit<Part, 'to'>) => {
    const last = parts.at(-1);
    if (last !== undefined) last.to = part.headingFrom;
    parts.push({ ...part, to });
  };
  const none = { mixed: false, underPlan: false, carries: false };
  open({ ...none, kind: 'other', title: '', headingFrom: from, headingTo: from, from });
  for (const { title, bullet } of titles) {
    const before = parts.at(-1);
    const words = tokens.text.slice(tokens.start[title.from], tokens.end[title.to - 1]);
    const base = {
      title: words,
      headingFrom: title.from,
      headingTo: title.to,
      from: title.body,
      ...(title.act === undefined ? {} : { act: title.act }),
    };
    if (title.kind === 'field') continue;
    const carries = sublabels.has(words.toLowerCase());
    const mixed = title.kind === 'assessment-plan';
    let kind: SectionKind = title.kind === 'assessment-plan' ? 'assessment' : title.kind;
    let underPlan = false;
    if (
      before !== undefined &&
      kind === 'treatment' &&
      (offKinds.has(before.kind) || before.underPlan || before.mixed)
    ) {
      // A label within a plan or a history is part of it; a title of equal standing leaves it, though not beyond doubt.
      if (carries || bullet) kind = before.kind === 'treatment' ? 'treatment' : before.kind;
      underPlan = title.act !== undefined && (before.kind === 'plan' || before.underPlan || before.mixed);
    }
    if (before !== undefined && kind === 'other' && offKinds.has(before.kind)) {
      if (bullet) kind = before.kind;
    }
    if (
      before !== undefined &&
      carries &&
      kind === 'objective' &&
      before.kind === 'treatment' &&
      title.to - title.from <= 1
    )
      kind = 'treatment';
    if (before?.mixed === true && (carries || bullet)) {
      open({ ...base, kind: before.kind, mixed: true, underPlan, carries });
      continue;
    }
    open({ ...base, kind, mixed, underPlan, carries });
  }
  return parts.filter((part, index) => index > 0 || part.to > part.from || parts.length === 1);
}

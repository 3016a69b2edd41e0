// Where an interchange begins, and the four characters that its ISA segment says it is written with.

export interface Delimiters {
  readonly element: string;
  readonly component: string;
  /** ISA11 since 5010; in 4010 ISA11 is the letter U and nothing repeats. */
  readonly repetition: string | undefined;
  /** One character. A line break here stands for any of LF, CR, CR LF. */
  readonly segment: string;
}

export interface InterchangeStart {
  /** Offset of `ISA` (or of `GS` / `ST` in a piece without envelope). */
  readonly at: number;
  readonly delimiters: Delimiters;
  /** The segment that it begins with; `GS` and `ST` are pieces cut out of an interchange. */
  readonly header: 'ISA' | 'GS' | 'ST';
  /** False when the ISA breaks off or has too few elements, so that delimiters had to be guessed. */
  readonly complete: boolean;
}

/** An ISA is 106 characters long; badly padded ones are longer, but not by orders of magnitude. */
const longestHeader = 300;

/**
 * The interchange that begins at the first character at or after `from` that is no blank, line break or BOM.
 * Undefined when something else stands there. Looks at most at the header and a few characters after it.
 */
export function interchangeAt(text: string, from: number): InterchangeStart | undefined {
  const at = skipBlank(text, from);
  if (text.startsWith('ISA', at)) return isaAt(text, at);
  if (text.startsWith('GS', at) || text.startsWith('ST', at)) return pieceAt(text, at);
  return undefined;
}

/** The offset of the first character at or after `from` that is no blank, tab, line break or byte order mark. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** True for blank, tab, line feed, carriage return and the byte order mark. */
export function isBlank(code: number): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9 || code === 0xfeff;
}

/** True for CR and LF. */
export function isLineBreak(code: number): boolean {
  return code === 10 || code === 13;
}

/** Letters and digits cannot be delimiters. */
export function isLetterOrDigit(code: number): boolean {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
}

function isaAt(text: string, at: number): InterchangeStart | undefined {
  const element = text.charAt(at + 3);
  if (element === '') return truncated(text, at, '*', undefined);
  const code = element.charCodeAt(0);
  if (isLetterOrDigit(code) || code === 32 || isLineBreak(code)) return undefined;
  // ISA01 has two characters in every version: a plain text that begins with "ISA:" is no interchange.
  const qualifierEnd = text.indexOf(element, at + 4);
  if (qualifierEnd < 0 ? text.length - at > 6 : qualifierEnd - at > 12) return undefined;

  const limit = Math.min(text.length, at + longestHeader);
  let count = 1;
  let position = at + 4;
  for (; position < limit && count < 16; position++) {
    if (text.charCodeAt(position) === code) count++;
    else if (beginsGroup(text, position, element)) return truncated(text, at, element, position);
  }
  if (count < 16) return truncated(text, at, element, undefined);
  return completeIsa(text, at, element, position);
}

/** `position` is just after the sixteenth element separator, where ISA16 stands. */
function completeIsa(text: string, at: number, element: string, position: number): InterchangeStart {
  let componentAt = position;
  while (componentAt < text.length && isLineBreak(text.charCodeAt(componentAt))) componentAt++;
  const component = text.charAt(componentAt);
  const next = text.charAt(componentAt + 1);
  const usable = component !== '' && component !== element && !isLetterOrDigit(component.charCodeAt(0));
  if (!usable || next === '' || isLetterOrDigit(next.charCodeAt(0)) || next === ' ' || next === element) {
    return truncated(text, at, element, groupAfter(text, position, element));
  }
  const segment = terminator(text, componentAt + 1, next);
  return {
    at,
    header: 'ISA',
    complete: true,
    delimiters: { element, component, repetition: repetitionOf(text, at, element), segment },
  };
}

/** A line break after ISA16 is the terminator, unless the next line still ends in a tilde (the ISA lost its own). */
function terminator(text: string, at: number, found: string): string {
  if (!isLineBreak(found.charCodeAt(0))) return found;
  const next = skipBlank(text, at);
  let end = next;
  while (end < text.length && end - next < longestHeader && !isLineBreak(text.charCodeAt(end))) end++;
  return text.charAt(end - 1) === '~' && end > next ? '~' : '\n';
}

/** ISA11 where it is a sign; a letter (4010's U) means that nothing repeats. */
function repetitionOf(text: string, at: number, element: string): string | undefined {
  let start = at;
  for (let i = 0; i < 11; i++) start = text.indexOf(element, start) + 1;
  const sign = text.charAt(start);
  return isLetterOrDigit(sign.charCodeAt(0)) || sign === ' ' || sign === element ? undefined : sign;
}

/** Delimiters of an ISA that is too short, read from what stands before the GS where there is one (`group` is its offset). */
function truncated(text: string, at: number, element: string, group: number | undefined): InterchangeStart {
  return { at, header: 'ISA', complete: false, delimiters: delimitersBefore(text, group, element) };
}

/** A transaction or group that was cut out of its interchange: `ST*837*…` or `GS*HC*…`. */
function pieceAt(text: string, at: number): InterchangeStart | undefined {
  const header = text.startsWith('GS', at) ? 'GS' : 'ST';
  const element = text.charAt(at + 2);
  const code = element.charCodeAt(0);
  if (element === '' || isLetterOrDigit(code) || isBlank(code)) return undefined;
  const first = header === 'GS' ? 2 : 3;
  const after = text.charCodeAt(at + 3 + first);
  for (let i = 0; i < first; i++) if (!isLetterOrDigit(text.charCodeAt(at + 3 + i))) return undefined;
  if (isLetterOrDigit(after) || Number.isNaN(after)) return undefined;
  const head = text.slice(at, at + longestHeader);
  const next =
    header === 'GS'
      ? [`ST${element}`]
      : [`BHT${element}`, `HL${element}`, `NM1${element}`, `CLM${element}`, `SE${element}`];
  for (const id of next) {
    const found = head.indexOf(id, 3);
    const before = head.charAt(found - 1);
    if (found > 0 && !isLetterOrDigit(before.charCodeAt(0)) && before !== element)
      return { at, header, complete: false, delimiters: delimitersBefore(text, at + found, element) };
  }
  return { at, header, complete: false, delimiters: delimitersBefore(text, undefined, element) };
}

/** Delimiters guessed from the end of the segment before `next`, the offset where the next segment begins. */
function delimitersBefore(text: string, next: number | undefined, element: string): Delimiters {
  const others = [':', '>', '^', '~'].filter((sign) => sign !== element);
  const usual = (taken: string) => others.find((sign) => sign !== taken) ?? ':';
  if (next === undefined)
    return { element, component: usual('~'), repetition: undefined, segment: element === '~' ? '\n' : '~' };
  let end = next - 1;
  while (end > 0 && isBlank(text.charCodeAt(end))) end--;
  const last = text.charAt(end);
  const segment = isLetterOrDigit(last.charCodeAt(0)) || last === element ? '\n' : last;
  const before = segment === '\n' ? last : text.charAt(end - 1);
  const componentStands =
    !isLetterOrDigit(before.charCodeAt(0)) &&
    !isBlank(before.charCodeAt(0)) &&
    before !== element &&
    text.charAt(end - (segment === '\n' ? 1 : 2)) === element;
  const component = componentStands
    ? before
    : text.slice(next, next + longestHeader).includes(':') || segment === '>'
      ? usual(segment)
      : '>';
  return { element, component, repetition: undefined, segment };
}

function beginsGroup(text: string, position: number, element: string): boolean {
  if (text.charCodeAt(position) !== 71 || !text.startsWith(`GS${element}`, position)) return false;
  const before = text.charCodeAt(position - 1);
  return !isLetterOrDigit(before) && before !== 32 && before !== element.charCodeAt(0);
}

function groupAfter(text: string, from: number, element: string): number | undefined {
  const near = text.slice(from, from + longestHeader);
  for (let found = near.indexOf(`GS${element}`); found >= 0; found = near.indexOf(`GS${element}`, found + 1))
    if (beginsGroup(text, from + found, element)) return from + found;
  return undefined;
}

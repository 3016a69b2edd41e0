// HL7 v2 text → segments with their fields, repetitions and components by place; escapes read back into characters.
import type { Field, TextRange } from '../../model/text';
import { rangeOf } from '../../model/text';

/** The five signs that MSH-1 and MSH-2 name; '' where the message names none. */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escapeSign: string;
  readonly subcomponent: string;
}

export const usualDelimiters: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escapeSign: '\\',
  subcomponent: '&',
};

export interface Segment {
  /** Three letters, or '' for a line that is no segment. */
  readonly id: string;
  readonly start: number;
  /** Before the line break and the frame's end. */
  readonly end: number;
  /** Where the next segment may start. */
  readonly next: number;
  readonly delimiters: Delimiters;
  /** Starts of the fields; field 0 is the id. A field ends one before the next starts. */
  readonly starts: readonly number[];
}

/** The segments that name the delimiters of what follows them. */
const headers: readonly string[] = ['MSH', 'FHS', 'BHS'];
/** More fields than any segment of the standard has; what comes after is not looked at. */
const mostFields = 80;

/** The segments of a text. CR, LF, CR LF, a byte order mark and the frame of MLLP (VT, FS) part them. */
export function segmentsOf(text: string): readonly Segment[] {
  const segments: Segment[] = [];
  let delimiters = usualDelimiters;
  let at = 0;
  while (at < text.length) {
    while (at < text.length && isBreak(text.charCodeAt(at))) at += 1;
    let end = at;
    while (end < text.length && !isBreak(text.charCodeAt(end))) end += 1;
    if (end === at) break;
    let next = end;
    while (next < text.length && isBreak(text.charCodeAt(next))) next += 1;
    let start = at;
    while (start < end && (text[start] === ' ' || text[start] === '\t')) start += 1;
    const written = text.slice(start, start + 3);
    if (start < end) {
      const isHeader =
        headers.includes(written) && start + 3 < end && !/[A-Za-z0-9\s]/.test(text.charAt(start + 3));
      if (isHeader) delimiters = delimitersAt(text, start, end);
      const isSegment =
        isHeader ||
        (/^[A-Z][A-Z0-9]{2}$/.test(written) && (start + 3 === end || text[start + 3] === delimiters.field));
      segments.push({
        id: isSegment ? written : '',
        start,
        end,
        next,
        delimiters,
        starts: fieldStarts(text, start, end, delimiters.field, isHeader),
      });
    }
    at = next;
  }
  return segments;
}

/** CR, LF, VT, FS and the byte order mark. */
function isBreak(code: number): boolean {
  return code === 13 || code === 10 || code === 11 || code === 28 || code === 0xfeff;
}

function delimitersAt(text: string, start: number, end: number): Delimiters {
  const field = text.charAt(start + 3);
  let stop = start + 4;
  while (stop < end && text[stop] !== field) stop += 1;
  const signs = text.slice(start + 4, Math.min(stop, start + 8));
  return {
    field,
    component: signs.charAt(0),
    repetition: signs.charAt(1),
    escapeSign: signs.charAt(2),
    subcomponent: signs.charAt(3),
  };
}

/** In a header the separator itself is field 1, so that its encoding characters are field 2. */
function fieldStarts(text: string, start: number, end: number, field: string, isHeader: boolean): number[] {
  const starts = isHeader ? [start, start + 3] : [start];
  for (let at = start; at < end && starts.length < mostFields; at += 1)
    if (text[at] === field) starts.push(at + 1);
  return starts;
}

/** Number of the last field that is written. */
export function lastField(segment: Segment): number {
  return segment.starts.length - 1;
}

/** The place of a field; undefined where the segment ends before it. */
export function fieldRange(segment: Segment, number: number): TextRange | undefined {
  const start = segment.starts[number];
  if (start === undefined) return undefined;
  if (number === 1 && headers.includes(segment.id)) return rangeOf(start, start + 1);
  const next = segment.starts[number + 1];
  return rangeOf(start, next === undefined ? segment.end : next - 1);
}

/** The pieces of a range between a separator ('' parts nothing); one empty piece for an empty range. */
export function split(text: string, { start, end }: TextRange, separator: string): readonly TextRange[] {
  if (separator === '') return [rangeOf(start, end)];
  const pieces: TextRange[] = [];
  let from = start;
  for (let at = start; at < end; at += 1) {
    if (text[at] !== separator) continue;
    pieces.push(rangeOf(from, at));
    from = at + 1;
  }
  pieces.push(rangeOf(from, end));
  return pieces;
}

/** The places of a field's repetitions; none where it is not written. */
export function repetitions(text: string, segment: Segment, number: number): readonly TextRange[] {
  const range = fieldRange(segment, number);
  return range === undefined ? [] : split(text, range, segment.delimiters.repetition);
}

/** A component of one repetition (both counted from 1), or its first subcomponent; undefined where nothing is written. */
export function componentIn(
  text: string,
  segment: Segment,
  repetition: TextRange | undefined,
  component: number,
): Field | undefined {
  if (repetition === undefined) return undefined;
  const { component: sign, subcomponent } = segment.delimiters;
  const whole = split(text, repetition, sign)[component - 1];
  const first = whole && split(text, whole, subcomponent)[0];
  return first && valueAt(text, segment, first);
}

/** A component of a field's first repetition. */
export function component(text: string, segment: Segment, number: number, part = 1): Field | undefined {
  return componentIn(text, segment, repetitions(text, segment, number)[0], part);
}

/** What is written at a range, without white space and escapes; undefined when nothing is, or `""` for "delete". */
export function valueAt(text: string, segment: Segment, { start, end }: TextRange): Field | undefined {
  const written = text.slice(start, end);
  const plain = written.trim();
  if (plain === '' || plain === '""') return undefined;
  const from = start + written.length - written.trimStart().length;
  return { value: unescaped(plain, segment.delimiters), range: rangeOf(from, from + plain.length) };
}

function unescaped(written: string, delimiters: Delimiters): string {
  const { escapeSign } = delimiters;
  if (escapeSign === '' || !written.includes(escapeSign)) return written;
  const parts = written.split(escapeSign);
  let result = parts[0] ?? '';
  for (let i = 1; i < parts.length; i += 1) {
    const sign = i + 1 < parts.length ? signOf(parts[i] ?? '', delimiters) : undefined;
    if (sign === undefined) {
      result += escapeSign + (parts[i] ?? '');
      continue;
    }
    result += sign + (parts[i + 1] ?? '');
    i += 1;
  }
  return result;
}

/** The characters that an escape stands for; undefined when it is none that we know. */
function signOf(
  code: string,
  { field, component, repetition, escapeSign, subcomponent }: Delimiters,
): string | undefined {
  switch (code) {
    case 'F':
      return field;
    case 'S':
      return component;
    case 'T':
      return subcomponent;
    case 'R':
      return repetition;
    case 'E':
      return escapeSign;
    case 'H':
    case 'N':
      return '';
    case '.br':
    case '.sp':
      return '\n';
  }
  if (!/^X(?:[0-9A-Fa-f]{2}){1,200}$/.test(code)) return undefined;
  return code.slice(1).replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16)));
}

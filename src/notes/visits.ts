// Several visits in one file, told apart by the dates that stand as headings.

import type { DateText } from '../model/claim';
import type { Visit } from '../model/note';
import type { Field } from '../model/text';
import { dateAt, dateWithin, isoText } from './dates';
import type { Line } from './lines';

import { shape, type Tokens } from './tokens';

/** Words that may stand beside the date on a line that opens a visit. */
const label =
  /^(date of service|date of visit|date of treatment|date of procedure|dos|d\.o\.s\.|date|visit date|service date|encounter date|treatment date|session date|visit|encounter|session|progress note|daily note|treatment note|clinic note|note|soap note|office visit|appointment|pt visit|physical therapy|re-evaluation|initial evaluation|evaluation|follow[- ]?up( visit)?|tx)\b/i;
const notVisit =
  /birth|dob|d\.o\.b|signed|signature|sign(ed)? (on|by)|printed|dictated|transcribed|onset|injury|surgery|expires|effective|referral|auth|next|last|follow.?up (on|in)|plan|due|reviewed|cosign|received|mri|x-?ray|imaging/i;
const rest =
  /^[\s#*=\-–—_.,:;()[\]|/\\#0-9]*((visit|session|encounter|note|number|no|of|date|service|dos|time|am|pm|daily|progress|treatment|physical|therapy|pt|ot|clinic|office|follow|up|soap|dry|needling|the|tx|day|week|initial|evaluation|eval|re|re-evaluation|outpatient|appointment|for|at|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday|visit's|start|end)[\s#*=\-–—_.,:;()[\]|/\\#0-9]*)*$/i;

function hasNumber(tokens: Tokens, line: Line): boolean {
  for (let at = line.from; at < line.to; at++)
    if (((tokens.shape[at] ?? 0) & shape.number) !== 0) return true;
  return false;
}

/** The date of a line that opens a visit, if it is one. */
function openingDate(tokens: Tokens, line: Line): Field<DateText> | undefined {
  const start = tokens.start[line.from] ?? 0;
  const end = tokens.end[line.to - 1] ?? start;
  if (end - start > 120 || !hasNumber(tokens, line)) return undefined;
  const date = dateWithin(tokens.text, start, end);
  const iso = date === undefined ? undefined : isoText(date);
  if (date === undefined || iso === undefined) return undefined;
  const before = tokens.text.slice(start, date.start);
  const after = tokens.text.slice(date.end, end);
  if (notVisit.test(before)) return undefined;
  const bare = before.replace(/^[\s#*=\-–—_>•]+/, '');
  const labelled = label.test(bare) && rest.test(before.replace(/[a-z]+ ?#/gi, ' '));
  const onlyDate = rest.test(before) && rest.test(after);
  // "DOS: 10/08/2026  Provider: …" still opens a visit; a sentence with a date in it does not.
  const isField = labelled && /^\s*($|[|;,\t]|\s{2,}|[A-Z][A-Za-z ]{1,24}:)/.test(after);
  if (!(onlyDate || isField || (labelled && bare.length < 30 && /[:#]/.test(before)))) return undefined;
  return { value: iso, range: { start: date.start, end: date.end } };
}

/** Lines that each begin with a day and go on with what was done on it, when the note is little else. */
function logLines(
  tokens: Tokens,
  lines: readonly Line[],
  headerDate: Field<DateText> | undefined,
): readonly { date: Field<DateText>; from: number }[] {
  const entries: { date: Field<DateText>; from: number }[] = [];
  let text = 0;
  let rows = 0;
  for (const line of lines) {
    const start = tokens.start[line.from] ?? 0;
    const content = tokens.start[line.content] ?? start;
    const end = tokens.end[line.to - 1] ?? start;
    if (end - content < 12) continue;
    text++;
    const date = dateAt(tokens.text, content);
    const value = date === undefined ? undefined : isoText(date);
    if (date === undefined || value === undefined || end - date.end < 8) continue;
    if (!/^\s*([-–—:|,;)]|\s{2}|[A-Za-z])/.test(tokens.text.slice(date.end, date.end + 6))) continue;
    rows++;
    if (entries.at(-1)?.date.value === value) continue;
    entries.push({ date: { value, range: { start: date.start, end: date.end } }, from: start });
  }
  const days = new Set(entries.map(({ date }) => date.value));
  const isOwn =
    headerDate === undefined || entries.some(({ date }) => date.range.start === headerDate.range.start);
  return days.size > 1 && days.size === entries.length && isOwn && rows * 2 >= text ? entries : [];
}

/**
 * The visits of a note in the order of the file. A file with dates of one day only, or none, is one visit.
 * What stands before the first date belongs to all visits, and to the range of the first.
 */
export function visitsOf(
  tokens: Tokens,
  lines: readonly Line[],
  headerDate: Field<DateText> | undefined,
): readonly Visit[] {
  const openings: { date: Field<DateText>; from: number }[] = [];
  for (const line of lines) {
    const date = openingDate(tokens, line);
    if (date === undefined) continue;
    if (openings.at(-1)?.date.value === date.value) continue;
    openings.push({ date, from: tokens.start[line.from] ?? 0 });
  }
  const end = tokens.text.length;
  const logged = openings.length === 0 ? logLines(tokens, lines, headerDate) : [];
  if (logged.length > 1)
    return logged.map((opening, index) => ({
      date: opening.date,
      range: { start: index === 0 ? 0 : opening.from, end: logged[index + 1]?.from ?? end },
    }));
  const held = openings.filter((opening, index) => {
    const stop = openings[index + 1]?.from ?? end;
    return stop - opening.from > 40;
  });
  const days = new Set(held.map((opening) => opening.date.value));
  if (days.size < 2) {
    const date = headerDate ?? held[0]?.date ?? openings[0]?.date;
    return [{ range: { start: 0, end }, ...(date === undefined ? {} : { date }) }];
  }
  return held.map((opening, index) => ({
    date: opening.date,
    range: { start: index === 0 ? 0 : opening.from, end: held[index + 1]?.from ?? end },
  }));
}

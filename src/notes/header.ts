// The fields at the top of a note, and the codes that it says were billed.
import type { DateText } from '../model/claim';
import type { NoteHeader } from '../model/note';
import { type Field, rangeOf } from '../model/text';
import { dateAt, dateWithin, isoText } from './dates';
import type { Line } from './lines';

import type { Tokens } from './tokens';

type FieldName = 'patientName' | 'birthDate' | 'account' | 'dateOfService' | 'provider' | 'claimReference';

const labels: readonly (readonly [FieldName, RegExp])[] = [
  ['birthDate', /^(date of birth|birth ?date|d\.?o\.?b\.?)$/i],
  [
    'dateOfService',
    /^(date of service|date of visit|date of treatment|date of procedure|visit date|service date|encounter date|treatment date|session date|d\.?o\.?s\.?|date|date\/time)$/i,
  ],
  ['patientName', /^(patient|patient name|name|pt|pt name|client|client name|patient's name)$/i],
  [
    'account',
    /^(account|account (number|no\.?|#)|acct\.?( (number|no\.?|#))?|mrn|mr ?#|patient (account|id|number|no\.?|#)|pt id|chart( (number|no\.?|#))?|patient control (number|no\.?)|pcn|medical record (number|no\.?|#)|encounter (id|number|no\.?|#)|visit id|id)$/i,
  ],
  [
    'provider',
    /^(provider|rendering provider|treating provider|clinician|therapist|treating therapist|physician|treating clinician|attending|provider name|practitioner|performing provider|surgeon|treated by|seen by)$/i,
  ],
  ['claimReference', /^(claim|claim file|claim no\.?|claim number|claim id|claim #)$/i],
];

const labelShape = /(^|[|;,\t]|\s{2,})[\s#*_>•-]*([A-Za-z][A-Za-z.'’/# ]{0,28}?)\**\s*[:=]\s*\**\s*/g;
const headerLines = 60;

/** Where a value ends: at the next label of the line, a bar, a tab, or the end of the line. */
function valueEnd(line: string, from: number): number {
  const stop =
    /\s*(\||\t|;|\s{3,}|[\s,]+\**(?:date of birth|dob|d\.o\.b\.|dos|date of service|mrn|acct|account|sex|gender|age|provider|phone|patient|insurance|payer|visit|claim)\b[^:|]{0,14}:)/gi;
  stop.lastIndex = from;
  const match = stop.exec(line);
  return match === null ? line.length : match.index;
}

const blankValue = /^[\s_*[\]().-]*$/;

function dateField(text: string, start: number, end: number): Field<DateText> | undefined {
  const date = dateWithin(text, start, end);
  if (date === undefined) return undefined;
  return { value: isoText(date) ?? text.slice(date.start, date.end), range: rangeOf(date.start, date.end) };
}

/** Header fields from the first lines, and billed codes from anywhere. */
export function headerOf(tokens: Tokens, lines: readonly Line[]): NoteHeader {
  const { text } = tokens;
  const fields: Partial<Record<FieldName, Field>> = {};
  for (const line of lines.slice(0, headerLines)) {
    const start = tokens.start[line.from] ?? 0;
    const end = Math.min(tokens.end[line.to - 1] ?? start, start + 300);
    const written = text.slice(start, end);
    if (!written.includes(':') && !written.includes('=')) continue;
    labelShape.lastIndex = 0;
    for (let match = labelShape.exec(written); match !== null; match = labelShape.exec(written)) {
      const label = (match[2] ?? '').trim();
      const name = labels.find(([, pattern]) => pattern.test(label))?.[0];
      if (name === undefined || fields[name] !== undefined) continue;
      const from = match.index + match[0].length;
      const to = valueEnd(written, from);
      const value = written.slice(from, to).replace(/[*\s,;]+$/, '');
      if (value === '' || blankValue.test(value)) continue;
      const range = rangeOf(start + from, start + from + value.length);
      if (name === 'birthDate' || name === 'dateOfService') {
        const date = dateField(text, range.start, range.end);
        if (date !== undefined) fields[name] = date;
      } else if (name !== 'patientName' || !/\d{2}|reports|states|presents|is a /i.test(value))
        fields[name] = { value, range };
    }
  }
  if (fields.dateOfService === undefined) {
    const date = leadingDate(tokens, lines);
    if (date !== undefined) fields.dateOfService = date;
  }
  const header: NoteHeader = { billedCodes: billedCodesOf(text) };
  return Object.assign(header, fields);
}

/** A date that stands alone, or before anything else, in the first lines. */
function leadingDate(tokens: Tokens, lines: readonly Line[]): Field<DateText> | undefined {
  for (const line of lines.slice(0, 12)) {
    const start = tokens.start[line.content] ?? 0;
    const date = dateAt(tokens.text, start);
    const iso = date === undefined ? undefined : isoText(date);
    if (date !== undefined && iso !== undefined) return { value: iso, range: rangeOf(date.start, date.end) };
  }
  return undefined;
}

const billedCode =
  /(?<![\w.$-])(?:(CPT(?:\s*(?:code|codes))?|HCPCS|code|codes|billed|charge|charges|billing|procedure code)\s*[:#]?\s*)?((?:20[5-9]|64[0-9]|95[0-9]|97[0-9]|98[0-9]|99[0-9]|76[0-9]|77[0-9])\d{2}|G0283)(?!\d|-\d{3})((?:[\s,-]*(?:59|25|GP|GO|KX|XS|XE|XU|XP|52|53|LT|RT|CQ|CO)\b){0,4})\s*(?:\(?\s*(?:(?:x|×|units?\s*[:=]?)\s*(\d{1,2})\b|(\d{1,2})\s*(?:units?|u)\b))?/gi;

const mayBeCode = /\d{5}|G0283/gi;

interface CodeMatch {
  readonly parts: RegExpExecArray;
  /** Where the match begins in the text. */
  readonly at: number;
}

/** Matches of `billedCode`, looked for only in lines that hold five digits. */
function* codesIn(text: string): Generator<CodeMatch> {
  mayBeCode.lastIndex = 0;
  for (let found = mayBeCode.exec(text); found !== null; found = mayBeCode.exec(text)) {
    const from = Math.max(text.lastIndexOf('\n', found.index) + 1, found.index - 200);
    const lineEnd = text.indexOf('\n', found.index);
    const to = Math.min(lineEnd < 0 ? text.length : lineEnd, found.index + 2000);
    const line = text.slice(from, to);
    billedCode.lastIndex = 0;
    for (let parts = billedCode.exec(line); parts !== null; parts = billedCode.exec(line))
      yield { parts, at: from + parts.index };
    mayBeCode.lastIndex = Math.max(to, found.index + 5);
  }
}

/** Codes of the families that the product knows, written in the note as billed ("CPT 20561 x1"). */
function billedCodesOf(text: string): NoteHeader['billedCodes'] {
  const found: { code: Field; units?: Field<number> }[] = [];
  const seen = new Set<string>();
  for (const { parts: match, at: start } of codesIn(text)) {
    const code = (match[2] ?? '').toUpperCase();
    const at = start + match[0].indexOf(match[2] ?? '');
    if (seen.has(code)) continue;
    // A bare five-digit number may be anything: it needs a word, units, a bracket or a line of its own kind.
    const lineStart = text.lastIndexOf('\n', at) + 1;
    const context = text.slice(Math.max(lineStart, at - 60), Math.min(text.length, at + 40));
    const isNamed =
      match[1] !== undefined ||
      match[4] !== undefined ||
      match[5] !== undefined ||
      /cpt|code|bill|charge|hcpcs|units?\b|\(\d{5}\)/i.test(context) ||
      /^\W*\d{5}\b\s*[-–:(]/.test(text.slice(lineStart, at + 8));
    if (!isNamed) continue;
    seen.add(code);
    const field = { value: code, range: rangeOf(at, at + code.length) };
    const units = match[4] ?? match[5];
    if (units === undefined) found.push({ code: field });
    else {
      const unitsAt = start + match[0].lastIndexOf(units);
      found.push({
        code: field,
        units: { value: Number(units), range: rangeOf(unitsAt, unitsAt + units.length) },
      });
    }
  }
  return found;
}

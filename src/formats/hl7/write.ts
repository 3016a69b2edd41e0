// A change to a charge as the smallest edit of its message, in the way the message itself writes such things.
import type { Claim, ClaimChange } from '../../model/claim';
import { applyEdits, rangeOf, type TextEdit, type TextRange } from '../../model/text';
import {
  diagnosisPlace,
  lineDiagnoses,
  modifierPlaces,
  placesOfCode,
  plainDiagnosis,
  procedurePlace,
} from './line-parts';
import { isCharge, type Message, messagesOf, type Transaction } from './messages';
import { readMessage } from './read-message';
import { component, fieldRange, lastField, repetitions, type Segment, split } from './segments';

type Edits = readonly TextEdit[] | undefined;

/** The edits that make a change, or undefined when the message has no place for it. */
export function writeChange(text: string, claim: Claim, change: ClaimChange): Edits {
  const part = text.slice(claim.range.start, claim.range.end);
  const message = only(part);
  if (message === undefined) return undefined;
  const edits = editsOf(part, message, readMessage(part, message, 0), change);
  if (edits === undefined || !keepsTheRest(part, edits, claim, change)) return undefined;
  const by = claim.range.start;
  return edits.map(({ range, newText }) => ({ range: rangeOf(range.start + by, range.end + by), newText }));
}

function only(text: string): Message | undefined {
  const { messages, envelope } = messagesOf(text);
  return messages.length === 1 && envelope.length === 0 ? messages[0] : undefined;
}

/** Diagnoses are known by their codes: a change must not make one vanish or move where others point at it. */
function keepsTheRest(text: string, edits: readonly TextEdit[], claim: Claim, change: ClaimChange): boolean {
  const after = applyEdits(text, edits);
  const message = only(after);
  if (message === undefined) return false;
  const reread = readMessage(after, message, claim.index);
  const isMeant = (position: number) => change.kind === 'replace-diagnosis' && change.position === position;
  const removed = change.kind === 'remove-line' ? change.line : 0;
  const lines = claim.serviceLines.filter(({ number }) => number !== removed);
  const pointersOf = (each: Claim['serviceLines'][number] | undefined) =>
    each?.diagnosisPointers.map(({ value }) => value).join() ?? '';
  return (
    reread.diagnoses.length === claim.diagnoses.length &&
    reread.diagnoses.every(
      ({ position, code }, i) => isMeant(position) || code.value === claim.diagnoses[i]?.code.value,
    ) &&
    reread.serviceLines.length === lines.length &&
    lines.every((line, i) =>
      change.kind === 'set-diagnosis-pointers' && change.line === line.number
        ? pointersOf(reread.serviceLines[i]) === change.pointers.join()
        : pointersOf(reread.serviceLines[i]) === pointersOf(line),
    )
  );
}

function editsOf(text: string, message: Message, claim: Claim, change: ClaimChange): Edits {
  if (change.kind === 'replace-diagnosis') return replaceDiagnosis(text, message, claim, change);
  const charges = message.transactions.filter(isCharge);
  if (change.kind === 'set-place-of-service' && change.line === undefined)
    return setClaimPlace(text, message, charges, change.placeOfService);
  const charge = charges[(change.line ?? 0) - 1];
  if (charge === undefined) return undefined;
  switch (change.kind) {
    case 'replace-procedure-code':
      return replaceCode(text, charge, change.code);
    case 'add-modifier':
    case 'remove-modifier':
    case 'set-modifiers':
      return changeModifiers(text, charge, change);
    case 'set-units':
      return Number.isFinite(change.units) && change.units >= 0
        ? setPart(text, charge.segment, 10, String(change.units))
        : undefined;
    case 'set-diagnosis-pointers':
      return setPointers(text, message, charge, claim, change.pointers);
    case 'set-place-of-service':
      return setPlace(text, charge.segment, 16, change.placeOfService);
    case 'remove-line':
      return charges.length > 1 ? [removal(text, message, charge)] : undefined;
  }
}

function replaceCode(text: string, charge: Transaction, written: string): Edits {
  const code = codeOf(written);
  if (code === undefined) return undefined;
  const place = procedurePlace(text, charge);
  if (place === undefined) return setPart(text, charge.segment, 25, code);
  return placesOfCode(text, charge, place.field.value.toUpperCase()).map(({ field }) => ({
    range: field.range,
    newText: code,
  }));
}

type ModifierChange = Extract<
  ClaimChange,
  { readonly kind: 'add-modifier' | 'remove-modifier' | 'set-modifiers' }
>;

/** As many as a claim line has room for. */
const mostModifiers = 4;

function changeModifiers(text: string, charge: Transaction, change: ModifierChange): Edits {
  const { segment, number, style, fields } = modifierPlaces(text, charge);
  const sign = style === 'component' ? segment.delimiters.component : segment.delimiters.repetition;
  const whole = fieldRange(segment, number);
  const pieces =
    whole === undefined ? [] : split(text, whole, sign).map(({ start, end }) => text.slice(start, end));
  // Positions count the modifiers that are there; places between them may be empty.
  const filled = pieces.flatMap((piece, at) => (holdsValue(piece, segment) ? [at] : []));
  if (filled.length !== fields.length) return undefined;
  const next = nextModifiers(pieces, filled, change);
  if (next === undefined) return undefined;
  if (next.length > 1 && sign === '') return undefined;
  const own = next.filter((piece) => holdsValue(piece, segment)).length;
  // One modifier alone says nothing of how they are parted; two in components must not look like code and text.
  if (own > mostModifiers) return undefined;
  return setField(text, segment, number, next.join(sign));
}

function holdsValue(piece: string, { delimiters }: Segment): boolean {
  const first = delimiters.component === '' ? piece : (piece.split(delimiters.component)[0] ?? '');
  return first.trim() !== '' && first.trim() !== '""';
}

function nextModifiers(
  pieces: readonly string[],
  filled: readonly number[],
  change: ModifierChange,
): readonly string[] | undefined {
  const next = pieces.length === 1 && filled.length === 0 ? [] : [...pieces];
  switch (change.kind) {
    case 'add-modifier': {
      const at = change.at ?? filled.length;
      const code = modifierOf(change.modifier);
      if (code === undefined || !Number.isInteger(at) || at < 0 || at > filled.length) return undefined;
      next.splice(filled[at] ?? (filled[filled.length - 1] ?? -1) + 1, 0, code);
      return next;
    }
    case 'remove-modifier': {
      const place = filled[change.at];
      if (place === undefined) return undefined;
      next.splice(place, 1);
      return next;
    }
    case 'set-modifiers': {
      const codes = change.modifiers.flatMap((each) => modifierOf(each) ?? []);
      return codes.length === change.modifiers.length ? codes : undefined;
    }
  }
}

/** FT1-19 holds codes, or numbers of DG1 where the message writes those; each as it is written elsewhere in it. */
function setPointers(
  text: string,
  message: Message,
  charge: Transaction,
  claim: Claim,
  pointers: readonly number[],
): Edits {
  const { segment } = charge;
  if (pointers.length === 0 || new Set(pointers).size < pointers.length) return undefined;
  const sign = segment.delimiters.repetition;
  if (pointers.length > 1 && sign === '') return undefined;
  const known = new Map<number, string>();
  const remember = (from: Segment, range: TextRange, code: string) => {
    const each = claim.diagnoses.find((diagnosis) => diagnosis.code.value === plainDiagnosis(code));
    if (each && !known.has(each.position) && sameSigns(from, segment))
      known.set(each.position, text.slice(range.start, range.end));
  };
  const lines = [charge, ...message.transactions.filter((each) => each !== charge)];
  for (const line of lines)
    for (const range of repetitions(text, line.segment, 19)) {
      const first = firstComponent(text, line.segment, range);
      remember(line.segment, range, first);
    }
  for (const each of message.segments) {
    const range = each.id === 'DG1' ? repetitions(text, each, 3)[0] : undefined;
    if (range) remember(each, range, firstComponent(text, each, range));
  }
  const byNumber = lineDiagnoses(text, charge).some(({ field }) => /^\d{1,2}$/.test(field.value));
  const written = pointers.map((position) => (byNumber ? String(position) : known.get(position)));
  if (written.some((each) => each === undefined)) return undefined;
  return setField(text, segment, 19, written.join(sign));
}

function firstComponent(text: string, segment: Segment, range: TextRange): string {
  const first = split(text, range, segment.delimiters.component)[0] ?? range;
  return text.slice(first.start, first.end).trim();
}

function sameSigns(a: Segment, b: Segment): boolean {
  return a.delimiters === b.delimiters;
}

function replaceDiagnosis(
  text: string,
  message: Message,
  claim: Claim,
  { position, code }: Extract<ClaimChange, { readonly kind: 'replace-diagnosis' }>,
): Edits {
  const diagnosis = claim.diagnoses.find((each) => each.position === position);
  const plain = plainDiagnosis(code);
  if (diagnosis === undefined || !/^[A-Z][0-9A-Z]{2,6}$/.test(plain)) return undefined;
  const all = [
    ...message.segments.flatMap((each) => (each.id === 'DG1' ? (diagnosisPlace(text, each) ?? []) : [])),
    ...message.transactions.flatMap((each) => lineDiagnoses(text, each)),
  ].map(({ field }) => field);
  const own = all.filter(({ value }) => plainDiagnosis(value) === diagnosis.code.value);
  const longOnes = all.filter(({ value }) => plainDiagnosis(value).length > 3);
  const style = (values: readonly { readonly value: string }[]) =>
    values.length === 0 ? undefined : values.some(({ value }) => value.includes('.'));
  return own.map(({ value, range }) => {
    const dotted =
      style(plainDiagnosis(value).length > 3 ? [{ value }] : []) ?? style(longOnes) ?? code.includes('.');
    return { range, newText: dotted && plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain };
  });
}

function setClaimPlace(
  text: string,
  message: Message,
  charges: readonly Transaction[],
  place: string,
): Edits {
  const visit = message.segments.find(({ id }) => id === 'PV1');
  const hasOwn = (segment: Segment) => /^\d\d$/.test(component(text, segment, 16)?.value ?? '');
  const own = charges.filter(({ segment }) => hasOwn(segment));
  if (visit && /^\d\d$/.test(component(text, visit, 3)?.value ?? '')) return setPlace(text, visit, 3, place);
  if (own.length === 0) return visit && setPlace(text, visit, 3, place);
  const edits = own.map(({ segment }) => setPlace(text, segment, 16, place));
  return edits.every((each) => each !== undefined) ? edits.flat() : undefined;
}

/** A location field that holds a place of service code or nothing; the name of a room or clinic is not overwritten. */
function setPlace(text: string, segment: Segment, number: number, place: string): Edits {
  if (!/^\d\d$/.test(place)) return undefined;
  const old = component(text, segment, number)?.value;
  return old === undefined || /^\d\d$/.test(old) ? setPart(text, segment, number, place) : undefined;
}

/** The charge with what stands below it; diagnoses and the rest of the message stay. */
function removal(text: string, message: Message, { segment, end, next }: Transaction): TextEdit {
  const last = message.segments[message.segments.length - 1];
  if (last === undefined || last.end > end) return { range: rangeOf(segment.start, next), newText: '' };
  // At the end of the message the line break before it goes, so that the message ends as it did.
  let start = segment.start;
  while (start > 0 && /[\r\n]/.test(text.charAt(start - 1))) start -= 1;
  return { range: rangeOf(start, end), newText: '' };
}

/** Writes the first component of a field's first repetition; the rest of the field stays. */
function setPart(text: string, segment: Segment, number: number, newText: string): Edits {
  const [first] = repetitions(text, segment, number);
  if (first === undefined) return setField(text, segment, number, newText);
  const written = component(text, segment, number);
  if (written) return [{ range: written.range, newText }];
  const range = split(text, first, segment.delimiters.component)[0] ?? first;
  const inner = split(text, range, segment.delimiters.subcomponent)[0] ?? range;
  return [{ range: inner, newText }];
}

/** Writes a field, with the separators that it needs; an empty field at the end of a segment is not written. */
function setField(text: string, segment: Segment, number: number, newText: string): Edits {
  const range = fieldRange(segment, number);
  const sign = segment.delimiters.field;
  if (range === undefined) {
    if (newText === '') return [];
    const missing = number - lastField(segment);
    return [{ range: rangeOf(segment.end, segment.end), newText: sign.repeat(missing) + newText }];
  }
  if (newText !== '' || number < lastField(segment)) return [smallest(text, range, newText)];
  let { start } = range;
  while (start > segment.start && text[start - 1] === sign) start -= 1;
  return [{ range: rangeOf(start, segment.end), newText: '' }];
}

function smallest(text: string, { start, end }: TextRange, newText: string): TextEdit {
  let head = 0;
  const most = Math.min(end - start, newText.length);
  while (head < most && text[start + head] === newText[head]) head += 1;
  let tail = 0;
  while (tail < most - head && text[end - 1 - tail] === newText[newText.length - 1 - tail]) tail += 1;
  return {
    range: rangeOf(start + head, end - tail),
    newText: newText.slice(head, newText.length - tail),
  };
}

function codeOf(written: string): string | undefined {
  const code = written.trim().toUpperCase();
  return /^[A-Z0-9]{3,7}$/.test(code) ? code : undefined;
}

function modifierOf(written: string): string | undefined {
  const code = written.trim().toUpperCase();
  return /^[A-Z0-9]{2}$/.test(code) ? code : undefined;
}

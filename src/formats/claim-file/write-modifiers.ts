// Modifiers of a .claim line: behind the code (20561-59), under `modifiers`, or under `modifier 1` to `modifier 4`.
import { rangeOf, type TextEdit } from '../../model/text';
import type { LocatedFile } from './read';
import type { LocatedLine } from './section';
import { emptyPlace, lineEnd, replaceItems, styleOf } from './sequence';
import { modifierSequence, readCode } from './service-line';
import { written } from './values';

export const mostModifiers = 4;

export interface LinePlace {
  readonly text: string;
  readonly file: LocatedFile;
  readonly at: LocatedLine;
}

type Edits = readonly TextEdit[] | undefined;

/** The smallest span of `before` that differs from `after`, and what takes its place. */
export function changedSpan<T>(
  before: readonly T[],
  after: readonly T[],
): { readonly from: number; readonly to: number; readonly values: readonly T[] } {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < most - from && before[before.length - 1 - same] === after[after.length - 1 - same]) same += 1;
  return { from, to: before.length - same, values: after.slice(from, after.length - same) };
}

/**
 * Puts `values` in the place of the modifiers from `from` up to `to`, counted through all places where modifiers stand.
 * A line without any gets them behind its code, so that removing them again leaves the line as it was.
 */
export function replaceModifiers(
  place: LinePlace,
  from: number,
  to: number,
  values: readonly string[],
): Edits {
  const { text, at } = place;
  const behindCode = readCode({ text, problems: [] }, at.section).modifiers.length;
  const sequence = modifierSequence(at.section, at.node.flow);
  if (sequence === undefined && at.section.has('modifiers')) return undefined;
  const listed = sequence?.items.length ?? 0;
  const numbered = numberedNames.some((name) => at.section.has(name));
  if (from < behindCode && to > behindCode) {
    const first = replaceModifiers(place, from, behindCode, values.slice(0, behindCode - from));
    const second = replaceModifiers(place, behindCode, to, values.slice(behindCode - from));
    return first === undefined || second === undefined ? undefined : [...first, ...second];
  }
  const elsewhere = sequence !== undefined || numbered;
  if (to <= behindCode && (from < behindCode || !elsewhere || (behindCode > 0 && listed === 0))) {
    return replaceBehindCode(place, from, to, values);
  }
  if (sequence === undefined)
    return numbered ? replaceNumbered(place, from - behindCode, to - behindCode, values) : undefined;
  if (numbered) return undefined;
  const alias = at.section.get('modifiers')?.entry.value;
  if (alias?.kind === 'alias') {
    const all = sequence.items.map((item) => item.text);
    all.splice(from - behindCode, to - from, ...values);
    return [{ range: alias.range, newText: `[${all.join(', ')}]` }];
  }
  const lines = place.file.claims.flatMap((claim) => claim.lines);
  const others = lines
    .map((line) => modifierSequence(line.section, line.node.flow))
    .filter((other) => other?.shape === sequence.shape);
  const style = styleOf(text, others);
  return replaceItems(text, sequence, from - behindCode, to - behindCode, values, {
    quote: codeQuote(place),
    ...style,
  });
}

/** Who quotes the code quotes the modifiers as well. */
function codeQuote({ text, at }: LinePlace): string {
  const code = at.section.get('code')?.entry.value;
  return code?.kind === 'scalar' && code.style === 'quoted' ? text.charAt(code.range.start) : '';
}

function replaceBehindCode(
  { text, at }: LinePlace,
  from: number,
  to: number,
  values: readonly string[],
): Edits {
  const { procedureCode, modifiers, value } = readCode({ text, problems: [] }, at.section);
  if (
    procedureCode === undefined ||
    value === undefined ||
    !value.split ||
    at.section.get('code')?.entry.value.kind === 'alias'
  )
    return undefined;
  const ends = [procedureCode.range.end, ...modifiers.map(({ range }) => range.end)];
  const separator =
    modifiers[0] === undefined ? '-' : text.slice(procedureCode.range.end, modifiers[0].range.start);
  const kept = Math.min(to - from, values.length);
  const [keptEnd, removedEnd] = [ends[from + kept], ends[to]];
  if (keptEnd === undefined || removedEnd === undefined) return undefined;
  const edits: TextEdit[] = [];
  for (const [i, modifier] of modifiers.slice(from, from + kept).entries()) {
    if (modifier.text !== values[i]) edits.push({ range: modifier.range, newText: values[i] ?? '' });
  }
  if (to - from > kept) edits.push({ range: rangeOf(keptEnd, removedEnd), newText: '' });
  if (values.length > kept) {
    edits.push({
      range: rangeOf(keptEnd, keptEnd),
      newText: values
        .slice(kept)
        .map((each) => separator + each)
        .join(''),
    });
  }
  return edits;
}

const numberedNames = ['modifier 1', 'modifier 2', 'modifier 3', 'modifier 4'];

/** Fills the names that are there in order; the ones left over stay without a value. */
function replaceNumbered(
  { text, at }: LinePlace,
  from: number,
  to: number,
  values: readonly string[],
): Edits {
  const slots = numberedNames.flatMap((name) => at.section.get(name) ?? []);
  const filled = slots
    .flatMap(({ entry }) => (entry.value.kind === 'scalar' ? [written(entry.value)?.piece.text ?? ''] : []))
    .filter((value) => value !== '');
  filled.splice(from, to - from, ...values);
  const edits: TextEdit[] = [];
  for (const [i, { entry }] of slots.entries()) {
    const value = filled[i] ?? '';
    const node = entry.value;
    if (node.kind === 'empty') {
      const place = emptyPlace(text, node.range.end);
      if (value !== '') edits.push({ range: rangeOf(place, place), newText: ` ${value}` });
    } else if (node.kind !== 'scalar' || !node.exact) return undefined;
    else if (value === '' && node.style === 'plain') {
      edits.push({
        range: rangeOf(
          node.range.start - (text.charAt(node.range.start - 1) === ' ' ? 1 : 0),
          node.range.end,
        ),
        newText: '',
      });
    } else if (node.value !== value) edits.push({ range: node.inner, newText: value });
  }
  const extra = filled.slice(slots.length);
  const last = slots.at(-1)?.entry;
  if (extra.length === 0 || last === undefined) return edits;
  const names = numberedNames.filter((name) => !at.section.has(name)).slice(0, extra.length);
  if (names.length < extra.length || edits.some(({ range }) => range.end === last.range.end))
    return undefined;
  const end = at.node.flow ? last.range.end : lineEnd(text, last.range.end);
  const start = text.lastIndexOf('\n', last.key.range.start) + 1;
  const before = at.node.flow
    ? ', '
    : `${text.charAt(start - 2) === '\r' ? '\r\n' : '\n'}${' '.repeat(last.key.range.start - start)}`;
  return [
    ...edits,
    { range: rangeOf(end, end), newText: extra.map((value, i) => `${before}${names[i]}: ${value}`).join('') },
  ];
}

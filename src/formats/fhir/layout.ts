// Entries and members put into a JSON text, or taken out, so that it stays laid out as it was: one a line or all in one.
import { rangeOf, type TextEdit } from '../../model/text';
import { memberOf } from './access';
import type { JsonArray, JsonNode, JsonObject } from './json/tree';

type Edits = readonly TextEdit[] | undefined;

/** Puts entries into a list before the entry at `place`, or behind the last. */
export function insertedEntry(
  text: string,
  list: JsonArray,
  place: number,
  ...written: readonly string[]
): Edits {
  const [first] = list.items;
  if (first === undefined)
    return [{ range: rangeOf(list.start + 1, list.end - 1), newText: written.join(', ') }];
  const between = entrySeparator(text, list);
  const next = list.items[place];
  if (next !== undefined)
    return [
      { range: rangeOf(next.start, next.start), newText: written.map((each) => each + between).join('') },
    ];
  const last = list.items.at(-1) ?? first;
  return [{ range: rangeOf(last.end, last.end), newText: written.map((each) => between + each).join('') }];
}

/** What stands between two entries; in a list of one, as it is opened. */
function entrySeparator(text: string, { start, items }: JsonArray): string {
  const [first, second] = items;
  if (first !== undefined && second !== undefined) return text.slice(first.end, second.start);
  const opening = first === undefined ? '' : text.slice(start + 1, first.start);
  return opening.includes('\n') ? `,${opening}` : ', ';
}

/** Takes an entry out with one of the separators beside it. */
export function removedEntry(text: string, { items }: JsonArray, node: JsonNode): Edits {
  const place = items.indexOf(node);
  const before = items[place - 1];
  const next = items[place + 1];
  if (place < 0 || text === '') return undefined;
  if (next !== undefined) return [{ range: rangeOf(node.start, next.start), newText: '' }];
  return before && [{ range: rangeOf(before.end, node.end), newText: '' }];
}

/** Puts a member into an object behind the last of some names that is there, else behind its last member. */
export function insertedMember(
  text: string,
  object: JsonObject,
  name: string,
  behind: readonly string[],
  value: (colon: string) => string,
): Edits {
  const anchor =
    behind.map((each) => memberOf(object, each)).find((each) => each?.value !== undefined) ??
    object.members.at(-1);
  const [first, second] = object.members;
  if (anchor?.value === undefined || first === undefined) return undefined;
  const opening = text.slice(object.start + 1, first.key.start);
  const between =
    first.value !== undefined && second !== undefined
      ? text.slice(first.value.end, second.key.start)
      : opening.includes('\n')
        ? `,${opening}`
        : ', ';
  const colon = text.slice(anchor.key.end, anchor.value.start);
  const written = `${between}"${name}"${colon}${value(/^\s*:$/.test(colon) ? ':' : ': ')}`;
  return [{ range: rangeOf(anchor.value.end, anchor.value.end), newText: written }];
}

/** Takes a member out with one of the commas beside it. */
export function removedMember(text: string, object: JsonObject, name: string): Edits {
  const place = object.members.findIndex(({ key }) => key.value === name);
  const member = object.members[place];
  const before = object.members[place - 1];
  const next = object.members[place + 1];
  if (member?.value === undefined || text === '') return undefined;
  if (before?.value !== undefined)
    return [{ range: rangeOf(before.value.end, member.value.end), newText: '' }];
  return next && [{ range: rangeOf(member.key.start, next.key.start), newText: '' }];
}

// Reaching into a JSON tree: members, lists and fields with the place of their text.
import { type Field, rangeOf } from '../../model/text';
import type { JsonMember, JsonNode, JsonObject } from './json/tree';

/** The first member of that name; undefined when the value is no object or has none. */
export function memberOf(node: JsonNode | undefined, name: string): JsonMember | undefined {
  return node?.kind === 'object' ? node.members.find(({ key }) => key.value === name) : undefined;
}

/** The value behind names, one within the other. */
export function at(node: JsonNode | undefined, ...names: readonly string[]): JsonNode | undefined {
  let found = node;
  for (const name of names) found = memberOf(found, name)?.value;
  return found;
}

/** The entries of an array; a value that should stand in brackets and does not is a list of one. */
export function listOf(node: JsonNode | undefined): readonly JsonNode[] {
  if (node === undefined || node.kind === 'null') return [];
  return node.kind === 'array' ? node.items : [node];
}

export function objectsOf(node: JsonNode | undefined): readonly JsonObject[] {
  return listOf(node).filter((entry): entry is JsonObject => entry.kind === 'object');
}

/** A text without its quotes, or a number as it is written, without blanks around it; undefined when nothing is said. */
export function fieldOf(text: string, node: JsonNode | undefined): Field | undefined {
  if (node === undefined || (node.kind !== 'string' && node.kind !== 'number')) return undefined;
  const isText = node.kind === 'string';
  const start = isText ? node.start + 1 : node.start;
  const end = isText && text.charAt(node.end - 1) === '"' && node.end > start ? node.end - 1 : node.end;
  const raw = text.slice(start, end);
  const value = isText ? node.value.trim() : raw;
  if (value === '') return undefined;
  const lead = raw.length - raw.trimStart().length;
  const tail = raw.length - raw.trimEnd().length;
  return { value, range: rangeOf(start + lead, end - tail) };
}

/** The text of a value, for comparing. */
export function textOf(node: JsonNode | undefined): string | undefined {
  return node?.kind === 'string' ? node.value : undefined;
}

/** The field with another reading of its text, at the same place. */
export function read<T>(
  field: Field | undefined,
  as: (value: string) => T | undefined,
): Field<T> | undefined {
  const value = field === undefined ? undefined : as(field.value);
  return field === undefined || value === undefined ? undefined : { value, range: field.range };
}

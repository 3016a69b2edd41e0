// The resources of a FHIR text: alone, in a Bundle, in a list, or one a line (NDJSON); and what a reference means among them.
import { at, objectsOf, textOf } from './access';
import { type JsonObject, type JsonText, readJson } from './json/tree';

export interface Resource {
  readonly node: JsonObject;
  readonly type: string;
  /** In a Bundle: references to what the Bundle should hold can be checked. */
  readonly isBundled: boolean;
}

export interface FhirText {
  readonly isNdjson: boolean;
  readonly resources: readonly Resource[];
  /** Those of them that may be notes beside the claims of a Bundle. */
  readonly documents: readonly Resource[];
  readonly jsonProblems: JsonText['problems'];
  /** What a reference of a resource points to, where it is in this text. */
  readonly resolve: (owner: JsonObject, reference: string) => JsonObject | undefined;
}

/** Reads all resources. Time linear in the length. */
export function readResources(text: string, name: string): FhirText {
  const isNdjson = looksLikeNdjson(text, name);
  const parts = isNdjson
    ? linesOf(text).map(([start, end]) => readJson(text, start, end))
    : [readWhole(text)];
  const resources: Resource[] = [];
  const known = new Map<string, JsonObject>();
  const add = (node: JsonObject, isBundled: boolean, fullUrl?: string): void => {
    const type = textOf(at(node, 'resourceType'));
    if (type === undefined) return;
    const id = textOf(at(node, 'id'));
    if (id !== undefined) known.set(`${type}/${id}`, node);
    if (fullUrl !== undefined) known.set(fullUrl, node);
    if (type !== 'Bundle') resources.push({ node, type, isBundled });
    else
      for (const entry of objectsOf(at(node, 'entry')))
        for (const inner of objectsOf(at(entry, 'resource'))) add(inner, true, textOf(at(entry, 'fullUrl')));
  };
  for (const { roots } of parts)
    for (const root of roots) for (const node of objectsOf(root)) add(node, false);
  return {
    isNdjson,
    resources,
    documents: resources.filter(
      ({ type, isBundled }) => isBundled && (type === 'DocumentReference' || type === 'Composition'),
    ),
    jsonProblems: parts.flatMap(({ problems }) => problems),
    resolve: (owner, reference) =>
      reference.startsWith('#')
        ? objectsOf(at(owner, 'contained')).find((inner) => textOf(at(inner, 'id')) === reference.slice(1))
        : (known.get(reference) ?? known.get(relative(reference))),
  };
}

/** `https://server/fhir/Patient/1/_history/2` → `Patient/1`. */
function relative(reference: string): string {
  return reference
    .replace(/\/_history\/.*$/, '')
    .split('/')
    .slice(-2)
    .join('/');
}

function readWhole(text: string): JsonText {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  return readJson(text, start, text.length);
}

/** Each line one JSON value: the first two lines that hold something both begin with a brace, and the first ends with one. */
function looksLikeNdjson(text: string, name: string): boolean {
  if (/\.(?:ndjson|jsonl)$/i.test(name)) return true;
  const lines = linesOf(text.slice(0, 200_000), 2);
  const [first, second] = lines.map(([start, end]) => text.slice(start, end));
  return first !== undefined && second !== undefined && /^\{.*\}$/.test(first) && second.startsWith('{');
}

/** Lines that hold something, without blanks at their ends. */
function linesOf(text: string, most = Number.POSITIVE_INFINITY): readonly (readonly [number, number])[] {
  const lines: (readonly [number, number])[] = [];
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  while (start < text.length && lines.length < most) {
    const found = text.indexOf('\n', start);
    const next = found < 0 ? text.length : found;
    const line = text.slice(start, next);
    const inner = line.trim();
    if (inner !== '') {
      const from = start + line.indexOf(inner.charAt(0));
      lines.push([from, from + inner.length]);
    }
    start = next + 1;
  }
  return lines;
}

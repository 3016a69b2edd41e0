// A group of names and values of a .claim file, looked up by the key table; and where the claims and their lines stand.
import { bareKey, findKey, nearestName } from './key-lookup';
import { claimsKey, type KeyDefinition, type SectionName } from './keys';
import { complain, isFull, type ReadContext, resolved } from './values';
import type { ListItem, ListNode, MapEntry, MapNode, YamlNode, YamlTree } from './yaml-tree';

export interface SectionEntry {
  readonly key: KeyDefinition;
  readonly entry: MapEntry;
}

/** The entries of a group by the name that the documentation gives them. */
export type Section = ReadonlyMap<string, SectionEntry>;

export interface LocatedLine {
  readonly item: ListItem;
  readonly node: MapNode;
  readonly section: Section;
}

export interface LocatedClaim {
  readonly node: MapNode;
  readonly section: Section;
  readonly linesEntry?: SectionEntry;
  /** Undefined when the lines are not a list (a single line may stand without a dash). */
  readonly list?: ListNode;
  readonly lines: readonly LocatedLine[];
  /** Complaints about this claim's own names. */
  readonly context: ReadContext;
}

/** Reads a group; complains of unknown and repeated names. The first of two equal names counts. */
export function readSection(context: ReadContext, map: MapNode, name: SectionName): Section {
  const section = new Map<string, SectionEntry>();
  for (const entry of map.entries) {
    const key = findKey(name, entry.key.value);
    if (key === undefined) {
      complainUnknown(context, entry, name);
      continue;
    }
    const earlier = section.get(key.name);
    if (earlier === undefined) section.set(key.name, { key, entry });
    else if (key.kind !== 'unread') {
      const same = bareKey(earlier.entry.key.value) === bareKey(entry.key.value);
      const words = same
        ? `“${key.name}” is here twice`
        : `“${key.name}” is here twice, under two names for the same thing`;
      complain(context, entry.key.range, `${words}. The first is read, this one is not. Remove one of them.`);
    }
  }
  return section;
}

function complainUnknown(context: ReadContext, entry: MapEntry, name: SectionName): void {
  if (isFull(context)) return;
  const near = nearestName(name, entry.key.value);
  const where = name === 'claim' ? 'a claim' : `a ${name}`;
  if (near === undefined) {
    complain(
      context,
      entry.key.range,
      `This is not a name that ${where} has in a .claim file, so its value is not read. Check the spelling and the indentation.`,
      'warning',
    );
    return;
  }
  complain(
    context,
    entry.key.range,
    `This is not a name that ${where} has in a .claim file, so its value is not read. Did you mean “${near}”?`,
    'warning',
    {
      title: `Change to “${near}”`,
      edits: [{ range: entry.key.inner, newText: near }],
      lossless: false,
    },
  );
}

/** The claims of a file, in order: one per document, or the entries of a list under `claims`. */
export function locateClaims(text: string, tree: YamlTree, context: ReadContext): readonly LocatedClaim[] {
  const located: LocatedClaim[] = [];
  const add = (node: YamlNode) => {
    const map = resolved(node);
    if (map.kind === 'map') located.push(locateClaim({ ...context, text, claim: located.length }, map));
    else if (map.kind !== 'empty')
      complain(
        context,
        node.range,
        'A claim is a group of lines with a name, a colon and a value, such as “code: 20561”.',
      );
  };
  for (const { root } of tree.documents) {
    if (root === undefined) continue;
    const top = resolved(root);
    if (top.kind === 'list') for (const item of top.items) add(item.value);
    else if (top.kind === 'map') addTop(context, top, add);
    else add(root);
  }
  return located;
}

function addTop(context: ReadContext, top: MapNode, add: (node: YamlNode) => void): void {
  const several = top.entries.find((entry) => isClaimsKey(entry.key.value));
  if (several === undefined) {
    add(top);
    return;
  }
  for (const entry of top.entries) {
    if (entry !== several)
      complain(
        context,
        entry.key.range,
        'Beside “claims” nothing else is read. Move this into each claim.',
        'warning',
      );
  }
  const list = resolved(several.value);
  if (list.kind === 'list') for (const item of list.items) add(item.value);
  else complain(context, several.key.range, '“claims” is a list: begin each claim with a dash.');
}

function isClaimsKey(written: string): boolean {
  const bare = bareKey(written);
  return [claimsKey.name, ...(claimsKey.also ?? [])].some((text) => bareKey(text) === bare);
}

function locateClaim(context: ReadContext, node: MapNode): LocatedClaim {
  const section = readSection(context, node, 'claim');
  const linesEntry = section.get('service lines');
  const value = linesEntry === undefined ? undefined : resolved(linesEntry.entry.value);
  const lines: LocatedLine[] = [];
  const items: readonly ListItem[] =
    value?.kind === 'list' ? value.items : value?.kind === 'map' ? [{ value, range: value.range }] : [];
  for (const item of items) {
    const map = resolved(item.value);
    if (map.kind === 'map') {
      lines.push({
        item,
        node: map,
        section: readSection({ ...context, line: lines.length + 1 }, map, 'service line'),
      });
    } else if (map.kind === 'empty') {
      complain(
        context,
        item.range,
        'This service line is empty. Write its code, units and charge, or remove the dash.',
      );
    } else {
      complain(
        context,
        item.range,
        'A service line is a group of lines with a name, a colon and a value, such as “code: 20561”.',
      );
    }
  }
  if (linesEntry !== undefined && value?.kind === 'scalar') {
    complain(
      context,
      linesEntry.entry.value.range,
      '“service lines” is a list: begin each line with a dash, then “code: …”.',
    );
  }
  return {
    node,
    section,
    lines,
    context,
    ...(linesEntry === undefined ? {} : { linesEntry }),
    ...(value?.kind === 'list' ? { list: value } : {}),
  };
}

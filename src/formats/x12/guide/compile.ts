// Turns the guide tables (text in a small notation) into the tree of loops that the walker and the checks use.
import type { ClaimKind } from '../../../model/claim';
import { codeLists } from './codes';
import { dentalGuide } from './dental';
import { type ElementSpec, type Pattern, rulesOf, type SegmentRules, segmentDefinitions } from './elements';
import { institutionalGuide } from './institutional';
import { professionalGuide } from './professional';

/** 4 = 004010, 5 = 005010 and later. */
export type Era = 4 | 5;
/** A segment at one place of a loop. */
export interface SegmentUse extends SegmentRules {
  readonly id: string;
  /** Values of the qualifier that this use stands for; undefined: any. */
  readonly qualifiers?: ReadonlySet<string>;
  readonly required: boolean;
  readonly max: number;
  /** Rank within its loop; segments and loops of equal rank may stand in any order. */
  readonly order: number;
  /** Its number among the uses of its loop. */
  readonly index: number;
}

export interface Loop {
  readonly id: string;
  /** "Claim (loop 2300)". */
  readonly title: string;
  readonly required: boolean;
  readonly max: number;
  readonly order: number;
  /** Its number among the children of its parent. */
  readonly index: number;
  readonly uses: readonly SegmentUse[];
  readonly usesById: ReadonlyMap<string, readonly SegmentUse[]>;
  readonly children: readonly Loop[];
  /** By the id of the segment that opens them. */
  readonly childrenById: ReadonlyMap<string, readonly Loop[]>;
  /** At least one of these child loops must be there. */
  readonly oneOf: readonly string[];
}

export interface Guide {
  readonly kind: ClaimKind;
  readonly era: Era;
  readonly root: Loop;
  /** Every segment id that stands anywhere in the tree. */
  readonly ids: ReadonlySet<string>;
  /** Qualifiers known for a segment id, anywhere in the tree. */
  readonly openers: ReadonlyMap<string, ReadonlySet<string>>;
}

const tables: Readonly<Record<ClaimKind, string>> = {
  professional: professionalGuide,
  institutional: institutionalGuide,
  dental: dentalGuide,
};

const compiled = new Map<string, Guide>();

/** The guide for a kind of claim in a version. Compiled once. */
export function guideFor(kind: ClaimKind, era: Era): Guide {
  const key = `${kind} ${era}`;
  const known = compiled.get(key);
  if (known) return known;
  const guide = compileGuide(kind, era, tables[kind]);
  compiled.set(key, guide);
  return guide;
}

/** Which element tells what a segment is about: HL by its third, HI by the first component, all others by the first. */
export function qualifierElement(id: string): number {
  return id === 'HL' ? 3 : 1;
}

interface Line {
  readonly depth: number;
  readonly words: readonly string[];
}

interface LoopDraft {
  id: string;
  name: string;
  required: boolean;
  max: number;
  oneOf: string[];
  /** Segment lines and loops, in the table's order. */
  items: (readonly string[] | LoopDraft)[];
}

function compileGuide(kind: ClaimKind, era: Era, table: string): Guide {
  const root = draftTree(linesOf(table, era));
  const loop = finished(root, 0, 0, era);
  const ids = new Set<string>();
  const openers = new Map<string, Set<string>>();
  collect(loop, ids, openers);
  return { kind, era, root: loop, ids, openers };
}

function linesOf(table: string, era: Era): readonly Line[] {
  const lines: Line[] = [];
  let skippedBelow = Number.POSITIVE_INFINITY;
  for (const raw of table.split('\n')) {
    const text = raw.trim();
    if (text === '') continue;
    const depth = (raw.length - raw.trimStart().length) / 2;
    if (depth > skippedBelow) continue;
    skippedBelow = Number.POSITIVE_INFINITY;
    const version = /^([45])\|/.exec(text)?.[1];
    if (version !== undefined && Number(version) !== era) {
      skippedBelow = depth;
      continue;
    }
    lines.push({ depth, words: text.replace(/^[45]\|/, '').split(/\s+/) });
  }
  return lines;
}

function draftTree(lines: readonly Line[]): LoopDraft {
  const all = new Map<string, LoopDraft>();
  const stack: LoopDraft[] = [];
  const references: { readonly parent: LoopDraft; readonly at: number; readonly id: string }[] = [];
  for (const { depth, words } of lines) {
    stack.length = Math.min(stack.length, depth);
    const parent = stack[depth - 1];
    const [first = ''] = words;
    if (first.startsWith('&')) {
      if (parent) references.push({ parent, at: parent.items.length, id: first.slice(1) });
    } else if (/^\d/.test(first) || first === 'header') {
      const loop = draftLoop(words);
      all.set(loop.id, loop);
      parent?.items.push(loop);
      stack.push(loop);
    } else parent?.items.push(words);
  }
  for (const { parent, at, id } of references) {
    const loop = all.get(id);
    if (loop) parent.items.splice(at, 0, { ...loop, required: false });
  }
  const root = all.get('header');
  if (!root) throw new Error('a guide table must begin with its header loop');
  return root;
}

function draftLoop(words: readonly string[]): LoopDraft {
  const [id = '', usage = 'S1', ...rest] = words;
  const at = rest.indexOf('one-of');
  return {
    id,
    name: (at < 0 ? rest : rest.slice(0, at)).join(' '),
    required: usage.startsWith('R'),
    max: countOf(usage),
    oneOf: at < 0 ? [] : (rest[at + 1] ?? '').split(','),
    items: [],
  };
}

function countOf(usage: string): number {
  return usage.endsWith('*') ? Number.POSITIVE_INFINITY : Number(usage.slice(1));
}

function isLoop(item: readonly string[] | LoopDraft): item is LoopDraft {
  return !Array.isArray(item);
}

/** The id of the segment that an item begins with: neighbours with the same one may stand in any order. */
function openingId(item: readonly string[] | LoopDraft): string {
  if (!isLoop(item)) return (item[0] ?? '').split('*')[0] ?? '';
  const first = item.items[0];
  return first === undefined ? '' : openingId(first);
}

function finished(draft: LoopDraft, order: number, index: number, era: Era): Loop {
  const uses: SegmentUse[] = [];
  const children: Loop[] = [];
  const usesById = new Map<string, SegmentUse[]>();
  let rank = 0;
  let before = '';
  for (const item of draft.items) {
    const opening = openingId(item);
    if (opening !== before) rank++;
    before = opening;
    if (isLoop(item)) children.push(finished(item, rank, children.length, era));
    else {
      const use = finishedUse(item, rank, uses.length, era);
      uses.push(use);
      const same = usesById.get(use.id);
      if (same) same.push(use);
      else usesById.set(use.id, [use]);
    }
  }
  const childrenById = new Map<string, Loop[]>();
  for (const child of children) {
    const opener = child.uses[0]?.id ?? '';
    childrenById.set(opener, [...(childrenById.get(opener) ?? []), child]);
  }
  const { id, name, required, max, oneOf } = draft;
  const title = /^\d/.test(id) ? `${name} (loop ${id})` : name;
  return { id, title, required, max, order, index, uses, usesById, children, childrenById, oneOf };
}

function finishedUse(words: readonly string[], order: number, index: number, era: Era): SegmentUse {
  const [head = '', usage = 'S1', ...rules] = words;
  const [id = '', qualifiers] = head.split('*');
  const elements = [...(segmentDefinitions.get(id)?.elements ?? [])].map((spec) =>
    era === 4 ? withoutUnused(spec) : spec,
  );
  for (const rule of rules) applyRule(elements, rule, era);
  const list = qualifiers === undefined ? undefined : new Set(qualifiers.split(','));
  if (list) {
    const position = qualifierElement(id) - 1;
    const spec = elements[position];
    const first = spec?.components?.[0];
    if (spec && first)
      elements[position] = { ...spec, components: [{ ...first, codes: list }, ...spec.components.slice(1)] };
    else if (spec) elements[position] = { ...spec, codes: list };
  }
  return {
    id,
    required: usage.startsWith('R'),
    max: countOf(usage),
    order,
    index,
    ...rulesOf(elements),
    ...(list ? { qualifiers: list } : {}),
  };
}

function withoutUnused(spec: ElementSpec): ElementSpec {
  return {
    ...spec,
    unused: false,
    ...(spec.components ? { components: spec.components.map(withoutUnused) } : {}),
  };
}

/** One element rule: `02!`, `05-1!`, `03-`, `04?`, `02!=A,B`, `09=@filing`, `03~zip9`, `02..12-1=BF`. */
function applyRule(elements: ElementSpec[], rule: string, era: Era): void {
  const match = /^(\d\d)(?:\.\.(\d\d))?(?:-(\d))?([!?-]?)(?:=([^~]+))?(?:~(\w+))?$/.exec(rule);
  if (!match) throw new Error(`not an element rule: ${rule}`);
  const from = Number(match[1]);
  const to = Number(match[2] ?? match[1]);
  for (let position = from; position <= to; position++) {
    const spec = elements[position - 1];
    if (!spec) throw new Error(`no such element: ${rule}`);
    if (match[3] === undefined) elements[position - 1] = ruled(spec, match, era);
    else {
      const part = Number(match[3]) - 1;
      const components = (spec.components ?? []).map((component, index) =>
        index === part ? ruled(component, match, era) : component,
      );
      elements[position - 1] = { ...spec, components };
    }
  }
}

function ruled(spec: ElementSpec, match: RegExpExecArray, era: Era): ElementSpec {
  const mark = match[4] ?? '';
  const codes = match[5] === undefined ? undefined : codesOf(match[5], era);
  const pattern = match[6] as Pattern | undefined;
  return {
    ...spec,
    required: mark === '!' || (spec.required && mark !== '-'),
    unused: mark === '-' || (spec.unused && mark === ''),
    ...(codes ? { codes } : {}),
    ...(pattern ? { pattern } : {}),
  };
}

function codesOf(text: string, era: Era): ReadonlySet<string> {
  if (!text.startsWith('@')) return new Set(text.split(','));
  const list = codeLists[text.slice(1)];
  if (!list) throw new Error(`no such code list: ${text}`);
  return new Set((era === 4 ? (list.era4 ?? list.era5) : list.era5).split(','));
}

function collect(loop: Loop, ids: Set<string>, openers: Map<string, Set<string>>): void {
  for (const use of loop.uses) {
    ids.add(use.id);
    if (use.index > 0 || !use.qualifiers) continue;
    const known = openers.get(use.id) ?? new Set();
    for (const qualifier of use.qualifiers) known.add(qualifier);
    openers.set(use.id, known);
  }
  for (const child of loop.children) collect(child, ids, openers);
}

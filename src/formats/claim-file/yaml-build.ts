// Tokens of the `yaml` package's concrete syntax tree → nodes. Mistakes are reported and read as what was meant.
import type { CST } from 'yaml';
import { rangeOf, type TextRange } from '../../model/text';
import { at, checkEnd, checkMark, missingCommaText, strayText, unclosedText } from './yaml-problems';
import { alias, type Builder, blockScalar, scalar } from './yaml-scalar';
import type { ListItem, ListNode, MapEntry, MapNode, ScalarNode, YamlNode } from './yaml-tree';

/** The node of a token; `before` are the tokens in front of it, where its anchor stands. */
export function build(builder: Builder, token: CST.Token, before: readonly CST.SourceToken[]): YamlNode {
  const node = buildBare(builder, token);
  for (const mark of before) {
    if (mark.type === 'tag')
      builder.report(
        at(mark),
        'A word that begins with ! is a YAML tag, which a claim has no use for. Remove it, or put the value in quotes.',
      );
    if (mark.type === 'anchor' && node.kind !== 'alias') builder.anchors.set(mark.source.slice(1), node);
  }
  return node;
}

function buildBare(builder: Builder, token: CST.Token): YamlNode {
  switch (token.type) {
    case 'block-map':
      return blockMap(builder, token);
    case 'block-seq':
      return blockList(builder, token);
    case 'flow-collection':
      return token.start.source === '{' ? flowMap(builder, token) : flowList(builder, token);
    case 'alias':
      checkEnd(token.end, builder.report);
      return alias(builder, token);
    case 'scalar':
    case 'single-quoted-scalar':
    case 'double-quoted-scalar':
      checkEnd(token.end, builder.report);
      return scalar(builder, token);
    case 'block-scalar':
      return blockScalar(builder, token);
    default:
      builder.report(at(token), strayText);
      return { kind: 'empty', range: rangeOf(token.offset, token.offset) };
  }
}

function blockMap(builder: Builder, token: CST.BlockMap): MapNode {
  const entries: MapEntry[] = [];
  addBlockEntries(builder, token.items, token.indent, entries);
  return { kind: 'map', flow: false, range: spanning(token.offset, entries), entries };
}

function addBlockEntries(
  builder: Builder,
  items: CST.BlockMap['items'],
  indent: number,
  entries: MapEntry[],
): void {
  for (const item of items) {
    for (const mark of item.start) checkMark(mark, builder.text, builder.report);
    if (item.sep === undefined || item.key === undefined) continue;
    const value = item.value;
    if (value?.type === 'block-map' && !item.sep.some((mark) => mark.type === 'newline')) {
      addCompactEntries(builder, item, value, indent, entries);
      continue;
    }
    const entry = mapEntry(builder, item.start, item.key, item.sep, value);
    if (entry === undefined) continue;
    const column = item.key !== null && 'indent' in item.key && !item.explicitKey ? item.key.indent : indent;
    if (column !== indent) builder.report(entry.key.range, columnText);
    entries.push(entry);
  }
}

const columnText =
  'This line is indented differently from the lines it belongs to. Let their names begin in the same column.';

/**
 * A second name in the line of the first (`remarks: Note: see below`), or a line that is indented as if it went on with
 * the value above it. Read as what was meant: one value, and the lines below as names of their own.
 */
function addCompactEntries(
  builder: Builder,
  item: CST.CollectionItem,
  value: CST.BlockMap,
  indent: number,
  entries: MapEntry[],
): void {
  const [first, ...rest] = value.items;
  const key = first?.key?.type === 'scalar' ? first.key : undefined;
  const breakAt = Math.max(key?.source.lastIndexOf('\n') ?? -1, key?.source.lastIndexOf('\r') ?? -1);
  const until = key === undefined || breakAt < 0 ? value.offset + 2000 : key.offset + breakAt;
  const source =
    /^[^\r\n]*/
      .exec(builder.text.slice(value.offset, until))?.[0]
      .replace(/\s+#.*$/, '')
      .trimEnd() ?? '';
  const outer = mapEntry(builder, item.start, item.key, item.sep ?? [], {
    ...plainScalar,
    offset: value.offset,
    source,
  });
  if (outer !== undefined) entries.push(outer);
  if (key === undefined || breakAt < 0) {
    const colon = first?.sep?.find((mark) => mark.type === 'map-value-ind');
    builder.report(colon === undefined ? at(value) : at(colon), secondColonText);
  } else if (first?.sep !== undefined) {
    const line = key.source.slice(breakAt + 1);
    const offset = key.offset + breakAt + 1 + (line.length - line.trimStart().length);
    const inner = mapEntry(
      builder,
      [],
      { ...plainScalar, offset, source: line.trim() },
      first.sep,
      first.value,
    );
    if (inner !== undefined) entries.push(inner);
    builder.report(rangeOf(offset, offset + line.trim().length), columnText);
  }
  addBlockEntries(builder, rest, indent, entries);
}

const plainScalar = { type: 'scalar', indent: 0, end: [] as CST.SourceToken[] } as const;
const secondColonText =
  'There is a second colon in this line. Put the value in quotes if the colon belongs to it.';

/** A second colon within brackets. */
function checkCompact(builder: Builder, value: CST.Token | undefined): void {
  if (value?.type !== 'block-map') return;
  const colon = value.items[0]?.sep?.find((mark) => mark.type === 'map-value-ind');
  builder.report(colon === undefined ? at(value) : at(colon), secondColonText);
}

function mapEntry(
  builder: Builder,
  start: readonly CST.SourceToken[],
  keyToken: CST.Token | null | undefined,
  sep: readonly CST.SourceToken[],
  value: CST.Token | undefined,
): MapEntry | undefined {
  let colon: CST.SourceToken | undefined;
  for (const mark of sep) {
    if (mark.type === 'map-value-ind') colon = mark;
    else checkMark(mark, builder.text, builder.report);
  }
  const node = keyToken ? build(builder, keyToken, start) : undefined;
  if (node?.kind !== 'scalar') {
    const range =
      node?.range ??
      (colon === undefined ? rangeOf(start[0]?.offset ?? 0, start[0]?.offset ?? 0) : at(colon));
    builder.report(range, 'A name is missing here: each line is a name, a colon and a value.');
    return undefined;
  }
  const key = lastLine(builder, node);
  if (colon === undefined) {
    builder.report(
      key.range,
      'There is no colon and value after this. Put a value that contains a comma in quotes; else write a name, a colon and a value.',
    );
  }
  const behind = colon === undefined ? key.range.end : colon.offset + 1;
  const valueNode: YamlNode =
    value === undefined ? { kind: 'empty', range: rangeOf(behind, behind) } : build(builder, value, sep);
  return { key, value: valueNode, range: rangeOf(key.range.start, Math.max(valueNode.range.end, behind)) };
}

/** A name over several lines: the lines above its last have no colon of their own. */
function lastLine(builder: Builder, key: ScalarNode): ScalarNode {
  const written = builder.text.slice(key.range.start, key.range.end);
  const breakAt = Math.max(written.lastIndexOf('\n'), written.lastIndexOf('\r'));
  if (breakAt < 0) return key;
  const firstLine = written.split(/[\r\n]/, 1)[0] ?? '';
  builder.report(
    rangeOf(key.range.start, key.range.start + firstLine.trimEnd().length),
    'This line and the next do not fit together: a line needs a name, a colon and a value, and lines that belong together begin in the same column.',
  );
  const rest = written.slice(breakAt + 1);
  const start = key.range.start + breakAt + 1 + (rest.length - rest.trimStart().length);
  const range = rangeOf(start, key.range.end);
  return { ...key, value: builder.text.slice(range.start, range.end), range, inner: range };
}

function blockList(builder: Builder, token: CST.BlockSequence): ListNode {
  const items: ListItem[] = [];
  for (const { start, value } of token.items) {
    const dash = start.find((mark) => mark.type === 'seq-item-ind');
    for (const mark of start) if (mark !== dash) checkMark(mark, builder.text, builder.report);
    if (dash === undefined && value === undefined) continue;
    if (dash === undefined)
      builder.report(
        rangeOf(value?.offset ?? 0, (value?.offset ?? 0) + 1),
        'Each entry of this list begins with a dash and a space.',
      );
    const behind = dash === undefined ? (value?.offset ?? token.offset) : dash.offset + 1;
    const node: YamlNode =
      value === undefined ? { kind: 'empty', range: rangeOf(behind, behind) } : build(builder, value, start);
    items.push({
      value: node,
      range: rangeOf(dash?.offset ?? node.range.start, Math.max(behind, node.range.end)),
    });
  }
  return { kind: 'list', flow: false, range: spanning(token.offset, items), items };
}

function flowMap(builder: Builder, token: CST.FlowCollection): MapNode {
  const entries: MapEntry[] = [];
  for (const [index, item] of token.items.entries()) {
    checkCommas(builder, item, index, index === token.items.length - 1);
    if (item.key === undefined && item.sep === undefined && item.value === undefined) continue;
    const keyless = item.key === undefined && item.sep === undefined;
    const entry = mapEntry(
      builder,
      item.start,
      keyless ? item.value : item.key,
      item.sep ?? [],
      keyless ? undefined : item.value,
    );
    if (entry !== undefined) entries.push(entry);
    checkCompact(builder, item.value);
  }
  return { kind: 'map', flow: true, range: rangeOf(token.offset, closing(builder, token, '}')), entries };
}

function flowList(builder: Builder, token: CST.FlowCollection): ListNode {
  const items: ListItem[] = [];
  for (const [index, item] of token.items.entries()) {
    checkCommas(builder, item, index, index === token.items.length - 1);
    if (item.key?.type === 'flow-collection') {
      // Two groups without a comma between them look like a group as the name of something.
      const node = build(builder, item.key, item.start);
      items.push({ value: node, range: node.range });
    } else if (item.sep !== undefined && item.key !== undefined) {
      const entry = mapEntry(builder, item.start, item.key, item.sep, item.value);
      if (entry === undefined) continue;
      items.push({
        value: { kind: 'map', flow: true, range: entry.range, entries: [entry] },
        range: entry.range,
      });
    } else if (item.value !== undefined) {
      const node = build(builder, item.value, item.start);
      items.push({ value: node, range: node.range });
    }
  }
  return { kind: 'list', flow: true, range: rangeOf(token.offset, closing(builder, token, ']')), items };
}

function checkCommas(builder: Builder, item: CST.CollectionItem, index: number, isLast: boolean): void {
  let comma: CST.SourceToken | undefined;
  for (const mark of item.start) {
    if (mark.type !== 'comma') checkMark(mark, builder.text, builder.report);
    else if (comma !== undefined || index === 0)
      builder.report(at(mark), 'There is nothing before this comma. Remove it.');
    else comma = mark;
  }
  const content = item.key ?? item.value;
  if (index > 0 && comma === undefined && content)
    builder.report(rangeOf(content.offset, content.offset + 1), missingCommaText);
  if (comma !== undefined && !content && item.sep === undefined && !isLast)
    builder.report(at(comma), 'There is nothing after this comma. Remove it.');
}

/** Where a list or group in brackets ends; reports a bracket that is not closed. */
function closing(builder: Builder, token: CST.FlowCollection, bracket: string): number {
  const [first, ...rest] = token.end;
  if (first?.source === bracket) {
    const next = rest.find(({ type }) => type === 'flow-map-start' || type === 'flow-seq-start');
    if (next === undefined) checkEnd(rest, builder.report);
    else builder.report(at(next), missingCommaText);
    return first.offset + 1;
  }
  builder.report(at(token.start), `${unclosedText} Put ${bracket} at its end.`);
  const last = token.items.at(-1);
  const tail = last?.value ?? last?.key;
  return tail && 'source' in tail ? tail.offset + tail.source.length : token.offset + 1;
}

function spanning(start: number, parts: readonly { readonly range: TextRange }[]): TextRange {
  return rangeOf(parts[0]?.range.start ?? start, parts.at(-1)?.range.end ?? start);
}

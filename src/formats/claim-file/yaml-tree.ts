// YAML text → a tree that keeps every place, from the concrete syntax tree of the `yaml` package. Values stay as they
// are written (20561, 02, 1e3 and no are text), so nothing is lost on the way. Never throws; what is wrong is a problem.
import { CST, Lexer, Parser } from 'yaml';
import { rangeOf, type TextRange } from '../../model/text';

export interface ScalarNode {
  readonly kind: 'scalar';
  readonly value: string;
  readonly style: 'plain' | 'quoted' | 'block';
  /** Quotes and block indicator included. */
  readonly range: TextRange;
  /** Within the quotes. */
  readonly inner: TextRange;
  /** The text at `inner` is the value, character for character. */
  readonly exact: boolean;
}

export interface MapEntry {
  readonly key: ScalarNode;
  readonly value: YamlNode;
  readonly range: TextRange;
}

export interface MapNode {
  readonly kind: 'map';
  readonly flow: boolean;
  readonly range: TextRange;
  readonly entries: readonly MapEntry[];
}

export interface ListItem {
  readonly value: YamlNode;
  /** From the dash, or the value in a list in brackets. */
  readonly range: TextRange;
}

export interface ListNode {
  readonly kind: 'list';
  readonly flow: boolean;
  readonly range: TextRange;
  readonly items: readonly ListItem[];
}

/** Nothing after a colon or a dash; `range` is the empty place right behind it. */
export interface EmptyNode {
  readonly kind: 'empty';
  readonly range: TextRange;
}

/** `*name`: the value of another place. */
export interface AliasNode {
  readonly kind: 'alias';
  readonly range: TextRange;
  readonly target: Exclude<YamlNode, AliasNode>;
}

export type YamlNode = ScalarNode | MapNode | ListNode | EmptyNode | AliasNode;

export interface YamlProblem {
  readonly message: string;
  readonly range: TextRange;
  /** Replaces the text at `range`, when that is all there is to do. */
  readonly newText?: string;
}

export interface YamlDocument {
  /** Undefined for a document without content. */
  readonly root: YamlNode | undefined;
  readonly range: TextRange;
}

export interface YamlTree {
  readonly documents: readonly YamlDocument[];
  readonly problems: readonly YamlProblem[];
  /** Values that other places repeat by an alias: changing them would change those too. */
  readonly repeated: readonly TextRange[];
}

/** Deeper than any claim by far; keeps the recursion below shallow. */
const deepest = 24;
/** A hundred pages of claims; more than anyone writes by hand, and read in well under a second. */
const mostCharacters = 256_000;
const mostTokens = 160_000;
const mostProblems = 50;
/** What the lexer says between pieces of text; no text of the file. */
const marks: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);
const mostRepeatedBlocks = 200;

/** Reads YAML. Time linear in the length of the text, which is read up to a stated limit. */
export function readYaml(text: string): YamlTree {
  const reports: Reports = { text, byLine: new Map(), count: 0 };
  const repeated: TextRange[] = [];
  const documents: YamlDocument[] = [];
  const end = limitOf(text);
  const report: Report = (...problem) => addReport(reports, ...problem);
  for (const token of topTokens(text.slice(0, end), report)) {
    if (token.type === 'document') documents.push(readDocument(token, text, report, repeated));
    else if (token.type === 'error') report(at(token), strayText);
    else if (token.type === 'doc-end') checkEnd(token.end, report);
  }
  if (end < text.length) report(rangeOf(end, end), tooLongText);
  const problems = [...reports.byLine.values()].sort((a, b) => a.range.start - b.range.start);
  return { documents, problems, repeated };
}

/** The length of the text, or the start of a line near the limit that begins a claim. */
function limitOf(text: string): number {
  if (text.length <= mostCharacters) return text.length;
  const match = /[\r\n][^\s#][^\r\n]*$/.exec(text.slice(mostCharacters - 4000, mostCharacters));
  return match === null ? mostCharacters : mostCharacters - 4000 + match.index + 1;
}

type Report = (range: TextRange, message: string, newText?: string) => void;

interface Reports {
  readonly text: string;
  /** By the start of the line. */
  readonly byLine: Map<number, YamlProblem>;
  /** Reports so far; after some hundreds nobody listens. */
  count: number;
}

/** One problem per line: a mistake makes more of what follows it look wrong. The one that says most is kept. */
function addReport(reports: Reports, range: TextRange, message: string, newText?: string): void {
  reports.count += 1;
  if (reports.count > 4 * mostProblems) return;
  const { text, byLine } = reports;
  const start = Math.min(range.start, text.length);
  const line = lineStart(text, start);
  const other = byLine.get(line);
  if (byLine.size >= mostProblems && other === undefined) return;
  const says = (words: string) => (words === strayText ? 0 : words.startsWith(unclosedText) ? 1 : 2);
  if (
    other !== undefined &&
    (says(other.message) > says(message) ||
      (says(other.message) === says(message) && other.range.start <= start))
  )
    return;
  const place = rangeOf(start, Math.min(Math.max(range.end, start), text.length));
  byLine.set(line, newText === undefined ? { range: place, message } : { range: place, message, newText });
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text.charAt(start - 1) !== '\n' && text.charAt(start - 1) !== '\r') start -= 1;
  return start;
}

const strayText =
  'This does not belong here. Check the indentation of this line, and that brackets and quotes are closed.';
const missingCommaText = 'A comma is missing before this.';
const unclosedText = 'This bracket is never closed.';
const tooLongText =
  'This file is longer than a .claim file can be: nothing after this place is read or checked. Split it into several files.';

/** Tokens of the whole stream, up to the limits of depth and length. */
function topTokens(text: string, report: Report): readonly CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let offset = 0;
  let lexemes = 0;
  // A lone CR ends a line in editors but not in YAML; the lengths are the same.
  for (const lexeme of new Lexer().lex(text.replace(/\r(?!\n)/g, '\n'))) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (!marks.has(lexeme)) offset += lexeme.length;
    lexemes += 1;
    if (parser.stack.length > deepest) {
      report(
        rangeOf(offset - lexeme.length, offset),
        'Lists or groups are nested too deeply here; a claim never needs that. Nothing after this place is read.',
      );
      return tokens;
    }
    if (lexemes > mostTokens) {
      report(rangeOf(offset, offset), tooLongText);
      break;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function readDocument(
  document: CST.Document,
  text: string,
  report: Report,
  repeated: TextRange[],
): YamlDocument {
  for (const token of document.start) if (token.type === 'space') checkIndent(token, text, report);
  checkEnd(document.end, report);
  const builder: Builder = { text, report, anchors: new Map(), repeated, blocks: 0 };
  const root = document.value === undefined ? undefined : build(builder, document.value, document.start);
  const start = document.start.find((token) => token.type === 'doc-start')?.offset ?? document.offset;
  return { root, range: rangeOf(start, root?.range.end ?? start) };
}

interface Builder {
  readonly text: string;
  readonly report: Report;
  readonly anchors: Map<string, Exclude<YamlNode, AliasNode>>;
  readonly repeated: TextRange[];
  /** Blocks that aliases have brought in so far. */
  blocks: number;
}

/** The node of a token; `before` are the tokens in front of it, where its anchor stands. */
function build(builder: Builder, token: CST.Token, before: readonly CST.SourceToken[]): YamlNode {
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

function alias(builder: Builder, token: CST.FlowScalar): YamlNode {
  const range = at(token);
  const target = builder.anchors.get(token.source.slice(1));
  if (target === undefined) {
    builder.report(
      range,
      'A word that begins with * repeats a value that was named with & further up, and there is none of this name. Put the value in quotes if the * belongs to it.',
    );
    return { kind: 'empty', range: rangeOf(token.offset, token.offset) };
  }
  if (target.kind === 'map' || target.kind === 'list') builder.blocks += 1;
  if (builder.blocks > mostRepeatedBlocks) {
    builder.report(range, 'Too many blocks are repeated with * in this file. Write the values out.');
    return { kind: 'empty', range: rangeOf(token.offset, token.offset) };
  }
  if (builder.repeated[builder.repeated.length - 1] !== target.range) builder.repeated.push(target.range);
  return { kind: 'alias', range, target };
}

function scalar(builder: Builder, token: CST.FlowScalar): ScalarNode | EmptyNode {
  if (token.source === '') return { kind: 'empty', range: rangeOf(token.offset, token.offset) };
  const quoted = token.type !== 'scalar';
  const range = at(token);
  if (!quoted && /^[@`]/.test(token.source)) {
    builder.report(
      rangeOf(range.start, range.start + 1),
      'A value cannot begin with this character unless it stands in quotes.',
    );
  }
  const { value } = CST.resolveAsScalar(token, true, (offset, code) => {
    if (code === 'MISSING_CHAR')
      builder.report(
        rangeOf(token.offset, token.offset + 1),
        'This quote is never closed. Put the same quote at the end of the value.',
      );
    else if (code === 'BAD_DQ_ESCAPE')
      builder.report(
        rangeOf(offset, Math.min(offset + 2, range.end)),
        'In double quotes a \\ begins a special character. Write \\\\ for a \\, or use single quotes.',
      );
  });
  const closed = quoted && token.source.length > 1 && token.source.endsWith(token.source.charAt(0));
  const inner = quoted
    ? rangeOf(range.start + 1, Math.max(range.start + 1, range.end - (closed ? 1 : 0)))
    : range;
  const exact = builder.text.slice(inner.start, inner.end) === value;
  return { kind: 'scalar', value, style: quoted ? 'quoted' : 'plain', range, inner, exact };
}

function blockScalar(builder: Builder, token: CST.BlockScalar): ScalarNode {
  const header = token.props.find((prop) => prop.type === 'block-scalar-header') ?? token;
  const { value } = CST.resolveAsScalar(token, true, () => {
    builder.report(
      at(header),
      'After | or > the text begins on the next line, indented further than its name.',
    );
  });
  let length = 0;
  for (const prop of token.props) if ('source' in prop) length += prop.source.length;
  const start = token.offset + length;
  const end = start + token.source.trimEnd().length;
  const indent = /^[ \t]*/.exec(token.source)?.[0].length ?? 0;
  const inner = rangeOf(Math.min(start + indent, end), end);
  return { kind: 'scalar', value, style: 'block', range: rangeOf(header.offset, end), inner, exact: false };
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
    for (const mark of item.start) checkMark(mark, builder);
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
    else checkMark(mark, builder);
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
    for (const mark of start) if (mark !== dash) checkMark(mark, builder);
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
    if (mark.type !== 'comma') checkMark(mark, builder);
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

/** Tokens between the parts of a list or group: white space, comments and names for aliases, nothing else. */
function checkMark(mark: CST.SourceToken, builder: Builder): void {
  if (mark.type === 'space') checkIndent(mark, builder.text, builder.report);
  else if (
    mark.type !== 'comment' &&
    mark.type !== 'newline' &&
    mark.type !== 'anchor' &&
    mark.type !== 'tag' &&
    mark.type !== 'explicit-key-ind' &&
    mark.type !== 'comma'
  ) {
    builder.report(at(mark), strayText);
  }
}

function checkIndent(space: CST.SourceToken, text: string, report: Report): void {
  if (!space.source.includes('\t')) return;
  const before = text.charAt(space.offset - 1);
  const after = text.charAt(space.offset + space.source.length);
  if (before !== '' && before !== '\n' && before !== '\r') return;
  if (after === '#' || after === '\n' || after === '\r' || after === '') return;
  report(
    at(space),
    'Lines are indented with spaces in a .claim file, not with tabs.',
    space.source.replace(/\t/g, '  '),
  );
}

function checkEnd(end: readonly CST.SourceToken[] | undefined, report: Report): void {
  const stray = end?.find(
    (token) => token.type !== 'space' && token.type !== 'comment' && token.type !== 'newline',
  );
  if (stray !== undefined) report(at(stray), strayText);
}

function spanning(start: number, parts: readonly { readonly range: TextRange }[]): TextRange {
  return rangeOf(parts[0]?.range.start ?? start, parts.at(-1)?.range.end ?? start);
}

function at(token: CST.Token): TextRange {
  const length = 'source' in token && typeof token.source === 'string' ? token.source.length : 1;
  return rangeOf(token.offset, token.offset + Math.max(1, length));
}

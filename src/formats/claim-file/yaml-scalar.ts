// Single values of a YAML text: plain, quoted, as a block, or repeated by name.
import { CST } from 'yaml';
import { rangeOf, type TextRange } from '../../model/text';
import { at, type Report } from './yaml-problems';
import type { AliasNode, EmptyNode, ScalarNode, YamlNode } from './yaml-tree';

const mostRepeatedBlocks = 200;

/** What building needs and leaves behind; one for each document. */
export interface Builder {
  readonly text: string;
  readonly report: Report;
  readonly anchors: Map<string, Exclude<YamlNode, AliasNode>>;
  readonly repeated: TextRange[];
  /** Blocks that aliases have brought in so far. */
  blocks: number;
}

export function alias(builder: Builder, token: CST.FlowScalar): YamlNode {
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

export function scalar(builder: Builder, token: CST.FlowScalar): ScalarNode | EmptyNode {
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

export function blockScalar(builder: Builder, token: CST.BlockScalar): ScalarNode {
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

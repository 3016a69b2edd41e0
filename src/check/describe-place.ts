// What stands at a place of a claim file in the words of its standard, as Markdown for hovers.
import { describePlaceAt } from '../formats';
import type { FormatId } from '../model/claim';
import type { TextRange } from '../model/text';
import type { Configuration } from './configuration';
import { escapeMarkdown } from './markdown';

/** The 837 element, the column, the field at an offset; undefined where the format does not name one. */
export function describePlace(
  { path, text, format }: { readonly path: string; readonly text: string; readonly format: FormatId },
  offset: number,
  { columns }: Pick<Configuration, 'columns'>,
): { readonly range: TextRange; readonly markdown: string } | undefined {
  const place = describePlaceAt(text, format, offset, { name: path, columns });
  if (place === undefined) return undefined;
  const { title, belongsTo, meaning, range } = place;
  const lines = [`**${escapeMarkdown(title)}**`, escapeMarkdown(belongsTo)];
  if (meaning !== undefined) lines.push(escapeMarkdown(meaning));
  return { range, markdown: lines.join('  \n') };
}

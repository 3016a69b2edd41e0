// Puts headings with blanks into a note for what it does not document. Writes no clinical content.
import type { DocumentationElement, Note, Section } from '../model/note';
import { rangeOf, type TextEdit } from '../model/text';
import { elementInformation } from './elements';

type HeadingStyle = 'markdown' | 'bold' | 'capitals' | 'plain';

interface Manner {
  readonly style: HeadingStyle;
  readonly hashes: string;
}

/** How the note writes its headings: as most of its sections do. */
function mannerOf(text: string, sections: readonly Section[]): Manner {
  const tally: Record<HeadingStyle, number> = { markdown: 0, bold: 0, capitals: 0, plain: 0 };
  let hashes = '##';
  for (const { heading, title } of sections) {
    const lineStart = text.lastIndexOf('\n', Math.max(0, heading.start - 1)) + 1;
    const before = text.slice(lineStart, heading.start);
    const written = /^\s*(#{1,6})\s/.exec(`${before} `);
    if (written?.[1] !== undefined) {
      tally.markdown++;
      hashes = written[1];
    } else if (/\*\*\s*$/.test(before)) tally.bold++;
    else if (title.length > 2 && title === title.toUpperCase()) tally.capitals++;
    else tally.plain++;
  }
  const style = (Object.keys(tally) as HeadingStyle[]).reduce(
    (best, next) => (tally[next] > tally[best] ? next : best),
    'plain',
  );
  return { style, hashes };
}

function written({ style, hashes }: Manner, heading: string, blank: string): string {
  const toFill = `${blank === '' ? '' : `${blank} `}____`;
  switch (style) {
    case 'markdown':
      return `${hashes} ${heading}\n${toFill}`;
    case 'bold':
      return `**${heading}:** ${toFill}`;
    case 'capitals':
      return `${heading.toUpperCase()}: ${toFill}`;
    case 'plain':
      return `${heading}: ${toFill}`;
  }
}

function lineEndOf(text: string): string {
  if (text.includes('\r\n')) return '\r\n';
  return text.includes('\n') || !text.includes('\r') ? '\n' : '\r';
}

/** Before the signature of the visit that was read, else at its end. */
function placeFor(text: string, note: Note): number {
  const end = note.visit?.range.end ?? text.length;
  const start = note.visit?.range.start ?? 0;
  const signatures = [
    ...note.documentation.signature,
    ...note.sections.filter((section) => section.kind === 'signature').map((section) => section.heading),
  ]
    .map((range) => range.start)
    .filter((at) => at >= start && at < end);
  if (signatures.length === 0) {
    let at = end;
    while (at > start && /\s/.test(text[at - 1] ?? '')) at--;
    return at;
  }
  const first = Math.min(...signatures);
  const lineStart = Math.max(text.lastIndexOf('\n', first - 1), text.lastIndexOf('\r', first - 1)) + 1;
  return Math.max(start, lineStart);
}

/**
 * Edits that insert a heading with a blank for each missing element, before the signature or at the end of the visit,
 * in the note's own style of headings and line ends. A heading left blank does not count as documentation.
 */
export function insertHeadings(
  text: string,
  note: Note,
  missing: readonly DocumentationElement[],
): TextEdit[] {
  if (missing.length === 0) return [];
  const manner = mannerOf(text, note.sections);
  const lineEnd = lineEndOf(text);
  const at = placeFor(text, note);
  const lines = missing.map((element) => {
    const { heading, blank } = elementInformation(element);
    return written(manner, heading, blank);
  });
  const body = lines.join('\n').replaceAll('\n', lineEnd);
  const atLineStart = at === 0 || text[at - 1] === '\n' || text[at - 1] === '\r';
  const newText = `${atLineStart ? '' : lineEnd}${body}${atLineStart && at < text.length ? lineEnd : ''}`;
  return [{ range: rangeOf(at, at), newText }];
}

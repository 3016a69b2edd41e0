// Safe Markdown: text of a document never becomes markup, a link or HTML.

/** Escapes everything that Markdown or HTML would read as markup; line breaks become blanks. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\\`*_{}[\]()#+\-.!|~<>&$:@"']/g, (character) =>
      character === '<'
        ? '&lt;'
        : character === '>'
          ? '&gt;'
          : character === '&'
            ? '&amp;'
            : `\\${character}`,
    );
}

// A clinic's own words for muscles, `muscle aliases:` of `.claimlint.yaml`: one more entry, another name. Text in, edit out.
import { isMap, isScalar, parseDocument } from 'yaml';
import { rangeOf, type TextEdit, type TextRange } from '../model/text';
import { appended, endOfContent, insertion, lineEnd, startOfLine } from './ignore-text';

/**
 * Adds an alias, or changes the muscle of one that is there. Undefined when the file does not read as settings, or keeps
 * its aliases in braces: then nothing may be written into it.
 */
export function aliasInConfiguration(text: string, alias: string, muscle: string): TextEdit | undefined {
  const document = parseDocument(text);
  if (document.errors.length > 0) return undefined;
  const end = lineEnd(text);
  const entry = `${JSON.stringify(alias)}: ${muscle}`;
  const root = document.contents;
  if (root !== null && !isMap(root)) return undefined;
  const aliases = root?.get('muscle aliases', true);
  if (aliases === undefined) return appended(text, `muscle aliases:${end}  ${entry}${end}`);
  if (!isMap(aliases) || aliases.flow === true || !aliases.range) return undefined;
  const own = aliases.items.find(
    ({ key }) => isScalar(key) && String(key.value).toLowerCase() === alias.toLowerCase(),
  );
  if (own !== undefined) {
    const range = isScalar(own.value) ? own.value.range : undefined;
    return range ? { range: { start: range[0], end: range[1] }, newText: muscle } : undefined;
  }
  const [first, behindLast] = aliases.range;
  const indentation = text.slice(startOfLine(text, first), first);
  return insertion(endOfContent(text, first, behindLast), `${end}${indentation}${entry}`);
}

/** The alias whose word stands at an offset. */
export function aliasAt(
  text: string,
  offset: number,
): { readonly alias: string; readonly range: TextRange } | undefined {
  return aliasesIn(text).find(({ range }) => range.start <= offset && offset <= range.end);
}

/** Gives an alias another word; a sentence that says why not where that cannot be. */
export function renamedAlias(text: string, offset: number, name: string): TextEdit | string {
  const own = aliasAt(text, offset);
  const word = name.trim();
  if (own === undefined) return 'Here stands no word of "muscle aliases:".';
  if (!isAliasWord(word)) return 'A word for a muscle has letters, digits and blanks, at most 40.';
  const isTaken = aliasesIn(text).some(
    ({ alias, range }) => range !== own.range && alias.toLowerCase() === word.toLowerCase(),
  );
  return isTaken ? `"${word}" is there already.` : { range: own.range, newText: JSON.stringify(word) };
}

const longestAlias = 40;

/** Whether a clinic can use these words for a muscle. */
export function isAliasWord(words: string): boolean {
  return /^[\p{L}\d][\p{L}\d .'/-]*$/u.test(words) && words.length <= longestAlias;
}

function aliasesIn(text: string): readonly { readonly alias: string; readonly range: TextRange }[] {
  const root = parseDocument(text).contents;
  const aliases = isMap(root) ? root.get('muscle aliases', true) : undefined;
  if (!isMap(aliases)) return [];
  return aliases.items.flatMap(({ key }) =>
    isScalar(key) && key.range
      ? [{ alias: String(key.value), range: rangeOf(key.range[0], key.range[1]) }]
      : [],
  );
}

// A clinic's own word for a muscle, as one more entry under `muscle aliases:` of `.claimlint.yaml`. Text in, edit out.
import { isMap, isScalar, parseDocument } from 'yaml';
import type { TextEdit } from '../model/text';
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

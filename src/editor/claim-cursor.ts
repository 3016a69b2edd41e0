// Where the cursor stands in a `.claim` file that is still being written: in which section, at a key or at a value.
// Lines and columns only, because half-written YAML does not parse. Text in, plain data out.
import { findKey } from '../formats/claim-file/key-lookup';
import { claimsKey, type KeyDefinition, type SectionName } from '../formats/claim-file/keys';

export type ClaimCursor =
  | { readonly at: 'key'; readonly section: SectionName }
  | { readonly at: 'value'; readonly section: SectionName; readonly key: KeyDefinition }
  | { readonly at: 'diagnosis' };

const indentation = /^[ \t]*(?:-[ \t]+)*/;
const keyAndValue = /^([A-Za-z0-9$][^:#{}[\]]*?)[ \t]*:(?=[ \t]|$)([ \t]+.*)?$/;

/** Undefined where nothing can be offered: in a comment, or in a part of the file that Claimlint does not know. */
export function claimCursor(text: string, offset: number): ClaimCursor | undefined {
  const above = text.slice(0, offset).split(/\r\n|\r|\n/);
  const line = above.pop() ?? '';
  if (/(?:^|\s)#/.test(line)) return undefined;
  const { opener, part } = innermostPart(line);
  const keys = [...keysAround(above, columnOf(line)), ...opener];
  const list = keys.at(-1);
  if (list !== undefined && keys.length === 1 && findKey('claim', list)?.kind === 'diagnoses')
    return { at: 'diagnosis' };
  const section = keys.reduce<SectionName | undefined>(sectionBelow, 'claim');
  if (section === undefined) return undefined;
  const written = keyAndValue.exec(part);
  if (written?.[1] === undefined) return /^[\w ]*$/.test(part) ? { at: 'key', section } : undefined;
  const key = findKey(section, written[1]);
  return key && written[2] !== undefined ? { at: 'value', section, key } : undefined;
}

/** Column at which the keys of a line begin, behind the dash of a list entry. */
function columnOf(line: string): number {
  return indentation.exec(line)?.[0].length ?? 0;
}

/** Of `payer: { name: X, id: ` the part `id: ` and the key `payer` that opens it; of other lines all but the dash. */
function innermostPart(line: string): { readonly opener: readonly string[]; readonly part: string } {
  const open = line.lastIndexOf('{');
  if (open < 0 || line.includes('}', open)) return { opener: [], part: line.slice(columnOf(line)) };
  const key = keyAndValue.exec(line.slice(columnOf(line), open).trimEnd())?.[1];
  const inside = line.slice(open + 1);
  const list = inside.lastIndexOf('[');
  const comma = inside.lastIndexOf(',', list >= 0 && !inside.includes(']', list) ? list : undefined);
  return { opener: key === undefined ? [] : [key], part: inside.slice(comma + 1).trimStart() };
}

/** The keys, outermost first, under which a line at this column stands. */
function keysAround(above: readonly string[], column: number): string[] {
  const keys: string[] = [];
  let left = column;
  for (let index = above.length - 1; index >= 0 && left > 0; index--) {
    const line = above[index] ?? '';
    if (line.startsWith('---')) break;
    const own = columnOf(line);
    const key = own < left ? keyAndValue.exec(line.slice(own))?.[1] : undefined;
    if (key === undefined) continue;
    keys.unshift(key);
    left = own;
  }
  return keys;
}

/** The section that a key opens; undefined below a key that opens none (`diagnoses`, a block of text). */
function sectionBelow(section: SectionName | undefined, written: string): SectionName | undefined {
  if (section === 'claim' && written.toLowerCase() === claimsKey.name) return 'claim';
  const kind = section && findKey(section, written)?.kind;
  if (kind === 'service-lines') return 'service line';
  return kind === 'payer' || kind === 'person' || kind === 'provider' ? kind : undefined;
}

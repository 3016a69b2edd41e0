// Notes that travel beside a claim in its Bundle: text attachments of a DocumentReference, the narrative of a Composition.
import type { AttachedNote } from '../../model/claim';
import { rangeOf } from '../../model/text';
import { at, objectsOf, textOf } from './access';
import type { JsonObject } from './json/tree';
import type { FhirText } from './resources';

/** Notes of the file that are about the claim's patient; each reads by its own dates which visit it is of. */
export function attachedNotes(file: FhirText, owner: JsonObject): readonly AttachedNote[] {
  const patient = textOf(at(owner, 'patient', 'reference'));
  return file.documents.flatMap(({ node, type }): readonly AttachedNote[] => {
    const subject = textOf(at(node, 'subject', 'reference'));
    if (subject !== undefined && patient !== undefined && !isSame(file, owner, subject, patient)) return [];
    return type === 'DocumentReference' ? documents(file, node) : composition(node);
  });
}

function isSame({ resolve }: FhirText, owner: JsonObject, a: string, b: string): boolean {
  return a === b || (resolve(owner, a) !== undefined && resolve(owner, a) === resolve(owner, b));
}

function documents(file: FhirText, node: JsonObject): readonly AttachedNote[] {
  return objectsOf(at(node, 'content')).flatMap((content): readonly AttachedNote[] => {
    const attachment = at(content, 'attachment');
    const type = textOf(at(attachment, 'contentType')) ?? 'text/plain';
    const url = textOf(at(attachment, 'url'));
    const binary = url === undefined ? undefined : file.resolve(node, url);
    const data = at(attachment, 'data') ?? at(binary, 'data');
    const encoded = textOf(data);
    if (data === undefined || encoded === undefined || !type.startsWith('text/')) return [];
    const decoded = decodeBase64(encoded);
    if (decoded === undefined) return [];
    const text = /html/i.test(type) ? plainText(decoded) : decoded;
    const title = textOf(at(attachment, 'title')) ?? textOf(at(node, 'description'));
    return [{ range: rangeOf(data.start, data.end), text, ...(title === undefined ? {} : { title }) }];
  });
}

function composition(node: JsonObject): readonly AttachedNote[] {
  const parts: string[] = [];
  const visit = (section: JsonObject, depth: number): void => {
    const title = textOf(at(section, 'title'));
    const words = plainText(textOf(at(section, 'text', 'div')) ?? '');
    if (words !== '') parts.push(title === undefined ? words : `${title}:\n${words}`);
    if (depth < 10) for (const inner of objectsOf(at(section, 'section'))) visit(inner, depth + 1);
  };
  for (const section of objectsOf(at(node, 'section'))) visit(section, 0);
  if (parts.length === 0) return [];
  const date = textOf(at(node, 'date'))?.slice(0, 10);
  const head = date === undefined ? '' : `Date of service: ${date}\n\n`;
  const title = textOf(at(node, 'title'));
  return [
    {
      range: rangeOf(node.start, node.end),
      text: `${head}${parts.join('\n\n')}\n`,
      ...(title === undefined ? {} : { title }),
    },
  ];
}

const entities: ReadonlyMap<string, string> = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: ' ',
  }),
);

/** The words of a narrative: tags away, blocks and breaks as lines. */
function plainText(html: string): string {
  return html
    .replace(/<(?:br|\/p|\/li|\/tr|\/div|\/h[1-6])\b[^<>]*>/gi, '\n')
    .replace(/<li\b[^<>]*>/gi, '- ')
    .replace(/<\/t[dh]>/gi, ' | ')
    .replace(/<[^<>]*>/g, '')
    .replace(/&(#x?[0-9a-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => characterOf(name) ?? whole)
    .replace(/[ \t]+\n/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function characterOf(name: string): string | undefined {
  if (!name.startsWith('#')) return entities.get(name.toLowerCase());
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : undefined;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** UTF-8 text from base64; undefined when it is none. */
function decodeBase64(encoded: string): string | undefined {
  const bytes = new Uint8Array(Math.floor((encoded.length * 3) / 4) + 3);
  let length = 0;
  let bits = 0;
  let held = 0;
  for (const character of encoded) {
    if (character === '=' || character === '\n' || character === '\r' || character === ' ') continue;
    const value = alphabet.indexOf(character === '-' ? '+' : character === '_' ? '/' : character);
    if (value < 0) return undefined;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[length++] = (held >> bits) & 0xff;
    }
  }
  return new TextDecoder().decode(bytes.subarray(0, length));
}

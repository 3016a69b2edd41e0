// Changes to a text that keep most of its build: whole segments, elements, rows, cells, lines and words are left out,
// doubled, exchanged or taken from another text, and values are replaced by such as nobody expects.
import type { Random } from './random';

/** How a kind of text is built, from the large to the small; each pattern finds one unit with what ends it. */
export type Build = readonly RegExp[];

export const builds = {
  x12: [/[^~]*~?\s*/g, /[*~]|[^*~]+/g, /[:*~]|[^:*~]+/g],
  csv: [/[^\n]*\n?/g, /[,;\t|"\n]|[^,;\t|"\n]+/g],
  yaml: [/[^\n]*\n?/g, /[\s:,[\]{}"'#&*!|>-]|[^\s:,[\]{}"'#&*!|>-]+/g],
  json: [/[^\n]*\n?/g, /"(?:[^"\\\n]|\\.)*"|[{}[\]:,]|[^"{}[\]:,]+|"/g],
  hl7: [/[^\r\n]*[\r\n]*/g, /[|\r\n]|[^|\r\n]+/g, /[|^~\\&\r\n]|[^|^~\\&\r\n]+/g],
  prose: [/[^\n]*\n?/g, /[^.;,\n]*[.;,\n]?/g, /\s+|\S+/g],
  xml: [/<[^>]*>|[^<]+|</g, /[\s"=<>/]|[^\s"=<>/]+/g],
} satisfies Readonly<Record<string, Build>>;

const oddValues: readonly string[] = [
  ...['', ' ', '0', '-1', '1e308', '99999999999999999999', '0.005', '٣', 'NaN', '__proto__', 'constructor'],
  ...[
    'toString',
    'null',
    'true',
    '~',
    '*',
    ':',
    '^',
    '|',
    '"',
    "'",
    '\\',
    '\u0000',
    '\ufeff',
    '\u2028',
    '\ud800',
  ],
  ...[
    '\udc00\ud800',
    '😀',
    'e\u0301',
    '\r',
    '\n',
    '\r\n',
    '\t',
    '{',
    '}',
    '[',
    ']',
    '[[[[[[[[',
    '{{{{',
    '---',
    '...',
  ],
  ...[
    '- ',
    '? ',
    '&a ',
    '*a',
    '<<: *a',
    '!!js/function',
    '%YAML 9.9',
    '#',
    '|+9',
    '>-',
    '2026-02-30',
    '20260230',
  ],
  ...[
    '9999-99-99',
    'ISA',
    'GS*HC',
    'ST*837*0001',
    'SE*999999*1',
    'LX*0',
    'SV1*HC:20561',
    'CLM',
    'MSH|^~\\&',
    'FT1|',
  ],
  ...[
    'resourceType',
    '20561',
    '20560',
    '97140',
    'M79.18',
    'bilateral',
    'left upper trapezius',
    'no',
    'not',
    '×3',
  ],
  ...[
    'multiple muscles',
    'x 99999999999',
    '(',
    ')',
    '((((((((',
    'claimlint-ignore',
    '=1+1',
    'Infinity',
    '[x]',
    '[ ]',
  ],
];

/** The text with one to six changes. `other` is a text of the same kind, of which parts may be taken. */
export function mutate(text: string, other: string, build: Build, random: Random): string {
  let result = text;
  const changes = 1 + random.number(6);
  for (let change = 0; change < changes; change++) result = changeOnce(result, other, build, random);
  return result;
}

function changeOnce(text: string, other: string, build: Build, random: Random): string {
  if (random.chance(0.15)) return changeCharacters(text, random);
  const pattern = random.pick(build) ?? /[^\n]*\n?/g;
  const units = text.match(pattern) ?? [];
  if (units.length === 0) return text + (random.pick(oddValues) ?? '');
  const at = random.number(units.length);
  const many = 1 + random.number(random.chance(0.2) ? units.length : 3);
  const unit = units[at] ?? '';
  switch (random.number(8)) {
    case 0:
      units.splice(at, many);
      break;
    case 1:
      units.splice(at, 0, ...units.slice(at, at + Math.min(many, 40)));
      break;
    case 2: {
      const to = random.number(units.length);
      units[at] = units[to] ?? '';
      units[to] = unit;
      break;
    }
    case 3: {
      const foreign = other.match(pattern) ?? [];
      const from = random.number(foreign.length);
      units.splice(at, random.number(2), ...foreign.slice(from, from + Math.min(many, 40)));
      break;
    }
    case 4:
      units[at] = random.pick(oddValues) ?? '';
      break;
    case 5:
      units.splice(at, 0, random.pick(oddValues) ?? '');
      break;
    case 6:
      units[at] = unit.repeat(2 + random.number(random.chance(0.05) ? 200 : 6)).slice(0, 4000);
      break;
    default:
      return random.chance(0.5)
        ? units.slice(0, at).join('') + unit.slice(0, random.number(unit.length + 1))
        : units.slice(at).join('');
  }
  return units.join('');
}

function changeCharacters(text: string, random: Random): string {
  const at = random.number(text.length + 1);
  const rest = text.slice(at + random.number(3));
  switch (random.number(5)) {
    case 0:
      return text.slice(0, at) + String.fromCharCode(random.number(random.chance(0.5) ? 128 : 65_536)) + rest;
    case 1:
      return text.slice(0, at) + rest;
    case 2:
      return random.chance(0.5) ? text.replace(/\r?\n/g, '\r\n') : text.replace(/\r?\n/g, '\r');
    case 3: {
      // Every one of some character becomes another: a file with its own delimiters, or one that an editor spoilt.
      const old = text.charAt(at);
      return old === ''
        ? text
        : text.split(old).join(random.pick(['|', '^', ';', '\t', '\u001d', '"', '']) ?? '');
    }
    default:
      return text.slice(0, at) + text.slice(at).toLowerCase();
  }
}

/** Bytes with one to six changes: single bytes, pieces left out, doubled, or the rest cut off. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let result = Uint8Array.from(bytes);
  const changes = 1 + random.number(6);
  for (let change = 0; change < changes; change++) {
    const at = random.number(result.length + 1);
    const end = Math.min(result.length, at + 1 + random.number(random.chance(0.3) ? 64 : 4));
    switch (random.number(5)) {
      case 0:
      case 1:
        if (at < result.length) result[at] = random.pick([0, 1, 127, 128, 255, random.number(256)]) ?? 0;
        break;
      case 2:
        result = joined(result.subarray(0, at), result.subarray(end));
        break;
      case 3:
        result = joined(result.subarray(0, end), result.subarray(at));
        break;
      default:
        if (random.chance(0.3)) result = result.slice(0, at);
    }
  }
  return result;
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

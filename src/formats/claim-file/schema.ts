// The JSON schema of .claim files, made from the same key table that the reader uses; `schemas/claim.schema.json` is
// its output. Editors use it for completion and validation, so it accepts every way to write a name that the reader does.

import { filingIndicatorCodes, filingIndicatorWords, sexWords } from '../coded-words';
import { writings } from './key-lookup';
import { claimsKey, type KeyDefinition, type SectionName, sections, type ValueKind } from './keys';
import { taxIdTypeWords } from './parties';
import { claimTypeWords } from './read';
import { unitBasisWords } from './service-line';

type JsonSchema = { readonly [name: string]: unknown };

const scalar: JsonSchema = { type: ['string', 'number', 'boolean', 'null'] };
const text: JsonSchema = { type: ['string', 'number', 'null'] };
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const section = (name: string): JsonSchema => ({ $ref: `#/definitions/${name.replace(/ /g, '-')}` });
const oneOfWords = (words: readonly string[]): JsonSchema => ({
  enum: [...new Set(words.flatMap((word) => [word, word.toUpperCase(), capital(word)]))],
});

const kinds: Readonly<Record<ValueKind, JsonSchema>> = {
  text,
  identifier: text,
  code: text,
  date: text,
  money: text,
  number: text,
  modifiers: { anyOf: [text, list(text)] },
  pointers: { anyOf: [text, list(text)] },
  diagnoses: {
    anyOf: [
      text,
      list({ anyOf: [text, { type: 'object' }] }),
      { type: 'object', propertyNames: { pattern: '^(?:[A-La-l]|[1-9]|1[0-2]|.*21.*)$' } },
    ],
  },
  remarks: { anyOf: [text, list(text)] },
  sex: { anyOf: [oneOfWords(sexWords), { type: 'null' }] },
  'claim-type': { anyOf: [oneOfWords(claimTypeWords), { type: 'null' }] },
  'filing-indicator': {
    anyOf: [
      oneOfWords([...filingIndicatorCodes.map((code) => code.toLowerCase()), ...filingIndicatorWords]),
      { type: ['null', 'integer'] },
    ],
  },
  'tax-id-type': { anyOf: [oneOfWords(taxIdTypeWords), { type: 'null' }] },
  'unit-basis': { anyOf: [oneOfWords(unitBasisWords), { type: 'null' }] },
  payer: { anyOf: [text, section('payer')] },
  person: { anyOf: [text, section('person')] },
  provider: { anyOf: [text, section('provider')] },
  'service-lines': {
    anyOf: [
      list({ anyOf: [section('service line'), { type: 'null' }] }),
      section('service line'),
      { type: 'null' },
    ],
  },
  claims: list(section('claim')),
  unread: { anyOf: [scalar, { type: ['array', 'object'] }] },
};

/** The schema as plain data (JSON Schema draft-07). */
export function claimFileSchema(): JsonSchema {
  const definitions = Object.fromEntries(
    (Object.keys(sections) as SectionName[]).map((name) => [name.replace(/ /g, '-'), sectionSchema(name)]),
  );
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment:
      'Generated from src/formats/claim-file/keys.ts: `WRITE_SCHEMAS=1 npx vitest run test/formats/claim-file-schema.test.ts`, then `npm run format`.',
    title: 'Claimlint .claim file',
    description: 'A professional claim in the field names of the CMS-1500.',
    anyOf: [
      section('claim'),
      {
        type: 'object',
        properties: { claims: { ...kinds.claims, description: claimsKey.description } },
        required: ['claims'],
        additionalProperties: false,
      },
      list(section('claim')),
    ],
    definitions: {
      ...definitions,
      ...Object.fromEntries(Object.entries(kinds).map(([kind, schema]) => [`value-${kind}`, schema])),
    },
  };
}

function sectionSchema(name: SectionName): JsonSchema {
  const keys = sections[name];
  return {
    type: 'object',
    properties: Object.fromEntries(
      keys.map((key) => [key.name, { description: describe(key), ...valueOfKind(key.kind) }]),
    ),
    patternProperties: Object.fromEntries(keys.map((key) => [patternOf(key), valueOfKind(key.kind)])),
    additionalProperties: false,
  };
}

/** In draft-07 nothing may stand beside a `$ref`, and a description does. */
function valueOfKind(kind: ValueKind): JsonSchema {
  return { allOf: [{ $ref: `#/definitions/value-${kind}` }] };
}

function describe(key: KeyDefinition): string {
  return key.box === undefined ? key.description : `${key.description} (CMS-1500 box ${key.box})`;
}

/** Every way to write a key: its words in any case, with spaces, hyphens, underscores or nothing between them. */
function patternOf(key: KeyDefinition): string {
  const patterns = writings(key).map((written) =>
    (written.match(/[A-Za-z0-9]+/g) ?? []).map(inAnyCase).join('[\\W_]*'),
  );
  return `^[\\W_]*(?:${[...new Set(patterns)].join('|')})[\\W_]*$`;
}

function inAnyCase(word: string): string {
  return word.replace(/[a-z]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

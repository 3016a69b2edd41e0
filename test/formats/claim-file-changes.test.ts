import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimFile } from '../../src/formats/claim-file';
import type { ClaimChange } from '../../src/model/claim';
import { checkChange, checkPlaces } from './change-laws';

const samples = new URL('../../samples/', import.meta.url);
const sampleClaims = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.claim'))
  .map((name) => ({ name, text: readFileSync(new URL(name, samples), 'utf8') }));

/** Dates, amounts and words are read as something else than they are written; everything else is the text itself. */
function sameText(written: string, value: unknown): boolean {
  if (typeof value === 'number') return /\d|[A-La-l]/.test(written);
  return (
    written.toUpperCase() === String(value).toUpperCase() ||
    written.replace(/\./g, '').toUpperCase() === value ||
    /^\d{4}-\d\d-\d\d$/.test(String(value)) ||
    /^(?:[MFU]|[A-Z]{2})$/.test(String(value))
  );
}

interface Style {
  readonly flowLine: boolean;
  readonly modifiers: 'behind' | 'brackets' | 'dashes' | 'value' | 'quoted' | 'none';
  readonly pointers: 'letters' | 'letter-list' | 'number-list' | 'commas' | 'none';
  readonly diagnoses: 'letters' | 'list' | 'value' | 'boxes';
  readonly quote: string;
  readonly comma: string;
  readonly comments: boolean;
  readonly lineBreak: string;
  readonly bom: boolean;
  readonly placeOnLine: boolean;
}

const style: fc.Arbitrary<Style> = fc.record({
  flowLine: fc.boolean(),
  modifiers: fc.constantFrom('behind', 'brackets', 'dashes', 'value', 'quoted', 'none'),
  pointers: fc.constantFrom('letters', 'letter-list', 'number-list', 'commas', 'none'),
  diagnoses: fc.constantFrom('letters', 'list', 'value', 'boxes'),
  quote: fc.constantFrom('', '"', "'"),
  comma: fc.constantFrom(', ', ','),
  comments: fc.boolean(),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  bom: fc.boolean(),
  placeOnLine: fc.boolean(),
});

const modifier = fc.constantFrom('GP', '59', 'XS', '25', 'LT', 'KX', '52');
const line = fc.record({
  code: fc.constantFrom('20561', '20560', '97110', 'G0283', '0101T'),
  modifiers: fc.uniqueArray(modifier, { maxLength: 4 }),
  units: fc.constantFrom('1', '2', '1.0', '12'),
  pointers: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;
const claim = fc.record({
  style,
  lines: fc.array(line, { minLength: 1, maxLength: 3 }),
  second: fc.boolean(),
});

const letters = 'ABCDEFGHIJKL';

function lineText(s: Style, { code, modifiers, units, pointers }: Line): string {
  const q = (text: string) => s.quote + text + s.quote;
  const comment = s.comments && !s.flowLine ? '   # as billed' : '';
  const plainComma = s.flowLine ? ' ' : s.comma;
  const shape = s.flowLine && s.modifiers === 'dashes' ? 'brackets' : s.modifiers;
  const entries: string[] = [`date: 2026-03-02${comment}`];
  if (s.placeOnLine) entries.push(`pos: ${q('11')}${comment}`);
  entries.push(`code: ${q(shape === 'behind' ? [code, ...modifiers].join('-') : code)}${comment}`);
  if (shape === 'brackets') entries.push(`modifiers: [${modifiers.map(q).join(s.comma)}]${comment}`);
  if (shape === 'value') entries.push(`modifiers: ${modifiers.join(plainComma)}`.trimEnd() + comment);
  if (shape === 'quoted') entries.push(`modifiers: "${modifiers.join(s.comma)}"${comment}`);
  if (shape === 'dashes')
    entries.push(`modifiers:${modifiers.map((each) => `\n      - ${q(each)}${comment}`).join('')}`);
  entries.push(`units: ${q(units)}${comment}`, `charge: 95.00`);
  const marks = pointers.map((position) => letters.charAt(position - 1));
  if (s.pointers === 'letters') entries.push(`pointers: ${q(marks.join(''))}${comment}`);
  if (s.pointers === 'letter-list') entries.push(`pointers: [${marks.map(q).join(s.comma)}]`);
  if (s.pointers === 'number-list') entries.push(`pointers: [${pointers.join(s.comma)}]`);
  if (s.pointers === 'commas') entries.push(`pointers: "${marks.join(s.comma)}"`);
  return s.flowLine ? `  - { ${entries.join(', ')} }` : `  - ${entries.join('\n    ')}`;
}

function claimText(s: Style, lines: readonly Line[], id: string): string {
  const codes = ['M79.18', 'M54.2', 'M25.511', 'I10'];
  const diagnoses = {
    letters: `diagnoses:\n${codes.map((code, i) => `  ${letters.charAt(i)}: ${s.quote}${code}${s.quote}`).join('\n')}`,
    list: `diagnoses: [${codes.join(s.comma)}]`,
    value: `diagnoses: ${codes.join(' ')}`,
    boxes: codes.map((code, i) => `box 21${letters.charAt(i)}: ${code}`).join('\n'),
  }[s.diagnoses];
  const place = s.placeOnLine ? '' : `place of service: ${s.quote}11${s.quote}\n`;
  return `claim: ${id}${s.comments ? '  # account' : ''}\npatient: { name: "Doe, Jane", birth date: 1980-04-02, sex: F }\n${place}${diagnoses}\nservice lines:\n${lines.map((each) => lineText(s, each)).join('\n')}\ntotal charge: 95.00\n`;
}

function fileText({
  style: s,
  lines,
  second,
}: {
  style: Style;
  lines: readonly Line[];
  second: boolean;
}): string {
  const text = claimText(s, lines, 'A-1') + (second ? `---\n${claimText(s, lines, 'A-2')}` : '');
  return (s.bom ? '\uFEFF' : '') + text.replace(/\n/g, s.lineBreak);
}

const change: fc.Arbitrary<ClaimChange> = fc.oneof(
  fc.record({
    kind: fc.constant('replace-procedure-code' as const),
    line: fc.integer({ min: 1, max: 3 }),
    code: fc.constantFrom('20560', '97140', 'J3301'),
  }),
  fc.record(
    {
      kind: fc.constant('add-modifier' as const),
      line: fc.integer({ min: 1, max: 3 }),
      modifier: fc.constantFrom('76', 'CQ'),
      at: fc.integer({ min: 0, max: 4 }),
    },
    { requiredKeys: ['kind', 'line', 'modifier'] },
  ),
  fc.record({
    kind: fc.constant('remove-modifier' as const),
    line: fc.integer({ min: 1, max: 3 }),
    at: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({
    kind: fc.constant('set-modifiers' as const),
    line: fc.integer({ min: 1, max: 3 }),
    modifiers: fc.uniqueArray(modifier, { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('set-units' as const),
    line: fc.integer({ min: 1, max: 3 }),
    units: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    kind: fc.constant('set-diagnosis-pointers' as const),
    line: fc.integer({ min: 1, max: 3 }),
    pointers: fc.uniqueArray(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('replace-diagnosis' as const),
    position: fc.integer({ min: 1, max: 5 }),
    code: fc.constantFrom('M54.59', 'I10', 'M79.11', 'R51.9'),
  }),
  fc.record(
    {
      kind: fc.constant('set-place-of-service' as const),
      line: fc.integer({ min: 1, max: 3 }),
      placeOfService: fc.constantFrom('12', '02', '22'),
    },
    { requiredKeys: ['kind', 'placeOfService'] },
  ),
  fc.record({ kind: fc.constant('remove-line' as const), line: fc.integer({ min: 1, max: 3 }) }),
);

describe('a .claim file', () => {
  it('of any style is read the same, without problems, each value at its place', () => {
    fc.assert(
      fc.property(claim, (made) => {
        const text = fileText(made);
        const document = claimFile.read(text, {});
        expect([text, document.problems]).toEqual([text, []]);
        checkPlaces(text, document, sameText);
        const read = document.claims[0]?.serviceLines.map(
          ({ procedureCode, modifiers, units, diagnosisPointers }) => ({
            code: procedureCode?.value,
            modifiers: modifiers.map(({ value }) => value),
            units: units?.value,
            pointers: diagnosisPointers.map(({ value }) => value),
          }),
        );
        const { modifiers, pointers } = made.style;
        expect(read).toEqual(
          made.lines.map((each) => ({
            code: each.code,
            modifiers: modifiers === 'none' ? [] : each.modifiers,
            units: Number(each.units),
            pointers: pointers === 'none' ? [] : each.pointers,
          })),
        );
      }),
    );
  });

  it('takes every change in place, and the change back gives the same characters', () => {
    fc.assert(
      fc.property(claim, change, (made, each) => {
        const { comma, comments, modifiers, pointers } = made.style;
        // A comment behind an entry of a list goes with the entry; a list of one no longer shows how it was parted.
        const lastOne = each.kind === 'set-diagnosis-pointers' && each.pointers.length < 2;
        const sameCharacters =
          comma === ', ' && !(comments && modifiers === 'dashes') && !(lastOne && pointers === 'commas');
        checkChange(claimFile, fileText(made), 0, each, { sameCharacters });
      }),
      { numRuns: 1500 },
    );
  });

  it.each(sampleClaims)('$name of the samples takes every change', ({ text }) => {
    checkPlaces(text, claimFile.read(text, {}), sameText);
    fc.assert(
      fc.property(change, (each) => {
        checkChange(claimFile, text, 0, each);
      }),
    );
  });
});

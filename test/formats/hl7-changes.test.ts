import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hl7 } from '../../src/formats/hl7';
import type { ClaimChange } from '../../src/model/claim';
import { checkChange, checkPlaces } from './change-laws';

/** Codes are the text itself but for points and case; dates and numbers are read. */
function sameText(written: string, value: unknown): boolean {
  if (typeof value === 'number') return /\d/.test(written);
  const iso = /^(\d{4})(\d\d)(\d\d)$/.exec(written);
  return (
    written === value ||
    written.toUpperCase() === value ||
    written.toUpperCase().replace(/\./g, '') === value ||
    (iso !== null && value === `${iso[1]}-${iso[2]}-${iso[3]}`)
  );
}

interface Style {
  readonly signs: readonly [string, string, string, string, string];
  readonly lineBreak: string;
  readonly frame: boolean;
  readonly codeIn: 'FT1-25' | 'FT1-7' | 'both';
  readonly performed: boolean;
  readonly dots: boolean;
  readonly texts: boolean;
  readonly fieldsBehind: boolean;
  readonly place: 'visit' | 'charge' | 'both' | 'none';
  readonly batch: boolean;
}

const style: fc.Arbitrary<Style> = fc.record({
  signs: fc.constantFrom(
    ['|', '^', '~', '\\', '&'] as const,
    ['#', '!', '@', '/', '%'] as const,
    ['*', ':', '+', '?', '>'] as const,
  ),
  lineBreak: fc.constantFrom('\r', '\n', '\r\n'),
  frame: fc.boolean(),
  codeIn: fc.constantFrom('FT1-25', 'FT1-7', 'both'),
  performed: fc.boolean(),
  dots: fc.boolean(),
  texts: fc.boolean(),
  fieldsBehind: fc.boolean(),
  place: fc.constantFrom('visit', 'charge', 'both', 'none'),
  batch: fc.boolean(),
});

const modifier = fc.constantFrom('GP', '59', 'XS', '25', 'LT', 'KX', '52');
const line = fc.record({
  code: fc.constantFrom('20561', '20560', '97110', 'G0283', '0101T'),
  modifiers: fc.uniqueArray(modifier, { maxLength: 4 }),
  units: fc.integer({ min: 1, max: 12 }),
  pointers: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

const codes = ['M79.18', 'M54.2', 'M25.511'];

function messageText(s: Style, number: number, lines: readonly Line[]): string {
  const [field, component, repetition] = s.signs;
  const segment = (id: string, fields: Readonly<Record<number, string>>) => {
    const last = Math.max(...Object.keys(fields).map(Number));
    return [id, ...Array.from({ length: last }, (_, i) => fields[i + 1] ?? '')].join(field);
  };
  const coded = (code: string, name: string, system: string) =>
    s.texts ? [code, name, system].join(component) : code;
  const dx = (position: number) => {
    const code = codes[position - 1] ?? '';
    return coded(s.dots ? code : code.replace('.', ''), 'words', 'I10');
  };
  const own = s.place === 'charge' || s.place === 'both' ? { 16: '12' } : {};
  return [
    `MSH${s.signs.join('')}${field}${['A', 'B', 'C', 'D', '20260302', '', `DFT${component}P03`, String(number), 'P', '2.5'].join(field)}`,
    segment('EVN', { 1: 'P03', 2: '20260302' }),
    segment('PID', { 3: 'M-1', 5: `Doe${component}Jane`, 7: '19800101', 18: `A-${number}` }),
    segment('PV1', { 2: 'O', 19: 'V', ...(s.place === 'visit' || s.place === 'both' ? { 3: '11' } : {}) }),
    ...lines.flatMap((each, i) => [
      segment('FT1', {
        1: String(i + 1),
        4: '20260302',
        6: 'CG',
        7: s.codeIn === 'FT1-25' ? coded('LOCAL7', 'words', 'L') : coded(each.code, 'words', 'CPT'),
        10: String(each.units),
        11: '95.00',
        ...own,
        19: each.pointers.map(dx).join(repetition),
        ...(s.codeIn === 'FT1-7' ? {} : { 25: coded(each.code, 'words', 'CPT') }),
        ...(each.modifiers.length > 0
          ? { 26: each.modifiers.map((code) => coded(code, 'words', 'CPT')).join(repetition) }
          : {}),
        ...(s.fieldsBehind ? { 31: 'K-1' } : {}),
      }),
      ...(s.performed ? [segment('PR1', { 1: '1', 3: each.code, 5: '20260302' })] : []),
    ]),
    ...codes.map((_, i) => segment('DG1', { 1: String(i + 1), 3: dx(i + 1) })),
    segment('IN1', { 3: 'P', 4: 'Plan' }),
  ]
    .map((each) => each + s.lineBreak)
    .join('');
}

function fileText(s: Style, messages: readonly (readonly Line[])[]): string {
  const texts = messages.map((lines, i) => messageText(s, i, lines));
  const framed = s.frame ? texts.map((text) => `\u000b${text}\u001c\r`) : texts;
  if (!s.batch) return framed.join('');
  const [field] = s.signs;
  const start = (id: string) => `${id}${s.signs.join('')}${s.lineBreak}`;
  return `${start('FHS')}${start('BHS')}${framed.join('')}BTS${field}${messages.length}${s.lineBreak}FTS${field}1${s.lineBreak}`;
}

const messages = fc.array(fc.array(line, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 });
const lineNumber = fc.integer({ min: 1, max: 3 });
const change: fc.Arbitrary<ClaimChange> = fc.oneof(
  fc.record({
    kind: fc.constant('replace-procedure-code' as const),
    line: lineNumber,
    code: fc.constantFrom('98940', '97140', 'J3301'),
  }),
  fc.record(
    {
      kind: fc.constant('add-modifier' as const),
      line: lineNumber,
      modifier: fc.constantFrom('76', 'CQ'),
      at: fc.integer({ min: 0, max: 4 }),
    },
    { requiredKeys: ['kind', 'line', 'modifier'] },
  ),
  fc.record({
    kind: fc.constant('remove-modifier' as const),
    line: lineNumber,
    at: fc.integer({ min: 0, max: 4 }),
  }),
  fc.record({
    kind: fc.constant('set-modifiers' as const),
    line: lineNumber,
    modifiers: fc.uniqueArray(modifier, { maxLength: 4 }),
  }),
  fc.record({
    kind: fc.constant('set-units' as const),
    line: lineNumber,
    units: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({
    kind: fc.constant('set-diagnosis-pointers' as const),
    line: lineNumber,
    pointers: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant('replace-diagnosis' as const),
    position: fc.integer({ min: 1, max: 4 }),
    code: fc.constantFrom('M54.59', 'I10', 'M79.11', 'R51.9'),
  }),
  fc.record(
    {
      kind: fc.constant('set-place-of-service' as const),
      line: lineNumber,
      placeOfService: fc.constantFrom('22', '02', '49'),
    },
    { requiredKeys: ['kind', 'placeOfService'] },
  ),
  fc.record({ kind: fc.constant('remove-line' as const), line: lineNumber }),
);

describe('a charge message', () => {
  it('of any separators and habits is read the same, without problems, each value at its place', () => {
    fc.assert(
      fc.property(style, messages, (s, all) => {
        const text = fileText(s, all);
        expect([text, hl7.detect(text, '')]).toEqual([text, 'hl7-dft']);
        const document = hl7.read(text, {});
        expect([text, document.problems]).toEqual([text, []]);
        checkPlaces(text, document, sameText);
        const read = document.claims.map((claim) => ({
          id: claim.id?.value,
          diagnoses: claim.diagnoses.map(({ code }) => code.value),
          lines: claim.serviceLines.map((each) => ({
            code: each.procedureCode?.value,
            modifiers: each.modifiers.map(({ value }) => value),
            units: each.units?.value,
            pointers: each.diagnosisPointers.map(({ value }) => value),
            place: each.placeOfService?.value,
          })),
        }));
        const place = { visit: '11', charge: '12', both: '12', none: undefined }[s.place];
        expect([text, read]).toEqual([
          text,
          all.map((lines, i) => ({
            id: `A-${i}`,
            diagnoses: ['M7918', 'M542', 'M25511'],
            lines: lines.map((each) => ({ ...each, place })),
          })),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('takes every change in its fields, and the change back gives the same characters', () => {
    let made = 0;
    fc.assert(
      fc.property(style, messages, change, (s, all, each) => {
        // The words beside a code that is taken away cannot be known again.
        const losesWords = s.texts && (each.kind === 'remove-modifier' || each.kind === 'set-modifiers');
        const laws = { sameCharacters: !losesWords };
        if (checkChange(hl7, fileText(s, all), all.length - 1, each, laws) !== undefined) made += 1;
      }),
      { numRuns: 1500 },
    );
    expect(made).toBeGreaterThan(600);
  });
});

describe('reading a damaged message', () => {
  const damage = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    length: fc.nat(40),
    sign: fc.constantFrom(
      '',
      '|',
      '^',
      '~',
      '\\',
      '&',
      '\r',
      '\n',
      'MSH',
      'FT1|',
      'BTS|',
      '\u000b',
      '\u0000',
      'é',
      '""',
    ),
  });

  it('neither throws nor names a place outside of the text, and neither does a change of what was read', () => {
    fc.assert(
      fc.property(style, messages, fc.array(damage, { maxLength: 6 }), change, (s, all, damages, each) => {
        const text = damages.reduce(
          (now, { at, length, sign }) => {
            const from = Math.floor(at * now.length);
            return now.slice(0, from) + sign + now.slice(from + length);
          },
          fileText(s, all),
        );
        hl7.detect(text, 'x');
        const document = hl7.read(text, {});
        checkPlaces(text, document, () => true);
        hl7.describeAt?.(text, Math.floor(text.length / 2), {});
        for (const claim of document.claims)
          for (const { range } of hl7.write(text, claim, each, {}) ?? [])
            expect(range.start >= claim.range.start && range.end <= claim.range.end + 2).toBe(true);
      }),
      { numRuns: 600 },
    );
  });

  it('of any characters never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const each of [text, `MSH${text}`, `MSH|^~\\&|${text}\rFT1|${text}`]) {
          hl7.detect(each, 'x');
          checkPlaces(each, hl7.read(each, {}), () => true);
        }
      }),
      { numRuns: 500 },
    );
  });
});

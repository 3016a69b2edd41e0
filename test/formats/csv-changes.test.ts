import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv } from '../../src/formats/csv';
import type { ClaimChange } from '../../src/model/claim';
import { checkChange, checkPlaces } from './change-laws';

/** Dates, amounts and names are read as something else than they are written; codes are the text itself. */
function sameText(written: string, value: unknown): boolean {
  if (typeof value === 'number') return /\d|^[A-La-l]$|^[A-Z]\d/.test(written);
  const plain = written.replace(/""/g, '"').toUpperCase();
  return (
    plain === String(value).toUpperCase() ||
    plain.replace(/\./g, '') === value ||
    /^\d{4}-\d\d-\d\d$/.test(String(value)) ||
    /^(?:[MFU]|[A-Z]{2})$/.test(String(value))
  );
}

interface Style {
  readonly delimiter: string;
  readonly lineBreak: string;
  readonly quotes: 'all' | 'needed' | 'formula';
  readonly modifiers: 'columns' | 'cell' | 'behind';
  readonly between: string;
  readonly pointers: 'letters' | 'numbers' | 'columns' | 'none';
  readonly diagnoses: 'columns' | 'cell';
  readonly dots: boolean;
  readonly lastBreak: boolean;
  readonly bom: boolean;
}

const style: fc.Arbitrary<Style> = fc.record({
  delimiter: fc.constantFrom(',', '\t', ';', '|'),
  lineBreak: fc.constantFrom('\n', '\r\n'),
  quotes: fc.constantFrom('all', 'needed', 'formula'),
  modifiers: fc.constantFrom('columns', 'cell', 'behind'),
  between: fc.constantFrom(',', ' ', ':'),
  pointers: fc.constantFrom('letters', 'numbers', 'columns', 'none'),
  diagnoses: fc.constantFrom('columns', 'cell'),
  dots: fc.boolean(),
  lastBreak: fc.boolean(),
  bom: fc.boolean(),
});

const modifier = fc.constantFrom('GP', '59', 'XS', '25', 'LT', 'KX', '52');
const line = fc.record({
  claim: fc.constantFrom('C-1', 'C-2'),
  code: fc.constantFrom('20561', '20560', '97110', 'G0283', '0101T'),
  modifiers: fc.uniqueArray(modifier, { maxLength: 4 }),
  units: fc.constantFrom('1', '2', '1.0', '12'),
  pointers: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 3 }),
  place: fc.constantFrom('11', '12'),
});
type Line = typeof line extends fc.Arbitrary<infer T> ? T : never;

const codes = ['M79.18', 'M54.2', 'M25.511'];

function fileText(s: Style, lines: readonly Line[]): string {
  const header = ['Claim ID', 'Patient Name', 'DOS', 'CPT'];
  if (s.modifiers === 'columns') header.push('Mod 1', 'Mod 2', 'Mod 3', 'Mod 4');
  if (s.modifiers === 'cell') header.push('Modifiers');
  header.push('Units', 'Charge');
  header.push(...(s.diagnoses === 'columns' ? ['Dx1', 'Dx2', 'Dx3'] : ['Diagnoses']));
  if (s.pointers === 'columns') header.push('DxPtr1', 'DxPtr2', 'DxPtr3', 'DxPtr4');
  else if (s.pointers !== 'none') header.push('Dx Pointer');
  header.push('POS', 'Comment');
  const quoted = (text: string, isCode = false) => {
    const needs = text.includes(s.delimiter) || text.includes('"');
    if (s.quotes === 'formula' && isCode && !needs) return `="${text}"`;
    return needs || s.quotes === 'all' ? `"${text.replace(/"/g, '""')}"` : text;
  };
  const rows = lines.map((each) => {
    const dx = s.dots ? codes : codes.map((code) => code.replace('.', ''));
    const cells = [quoted(each.claim), quoted('Doe, Jane'), quoted('3/2/2026')];
    cells.push(quoted(s.modifiers === 'behind' ? [each.code, ...each.modifiers].join('-') : each.code, true));
    if (s.modifiers === 'columns')
      for (let i = 0; i < 4; i++) cells.push(quoted(each.modifiers[i] ?? '', true));
    if (s.modifiers === 'cell') cells.push(quoted(each.modifiers.join(s.between)));
    cells.push(quoted(each.units), quoted('95.00'));
    cells.push(
      ...(s.diagnoses === 'columns' ? dx.map((code) => quoted(code)) : [quoted(dx.join(s.between))]),
    );
    const marks = each.pointers.map((position) =>
      s.pointers === 'numbers' ? String(position) : 'ABC'.charAt(position - 1),
    );
    if (s.pointers === 'columns') for (let i = 0; i < 4; i++) cells.push(quoted(marks[i] ?? ''));
    else if (s.pointers !== 'none') cells.push(quoted(marks.join(s.between)));
    cells.push(quoted(each.place, true), quoted('says "ow", once'));
    return cells.join(s.delimiter);
  });
  const text = [header.map((name) => quoted(name)).join(s.delimiter), ...rows].join(s.lineBreak);
  return (s.bom ? '\uFEFF' : '') + text + (s.lastBreak ? s.lineBreak : '');
}

/** Claims keep their order only if the row that is removed is not what put one before the other. */
const byClaim = (lines: readonly Line[]) => [...lines].sort((a, b) => a.claim.localeCompare(b.claim));

const lineNumber = fc.integer({ min: 1, max: 3 });
const change: fc.Arbitrary<ClaimChange> = fc.oneof(
  fc.record({
    kind: fc.constant('replace-procedure-code' as const),
    line: lineNumber,
    code: fc.constantFrom('20560', '97140', 'J3301'),
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

describe('a charge export', () => {
  it('of any layout is found and read the same, without problems, each value at its place', () => {
    fc.assert(
      fc.property(style, fc.array(line, { minLength: 1, maxLength: 5 }), (s, lines) => {
        const text = fileText(s, lines);
        expect([text, csv.detect(text, '')]).toEqual([text, 'csv']);
        const document = csv.read(text, {});
        expect([text, document.problems]).toEqual([text, []]);
        checkPlaces(text, document, sameText);
        const ids = [...new Set(lines.map((each) => each.claim))];
        const read = document.claims.map((claim) => ({
          id: claim.id?.value,
          diagnoses: claim.diagnoses.map(({ code }) => code.value),
          lines: claim.serviceLines.map((each) => ({
            code: each.procedureCode?.value,
            modifiers: each.modifiers.map(({ value }) => value),
            units: each.units?.value,
            charge: each.charge?.value,
            pointers: each.diagnosisPointers.map(({ value }) => value),
            date: each.dateOfService?.value,
            place: each.placeOfService?.value,
          })),
        }));
        expect([text, read]).toEqual([
          text,
          ids.map((id) => ({
            id,
            diagnoses: ['M7918', 'M542', 'M25511'],
            lines: lines
              .filter((each) => each.claim === id)
              .map((each) => ({
                code: each.code,
                modifiers: each.modifiers,
                units: Number(each.units),
                charge: 9500,
                pointers: s.pointers === 'none' ? [1, 2, 3] : each.pointers,
                date: '2026-03-02',
                place: each.place,
              })),
          })),
        ]);
      }),
      { numRuns: 300 },
    );
  });

  it('takes every change in its cells, and the change back gives the same characters', () => {
    let made = 0;
    fc.assert(
      fc.property(style, fc.array(line, { minLength: 1, maxLength: 5 }), change, (s, lines, each) => {
        // How modifiers and pointers were separated cannot be known once no cell of the file holds two.
        const sameCharacters =
          s.delimiter === ',' && s.between === ' ' && s.modifiers !== 'behind'
            ? true
            : each.kind === 'replace-procedure-code' ||
              each.kind === 'set-units' ||
              each.kind === 'set-place-of-service';
        if (
          checkChange(csv, fileText(s, each.kind === 'remove-line' ? byClaim(lines) : lines), 0, each, {
            sameCharacters,
            everyLineHasItsPlace: true,
          }) !== undefined
        )
          made += 1;
      }),
      { numRuns: 1500 },
    );
    expect(made).toBeGreaterThan(600);
  });
});

// An 837 with one segment a line: the same characters, and places that correspond.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { segmentLines } from '../../src/formats/x12';

const header = (terminator: string) =>
  `ISA*00*          *00*          *ZZ*SUBMITTER      *ZZ*RECEIVER       *260302*0900*^*00501*000000001*0*P*:${terminator}`;
const file = (terminator: string, breaks: readonly string[]) =>
  [
    'GS*HC*A*B*20260302*0900*1*X*005010X222A1',
    'ST*837*0001',
    'SE*2*0001',
    'GE*1*1',
    'IEA*1*000000001',
  ].reduce(
    (text, segment, index) => `${text}${breaks[index] ?? ''}${segment}${terminator}`,
    header(terminator),
  );

describe('one segment a line', () => {
  test('breaks a file without line breaks behind every terminator', () => {
    const { text } = segmentLines(file('~', []));
    expect(text.split('\n')).toHaveLength(6);
    expect(text.replaceAll('\n', '')).toBe(file('~', []));
  });

  test('leaves a file alone that has its line breaks', () => {
    const text = file('~', ['\r\n', '\r\n', '\r\n', '\r\n', '\r\n']);
    expect(segmentLines(text).text).toBe(text);
  });

  test('has every place of the file, there and back', () => {
    const breaks = fc.array(fc.constantFrom('', '\n', '\r\n'), { minLength: 5, maxLength: 5 });
    fc.assert(
      fc.property(breaks, fc.nat(), (chosen, number) => {
        const text = file('~', chosen);
        const lines = segmentLines(text);
        const offset = number % text.length;
        expect(lines.text[lines.toView(offset)]).toBe(text[offset]);
        expect(lines.toFile(lines.toView(offset))).toBe(offset);
      }),
    );
  });

  test('takes a text that is no 837 as it is', () => {
    expect(segmentLines('a note').text).toBe('a note');
    expect(segmentLines('').text).toBe('');
  });
});

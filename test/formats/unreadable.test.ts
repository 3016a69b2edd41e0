import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { describeUnreadable, detectFormat } from '../../src/formats';

const isa =
  'ISA*00*          *00*          *ZZ*SENDER         *ZZ*RECEIVER       *260302*1030*^*00501*000000001*0*P*:~';

describe('a file that is no claim', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['an 835', `${isa}GS*HP*A*B*20260302*1030*1*X*005010X221A1~ST*835*0001~BPR*I~`, 'X12 835'],
    ['a 270', `${isa}GS*HS*A*B*20260302*1030*1*X*005010X279A1~ST*270*0001~BHT*0022~`, 'X12 270'],
    ['another message', 'MSH|^~\\&|A|B|C|D|1||ADT^A01|1|P|2.5\rPID|1||7\r', 'HL7 ADT message (admission'],
    ['a message that breaks off', 'MSH|', 'breaks off'],
    ['an empty batch', 'FHS|^~\\&\rBHS|^~\\&\rBTS|0\r', 'batch without a message'],
    ['another resource', '{"resourceType": "Patient", "id": "1"}', 'FHIR Patient'],
    ['JSON of something else', '{"name": "x"}', 'no FHIR resource'],
    ['FHIR in XML', '<?xml version="1.0"?><Claim xmlns="http://hl7.org/fhir"></Claim>', 'written as XML'],
    ['a table of other things', 'city,state,zip,county\nA,IL,62701,B\n', 'parted by commas'],
    ['a PDF', '%PDF-1.7\n', 'PDF'],
    ['a spreadsheet', 'PK\u0003\u0004\u0014', 'Excel'],
    ['nothing', ' \n', 'empty'],
    ['something else', 'hello', 'does not recognise'],
  ];
  for (const [name, text, words] of cases)
    it(`is told by what it is: ${name}`, () => {
      expect(detectFormat(text, 'a.dat')).toBe('unknown');
      expect(describeUnreadable(text)).toContain(words);
    });

  it('is no note because its name ends like one', () => {
    for (const [name, text] of cases.slice(0, 5))
      expect([name, detectFormat(text, 'a.txt')]).toEqual([
        name,
        name === 'a message that breaks off' ? expect.any(String) : 'unknown',
      ]);
    expect(detectFormat('ISA is what the interchange starts with', 'a.txt')).toBe('note');
  });

  it('is told by what it is although its bytes are no text', () => {
    expect(describeUnreadable('%PDF-1.7', true)).toContain('PDF');
    expect(describeUnreadable('\u0000\u0001', true)).toContain('not text');
  });

  it('is never repeated in what is said', () => {
    expect(describeUnreadable('MSH|^~\\&|A|B|C|D|1||SECRETNAME|1|P|2.5\r')).not.toContain('SECRETNAME');
  });

  it('is described at once, however long', () => {
    for (const piece of ['ISA*', 'MSH|^~\\&', '{"a":', '<a ', 'a,b,c,d', '"resourceType"  '])
      expect(describeUnreadable(piece.repeat(200_000)).length).toBeGreaterThan(10);
  });
});

const corpus = '../shared/corpora/dev/hl7v2';
describe.runIf(existsSync(corpus))('a message of another type', () => {
  it('is named by its type in every public sample', () => {
    for (const file of readdirSync(corpus)) {
      const text = readFileSync(`${corpus}/${file}`, 'utf8');
      if (detectFormat(text, file) === 'unknown')
        expect([file, describeUnreadable(text)]).toEqual([file, expect.stringMatching(/HL7/)]);
    }
  });
});

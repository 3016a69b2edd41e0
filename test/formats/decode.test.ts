import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, type Encoding, encodeText } from '../../src/formats/decode';

const bytesOf = (text: string, encoding: Encoding) => encodeText(text, encoding);
const note = 'Patient: Zoë Muñoz\r\nDry needling, 0.30 × 40 mm: right upper trapezius — 3 needles\r\n';

describe('a file', () => {
  it('in UTF-8 is read with and without its byte order mark, which stays in the text', () => {
    expect(decodeText(bytesOf(note, 'utf-8'))).toEqual({ text: note, encoding: 'utf-8' });
    expect(decodeText(bytesOf(`\uFEFF${note}`, 'utf-8'))).toEqual({
      text: `\uFEFF${note}`,
      encoding: 'utf-8',
    });
  });

  it.each<Encoding>(['utf-16le', 'utf-16be'])(
    'in %s is read with and without its byte order mark',
    (encoding) => {
      expect(decodeText(bytesOf(`\uFEFF${note}`, encoding))).toEqual({ text: `\uFEFF${note}`, encoding });
      expect(decodeText(bytesOf(note, encoding))).toEqual({ text: note, encoding });
    },
  );

  it('in Windows-1252 is read with its dashes, quotes and accents', () => {
    const text = 'José’s claim – “20561” … €5';
    expect(decodeText(bytesOf(text, 'windows-1252'))).toEqual({ text, encoding: 'windows-1252' });
  });

  it('that is empty is empty text', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' });
  });

  it('that is no text is said to be binary', () => {
    const zip = Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0, 33, 99, 71, 90, 0, 0, 0, 0]);
    const png = Uint8Array.from([
      0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 73, 72, 68, 82, 0, 0, 1,
    ]);
    const gzip = gzipSync(Buffer.from(note.repeat(40)));
    for (const bytes of [zip, png, gzip, bytesOf('%PDF-1.7\n1 0 obj', 'utf-8')])
      expect(decodeText(bytes).problem).toBe('binary');
  });

  it('with X12 separators that are control characters, or zeros that fill it up, is still text', () => {
    const x12 = 'ISA\x1d00\x1d          \x1eGS\x1dHC\x1c';
    expect(decodeText(bytesOf(x12.repeat(20), 'utf-8')).problem).toBeUndefined();
    expect(decodeText(bytesOf(`${note}${'\0'.repeat(500)}`, 'utf-8')).problem).toBeUndefined();
    expect(decodeText(bytesOf('\x0bMSH|^~\\&|A|B\rFT1|1\r\x1c\r', 'utf-8')).problem).toBeUndefined();
  });
});

describe('saving and speed', () => {
  it('gives back the very bytes that were read, whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const { text, encoding } = decodeText(bytes);
        const whole = encoding.startsWith('utf-16')
          ? bytes.subarray(0, bytes.length - (bytes.length % 2))
          : bytes;
        expect(encodeText(text, encoding)).toEqual(whole);
      }),
      { numRuns: 2000 },
    );
  });

  it('gives back the text that was written, for any text that has words in it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 50 }),
        fc.constantFrom<Encoding>('utf-8', 'utf-16le', 'utf-16be'),
        (words, encoding) => {
          const text = `\uFEFF${words}`;
          expect(decodeText(encodeText(text, encoding))).toMatchObject({ text, encoding });
        },
      ),
    );
  });

  it('of four megabytes takes well under half a second', () => {
    const bytes = bytesOf('José, 20561, 2026-03-02\r\n'.repeat(160_000), 'windows-1252');
    const start = performance.now();
    expect(decodeText(bytes).encoding).toBe('windows-1252');
    expect(performance.now() - start).toBeLessThan(500);
  });
});

const corpus = new URL('../../../shared/corpora/dev/', import.meta.url);
describe.runIf(existsSync(corpus))('the corpus', () => {
  it('is text, every file of it but the compressed tables', () => {
    for (const name of readdirSync(corpus, { recursive: true, encoding: 'utf8' })) {
      const file = new URL(name.split('/').map(encodeURIComponent).join('/'), corpus);
      if (statSync(file).isDirectory()) continue;
      const bytes = new Uint8Array(readFileSync(file));
      const { text, encoding, problem } = decodeText(bytes);
      expect([name, problem]).toEqual([
        name,
        name.endsWith('.gz') || name.endsWith('.zip') ? 'binary' : undefined,
      ]);
      if (problem === undefined)
        expect([name, Buffer.compare(encodeText(text, encoding), bytes)]).toEqual([name, 0]);
    }
  });
});

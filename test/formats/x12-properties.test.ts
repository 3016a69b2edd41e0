import { build } from 'esbuild';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  claimSpans,
  describeElementAt,
  describeX12,
  readClaim,
  readInterchanges,
  x12,
} from '../../src/formats/x12';
import type { Claim, OutlineItem } from '../../src/model/claim';
import { claimsOf, corpusFiles, hasCorpus, sample, told } from './x12-laws';
import { rewritten } from './x12-rewritten';

const samples = ['professional', 'institutional', 'dental'].map(sample);

/** The value that a field must have by the text at its place; the field's name tells how it is read. */
function valueFrom(name: string, written: string): unknown {
  const plain = written.replace(/[\r\n]/g, '').trim();
  const date = /^\d{8}$/.test(plain) ? `${plain.slice(0, 4)}-${plain.slice(4, 6)}-${plain.slice(6)}` : plain;
  switch (name) {
    case 'totalCharge':
    case 'charge':
      return Math.round(Number(plain) * 100);
    case 'units':
    case 'minutes':
    case 'diagnosisPointers':
      return Number(plain);
    case 'dateOfService':
    case 'dateOfServiceEnd':
    case 'birthDate':
      return date;
    case 'typeOfBill':
      return plain.replace(/[^A-Za-z0-9]+[A-Za-z]?[^A-Za-z0-9]+/, '');
    case 'code':
      return plain.toUpperCase().replace(/[.\s]/g, '');
    case 'procedureCode':
    case 'modifiers':
      return plain.toUpperCase();
    default:
      return plain;
  }
}

function checkPlaces(text: string, value: unknown, name: string): void {
  if (typeof value !== 'object' || value === null) return;
  const { range, value: own } = value as { range?: { start: number; end: number }; value?: unknown };
  if (range !== undefined) {
    expect(range.start >= 0 && range.start <= range.end && range.end <= text.length).toBe(true);
    if (own !== undefined) {
      const written = text.slice(range.start, range.end);
      const expected = valueFrom(name, written);
      // A date that the calendar does not have is kept as it is written.
      if (own !== expected && own !== written.replace(/[\r\n]/g, ''))
        expect([name, written, own]).toEqual([name, written, expected]);
    }
  }
  if (Array.isArray(value)) for (const each of value) checkPlaces(text, each, name);
  else for (const [part, each] of Object.entries(value)) if (part !== 'range') checkPlaces(text, each, part);
}

function checkClaims(text: string, claims: readonly Claim[]): void {
  for (const claim of claims) {
    checkPlaces(text, claim, 'claim');
    expect(text.startsWith('CLM', claim.range.start)).toBe(true);
    for (const { range } of claim.serviceLines)
      expect(range.start >= claim.range.start && range.end <= claim.range.end).toBe(true);
  }
}

function checkOutline(text: string, items: readonly OutlineItem[]): void {
  for (const { range, selection, children } of items) {
    for (const each of [range, selection])
      expect(each.start >= 0 && each.start <= each.end && each.end <= text.length).toBe(true);
    checkOutline(text, children);
  }
}

/** Everything that reads, on one text: it must not throw, and all places must lie in the text. */
function readAll(text: string): void {
  const { claims, problems, outline } = x12.read(text, {});
  for (const { range, fix } of problems) {
    expect(range.start >= 0 && range.start <= range.end && range.end <= text.length).toBe(true);
    for (const edit of fix?.edits ?? [])
      expect(edit.range.end <= text.length && edit.range.start <= edit.range.end).toBe(true);
  }
  checkClaims(text, claims);
  checkOutline(text, outline);
  x12.detect(text, 'x');
  describeX12(text);
  describeElementAt(text, Math.floor(text.length / 2));
  const [claim] = claims;
  if (claim)
    for (const { number: line } of claim.serviceLines.slice(0, 2)) {
      x12.write(text, claim, { kind: 'remove-line', line }, {});
      x12.write(text, claim, { kind: 'add-modifier', line, modifier: 'GP' }, {});
      x12.write(text, claim, { kind: 'set-units', line, units: 2 }, {});
    }
}

/** Small damage as files suffer it: a character changed, lost or doubled, a piece cut out or put elsewhere. */
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  length: fc.nat(40),
  kind: fc.constantFrom('cut', 'double', 'sign', 'swap', 'truncate', 'insert'),
  sign: fc.constantFrom('~', '*', ':', '^', '\n', ' ', 'A', '0', 'ISA', 'HL', 'LX*', 'CLM*', '\u0000', 'é'),
});
type Damage = typeof damage extends fc.Arbitrary<infer T> ? T : never;

function damaged(text: string, all: readonly Damage[]): string {
  return all.reduce((now, { at, length, kind, sign }) => {
    const from = Math.floor(at * now.length);
    const piece = now.slice(from, from + length);
    const rest = now.slice(from + length);
    const head = now.slice(0, from);
    if (kind === 'cut') return head + rest;
    if (kind === 'double') return head + piece + piece + rest;
    if (kind === 'sign') return head + sign + now.slice(from + 1);
    if (kind === 'insert') return head + sign + now.slice(from);
    if (kind === 'swap') return rest + piece + head;
    return from > 20 ? head : now;
  }, text);
}

/** The reader as it is shipped: bundled, without the wrapping that tests put around each module. */
async function shippedReader(): Promise<typeof x12.read> {
  const { outputFiles } = await build({
    entryPoints: ['src/formats/x12/index.ts'],
    bundle: true,
    write: false,
    format: 'esm',
  });
  const module = (await import(
    `data:text/javascript;base64,${Buffer.from(outputFiles[0]?.contents ?? '').toString('base64')}`
  )) as { readonly x12: typeof x12 };
  return module.x12.read;
}

/** By the clock or by the processor's own count, whichever is less: other work on the machine counts for nothing. */
function secondsToRead(read: typeof x12.read, text: string): number {
  const start = performance.now();
  const before = process.cpuUsage();
  read(text, {});
  const { user, system } = process.cpuUsage(before);
  return Math.min((performance.now() - start) / 1000, (user + system) / 1_000_000);
}

describe('reading never fails', () => {
  it('on any text', () => {
    const signs = fc.constantFrom(
      'ISA*',
      '~',
      '*',
      ':',
      'GS*HC*',
      'ST*837*',
      'HL*1**20*1',
      'NM1*85*',
      'CLM*',
      'LX*',
      'SV1*HC:20561',
      '\n',
      ' ',
      'x',
      '9',
      'HI*ABK:',
      'SE*',
      'DTP*472*D8*',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.array(signs, { maxLength: 80 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(fc.boolean(), text, (headed, body) =>
        readAll(headed ? (samples[0] ?? '').slice(0, 170) + body : body),
      ),
      { numRuns: 500 },
    );
  });

  it('on a damaged 837, and each value stands at its place', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...samples),
        fc.array(damage, { minLength: 1, maxLength: 6 }),
        (text, all) => readAll(damaged(text, all)),
      ),
      { numRuns: 300 },
    );
  });

  it.runIf(hasCorpus)('on every public sample, damaged', { timeout: 120_000 }, () => {
    const files = corpusFiles().filter(({ text }) => text.length < 10_000);
    fc.assert(
      fc.property(fc.constantFrom(...files), fc.array(damage, { maxLength: 4 }), ({ text }, all) =>
        readAll(damaged(text, all)),
      ),
      { numRuns: 250 },
    );
  });

  it('in about a second for a megabyte of anything; a loaded machine is given ten', {
    timeout: 120_000,
  }, async () => {
    const read = await shippedReader();
    const [text = ''] = samples;
    const head = text.slice(0, text.indexOf('BHT'));
    const size = 1_000_000;
    const filled = (piece: string) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
    let seed = 12345;
    const random = Array.from({ length: size }, () => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return '~~*:^\nISAGSTNM1CLMHLX 0123456789'.charAt(seed % 33);
    }).join('');
    const pieces = [
      '~',
      '*',
      ':',
      'CLM~',
      'CLM*1*1***11:B:1*Y*A*Y*Y~',
      'LX~',
      'HL*1**20*1~',
      'NM1*ZZ~',
      'REF*ZZ*1~',
      'ST*837~',
      'SE*1~',
      'GS*HC~',
      'ZZZ*1~',
      '\n',
      ' ',
      'A',
      'ISA*00*',
      'é',
    ];
    for (const body of [random, ...pieces.map(filled), text.repeat(Math.ceil(size / text.length))]) {
      for (const whole of [body, head + body]) {
        const seconds = Math.min(secondsToRead(read, whole), secondsToRead(read, whole));
        expect([body.slice(0, 20), seconds < 10 || seconds]).toEqual([body.slice(0, 20), true]);
      }
    }
  });
});

type Style = readonly [
  element: string,
  component: string,
  segment: string,
  repetition: string,
  lineBreak: string,
];

describe('separators and line breaks do not matter', () => {
  const styles: readonly Style[] = [
    ['|', '>', '~', '^', ''],
    ['*', ':', '~', '^', '\r\n'],
    ['+', ':', "'", '?', '\n'],
    ['\u001d', '\u001f', '\u001c', '^', ''],
    ['*', '>', '\n', '^', ''],
    ['*', '\\', '\r', '!', '\n'],
  ];

  it.each(styles)(
    'element %j, component %j, segment %j, repetition %j, line break %j',
    (element, component, segment, repetition, lineBreak) => {
      for (const text of samples) {
        const other = rewritten(text, element, component, segment, repetition, lineBreak);
        expect(other === undefined).toBe(false);
        const document = x12.read(other ?? '', {});
        expect(claimsOf(document)).toEqual(claimsOf(x12.read(text, {})));
        expect(told(document.problems)).toEqual([]);
        expect(
          [...claimSpans(readInterchanges(other ?? ''))].map((span, index) => readClaim(span, index)),
        ).toEqual(document.claims);
      }
    },
  );

  it.runIf(hasCorpus)(
    'in the public samples: the same claims and the same problems',
    { timeout: 120_000 },
    () => {
      let compared = 0;
      for (const { name, text } of corpusFiles()) {
        const before = x12.read(text, {});
        for (const style of styles) {
          const other = rewritten(text, ...style);
          // Where ISA16 is not the sign in use, the sign in use is part of the values.
          if (other === undefined || told(before.problems).some((problem) => problem.includes('ISA16')))
            continue;
          const after = x12.read(other, {});
          const isTidy = (problem: string) => !problem.includes('no segment before it');
          expect([name, style, claimsOf(after)]).toEqual([name, style, claimsOf(before)]);
          expect([name, style, told(after.problems).filter(isTidy)]).toEqual([
            name,
            style,
            told(before.problems).filter(isTidy),
          ]);
          compared++;
        }
      }
      expect(compared).toBeGreaterThan(400);
    },
  );
});

describe.runIf(hasCorpus)('every public sample', () => {
  it('is read without exception, each value at its place', { timeout: 60_000 }, () => {
    const files = corpusFiles();
    expect(files.length).toBe(112);
    for (const { text } of files) readAll(text);
  });

  it('gives each claim alone as in the whole file', { timeout: 60_000 }, () => {
    for (const { name, text } of corpusFiles()) {
      const alone = [...claimSpans(readInterchanges(text))].map((span, index) => readClaim(span, index));
      expect([name, alone]).toEqual([name, x12.read(text, {}).claims]);
    }
  });
});

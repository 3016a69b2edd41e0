import { describe, expect, it } from 'vitest';
import { describeElementAt, segmentHelpAt } from '../../src/formats/x12';
import { corpusFiles, hasCorpus, sample } from './x12-laws';

const text = sample('professional');

/** What is said at the first character of `piece` (after `skipped` characters of it). */
function at(piece: string, skipped = 0, of = text) {
  const start = of.indexOf(piece);
  if (start < 0) throw new Error(`not there: ${piece}`);
  return describeElementAt(of, start + skipped);
}

/** The same in one line: loop · element, name = value (meaning). */
function told(piece: string, skipped = 0, of = text): string {
  const found = at(piece, skipped, of);
  if (!found) return 'nothing';
  const { loop, element, name, value, meaning } = found;
  return `${loop} · ${element}, ${name} = ${value}${meaning ? ` (${meaning})` : ''}`;
}

describe('what stands at a place of an 837', () => {
  it('is named by loop, segment and element, with its value and its meaning', () => {
    expect(told('SV1*HC:20561', 4)).toBe(
      'Service line (loop 2400) · SV101-1, code system of the procedure = HC (CPT or HCPCS)',
    );
    expect(told('SV1*HC:20561', 8)).toBe('Service line (loop 2400) · SV101-2, procedure code = 20561');
    expect(told(':GP:59', 1)).toBe('Service line (loop 2400) · SV101-3, first modifier = GP');
    expect(told('120*UN*1***1:2', 4)).toBe('Service line (loop 2400) · SV103, units or minutes = UN (units)');
    expect(told('120*UN*1***1:2', 7)).toBe(
      'Service line (loop 2400) · SV104, units: how many units or minutes were done = 1',
    );
    expect(told('120*UN*1***1:2', 13)).toBe(
      'Service line (loop 2400) · SV107-2, second diagnosis pointer = 2',
    );
    expect(told('11:B:7', 5)).toBe(
      'Claim (loop 2300) · CLM05-3, claim frequency (1 original, 7 replacement, 8 void) = 7 (replacement of an earlier claim)',
    );
    expect(told('*MB~', 1)).toBe(
      'Subscriber level (loop 2000B) · SBR09, claim filing indicator (kind of payer) = MB (Medicare Part B)',
    );
  });

  it('is said more exactly where a qualifier tells what it is', () => {
    expect(told('NM1*85', 0)).toBe('Billing provider (loop 2010AA) · NM1, name = NM1 (billing provider)');
    expect(told('XX*1234567893', 3)).toBe(
      'Billing provider (loop 2010AA) · NM109, National Provider Identifier of the billing provider = 1234567893',
    );
    expect(told('REF*G1*AUTH555', 7)).toBe('Claim (loop 2300) · REF02, prior authorization number = AUTH555');
    expect(told('DTP*431*D8*20260601', 11)).toBe(
      'Claim (loop 2300) · DTP03, onset of the illness = 20260601',
    );
    expect(told('ABF:M62838', 5)).toBe('Claim (loop 2300) · HI02-2, other diagnosis (ICD-10-CM) = M62838');
  });

  it('tells the same segment apart by where it stands', () => {
    expect([at('NM1*82*1*THERAPIST')?.loop, at('NM1*82*1*ASSISTANT')?.loop, at('NM1*82*1~')?.loop]).toEqual([
      'Rendering provider (loop 2310B)',
      'Rendering provider of the line (loop 2420A)',
      "Other payer's rendering provider (loop 2330D)",
    ]);
    expect(at('NM1*QC')?.loop).toBe('Patient (loop 2010CA)');
    expect(at('DMG*D8*19551231')?.loop).toBe('Subscriber (loop 2010BA)');
  });

  it('has the very text of the element as its range', () => {
    const found = at('SV1*HC:20561', 8);
    expect(found && text.slice(found.range.start, found.range.end)).toBe('20561');
    expect(found?.segment).toBe('SV1 (professional service)');
  });

  it('knows the envelope, institutional and dental segments, and an element that is missing', () => {
    expect(told('*T*:', 1)).toBe(' · ISA15, test or production = T (test)');
    expect(told('SV2*0420', 4, sample('institutional'))).toBe(
      'Service line (loop 2400) · SV201, revenue code = 0420',
    );
    expect(told('TOO*JP*12', 7, sample('dental'))).toBe(
      'Service line (loop 2400) · TOO02, tooth number = 12',
    );
    expect(told('SV1*HC:20560*85*UN*1***1', 21)).toBe(
      'Service line (loop 2400) · SV105, place of service of the line = ',
    );
  });

  it('is nothing outside of an 837', () => {
    expect(describeElementAt('', 0)).toBeUndefined();
    expect(describeElementAt('a note', 2)).toBeUndefined();
    expect(describeElementAt(text, text.length + 5)).toBeUndefined();
    expect(describeElementAt(`\n\n${text}`, 0)).toBeUndefined();
  });

  it.runIf(hasCorpus)(
    'lies around the place that was asked for, in every public sample',
    { timeout: 60_000 },
    () => {
      for (const { text: file } of corpusFiles()) {
        if (file.length > 20_000) continue;
        for (let offset = 0; offset < file.length; offset += 37) {
          const found = describeElementAt(file, offset);
          if (!found) continue;
          // A separator belongs to the element before it.
          expect([found.range.start <= offset, offset <= found.range.end + 1]).toEqual([true, true]);
          expect(found.name).not.toBe('');
        }
      }
    },
  );
});

describe('help while a segment is written', () => {
  const open = text.indexOf('SV1');

  it('names the elements of the segment in order and marks the one at the cursor', () => {
    const help = segmentHelpAt(text, text.indexOf('*', open) + 1);
    expect(help?.segment).toMatch(/^SV1 \(/);
    expect(help?.elements[0]).toMatchObject({ label: 'SV101', required: true });
    expect(help?.active).toBe(0);
  });

  it('is at the id, and then at no element, at the beginning of a segment', () => {
    expect(segmentHelpAt(text, open)?.active).toBe(-1);
  });

  it('is silent outside of segments and in what is no X12', () => {
    expect(segmentHelpAt('a note', 2)).toBeUndefined();
    expect(segmentHelpAt(text, text.length + 9)).toBeUndefined();
  });
});

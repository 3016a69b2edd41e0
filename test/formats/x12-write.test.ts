import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { x12 } from '../../src/formats/x12';
import type { Claim, ClaimChange } from '../../src/model/claim';
import { afterChange, checkLaws, corpusFiles, hasCorpus, sample } from './x12-laws';

/** The segment (without terminator) that differs after a change, before and after. */
function changedSegments(text: string, claim: Claim, change: ClaimChange): readonly string[] {
  const after = afterChange(text, claim, change);
  if (after === undefined) return ['refused'];
  const old = text.split('~');
  const now = after.split('~');
  return now.filter((segment) => !old.includes(segment)).map((segment) => segment.trim());
}

describe('changes to an 837P claim', () => {
  const text = sample('professional');
  const claims = x12.read(text, {}).claims;
  const [first, second, third] = claims;
  if (!first || !second || !third) throw new Error('the sample has three claims');
  const become = (claim: Claim, change: ClaimChange) => changedSegments(text, claim, change);

  it('replaces only the code within the procedure composite', () => {
    expect(become(first, { kind: 'replace-procedure-code', line: 1, code: '20560' })).toEqual([
      'SV1*HC:20560:GP:59*120*UN*1***1:2',
    ]);
    const edits = x12.write(text, first, { kind: 'replace-procedure-code', line: 1, code: '20560' }, {});
    expect(edits?.map(({ range, newText }) => [text.slice(range.start, range.end), newText])).toEqual([
      ['1', '0'],
    ]);
  });

  it('adds a modifier behind the last one, before a description, or where it is asked for', () => {
    expect(become(second, { kind: 'add-modifier', line: 1, modifier: 'GP' })).toEqual([
      'SV1*HC:20560:GP*85*UN*1***1',
    ]);
    expect(become(first, { kind: 'add-modifier', line: 2, modifier: '59' })).toEqual([
      'SV1*HC:97110:GP:59:::THERAPEUTIC EXERCISE*101.25*UN*2*12**1:2:3**Y',
    ]);
    expect(become(first, { kind: 'add-modifier', line: 1, modifier: 'KX', at: 0 })).toEqual([
      'SV1*HC:20561:KX:GP:59*120*UN*1***1:2',
    ]);
  });

  it('refuses a fifth modifier and one that is no modifier', () => {
    expect(become(third, { kind: 'add-modifier', line: 1, modifier: 'XS' })).toEqual(['refused']);
    expect(become(first, { kind: 'add-modifier', line: 1, modifier: 'G:' })).toEqual(['refused']);
    expect(become(first, { kind: 'add-modifier', line: 9, modifier: 'GP' })).toEqual(['refused']);
  });

  it('removes and replaces modifiers without moving the description', () => {
    expect(become(first, { kind: 'remove-modifier', line: 1, at: 0 })).toEqual([
      'SV1*HC:20561:59*120*UN*1***1:2',
    ]);
    expect(become(first, { kind: 'remove-modifier', line: 2, at: 0 })).toEqual([
      'SV1*HC:97110:::::THERAPEUTIC EXERCISE*101.25*UN*2*12**1:2:3**Y',
    ]);
    expect(become(third, { kind: 'set-modifiers', line: 1, modifiers: ['GP'] })).toEqual([
      'SV1*HC:97140:GP*150*MJ*30***1',
    ]);
    expect(become(first, { kind: 'set-modifiers', line: 1, modifiers: [] })).toEqual([
      'SV1*HC:20561*120*UN*1***1:2',
    ]);
  });

  it('sets units and pointers', () => {
    expect(become(first, { kind: 'set-units', line: 1, units: 2.5 })).toEqual([
      'SV1*HC:20561:GP:59*120*UN*2.5***1:2',
    ]);
    expect(become(first, { kind: 'set-diagnosis-pointers', line: 1, pointers: [3, 1] })).toEqual([
      'SV1*HC:20561:GP:59*120*UN*1***3:1',
    ]);
    expect(become(first, { kind: 'set-diagnosis-pointers', line: 1, pointers: [1, 2, 3, 1, 2] })).toEqual([
      'refused',
    ]);
    expect(become(first, { kind: 'set-units', line: 1, units: Number.NaN })).toEqual(['refused']);
  });

  it('writes a diagnosis without its decimal point', () => {
    expect(become(first, { kind: 'replace-diagnosis', position: 2, code: 'm62.830' })).toEqual([
      'HI*ABK:M542*ABF:M62830*ABF:M7918',
    ]);
  });

  it("writes a line's place of service only where it differs from the claim's", () => {
    const change: ClaimChange = { kind: 'set-place-of-service', line: 1, placeOfService: '12' };
    expect(become(first, change)).toEqual(['SV1*HC:20561:GP:59*120*UN*1*12**1:2']);
    expect(become(first, { ...change, line: 2, placeOfService: '11' })).toEqual([
      'SV1*HC:97110:GP::::THERAPEUTIC EXERCISE*101.25*UN*2***1:2:3**Y',
    ]);
    expect(become(first, { kind: 'set-place-of-service', placeOfService: '22' })).toEqual([
      'CLM*NEEDLE-001*271.25***22:B:1*Y*A*Y*Y*P*OA',
    ]);
  });

  it('removes a line, renumbers the next ones, and corrects the segment count and the total', () => {
    expect(become(first, { kind: 'remove-line', line: 2 })).toEqual([
      'CLM*NEEDLE-001*170***11:B:1*Y*A*Y*Y*P*OA',
      'SE*93*0001',
    ]);
    const after = afterChange(text, first, { kind: 'remove-line', line: 2 }) ?? '';
    expect(x12.read(after, {}).problems).toEqual([]);
    expect(
      x12.read(after, {}).claims[0]?.serviceLines.map(({ procedureCode }) => procedureCode?.value),
    ).toEqual(['20561', 'J1885']);
    expect(become(second, { kind: 'remove-line', line: 1 })).toEqual(['refused']);
  });

  it('adds elements that are missing when a value needs them', () => {
    const short = text.replace('SV1*HC:20560*85*UN*1***1', 'SV1*HC:20560*85');
    const claim = x12.read(short, {}).claims[1];
    if (!claim) throw new Error('a claim');
    const now = (change: ClaimChange) => changedSegments(short, claim, change);
    expect(now({ kind: 'set-units', line: 1, units: 3 })).toEqual(['SV1*HC:20560*85*UN*3']);
    expect(now({ kind: 'set-diagnosis-pointers', line: 1, pointers: [1] })).toEqual([
      'SV1*HC:20560*85*****1',
    ]);
    expect(now({ kind: 'set-place-of-service', line: 1, placeOfService: '12' })).toEqual([
      'SV1*HC:20560*85***12',
    ]);
  });
});

describe('changes to 837I and 837D claims', () => {
  it('finds the procedure in SV202 and the units in SV205', () => {
    const text = sample('institutional');
    const [claim] = x12.read(text, {}).claims;
    if (!claim) throw new Error('a claim');
    const become = (change: ClaimChange) => changedSegments(text, claim, change);
    expect(become({ kind: 'add-modifier', line: 1, modifier: '59' })).toEqual([
      'SV2*0420*HC:20561:GP:59*120.5*UN*1',
    ]);
    expect(become({ kind: 'set-units', line: 2, units: 3 })).toEqual(['SV2*0120**2400*DA*3']);
    expect(become({ kind: 'replace-diagnosis', position: 4, code: 'M54.6' })).toEqual(['HI*ABJ:M546']);
    expect(become({ kind: 'set-place-of-service', placeOfService: '22' })).toEqual(['refused']);
    expect(become({ kind: 'set-diagnosis-pointers', line: 1, pointers: [1] })).toEqual(['refused']);
    expect(become({ kind: 'add-modifier', line: 2, modifier: '59' })).toEqual(['refused']);
  });

  it('finds the place in SV303 and the units in SV306', () => {
    const text = sample('dental');
    const [claim] = x12.read(text, {}).claims;
    if (!claim) throw new Error('a claim');
    const become = (change: ClaimChange) => changedSegments(text, claim, change);
    expect(become({ kind: 'set-units', line: 2, units: 2 })).toEqual(['SV3*AD:D1110*50*22***2']);
    expect(become({ kind: 'set-place-of-service', line: 1, placeOfService: '12' })).toEqual([
      'SV3*AD:D2150*155*12*10*I*1',
    ]);
    expect(become({ kind: 'set-diagnosis-pointers', line: 2, pointers: [1] })).toEqual([
      'SV3*AD:D1110*50*22***1*****1',
    ]);
  });
});

/** Changes of every kind that can be tried on a claim. */
function changesFor(claim: Claim): readonly ClaimChange[] {
  return [
    { kind: 'set-place-of-service', placeOfService: '12' },
    ...claim.diagnoses
      .slice(0, 2)
      .map(({ position }) => ({ kind: 'replace-diagnosis', position, code: 'M79.18' }) as const),
    ...[...new Set([...claim.serviceLines.slice(0, 1), ...claim.serviceLines.slice(-1)])].flatMap(
      ({ number: line, modifiers }): readonly ClaimChange[] => [
        { kind: 'replace-procedure-code', line, code: '97140' },
        { kind: 'add-modifier', line, modifier: 'KX' },
        { kind: 'add-modifier', line, modifier: 'KX', at: 0 },
        ...(modifiers.length > 0
          ? [
              { kind: 'remove-modifier', line, at: modifiers.length - 1 } as const,
              { kind: 'remove-modifier', line, at: 0 } as const,
            ]
          : []),
        { kind: 'set-modifiers', line, modifiers: ['GP', '59'] },
        { kind: 'set-units', line, units: 7 },
        { kind: 'set-diagnosis-pointers', line, pointers: [1] },
        { kind: 'set-place-of-service', line, placeOfService: '23' },
        { kind: 'remove-line', line },
      ],
    ),
  ];
}

describe('every change keeps its laws', () => {
  it.each(['professional', 'institutional', 'dental'])('in our %s sample', (name) => {
    const text = sample(name);
    const document = x12.read(text, {});
    for (const claim of document.claims)
      for (const change of changesFor(claim)) checkLaws(text, document, claim.index, change);
  });

  it.runIf(hasCorpus)('in the first and last claims of every public sample', { timeout: 240_000 }, () => {
    let made = 0;
    for (const { text } of corpusFiles()) {
      const document = x12.read(text, {});
      for (const claim of new Set([...document.claims.slice(0, 1), ...document.claims.slice(-1)]))
        for (const change of changesFor(claim)) if (checkLaws(text, document, claim.index, change)) made++;
    }
    expect(made).toBeGreaterThan(1000);
  });

  it('in composites with empty modifiers at the end and with descriptions', () => {
    const text = sample('professional');
    const modifiers = fc.uniqueArray(fc.constantFrom('GP', '59', 'KX', 'XS'), { maxLength: 4 });
    fc.assert(
      fc.property(
        modifiers,
        fc.nat(3),
        fc.boolean(),
        fc.nat(4),
        fc.boolean(),
        (codes, empty, described, at, add) => {
          const room = 4 - codes.length;
          const behind = described
            ? [...Array<string>(room).fill(''), 'WORDS']
            : Array<string>(Math.min(empty, room)).fill('');
          // Adding uses up the only empty place: nobody can tell afterwards that there was one.
          fc.pre(described || !add || behind.length !== 1);
          const sampled = text.replace('HC:20561:GP:59', ['HC', '20561', ...codes, ...behind].join(':'));
          const change: ClaimChange = add
            ? { kind: 'add-modifier', line: 1, modifier: 'CQ', at }
            : { kind: 'remove-modifier', line: 1, at };
          checkLaws(sampled, x12.read(sampled, {}), 0, change);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('in composites with a gap before a modifier, where it is closed only when the room is needed', () => {
    const become = (parts: string, change: ClaimChange) => {
      const text = sample('professional').replace('HC:20561:GP:59', parts);
      const [claim] = x12.read(text, {}).claims;
      return claim && changedSegments(text, claim, change)[0]?.split('*')[1];
    };
    expect(become('HC:20561::59', { kind: 'add-modifier', line: 1, modifier: 'GP' })).toBe('HC:20561::59:GP');
    expect(become('HC:20561::59:KX:GP', { kind: 'add-modifier', line: 1, modifier: 'XS' })).toBe(
      'HC:20561:59:KX:GP:XS',
    );
    expect(become('HC:20561::59', { kind: 'remove-modifier', line: 1, at: 0 })).toBe('HC:20561');
  });
});

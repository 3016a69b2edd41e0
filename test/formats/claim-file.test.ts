import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimFile } from '../../src/formats/claim-file';
import type { ClaimChange } from '../../src/model/claim';
import { applyEdits } from '../../src/model/text';
import { cpuSeconds } from './cpu-time';

const sample = (name: string) => readFileSync(new URL(`../../samples/${name}`, import.meta.url), 'utf8');
const read = (text: string) => claimFile.read(text, {});
const claimOf = (text: string) => read(text).claims[0];

/** What is wrong with a text, and the words that it is said of. */
const problems = (text: string) =>
  read(text).problems.map(({ message, range, severity }) => ({
    at: text.slice(range.start, range.end),
    message,
    severity,
  }));
const lines = (text: string) =>
  claimOf(text)?.serviceLines.map((line) =>
    [line.procedureCode?.value, ...line.modifiers.map(({ value }) => value)].join('-'),
  );

/** Makes a change to the first claim. */
function changed(text: string, change: ClaimChange): string | undefined {
  const claim = claimOf(text);
  const edits = claim && claimFile.write(text, claim, change, {});
  return edits && applyEdits(text, edits);
}

/** A claim with these lines in its only service line. */
const withLine = (entries: string) =>
  `claim: A-1\nservice lines:\n  - ${entries.split('\n').join('\n    ')}\n`;

describe('the samples', () => {
  it.each(['too-few-muscles', 'supported', 'cannot-tell', 'edits'])(
    '%s is read without a structure problem',
    (name) => {
      const document = read(sample(`${name}/visit.claim`));
      expect(document.problems).toEqual([]);
      expect(document.claims).toHaveLength(1);
    },
  );

  it('too-few-muscles is read whole', () => {
    const claim = claimOf(sample('too-few-muscles/visit.claim'));
    expect(claim).toMatchObject({
      id: { value: 'A-1001' },
      noteReference: { value: 'visit.note' },
      payer: {
        name: { value: 'Sample Health Plan' },
        id: { value: '60054' },
        filingIndicator: { value: 'CI' },
      },
      patient: {
        lastName: { value: 'Samplewell' },
        firstName: { value: 'Avery' },
        birthDate: { value: '1984-04-02' },
        sex: { value: 'F' },
        memberId: { value: 'W0012345' },
      },
      renderingProvider: { npi: { value: '1234567893' }, taxonomy: { value: '225100000X' } },
      billingProvider: { npi: { value: '1999999984' }, taxId: { value: '12-3456789' }, taxIdKind: 'EI' },
      totalCharge: { value: 18300 },
      diagnoses: [
        { position: 1, code: { value: 'M7918' }, written: 'M79.18', role: 'principal', isIcd10cm: true },
        { position: 2, code: { value: 'M542' }, written: 'M54.2', role: 'other' },
      ],
    });
    expect(claim?.serviceLines[1]).toMatchObject({
      procedureCode: { value: '97110' },
      modifiers: [{ value: 'GP' }],
      units: { value: 2 },
      charge: { value: 8800 },
      minutes: { value: 28 },
      diagnosisPointers: [{ value: 2 }],
      dateOfService: { value: '2026-03-02' },
      placeOfService: { value: '11' },
    });
  });
});

describe('values that YAML would take for something else stay as they are written', () => {
  it.each([
    ['a code without quotes', 'code: 20561', '20561'],
    ['a code with leading zeros', 'code: 00100', '00100'],
    ['a category III code', 'code: 0101T', '0101T'],
    ['a code like a number with exponent', 'code: 99e13', '99E13'],
    ['modifiers behind the code', 'code: 20561-59-GP', '20561-59-GP'],
    ['modifiers as numbers', 'code: 20561\nmodifiers: [59, 25]', '20561-59-25'],
    ['one modifier as a number', 'code: 20561\nmodifiers: 59', '20561-59'],
    ['a modifier like a truth value', 'code: 20561\nmodifiers: [NO, Y]', '20561-NO-Y'],
    ['modifiers in one value', 'code: 20561\nmodifiers: GP, 59', '20561-GP-59'],
    ['modifiers in lower case', 'code: g0283\nmodifiers: gp', 'G0283-GP'],
    ['modifiers that each have a name', 'code: 20561\nmodifier 1: GP\nmodifier 2: 59', '20561-GP-59'],
  ])('%s', (_, entries, expected) => {
    expect(lines(withLine(entries))).toEqual([expected]);
    expect(problems(withLine(entries))).toEqual([]);
  });

  it('places of service with a leading zero, dates, and words for units', () => {
    const line = claimOf(
      withLine(
        'date: 3/2/2026 to 3/4/2026\npos: 02\ncode: 20561\nunits: 2 units\ncharge: $1,200.00\nminutes: 12 min',
      ),
    )?.serviceLines[0];
    expect(line).toMatchObject({
      dateOfService: { value: '2026-03-02' },
      dateOfServiceEnd: { value: '2026-03-04' },
      placeOfService: { value: '02' },
      units: { value: 2 },
      charge: { value: 120000 },
      minutes: { value: 12 },
    });
  });

  it.each([
    ['AB', [1, 2]],
    ['[A, C]', [1, 3]],
    ['"A,B"', [1, 2]],
    ['[1, 2]', [1, 2]],
    ['12', [1, 2]],
    ['3', [3]],
  ])('pointers written %s', (written, expected) => {
    const line = claimOf(withLine(`code: 20561\npointers: ${written}`))?.serviceLines[0];
    expect(line?.diagnosisPointers.map(({ value }) => value)).toEqual(expected);
  });
});

describe('a claim may be written', () => {
  const expected = ['20561-GP'];

  it('in box numbers', () => {
    const text =
      'box 26: A-1\n21A: M79.18\nbox 21b: M54.2\nbox 33a: "1999999984"\nbox 24:\n  - 24A: 2026-03-02\n    24B: "11"\n    24D: 20561-GP\n    24E: AB\n    24F: 95\n    24G: 1\n    24J: "1234567893"\n';
    expect(problems(text)).toEqual([]);
    expect(lines(text)).toEqual(expected);
    expect(claimOf(text)).toMatchObject({
      id: { value: 'A-1' },
      diagnoses: [{ code: { value: 'M7918' } }, { code: { value: 'M542' } }],
      billingProvider: { npi: { value: '1999999984' } },
    });
    expect(claimOf(text)?.serviceLines[0]?.renderingProvider?.npi?.value).toBe('1234567893');
  });

  it('in camel case, snake case and capitals', () => {
    const text =
      'Claim: A-1\nbillingProvider: {taxId: 12-3456789}\nPATIENT_NAME: Jane Doe\nservice_lines:\n  - Code: 20561\n    MODIFIERS: [GP]\n';
    expect(problems(text)).toEqual([]);
    expect(lines(text)).toEqual(expected);
    expect(claimOf(text)?.patient).toMatchObject({
      lastName: { value: 'Doe' },
      firstName: { value: 'Jane' },
    });
  });

  it('several to a file: as documents, under “claims”, or as a list', () => {
    const one = 'claim: A\nservice lines: [{code: 20561}]';
    const two = 'claim: B\nservice lines: [{code: 97110}]';
    const item = (text: string) => `- ${text.replace(/\n/g, '\n  ')}`;
    for (const text of [
      `---\n${one}\n---\n${two}\n`,
      `claims:\n${item(one)}\n${item(two)}\n`,
      `${item(one)}\n${item(two)}\n`,
    ]) {
      expect(problems(text)).toEqual([]);
      expect(read(text).claims.map(({ id, index }) => [id?.value, index])).toEqual([
        ['A', 0],
        ['B', 1],
      ]);
    }
  });

  it('with a note of its own', () => {
    const text =
      'claim: A\nnote: |\n  Dry needling to right upper trapezius.\n  Tolerated well.\nservice lines: [{code: 20561}]\n';
    expect(claimOf(text)).toMatchObject({
      attachedNotes: [{ text: 'Dry needling to right upper trapezius.\nTolerated well.\n' }],
    });
    expect(claimOf(text)?.noteReference).toBeUndefined();
  });

  it('with values that stand in one place and hold for all lines', () => {
    const text =
      'claim: A\ndate of service: 2026-03-05\npos: "11"\nprovider: Robin Testerman PT, NPI 1234567893\nservice lines: [{code: 20561}, {code: 97110, pos: "12"}]\n';
    const [first, second] = claimOf(text)?.serviceLines ?? [];
    expect(first).toMatchObject({
      dateOfService: { value: '2026-03-05' },
      placeOfService: { value: '11' },
      renderingProvider: { npi: { value: '1234567893' }, name: { value: 'Robin Testerman PT' } },
    });
    expect(second?.placeOfService?.value).toBe('12');
    expect(text.slice(first?.placeOfService?.range.start, first?.placeOfService?.range.end)).toBe('11');
  });

  it('with values that are repeated by name', () => {
    const text =
      'claim: A\nservice lines:\n  - {code: &c 20561, modifiers: &m [GP]}\n  - {code: *c, modifiers: *m}\n';
    expect(lines(text)).toEqual(['20561-GP', '20561-GP']);
  });
});

describe('what is wrong is said at its place', () => {
  it.each([
    ['a tab', 'claim: A\nservice lines:\n\t- code: 20561\n', '\t', /spaces.*not with tabs/],
    [
      'a second colon',
      'claim: A\nremarks: Note: see below\nservice lines: [{code: 20561}]\n',
      ':',
      /second colon/,
    ],
    [
      'a name without a colon',
      'claim: A\nservice lines:\n  - code 20561\n    units: 1\n',
      'code 20561',
      /do not fit together/,
    ],
    ['another column', 'claim: A\nservice lines:\n    - code: 20561\n  units: 1\n', 'units', /same column/],
    ['a quote that is not closed', 'claim: "A\nservice lines: [{code: 20561}]\n', '"', /never closed/],
    [
      'a bracket that is not closed',
      'claim: A\nservice lines:\n  - code: 20561\n    modifiers: [GP, 59\n    units: 1\n',
      '[',
      /never closed/,
    ],
    [
      'a name with a comma in a group',
      'claim: A\npatient: {name: Doe, Jane}\nservice lines: [{code: 20561}]\n',
      'Jane',
      /comma in quotes/,
    ],
    ['a missing comma', 'claim: A\nservice lines: [{code: 20561} {code: 97110}]\n', '{', /comma is missing/],
    ['a word behind quotes', 'claim: "A" B\nservice lines: [{code: 20561}]\n', 'B', /does not belong here/],
    ['a value that is not there', 'claim: *A\nservice lines: [{code: 20561}]\n', '*A', /repeats a value/],
    ['a tag', 'claim: !!str A\nservice lines: [{code: 20561}]\n', '!!str', /YAML tag/],
    ['a name twice', 'claim: A\nservice lines: [{code: 20561, units: 1, Units: 2}]\n', 'Units', /twice/],
    [
      'a name twice in other words',
      'claim: A\nservice lines: [{code: 20561, cpt: 20560}]\n',
      'cpt',
      /two names for the same thing/,
    ],
    [
      'a list where one value goes',
      'claim: A\nservice lines: [{code: [20561, 97110]}]\n',
      '[20561, 97110]',
      /takes one value/,
    ],
    [
      'a word where a number goes',
      'claim: A\nservice lines: [{code: 20561, units: one}]\n',
      'one',
      /is a number/,
    ],
    [
      'a number with exponent',
      'claim: A\nservice lines: [{code: 20561, units: 1e3}]\n',
      '1e3',
      /is a number/,
    ],
    [
      'a word where an amount goes',
      'claim: A\nservice lines: [{code: 20561, charge: free}]\n',
      'free',
      /amount in dollars/,
    ],
    [
      'a fifth modifier',
      'claim: A\nservice lines: [{code: 20561, modifiers: [GP, 59, KX, 25, 76]}]\n',
      '76',
      /four modifiers/,
    ],
    [
      'a thirteenth diagnosis',
      `claim: A\ndiagnoses: [${'M54.2, '.repeat(12)}I10]\nservice lines: [{code: 20561}]\n`,
      'I10',
      /twelve diagnoses/,
    ],
    [
      'a letter twice',
      'claim: A\ndiagnoses: {A: M54.2, a: I10}\nservice lines: [{code: 20561}]\n',
      'a',
      /letter is here twice/,
    ],
    [
      'a letter that is none',
      'claim: A\ndiagnoses: {Z: M54.2}\nservice lines: [{code: 20561}]\n',
      'Z',
      /letters A to L/,
    ],
    ['no code', 'claim: A\nservice lines:\n  - units: 1\n', 'units', /no procedure code/],
    ['no lines', 'claim: A\ndiagnoses: [M54.2]\n', 'claim', /no service lines/],
    [
      'one digit as place of service',
      'claim: A\npos: 2\nservice lines: [{code: 20561}]\n',
      '2',
      /two digits/,
    ],
  ])('%s', (_, text, at, message) => {
    expect(problems(text)).toEqual([
      { at, message: expect.stringMatching(message), severity: expect.any(String) },
    ]);
  });

  it('an unknown name, with the one that was meant', () => {
    const text = withLine('code: 20561\nmodifers: [GP]\npionters: A');
    expect(problems(text).map(({ at, message }) => [at, /“(.*)”/.exec(message)?.[1]])).toEqual([
      ['modifers', 'modifiers'],
      ['pionters', 'pointers'],
    ]);
    const fixes = read(text).problems.flatMap(({ fix }) => fix ?? []);
    expect(fixes.map(({ lossless }) => lossless)).toEqual([false, false]);
    expect(
      problems(
        applyEdits(
          text,
          fixes.flatMap(({ edits }) => edits),
        ),
      ),
    ).toEqual([]);
  });

  it('white space within the quotes of a code, with a fix that changes nothing else', () => {
    const text = withLine('code: "20561 "\ndescription: " as said "');
    expect(problems(text)).toEqual([
      { at: '20561 ', severity: 'information', message: expect.stringMatching(/white space/) },
    ]);
    expect(lines(text)).toEqual(['20561']);
    const [fix] = read(text).problems.flatMap((problem) => problem.fix ?? []);
    expect(fix?.lossless).toBe(true);
    expect(applyEdits(text, fix?.edits ?? [])).toBe(text.replace('20561 ', '20561'));
  });

  it('without a word of what stands there, as it may be a name', () => {
    for (const text of [
      'Jane Doe: sick\nservice lines: [{code: 20561}]\n',
      'claim: A\npatient: [Jane Doe]\nservice lines: [{code: 20561}]\n',
      'claim: A\npatient: {birth date: [1980]}\nservice lines: [{code: Doe: Jane}]\n',
    ]) {
      const said = problems(text)
        .map(({ message }) => message)
        .join(' ');
      expect(said).not.toBe('');
      expect(said).not.toMatch(/Jane|Doe|1980/);
    }
  });

  it('and the rest is read all the same', () => {
    const text =
      'claim: A\ndiagnoses: {A: M54.2\nservice lines:\n  - code: 20561\n    units: x\n  - code: 97110\n';
    expect(lines(text)).toEqual(['20561', '97110']);
    expect(claimOf(text)?.diagnoses.map(({ code }) => code.value)).toEqual(['M542']);
  });

  it('an empty file, a file of comments, and prose', () => {
    for (const text of ['', '\n', '# nothing yet\n', '\uFEFF'])
      expect(problems(text)).toEqual([expect.objectContaining({ severity: 'warning' })]);
    expect(problems('Patient tolerated it well.\n')).toEqual([
      expect.objectContaining({ message: expect.stringMatching(/^A claim is/) }),
    ]);
  });
});

describe('a change', () => {
  const text =
    '# claim of March\nclaim: A-1\ndiagnoses: {A: M79.18, B: M54.2}  # in order\nservice lines:\n  - code: 20561   # needling\n    modifiers: [GP]\n    pointers: AB\n  # the second\n  - code: "97110"\n    units: 2\n';

  it.each<[string, ClaimChange, string, string]>([
    ['replaces a code', { kind: 'replace-procedure-code', line: 1, code: '20560' }, '20561   #', '20560   #'],
    [
      'replaces a code in quotes',
      { kind: 'replace-procedure-code', line: 2, code: '97140' },
      '"97110"',
      '"97140"',
    ],
    ['adds a modifier to a list', { kind: 'add-modifier', line: 1, modifier: '59' }, '[GP]', '[GP, 59]'],
    [
      'adds a first modifier behind the code',
      { kind: 'add-modifier', line: 2, modifier: 'GP' },
      '"97110"',
      '"97110-GP"',
    ],
    ['removes a modifier', { kind: 'remove-modifier', line: 1, at: 0 }, '[GP]', '[]'],
    ['sets units', { kind: 'set-units', line: 2, units: 1 }, 'units: 2', 'units: 1'],
    ['adds units', { kind: 'set-units', line: 1, units: 1 }, '[GP]\n', '[GP]\n    units: 1\n'],
    [
      'sets pointers',
      { kind: 'set-diagnosis-pointers', line: 1, pointers: [2] },
      'pointers: AB',
      'pointers: B',
    ],
    [
      'adds pointers',
      { kind: 'set-diagnosis-pointers', line: 2, pointers: [2, 1] },
      'units: 2\n',
      'units: 2\n    pointers: BA\n',
    ],
    ['replaces a diagnosis', { kind: 'replace-diagnosis', position: 2, code: 'M5459' }, 'M54.2', 'M54.59'],
    [
      'adds a place of service',
      { kind: 'set-place-of-service', placeOfService: '11' },
      'claim: A-1\n',
      'claim: A-1\nplace of service: "11"\n',
    ],
    [
      'adds a place of service to a line',
      { kind: 'set-place-of-service', line: 1, placeOfService: '11' },
      '# needling\n',
      '# needling\n    place of service: "11"\n',
    ],
    [
      'removes a line and leaves the comments of others',
      { kind: 'remove-line', line: 2 },
      '  - code: "97110"\n    units: 2\n',
      '',
    ],
  ])('%s', (_, change, before, after) => {
    expect(changed(text, change)).toBe(text.replace(before, after));
  });

  it.each<[string, ClaimChange]>([
    ['a line that is not there', { kind: 'set-units', line: 3, units: 1 }],
    ['a fifth modifier', { kind: 'set-modifiers', line: 1, modifiers: ['GP', '59', 'KX', '25', '76'] }],
    ['a modifier that is not there', { kind: 'remove-modifier', line: 1, at: 1 }],
    ['a diagnosis that is not there', { kind: 'replace-diagnosis', position: 3, code: 'I10' }],
  ])('has no place for %s', (_, change) => {
    expect(changed(text, change)).toBeUndefined();
  });

  it('never reaches another line by a value that both share', () => {
    const shared =
      'claim: A\nservice lines:\n  - {code: &c 20561, modifiers: &m [GP]}\n  - {code: *c, modifiers: *m}\n';
    expect(changed(shared, { kind: 'replace-procedure-code', line: 1, code: '20560' })).toBeUndefined();
    expect(changed(shared, { kind: 'replace-procedure-code', line: 2, code: '20560' })).toBe(
      shared.replace('*c', '20560'),
    );
    expect(changed(shared, { kind: 'add-modifier', line: 2, modifier: '59' })).toBe(
      shared.replace('*m', '[GP, 59]'),
    );
  });
});

describe('a .claim file is known', () => {
  it('by its ending, else by its names', () => {
    expect(claimFile.detect('', 'a/visit.CLAIM')).toBe('claim');
    expect(claimFile.detect(sample('edits/visit.claim'), '')).toBe('claim');
    expect(claimFile.detect(sample('edits/visit.claim'), '-')).toBe('claim');
  });

  it('and nothing else is taken for one', () => {
    for (const name of ['supported/visit.note', 'cannot-tell/visit.soap', 'clinic-837/2026-03-05.837'])
      expect(claimFile.detect(sample(name), '')).toBeUndefined();
    expect(
      claimFile.detect('Patient: Jane\nDiagnosis: M54.2\nProcedures:\n- dry needling\n', 'x.md'),
    ).toBeUndefined();
    expect(claimFile.detect('{"resourceType": "Claim", "diagnosis": []}', '')).toBeUndefined();
  });
});

describe('whatever is in the file', () => {
  const within = (text: string) => {
    const start = performance.now();
    const document = read(text);
    for (const claim of document.claims.slice(0, 3)) {
      claimFile.write(text, claim, { kind: 'add-modifier', line: 1, modifier: '59' }, {});
      claimFile.write(text, claim, { kind: 'remove-line', line: 2 }, {});
    }
    for (const { range } of document.problems)
      expect(range.start >= 0 && range.start <= range.end && range.end <= text.length).toBe(true);
    return performance.now() - start;
  };

  it('it is read without an exception', () => {
    const pieces = fc.constantFrom(
      'claim: ',
      'service lines:',
      '\n',
      '\n  - ',
      '\n    ',
      'code: ',
      '20561',
      '[',
      ']',
      '{',
      '}',
      ', ',
      ': ',
      '"',
      "'",
      '&a ',
      '*a',
      '!',
      '|',
      '>',
      '#',
      ' #',
      '---\n',
      '...\n',
      '\t',
      'modifiers: ',
      'diagnoses: ',
      'A',
      '\uFEFF',
      '\r',
      '? ',
      '%',
      'patient: ',
      'note: |\n  x\n',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 3 })), { maxLength: 60 }), (parts) => {
        within(parts.join(''));
      }),
      { numRuns: 3000 },
    );
  });

  it('a claim with any character changed, left out or put in is read without an exception', () => {
    const text = sample('edits/visit.claim');
    fc.assert(
      fc.property(fc.nat(text.length), fc.nat(3), fc.string({ maxLength: 2 }), (at, length, put) => {
        within(text.slice(0, at) + put + text.slice(at + length));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '[',
    '- ',
    '? ',
    '{a: ',
    'a: b\n',
    '"',
    '---\n',
    '! ',
    '&a ',
    '*a ',
    '%\n',
    'code: 1\n',
    '- code: x\n  units: y\n',
    '&a [*a,*a]\n',
    'a\n b\n: c\n',
    '[a],',
    'modifers: a\n',
    '\n',
    ' ',
    '\u0000',
  ])('a megabyte of %j takes a second of the processor or so', (part) => {
    const text = part.repeat(1_000_000 / part.length);
    expect(cpuSeconds(() => read(text))).toBeLessThan(3);
  });

  it('a file that is too long says where reading ends', () => {
    const text = `claims:\n${'- claim: A\n  service lines: [{code: 20561}]\n'.repeat(30_000)}`;
    const document = read(text);
    expect(document.problems.map(({ message }) => message)).toEqual([
      expect.stringMatching(/nothing after this place is read/),
    ]);
    expect(document.claims.length).toBeGreaterThan(1000);
  });

  it('repeated blocks cannot grow without end', () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${'bcdefghij'
      .split('')
      .map((name, i) => `${name}: &${name} [${`*${'abcdefghij'.charAt(i)}, `.repeat(9)}x]`)
      .join('\n')}\nservice lines: *j\n`;
    expect(within(bomb)).toBeLessThan(500);
  });
});

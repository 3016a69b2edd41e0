// What must hold for public samples of every format: changes, damage, other separators. The laws of 837 files one by one
// stand in the tests of that reader; here are those that cross formats, and findings.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkDocuments, defaultConfiguration } from '../../src/check';
import { noTables } from '../../src/codes/tables/lookup';
import { claimFormats, detectFormat } from '../../src/formats';
import type { ClaimFormat } from '../../src/formats/format';
import { hl7 } from '../../src/formats/hl7';
import type { Claim, ClaimChange } from '../../src/model/claim';
import { checkChange, checkPlaces, valuesOf } from './change-laws';
import { cpuSeconds } from './cpu-time';
import { corpusFiles, hasCorpus } from './x12-laws';
import { rewritten } from './x12-rewritten';

const corpora = '../shared/corpora/dev';
const roots = [`${corpora}/csv`, `${corpora}/hl7v2`, `${corpora}/fhir`, 'samples', 'test/fixtures'];
/** Enough of a long export to hold its habits. */
const mostCharacters = 15_000;

function filesBelow(path: string): readonly string[] {
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(`${path}/${entry.name}`) : [`${path}/${entry.name}`],
  );
}

interface Sample {
  readonly name: string;
  readonly text: string;
  readonly format: ClaimFormat;
}

/** Whole lines of each file that one of the readers takes, but for 837 files. */
const samples: readonly Sample[] = roots.flatMap(filesBelow).flatMap((name) => {
  if (!/\.(?:csv|tsv|hl7|claim|json|ndjson)$/.test(name)) return [];
  const whole = readFileSync(name, 'utf8');
  const cut = whole.length <= mostCharacters || name.endsWith('.json') ? whole : firstLines(whole);
  const id = detectFormat(cut, name);
  const format = claimFormats.find(({ ids }) => ids.includes(id));
  return format === undefined || id.startsWith('x12') ? [] : [{ name, text: cut, format }];
});

function firstLines(text: string): string {
  return text.slice(0, text.lastIndexOf('\n', mostCharacters) + 1) || text;
}

function changesFor(claim: Claim): readonly ClaimChange[] {
  const [first] = claim.serviceLines;
  const at = first?.modifiers.length ?? 0;
  return [
    ...claim.diagnoses
      .slice(0, 1)
      .map(({ position }) => ({ kind: 'replace-diagnosis', position, code: 'S93.401A' }) as const),
    ...claim.serviceLines
      .slice(0, 1)
      .flatMap(({ number: line }): readonly ClaimChange[] => [
        { kind: 'replace-procedure-code', line, code: '97140' },
        { kind: 'add-modifier', line, modifier: 'KX' },
        ...(at > 0 ? [{ kind: 'remove-modifier', line, at: at - 1 } as const] : []),
        { kind: 'set-modifiers', line, modifiers: ['GP'] },
        { kind: 'set-units', line, units: 7 },
        { kind: 'set-diagnosis-pointers', line, pointers: [1] },
        { kind: 'set-place-of-service', line, placeOfService: '23' },
        { kind: 'remove-line', line },
      ]),
  ];
}

describe('every sample that a reader takes', () => {
  it('keeps each value at a place in its text', () => {
    expect(samples.length).toBeGreaterThan(4);
    for (const { text, format, name } of samples) {
      const document = format.read(text, { name });
      checkPlaces(text, document, (written, value) => written !== '' || value === '');
    }
  });

  it('takes changes that change only what they say', { timeout: 60_000 }, () => {
    const tried = new Map<string, [files: Set<string>, made: number]>();
    for (const { name, text, format } of samples) {
      const document = format.read(text, { name });
      // A change may also mend what a spreadsheet damaged; then the file is more valid than before.
      if (document.format === 'csv' && document.problems.some(({ severity }) => severity === 'error'))
        continue;
      // A sample of charges is a sample of its first and last claim; a file that cannot be read has none to change.
      const claims = [...new Set([...document.claims.slice(0, 1), ...document.claims.slice(-1)])];
      for (const claim of claims)
        for (const change of changesFor(claim)) {
          // Rows that a spreadsheet damaged do not agree on the claim; which of them speaks for it changes with them.
          const rowsDisagree = claim.format === 'csv' && document.problems.length > 0;
          if (change.kind === 'remove-line' && rowsDisagree) continue;
          const laws = {
            options: { name },
            sameCharacters: false,
            everyLineHasItsPlace: claim.format === 'csv',
          };
          const count = tried.get(claim.format) ?? [new Set<string>(), 0];
          if (checkChange(format, text, claim.index, change, laws) !== undefined) count[1] += 1;
          count[0].add(name);
          tried.set(claim.format, count);
        }
    }
    for (const [format, [files, made]] of tried)
      expect([format, files.size > 0, made > 3]).toEqual([format, true, true]);
    if (process.env.TELL_COUNTS !== undefined)
      for (const [format, [files, made]] of tried) console.info(format, files.size, made);
  });

  it('may be cut anywhere or have characters changed: reading neither throws nor takes long', {
    timeout: 60_000,
  }, () => {
    for (const { name, text, format } of samples)
      for (let turn = 1; turn <= 6; turn++) {
        const at = (turn * 7919) % (text.length + 1);
        const sign = ['', '"', '|', '\u0000', '{', '\r'][turn % 6] ?? '';
        for (const damaged of [text.slice(0, at), text.slice(0, at) + sign + text.slice(at + turn)]) {
          detectFormat(damaged, name);
          checkPlaces(damaged, format.read(damaged, { name }), () => true);
        }
      }
  });

  it('is read in about a second a megabyte; a loaded machine is given five', { timeout: 60_000 }, () => {
    for (const format of new Set(samples.map((sample) => sample.format))) {
      const longest = samples.filter((each) => each.format === format).map(({ text }) => text);
      const text = longest.sort((a, b) => b.length - a.length)[0] ?? '';
      const megabyte = text.repeat(Math.ceil(1_000_000 / Math.max(1, text.length))).slice(0, 1_000_000);
      expect(cpuSeconds(() => format.read(megabyte, {}))).toBeLessThan(5);
    }
  });
});

const today = '2026-11-23';

/** What is found, without the places. */
function findingsOf(path: string, text: string): readonly string[] {
  const options = { configuration: defaultConfiguration, tables: noTables, today };
  const { documents, failures } = checkDocuments([{ path, text }], options);
  expect(failures).toEqual([]);
  return documents
    .flatMap(({ findings }) => findings)
    .filter(({ message }) => !message.includes('no segment before it'))
    .map(({ rule, severity, message, claimIndex, line }) =>
      [rule, severity, message, claimIndex, line].join(' '),
    )
    .sort();
}

describe.runIf(hasCorpus)('an 837 with the separators and line breaks of another producer', () => {
  it('gives the same findings', { timeout: 60_000 }, () => {
    let compared = 0;
    for (const [i, { name, text }] of corpusFiles().entries()) {
      if (text.length > mostCharacters) continue;
      const style: readonly [string, string, string, string, string] =
        i % 2 === 0 ? ['|', '>', '~', '^', '\n'] : ['+', ':', "'", '?', '\r\n'];
      const other = rewritten(text, ...style);
      const before = findingsOf('claims.837', text);
      if (other === undefined || before.some((finding) => finding.includes('ISA16'))) continue;
      expect([name, findingsOf('claims.837', other)]).toEqual([name, before]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(50);
  });
});

describe('a charge message with other separators and line breaks', () => {
  it('gives the same claims and the same findings', () => {
    let compared = 0;
    for (const { name, text, format } of samples) {
      if (format !== hl7 || /[#!@]/.test(text)) continue;
      const signs: Readonly<Record<string, string>> = { '|': '#', '^': '!', '~': '@' };
      const other = text.replace(/[|^~]/g, (sign) => signs[sign] ?? sign).replace(/\r\n|\r|\n/g, '\r\n');
      const values = (each: string) => hl7.read(each, {}).claims.map(valuesOf);
      expect([name, values(other)]).toEqual([name, values(text)]);
      expect([name, findingsOf('a.hl7', other)]).toEqual([name, findingsOf('a.hl7', text)]);
      compared += 1;
    }
    expect(compared).toBeGreaterThan(0);
  });
});

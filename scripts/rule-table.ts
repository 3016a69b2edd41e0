// The table of docs/rules/README.md: for each rule its examples, sources, help, and the file formats in which an example of
// it was found. Nothing in it is written by hand: the examples are run, and written in every format and run again.
import { type CheckedDocument, checkDocuments, defaultConfiguration } from '../src/check';
import { noTables } from '../src/codes/tables/lookup';
import { readClaims } from '../src/formats';
import type { Finding, Source } from '../src/model/finding';
import { bundledRules } from '../src/rules/registry';
import type { Rule, RuleExample } from '../src/rules/rule';
import { structureRules } from '../src/rules/structure';
import { tablesOf } from '../test/scenarios/tables';
import { writers } from '../test/trust/written-as';

const formatNames: Readonly<Record<string, string>> = {
  claim: '.claim',
  x12: '837',
  csv: 'CSV',
  fhir: 'FHIR',
  hl7: 'HL7',
};

const readers: Readonly<Record<string, string>> = {
  'structure/x12': '837',
  'structure/fhir': 'FHIR',
  'structure/csv': 'CSV',
  'structure/claim-file': '.claim',
  'structure/hl7': 'HL7',
};

/** Markdown of the table. */
export function ruleTable(): string {
  return [
    '| rule | severity | what it says | examples | sources | offers | found in |',
    '|---|---|---|---|---|---|---|',
    ...bundledRules.map(rowOf),
    ...structureRules.map(
      ({ id, severity, title, sources }) =>
        `| [${id}](${id}.md) | ${severity} | ${title} | tests of the reader | ${sourcesInWords(sources)} | fix | ${readers[id] ?? ''} |`,
    ),
  ].join('\n');
}

function rowOf(rule: Rule): string {
  const { id, severity, title, examples, sources } = rule;
  const own = examples.invalid.flatMap((example) =>
    Object.keys(formatNames).flatMap((format) =>
      findingsAs(format, example)
        .filter((finding) => finding.rule === id)
        .map((finding) => ({ format, finding })),
    ),
  );
  const offers = [
    own.some(({ finding }) => finding.fixes.length > 0) ? 'fix' : undefined,
    own.some(({ finding }) => finding.drafts.length > 0) ? 'help with writing' : undefined,
  ].filter((word) => word !== undefined);
  const formats = Object.entries(formatNames)
    .filter(([format]) => own.some((each) => each.format === format))
    .map(([, name]) => name);
  const count = `${examples.invalid.length} found, ${examples.valid.length} quiet`;
  return `| [${id}](${id}.md) | ${severity} | ${title} | ${count} | ${sourcesInWords(sources)} | ${offers.join(', ')} | ${formats.join(', ')} |`;
}

function findingsAs(format: string, example: RuleExample): readonly Finding[] {
  const written = claimAs(format, example.claim);
  const note = example.note === undefined ? [] : [{ path: 'visit.note', text: example.note }];
  if (written === undefined) return [];
  const documents: readonly CheckedDocument[] = checkDocuments([written, ...note], {
    configuration: defaultConfiguration,
    tables: example.tables === undefined ? noTables : tablesOf(example.tables.split('\n')),
    today: '2026-11-23',
    ...(note.length === 0 || format === 'claim' ? {} : { note: 'visit.note' }),
  }).documents;
  return documents.flatMap(({ findings }) => findings);
}

function claimAs(format: string, text: string): { readonly path: string; readonly text: string } | undefined {
  if (format === 'claim') return { path: 'visit.claim', text };
  const write = writers[format];
  const [claim] = readClaims(text, 'claim', { name: 'visit.claim' }).claims;
  if (write === undefined || claim === undefined || claim.serviceLines.length === 0) return undefined;
  const written = write(claim);
  return { path: written.name, text: written.text };
}

function sourcesInWords(sources: readonly Source[]): string {
  return sources
    .map(({ title, vintage }) => (vintage === undefined ? title : `${title}, ${vintage}`))
    .join('; ')
    .replaceAll('|', '\\|');
}

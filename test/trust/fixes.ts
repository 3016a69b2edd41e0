// What must hold of every fix that is offered, whatever the rule, the format and the file.
import {
  type CheckedDocument,
  type CheckOptions,
  checkDocuments,
  defaultConfiguration,
  type InputDocument,
  readConfiguration,
  ruleIds,
} from '../../src/check';
import { losslessEdits } from '../../src/check/fixes';
import { noTables } from '../../src/codes/tables/lookup';
import { readClaims } from '../../src/formats';
import type { Finding, ResolvedFix } from '../../src/model/finding';
import { applyEdits, type TextEdit } from '../../src/model/text';
import { bundledRules } from '../../src/rules/registry';
import { readScenario } from '../scenarios/fixture';
import { tablesOf } from '../scenarios/tables';
import type { Random } from './random';
import { seeds } from './seeds';
import { writers } from './written-as';

/** Documents that are checked together. */
export interface Case {
  readonly name: string;
  readonly documents: readonly InputDocument[];
  readonly options: CheckOptions;
}

export interface Outcome {
  /** `rule` × `format` → fixes tried. */
  readonly tried: Map<string, number>;
  readonly broken: string[];
}

const plainOptions: CheckOptions = {
  configuration: defaultConfiguration,
  tables: noTables,
  today: '2026-11-23',
};

/**
 * The scenarios and the examples of the rules as they are, and each claim of theirs in every other format, or, for a quick
 * look, in one other format in turn.
 */
export function writtenCases(
  scenarios: readonly { readonly name: string; readonly text: string }[],
  inAllFormats: boolean,
): readonly Case[] {
  const own = [...scenarios.map(scenarioCase), ...bundledRules.flatMap(exampleCases)];
  return [
    ...own,
    ...own.flatMap((each, index) =>
      inOtherFormats(each).filter((_, format) => inAllFormats || format === index % 4),
    ),
  ];
}

function scenarioCase({ name, text }: { readonly name: string; readonly text: string }): Case {
  const scenario = readScenario(text);
  return {
    name,
    documents: scenario.documents.map((document) => ({ path: document.path, text: document.text })),
    options: {
      configuration:
        scenario.configuration === undefined
          ? defaultConfiguration
          : readConfiguration(scenario.configuration, ruleIds).configuration,
      tables: scenario.needsTables ? tablesOf(scenario.tables) : noTables,
      today: scenario.today ?? plainOptions.today,
      ...(scenario.payer === undefined ? {} : { payer: scenario.payer }),
    },
  };
}

function exampleCases({ id, examples }: (typeof bundledRules)[number]): readonly Case[] {
  return [...examples.valid, ...examples.invalid].map(({ says, claim, note, tables }) => ({
    name: `${id}: ${says}`,
    documents: [
      { path: 'visit.claim', text: claim },
      ...(note === undefined ? [] : [{ path: 'visit.note', text: note }]),
    ],
    options: { ...plainOptions, ...(tables === undefined ? {} : { tables: tablesOf(tables.split('\n')) }) },
  }));
}

function inOtherFormats({ name, documents, options }: Case): readonly Case[] {
  const [claimFile, ...more] = documents.filter(({ path }) => path.endsWith('.claim'));
  if (claimFile === undefined || more.length > 0) return [];
  const note = documents.find(({ path }) => /\.(note|soap|txt)$/.test(path));
  const claim = readClaims(claimFile.text, 'claim', { name: claimFile.path }).claims[0];
  if (claim === undefined || claim.serviceLines.length === 0) return [];
  return Object.entries(writers).map(([format, write]) => {
    const written = write(claim);
    return {
      name: `${name} (as ${format})`,
      documents: [{ path: written.name, text: written.text }, ...(note === undefined ? [] : [note])],
      options: note === undefined ? options : { ...options, note: note.path },
    };
  });
}

/** Public samples and our own, each alone. */
export function sampleCases(length: number): readonly Case[] {
  return [
    ...seeds.x12(length),
    ...seeds.csv(length),
    ...seeds.claim(length),
    ...seeds.fhir(length),
    ...seeds.hl7(length),
  ].map(({ name, text }) => ({ name, documents: [{ path: name, text }], options: plainOptions }));
}

const codes = [
  '20560',
  '20561',
  '20552',
  '20553',
  '97140',
  '97110',
  '97530',
  '97112',
  '97810',
  '97811',
  '97813',
].concat(['95886', '64612', '99213', '97161', '97035', 'G0283', '20610', '76942', '2056I']);
const modifierList = [
  'GP',
  'GO',
  '59',
  'XS',
  'XU',
  '25',
  '50',
  'LT',
  'RT',
  '52',
  '53',
  '76',
  'KX',
  'CQ',
  'GA',
  '5Q',
  '73',
];
const diagnosisList = [
  'M79.18',
  'M54.2',
  'M62.838',
  'M25.511',
  'M25.512',
  'I10',
  'm7918',
  'M54.5',
  '779.18',
  'G44.209',
];
const sentences = [
  'Dry needling of the left upper trapezius.',
  'Dry needling: bilateral levator scapulae and splenius capitis.',
  'Trigger point injection of 1 mL lidocaine 1% into the right gluteus medius.',
  'Needled multiple muscles of the neck.',
  'Manual therapy 15 minutes to the lumbar spine.',
  'Therapeutic exercise 23 minutes.',
  'Procedure stopped because the patient felt faint.',
  'Palpated infraspinatus; needling planned next visit.',
  'Acupuncture with electrical stimulation, 15 minutes.',
];

/** A claim that nobody wrote, with slips of every kind, and perhaps a note, in one of the formats. */
export function generatedCase(random: Random, number: number): Case {
  const some = <T>(list: readonly T[], most: number) =>
    Array.from({ length: random.number(most + 1) }, () => random.pick(list)).filter(
      (value) => value !== undefined,
    );
  const lines = Array.from({ length: 1 + random.number(4) }, () => {
    const fields = [
      `date: ${random.pick(['2026-03-02', '2026-03-02', '2026-03-04', '2019-12-31']) ?? ''}`,
      `code: "${random.pick(codes) ?? ''}"`,
      `modifiers: [${some(modifierList, 4)
        .map((value) => `"${value}"`)
        .join(', ')}]`,
      `units: ${random.pick([1, 1, 1, 2, 3, 5]) ?? 1}`,
      `charge: ${random.pick(['45.00', '120', '0']) ?? '0'}`,
      `pointers: ${random.pick(['A', 'AB', 'B', 'C', 'BA']) ?? 'A'}`,
      ...(random.chance(0.3)
        ? [`place of service: "${random.pick(['11', '12', '02', '10', '22', '88']) ?? '11'}"`]
        : []),
      ...(random.chance(0.3) ? [`minutes: ${random.pick([7, 8, 15, 22, 38]) ?? 15}`] : []),
    ];
    return random.chance(0.5) ? `  - { ${fields.join(', ')} }` : `  - ${fields.join('\n    ')}`;
  });
  const text = [
    `claim: A${number}`,
    `payer: { name: Plan, id: "60054", type: ${random.pick(['CI', 'MB', 'BL', 'MC']) ?? 'CI'} }`,
    `place of service: "${random.pick(['11', '11', '12', '22', '88']) ?? '11'}"`,
    `rendering provider: { name: "Testerman, Robin", npi: "${random.pick(['1234567893', '1234567890']) ?? ''}" }`,
    'diagnoses:',
    `  A: ${random.pick(diagnosisList) ?? 'M54.2'}`,
    `  B: ${random.pick(diagnosisList) ?? 'M54.2'}`,
    'service lines:',
    ...lines,
    ...(random.chance(0.5) ? ['total charge: 165.00'] : []),
    '',
  ].join('\n');
  const note = random.chance(0.7)
    ? [
        {
          path: 'visit.note',
          text: `Date of service: 2026-03-02\nTreatment:\n${some(sentences, 5).join('\n')}\nSigned: R T\n`,
        },
      ]
    : [];
  const own: Case = {
    name: `generated ${number}`,
    documents: [{ path: 'visit.claim', text }, ...note],
    options: { ...plainOptions, tables: generatedTables },
  };
  const others = inOtherFormats(own);
  return random.chance(0.35) ? own : (random.pick(others) ?? own);
}

const generatedTables = tablesOf([
  'ptp practitioner 20561 20560 0 20200101 *',
  'ptp practitioner 97140 20560 1 20200101 *',
  'ptp practitioner 97530 97140 1 19960101 *',
  'ptp practitioner 97810 97813 0 20200101 *',
  'mue practitioner 20561 1 2',
  'mue practitioner 20560 1 2',
  'mue practitioner 97110 6 3',
]);

const check = (documents: readonly InputDocument[], options: CheckOptions): readonly CheckedDocument[] =>
  checkDocuments(documents, options).documents;

/** Tries every fix of every finding of the case. */
export function tryFixes(each: Case, outcome: Outcome): void {
  const { documents, options } = each;
  const before = check(documents, options);
  const findings = before.flatMap((document) => document.findings.map((finding) => ({ finding, document })));
  for (const { finding, document } of findings)
    for (const fix of finding.fixes) {
      const key = `${finding.rule} × ${document.format}`;
      outcome.tried.set(key, (outcome.tried.get(key) ?? 0) + 1);
      const say = (what: string) =>
        outcome.broken.push(`${key}: ${what} — "${fix.title}" for "${finding.message}" in ${each.name}`);
      tryFix(each, before, finding, fix, say);
    }
  tryAll(each, before, outcome);
}

function tryFix(
  { documents, options }: Case,
  before: readonly CheckedDocument[],
  finding: Finding,
  fix: ResolvedFix,
  say: (what: string) => void,
): void {
  let changed: readonly InputDocument[];
  try {
    changed = documents.map((document) => {
      const edits = editsOf(fix, document.path);
      return edits.length === 0 ? document : { ...document, text: applyEdits(document.text, edits) };
    });
  } catch (error) {
    say(`cannot be applied (${String(error)})`);
    return;
  }
  if (fix.edits.some(({ path }) => !documents.some((document) => document.path === path)))
    say('changes a file that is not there');
  if (changed.every(({ text }, index) => text === documents[index]?.text)) say('changes nothing');
  const after = check(changed, options);
  for (const [index, document] of before.entries()) {
    const now = after[index];
    if (now?.format !== document.format) say(`makes ${now?.format ?? 'nothing'} of ${document.format}`);
    if (now?.claims.length !== document.claims.length) say('changes how many claims there are');
    if (now === undefined) continue;
    const others = (of: CheckedDocument) =>
      JSON.stringify(
        of.claims.filter((_, claim) => claim !== finding.claimIndex).map(({ claim }) => claim),
        (name, value) => (name === 'range' ? undefined : value),
      );
    if (document.path === finding.at.path && others(now) !== others(document)) say('changes another claim');
  }
  const alike = (of: readonly CheckedDocument[]) =>
    of.flatMap((document) => document.findings).filter((other) => sameAs(finding, other)).length;
  if (alike(after) >= alike(before)) say('does not clear its finding');
  const raised = newErrors(before, after, finding);
  if (raised.length > 0) say(`raises: ${raised.join(' | ')}`);
}

/** Numbers of lines and counts may change when a line goes. */
function sameAs(finding: Finding, other: Finding): boolean {
  const words = ({ message }: Finding) => message.replace(/\d+/g, 'n');
  return (
    other.rule === finding.rule &&
    other.code === finding.code &&
    other.at.path === finding.at.path &&
    other.claimIndex === finding.claimIndex &&
    words(other) === words(finding)
  );
}

const editsOf = (fix: ResolvedFix, path: string): readonly TextEdit[] =>
  fix.edits.filter((part) => part.path === path).flatMap((part) => part.edits);

/**
 * Errors of a rule that are there more often afterwards. Where a value could not be read before, what the other rules say of it
 * now is no harm that the fix did.
 */
function newErrors(
  before: readonly CheckedDocument[],
  after: readonly CheckedDocument[],
  { rule, at }: Finding,
): readonly string[] {
  const errors = (documents: readonly CheckedDocument[]) =>
    documents.flatMap(({ findings }) => findings.filter(({ severity }) => severity === 'error'));
  const left = errors(before).map((error) => error.rule);
  return errors(after)
    .filter((error) => {
      const index = left.indexOf(error.rule);
      if (index >= 0) left.splice(index, 1);
      const isNowRead = formRules.test(rule) && !formRules.test(error.rule) && error.at.path === at.path;
      // The first line gives the date by which diagnoses are judged; when it goes, another year's list counts.
      const isOfOtherYear = error.rule === 'diagnosis/not-billable' && lineCount(after) < lineCount(before);
      // Two lines that only a wrong modifier told apart were one line twice before.
      const isSameLine = error.rule === 'edit/duplicate-line' && /^(?:modifier|therapy)\//.test(rule);
      return index < 0 && !isNowRead && !isOfOtherYear && !isSameLine;
    })
    .map((error) => `${error.rule}: ${error.message}`);
}

const lineCount = (documents: readonly CheckedDocument[]): number =>
  documents.flatMap(({ claims }) => claims.flatMap(({ claim }) => claim.serviceLines)).length;

/** Rules on how a value is written. */
const formRules = /^(?:structure\/|diagnosis\/format|diagnosis\/not-billable)/;

/** All lossless fixes of each document together: whatever their order, the same text; and nothing is left to do. */
function tryAll(
  { name, documents, options }: Case,
  before: readonly CheckedDocument[],
  outcome: Outcome,
): void {
  for (const [index, document] of before.entries()) {
    if (losslessEdits(document.findings, document.path).length === 0) continue;
    const key = `all lossless × ${document.format}`;
    outcome.tried.set(key, (outcome.tried.get(key) ?? 0) + 1);
    const mend = (order: (findings: readonly Finding[]) => readonly Finding[]): string => {
      let text = document.text;
      for (let pass = 0; pass < 20; pass++) {
        const given = documents.map((each, at) => (at === index ? { ...each, text } : each));
        const edits = losslessEdits(order(check(given, options)[index]?.findings ?? []), document.path);
        if (edits.length === 0) return text;
        text = applyEdits(text, edits);
      }
      return 'there is no end of fixing';
    };
    const forward = mend((findings) => findings);
    const backward = mend((findings) => [...findings].reverse());
    const oneByOne = mend((findings) =>
      findings.filter(({ fixes }) => fixes.some((fix) => fix.lossless)).slice(0, 1),
    );
    const lastFirst = mend((findings) =>
      findings.filter(({ fixes }) => fixes.some((fix) => fix.lossless)).slice(-1),
    );
    if (new Set([forward, backward, oneByOne, lastFirst]).size > 1)
      outcome.broken.push(`${key}: the order of fixes matters in ${name}`);
    if (forward === 'there is no end of fixing') outcome.broken.push(`${key}: ${forward} in ${name}`);
  }
}

/** `rule × format × number`, one line each. */
export function table(tried: ReadonlyMap<string, number>): string {
  return [...tried]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, count]) => `${String(count).padStart(7)}  ${key}`)
    .join('\n');
}

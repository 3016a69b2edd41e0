// docs/configuration.md and schemas/configuration.schema.json, made from the lists that the reader of `.claimlint.yaml` uses.
import { ruleIds } from '../src/check';
import { ignoreSettings } from '../src/check/ignore-entries';
import { type PayerSetting, payerMatches, payerSettings } from '../src/check/payer-settings';
import { topSettings } from '../src/check/settings-list';
import { bundledProfiles, type PayerProfile } from '../src/rules/payer-profile';

type JsonSchema = { readonly [name: string]: unknown };

const severities = ['error', 'warning', 'information', 'off'];
const words: JsonSchema = { type: 'array', items: { type: ['string', 'number'] } };
const aList: JsonSchema = { anyOf: [words, { type: ['string', 'number'] }] };

/** Every way to write a name of several words. */
function writings(name: string): readonly string[] {
  const camel = name.replace(/ (\w)/g, (_, letter: string) => letter.toUpperCase());
  return [...new Set([name, name.replaceAll(' ', '-'), name.replaceAll(' ', '_'), camel])];
}

function properties(entries: readonly { readonly name: string; readonly schema: JsonSchema }[]): JsonSchema {
  return Object.fromEntries(
    entries.flatMap(({ name, schema }) => writings(name).map((written) => [written, schema])),
  );
}

const object = (named: JsonSchema, more: JsonSchema = {}): JsonSchema => ({
  type: ['object', 'null'],
  properties: named,
  additionalProperties: false,
  ...more,
});

function schemaOf({ values, says }: PayerSetting): JsonSchema {
  const description = says;
  if (values === 'yes-no') return { type: 'boolean', description };
  if (values === 'days') return { type: 'integer', minimum: 1, description };
  // Modifier 59 reads as a number without quotes.
  const numbers = values.filter((value) => /^\d+$/.test(value)).map(Number);
  return { enum: [...values, ...numbers], description };
}

/** The JSON schema of the file, for completion and checking while it is written. */
export function configurationSchema(): JsonSchema {
  const profile = object(
    properties([
      ...payerMatches.map(({ name, says }) => ({ name, schema: { ...aList, description: says } })),
      ...payerSettings.map((setting) => ({ name: setting.name, schema: schemaOf(setting) })),
    ]),
  );
  const entry: JsonSchema = {
    type: 'object',
    properties: Object.fromEntries(
      ignoreSettings.map(({ name, says }) => [
        name,
        { type: name === 'line' ? 'integer' : ['string', 'number'], description: says },
      ]),
    ),
    required: ['rule', 'reason'],
    additionalProperties: false,
  };
  const texts: JsonSchema = {
    type: ['object', 'null'],
    additionalProperties: { type: ['string', 'number'] },
  };
  const schemas: Readonly<Record<(typeof topSettings)[number]['name'], JsonSchema>> = {
    // Rules of packs are named here, too.
    rules: {
      type: ['object', 'null'],
      properties: Object.fromEntries(ruleIds.map((id) => [id, { enum: severities }])),
      additionalProperties: { enum: severities },
    },
    payers: { type: ['object', 'null'], additionalProperties: profile },
    'default payer': { type: 'string' },
    files: object({ claims: aList, notes: aList }),
    columns: texts,
    'muscle aliases': texts,
    packs: aList,
    ignores: { type: 'array', items: entry },
  };
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Claimlint settings (.claimlint.yaml)',
    description: 'See docs/configuration.md.',
    ...object(
      properties(
        topSettings.map(({ name, says }) => ({
          name,
          schema: { ...schemas[name], description: says },
        })),
      ),
    ),
  };
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
];

function valueIn(profile: PayerProfile, { fills }: PayerSetting): string {
  const value = profile[fills];
  return value === undefined ? 'not set' : typeof value === 'boolean' ? String(value) : `${value}`;
}

function allowed({ values }: PayerSetting): string {
  if (values === 'yes-no') return '`true`, `false`';
  return values === 'days' ? 'a whole number' : values.map((value) => `\`${value}\``).join(', ');
}

const example = `rules:
  documentation/missing-element: off
  edit/duplicate-line: warning
payers:
  our-big-plan:
    payer ids: ["60054"]
    laterality: by-name
    therapy modifiers: required
    timely filing days: 180
default payer: commercial-default
files:
  notes: ["notes/**/*.txt"]
columns:
  Chg Amt: charge
muscle aliases:
  lat hammies: biceps femoris
packs: [rules/clinic.yaml]
ignores:
  - rule: needling/muscle-count
    claim: A-1001
    line: 1
    reason: third muscle confirmed by addendum of 5 March
    expires: 2027-03-31
    owner: billing office
`;

/** The page as Markdown. */
export function configurationPage(): string {
  return [
    '# Settings of a team: .claimlint.yaml',
    '',
    'Made from the reader itself (`npm run docs`). The file stands at the root of a folder; the editor and the command line read the same one. On the command line it holds for the files below it. It is data: nothing in it is executed, and what is wrong with it is said at its place while the rest holds.',
    '',
    'A setting of several words may be written `timed units`, `timed-units`, `timed_units` or `timedUnits`. With an extension for YAML, `schemas/configuration.schema.json` completes and checks it.',
    '',
    '```yaml',
    example.trimEnd(),
    '```',
    '',
    '## All settings',
    '',
    ...table(
      ['setting', 'what it does', 'without it'],
      topSettings.map(({ name, says, without }) => [`\`${name}\``, says, without]),
    ),
    '',
    '## Payer profiles',
    '',
    'What payers differ on is a setting of a profile. A claim gets the profile that the call or the person chose (`--payer`, `claimlint.payer`), else the first that matches it: by payer id, then by name, then by filing indicator, a team\u2019s own before the bundled ones; else the default payer, else `commercial-default`. A profile of your own starts from `commercial-default`.',
    '',
    ...table(
      ['matched by', 'what'],
      payerMatches.map(({ name, says }) => [`\`${name}\``, says]),
    ),
    '',
    ...table(
      ['setting', 'can be', ...bundledProfiles.map(({ name }) => `\`${name}\``)],
      payerSettings.map((setting) => [
        `\`${setting.name}\``,
        allowed(setting),
        ...bundledProfiles.map((profile) => valueIn(profile, setting)),
      ]),
    ),
    '',
    `\`${bundledProfiles[0]?.name ?? ''}\` is for claims with filing indicator ${(bundledProfiles[0]?.match.filingIndicators ?? []).join(', ')}.`,
    '',
    ...payerSettings.flatMap(({ name, says, why }) => [`### ${name}`, '', says, '', why, '']),
    '## Accepted findings',
    '',
    ...table(
      ['in an entry', 'what'],
      ignoreSettings.map(({ name, says }) => [`\`${name}\``, says]),
    ),
    '',
    'An entry that has expired is a warning, one that holds nothing back any more is information (`ignore/stale`), both at their place in this file. An entry for a claim or a rule as a whole is only called stale when the whole folder was checked.',
    'In `.claim` files and notes a comment does the same for one place: `claimlint-ignore edit/mue: reason`.',
    '',
    '## A backlog',
    '',
    'Findings that are known and wait to be worked off need no entry each. `claimlint check FOLDER --write-baseline .claimlint-baseline.json` writes them down, and `claimlint check FOLDER --baseline .claimlint-baseline.json` then shows only what is new, and says what is gone. The file names rules, files and lines, and a salted hash of what each finding rests on: no word of a claim or note. Findings show again when what they rest on has changed. A hash hides a short number only from those who do not try them all, so keep the file where the claims are.',
    '',
  ].join('\n');
}

// The page of a rule, made from the rule itself: what the problem's code opens, and what stands in docs/rules.
import type { Source } from '../model/finding';
import { bundledRules } from '../rules/registry';
import type { Rule, RuleExample } from '../rules/rule';
import { type StructureRule, structureRules } from '../rules/structure';

const severities = {
  error: 'error: cannot be right under any payer',
  warning: 'warning: wrong for most payers',
  information: 'information: depends on policy, or a gap in documentation',
} as const;

/** Ids of all rules that have a page. */
export const rulesWithPages: readonly (Rule | StructureRule)[] = [...bundledRules, ...structureRules];

/** Markdown of a rule's page, or undefined for an unknown id. `packRules`: rules of the packs in use. */
export function rulePage(id: string, packRules: readonly Rule[] = []): string | undefined {
  const all: readonly (Rule | StructureRule)[] = [...rulesWithPages, ...packRules];
  const rule = all.find((candidate) => candidate.id === id);
  if (rule === undefined) return undefined;
  const examples =
    'examples' in rule
      ? [...examplesOf('Reported', rule.examples.invalid), ...examplesOf('Not reported', rule.examples.valid)]
      : [];
  return [
    `# ${rule.title}`,
    '',
    `\`${rule.id}\` · ${severities[rule.severity]}`,
    '',
    rule.explanation,
    '',
    ...examples,
    '## Sources',
    '',
    ...rule.sources.map((source) => `- ${sourceInWords(source)}`),
    '',
    ...(rule.denialCodes.length === 0
      ? []
      : [
          '## Denials that it helps to avoid',
          '',
          `${rule.denialCodes.join(', ')} (numbers only; the texts are at x12.org).`,
          '',
        ]),
    '## Settings',
    '',
    'In `.claimlint.yaml`, for everybody who works on the folder:',
    '',
    '```yaml',
    'rules:',
    `  ${rule.id}: ${rule.severity} # error, warning, information or off`,
    '```',
    '',
    'One finding is accepted, with a reason, by an entry under `ignores:` there or by a comment in a `.claim` file or note:',
    '',
    '```',
    `# claimlint-ignore ${rule.id}: why this finding does not apply here`,
    '```',
    '',
  ].join('\n');
}

function examplesOf(title: string, examples: readonly RuleExample[]): readonly string[] {
  return examples.flatMap(({ says, claim, note, tables }) => [
    `## ${title}: ${says.replace(/\.$/, '').replace(/^[A-Z](?![A-Z0-9])/, (letter) => letter.toLowerCase())}`,
    '',
    '```yaml',
    claim.trimEnd(),
    '```',
    '',
    ...(note === undefined ? [] : ['with the note', '', '```', note.trimEnd(), '```', '']),
    ...(tables === undefined ? [] : ['and the table rows', '', '```', tables.trimEnd(), '```', '']),
  ]);
}

/** Title, vintage and address of a source, as Markdown. */
export function sourceInWords({ title, url, vintage }: Source): string {
  const named = url === undefined ? title : `[${title}](${url})`;
  return vintage === undefined ? named : `${named}, ${vintage}`;
}

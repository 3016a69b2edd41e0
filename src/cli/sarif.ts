// Findings as SARIF 2.1.0, for code scanning views.
import type { CheckedDocument } from '../check';
import type { Finding } from '../model/finding';
import type { TextEdit } from '../model/text';
import { bundledRules } from '../rules/registry';
import type { Rule } from '../rules/rule';
import { structureRules } from '../rules/structure';
import { type RangeWriter, rangeWriter } from './json';

const levels = { error: 'error', warning: 'warning', information: 'note' } as const;

/** The report of `--format sarif`. Evidence texts are left out: SARIF files travel further than claims should. */
export function reportAsSarif(
  documents: readonly CheckedDocument[],
  version: string,
  packRules: readonly Rule[] = [],
): object {
  const range = rangeWriter(documents);
  const rules = [...structureRules, ...bundledRules, ...packRules];
  const numbers = new Map(rules.map(({ id }, index) => [id, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Claimlint',
            version,
            rules: rules.map(({ id, title, severity, explanation, sources }) => ({
              id,
              name: id,
              shortDescription: { text: title },
              help: { text: explanation, markdown: explanation },
              defaultConfiguration: { level: levels[severity] },
              properties: { tags: [id.slice(0, id.indexOf('/'))], sources },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: documents.flatMap(({ findings }) =>
          findings.map((finding) => result(finding, range, numbers.get(finding.rule))),
        ),
      },
    ],
  };
}

function result(finding: Finding, range: RangeWriter, ruleIndex: number | undefined): object {
  return {
    ruleId: finding.rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: levels[finding.severity],
    properties: { verdict: finding.verdict },
    message: { text: finding.message },
    locations: [{ physicalLocation: place(finding.at.path, range(finding.at.path, finding.at.range)) }],
    relatedLocations: finding.evidence.map(({ path, range: at, label }, id) => ({
      id: id + 1,
      physicalLocation: place(path, range(path, at)),
      ...(label === undefined ? {} : { message: { text: label } }),
    })),
    ...(finding.fixes.length === 0
      ? {}
      : {
          fixes: finding.fixes.map(({ title, edits }) => ({
            description: { text: title },
            artifactChanges: edits.map(({ path, edits: list }) => ({
              artifactLocation: artifact(path),
              replacements: list.map((edit) => replacement(path, edit, range)),
            })),
          })),
        }),
  };
}

function replacement(path: string, { range: at, newText }: TextEdit, range: RangeWriter): object {
  return { deletedRegion: region(range(path, at)), insertedContent: { text: newText } };
}

function place(path: string, at: ReturnType<RangeWriter>): object {
  return { artifactLocation: artifact(path), region: region(at) };
}

function artifact(path: string): object {
  return {
    uri: `${path.startsWith('/') ? 'file://' : ''}${path.split('\\').join('/').split('/').map(encodeURIComponent).join('/')}`,
  };
}

function region({ start, end }: ReturnType<RangeWriter>): object {
  return {
    startLine: start.line + 1,
    startColumn: start.character + 1,
    endLine: end.line + 1,
    endColumn: end.character + 1,
  };
}

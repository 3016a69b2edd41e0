// Findings as SARIF 2.1.0, for code scanning views.
import type { CheckedDocument } from '../check';
import type { Finding } from '../model/finding';
import { bundledRules } from '../rules/registry';
import { structureRules } from '../rules/structure';
import { type RangeWriter, rangeWriter } from './json';

const levels = { error: 'error', warning: 'warning', information: 'note' } as const;

/** The report of `--format sarif`. Evidence texts are left out: SARIF files travel further than claims should. */
export function reportAsSarif(documents: readonly CheckedDocument[], version: string): object {
  const range = rangeWriter(documents);
  const rules = [...structureRules, ...bundledRules];
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Claimlint',
            version,
            rules: rules.map(({ id, title, severity, explanation }) => ({
              id,
              shortDescription: { text: title },
              help: { text: explanation, markdown: explanation },
              defaultConfiguration: { level: levels[severity] },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        results: documents.flatMap(({ findings }) => findings.map((finding) => result(finding, range))),
      },
    ],
  };
}

function result(finding: Finding, range: RangeWriter): object {
  return {
    ruleId: finding.rule,
    level: levels[finding.severity],
    properties: { verdict: finding.verdict },
    message: { text: finding.message },
    locations: [{ physicalLocation: place(finding.at.path, range(finding.at.path, finding.at.range)) }],
    relatedLocations: finding.evidence.map(({ path, range: at, label }, id) => ({
      id: id + 1,
      physicalLocation: place(path, range(path, at)),
      ...(label === undefined ? {} : { message: { text: label } }),
    })),
  };
}

function place(path: string, at: ReturnType<RangeWriter>): object {
  return {
    artifactLocation: {
      uri: `${path.startsWith('/') ? 'file://' : ''}${path.split('\\').join('/').split('/').map(encodeURIComponent).join('/')}`,
    },
    region: {
      startLine: at.start.line + 1,
      startColumn: at.start.character + 1,
      endLine: at.end.line + 1,
      endColumn: at.end.character + 1,
    },
  };
}

// Findings as SARIF 2.1.0, for code scanning views.
import type { Finding } from '../model/finding';
import type { TextEdit } from '../model/text';
import { bundledRules } from '../rules/registry';
import type { Rule } from '../rules/rule';
import { structureRules } from '../rules/structure';
import type { RangeWriter, Report, Told } from './report';

const levels = { error: 'error', warning: 'warning', information: 'note' } as const;

/** The report of `--format sarif`. Evidence texts are left out: SARIF files travel further than claims should. */
export function sarifReport(
  out: (text: string) => void,
  version: string,
  packRules: readonly Rule[] = [],
): Report {
  const rules = [...structureRules, ...bundledRules, ...packRules];
  const numbers = new Map(rules.map(({ id }, index) => [id, index]));
  const results: string[] = [];
  const found = (told: readonly Told[]) => {
    for (const { text } of told) results.push(`\n        ${text.replaceAll('\n', '\n        ')}`);
  };
  return {
    write: (finding, range) =>
      JSON.stringify(result(finding, range, numbers.get(finding.rule)), undefined, 2),
    file: (_file, told) => found(told),
    end() {
      const driver = {
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
      };
      const log = {
        $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
        version: '2.1.0',
        runs: [{ tool: { driver }, columnKind: 'utf16CodeUnits', results: [] }],
      };
      // The results are written already; they go where the empty list stands.
      const [before = '', after = ''] = JSON.stringify(log, undefined, 2).split('"results": []');
      out(`${before}"results": [`);
      for (const [index, text] of results.entries()) out(index === 0 ? text : `,${text}`);
      out(`${results.length === 0 ? '' : '\n      '}]${after}\n`);
    },
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

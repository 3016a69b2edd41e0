// Runs the checker on a scenario and lays what it says beside what is marked.
import {
  type CheckedDocument,
  type CheckResult,
  checkDocuments,
  defaultConfiguration,
  readConfiguration,
  ruleIds,
} from '../../src/check';
import type { Finding, Judgement, ResolvedFix } from '../../src/model/finding';
import { applyEdits, lineStarts, positionAt } from '../../src/model/text';
import {
  type Expectation,
  type Mark,
  type Scenario,
  type ScenarioDocument,
  writeExpectation,
} from './fixture';
import { tablesOf } from './tables';

/** Dates of service in the scenarios lie before it. */
const defaultToday = '2026-11-23';

export interface Comparison {
  /** Marked, and not said. */
  readonly missing: readonly string[];
  /** Said, and not marked; or said where it must not be. */
  readonly unexpected: readonly string[];
}

/** What has to agree for the scenario to hold; both lists are empty then. */
export function compareScenario(scenario: Scenario): Comparison {
  const result = check(scenario);
  const missing: string[] = [];
  const unexpected: string[] = result.failures.map(
    ({ rule, error }) => `the rule ${rule} failed with ${error}`,
  );
  for (const document of scenario.documents) {
    const checked = documentOf(result, document.path);
    const found = checked.findings.map((finding) => ({ finding, mark: markOf(finding, document.text) }));
    const claimed = new Set<Finding>();
    for (const mark of document.marks) {
      const { expectation } = mark;
      const place = `${document.path}:${mark.line + 1}:${mark.from + 1} ${writeExpectation(expectation)}`;
      if (expectation.kind === 'finding') {
        const match = found.find(
          (each) => !claimed.has(each.finding) && agrees(mark, each.mark, each.finding),
        );
        if (match === undefined) missing.push(place);
        else claimed.add(match.finding);
      } else if (expectation.kind === 'quiet') {
        const loud = found.find((each) => each.finding.rule === expectation.rule && touches(mark, each.mark));
        if (loud !== undefined) unexpected.push(`${place}: ${loud.finding.message}`);
      } else if (
        !judgementsAt(checked, document, mark).some(
          ({ rule, verdict }) => rule === expectation.rule && verdict === expectation.verdict,
        )
      ) {
        const verdicts = judgementsAt(checked, document, mark).filter(
          ({ rule }) => rule === expectation.rule,
        );
        missing.push(
          `${place} (it is ${verdicts.map(({ verdict, reason }) => `${verdict}: ${reason}`).join('; ') || 'not judged'})`,
        );
      }
    }
    for (const { finding, mark } of found) {
      if (claimed.has(finding) || mayGoUnmarked(finding)) continue;
      unexpected.push(
        `${document.path}:${mark.line + 1}:${mark.from + 1} ${writeExpectation(mark.expectation)}\n      ${finding.message}`,
      );
    }
  }
  for (const rule of scenario.also) {
    const said = result.documents.some((document) =>
      document.findings.some((finding) => finding.rule === rule && finding.severity === 'information'),
    );
    if (!said) missing.push(`# also: ${rule}`);
  }
  const fixes = compareFixes(scenario, result);
  return { missing: [...missing, ...fixes.missing], unexpected: [...unexpected, ...fixes.unexpected] };
}

/** Information that depends on policy or is a gap in documentation stands on most claims; `# also:` asks for it by name. */
function mayGoUnmarked({ severity, verdict }: Finding): boolean {
  return severity === 'information' && verdict === 'fail';
}

/** Caret lines as the checker speaks today; quiet and verdict marks stay, words that still fit stay. */
export function currentMarks(scenario: Scenario): (document: ScenarioDocument) => readonly Mark[] {
  const result = check(scenario);
  return (document) => {
    const kept = document.marks.filter(({ expectation }) => expectation.kind !== 'finding');
    const said = documentOf(result, document.path)
      .findings.filter(
        (finding) =>
          !mayGoUnmarked(finding) || document.marks.some((mark) => isFor(mark.expectation, finding)),
      )
      .map((finding): Mark => {
        const mark = markOf(finding, document.text);
        const words = document.marks
          .flatMap(({ expectation }) =>
            isFor(expectation, finding) && expectation.kind === 'finding' ? expectation.words : [],
          )
          .filter((text) => finding.message.includes(text));
        return words.length === 0
          ? mark
          : { ...mark, expectation: { ...mark.expectation, words: [...new Set(words)] } as Expectation };
      });
    return [...said, ...kept];
  };
}

function isFor(expectation: Expectation, finding: Finding): boolean {
  return expectation.kind === 'finding' && expectation.rule === finding.rule;
}

function check(scenario: Scenario, replaced?: { readonly path: string; readonly text: string }): CheckResult {
  const { configuration, problems } =
    scenario.configuration === undefined
      ? { configuration: defaultConfiguration, problems: [] }
      : readConfiguration(scenario.configuration, ruleIds);
  if (problems.length > 0)
    throw new Error(`the configuration of the scenario: ${problems.map(({ message }) => message).join(' ')}`);
  const documents = scenario.documents.map(({ path, text }) =>
    replaced?.path === path ? replaced : { path, text },
  );
  return checkDocuments(documents, {
    configuration,
    tables: tablesOf(scenario.tables),
    today: scenario.today ?? defaultToday,
    ...(scenario.payer === undefined ? {} : { payer: scenario.payer }),
  });
}

function documentOf(result: CheckResult, path: string): CheckedDocument {
  const document = result.documents.find((each) => each.path === path);
  if (document === undefined) throw new Error(`the checker returned nothing for ${path}`);
  return document;
}

/** A finding as a caret line shows it: what goes beyond its first line is cut off there. */
function markOf(finding: Finding, text: string): Mark {
  const { start, end } = finding.at.range;
  const starts = lineStarts(text);
  const { line, character } = positionAt(starts, start);
  const lineBreak = text.slice(start).search(/[\r\n]/);
  const lineEnd = lineBreak < 0 ? text.length : start + lineBreak;
  return {
    line,
    from: character,
    to: character + Math.max(1, Math.min(end, lineEnd) - start),
    expectation: {
      kind: 'finding',
      verdict: finding.verdict,
      severity: finding.severity,
      rule: finding.rule,
      words: [],
    },
  };
}

function agrees({ expectation, line, from, to }: Mark, said: Mark, finding: Finding): boolean {
  return (
    expectation.kind === 'finding' &&
    expectation.rule === finding.rule &&
    expectation.severity === finding.severity &&
    expectation.verdict === finding.verdict &&
    said.line === line &&
    said.from === from &&
    said.to === to &&
    expectation.words.every((words) => finding.message.includes(words))
  );
}

function touches(a: Mark, b: Mark): boolean {
  return a.line === b.line && a.from < b.to && b.from < a.to;
}

/** Judgements on the service line that the mark stands in; those on the whole claim when it stands in none. */
function judgementsAt(
  checked: CheckedDocument,
  { text }: ScenarioDocument,
  mark: Mark,
): readonly Judgement[] {
  const offset = (lineStarts(text)[mark.line] ?? 0) + mark.from;
  const within = (range: { readonly start: number; readonly end: number }) =>
    offset >= range.start && offset < range.end;
  const claim = checked.claims.find((each) => within(each.claim.range)) ?? checked.claims[0];
  const line = claim?.claim.serviceLines.find(({ range }) => within(range))?.number;
  return (
    claim?.judgements.filter(
      (judgement) => line === undefined || judgement.line === line || judgement.line === undefined,
    ) ?? []
  );
}

function compareFixes(scenario: Scenario, result: CheckResult): Comparison {
  const missing: string[] = [];
  const unexpected: string[] = [];
  const offered = result.documents.flatMap((document) =>
    document.findings.flatMap((finding) => finding.fixes.map((fix) => ({ finding, fix }))),
  );
  for (const { path, fix: words, text } of scenario.after) {
    const match = offered.find(({ fix }) => fix.title.includes(words));
    if (match === undefined) {
      missing.push(
        `${path} after "${words}": no such fix; there is ${offered.map(({ fix }) => `"${fix.title}"`).join(', ') || 'none'}`,
      );
      continue;
    }
    const before = scenario.documents.find((document) => document.path === path)?.text ?? '';
    const fixed = textAfter(before, path, match.fix);
    if (fixed !== text) unexpected.push(`${path} after "${match.fix.title}" reads:\n${indented(fixed)}`);
    const { rule, message, at } = match.finding;
    const left = documentOf(check(scenario, { path, text: fixed }), at.path).findings.some(
      (finding) => finding.rule === rule && finding.message === message,
    );
    if (left) unexpected.push(`"${match.fix.title}" leaves its own finding: ${rule}`);
  }
  return { missing, unexpected };
}

function textAfter(before: string, path: string, fix: ResolvedFix): string {
  return applyEdits(
    before,
    fix.edits.filter((edit) => edit.path === path).flatMap(({ edits }) => edits),
  );
}

function indented(text: string): string {
  return text.replace(/^/gm, '      ');
}

// A scenario file: documents as a user has them, with what Claimlint should say marked under the text. See README.md beside this file.
import type { Severity, Verdict } from '../../src/model/finding';

/** What a line of carets says about the text above it. */
export type Expectation =
  | {
      readonly kind: 'finding';
      readonly verdict: 'fail' | 'cannot-tell';
      readonly severity: Severity;
      readonly rule: string;
      /** Each stands in the message. */
      readonly words: readonly string[];
    }
  /** No finding of this rule touches the marked text. */
  | { readonly kind: 'quiet'; readonly rule: string }
  /** The rule's verdict on the service line that the marked text belongs to. */
  | { readonly kind: 'verdict'; readonly verdict: Verdict; readonly rule: string };

export interface Mark {
  readonly expectation: Expectation;
  /** 0-based line of the document (without its caret lines) and UTF-16 columns, half-open. */
  readonly line: number;
  readonly from: number;
  readonly to: number;
}

export interface ScenarioDocument {
  readonly path: string;
  /** Without the lines of carets. */
  readonly text: string;
  readonly marks: readonly Mark[];
}

/** A document as it reads once a fix is applied. */
export interface AfterFix {
  readonly path: string;
  /** Words of the fix's title. */
  readonly fix: string;
  readonly text: string;
}

export interface Scenario {
  /** The comment lines at the top that are not settings. */
  readonly story: readonly string[];
  /** `# also: rule/id`: reported as information, at a place that is not marked. */
  readonly also: readonly string[];
  /** `# waits for: …`: what has to be built first. */
  readonly waitsFor?: string;
  /** `# today: 2026-07-01` */
  readonly today?: string;
  /** `# payer: name of a profile` */
  readonly payer?: string;
  readonly needsTables: boolean;
  readonly documents: readonly ScenarioDocument[];
  readonly after: readonly AfterFix[];
  /** Rows of the `tables` section. */
  readonly tables: readonly string[];
  /** Text of the `.claimlint.yaml` section. */
  readonly configuration?: string;
}

interface Block {
  readonly heading: string;
  readonly lines: string[];
}

const headingPattern = /^--- (\S.*)$/;
const afterPattern = /^(\S+) after "(.+)"$/;
const caretPattern = /^( *)(\^+) +(.*)$/;
const findingPattern =
  /^(error|warning|information|cannot-tell)(?: (error|warning|information))? ([a-z0-9-]+\/[a-z0-9-]+)((?: "[^"]*")*)$/;
const quietPattern = /^quiet ([a-z0-9-]+\/[a-z0-9-]+)$/;
const verdictPattern = /^(pass|no-data|ignored) ([a-z0-9-]+\/[a-z0-9-]+)$/;

/** Reads a scenario. Throws on a line that is neither a setting, a heading nor part of a document: a mistake in the file. */
export function readScenario(text: string): Scenario {
  const { header, blocks } = splitBlocks(text);
  const settings = readSettings(header);
  const lineEnd = settings.get('line ends')?.[0] === 'crlf' ? '\r\n' : '\n';
  const documents: ScenarioDocument[] = [];
  const after: AfterFix[] = [];
  let tables: readonly string[] = [];
  let configuration: string | undefined;
  for (const { heading, lines } of blocks) {
    const fixed = afterPattern.exec(heading);
    if (heading === 'tables') tables = lines.filter((line) => line.trim() !== '' && !line.startsWith('#'));
    else if (heading === '.claimlint.yaml') configuration = lines.join('\n');
    else if (fixed !== null)
      after.push({ path: fixed[1] ?? '', fix: fixed[2] ?? '', text: joined(lines, lineEnd) });
    else documents.push(readDocument(heading, lines, lineEnd));
  }
  const one = (name: string) => settings.get(name)?.[0];
  const needsTables = settings.get('needs')?.includes('tables') ?? false;
  if (needsTables !== tables.length > 0)
    throw new Error('"# needs: tables" and a tables section belong together');
  return {
    story: settings.get('') ?? [],
    also: settings.get('also') ?? [],
    needsTables,
    documents,
    after,
    tables,
    ...optional('waitsFor', one('waits for')),
    ...optional('today', one('today')),
    ...optional('payer', one('payer')),
    ...optional('configuration', configuration),
  };
}

function splitBlocks(text: string): {
  readonly header: readonly string[];
  readonly blocks: readonly Block[];
} {
  const header: string[] = [];
  const blocks: Block[] = [];
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  for (const line of lines) {
    const heading = headingPattern.exec(line)?.[1];
    if (heading !== undefined) blocks.push({ heading, lines: [] });
    else if (blocks.length > 0) blocks.at(-1)?.lines.push(line);
    else header.push(line);
  }
  return { header, blocks };
}

const settingNames = ['also', 'waits for', 'needs', 'today', 'payer', 'line ends'];

function readSettings(header: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const settings = new Map<string, string[]>();
  for (const line of header) {
    if (!line.startsWith('#')) throw new Error(`before the first document, every line is a comment: ${line}`);
    const [, name = '', value = ''] = /^# ?([a-z ]+): (.+)$/.exec(line) ?? [];
    const known = settingNames.includes(name);
    const list = settings.get(known ? name : '') ?? [];
    list.push(known ? value : line.slice(1).trim());
    settings.set(known ? name : '', list);
  }
  return settings;
}

function readDocument(path: string, lines: readonly string[], lineEnd: string): ScenarioDocument {
  const kept: string[] = [];
  const marks: Mark[] = [];
  for (const line of lines) {
    const caret = caretPattern.exec(line);
    if (caret === null) {
      kept.push(line);
      continue;
    }
    const [, indent = '', carets = '', words = ''] = caret;
    marks.push({
      expectation: readExpectation(words),
      line: kept.length - 1,
      from: indent.length,
      to: indent.length + carets.length,
    });
  }
  return { path, text: joined(kept, lineEnd), marks };
}

function readExpectation(words: string): Expectation {
  const finding = findingPattern.exec(words);
  if (finding !== null) {
    const [, kind = '', severity, rule = '', quoted = ''] = finding;
    const cannotTell = kind === 'cannot-tell';
    if (!cannotTell && severity !== undefined) throw new Error(`one severity is enough: ${words}`);
    return {
      kind: 'finding',
      verdict: cannotTell ? 'cannot-tell' : 'fail',
      severity: (cannotTell ? (severity ?? 'warning') : kind) as Severity,
      rule,
      words: [...quoted.matchAll(/"([^"]*)"/g)].map((match) => match[1] ?? ''),
    };
  }
  const quiet = quietPattern.exec(words);
  if (quiet !== null) return { kind: 'quiet', rule: quiet[1] ?? '' };
  const verdict = verdictPattern.exec(words);
  if (verdict !== null) return { kind: 'verdict', verdict: verdict[1] as Verdict, rule: verdict[2] ?? '' };
  throw new Error(`this line of carets says nothing that is known: ${words}`);
}

/** The words behind the carets, as `readScenario` reads them. */
export function writeExpectation(expectation: Expectation): string {
  if (expectation.kind === 'quiet') return `quiet ${expectation.rule}`;
  if (expectation.kind === 'verdict') return `${expectation.verdict} ${expectation.rule}`;
  const { verdict, severity, rule, words } = expectation;
  const kind =
    verdict === 'fail' ? severity : severity === 'warning' ? 'cannot-tell' : `cannot-tell ${severity}`;
  return [kind, rule, ...words.map((text) => `"${text}"`)].join(' ');
}

/** The scenario's text with the caret lines of its documents replaced by these. */
export function replaceMarks(text: string, marksOf: (document: ScenarioDocument) => readonly Mark[]): string {
  const { header, blocks } = splitBlocks(text);
  const { documents } = readScenario(text);
  const written = [...header];
  for (const { heading, lines } of blocks) {
    written.push(`--- ${heading}`);
    const document = documents.find(({ path }) => path === heading);
    const marks = document === undefined ? [] : marksOf(document);
    let at = -1;
    for (const line of lines) {
      if (document !== undefined && caretPattern.test(line)) continue;
      at++;
      written.push(line);
      for (const mark of marks.filter((each) => each.line === at)) {
        written.push(
          `${' '.repeat(mark.from)}${'^'.repeat(Math.max(1, mark.to - mark.from))} ${writeExpectation(mark.expectation)}`,
        );
      }
    }
  }
  return `${written.join('\n')}\n`;
}

function joined(lines: readonly string[], lineEnd: string): string {
  return lines.map((line) => line + lineEnd).join('');
}

function optional<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };
}

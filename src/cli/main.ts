// The command line: arguments in, exit code out. 0 nothing at or above --fail-on, 1 something is, 2 usage or unreadable input.
import { parseArgs } from 'node:util';
import { version } from '../../package.json';
import {
  type CheckOptions,
  type CheckResult,
  checkDocuments,
  claimFormatIds,
  defaultConfiguration,
  ruleIds,
} from '../check';
import { describeBundled } from '../check/describe';
import { losslessEdits } from '../check/fixes';
import type { CodeTables } from '../codes/tables/lookup';
import type { FormatId } from '../model/claim';
import type { Severity } from '../model/finding';
import { applyEdits } from '../model/text';
import { bundledRules } from '../rules/registry';
import { structureRules } from '../rules/structure';
import { reportAsAnnotations } from './annotations';
import { explanationAsJson, explanationAsText } from './explain';
import { findFiles, pathsIn, readDocument, UsageError, writeDocument } from './files';
import { runImport, runTables } from './import';
import { findingAsJson, rangeWriter, reportAsJson } from './json';
import { reportAsJunit } from './junit';
import { redacted } from './redact';
import { testPacks } from './rules-test';
import { reportAsSarif } from './sarif';
import { select, selectionOf } from './selection';
import { findSettings } from './settings';
import { defaultTablesFolder, readTables } from './table-storage';
import { reportAsText, withoutControls } from './text';
import { usage } from './usage';

const severities: readonly Severity[] = ['error', 'warning', 'information'];

const options = {
  format: { type: 'string' },
  as: { type: 'string' },
  note: { type: 'string' },
  payer: { type: 'string' },
  tables: { type: 'string' },
  'fail-on': { type: 'string', default: 'error' },
  rule: { type: 'string', multiple: true },
  pack: { type: 'string', multiple: true },
  only: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  'max-findings': { type: 'string' },
  'stdin-filename': { type: 'string' },
  'files-from': { type: 'string' },
  redact: { type: 'boolean', default: false },
  'no-redact': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

type Options = ReturnType<typeof parse>['values'];

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
}

const out = (text: string) => process.stdout.write(text);
const warn = (message: string) => process.stderr.write(withoutControls(`claimlint: ${message}\n`));

async function main(args: readonly string[]): Promise<number> {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the call is not understood');
  }
  const { values, positionals } = parsed;
  const [command, ...rest] = positionals;
  if (values.version) return print(`${version}\n`);
  if (values.help || command === undefined) return print(usage(command), values.help ? 0 : 2);
  switch (command) {
    case 'check':
      return check([...rest, ...filesFrom(values)], values);
    case 'explain':
      return explain(rest, values);
    case 'code':
      return code(rest, values);
    case 'rules':
      return rest[0] === 'test' ? testRules(rest.slice(1), values) : rules(values);
    case 'fix':
      return fix(rest, values);
    case 'import':
      return importFiles(rest, values);
    case 'tables':
      return runTables(tablesFolder(values), line);
    default:
      throw new UsageError(
        `there is no command "${command}". Commands: check, explain, code, rules, fix, import, tables. See claimlint --help.`,
      );
  }
}

function print(text: string, exit = 0): number {
  out(text);
  return exit;
}

function choice<T extends string>(
  name: string,
  value: string | undefined,
  allowed: readonly T[],
  fallback: T,
): T {
  if (value === undefined) return fallback;
  if (!(allowed as readonly string[]).includes(value))
    throw new UsageError(`--${name} can be ${allowed.join(', ')}; found "${value}"`);
  return value as T;
}

/** Reads and checks all files of a call together. */
async function checkFiles(
  paths: readonly string[],
  values: Options,
): Promise<CheckResult & { readonly unreadable: boolean }> {
  if (paths.length === 0) throw new UsageError('name a file or folder, or - for standard input');
  const as =
    values.as === undefined
      ? undefined
      : choice('as', values.as, [...claimFormatIds, 'note'], 'claim' as FormatId);
  const files = findFiles(paths);
  const inputs = files.map(({ path }) => readDocument(path, as, values['stdin-filename']));
  const { note } = values;
  if (note !== undefined && !inputs.some((input) => input.path === note))
    inputs.push(readDocument(note, 'note'));
  const result = checkDocuments(
    note === undefined
      ? inputs
      : inputs.map((input) => (input.path === note ? { ...input, as: 'note' as const } : input)),
    {
      ...(await checkOptions(startOf(paths, values), values)),
      ...(note === undefined ? {} : { note }),
    },
  );
  for (const { rule, error } of result.failures)
    warn(`the rule ${rule} failed (${error}) and was left out; please report this`);
  const { 'stdin-filename': stdinName = '-' } = values;
  const named = new Set(
    files.filter((file) => file.named).map(({ path }) => (path === '-' ? stdinName : path)),
  );
  const unreadable = result.documents.filter(
    (document) => document.format === 'unknown' && named.has(document.path),
  );
  for (const document of unreadable)
    warn(`${document.path}: ${document.findings[0]?.message ?? 'not recognised'}`);
  return { ...result, unreadable: unreadable.length > 0 };
}

async function checkOptions(start: string, values: Options): Promise<CheckOptions> {
  return {
    ...findSettings(start, values.pack ?? [], warn),
    tables: await tables(values),
    today: new Date().toISOString().slice(0, 10),
    ...(values.payer === undefined ? {} : { payer: values.payer }),
  };
}

/** Imported tables of the folder that the call names, else of this person. */
function tables(values: Options): Promise<CodeTables> {
  return readTables(tablesFolder(values), warn);
}

function tablesFolder(values: Options): string {
  return values.tables ?? defaultTablesFolder();
}

/** `--files-from`: the paths of a list that another program made, git for one. */
function filesFrom(values: Options): readonly string[] {
  const list = values['files-from'];
  if (list === undefined) return [];
  const paths = pathsIn(readDocument(list, 'note').text);
  // An empty list is an answer ("nothing changed"), not a mistake in the call.
  if (paths.length === 0)
    warn(`${list === '-' ? 'standard input' : list} names no file; nothing was checked`);
  return paths;
}

const checkFormats = ['text', 'json', 'ndjson', 'sarif', 'junit', 'github'] as const;

async function check(paths: readonly string[], values: Options): Promise<number> {
  const format = choice('format', values.format, checkFormats, 'text');
  const failOn = choice('fail-on', values['fail-on'], severities, 'error');
  const { 'files-from': list, only = [], skip = [] } = values;
  const packRules =
    only.length + skip.length > 0 || format === 'sarif'
      ? findSettings(startOf(paths, values), values.pack ?? [], () => undefined).packRules
      : [];
  const selection = selectionOf(only, skip, values['max-findings'], [
    ...ruleIds,
    ...packRules.map(({ id }) => id),
  ]);
  const checked =
    list !== undefined && paths.length === 0
      ? { documents: [], unreadable: false }
      : await checkFiles(paths, values);
  const { documents: selected, summary, hidden } = select(checked.documents, selection);
  // These two are made to be shown elsewhere.
  const redact = values.redact || ((format === 'sarif' || format === 'github') && !values['no-redact']);
  const documents = redact ? redacted(selected) : selected;
  const fails = (severity: Severity) => severities.indexOf(severity) <= severities.indexOf(failOn);
  if (format === 'json') out(`${JSON.stringify(reportAsJson(documents, summary), undefined, 2)}\n`);
  else if (format === 'sarif')
    out(`${JSON.stringify(reportAsSarif(documents, version, packRules), undefined, 2)}\n`);
  else if (format === 'junit') out(reportAsJunit(documents, fails));
  else if (format === 'github') out(reportAsAnnotations(documents));
  else if (format === 'ndjson') {
    const range = rangeWriter(documents);
    for (const { path, findings } of documents)
      for (const finding of findings) out(`${JSON.stringify({ path, ...findingAsJson(finding, range) })}\n`);
  } else {
    const colour = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
    out(reportAsText(documents, colour, summary, hidden));
  }
  if (checked.unreadable) return 2;
  return severities.some((severity) => fails(severity) && summary[severity] > 0) ? 1 : 0;
}

/** Where the search for settings begins. */
function startOf(paths: readonly string[], values: Options): string {
  const [first = '.'] = paths;
  return first === '-' ? (values['stdin-filename'] ?? '.') : first;
}

async function explain(paths: readonly string[], values: Options): Promise<number> {
  const format = choice('format', values.format, ['text', 'json'], 'text');
  const { documents, unreadable } = await checkFiles(paths, values);
  const shown =
    values.note === undefined ? documents : documents.filter((document) => document.path !== values.note);
  if (format === 'text') out(withoutControls(shown.map(explanationAsText).join('\n')));
  else {
    const explanations = shown.map(explanationAsJson);
    out(
      `${JSON.stringify(explanations.length === 1 ? explanations[0] : { version: 1, files: explanations }, undefined, 2)}\n`,
    );
  }
  return unreadable ? 2 : 0;
}

async function code(codes: readonly string[], values: Options): Promise<number> {
  if (codes.length === 0) throw new UsageError('name a code, as in: claimlint code 20561');
  const loaded = await tables(values);
  const texts = codes.map((name) => describeBundled(name, loaded));
  out(
    `${texts.map((text, index) => text ?? `${codes[index] ?? ''}: not a procedure code, modifier or place of service that Claimlint knows.`).join('\n\n')}\n`,
  );
  return texts.some((text) => text === undefined) ? 2 : 0;
}

function rules(values: Options): number {
  const packs = findSettings('.', values.pack ?? [], warn).packRules;
  const packIds = new Set(packs.map(({ id }) => id));
  const all = [...structureRules, ...bundledRules, ...packs];
  if (choice('format', values.format, ['text', 'json'], 'text') === 'json')
    return print(
      `${JSON.stringify(
        all.map(({ id, title, severity, sources, denialCodes }) => ({
          id,
          title,
          severity,
          ...(packIds.has(id) ? {} : { page: `docs/rules/${id}.md` }),
          sources,
          denialCodes,
        })),
        undefined,
        2,
      )}\n`,
    );
  return print(
    all
      .map(
        ({ id, title, severity, sources }) =>
          `${id.padEnd(34)} ${severity.padEnd(12)} ${title} (${packIds.has(id) ? (sources[0]?.title ?? '') : `docs/rules/${id}.md`})\n`,
      )
      .join(''),
  );
}

/** Runs the examples of rule packs with the settings of no folder, so that they mean the same everywhere. */
async function testRules(packs: readonly string[], values: Options): Promise<number> {
  if (packs.length === 0) throw new UsageError('name a rule pack, as in: claimlint rules test clinic.yaml');
  const settings = { ...(await checkOptions('.', values)), configuration: defaultConfiguration };
  return testPacks(packs, settings, line, warn);
}

/** Applies lossless fixes only; everything else is a coder's decision. */
async function fix(paths: readonly string[], values: Options): Promise<number> {
  if (values['stdin-filename'] !== undefined)
    throw new UsageError(
      '--stdin-filename is for claimlint check and explain; fix - writes to standard output',
    );
  const wanted = values.rule;
  const { documents, unreadable } = await checkFiles(paths, values);
  let fixed = 0;
  for (const { path, text, findings } of documents) {
    const edits = losslessEdits(
      findings.filter((finding) => wanted === undefined || wanted.includes(finding.rule)),
      path,
    );
    if (edits.length === 0) continue;
    fixed += edits.length;
    const after = applyEdits(text, edits);
    if (path === '-') out(after);
    else if (!values['dry-run']) writeDocument(path, after);
    if (path !== '-') out(`${path}: ${edits.length} ${values['dry-run'] ? 'would be ' : ''}fixed\n`);
  }
  if (fixed === 0) out('Nothing to fix that changes no meaning.\n');
  return unreadable ? 2 : 0;
}

const line = (text: string) => out(withoutControls(`${text}\n`));

function importFiles(files: readonly string[], values: Options): Promise<number> {
  if (files.length === 0)
    throw new UsageError('name the files as you downloaded them, as in: claimlint import NCCI.zip');
  return runImport(files, tablesFolder(values), line);
}

// Whoever reads our output may stop reading (`| head`); there is nobody left to tell, and the verdict stays what it is.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') process.exit(2);
});

main(process.argv.slice(2)).then(
  (exit) => {
    process.exitCode = exit;
  },
  (error: unknown) => {
    // An unexpected error may quote the input; only its kind is told.
    warn(
      error instanceof UsageError
        ? error.message
        : `internal error (${error instanceof Error ? error.name : 'unknown'}); please report this`,
    );
    process.exitCode = 2;
  },
);

// --write-baseline and --baseline: the file of known findings, and what a call says of it.
import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import type { CheckedDocument } from '../check';
import {
  type Baseline,
  type BaselineEntry,
  baselineText,
  makeBaseline,
  readBaseline,
  withoutKnown,
} from '../check/baseline';
import { readDocument, UsageError } from './files';
import type { Options } from './options';
import { isSelected, type Selection } from './selection';
import { line, warn } from './terminal';

/**
 * The documents without the findings that the baseline of the call knows. With `--write-baseline` the findings are
 * written down instead, and there is nothing left to show (undefined).
 */
export function applyBaseline(
  documents: readonly CheckedDocument[],
  selection: Selection,
  { baseline: path, 'write-baseline': written }: Options,
): readonly CheckedDocument[] | undefined {
  const isWanted = isSelected(selection);
  if (written !== undefined) {
    const known = documents.map((document) => ({
      ...document,
      findings: document.findings.filter(({ rule }) => isWanted(rule)),
    }));
    writeBaseline(known, written);
    return undefined;
  }
  if (path === undefined) return documents;
  const { documents: fresh, hidden, gone } = withoutKnown(documents, baselineIn(path), nameFrom(path));
  if (hidden > 0) warn(`${path}: ${hidden} known ${hidden === 1 ? 'finding is' : 'findings are'} not shown`);
  const away = gone.filter(({ rule }) => isWanted(rule));
  if (away.length > 0)
    warn(
      `${path}: ${amount(away)} of it no longer ${total(away) === 1 ? 'occurs' : 'occur'} (${away.slice(0, 10).map(inWords).join('; ')}${away.length > 10 ? ' …' : ''}); write it anew with --write-baseline`,
    );
  return fresh;
}

function writeBaseline(documents: readonly CheckedDocument[], path: string): void {
  // The salt stays, so that a comparison with the former file shows what came and went.
  const salt = existsSync(path) ? baselineIn(path).salt : randomBytes(12).toString('hex');
  const baseline = makeBaseline(documents, nameFrom(path), salt);
  try {
    writeFileSync(path, baselineText(baseline));
  } catch (error) {
    throw new UsageError(
      `${path}: cannot be written (${(error as { code?: string }).code ?? 'unknown reason'})`,
    );
  }
  line(`${path}: ${amount(baseline.findings)} written down as known`);
}

function baselineIn(path: string): Baseline {
  const read = readBaseline(readDocument(path, 'note').text);
  if ('problem' in read) throw new UsageError(`${path}: ${read.problem}`);
  return read.baseline;
}

/** Files are named from the baseline's own folder, so that it holds wherever the folder is checked out. */
function nameFrom(baseline: string): (path: string) => string {
  const folder = dirname(resolve(baseline));
  return (path) => (path === '-' ? path : relative(folder, resolve(path)).split(sep).join('/'));
}

const total = (entries: readonly BaselineEntry[]): number =>
  entries.reduce((sum, { count = 1 }) => sum + count, 0);

const amount = (entries: readonly BaselineEntry[]): string =>
  `${total(entries)} ${total(entries) === 1 ? 'finding' : 'findings'}`;

const inWords = ({ rule, file, line: number }: BaselineEntry): string =>
  `${rule} in ${file}${number === undefined ? '' : ` line ${number}`}`;

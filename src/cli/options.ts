// The options of all commands, and how words of a call become them.
import { parseArgs } from 'node:util';
import { UsageError } from './files';

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
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
  jobs: { type: 'string', default: '1' },
  'pieces-from': { type: 'string' },
  redact: { type: 'boolean', default: false },
  'no-redact': { type: 'boolean', default: false },
  'dry-run': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
  version: { type: 'boolean', default: false },
} as const;

export type Options = ReturnType<typeof parse>['values'];

/** A command: what follows its name and the options of the call; gives the exit code. */
export type Command = (words: readonly string[], values: Options) => number | Promise<number>;

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
}

/** Reads the words of a call. Throws a UsageError for an option that there is not. */
export function readCall(args: readonly string[]): {
  readonly words: readonly string[];
  readonly values: Options;
} {
  try {
    const { values, positionals } = parse(args);
    return { words: positionals, values };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the call is not understood');
  }
}

/** The value of an option that takes one of a few words. Throws a UsageError for another. */
export function choice<T extends string>(
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

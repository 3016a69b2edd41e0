// The options of all commands, and how words of a call become them.
import { parseArgs } from 'node:util';
import { UsageError } from './files';
import { commandManuals } from './manual';

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

export type OptionName = keyof typeof options;

/** Options of every call. */
const always: readonly string[] = ['help', 'version'];

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options, allowPositionals: true, strict: true, tokens: true });
}

/** Reads the words of a call. Throws a UsageError for an option that there is not, or that the command has not. */
export function readCall(args: readonly string[]): {
  readonly words: readonly string[];
  readonly values: Options;
} {
  const { values, positionals, tokens } = parsed(args);
  const command = commandManuals.find(({ name }) => name === positionals[0]);
  if (command !== undefined)
    for (const token of tokens)
      if (
        token.kind === 'option' &&
        !always.includes(token.name) &&
        !command.options.some(({ name }) => name === token.name)
      )
        throw new UsageError(
          `claimlint ${command.name} has no option ${token.rawName}; claimlint ${command.name} --help lists those that it has`,
        );
  return { words: positionals, values };
}

function parsed(args: readonly string[]): ReturnType<typeof parse> {
  if (args.some((word) => word.startsWith('--changed-since')))
    throw new UsageError(
      'Claimlint starts no other program, so git makes the list of what changed: git diff --name-only --relative --diff-filter=d -z REV | claimlint check --files-from -',
    );
  try {
    return parse(args);
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

// The command line: arguments in, exit code out. 0 nothing at or above --fail-on, 1 something is, 2 usage or unreadable input.
import { version } from '../../package.json';
import { UsageError } from './files';
import { type Command, readCall } from './options';
import { print, warn } from './terminal';
import { usage } from './usage';

/** Loaded when called for: a call pays for the reading of its own command only. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check')).check,
  explain: async () => (await import('./commands/explain')).explain,
  code: async () => (await import('./commands/code')).code,
  rules: async () => (await import('./commands/rules')).rules,
  fix: async () => (await import('./commands/fix')).fix,
  merge: async () => (await import('./commands/merge')).merge,
  import: async () => (await import('./commands/tables')).importFiles,
  tables: async () => (await import('./commands/tables')).tables,
  completion: async () => (await import('./commands/completion')).completion,
};

/** Not for people: threads of `--jobs` are started with it. */
const threadCommand = 'check-pieces';

async function main(args: readonly string[]): Promise<number> {
  const {
    words: [name, ...words],
    values,
  } = readCall(args);
  if (values.version) return print(`${version}\n`);
  if (values.help || name === undefined) return print(usage(name), values.help ? 0 : 2);
  if (name === threadCommand) return (await import('./workers')).runThread();
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined)
    throw new UsageError(
      `there is no command "${name}". Commands: ${Object.keys(commands).join(', ')}. See claimlint --help.`,
    );
  const command = await load();
  return command(words, values);
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

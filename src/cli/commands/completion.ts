// claimlint completion: the program by which a shell completes commands, options and rules.
import { ruleIds } from '../../check';
import { completionFor } from '../completion';
import { UsageError } from '../files';
import { print } from '../terminal';

export function completion([shell = '', ...rest]: readonly string[]): number {
  const text = rest.length === 0 ? completionFor(shell, ruleIds) : undefined;
  if (text === undefined)
    throw new UsageError('name one shell: bash, zsh or fish, as in: claimlint completion bash');
  return print(text);
}

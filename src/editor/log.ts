// The output channel. It tells of files by their format and of rules by their ids: never a file's name, which may be
// a patient's, nor a word of its text.
import * as vscode from 'vscode';

export type Log = vscode.LogOutputChannel;

export function createLog(): Log {
  return vscode.window.createOutputChannel('Claimlint', { log: true });
}

/** An exception of ours, by its kind and the places in our code: its message may quote a document. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  const places = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return [error.name, ...places.slice(0, 5)].join('\n');
}

// A test runner of a few lines: the same bundle runs in the Node host, in the web-worker host and on the desktop,
// where Node's own runner, node:assert and files on a disk are not always to be had.
import * as vscode from 'vscode';

interface Story {
  readonly name: string;
  readonly body: () => Promise<void>;
}

interface Result {
  readonly name: string;
  readonly milliseconds: number;
  /** Measurements and other things worth reading in the output. */
  readonly remarks: readonly string[];
  readonly error?: string;
}

const stories: Story[] = [];
const patience = 150_000;
let remarks: string[] = [];

/** Puts a measurement beside the story's result. */
export function remark(words: string): void {
  remarks.push(words);
}

/** Tells one story of a user. Its name is a sentence. */
export function test(name: string, body: () => Promise<void>): void {
  stories.push({ name, body });
}

/**
 * Runs the stories one after the other and leaves the results in the workspace; rejects when one failed.
 * A file `.suite-only` in the workspace names the stories to run by words of their names, parted by |.
 */
export async function runStories(): Promise<void> {
  const only = await wordsOf('.suite-only');
  const results: Result[] = [];
  const wanted = only.split('|');
  for (const { name, body } of stories.filter((story) =>
    wanted.some((words) => story.name.includes(words)),
  )) {
    const started = Date.now();
    remarks = [];
    const error = await failureOf(body);
    results.push({
      name,
      milliseconds: Date.now() - started,
      remarks,
      ...(error === undefined ? {} : { error }),
    });
    await vscode.workspace.fs.writeFile(
      inWorkspace('.suite-results.json'),
      new TextEncoder().encode(JSON.stringify(results)),
    );
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  }
  const failed = results.filter(({ error }) => error !== undefined);
  if (results.length === 0) throw new Error('No story was told.');
  if (failed.length > 0) throw new Error(`${failed.length} of ${results.length} stories failed.`);
}

/** What a file of the workspace says; empty without one. */
export async function wordsOf(name: string): Promise<string> {
  try {
    return new TextDecoder().decode(await vscode.workspace.fs.readFile(inWorkspace(name)));
  } catch {
    return '';
  }
}

async function failureOf(body: () => Promise<void>): Promise<string | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done after ${patience / 1000} s`)), patience);
  });
  try {
    await Promise.race([body(), tooLong]);
    return undefined;
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message) : String(error);
  } finally {
    clearTimeout(timer);
  }
}

/** Address of a file of the test workspace. */
export function inWorkspace(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (!folder) throw new Error('The suite needs a workspace folder.');
  return vscode.Uri.joinPath(folder, name);
}

/** Fails with both values unless they are the same as JSON. */
export function equal(actual: unknown, expected: unknown, what: string): void {
  const got = JSON.stringify(actual, null, 1);
  const wanted = JSON.stringify(expected, null, 1);
  if (got !== wanted) throw new Error(`${what}\n  got:    ${got}\n  wanted: ${wanted}`);
}

export function holds(condition: boolean, what: string): void {
  if (!condition) throw new Error(what);
}

/** Waits until `find` gives something; fails with `what` when it does not for a long while. */
export async function until<T>(
  find: () => T | undefined | false | Promise<T | undefined | false>,
  what: string,
): Promise<T> {
  const end = Date.now() + 30_000;
  for (;;) {
    const found = await find();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > end) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

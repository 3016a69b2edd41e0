// claimlint explain: what was read in a claim or note, and every rule's verdict.
import { checkFiles } from '../check-files';
import { explanationAsJson, explanationAsText } from '../explain';
import { choice, type Options } from '../options';
import { out, withoutControls } from '../terminal';

/** Exit code: 0, or 2 when a named file is unreadable. */
export async function explain(paths: readonly string[], values: Options): Promise<number> {
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

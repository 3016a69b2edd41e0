// claimlint fix: applies lossless fixes only; everything else is a coder's decision.
import { losslessEdits } from '../../check/fixes';
import { applyEdits } from '../../model/text';
import { checkFiles } from '../check-files';
import { writeDocument } from '../files';
import type { Options } from '../options';
import { out } from '../terminal';

/** Exit code: 0, or 2 when a named file is unreadable. */
export async function fix(paths: readonly string[], values: Options): Promise<number> {
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

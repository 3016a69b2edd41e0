// What must hold of every change to an 837: the claim reads as asked, all else reads as before, the file is as valid as
// before, and the change back gives the same characters.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { x12 } from '../../src/formats/x12';
import type { Claim, ClaimChange, ClaimDocument, ReadProblem } from '../../src/model/claim';
import { applyEdits } from '../../src/model/text';
import { changed, inverseOf, valuesOf } from './change-laws';

export const corpus = '../shared/corpora/dev/x12';
export const hasCorpus = existsSync(corpus);

/** All public samples, by producer and name. */
export function corpusFiles(): readonly { readonly name: string; readonly text: string }[] {
  return readdirSync(corpus).flatMap((producer) =>
    readdirSync(`${corpus}/${producer}`).map((file) => ({
      name: `${producer}/${file}`,
      text: readFileSync(`${corpus}/${producer}/${file}`, 'utf8'),
    })),
  );
}

/** One of our own samples: `professional`, `institutional` or `dental`. */
export function sample(name: string): string {
  return readFileSync(`test/fixtures/x12/${name}.x12`, 'utf8');
}

/** `severity: message` of each problem, in order. */
export function told(problems: readonly ReadProblem[]): readonly string[] {
  return problems.map(({ severity, message }) => `${severity}: ${message}`);
}

/** All claims without places. */
export function claimsOf(document: ClaimDocument) {
  return document.claims.map(valuesOf);
}

/** The text after a change; undefined where 837 has no place for it. */
export function afterChange(text: string, claim: Claim, change: ClaimChange): string | undefined {
  const edits = x12.write(text, claim, change, {});
  return edits && applyEdits(text, edits);
}

/** Makes a change and checks all laws; says whether the format had a place for it. */
export function checkLaws(text: string, before: ClaimDocument, index: number, change: ClaimChange): boolean {
  const claim = before.claims[index];
  const after = claim && afterChange(text, claim, change);
  if (claim === undefined || after === undefined) return false;
  const what = JSON.stringify(change);
  const reread = x12.read(after, {});
  const others = claimsOf(before).filter((_, each) => each !== index);
  expect([what, claimsOf(reread).filter((_, each) => each !== index)]).toEqual([what, others]);
  const now = reread.claims[index];
  expect([what, now && plain(valuesOf(now))]).toEqual([what, expected(claim, change)]);
  expect([what, newProblems(before.problems, reread.problems)]).toEqual([what, []]);
  if (now && keepsItsInverse(claim, change)) {
    const inverse = inverseOf(claim, change);
    if (inverse)
      expect([what, JSON.stringify(inverse), afterChange(after, now, inverse)]).toEqual([
        what,
        JSON.stringify(inverse),
        text,
      ]);
  }
  return true;
}

function expected(claim: Claim, change: ClaimChange) {
  const values = plain(changed(claim, change));
  if (change.kind === 'set-units') {
    const line = values.serviceLines[change.line - 1];
    if (line?.minutes) line.minutes = { value: change.units };
  }
  if (change.kind !== 'remove-line') return values;
  const charges = claim.serviceLines.map(({ charge }) => charge?.value ?? 0);
  const sum = charges.reduce((all, charge) => all + charge, 0);
  if (claim.totalCharge?.value === sum) values.totalCharge = { value: sum - (charges[change.line - 1] ?? 0) };
  return values;
}

function plain(values: Record<string, unknown>) {
  type Parts = Record<string, unknown>[];
  const copy = structuredClone(values) as { diagnoses: Parts; serviceLines: Parts } & Record<string, unknown>;
  for (const diagnosis of copy.diagnoses) delete diagnosis.written;
  return copy;
}

/** Problems (without their places) that are there more often afterwards. */
function newProblems(before: readonly ReadProblem[], after: readonly ReadProblem[]): readonly string[] {
  // A count that was wrong before stays wrong by as much.
  const uncounted = (problems: readonly ReadProblem[]) =>
    told(problems).map((problem) =>
      problem.replace(/it says \d+, but there (?:is|are) \d+/, 'it says another number'),
    );
  const left = [...uncounted(before)];
  return uncounted(after).filter((problem) => {
    const at = left.indexOf(problem);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** False where what was written is not what the change back would write: `1.0` units, dotted diagnoses, a place that need not be said. */
function keepsItsInverse(claim: Claim, change: ClaimChange): boolean {
  if (change.kind === 'remove-line') return false;
  if (change.kind === 'replace-diagnosis')
    return claim.diagnoses.some(
      ({ position, written, code }) => position === change.position && written === code.value,
    );
  const line = claim.serviceLines[(change.line ?? 0) - 1];
  if (change.kind === 'set-units' && line?.units)
    return line.units.range.end - line.units.range.start === String(line.units.value).length;
  if (change.kind === 'set-diagnosis-pointers')
    return (
      line?.diagnosisPointers.every(({ value, range }) => range.end - range.start === String(value).length) ??
      true
    );
  if (change.kind === 'set-place-of-service' && line?.placeOfService)
    return line.placeOfService.value !== claim.placeOfService?.value || claim.serviceLines.length > 1;
  return true;
}

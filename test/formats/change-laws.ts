// What must hold of every claim change in every format that people write by hand: the claim that is read afterwards is
// the old one but for what was changed, no other character changed, and the change back gives the same characters.
import { expect } from 'vitest';
import type { ClaimFormat, ReadOptions } from '../../src/formats/format';
import type { Claim, ClaimChange, ClaimDocument } from '../../src/model/claim';
import { applyEdits } from '../../src/model/text';

type Plain = { [name: string]: unknown };

/** A claim without places. */
export function valuesOf(claim: Claim): Plain {
  return JSON.parse(JSON.stringify(claim, (name, value) => (name === 'range' ? undefined : value))) as Plain;
}

/** The values of `claim` as they must be after `change`. */
export function changed(claim: Claim, change: ClaimChange, everyLineHasItsPlace = false): Plain {
  const values = changedAlone(claim, change, everyLineHasItsPlace) as { serviceLines: Plain[] } & Plain;
  if (!everyLineHasItsPlace) return values;
  // The claim's place of service is the one that all its lines have, if they do.
  const [first, ...others] = values.serviceLines.map((line) => JSON.stringify(line.placeOfService));
  delete values.placeOfService;
  if (others.every((other) => other === first))
    values.placeOfService = values.serviceLines[0]?.placeOfService;
  return values;
}

function changedAlone(claim: Claim, change: ClaimChange, everyLineHasItsPlace: boolean): Plain {
  const values = valuesOf(claim) as { diagnoses: Plain[]; serviceLines: Plain[] } & Plain;
  if (change.kind === 'replace-diagnosis') {
    const diagnosis = values.diagnoses.find(({ position }) => position === change.position) ?? {};
    diagnosis.code = { value: change.code.replace(/\./g, '') };
    for (const each of values.diagnoses) delete each.written;
    return values;
  }
  for (const each of values.diagnoses) delete each.written;
  if (change.kind === 'set-place-of-service' && change.line === undefined && everyLineHasItsPlace) {
    values.placeOfService = { value: change.placeOfService };
    for (const line of values.serviceLines) line.placeOfService = { value: change.placeOfService };
    return values;
  }
  if (change.kind === 'set-place-of-service' && change.line === undefined) {
    const own = claim.serviceLines.map(
      (line) =>
        line.placeOfService !== undefined &&
        line.placeOfService.range.start !== claim.placeOfService?.range.start,
    );
    const hadOwn = claim.placeOfService !== undefined;
    if (hadOwn || !own.some(Boolean)) values.placeOfService = { value: change.placeOfService };
    for (const [i, line] of values.serviceLines.entries()) {
      if (hadOwn || !own.some(Boolean) ? !own[i] : own[i])
        line.placeOfService = { value: change.placeOfService };
    }
    return values;
  }
  const line = values.serviceLines[(change.line ?? 0) - 1] ?? {};
  const modifiers = [...(line.modifiers as Plain[])];
  switch (change.kind) {
    case 'replace-procedure-code':
      line.procedureCode = { value: change.code };
      break;
    case 'add-modifier':
      modifiers.splice(change.at ?? modifiers.length, 0, { value: change.modifier });
      line.modifiers = modifiers;
      break;
    case 'remove-modifier':
      modifiers.splice(change.at, 1);
      line.modifiers = modifiers;
      break;
    case 'set-modifiers':
      line.modifiers = change.modifiers.map((value) => ({ value }));
      break;
    case 'set-units':
      line.units = { value: change.units };
      break;
    case 'set-diagnosis-pointers':
      line.diagnosisPointers = change.pointers.map((value) => ({ value }));
      break;
    case 'set-place-of-service':
      line.placeOfService = { value: change.placeOfService };
      break;
    case 'remove-line':
      values.serviceLines.splice(change.line - 1, 1);
      for (const [i, each] of values.serviceLines.entries()) each.number = i + 1;
      takeOffTotal(claim, change.line, values);
      break;
  }
  return values;
}

/** A total that was the sum of the lines is their sum again when a line goes. */
function takeOffTotal(claim: Claim, number: number, values: Plain): void {
  const sum = claim.serviceLines.reduce((all, { charge }) => all + (charge?.value ?? 0), 0);
  const removed = claim.serviceLines[number - 1]?.charge?.value ?? 0;
  if (claim.totalCharge?.value === sum && removed > 0) values.totalCharge = { value: sum - removed };
}

/** The change that takes `change` back, where there is one. */
export function inverseOf(claim: Claim, change: ClaimChange): ClaimChange | undefined {
  if (change.kind === 'replace-diagnosis') {
    const written = claim.diagnoses.find(({ position }) => position === change.position)?.written;
    return written === undefined ? undefined : { ...change, code: written };
  }
  if (change.kind === 'remove-line') return undefined;
  const line = claim.serviceLines[(change.line ?? 0) - 1];
  switch (change.kind) {
    case 'replace-procedure-code':
      return line?.procedureCode && { ...change, code: line.procedureCode.value };
    case 'add-modifier':
      return { kind: 'remove-modifier', line: change.line, at: change.at ?? line?.modifiers.length ?? 0 };
    case 'remove-modifier':
      return {
        kind: 'add-modifier',
        line: change.line,
        at: change.at,
        modifier: line?.modifiers[change.at]?.value ?? '',
      };
    case 'set-modifiers':
      return { ...change, modifiers: line?.modifiers.map(({ value }) => value) ?? [] };
    case 'set-units':
      return line?.units && { ...change, units: line.units.value };
    case 'set-diagnosis-pointers':
      return line?.diagnosisPointers.length
        ? { ...change, pointers: line.diagnosisPointers.map(({ value }) => value) }
        : undefined;
    case 'set-place-of-service': {
      const old = change.line === undefined ? claim.placeOfService : line?.placeOfService;
      const own =
        change.line === undefined ||
        (old !== undefined &&
          line !== undefined &&
          old.range.start >= line.range.start &&
          old.range.end <= line.range.end);
      return old === undefined || !own ? undefined : { ...change, placeOfService: old.value };
    }
  }
}

/** Every field of a claim with a text value has that text at its place, or its reading of it. */
export function checkPlaces(
  text: string,
  document: ClaimDocument,
  sameText: (written: string, value: unknown) => boolean,
): void {
  const visit = (value: unknown, path: string): void => {
    if (typeof value !== 'object' || value === null) return;
    const { range, value: own } = value as { range?: { start: number; end: number }; value?: unknown };
    if (range !== undefined) {
      expect([path, 0 <= range.start, range.start <= range.end, range.end <= text.length]).toEqual([
        path,
        true,
        true,
        true,
      ]);
      const written = text.slice(range.start, range.end);
      if (own !== undefined)
        expect([path, written, own, sameText(written, own)]).toEqual([path, written, own, true]);
    }
    for (const [name, part] of Object.entries(value)) if (name !== 'range') visit(part, `${path}.${name}`);
  };
  for (const [i, claim] of document.claims.entries()) visit(claim, `claims[${i}]`);
  for (const [i, problem] of document.problems.entries()) visit(problem, `problems[${i}]`);
  visit(document.outline, 'outline');
}

/**
 * `sameCharacters`: what the change takes away can be known from what is left, so that the change back gives the same
 * characters. Where it cannot (a list `[GP,59]` that lost its only comma), the change back gives the same values, if there is still a
 * place for them.
 */
export interface Laws {
  readonly options?: ReadOptions;
  readonly sameCharacters?: boolean;
  /** A place of service for the whole claim is that of every line. */
  readonly everyLineHasItsPlace?: boolean;
}

/** Makes a change and checks all laws; returns the new text, or undefined when the format has no place for the change. */
export function checkChange(
  format: ClaimFormat,
  text: string,
  index: number,
  change: ClaimChange,
  { options = {}, sameCharacters = true, everyLineHasItsPlace = false }: Laws = {},
): string | undefined {
  const before = format.read(text, options);
  const claim = before.claims[index];
  if (claim === undefined) return undefined;
  const edits = format.write(text, claim, change, options);
  if (edits === undefined) return undefined;
  const after = applyEdits(text, edits);
  const reread = format.read(after, options);
  const others = (document: ClaimDocument) => document.claims.filter((_, i) => i !== index).map(valuesOf);
  const told = `${JSON.stringify(change)}\n${text}\n→\n${after}`;
  const claimAfter = reread.claims[index];
  expect([told, others(reread)]).toEqual([told, others(before)]);
  const values = claimAfter === undefined ? {} : valuesOf(claimAfter);
  for (const each of (values.diagnoses ?? []) as Plain[]) delete each.written;
  expect([told, values]).toEqual([told, changed(claim, change, everyLineHasItsPlace)]);
  expect([told, reread.problems.filter(({ severity }) => severity === 'error').length]).toEqual([
    told,
    before.problems.filter(({ severity }) => severity === 'error').length,
  ]);
  const inverse = inverseOf(claim, change);
  if (inverse !== undefined && claimAfter !== undefined) {
    const back = format.write(after, claimAfter, inverse, options);
    if (back === undefined && !sameCharacters) return after;
    const restored = back === undefined ? '' : applyEdits(after, back);
    const [is, shouldBe] = sameCharacters
      ? [restored, text]
      : [format.read(restored, options).claims.map(valuesOf), before.claims.map(valuesOf)];
    expect([told, JSON.stringify(inverse), is]).toEqual([told, JSON.stringify(inverse), shouldBe]);
  }
  return after;
}

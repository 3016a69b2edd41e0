// From a code on a claim to what the note says about it, and from the note back to the lines that rest on it.
import * as vscode from 'vscode';
import { cardFor } from '../codes';
import type { Claim, ServiceLine } from '../model/claim';
import type { TextRange } from '../model/text';
import { documentedMuscles } from '../rules/muscle-evidence';
import type { EncounterNote } from '../rules/rule';
import { type Checked, claimsAt, type Documents } from './documents';
import { rangeIn, rangesIn, touches } from './positions';

export function registerNavigation(documents: Documents): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDefinitionProvider('*', {
      provideDefinition(document, position) {
        const checked = documents.of(document);
        return checked && destinations(checked, document.offsetAt(position));
      },
    }),
    vscode.languages.registerReferenceProvider('*', {
      provideReferences(document, position) {
        const checked = documents.of(document);
        const offset = document.offsetAt(position);
        return checked && destinations(checked, offset).map(asLocation);
      },
    }),
  );
}

function destinations(checked: Checked, offset: number): vscode.LocationLink[] {
  return checked.own.note ? claimLinesFor(checked, offset) : evidenceFor(checked, offset);
}

/** From a procedure code to the muscles that the linked note counts for it, else to the procedure's own words. */
function evidenceFor(checked: Checked, offset: number): vscode.LocationLink[] {
  for (const { claim, noteFor } of claimsAt(checked, offset)) {
    const line = lineAt(claim, offset);
    const code = line?.procedureCode;
    if (!line || !code) continue;
    const note = noteFor(line);
    const uri = note && checked.uriOf(note.path);
    if (!note || !uri) return [];
    const origin = rangeIn(checked.own.text, code.range);
    const place = rangesIn(note.text);
    return evidenceRanges(note, code.value).map((range) => link(origin, uri, place(range)));
  }
  return [];
}

/** Words of the note that a line with this code rests on. */
export function evidenceRanges({ note }: EncounterNote, code: string): readonly TextRange[] {
  const card = cardFor(code);
  if (card?.muscles) {
    const { performed, possible } = documentedMuscles(note, card.muscles.procedure);
    const mentions = performed.length > 0 ? performed : possible;
    if (mentions.length > 0) return mentions.map(({ range }) => range);
  }
  const named = note.header.billedCodes
    .filter((billed) => billed.code.value === code)
    .map((billed) => billed.code.range);
  const procedures = note.procedures.filter(({ kind }) => kind === card?.kind).map(({ range }) => range);
  return procedures.length > 0 ? procedures : named;
}

/** From a muscle or a procedure in a note to the claim lines whose code is about it. */
function claimLinesFor(checked: Checked, offset: number): vscode.LocationLink[] {
  const { note, text } = checked.own;
  const muscle = note?.muscles.find(({ range }) => touches(range, offset));
  const procedure =
    (muscle?.procedure === undefined ? undefined : note?.procedures[muscle.procedure]) ??
    note?.procedures.find(({ range }) => touches(range, offset));
  if (!procedure) return [];
  const origin = rangeIn(text, muscle?.range ?? procedure.range);
  return checked.all.flatMap((file) => {
    const uri = checked.uriOf(file.path);
    if (!uri) return [];
    const place = rangesIn(file.text);
    return file.claims.flatMap(({ claim, noteFor }) =>
      claim.serviceLines
        .filter((line) => noteFor(line)?.path === checked.path && kindOf(line) === procedure.kind)
        .map((line) => link(origin, uri, place(line.procedureCode?.range ?? line.range))),
    );
  });
}

function kindOf({ procedureCode }: ServiceLine): string | undefined {
  return procedureCode && cardFor(procedureCode.value)?.kind;
}

/** The line whose procedure code stands at the offset. */
function lineAt({ serviceLines }: Claim, offset: number): ServiceLine | undefined {
  return serviceLines.find(({ procedureCode }) => procedureCode && touches(procedureCode.range, offset));
}

function link(
  originSelectionRange: vscode.Range,
  targetUri: vscode.Uri,
  range: vscode.Range,
): vscode.LocationLink {
  return { originSelectionRange, targetUri, targetRange: range, targetSelectionRange: range };
}

function asLocation({ targetUri, targetRange }: vscode.LocationLink): vscode.Location {
  return new vscode.Location(targetUri, targetRange);
}

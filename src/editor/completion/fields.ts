// Completion at a field of a claim that the reader has found, whatever the format: an 837 element, a CSV cell, a FHIR code.
import * as vscode from 'vscode';
import { cardFor } from '../../codes';
import type { CodeTables } from '../../codes/tables';
import type { Claim } from '../../model/claim';
import type { TextRange } from '../../model/text';
import { serviceDate } from '../../rules/rule';
import { type Checked, claimsAt } from '../documents';
import { rangeIn, touches } from '../positions';
import { asItem, type OfferedField, offersFor, type Request } from './offers';

interface Found {
  readonly range: TextRange;
  readonly request: Omit<Request, 'written'>;
}

export function fieldItems(
  document: vscode.TextDocument,
  position: vscode.Position,
  checked: Checked,
  tables: CodeTables,
): vscode.CompletionList | undefined {
  const offset = document.offsetAt(position);
  const { own } = checked;
  const found = claimsAt(checked, offset)
    .map(({ claim }) => fieldAt(claim, offset))
    .find((field) => field !== undefined);
  if (found === undefined) return undefined;
  const range = rangeIn(own.text, found.range);
  const written = own.text.slice(found.range.start, offset);
  const offers = offersFor({ ...found.request, written }, tables);
  const items = offers.map((offer, index) => asItem(offer, index, range));
  return new vscode.CompletionList(items, true);
}

function fieldAt(claim: Claim, offset: number): Found | undefined {
  const at = (field: { readonly range: TextRange } | undefined) =>
    field !== undefined && touches(field.range, offset) ? field.range : undefined;
  for (const line of claim.serviceLines) {
    const card = cardFor(line.procedureCode?.value ?? '');
    const date = serviceDate(line);
    const told = { ...(card === undefined ? {} : { card }), ...(date === undefined ? {} : { date }) };
    const found = (field: OfferedField, range: TextRange | undefined): Found | undefined =>
      range && { range, request: { field, ...told } };
    const here =
      found('procedure code', at(line.procedureCode)) ??
      found('modifier', line.modifiers.map(at).find(Boolean)) ??
      found('place of service', at(line.placeOfService));
    if (here) return here;
  }
  const diagnosis = claim.diagnoses.map(({ code }) => at(code)).find(Boolean);
  const date = claim.serviceLines.map(serviceDate).find((each) => each !== undefined);
  if (diagnosis)
    return { range: diagnosis, request: { field: 'diagnosis', ...(date === undefined ? {} : { date }) } };
  const place = at(claim.placeOfService);
  return place && { range: place, request: { field: 'place of service' } };
}

// The card of whatever stands under the pointer in a claim: a procedure code, a modifier, a place of service, a diagnosis;
// and the name of the element or column that holds it.
import * as vscode from 'vscode';
import type { CheckedClaim } from '../check';
import {
  describeDiagnosis,
  describeMention,
  describeModifier,
  describePlaceOfService,
  describeProcedure,
  type LineContext,
  type LinkTo,
} from '../check/describe';
import { describePlace } from '../check/describe-place';
import type { CodeTables } from '../codes/tables';
import type { ServiceLine } from '../model/claim';
import type { TextRange } from '../model/text';
import { serviceDate } from '../rules/rule';
import type { Configurations } from './configuration';
import { type Checked, claimsAt, type Documents } from './documents';
import { placeLink, showPlaceCommand } from './places';
import { rangeIn, touches } from './positions';

interface Card {
  readonly range: TextRange;
  readonly markdown: string;
}

export function registerHover(
  documents: Documents,
  configurations: Configurations,
  tables: () => CodeTables,
): vscode.Disposable {
  return vscode.languages.registerHoverProvider('*', {
    provideHover(document, position) {
      const checked = documents.of(document);
      if (!checked) return undefined;
      const offset = document.offsetAt(position);
      const card = cardAt(checked, offset, tables());
      const place = describePlace(checked.own, offset, configurations.of(document.uri));
      const range = card?.range ?? place?.range;
      if (range === undefined) return undefined;
      const parts = [card, place].flatMap((part) => part?.markdown ?? []);
      const contents = parts.map((part) => {
        const markdown = new vscode.MarkdownString(part);
        markdown.isTrusted = { enabledCommands: [showPlaceCommand] };
        return markdown;
      });
      return new vscode.Hover(contents, rangeIn(checked.own.text, range));
    },
  });
}

function cardAt(checked: Checked, offset: number, tables: CodeTables): Card | undefined {
  const { note } = checked.own;
  if (note) {
    const mention = describeMention(note, offset);
    return mention && { range: mention.range, markdown: mention.markdown };
  }
  const link = linksInto(checked);
  for (const claim of claimsAt(checked, offset)) {
    for (const line of claim.claim.serviceLines) {
      const card = cardOnLine(claim, line, offset, tables, link);
      if (card) return card;
    }
    const card = cardOnClaim(claim, offset, tables);
    if (card) return card;
  }
  return undefined;
}

function cardOnLine(
  claim: CheckedClaim,
  line: ServiceLine,
  offset: number,
  tables: CodeTables,
  link: LinkTo,
): Card | undefined {
  const { procedureCode, modifiers, placeOfService } = line;
  if (procedureCode && touches(procedureCode.range, offset)) {
    const context = contextOf(claim, line);
    const date = serviceDate(line);
    const options = { tables, context, link, ...(date === undefined ? {} : { date }) };
    return { range: procedureCode.range, markdown: describeProcedure(procedureCode.value, options) };
  }
  const modifier = modifiers.find(({ range }) => touches(range, offset));
  if (modifier) {
    return {
      range: modifier.range,
      markdown: describeModifier(modifier.value, { context: contextOf(claim, line) }),
    };
  }
  // A place of service of the whole claim is about no line in particular.
  if (placeOfService && touches(placeOfService.range, offset)) {
    const isOwn = placeOfService.range.start !== claim.claim.placeOfService?.range.start;
    const options = isOwn ? { context: contextOf(claim, line) } : {};
    return { range: placeOfService.range, markdown: describePlaceOfService(placeOfService.value, options) };
  }
  return undefined;
}

function cardOnClaim({ claim }: CheckedClaim, offset: number, tables: CodeTables): Card | undefined {
  const { placeOfService, diagnoses, serviceLines } = claim;
  if (placeOfService && touches(placeOfService.range, offset)) {
    return { range: placeOfService.range, markdown: describePlaceOfService(placeOfService.value, {}) };
  }
  const diagnosis = diagnoses.find(({ code }) => touches(code.range, offset));
  if (!diagnosis?.isIcd10cm) return undefined;
  const date = serviceLines.map(serviceDate).find((found) => found !== undefined);
  const markdown = describeDiagnosis(diagnosis.code.value, {
    tables,
    ...(date === undefined ? {} : { date }),
  });
  return { range: diagnosis.code.range, markdown };
}

function contextOf({ claim, noteFor, link, judgements }: CheckedClaim, line: ServiceLine): LineContext {
  const note = noteFor(line);
  return { claim, line, judgements, noteCandidates: link.candidates, ...(note ? { note } : {}) };
}

/** Labels become links where their file can be opened; a note inside the claim file cannot. */
function linksInto({ uriOf }: Checked): LinkTo {
  return (label, { path, range }) => {
    const uri = uriOf(path);
    return uri ? `[${label}](${placeLink(uri, range)})` : label;
  };
}

// What can be offered at a field of a claim: codes by number and by words, modifiers that fit the code, diagnoses,
// places of service. From the bundled cards and from the tables that the coder imported.
import * as vscode from 'vscode';
import { allCards, allModifiers, allPlacesOfService, cardFor } from '../../codes';
import type { CodeCard } from '../../codes/card';
import type { CodeTables, FoundCode } from '../../codes/tables';
import { withPoint } from '../../rules/diagnoses';
import { today } from '../checker';

export type OfferedField = 'procedure code' | 'modifier' | 'diagnosis' | 'place of service';

/** What an item writes and under which words it is found. */
export interface Offer {
  readonly text: string;
  readonly description: string;
  readonly detail?: string;
  /** Sorts before the others. */
  readonly fits: boolean;
}

/** Where one writes, and what is known of the line. */
export interface Request {
  readonly field: OfferedField;
  /** What is written so far. */
  readonly written: string;
  readonly card?: CodeCard;
  /** ISO date of service. */
  readonly date?: string;
}

/** Codes of the imported tables are found by what is written; so many are enough to choose from. */
const mostFound = 60;
const shortestSearch = 2;

/** Offers for a field. Those from imported tables depend on what is written: the list is asked for anew with every key. */
export function offersFor(request: Request, tables: CodeTables): readonly Offer[] {
  switch (request.field) {
    case 'procedure code':
      return [...allCards().map(cardOffer), ...foundOffers(request, tables, ['hcpcs', 'procedure'])];
    case 'modifier':
      return modifierOffers(request.card);
    case 'diagnosis':
      return diagnosisOffers(request, tables);
    case 'place of service':
      return placeOffers(request.card);
  }
}

function cardOffer({ code, short, title }: CodeCard): Offer {
  return { text: code, description: short, detail: title, fits: true };
}

function foundOffers(
  { written, date }: Request,
  tables: CodeTables,
  kinds: readonly FoundCode['kind'][],
): readonly Offer[] {
  if (written.trim().length < shortestSearch) return [];
  const found = tables.search?.(written, date ?? today(), mostFound) ?? [];
  return found
    .filter(({ kind, code, billable }) => kinds.includes(kind) && billable && cardFor(code) === undefined)
    .map(({ code, title, vintage }) => ({ text: code, description: title, detail: vintage, fits: false }));
}

/** Those that support the card of the line stand first. */
function diagnosisOffers(request: Request, tables: CodeTables): readonly Offer[] {
  return foundOffers(request, tables, ['diagnosis']).map((offer) => ({
    ...offer,
    text: withPoint(offer.text),
  }));
}

/** Those of which the card says when they fit stand first; those that are wrong with the code are not offered. */
function modifierOffers(card: CodeCard | undefined): readonly Offer[] {
  const advised = new Set(card?.modifiers.advice.flatMap(({ codes }) => codes));
  const wrong = new Set(card?.modifiers.wrong.flatMap(({ codes }) => codes));
  return allModifiers()
    .filter(({ code }) => !wrong.has(code))
    .map(({ code, title, meaning }) => ({
      text: code,
      description: title,
      detail: meaning,
      fits: advised.has(code),
    }));
}

function placeOffers(card: CodeCard | undefined): readonly Offer[] {
  const places = card?.placesOfService;
  return allPlacesOfService()
    .filter(({ code }) => !places?.impossible.includes(code))
    .map(({ code, name, note }) => ({
      text: code,
      description: name,
      ...(note === undefined ? {} : { detail: note }),
      fits: places?.usual.includes(code) ?? code === '11',
    }));
}

/** An item that replaces `range` and is found by code and by words. */
export function asItem(
  { text, description, detail, fits }: Offer,
  index: number,
  range: vscode.Range,
  write: (text: string) => string = (plain) => plain,
): vscode.CompletionItem {
  const item = new vscode.CompletionItem({ label: text, description }, vscode.CompletionItemKind.Value);
  item.insertText = write(text);
  item.filterText = `${text} ${text.replace('.', '')} ${description}`;
  item.sortText = `${fits ? 0 : 1}${String(index).padStart(4, '0')}`;
  item.range = range;
  if (detail !== undefined) item.documentation = detail;
  return item;
}

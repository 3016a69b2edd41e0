// Completion in `.claim` files: keys of the section, codes by number and by words, modifiers that fit the code,
// places of service.
import * as vscode from 'vscode';
import { allCards, allModifiers, allPlacesOfService, cardFor } from '../codes';
import type { CodeCard } from '../codes/card';
import { type KeyDefinition, type SectionName, sections } from '../formats/claim-file/keys';
import { claimCursor } from './claim-cursor';
import type { Checked, Documents } from './documents';

/** Words that a key takes, with what they mean; the reader takes more. */
const choices: Partial<Record<KeyDefinition['kind'], readonly (readonly [string, string])[]>> = {
  sex: [
    ['F', 'female'],
    ['M', 'male'],
    ['U', 'unknown'],
  ],
  'claim-type': [
    ['professional', 'CMS-1500'],
    ['institutional', 'UB-04'],
    ['dental', 'ADA form'],
  ],
  'filing-indicator': [
    ['CI', 'commercial insurance'],
    ['BL', 'Blue Cross Blue Shield'],
    ['MB', 'Medicare Part B'],
    ['MC', 'Medicaid'],
    ['CH', 'TRICARE'],
    ['VA', 'Veterans Affairs'],
    ['WC', 'workers’ compensation'],
    ['AM', 'automobile insurance'],
  ],
};

/** What an item is replaced by and found under. */
interface Offer {
  readonly text: string;
  readonly description: string;
  readonly detail?: string;
  /** Sorts before the others. */
  readonly fits: boolean;
  /** Quotes keep a leading zero. */
  readonly quoted: boolean;
}

export function registerCompletion(documents: Documents): vscode.Disposable {
  return vscode.languages.registerCompletionItemProvider(
    { language: 'claim' },
    {
      provideCompletionItems(document, position) {
        const offset = document.offsetAt(position);
        const cursor = claimCursor(document.getText(), offset);
        if (!cursor) return [];
        if (cursor.at === 'key') return keyItems(cursor.section);
        const range = document.getWordRangeAtPosition(position) ?? new vscode.Range(position, position);
        const isQuoted = /["']$/.test(document.lineAt(position).text.slice(0, range.start.character));
        const card = cardOfLineAt(documents.of(document), offset);
        return offersFor(cursor.section, cursor.key, card).map((offer, index) =>
          asItem(offer, index, range, isQuoted),
        );
      },
    },
    ...[' ', '[', '"'],
  );
}

function keyItems(section: SectionName): vscode.CompletionItem[] {
  return sections[section]
    .filter(({ kind }) => kind !== 'unread')
    .map(({ name, description, box }, index) => {
      const item = new vscode.CompletionItem(
        { label: name, ...(box === undefined ? {} : { description: `box ${box}` }) },
        vscode.CompletionItemKind.Property,
      );
      item.insertText = `${name}: `;
      item.documentation = description;
      item.sortText = String(index).padStart(4, '0');
      item.command = { command: 'editor.action.triggerSuggest', title: 'Suggest values' };
      return item;
    });
}

function offersFor(section: SectionName, key: KeyDefinition, card: CodeCard | undefined): readonly Offer[] {
  if (section === 'service line' && key.name === 'code') return allCards().map(codeOffer);
  if (key.kind === 'modifiers' || key.name.startsWith('modifier ')) return modifierOffers(card);
  if (key.name === 'place of service') return placeOffers(card);
  return (choices[key.kind] ?? []).map(([text, description]) => ({
    text,
    description,
    fits: true,
    quoted: false,
  }));
}

function codeOffer({ code, short, title }: CodeCard): Offer {
  return { text: code, description: short, detail: title, fits: true, quoted: code.startsWith('0') };
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
      quoted: code.startsWith('0'),
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
      quoted: true,
    }));
}

function cardOfLineAt(checked: Checked | undefined, offset: number): CodeCard | undefined {
  const lines = checked?.own.claims.flatMap(({ claim }) => claim.serviceLines) ?? [];
  const line = lines.find(({ range }) => offset >= range.start && offset <= range.end);
  return line?.procedureCode && cardFor(line.procedureCode.value);
}

function asItem(offer: Offer, index: number, range: vscode.Range, isQuoted: boolean): vscode.CompletionItem {
  const { text, description, detail, fits, quoted } = offer;
  const item = new vscode.CompletionItem({ label: text, description }, vscode.CompletionItemKind.Value);
  item.insertText = quoted && !isQuoted ? `"${text}"` : text;
  item.filterText = `${text} ${description}`;
  item.sortText = `${fits ? 0 : 1}${String(index).padStart(4, '0')}`;
  item.range = range;
  if (detail !== undefined) item.documentation = detail;
  return item;
}

// Completion in `.claim` files: keys of the section, and values by what the key takes.
import * as vscode from 'vscode';
import { cardFor } from '../../codes';
import type { CodeTables } from '../../codes/tables';
import { type KeyDefinition, type SectionName, sections } from '../../formats/claim-file/keys';
import type { ServiceLine } from '../../model/claim';
import { serviceDate } from '../../rules/rule';
import { claimCursor } from '../claim-cursor';
import type { Checked } from '../documents';
import { asItem, type OfferedField, offersFor } from './offers';

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

/** Items at the cursor of a `.claim` file that is being written, and so can often not be read as a claim yet. */
export function claimFileItems(
  document: vscode.TextDocument,
  position: vscode.Position,
  checked: Checked | undefined,
  tables: CodeTables,
): vscode.CompletionList {
  const offset = document.offsetAt(position);
  const cursor = claimCursor(document.getText(), offset);
  if (!cursor) return new vscode.CompletionList([]);
  if (cursor.at === 'key') return new vscode.CompletionList(keyItems(cursor.section));
  const range = document.getWordRangeAtPosition(position, /[\w.]+/) ?? new vscode.Range(position, position);
  const before = document.lineAt(position).text.slice(0, range.start.character);
  const field = cursor.at === 'diagnosis' ? 'diagnosis' : fieldOf(cursor.section, cursor.key);
  if (field === undefined)
    return new vscode.CompletionList(choiceItems(cursor.at === 'value' ? cursor.key : undefined, range));
  const line = lineAt(checked, offset);
  const card = line?.procedureCode && cardFor(line.procedureCode.value);
  const date = line && serviceDate(line);
  const written = document.getText(new vscode.Range(range.start, position));
  const request = {
    field,
    written,
    ...(card === undefined ? {} : { card }),
    ...(date === undefined ? {} : { date }),
  };
  const isQuoted = /["']$/.test(before);
  // Quotes keep a leading zero.
  const write = (text: string) =>
    !isQuoted && (text.startsWith('0') || field === 'place of service') ? `"${text}"` : text;
  const items = offersFor(request, tables).map((offer, index) => asItem(offer, index, range, write));
  return new vscode.CompletionList(items, true);
}

function fieldOf(section: SectionName, key: KeyDefinition): OfferedField | undefined {
  if (section === 'service line' && key.name === 'code') return 'procedure code';
  if (key.kind === 'modifiers' || key.name.startsWith('modifier ')) return 'modifier';
  return key.name === 'place of service' ? 'place of service' : undefined;
}

function choiceItems(key: KeyDefinition | undefined, range: vscode.Range): vscode.CompletionItem[] {
  const offers = key === undefined ? [] : (choices[key.kind] ?? []);
  return offers.map(([text, description], index) => asItem({ text, description, fits: true }, index, range));
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

function lineAt(checked: Checked | undefined, offset: number): ServiceLine | undefined {
  const lines = checked?.own.claims.flatMap(({ claim }) => claim.serviceLines) ?? [];
  return lines.find(({ range }) => offset >= range.start && offset <= range.end);
}

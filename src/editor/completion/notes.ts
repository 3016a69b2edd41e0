// Completion in a note: names of muscles, and headings for what payers ask a note to show.
import * as vscode from 'vscode';
import { isGroup, muscles } from '../../codes/muscles/dictionary';
import { documentationElements } from '../../model/note';
import { elementInformation } from '../../notes';

export function noteItems(document: vscode.TextDocument, position: vscode.Position): vscode.CompletionItem[] {
  const before = document.lineAt(position).text.slice(0, position.character);
  return [...(/^\s*[\w ]*$/.test(before) ? headingItems() : []), ...muscleItems()];
}

function muscleItems(): vscode.CompletionItem[] {
  return muscles.map((muscle) => {
    const item = new vscode.CompletionItem(
      { label: muscle.name, description: isGroup(muscle) ? 'group: name each muscle' : 'muscle' },
      vscode.CompletionItemKind.Text,
    );
    item.sortText = `${isGroup(muscle) ? 1 : 0}${muscle.name}`;
    return item;
  });
}

function headingItems(): vscode.CompletionItem[] {
  return documentationElements.map((element, index) => {
    const { heading, why } = elementInformation(element);
    const item = new vscode.CompletionItem(
      { label: `${heading}:`, description: 'heading' },
      vscode.CompletionItemKind.Struct,
    );
    item.insertText = `${heading}: `;
    item.documentation = why;
    item.sortText = `2${String(index).padStart(3, '0')}`;
    return item;
  });
}

// Outline, breadcrumbs, sticky scroll and folding, from the parts that the readers name.
import * as vscode from 'vscode';
import type { OutlineItem } from '../model/claim';
import type { Note } from '../model/note';
import type { TextRange } from '../model/text';
import type { Checked, Documents } from './documents';
import { rangesIn } from './positions';

const kinds: Readonly<Record<OutlineItem['kind'], vscode.SymbolKind>> = {
  file: vscode.SymbolKind.File,
  group: vscode.SymbolKind.Package,
  claim: vscode.SymbolKind.Class,
  'service-line': vscode.SymbolKind.Method,
  party: vscode.SymbolKind.Object,
  diagnoses: vscode.SymbolKind.Array,
  section: vscode.SymbolKind.Namespace,
};

type Place = (range: TextRange) => vscode.Range;

export function registerOutline(documents: Documents): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.languages.registerDocumentSymbolProvider(
      '*',
      {
        provideDocumentSymbols(document) {
          const checked = documents.of(document);
          return checked && itemsOf(checked).map((item) => asSymbol(item, rangesIn(checked.own.text)));
        },
      },
      { label: 'Claimlint' },
    ),
    vscode.languages.registerFoldingRangeProvider('*', {
      provideFoldingRanges(document) {
        const checked = documents.of(document);
        return checked && foldingRanges(itemsOf(checked), rangesIn(checked.own.text));
      },
    }),
  );
}

function itemsOf({ own }: Checked): readonly OutlineItem[] {
  return own.document?.outline ?? (own.note ? noteItems(own.note) : []);
}

function noteItems({ sections }: Note): readonly OutlineItem[] {
  return sections
    .filter(({ title }) => title.trim() !== '')
    .map(({ title, range, heading }) => ({
      name: title,
      kind: 'section',
      range,
      selection: heading,
      children: [],
    }));
}

function asSymbol(
  { name, kind, range, selection, children }: OutlineItem,
  place: Place,
): vscode.DocumentSymbol {
  const whole = place(range);
  const selected = place(selection);
  // VS Code refuses a symbol whose selection lies outside of it.
  const symbol = new vscode.DocumentSymbol(
    name.trim() === '' ? kind : name,
    '',
    kinds[kind],
    whole.union(selected),
    selected,
  );
  symbol.children = children.map((child) => asSymbol(child, place));
  return symbol;
}

function foldingRanges(items: readonly OutlineItem[], place: Place): vscode.FoldingRange[] {
  return items.flatMap((item) => {
    const { start, end } = place(item.range);
    const last = end.character === 0 ? end.line - 1 : end.line;
    const own = last > start.line ? [new vscode.FoldingRange(start.line, last)] : [];
    return [...own, ...foldingRanges(item.children, place)];
  });
}

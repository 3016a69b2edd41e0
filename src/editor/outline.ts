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

/** More than this takes VS Code seconds to draw. */
const mostSymbols = 5000;
/** VS Code's own limit (`editor.foldingMaximumRegions`). */
const mostFolds = 5000;

/** In milliseconds; what takes less is there when it is asked for. */
const longRead = 50;

export function registerOutline(documents: Documents): vscode.Disposable {
  const symbols = keptWhileTyping((checked) => {
    const items = itemsOf(checked);
    return symbolsOf(items, rangesIn(checked.own.text), depthFor(items));
  });
  const folds = keptWhileTyping((checked) => {
    const ranges: vscode.FoldingRange[] = [];
    addFoldingRanges(itemsOf(checked), rangesIn(checked.own.text), ranges);
    return ranges;
  });
  const changed = new vscode.EventEmitter<void>();
  return vscode.Disposable.from(
    changed,
    // A large file is asked for its folds before it is read.
    documents.onDidCheck(({ isWhole, milliseconds }) => {
      if (isWhole && milliseconds > longRead) changed.fire();
    }),
    vscode.languages.registerDocumentSymbolProvider(
      '*',
      { provideDocumentSymbols: (document) => symbols(documents.of(document)) },
      { label: 'Claimlint' },
    ),
    vscode.languages.registerFoldingRangeProvider('*', {
      onDidChangeFoldingRanges: changed.event,
      provideFoldingRanges: (document) => folds(documents.of(document)),
    }),
  );
}

/** The outline of a large file takes as long to make as to draw: until a pause in typing the last one stands. */
function keptWhileTyping<T>(make: (checked: Checked) => T): (checked: Checked | undefined) => T | undefined {
  let last: { readonly document: vscode.TextDocument; readonly made: T } | undefined;
  return (checked) => {
    if (!checked) return undefined;
    if (checked.isWhole) last = { document: checked.document, made: make(checked) };
    return last?.document === checked.document ? last.made : undefined;
  };
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

/** How deep the outline goes: a batch of thousands of claims is told by its claims, without their lines. */
function depthFor(items: readonly OutlineItem[]): number {
  let depth = 0;
  let level = items;
  for (let count = 0; level.length > 0; depth++) {
    count += level.length;
    if (count > mostSymbols && depth > 0) return depth;
    level = level.flatMap(({ children }) => children);
  }
  return depth;
}

function symbolsOf(items: readonly OutlineItem[], place: Place, depth: number): vscode.DocumentSymbol[] {
  return depth === 0
    ? []
    : items.slice(0, mostSymbols).map((item) => {
        const symbol = asSymbol(item, place);
        symbol.children = symbolsOf(item.children, place, depth - 1);
        return symbol;
      });
}

function asSymbol({ name, kind, range, selection }: OutlineItem, place: Place): vscode.DocumentSymbol {
  const whole = place(range);
  const selected = place(selection);
  // VS Code refuses a symbol whose selection lies outside of it.
  return new vscode.DocumentSymbol(
    name.trim() === '' ? kind : name,
    '',
    kinds[kind],
    whole.union(selected),
    selected,
  );
}

/** Outermost first, as many as VS Code takes. */
function addFoldingRanges(items: readonly OutlineItem[], place: Place, ranges: vscode.FoldingRange[]): void {
  for (const item of items) {
    if (ranges.length >= mostFolds) return;
    const { start, end } = place(item.range);
    const last = end.character === 0 ? end.line - 1 : end.line;
    if (last > start.line) ranges.push(new vscode.FoldingRange(start.line, last));
    addFoldingRanges(item.children, place, ranges);
  }
}

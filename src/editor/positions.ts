// Between the core's offsets and VS Code's positions, and between its paths and VS Code's addresses.
import * as vscode from 'vscode';
import { lineStarts, positionAt, type TextRange } from '../model/text';

/** The core names a document by its address without percent signs, so that file names in claims compare as written. */
export function pathOf(uri: vscode.Uri): string {
  return uri.toString(true);
}

/** The same as VS Code's own `document.positionAt`, for texts that are not open in an editor. */
export function rangeIn(text: string, range: TextRange): vscode.Range {
  return rangesIn(text)(range);
}

interface Lines {
  readonly text: string;
  readonly starts: readonly number[];
}

/** Every feature asks for the places of the text that was just checked, and for those of the claim or note beside it. */
let known: readonly Lines[] = [];
const mostKnown = 2;

function startsOf(text: string): readonly number[] {
  const found = known.find((lines) => lines.text === text) ?? { text, starts: lineStarts(text) };
  if (found !== known[0]) known = [found, ...known.filter((lines) => lines !== found)].slice(0, mostKnown);
  return found.starts;
}

/** `rangeIn` for many ranges of one text: the lines are looked for once. */
export function rangesIn(text: string): (range: TextRange) => vscode.Range {
  const starts = startsOf(text);
  const position = (offset: number) => {
    const { line, character } = positionAt(starts, offset);
    return new vscode.Position(line, character);
  };
  return ({ start, end }) => new vscode.Range(position(start), position(end));
}

/** Whether an offset lies in a range or directly behind it, where the cursor stands after typing a word. */
export function touches(range: TextRange, offset: number): boolean {
  return offset >= range.start && offset <= range.end;
}

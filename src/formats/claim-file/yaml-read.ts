// YAML text → documents, with limits on depth and length. Never throws; what is wrong is a problem.
import { CST, Lexer, Parser } from 'yaml';
import { rangeOf, type TextRange } from '../../model/text';
import { build } from './yaml-build';
import {
  addReport,
  at,
  checkEnd,
  checkIndent,
  type Report,
  type Reports,
  strayText,
  tooLongText,
} from './yaml-problems';
import type { Builder } from './yaml-scalar';
import type { YamlDocument, YamlTree } from './yaml-tree';

/** Deeper than any claim by far; keeps the recursion below shallow. */
const deepest = 24;
/** A hundred pages of claims; more than anyone writes by hand, and read in well under a second. */
const mostCharacters = 256_000;
const mostTokens = 160_000;
/** What the lexer says between pieces of text; no text of the file. */
const marks: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

/** Reads YAML. Time linear in the length of the text, which is read up to a stated limit. */
export function readYaml(text: string): YamlTree {
  const reports: Reports = { text, byLine: new Map(), count: 0 };
  const repeated: TextRange[] = [];
  const documents: YamlDocument[] = [];
  const end = limitOf(text);
  const report: Report = (...problem) => addReport(reports, ...problem);
  for (const token of topTokens(text.slice(0, end), report)) {
    if (token.type === 'document') documents.push(readDocument(token, text, report, repeated));
    else if (token.type === 'error') report(at(token), strayText);
    else if (token.type === 'doc-end') checkEnd(token.end, report);
  }
  if (end < text.length) report(rangeOf(end, end), tooLongText);
  const problems = [...reports.byLine.values()].sort((a, b) => a.range.start - b.range.start);
  return { documents, problems, repeated };
}

/** The length of the text, or the start of a line near the limit that begins a claim. */
function limitOf(text: string): number {
  if (text.length <= mostCharacters) return text.length;
  const match = /[\r\n][^\s#][^\r\n]*$/.exec(text.slice(mostCharacters - 4000, mostCharacters));
  return match === null ? mostCharacters : mostCharacters - 4000 + match.index + 1;
}

/** Tokens of the whole stream, up to the limits of depth and length. */
function topTokens(text: string, report: Report): readonly CST.Token[] {
  const parser = new Parser();
  const tokens: CST.Token[] = [];
  let offset = 0;
  let lexemes = 0;
  // A lone CR ends a line in editors but not in YAML; the lengths are the same.
  for (const lexeme of new Lexer().lex(text.replace(/\r(?!\n)/g, '\n'))) {
    for (const token of parser.next(lexeme)) tokens.push(token);
    if (!marks.has(lexeme)) offset += lexeme.length;
    lexemes += 1;
    if (parser.stack.length > deepest) {
      report(
        rangeOf(offset - lexeme.length, offset),
        'Lists or groups are nested too deeply here; a claim never needs that. Nothing after this place is read.',
      );
      return tokens;
    }
    if (lexemes > mostTokens) {
      report(rangeOf(offset, offset), tooLongText);
      break;
    }
  }
  for (const token of parser.end()) tokens.push(token);
  return tokens;
}

function readDocument(
  document: CST.Document,
  text: string,
  report: Report,
  repeated: TextRange[],
): YamlDocument {
  for (const token of document.start) if (token.type === 'space') checkIndent(token, text, report);
  checkEnd(document.end, report);
  const builder: Builder = { text, report, anchors: new Map(), repeated, blocks: 0 };
  const root = document.value === undefined ? undefined : build(builder, document.value, document.start);
  const start = document.start.find((token) => token.type === 'doc-start')?.offset ?? document.offset;
  return { root, range: rangeOf(start, root?.range.end ?? start) };
}

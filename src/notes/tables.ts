// Tables in a note: rows of cells between bars, tabs or wide gaps, under a row of titles.
// A column of the table may give the side (Left, Right, Side), tell whether the muscle was treated, or hold a finding.
import type { Side } from '../model/note';
import { dateWithin, isoText, isSameDay } from './dates';
import type { Act } from './lexicon';
import { isRule, type Line } from './lines';
import { type Piece, pieceText, type Reading } from './piece';
import { shape, type Tokens } from './tokens';

export interface Cell {
  readonly from: number;
  readonly to: number;
}

/** What the columns of a row say of the muscles in it. */
export interface RowVerdict {
  readonly status?: 'performed' | 'negated' | 'planned' | 'historical';
  readonly side?: Side;
  /** The act that a column is headed by. */
  readonly act?: Act;
  readonly because: string;
}

type Role =
  | 'date'
  | 'this-visit'
  | 'other-visit'
  | 'muscle'
  | 'side'
  | 'left'
  | 'right'
  | 'done'
  | 'other-act'
  | 'finding'
  | 'later'
  | 'detail';

interface Column {
  readonly role: Role;
  /** First character of the title, for tables that are kept in line by spaces. */
  readonly start: number;
  readonly act?: Act;
}

export interface Table {
  readonly columns: readonly Column[];
  readonly byPosition: boolean;
  /** What parts the cells: a bar, or the mark of a list that a program wrote; none for gaps. */
  readonly mark: string;
  /** Where rows are visits: the day of the latest. */
  readonly latest?: string;
  readonly first: Line;
  readonly rows: readonly Line[];
}

const wideGap = 3;

function isBar(tokens: Tokens, at: number, mark = '|'): boolean {
  return tokens.text[tokens.start[at] ?? 0] === mark && (tokens.end[at] ?? 0) - (tokens.start[at] ?? 0) === 1;
}

/** The mark that parts the cells of a row of titles: a bar, or two semicolons and more. */
function markOfTitles(tokens: Tokens, line: Line): string {
  let semicolons = 0;
  for (let at = line.from; at < line.to; at++) {
    if (isBar(tokens, at)) return '|';
    if (isBar(tokens, at, ';')) semicolons++;
  }
  return semicolons >= 2 ? ';' : '|';
}

/** The cells of a line, by bars, else by tabs or gaps of three spaces and more. */
export function cellsOf(tokens: Tokens, line: Line, mark: string): { cells: readonly Cell[]; bars: boolean } {
  const cells: Cell[] = [];
  let bars = 0;
  for (let at = line.from; at < line.to; at++) if (isBar(tokens, at, mark)) bars++;
  let from = line.from;
  const close = (to: number) => {
    cells.push({ from, to });
  };
  if (bars >= 1) {
    for (let at = line.from; at < line.to; at++) {
      if (!isBar(tokens, at, mark)) continue;
      if (at > line.from) close(at);
      from = at + 1;
    }
    if (from < line.to) close(line.to);
    return { cells, bars: true };
  }
  for (let at = line.from + 1; at < line.to; at++) {
    const before = tokens.end[at - 1] ?? 0;
    const start = tokens.start[at] ?? 0;
    const gap = start - before;
    const hasTab = gap > 0 && tokens.text.slice(before, start).includes('\t');
    if (gap < wideGap && !hasTab) continue;
    close(at);
    from = at;
  }
  close(line.to);
  return { cells, bars: false };
}

/** A quick look: bars, a tab or a wide gap inside the line. */
export function mayBeTable(tokens: Tokens, line: Line): boolean {
  const start = tokens.start[line.from] ?? 0;
  const written = tokens.text.slice(start, tokens.end[line.to - 1]);
  return (
    written.includes('|') ||
    written.includes('\t') ||
    written.includes('   ') ||
    (written.includes(';') && written.indexOf(';') !== written.lastIndexOf(';'))
  );
}

type PiecesOf = (from: number, to: number) => readonly Piece[];

const doneTitle =
  /^(treated|needled|performed|done|today|dn|tdn|dry needled|dry needling|injected|needles?( used| #)?|# ?(of )?needles|no\.? (of )?needles|needle count|treated today|y\/n|yes\/no|tx|✓|completed|units|dose|units injected|insertions)\b/i;
const findingTitle =
  /^(ttp|tender|tenderness|palpation|tone|pain|finding|findings|trps?|trigger points?|taut|rom|strength|mmt|exam|grade|assessed|referral|notes?)\b/i;
const laterTitle = /^(next|nv|plan|planned|to do|future|next visit|proposed)\b/i;
const muscleTitle =
  /^(muscles?|sites?|locations?|structures?|targets?|areas?|region|body part|muscle name|muscle treated|muscles treated|muscle\/site)\b/i;
const dateTitle = /^(date|dos|date of (service|visit|treatment)|visit date|tx date|session date)$/i;
const sideTitle = /^(sides?|laterality|r\/l|l\/r|lat|rt\/lt)\b/i;

function roleOf(tokens: Tokens, cell: Cell, pieces: readonly Piece[]): { role: Role; act?: Act } | undefined {
  if (cell.to <= cell.from) return { role: 'detail' };
  const title = tokens.text
    .slice(tokens.start[cell.from], tokens.end[cell.to - 1])
    .replace(/^[*_#\s]+|[*_\s]+$/g, '');
  if (pieces.some((piece) => piece.is === 'muscle')) return undefined;
  const act = pieces.find(
    (piece): piece is Piece & { is: 'act' } => piece.is === 'act' && piece.act.kind !== 'none',
  );
  const withAct =
    act === undefined || act.act.kind === 'infer' || act.act.form === 'tool' ? {} : { act: act.act };
  if (dateTitle.test(title)) return { role: 'date' };
  if (sideTitle.test(title)) return { role: 'side' };
  if (muscleTitle.test(title)) return { role: 'muscle', ...withAct };
  if (laterTitle.test(title)) return { role: 'later' };
  if (doneTitle.test(title)) return { role: 'done', ...withAct };
  const side = pieces.length <= 2 ? pieces.find((piece) => piece.is === 'side') : undefined;
  if (side?.is === 'side' && (side.side === 'left' || side.side === 'right')) return { role: side.side };
  if (findingTitle.test(title)) return { role: 'finding' };
  if (act?.act.form === 'finding') return { role: 'finding' };
  if (act !== undefined && act.act.kind !== 'infer') {
    const needles = ['needling', 'injection', 'chemodenervation', 'emg'].includes(act.act.kind);
    return { role: needles ? 'done' : 'other-act', act: act.act };
  }
  return { role: 'detail' };
}

/** The table that begins at line `index`, when the line is a row of titles and rows follow. */
export function tableAt(
  reading: Reading,
  lines: readonly Line[],
  index: number,
  to: number,
  piecesOf: PiecesOf,
): Table | undefined {
  const { tokens } = reading;
  const first = lines[index];
  if (first === undefined || first.to > to) return undefined;
  const mark = markOfTitles(tokens, first);
  const { cells, bars } = cellsOf(tokens, first, mark);
  if (cells.length < 2 || (cells.length < 3 && !bars && !looksSided(tokens, cells))) return undefined;
  const columns: Column[] = [];
  const titleOf = (cell: Cell) =>
    cell.to <= cell.from ? '' : tokens.text.slice(tokens.start[cell.from], tokens.end[cell.to - 1]);
  const lastDated = cells.filter((cell) => roleOfDate(reading, titleOf(cell), true) !== undefined).at(-1);
  for (const cell of cells) {
    const dated = roleOfDate(reading, titleOf(cell), cell === lastDated);
    if (dated !== undefined) {
      columns.push({ role: dated, start: columnStart(tokens, first, cell) });
      continue;
    }
    const role = roleOf(tokens, cell, piecesOf(cell.from, cell.to));
    if (role === undefined) return undefined;
    columns.push({ ...role, start: columnStart(tokens, first, cell) });
  }
  const useful = columns.filter((column) => column.role !== 'detail').length;
  if (useful < 2 && !(useful === 1 && bars && columns.length > 1 && columns[0]?.role === 'muscle'))
    return undefined;
  const has = (role: Role) => columns.some((column) => column.role === role);
  const visits = columns.filter(
    (column) => column.role === 'this-visit' || column.role === 'other-visit',
  ).length;
  if (visits === 1) return undefined;
  if (!bars && !has('muscle') && !(has('left') && has('right')) && visits < 2) return undefined;
  const rows: Line[] = [];
  for (let at = index + 1; at < lines.length; at++) {
    const line = lines[at];
    if (line === undefined || line.to > to) break;
    const isGap = line.from - (lines[at - 1]?.to ?? line.from) > (at === index + 1 ? 3 : 2);
    if (isGap) break;
    if (isRule(tokens, line) || isTableRule(tokens, line)) continue;
    const own = cellsOf(tokens, line, mark);
    if (own.bars !== bars) break;
    if (!bars && own.cells.length < 2 && !startsAtColumn(tokens, line, columns)) break;
    rows.push(line);
  }
  if (rows.length === 0) return undefined;
  const table: Table = { columns, byPosition: !bars, mark, first, rows };
  const days = has('date') ? rows.flatMap((row) => dayOfRow(tokens, table, row) ?? []) : [];
  const latest = [...days].sort().at(-1);
  return latest === undefined ? table : { ...table, latest };
}

/** The ISO day in the date column of a row. */
function dayOfRow(tokens: Tokens, table: Table, line: Line): string | undefined {
  const { cells } = cellsOf(tokens, line, table.mark);
  for (const [index, cell] of cells.entries()) {
    if (columnOf(table, tokens, line, cell, index)?.role !== 'date' || cell.to <= cell.from) continue;
    const date = dateWithin(tokens.text, tokens.start[cell.from] ?? 0, tokens.end[cell.to - 1] ?? 0);
    return date === undefined ? undefined : isoText(date);
  }
  return undefined;
}

function looksSided(tokens: Tokens, cells: readonly Cell[]): boolean {
  return cells.every((cell) =>
    /^(l|r|left|right|lt|rt|left side|right side)\W*$/i.test(
      tokens.text.slice(tokens.start[cell.from], tokens.end[cell.to - 1]),
    ),
  );
}

function columnStart(tokens: Tokens, line: Line, cell: Cell): number {
  const lineStart = (tokens.start[line.from] ?? 0) - line.indent;
  return (tokens.start[cell.from] ?? 0) - lineStart;
}

function startsAtColumn(tokens: Tokens, line: Line, columns: readonly Column[]): boolean {
  const start = columnStart(tokens, line, { from: line.from, to: line.to });
  return (
    columns.some((column) => Math.abs(column.start - start) <= 2) &&
    (tokens.end[line.to - 1] ?? 0) - (tokens.start[line.from] ?? 0) < 40
  );
}

/** `|---|:--:|` and `----- -----`. */
function isTableRule(tokens: Tokens, line: Line): boolean {
  for (let at = line.from; at < line.to; at++) {
    const mark = tokens.text[tokens.start[at] ?? 0] ?? '';
    if (((tokens.shape[at] ?? 0) & shape.mark) === 0 || !'|-:=+–—'.includes(mark)) return false;
  }
  return true;
}

/** Columns that are visits: the one of the day that is read, and the others. */
function roleOfDate(reading: Reading, title: string, lastDate: boolean): Role | undefined {
  const date = dateWithin(title, 0, title.length);
  if (date === undefined || date.start > 0 || date.end < title.length) return undefined;
  const isThis = reading.day === undefined ? lastDate : isSameDay(date, reading.day);
  return isThis ? 'this-visit' : 'other-visit';
}

export interface Row {
  readonly line: Line;
  /** Cells whose muscles are to be read, each with what the columns say. */
  readonly entries: readonly { readonly cell: Cell; readonly verdict: RowVerdict }[];
}

function columnOf(table: Table, tokens: Tokens, line: Line, cell: Cell, index: number): Column | undefined {
  if (!table.byPosition) return table.columns[index];
  const start = columnStart(tokens, line, cell);
  let best: Column | undefined;
  for (const column of table.columns)
    if (best === undefined || Math.abs(column.start - start) < Math.abs(best.start - start)) best = column;
  return best;
}

type Mark = 'yes' | 'no' | 'later' | 'empty' | 'words';

function markOf(tokens: Tokens, cell: Cell): Mark {
  if (cell.to <= cell.from) return 'empty';
  const written = tokens.text.slice(tokens.start[cell.from], tokens.end[cell.to - 1]).trim();
  if (/^[-–—.\s]*$/.test(written)) return 'empty';
  if (
    /^(0|no|n|none|nil|n\/a|not (done|needled|treated|performed)|no\b.*|deferred|held|declined|refused|☐|\[\s*\]|avoided|hold|skipped|omitted|contraindicated|x?not today)$/i.test(
      written,
    )
  )
    return 'no';
  if (/\b(next visit|nv|planned|plan|next session|consider)\b/i.test(written)) return 'later';
  if (
    /^(x+|✓|✔|☑|☒|\[x\]|yes|y|\+{1,3}|done|performed|needled|treated|\d{1,3}\+?(\s*(needles?|x|u|units?|ml|cc|insertions?))?.*)$/i.test(
      written,
    )
  )
    return 'yes';
  return 'words';
}

/** Reads a row by its columns. */
export function readRow(reading: Reading, table: Table, line: Line, piecesOf: PiecesOf): Row {
  const { tokens } = reading;
  const { cells } = cellsOf(tokens, line, table.mark);
  const entries: { cell: Cell; verdict: RowVerdict }[] = [];
  const sides = new Set<'left' | 'right'>();
  let sided = 0;
  let hasWords = false;
  let sideCell: Side | undefined;
  let status: RowVerdict['status'];
  let act: Act | undefined;
  let because = '';
  const held: { cell: Cell; column: Column }[] = [];
  cells.forEach((cell, index) => {
    const column = columnOf(table, tokens, line, cell, index);
    if (column === undefined) return;
    const pieces = piecesOf(cell.from, cell.to);
    if (
      pieces.some((piece) => piece.is === 'muscle') &&
      column.role !== 'finding' &&
      column.role !== 'other-act'
    ) {
      held.push({ cell, column });
      return;
    }
    const mark = markOf(tokens, cell);
    if (column.role === 'muscle' || column.role === 'detail') sideCell ??= sideOfPlace(pieces);
    if (column.role === 'left' || column.role === 'right') {
      sided++;
      if (mark === 'yes' || mark === 'words') sides.add(column.role);
      if (mark === 'words') hasWords = true;
    } else if (column.role === 'side') sideCell = sideIn(tokens, pieces) ?? sideCell;
    else if (column.role === 'done') {
      if (mark === 'yes' || mark === 'words') {
        status = 'performed';
        act = column.act ?? act;
        because = 'its column in the table is marked';
      } else if (status === undefined && (mark === 'no' || (mark === 'empty' && column.act !== undefined))) {
        status = 'negated';
        because = 'its column in the table is empty or says no';
      } else if (mark === 'later') {
        status = 'planned';
        because = 'the table says for later';
      }
    } else if (column.role === 'this-visit') {
      if (mark === 'no' || mark === 'empty' || mark === 'later') {
        status = mark === 'later' ? 'planned' : 'negated';
        because = 'its column for this visit is not marked';
      }
    } else if (column.role === 'later' && status === undefined && mark === 'yes') {
      status = 'planned';
      because = 'marked in the column for later';
    } else if (column.role === 'detail' && mark === 'no' && status === undefined) {
      status = 'negated';
      because = 'the table says that it was not done';
    }
  });
  // Where titles are kept in line by spaces, an empty cell leaves nothing to read.
  const roles = new Set(table.columns.map((column) => column.role));
  if (table.byPosition && sided === 0 && sideCell === undefined && roles.has('left') && roles.has('right'))
    sided = 2;
  if (table.latest !== undefined) {
    const day = dayOfRow(tokens, table, line);
    if (day !== undefined && day !== (reading.day ?? table.latest)) {
      status = 'historical';
      because = `its row of the table is of ${day}`;
    }
  }
  for (const { cell, column } of held) {
    const own = column.role === 'left' || column.role === 'right' ? column.role : undefined;
    const side = own ?? (sided > 0 ? (sides.size === 2 ? 'both' : [...sides][0]) : undefined) ?? sideCell;
    const off = own === undefined && sided > 0 && sides.size === 0;
    const later = column.role === 'later';
    const ticked = own === undefined && sides.size > 0 && !hasWords;
    const listed = status === undefined && (column.act !== undefined || ticked) ? 'performed' : status;
    const settled = later ? 'planned' : off && status === undefined ? 'negated' : listed;
    const done = act ?? column.act;
    entries.push({
      cell,
      verdict: {
        ...(settled === undefined ? {} : { status: settled }),
        ...(side === undefined ? {} : { side }),
        ...(done === undefined ? {} : { act: done }),
        because: off && status === undefined ? 'no side is marked in the table' : because,
      },
    });
  }
  return { line, entries };
}

/** "R hip" in a column of places. */
function sideOfPlace(pieces: readonly Piece[]): Side | undefined {
  const only = pieces.every((piece) => piece.is === 'side' || piece.is === 'region' || piece.is === 'filler');
  const side = pieces.find((piece) => piece.is === 'side');
  return only && side?.is === 'side' && side.side !== 'one' ? side.side : undefined;
}

function sideIn(tokens: Tokens, pieces: readonly Piece[]): Side | undefined {
  const found = new Set<Side>();
  for (const piece of pieces) {
    if (piece.is === 'side' && piece.side !== 'one') found.add(piece.side);
    else if (piece.is === 'word' && /^(b|bi)$/i.test(pieceText(tokens, piece))) found.add('both');
  }
  if (found.has('both') || (found.has('left') && found.has('right'))) return 'both';
  return [...found][0];
}

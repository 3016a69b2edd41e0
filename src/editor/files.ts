// The texts of the workspace's files: as they stand in an open editor, else as VS Code decodes them from the disk.
// Texts from the disk are kept until the file changes.
import * as vscode from 'vscode';

/** Files above this are read only when they are opened: a note of 500 KB would be a book. */
export const largestNeighbour = 1_000_000;
/** A folder with more is no folder of one clinic's open work; the nearest files are looked at first. */
const mostNeighbours = 500;

/** Endings under which claims and notes are kept; what a file is, its content tells. */
const endings = 'claim,note,soap,txt,md,837,x12,edi,clm,dat,hl7,csv,tsv,json,ndjson,jsonl';
const neverLookedInto = '**/{node_modules,.git,dist,out,build}/**';

export class Files implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  /** A file of a kind that may be a claim or a note was created, changed on the disk or deleted. */
  readonly onDidChange = this.#changed.event;
  readonly #texts = new Map<string, Promise<string | undefined>>();
  readonly #lists = new Map<string, Promise<readonly vscode.Uri[]>>();
  readonly #subscriptions: vscode.Disposable[];

  constructor() {
    const watcher = vscode.workspace.createFileSystemWatcher(`**/*.{${endings}}`);
    this.#subscriptions = [
      this.#changed,
      watcher,
      watcher.onDidChange((uri) => void this.#reread(uri)),
      watcher.onDidCreate((uri) => {
        this.#lists.clear();
        void this.#reread(uri);
      }),
      watcher.onDidDelete((uri) => {
        this.#lists.clear();
        this.#texts.delete(uri.toString());
        this.#changed.fire(uri);
      }),
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.#lists.clear()),
    ];
  }

  /** The text of a file, or undefined when it is gone, too large or binary. */
  text(uri: vscode.Uri): Promise<string | undefined> {
    const open = openDocument(uri);
    if (open) return Promise.resolve(open.getText());
    // Outside the workspace nobody tells when a file changes.
    if (!vscode.workspace.getWorkspaceFolder(uri)) return readText(uri);
    const key = uri.toString();
    const known = this.#texts.get(key) ?? readText(uri);
    this.#texts.set(key, known);
    return known;
  }

  /** Files that may be claims or notes in the workspace folder of `uri`, else in its own folder; the nearest first. */
  around(uri: vscode.Uri): Promise<readonly vscode.Uri[]> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder && uri.scheme === 'untitled') return Promise.resolve([]);
    const root = folder?.uri ?? vscode.Uri.joinPath(uri, '..');
    const key = `${root} ${vscode.Uri.joinPath(uri, '..')}`;
    const known = this.#lists.get(key) ?? (folder ? filesIn(folder, uri) : filesBeside(root));
    this.#lists.set(key, known);
    return known;
  }

  /** Files of the workspace folder of `uri` that one of the patterns names. */
  async matching(uri: vscode.Uri, patterns: readonly string[]): Promise<readonly vscode.Uri[]> {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    if (!folder || patterns.length === 0) return [];
    const found = await Promise.all(
      patterns.map((pattern) =>
        vscode.workspace.findFiles(
          new vscode.RelativePattern(folder, pattern),
          neverLookedInto,
          mostNeighbours,
        ),
      ),
    );
    return found.flat();
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  /** Tells of a file only if it reads otherwise than before: watchers also report files that were merely touched. */
  async #reread(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const before = this.#texts.get(key);
    const now = readText(uri);
    this.#texts.set(key, now);
    if (before === undefined || (await before) !== (await now)) this.#changed.fire(uri);
  }
}

/** Every file of the workspace that may be a claim or a note, for a check of all. */
export function allFiles(limit: number): Thenable<vscode.Uri[]> {
  return vscode.workspace.findFiles(`**/*.{${endings}}`, neverLookedInto, limit);
}

export function openDocument(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = uri.toString();
  return vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.toString() === key,
  );
}

async function readText(uri: vscode.Uri): Promise<string | undefined> {
  try {
    const { size } = await vscode.workspace.fs.stat(uri);
    if (size > largestNeighbour) return undefined;
    return await vscode.workspace.decode(await vscode.workspace.fs.readFile(uri), { uri });
  } catch {
    return undefined; // Gone, not readable or binary: no neighbour then.
  }
}

async function filesIn(folder: vscode.WorkspaceFolder, near: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, `**/*.{${endings}}`);
  const found = await vscode.workspace.findFiles(pattern, neverLookedInto);
  const home = vscode.Uri.joinPath(near, '..').path;
  return found
    .map((uri) => ({ uri, distance: stepsBetween(home, vscode.Uri.joinPath(uri, '..').path) }))
    .sort((a, b) => a.distance - b.distance)
    .slice(0, mostNeighbours)
    .map(({ uri }) => uri);
}

/** A file outside every workspace folder: its own folder, not what lies below. */
async function filesBeside(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  const known = new Set(endings.split(','));
  try {
    const entries = await vscode.workspace.fs.readDirectory(folder);
    return entries
      .filter(
        ([name, type]) =>
          type === vscode.FileType.File && known.has(name.split('.').at(-1)?.toLowerCase() ?? ''),
      )
      .slice(0, mostNeighbours)
      .map(([name]) => vscode.Uri.joinPath(folder, name));
  } catch {
    return [];
  }
}

/** How many folders up and down lie between two folders. */
function stepsBetween(from: string, to: string): number {
  const a = from.split('/');
  const b = to.split('/');
  let shared = 0;
  while (shared < a.length && shared < b.length && a[shared] === b[shared]) shared++;
  return a.length - shared + (b.length - shared);
}

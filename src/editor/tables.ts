// The code tables that the user imported: kept in VS Code's own storage for the extension, on this computer, and read
// when the first claim asks for them.
import * as vscode from 'vscode';
import { type CodeTables, loadTables, noTables, openTables, type TableStorage } from '../codes/tables';
import { describeError, type Log } from './log';

export class Tables implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly storage: TableStorage;
  readonly #log: Log;
  #current: CodeTables = noTables;
  #isAskedFor = false;

  constructor(folder: vscode.Uri, log: Log) {
    this.storage = storageIn(folder);
    this.#log = log;
  }

  /** What is loaded; the first question starts the loading, and `onDidChange` tells when there is more. */
  get current(): CodeTables {
    if (!this.#isAskedFor) void this.load();
    return this.#current;
  }

  async load(): Promise<void> {
    this.#isAskedFor = true;
    try {
      const stored = await loadTables(this.storage);
      if (stored.length === 0 && this.#current === noTables) return;
      const opened = openTables(stored.map(({ bytes }) => bytes));
      this.#current = opened;
      for (const { message } of opened.problems) this.#log.warn(`A code table was left out: ${message}`);
      this.#changed.fire();
    } catch (error) {
      this.#log.error(`Reading the code tables failed: ${describeError(error)}`);
    }
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function storageIn(folder: vscode.Uri): TableStorage {
  const { fs } = vscode.workspace;
  const file = (name: string) => vscode.Uri.joinPath(folder, name);
  return {
    async list() {
      const entries = await fs.readDirectory(folder).then(
        (found) => found,
        () => [],
      );
      return entries.filter(([, type]) => type === vscode.FileType.File).map(([name]) => name);
    },
    async read(name) {
      return fs.readFile(file(name)).then(
        (bytes) => bytes,
        () => undefined,
      );
    },
    async write(name, bytes) {
      await fs.createDirectory(folder);
      await fs.writeFile(file(name), bytes);
    },
    async create(name, bytes) {
      await fs.createDirectory(folder);
      const temporary = file(`${name}.part`);
      await fs.writeFile(temporary, bytes);
      // The editor refuses to rename onto a file that is there.
      const renamed = await fs.rename(temporary, file(name), { overwrite: false }).then(
        () => true,
        (error: unknown) => error,
      );
      if (renamed === true) return true;
      if (renamed instanceof vscode.FileSystemError && renamed.code === 'FileExists') return false;
      throw renamed;
    },
    async remove(name) {
      await fs.delete(file(name)).then(undefined, () => undefined);
    },
  };
}

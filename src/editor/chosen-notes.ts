// Which note the user chose for a claim file where several fit; remembered in the workspace, as addresses only.
import * as vscode from 'vscode';

const memoryKey = 'claimlint.chosenNotes';

export class ChosenNotes implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #memory: vscode.Memento;
  #chosen: ReadonlyMap<string, string>;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
    this.#chosen = new Map(Object.entries(memory.get<Record<string, string>>(memoryKey, {})));
  }

  /** Path of a claim file → path of its note. */
  all(): ReadonlyMap<string, string> {
    return this.#chosen;
  }

  async choose(claimPath: string, notePath: string): Promise<void> {
    this.#chosen = new Map([...this.#chosen, [claimPath, notePath]]);
    this.#changed.fire();
    await this.#memory.update(memoryKey, Object.fromEntries(this.#chosen));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

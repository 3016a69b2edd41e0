// What is known of every claim file: the open ones as they read now, and those of the last check of the workspace.
import * as vscode from 'vscode';
import { claimName } from '../../check';
import type { Claim } from '../../model/claim';
import type { Finding, Severity } from '../../model/finding';
import { rangeOf, type TextRange } from '../../model/text';
import type { CheckedFile } from '../checker';
import type { Checked, Documents } from '../documents';
import type { Files } from '../files';
import { pathOf } from '../positions';
import { isSegmentView } from '../segment-view-address';

interface Place {
  /** The file in which it is shown: the claim, or its note. */
  readonly uri: vscode.Uri;
  readonly range: TextRange;
}

/** A finding without the claim and the note behind it, so that thousands of files can be kept. */
export interface ListedFinding extends Place {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly line?: number;
  readonly fixable: boolean;
}

export interface ListedLine {
  readonly number: number;
  /** "20561-59 × 1" */
  readonly label: string;
  readonly range: TextRange;
}

export interface ListedClaim {
  readonly index: number;
  readonly name: string;
  readonly lines: readonly ListedLine[];
  readonly findings: readonly ListedFinding[];
}

export interface ListedFile {
  readonly uri: vscode.Uri;
  readonly path: string;
  /** Paths of the notes that were read with it. */
  readonly checkedWith: readonly string[];
  readonly claimCount: number;
  readonly claims: readonly ListedClaim[];
  /** Findings on the file itself, of no claim. */
  readonly findings: readonly ListedFinding[];
}

const changePause = 200;

export class Results implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;
  readonly #closed = new Map<string, ListedFile>();
  readonly #listed = new WeakMap<Checked, ListedFile>();
  readonly #changedFiles = new Set<string>();
  readonly #documents: Documents;
  readonly #subscriptions: vscode.Disposable[];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(documents: Documents, files: Files) {
    this.#documents = documents;
    this.#subscriptions = [
      this.#changed,
      documents.onDidCheck(({ isWhole }) => {
        if (isWhole) this.#soon();
      }),
      documents.onDidForget(() => this.#soon()),
      files.onDidChange((uri) => this.#changedFiles.add(pathOf(uri))),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#changedFiles.add(pathOf(document.uri));
      }),
    ];
  }

  /** Every claim file with a result, by path. */
  files(): readonly ListedFile[] {
    const open = this.#documents
      .all()
      .filter(({ own, document }) => own.note === undefined && !isSegmentView(document.uri))
      .map((checked) => this.#list(checked));
    const paths = new Set(open.map(({ path }) => path));
    const closed = [...this.#closed.values()].filter(({ path }) => !paths.has(path));
    return [...open, ...closed].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Whether a file was changed, here or on the disk, since the window was opened. */
  isChanged(path: string): boolean {
    return this.#changedFiles.has(path);
  }

  /** Keeps the result of a file that is not open, with its fixes looked for. */
  keep(uri: vscode.Uri, checked: CheckedFile): void {
    const listed = listOf(uri, checked);
    const plain = (finding: ListedFinding): ListedFinding => ({ ...finding });
    this.#closed.set(listed.path, {
      ...listed,
      claims: listed.claims.map(({ index, name, lines, findings }) => ({
        ...{ index, name, lines, findings: findings.map(plain) },
      })),
      findings: listed.findings.map(plain),
    });
    this.#soon();
  }

  /** Claim files of the last check of the workspace that rest on a file: itself, or those whose note it is. */
  keptThatRestOn(uri: vscode.Uri): readonly vscode.Uri[] {
    const path = pathOf(uri);
    return [...this.#closed.values()]
      .filter((file) => file.path === path || file.checkedWith.includes(path))
      .map((file) => file.uri);
  }

  forget(uri: vscode.Uri): void {
    if (this.#closed.delete(pathOf(uri))) this.#soon();
  }

  /** Forgets the last check of the workspace. */
  clear(): void {
    this.#closed.clear();
    this.#soon();
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #list(checked: Checked): ListedFile {
    const known = this.#listed.get(checked) ?? listOf(checked.document.uri, checked);
    this.#listed.set(checked, known);
    return known;
  }

  #soon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#changed.fire();
    }, changePause);
  }
}

function listOf(uri: vscode.Uri, { own, all, uriOf }: CheckedFile): ListedFile {
  const byClaim = new Map<number | undefined, ListedFinding[]>();
  const placeOf = ({ at, claimIndex = 0 }: Finding): Place => {
    const file = uriOf(at.path);
    // A note within the claim file has no address of its own.
    return file === undefined
      ? { uri, range: own.claims[claimIndex]?.range ?? rangeOf(0, 0) }
      : { uri: file, range: at.range };
  };
  for (const finding of own.findings) {
    const listed = listedFinding(finding, placeOf(finding));
    const known = byClaim.get(finding.claimIndex);
    if (known) known.push(listed);
    else byClaim.set(finding.claimIndex, [listed]);
  }
  return {
    uri,
    path: own.path,
    checkedWith: all.flatMap(({ path }) => (path === own.path ? [] : [path])),
    claimCount: own.claims.length,
    claims: own.claims.map((checked, index) => ({
      index,
      // Asked for claims that are shown; a batch has thousands.
      get name() {
        return claimName(checked.claim);
      },
      get lines() {
        return linesOf(checked.claim);
      },
      findings: byClaim.get(index) ?? [],
    })),
    findings: byClaim.get(undefined) ?? [],
  };
}

function listedFinding(finding: Finding, place: Place): ListedFinding {
  const { rule, severity, message, line } = finding;
  return {
    ...{ rule, severity, message },
    ...place,
    ...(line === undefined ? {} : { line }),
    // Fixes are worked out when asked for; a batch has thousands.
    get fixable() {
      return finding.fixes.length > 0;
    },
  };
}

function linesOf({ serviceLines }: Claim): readonly ListedLine[] {
  return serviceLines.map(({ number, procedureCode, modifiers, units, range }) => {
    const code = [procedureCode?.value ?? '?', ...modifiers.map(({ value }) => value)].join('-');
    return { number, range, label: units === undefined ? code : `${code} × ${units.value}` };
  });
}

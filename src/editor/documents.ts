// The latest result of every open claim and note. The only place in editor/ that holds state about documents:
// it notices a change, waits for a pause in typing, checks, and tells the features.
import * as vscode from 'vscode';
import type { CheckedClaim, CheckedDocument, TextChange } from '../check';
import { detectFormat } from '../formats';
import type { ClaimDocument, FormatId } from '../model/claim';
import type { Finding } from '../model/finding';
import { runAll } from '../model/steps';
import type { CheckedFile, Checker } from './checker';
import type { ChosenNotes } from './chosen-notes';
import { type Configurations, personalSettings } from './configuration';
import { type Files, largestNeighbour } from './files';
import { type Links, type Neighbours, noNeighbours } from './links';
import { describeError, type Log } from './log';
import { pathOf, touches } from './positions';
import { sourceOf } from './segment-view-address';
import { inSlices } from './slices';
import { withChange } from './text-change';

/** The claims that stand at an offset, or end there. */
export function claimsAt({ own }: Checked, offset: number): readonly CheckedClaim[] {
  return own.claims.filter(({ range }) => touches(range, offset));
}

/** What an open document and the files that belong to it came to. */
export interface Checked extends CheckedFile {
  readonly document: vscode.TextDocument;
  readonly version: number;
  readonly path: string;
  readonly format: FormatId;
  /** What is to be shown in this document, whichever claim it is about; worst first. */
  readonly findings: readonly Finding[];
  /** Time that the last check of the whole file took, in milliseconds. */
  readonly milliseconds: number;
  /** False while only the claim at hand was checked again, and the rest of a large file waits for a pause. */
  readonly isWhole: boolean;
}

interface Tracked {
  format: FormatId;
  neighbours: Neighbours;
  /** Fields by which files find each other, as they were when `neighbours` was looked for. */
  linkKey: string;
  /** Counts the searches for neighbours; an older one that ends late is dropped. */
  search: number;
  /** Counts the checks; an older one gives up in favour of the next. */
  run: number;
  result?: Checked;
  /** What was changed since the result of a version. */
  change?: { readonly since: number; readonly stretch: TextChange } | undefined;
  timer?: ReturnType<typeof setTimeout>;
  wholeTimer?: ReturnType<typeof setTimeout>;
}

/** Claims of a text that were read on the way. */
interface ReadBefore {
  readonly text: string;
  readonly claims: ClaimDocument | undefined;
}

/** Checks wait for a pause in typing: a few times what the last one took, within these limits, in milliseconds. */
const shortestPause = 20;
const longestPause = 1500;
const pausePerCost = 4;
const pauseAfterFileChange = 100;
/** Claims of a file whose links are looked after while one types. */
const mostClaimsLinked = 500;
/** A hover or a quick fix may re-check a document on the spot when that is not felt. */
const unnoticed = 60;

/** Addresses that never hold a claim of the user's: other views of a file, output, our own pages. */
const otherSchemes = new Set([
  ...['output', 'git', 'gitfs', 'comment', 'debug', 'vscode', 'vscode-settings', 'walkThrough', 'claimlint'],
]);
/** Endings that say "claim" even where the content cannot be read as one; then that is what the user is told. */
const claimEnding = /\.(claim|837[a-z]?|x12|hl7)$/i;

export class Documents implements vscode.Disposable {
  readonly #checked = new vscode.EventEmitter<Checked>();
  readonly #forgotten = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidCheck = this.#checked.event;
  /** A document was closed, or is no claim and no note any more. */
  readonly onDidForget = this.#forgotten.event;
  readonly #tracked = new Map<string, Tracked>();
  readonly #subscriptions: vscode.Disposable[];
  #refreshTimer: ReturnType<typeof setTimeout> | undefined;
  readonly #links: Links;
  readonly #chosenNotes: ChosenNotes;
  readonly #checker: Checker;
  readonly #log: Log;

  constructor(rooms: {
    readonly files: Files;
    readonly configurations: Configurations;
    readonly links: Links;
    readonly chosenNotes: ChosenNotes;
    readonly checker: Checker;
    readonly log: Log;
  }) {
    this.#links = rooms.links;
    this.#chosenNotes = rooms.chosenNotes;
    this.#checker = rooms.checker;
    this.#log = rooms.log;
    const { workspace } = vscode;
    this.#subscriptions = [
      this.#checked,
      this.#forgotten,
      workspace.onDidOpenTextDocument((document) => this.#open(document)),
      workspace.onDidCloseTextDocument((document) => this.#close(document.uri)),
      workspace.onDidSaveTextDocument((document) => this.#save(document)),
      workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#change(document, contentChanges);
      }),
      rooms.files.onDidChange(() => this.#refreshSoon()),
      rooms.configurations.onDidChange(() => this.refresh()),
      rooms.chosenNotes.onDidChange(() => this.refresh()),
    ];
  }

  /** Takes up every open document, anew if it was before: files, settings or tables have changed. */
  refresh(): void {
    for (const document of vscode.workspace.textDocuments) this.#open(document);
  }

  /** Many files change at once when a folder is copied or a branch is switched: one refresh for all of them. */
  #refreshSoon(): void {
    clearTimeout(this.#refreshTimer);
    this.#refreshTimer = setTimeout(() => this.refresh(), pauseAfterFileChange);
  }

  /**
   * The result for a document as it reads now, or undefined when it is no claim and no note or is still being read.
   * A stale result is renewed on the spot if that takes no time that one would notice.
   */
  of(document: vscode.TextDocument): Checked | undefined {
    const tracked = this.#tracked.get(document.uri.toString());
    if (!tracked?.result || tracked.result.version === document.version) return tracked?.result;
    return tracked.result.milliseconds < unnoticed
      ? this.#checkAtOnce(document, tracked)
      : this.#recheck(document, tracked);
  }

  /** Results of all open documents. */
  all(): readonly Checked[] {
    return [...this.#tracked.values()].flatMap(({ result }) => result ?? []);
  }

  dispose(): void {
    clearTimeout(this.#refreshTimer);
    for (const { timer, wholeTimer } of this.#tracked.values()) {
      clearTimeout(timer);
      clearTimeout(wholeTimer);
    }
    for (const subscription of this.#subscriptions) subscription.dispose();
  }

  #open(document: vscode.TextDocument): void {
    const format = formatOf(document);
    if (!format || personalSettings(document.uri).check === 'off') {
      this.#close(document.uri);
      return;
    }
    const key = document.uri.toString();
    const tracked = this.#tracked.get(key) ?? {
      format,
      neighbours: noNeighbours,
      linkKey: '',
      search: 0,
      run: 0,
    };
    tracked.format = format;
    this.#tracked.set(key, tracked);
    void this.#findNeighbours(document, tracked);
  }

  #close(uri: vscode.Uri): void {
    const tracked = this.#tracked.get(uri.toString());
    if (!tracked) return;
    clearTimeout(tracked.timer);
    clearTimeout(tracked.wholeTimer);
    tracked.search++;
    tracked.run++;
    this.#tracked.delete(uri.toString());
    this.#forgotten.fire(uri);
  }

  #change(document: vscode.TextDocument, changes: readonly vscode.TextDocumentContentChangeEvent[]): void {
    const tracked = this.#tracked.get(document.uri.toString());
    const since = tracked?.change?.since ?? tracked?.result?.version;
    if (tracked && since !== undefined)
      for (const change of changes)
        tracked.change = { since, stretch: withChange(tracked.change?.stretch, change) };
    if (personalSettings(document.uri).check !== 'whileTyping') return;
    if (tracked) this.#later(document, tracked);
    else this.#open(document);
    for (const { document: other, tracked } of this.#neighboursOf(document.uri)) this.#later(other, tracked);
  }

  #save(document: vscode.TextDocument): void {
    if (personalSettings(document.uri).check !== 'onSave') return;
    this.#open(document);
    for (const { document: other } of this.#neighboursOf(document.uri)) this.#open(other);
  }

  /** Open documents that were checked together with the file at `uri`. */
  #neighboursOf(uri: vscode.Uri): { document: vscode.TextDocument; tracked: Tracked }[] {
    const key = uri.toString();
    return vscode.workspace.textDocuments.flatMap((document) => {
      const tracked = this.#tracked.get(document.uri.toString());
      const belongs = tracked?.neighbours.linked.some((file) => file.uri.toString() === key);
      return tracked && belongs ? [{ document, tracked }] : [];
    });
  }

  #later(document: vscode.TextDocument, tracked: Tracked): void {
    clearTimeout(tracked.timer);
    clearTimeout(tracked.wholeTimer);
    const milliseconds = tracked.result?.milliseconds ?? 0;
    const pause = Math.min(longestPause, Math.max(shortestPause, milliseconds * pausePerCost));
    if (milliseconds < unnoticed) tracked.timer = setTimeout(() => void this.#now(document, tracked), pause);
    else {
      // What one looks at first, then all.
      tracked.run++;
      tracked.timer = setTimeout(() => this.#recheck(document, tracked), shortestPause);
      tracked.wholeTimer = setTimeout(() => void this.#now(document, tracked), pause);
    }
  }

  /** In a large file: the claim that was changed, alone. Undefined where the change is more than that. */
  #recheck(document: vscode.TextDocument, tracked: Tracked): Checked | undefined {
    const { result, change, neighbours } = tracked;
    if (!result || change?.since !== result.version) return undefined;
    try {
      const { version } = document;
      const uri = sourceOf(document.uri);
      const checked = this.#checker.recheck(result, uri, document.getText(), change.stretch, neighbours);
      return checked && this.#settle(document, version, tracked, checked, result.milliseconds, false);
    } catch (error) {
      return this.#fail(tracked, error);
    }
  }

  async #now(document: vscode.TextDocument, tracked: Tracked): Promise<void> {
    if (formatOf(document) !== tracked.format) {
      this.#open(document);
      return;
    }
    const result = await this.#checkInSlices(document, tracked);
    if (result && linkKeyOf(result.own) !== tracked.linkKey) void this.#findNeighbours(document, tracked);
  }

  async #findNeighbours(document: vscode.TextDocument, tracked: Tracked): Promise<void> {
    const search = ++tracked.search;
    const isStale = () => tracked.search !== search || document.isClosed;
    try {
      const file = { uri: sourceOf(document.uri), text: document.getText(), format: tracked.format };
      const neighbours = await this.#links.of(file, this.#chosenNotes.all(), isStale);
      if (isStale()) return;
      const { claims, ...files } = neighbours;
      tracked.neighbours = files;
      // A plain text or Markdown file is a note only if it belongs to a claim.
      if (tracked.format === 'note' && !isNoteByItself(document, neighbours)) {
        this.#close(document.uri);
        return;
      }
      const result = await this.#checkInSlices(document, tracked, { text: file.text, claims });
      if (result) tracked.linkKey = linkKeyOf(result.own);
    } catch (error) {
      this.#log.error(`Looking for the files that belong to a document failed: ${describeError(error)}`);
    }
  }

  #checkAtOnce(document: vscode.TextDocument, tracked: Tracked): Checked | undefined {
    clearTimeout(tracked.timer);
    tracked.run++;
    const { version } = document;
    const started = performance.now();
    try {
      const checked = runAll(this.#stepsOf(document, tracked));
      return checked && this.#settle(document, version, tracked, checked, performance.now() - started, true);
    } catch (error) {
      return this.#fail(tracked, error);
    }
  }

  async #checkInSlices(
    document: vscode.TextDocument,
    tracked: Tracked,
    read?: ReadBefore,
  ): Promise<Checked | undefined> {
    clearTimeout(tracked.timer);
    clearTimeout(tracked.wholeTimer);
    const run = ++tracked.run;
    const { version } = document;
    const started = performance.now();
    try {
      const steps = this.#stepsOf(document, tracked, read);
      const checked = await inSlices(steps, () => tracked.run !== run || document.isClosed);
      return checked && this.#settle(document, version, tracked, checked, performance.now() - started, true);
    } catch (error) {
      return this.#fail(tracked, error);
    }
  }

  #stepsOf(document: vscode.TextDocument, { format, neighbours }: Tracked, read?: ReadBefore) {
    const text = document.getText();
    const claims = read?.text === text ? read.claims : undefined;
    const file = {
      uri: sourceOf(document.uri),
      shownAt: document.uri,
      text,
      format,
      ...(claims === undefined ? {} : { claims }),
    };
    return this.#checker.check(file, neighbours);
  }

  #settle(
    document: vscode.TextDocument,
    version: number,
    tracked: Tracked,
    checked: CheckedFile,
    milliseconds: number,
    isWhole: boolean,
  ): Checked {
    const path = pathOf(sourceOf(document.uri));
    const findings = worstFirst(
      checked.all.flatMap((file) => file.findings.filter(({ at }) => at.path === path)),
    );
    const { format } = tracked;
    const result = { ...checked, document, version, path, format, findings, milliseconds, isWhole };
    tracked.result = result;
    if (document.version === version) tracked.change = undefined;
    this.#checked.fire(result);
    return result;
  }

  #fail({ format }: Tracked, error: unknown): undefined {
    this.#log.error(`Checking a document (${format}) failed: ${describeError(error)}`);
    return undefined;
  }
}

/**
 * What a document is: by our own languages, else by its content. `unknown` where only its name says that it is a
 * claim; undefined for all that is none of our business.
 */
function formatOf(document: vscode.TextDocument): FormatId | undefined {
  if (otherSchemes.has(document.uri.scheme)) return undefined;
  if (document.languageId === 'claim') return 'claim';
  if (document.languageId === 'clinical-note') return 'note';
  const text = document.getText();
  const format = detectFormat(text, pathOf(document.uri));
  // A log or a list of many megabytes is not read for muscles only because it is plain text.
  if (format === 'note' && text.length > largestNeighbour) return undefined;
  return format !== 'unknown' || claimEnding.test(document.uri.path) ? format : undefined;
}

function isNoteByItself(document: vscode.TextDocument, { linked, notePaths }: Neighbours): boolean {
  return document.languageId === 'clinical-note' || linked.length > 0 || notePaths.has(pathOf(document.uri));
}

/** Whatever linking looks at: when it changes while one types, other files may belong to the document. */
function linkKeyOf({ claims, note }: CheckedDocument): string {
  if (note) {
    const { account, claimReference, dateOfService } = note.header;
    return JSON.stringify([account, claimReference, dateOfService].map((field) => field?.value));
  }
  // A batch is linked when it is opened and saved, not with every key.
  if (claims.length > mostClaimsLinked) return 'batch';
  return JSON.stringify(
    claims.map(({ claim }) => [
      claim.id?.value,
      claim.noteReference?.value,
      claim.accountNumbers.map(({ value }) => value),
      claim.serviceLines.map(({ dateOfService }) => dateOfService?.value),
    ]),
  );
}

const severityOrder = { error: 0, warning: 1, information: 2 } as const;

function worstFirst(findings: readonly Finding[]): readonly Finding[] {
  return [...findings].sort(
    (a, b) => severityOrder[a.severity] - severityOrder[b.severity] || a.at.range.start - b.at.range.start,
  );
}
